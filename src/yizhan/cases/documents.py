"""One case as a document: what `yizhan case show --json`, the API and the pages read. Identities are masked."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any

from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.access import Seen
from yizhan.cases.clock import Clock
from yizhan.cases.models import Case as CaseRow
from yizhan.cases.rules import hearing
from yizhan.cases.rules.materials import next_step, to_make_up
from yizhan.cases.rules.trips import trips
from yizhan.cases.state import Case, Leg, Touched
from yizhan.catalogue.release import Release
from yizhan.catalogue.rules import checklist
from yizhan.journal.queries import Written, parts_of, this_node
from yizhan.kernel.masking import mask_address, mask_id_number, mask_name, mask_phone


def document(seen: Seen, *, unmasked: bool = False) -> dict[str, Any]:
    """The whole case (contracts: "JSON that acceptance reads"). `unmasked` is for those who have the right to it."""
    case = seen.case
    return {
        "number": case.number,
        "version": seen.version,
        "state": case.state,
        "item": case.item,
        "item_name": seen.release.name,
        "release": case.release,
        "scenario": case.scenario,
        "holder": {"agency": case.holder, "node": this_node().code},
        "centre": case.centre,
        "division": case.division,
        "channel": case.channel,
        "opened": _day(case.opened),
        "received": _day(case.received),
        "accepted": _day(case.accepted),
        "applicant": party(case.applicant, unmasked=unmasked),
        "agent": party(case.agent, unmasked=unmasked) if case.agent.name else None,
        "numbers": dict(case.numbers),
        "clocks": clocks(seen),
        "legs": [leg_document(seen, leg) for leg in case.legs],
        "steps": steps(seen),
        "materials": materials(seen),
        "notices": list(case.notices),
        "voided": [{"number": number, "on": void.on.isoformat()} for number, void in seen.voidings.items()],
        "decision": decision(case),
        "publicity_ends": _day(clock.publicity_ends(case, seen.calendar)),
        "supply_due": _day(clock.supply_due(case, seen.calendar)) if case.outstanding_pledge else None,
        "reply_due": _day(clock.reply_due(case, seen.calendar)) if case.state == "correction-requested" else None,
        "consults": [
            {
                "consult": each.consult,
                "organ": each.organ,
                "asked": each.on.isoformat(),
                "answered": _day(each.answered),
                "agrees": each.agrees,
            }
            for each in case.consults
        ],
        "interested": [interested(each, unmasked=unmasked) for each in case.touched],
        "wishes": [
            {"key": fact.key, "kind": fact.cause, "on": fact.on.isoformat()}
            for fact in seen.facts
            if fact.kind == "wish" and fact.key not in case.wishes_answered
        ],
        "unwritten": [
            {"event": type(each.event).__name__, "effective": each.effective.isoformat(), "reason": each.reason}
            for each in seen.settled
        ],
        "trips": len(trips_of(seen)),
    }


def party(who: e.Party, *, unmasked: bool) -> dict[str, Any]:
    """A person, masked unless the reader asked with the right to it."""
    plain = {"kind": who.kind, "id_type": who.id_type}
    if unmasked:
        return {**plain, "name": who.name, "id_number": who.id_number, "phone": who.phone, "address": who.address}
    return {
        **plain,
        "name": mask_name(who.name),
        "id_number": mask_id_number(who.id_number),
        "phone": mask_phone(who.phone),
        "address": mask_address(who.address),
    }


def interested(one: Touched, *, unmasked: bool) -> dict[str, Any]:
    """Somebody whose major interests are touched (利害关系人): since when known, told of his right, heard."""
    said = {"interest": one.interest} if unmasked else {}
    days = {"found": _day(one.found), "told": _day(one.told), "heard": _day(one.heard)}
    return {**party(one.who, unmasked=unmasked), **days, **said}


def clocks(seen: Seen) -> dict[str, Any]:
    """Every clock of the case; one that nothing sets is null."""
    arguments = (seen.case, seen.release, seen.today, seen.calendar)
    return {
        "intake": clock_document(clock.intake(*arguments)),
        "statutory": clock_document(clock.statutory(*arguments)),
        "promised": clock_document(clock.promised(*arguments)),
        "service": clock_document(clock.service(*arguments)),
        "hearing-request": clock_document(hearing.request_clock(seen.case, seen.today, seen.calendar)),
        "hearing": clock_document(hearing.holding_clock(seen.case, seen.facts, seen.today, seen.calendar)),
        "completion": clock_document(clock.completion(*arguments)),
        "stage": clock_document(
            clock.stage(seen.case, seen.release, next_step(seen.case, seen.release), seen.today, seen.calendar)
        ),
    }


def clock_document(running: Clock | None) -> dict[str, Any] | None:
    """A clock as JSON, with why each day was left out."""
    if running is None:
        return None
    return {
        "started": running.started.isoformat(),
        "due": running.due.isoformat(),
        "limit": str(running.limit),
        "unit": str(running.unit),
        "used": running.used,
        "left": running.left,
        "stopped": running.stopped,
        "late": running.late,
        "provisional": running.provisional,
        "ended": _day(running.ended),
        "left_out": [{"date": day.date.isoformat(), "reason": day.reason} for day in running.left_out],
    }


def leg_document(seen: Seen, leg: Leg) -> dict[str, Any]:
    """One organ's handling."""
    decided_here = seen.case.decision is not None and seen.case.decision.leg == leg.index
    service = clock.service(seen.case, seen.release, seen.today, seen.calendar) if decided_here else None
    return {
        "organ": leg.organ,
        "number": leg.number,
        "received": _day(leg.received),
        "opened": _day(leg.opened),
        "accepted": _day(leg.accepted),
        "closed": _day(leg.closed),
        "outcome": leg.outcome,
        "statutory": clock_document(clock.statutory(seen.case, seen.release, seen.today, seen.calendar, leg=leg)),
        "service": clock_document(service),
    }


def steps(seen: Seen) -> list[dict[str, Any]]:
    """The steps of every leg, with what was taken, the one in hand and what waits."""
    taken = {(each.leg, each.step): each for each in seen.case.taken}
    following = next_step(seen.case, seen.release) if works_on(seen.case, seen.release) else None
    return [
        {
            "code": step.code,
            "name": step.name,
            "kind": str(step.kind),
            "level": str(step.level.word),
            "role": str(step.role),
            "leg": step.leg,
            "limit": str(step.limit.limit) if step.limit else None,
            "taken": _day(done.on) if (done := taken.get((step.leg, step.code))) else None,
            "agrees": done.agrees if done else None,
            "current": step is following or (following is not None and step.code == following.code),
        }
        for step in seen.release.steps
    ]


def works_on(case: Case, release: Release) -> bool:
    """Whether a step is in hand: before the decision, and of an urgent matter until it is made up for."""
    return case.is_open or to_make_up(case, release)


def materials(seen: Seen) -> list[dict[str, Any]]:
    """The checklist with what was given."""
    given = seen.case.materials
    listed = [
        {
            "code": line.code,
            "name": line.material.name,
            "required": line.must,
            "why": str(line.why),
            "condition": line.condition,
            "given": line.code in given,
            **_amounts(given.get(line.code)),
        }
        for line in checklist(seen.release, seen.case.answers)
    ]
    known = {line["code"] for line in listed}
    return listed + [
        {
            "code": each.code,
            "name": each.name or each.code,
            "required": False,
            "why": "optional",
            "condition": "",
            "given": True,
            **_amounts(each),
        }
        for code, each in given.items()
        if code not in known
    ]


def _amounts(given: e.Given | None) -> dict[str, Any]:
    if given is None:
        return {"originals": 0, "copies": 0, "file": ""}
    return {"originals": given.originals, "copies": given.copies, "file": given.file}


def decision(case: Case) -> dict[str, Any] | None:
    """The decision that stands, without its reasons."""
    if case.decision is None:
        return None
    return {
        "on": case.decision.on.isoformat(),
        "granted": case.decision.granted,
        "number": case.decision.number,
        "organ": case.decision.organ,
        "deemed": case.decision.deemed,
        "urgent": case.decision.urgent,
        "valid_until": _day(case.decision.valid_until),
        "superseded": list(case.decision.superseded),
        "certificate": case.certificate.number if case.certificate else None,
        "delivered": _day(case.delivered),
    }


def trips_of(seen: Seen) -> tuple[Any, ...]:
    """The trips that the citizen made."""
    delivered = [each.event for each in seen.history if isinstance(each.event, e.Delivered)]
    return trips(seen.case, seen.facts, delivered)


def history(entries: Iterable[Written], *, unmasked: bool = False) -> list[dict[str, Any]]:
    """The journal's entries of a case: open parts, and the sealed ones for those who have the right to them."""
    return [entry_document(entry, unmasked=unmasked) for entry in entries]


def entry_document(entry: Written, *, unmasked: bool) -> dict[str, Any]:
    """One entry as JSON."""
    body, sealed = parts_of(entry.event) if entry.event is not None else ({}, {})
    return {
        "no": entry.no,
        "kind": entry.kind,
        "at": entry.at.isoformat(),
        "account": entry.account,
        "organ": entry.organ,
        "centre": entry.centre,
        "effective": _day(entry.effective),
        "reason": entry.reason,
        "basis": {field.name: getattr(entry.basis, field.name) for field in fields(entry.basis)},
        "event": {**body, **sealed} if unmasked else body,
    }


def row_document(row: CaseRow) -> dict[str, Any]:
    """A case as a list shows it."""
    return {
        "number": row.number,
        "state": row.state,
        "item": row.item,
        "holder": row.holder,
        "centre": row.centre,
        "applicant": mask_name(row.applicant),
        "id_number": row.id_mask,
        "phone": row.phone_mask,
        "opened": row.opened_on.isoformat(),
        "received": _day(row.received_on),
        "accepted": _day(row.accepted_on),
        "due": _day(row.due_on),
        "promised": _day(row.promised_on),
        "stopped": row.stopped,
        "provisional": row.provisional,
        "time_may_have_moved": row.look_on.isoformat() if row.look_on else None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
