"""What each notice (文书) of a case says: its fields from the case, the release, the calendar and the places.

Pure of writing: a `Draft` becomes a notice in `actions.writing.issue`. The sentences of the forms are in `papers`.
"""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.access import Held
from yizhan.cases.notice_fields import (
    Draft,
    Issuing,
    basis_of,
    common,
    contacts,
    draft,
    fee_words,
    limits,
    lines,
    not_given,
    remedies,
    special_steps,
    wanted_line,
)
from yizhan.cases.rules.intake import late_means_accepted
from yizhan.cases.rules.materials import open_steps, urgent
from yizhan.cases.state import Case, evolve
from yizhan.kernel.acting import LEGAL_ZONE
from yizhan.kernel.periods import reckon
from yizhan.papers.original_queries import Original, original_lines
from yizhan.places.queries import agency

DIRECT_CONSEQUENCE = "逾期未补正的，视为放弃本次申请，材料退还申请人；备齐材料后可以重新申请"
PLEDGE_CONSEQUENCE = "逾期未补交的，按退办件处理，材料退还申请人；备齐材料后可以重新申请"
COLLECT_AT_WINDOW = "凭本单和有效身份证件到窗口领取"


def receipt(held: Held, event: e.Submitted) -> Draft:
    """收件凭证."""
    case = evolve(held.case, event)
    return draft(
        "receipt",
        held,
        received_on=event.on,
        received=lines(event.materials, held.release),
        not_received=not_given(case, held.release),
        case_type=held.release.case_type.word,
        **contacts(held),
    )


def correction(held: Held, event: e.CorrectionRequested) -> Draft:
    """补正告知书（一次性告知单）."""
    until = reckon(event.on, event.reply, held.calendar).due if event.reply else None
    return draft(
        "correction",
        held,
        received_on=held.case.received,
        wanted=[wanted_line(line, held.release) for line in event.wanted],
        received=lines(held.case.materials.values(), held.release),
        supply_until=until,
        consequence=DIRECT_CONSEQUENCE,
        late_means_accepted=late_means_accepted(held.release),
        **contacts(held),
    )


def acceptance(held: Held, event: e.Accepted) -> Draft:
    """受理通知书."""
    return _accepted(held, evolve(held.case, event))


def late_acceptance(held: Held) -> Draft:
    """受理通知书 of a case that the law deems accepted, from the day on which the papers were received (art. 32(4))."""
    article = next((lapse.article for lapse in held.release.lapses if lapse.deems == "accepted"), "")
    return _accepted(held, held.case, deemed=article or basis_of(held.release))


def _accepted(held: Held, case: Case, *, deemed: str | None = None) -> Draft:
    return draft(
        "acceptance",
        held,
        received_on=case.received,
        accepted_on=case.accepted,
        deemed=deemed,
        case_type=held.release.case_type.word,
        case_name=f"{case.applicant.name}：{held.release.name}",
        received=lines(case.materials.values(), held.release),
        not_received=not_given(case, held.release),
        special_steps=special_steps(held.release),
        fee=fee_words(held),
        message_phone=case.applicant.phone,
        contact_address=case.applicant.address or None,
        **limits(held, case),
        **contacts(held),
    )


def pledge(held: Held, event: e.AcceptedWithPledge) -> Draft:
    """容缺受理通知书, in two copies."""
    case = evolve(held.case, event)
    until = reckon(event.on, event.supply, held.calendar).due
    return draft(
        "pledge",
        held,
        received_on=case.received,
        accepted_on=event.on,
        case_type=held.release.case_type.word,
        received=lines(case.materials.values(), held.release),
        lacking=[
            {"name": line.name, "form": wanted_line(line, held.release)["form"], "until": until}
            for line in event.lacking
        ],
        supply_until=until,
        consequence=PLEDGE_CONSEQUENCE,
        **limits(held, case),
        **contacts(held),
    )


def restart(held: Held, event: e.Supplemented) -> Draft:
    """补办件重新启动通知书."""
    case = evolve(held.case, event)
    before = limits(held, held.case)
    return draft(
        "restart",
        held,
        original_date=case.accepted,
        supplied_on=event.on,
        received=lines(event.materials, held.release),
        original_due=before["due"],
        due=limits(held, case)["due"],
        promised_limit=before["promised_limit"],
        provisional=before["provisional"],
    )


def not_required(held: Held, event: e.NotRequired) -> Draft:
    """不受理告知书."""
    return draft("not_required", held, received_on=held.case.received, reason=event.reason)


def not_competent(held: Held, event: e.NotCompetent) -> Draft:
    """不予受理通知书."""
    return draft(
        "not_competent",
        held,
        received_on=held.case.received,
        reason=event.reason,
        competent_organ=event.competent,
        **remedies(held),
    )


def special_procedure(held: Held, event: e.ClockStopped) -> Draft:
    """特别程序告知书 (art. 45): what, by which law, how long."""
    known = held.release.procedure(event.procedure)
    kind = str(known.kind) if known else event.procedure
    return draft(
        "special_procedure",
        held,
        accepted_on=held.case.accepted,
        procedure=kind.replace("_", "-") if kind not in {"publicity", "survey"} else "other",
        basis=event.basis,
        days=event.told,
        start=event.on,
        expected_end=reckon(event.on, event.told, held.calendar).due,
        original_due=limits(held, held.case)["due"],
        reason=event.reason or None,
    )


def hearing(held: Held, event: e.HearingTold) -> Draft:
    """听证告知书 (art. 47)."""
    also = f"同时告知：{'、'.join(event.to)}。" if event.to else None
    found = {each.who.name for each in held.case.touched} & set(event.to)
    return draft(
        "hearing",
        held,
        accepted_on=held.case.accepted,
        matter=event.matter,
        basis=f"《中华人民共和国行政许可法》{'第三十六条、' if found else ''}第四十七条",
        hearing_organ=common(held)["organ"],
        remarks=also,
        **contacts(held),
    )


def hearing_notice(held: Held, event: e.HearingSet, *, stop: e.ClockStopped | None) -> Draft:
    """听证通知书 (art. 48): when, where, who presides, who else is told; how long the clock stands (art. 45)."""
    also = f"同时通知：{'、'.join(held.case.hearing_told_to)}。" if held.case.hearing_told_to else None
    begins = datetime.combine(event.day, time.fromisoformat(event.time), tzinfo=LEGAL_ZONE)
    return draft(
        "hearing_notice",
        held,
        accepted_on=held.case.accepted,
        hearing_time=begins,
        hearing_place=event.place,
        hearing_host=event.host,
        hearing_organ=common(held)["organ"],
        basis="《中华人民共和国行政许可法》第四十八条",
        days=stop.told if stop else None,
        remarks=also,
        **contacts(held),
    )


def extension(held: Held, event: e.Extended) -> Draft:
    """延长办理期限通知书 (art. 42)."""
    before = clock.statutory(held.case, held.release, held.today, held.calendar)
    case = evolve(held.case, event)
    after = clock.statutory(case, held.release, held.today, held.calendar)
    rule = held.release.extension
    return draft(
        "extension",
        held,
        accepted_on=held.case.accepted,
        original_due=before.due if before else None,
        extra=event.limit,
        due=after.due if after else None,
        provisional=after.provisional if after else False,
        reason=event.reason,
        approver=event.approved_by,
        approver_office=event.office,
        basis=(rule.article if rule else "") or basis_of(held.release),
    )


def liaison(held: Held, event: e.Consulted) -> Draft:
    """工作联系单, two halves."""
    place = agency(event.organ)
    return draft(
        "liaison",
        held,
        slip="ask",
        sender=common(held)["organ"],
        addressee=place.name,
        subject=held.release.name,
        body=event.question,
        reply_by=reckon(event.on, event.reply, held.calendar).due if event.reply else None,
        reply_limit=event.reply,
        attachments=[],
        **contacts(held),
    )


def forwarding(held: Held, event: e.Forwarded) -> Draft:
    """转报（材料移交）单, two halves."""
    place = agency(event.organ)
    leg = held.release.legs[event.leg]
    return draft(
        "forwarding",
        held,
        sender=common(held)["organ"],
        addressee=place.name,
        accepted_on=held.case.accepted,
        materials=[{**line, "pages": ""} for line in _without_note(lines(held.case.materials.values(), held.release))],
        review_opinion=event.opinion,
        review_limit=held.release.legs[held.case.leg.index].limit,
        reply_by=reckon(event.on, leg.limit, held.calendar).due if leg.limit else None,
        remarks=_urgent_remark(held),
        **limits(held, held.case),
        **contacts(held),
    )


def _urgent_remark(held: Held) -> str | None:
    """What goes up before its steps are taken says so (急难先行)."""
    waiting = open_steps(held.case, held.release)
    if held.release.urgent is None or not urgent(held.case, held.release) or not waiting:
        return None
    basis = f"依照{held.release.urgent.article}，" if held.release.urgent.article else ""
    return f"急难先行：{basis}请先行决定；{'、'.join(step.name for step in waiting)}事后补办。"


def _without_note(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name != "note"} for row in rows]


def original_receipt(about: Issuing, taken: Sequence[Original]) -> Draft:
    """原件收存单, in two copies."""
    owner = taken[0].taken.owner if taken and taken[0].taken else about.case.applicant.name
    return draft(
        "original_receipt",
        about,
        originals=original_lines(taken, described=True),
        owner=owner,
        time=about.act.now,
        **contacts(about),
    )


def original_return(about: Issuing, taken: Sequence[Original], *, mode: str, receiver: str, reason: str) -> Draft:
    """原件退还单, in two copies."""
    return draft(
        "original_return",
        about,
        originals=original_lines(taken, described=True),
        receiver=receiver,
        back_mode=mode,
        proxy_reason=reason or None,
        time=about.act.now,
    )


def pickup(about: Issuing, *, name: str, shelf: int) -> Draft:
    """领取通知单: where the result lies."""
    certificate = about.case.certificate
    document = {"name": name, "number": certificate.number if certificate else "", "copies": 1}
    return draft(
        "pickup",
        about,
        shelf=shelf,
        documents=[document],
        collect=COLLECT_AT_WINDOW,
        time=about.act.now,
        **contacts(about),
    )
