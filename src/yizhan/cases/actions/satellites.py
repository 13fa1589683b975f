"""Facts and wishes beside a case (事实、请求): anybody entitled, at any centre, whoever holds it. Never stale."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from yizhan.cases import result_notices
from yizhan.cases.access import Seen, case_known_to, case_once
from yizhan.cases.actions.originals import Known, left_shelf
from yizhan.cases.actions.writing import issue, once, satellite
from yizhan.cases.events import NOBODY, NOT_TOLD, Delivered, Given, Party, Service
from yizhan.cases.facts import EVALUATION, HAND_IN, HAND_OUT, ORDER, PAYMENT, REMARK, VISIT, WISH
from yizhan.cases.models import CaseFact
from yizhan.cases.rules import satellites as rules
from yizhan.cases.rules.organs import is_above
from yizhan.cases.rules.parties import checked, checked_service
from yizhan.journal.actions import record
from yizhan.kernel.acting import Act
from yizhan.kernel.identifiers import text
from yizhan.papers.actions import use_files

LONGEST_TEXT = 2000


@once
def record_visit(*, act: Act, number: str, cause: str = "in-vain", note: str = "") -> str:
    """One key for "came for this case, in vain" (白跑), with its cause. Raises Invalid: bad-cause."""
    case_known_to(act, number, may="visit")
    rules.visit(cause=cause)
    _fact(act, number, VISIT, cause=cause, sealed={"text": text(note, LONGEST_TEXT)})
    return number


@once
def record_payment(*, act: Act, number: str, amount: Decimal, receipt: str) -> str:
    """Money taken by the item's standard alone (收费, art. 58). Raises Refused: no-fee, not-the-standard."""
    seen = case_once(act, number, may="pay")
    rules.pay(seen.case, seen.release, seen.facts, amount=amount)
    _fact(act, number, PAYMENT, data={"amount": str(amount), "receipt": text(receipt, 80)})
    return number


@once
def hand_in(*, act: Act, number: str, materials: Sequence[Given], mode: str = "window") -> str:
    """Papers handed in at any centre (交件): the holder's case takes them over. Raises Refused: nothing-wanted."""
    write_hand_in(act, case_known_to(act, number, may="hand-in"), materials=materials, mode=mode)
    return number


def write_hand_in(act: Act, seen: Seen, *, materials: Sequence[Given], mode: str) -> None:
    """The fact that papers came in for a case, and their files; whoever calls has asked for the authority.

    Raises Refused: nothing-given, ended, already-decided; Invalid.
    """
    number = seen.case.number
    rules.hand_in(seen.case, seen.release, materials=materials, mode=mode)
    notes = {material.code: material.note for material in materials if material.note}
    plain = [{**asdict(material), "note": ""} for material in materials]
    _fact(act, number, HAND_IN, mode=mode, materials=plain, sealed={"notes": notes})
    use_files([material.file for material in materials if material.file], satellite(number, act.actor.centre), act)


@once
def hand_out(*, act: Act, number: str, collector: Party, mode: str = "direct", service: Service = NOT_TOLD) -> str:
    """The result handed out at any centre (领取), with the receipt that the receiver signs (送达回证).

    Raises NotFound, Forbidden, Refused: not-decided, already-delivered, not-certified; Invalid.
    """
    seen = case_once(act, number, may="hand-out")
    collector = checked(collector, whole=False) if collector != NOBODY else collector
    service = checked_service(service)
    rules.hand_out(seen.case, seen.facts, collector=collector, mode=mode, service=service)
    about = Known(case=seen.case, release=seen.release, act=act)
    served = Delivered(on=act.today, mode=mode, collector=collector, service=service)
    notice = issue(about, result_notices.service(about, served))
    told = {"party": asdict(collector), "service": asdict(service)}
    _fact(act, number, HAND_OUT, mode=mode, data={"notice": notice}, collector=collector.name, sealed=told)
    left_shelf(act, seen.case, mode=mode, collector=collector)
    return number


@once
def evaluate_case(*, act: Act, number: str, grade: str, channel: str, words: str = "") -> str:
    """One evaluation a case (好差评, 一事一评). Raises Refused: already-evaluated, nothing-done; Invalid."""
    seen = case_once(act, number, may="evaluate")
    rules.evaluate(seen.case, seen.facts, grade=grade, channel=channel)
    _fact(act, number, EVALUATION, cause=grade, mode=channel, sealed={"text": text(words, LONGEST_TEXT)})
    return number


@once
def remark(*, act: Act, number: str, words: str) -> str:
    """A word between those who handle the case (留言), sealed, never stale. Raises Refused: remark-missing."""
    case_known_to(act, number, may="remark")
    said = text(words, LONGEST_TEXT)
    rules.remark(words=said)
    _fact(act, number, REMARK, sealed={"text": said})
    return number


@once
def wish(*, act: Act, number: str, kind: str, reason: str = "") -> str:
    """A wish (withdraw, recall, hurry, hearing): it stays open until the holder names it. Raises Invalid: bad-wish."""
    seen = case_known_to(act, number, may="wish")
    rules.wish(seen.case, kind=kind, today=seen.today, calendar=seen.calendar)
    _fact(act, number, WISH, cause=kind, sealed={"text": text(reason, LONGEST_TEXT)})
    return number


@once
def order_amendment(*, act: Act, number: str, ground: str) -> str:
    """Order the holder, as a higher authority, to put a wrong decision right (责令纠正). Raises Refused."""
    seen = case_known_to(act, number, may="order")
    made = seen.case.decision
    ground = text(ground, LONGEST_TEXT)
    rules.order(seen.case, higher=made is not None and is_above(act.actor.organ, made.organ), ground=ground)
    _fact(act, number, WISH, cause=ORDER, sealed={"text": ground})
    return number


def _fact(
    act: Act,
    number: str,
    kind: str,
    *,
    cause: str = "",
    mode: str = "",
    materials: list[dict[str, Any]] | None = None,
    data: Mapping[str, Any] | None = None,
    collector: str = "",
    sealed: Mapping[str, Any] | None = None,
) -> None:
    row = CaseFact(
        case=number,
        kind=kind,
        on=act.today,
        cause=cause,
        mode=mode,
        materials=materials or [],
        data=dict(data or {}),
        collector=collector,
    )
    centre = act.actor.centre
    record(row, stream=satellite(number, centre), centre=centre, act=act, sealed=sealed)
