"""Rows of a case from its state: what an act writes, what `rebuild` makes again, what `verify` compares."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Model

from yizhan.cases import clock
from yizhan.cases import models as rows
from yizhan.cases.consult_state import ConsultState
from yizhan.cases.names import name_key
from yizhan.cases.rules.decision import ANNOUNCED_FOR
from yizhan.cases.rules.hearing import ask_until
from yizhan.cases.rules.intake import beyond_list
from yizhan.cases.rules.materials import to_make_up
from yizhan.cases.rules.proposing import waits_for
from yizhan.cases.state import Case
from yizhan.catalogue.queries import release_of
from yizhan.catalogue.release import Deems, Lapse, Release
from yizhan.journal.queries import lookup_hash
from yizhan.kernel.calendars import Calendar
from yizhan.kernel.masking import mask_id_number, mask_phone
from yizhan.kernel.periods import Limit
from yizhan.places.queries import calendar_for

DERIVED = frozenset({"due_on", "promised_on", "look_on", "lapse_on", "provisional", "calendar", "stopped"})
"""Columns that a calendar moves: not compared with the journal, derived anew when a calendar is published."""


def case_rows(stream: str, case: Case) -> Iterator[Model]:
    """The row of a case and one for each leg."""
    release, calendar = release_of(case.item, case.release), calendar_for(case.division)
    yield case_row(stream, case, release, calendar)
    for place in range(len(case.legs)):
        yield leg_row(stream, case, place, release=release, calendar=calendar)
    for place, number in enumerate(case.known_as):
        yield rows.CaseNumber(
            key=f"{case.number}/{place}", stream=stream, case=case.number, lookup=lookup_hash(number.upper())
        )


def case_row(stream: str, case: Case, release: Release, calendar: Calendar) -> rows.Case:
    """The row of a case; due dates as they stand on the day of the last thing that moved them."""
    assert case.opened is not None, "a case without its first entry has no row"
    today = _moved(case)
    statutory = clock.statutory(case, release, today, calendar)
    promised = clock.promised(case, release, today, calendar)
    intake = clock.intake(case, release, today, calendar) if case.state == "submitted" else None
    due = min((each.due for each in (statutory, promised, intake) if each is not None), default=None)
    return rows.Case(
        number=case.number,
        stream=stream,
        item=case.item,
        release=case.release,
        state=case.state,
        holder=case.holder,
        organ=case.organ,
        centre=case.centre,
        division=case.division,
        channel=case.channel,
        applicant=case.applicant.name,
        name_key=name_key(case.applicant.name),
        id_mask=mask_id_number(case.applicant.id_number),
        id_lookup=lookup_hash(case.applicant.id_number),
        phone_mask=mask_phone(case.applicant.phone),
        phone_lookup=lookup_hash(case.applicant.phone),
        address=case.applicant.address,
        agent=case.agent.name,
        provincial_number=case.numbers.get("provincial", ""),
        query_hash=case.query_hash,
        opened_on=case.opened,
        received_on=case.received,
        accepted_on=case.accepted,
        decided_on=case.decision.on if case.decision else None,
        granted=case.decision.granted if case.decision else None,
        ended_on=case.ended,
        delivered_on=case.delivered,
        opened_here=case.leg.opened is not None or case.legs.index(case.leg) == 0,
        waits_for=waits_for(case, release),
        due_on=due if case.is_open else _made_up_until(case, release, today, calendar),
        promised_on=promised.due if promised and case.is_open else None,
        look_on=look_on(case, release, calendar),
        lapse_on=lapse_on(case, release, calendar),
        beyond_on=case.correction.on if case.correction and beyond_list(case.correction) else None,
        provisional=any(each.provisional for each in (statutory, promised, intake) if each is not None),
        stopped=clock.standing(case, today, calendar),
        calendar=calendar.version,
    )


def _made_up_until(case: Case, release: Release, today: date, calendar: Calendar) -> date | None:
    """Until when an urgent matter that was decided first is made up for, while something is open."""
    completion = clock.completion(case, release, today, calendar) if to_make_up(case, release) else None
    return completion.due if completion else None


def leg_row(stream: str, case: Case, place: int, *, release: Release, calendar: Calendar) -> rows.CaseLeg:
    """The row of one organ's handling: the leg at a place in the order of the legs."""
    leg = case.legs[place]
    due = clock.statutory(case, release, _moved(case), calendar, leg=leg)
    return rows.CaseLeg(
        key=f"{case.number}/{place}",
        stream=stream,
        case=case.number,
        place=place,
        organ=leg.organ,
        number=leg.number,
        received_on=leg.received,
        opened_on=leg.opened,
        accepted_on=leg.accepted,
        closed_on=leg.closed,
        outcome=leg.outcome,
        due_on=due.due if due else None,
        calendar=calendar.version,
    )


def lapse_on(case: Case, release: Release, calendar: Calendar) -> date | None:
    """The first day on which the law will have spoken where nobody did (视为): what only signals is left out."""
    days = [day for lapse, day in _lapses(case, release, calendar) if lapse.deems != Deems.SIGNAL]
    return min(days, default=None)


def look_on(case: Case, release: Release, calendar: Calendar) -> date | None:
    """The first day on which time may do something to the case: a lapse, the end of publicity or of the time in
    which a hearing may be asked for.
    """
    days: list[date | None] = [clock.publicity_ends(case, calendar)]
    days += [day for _lapse, day in _lapses(case, release, calendar)]
    if case.is_open:
        asking = ask_until(case, calendar)
        days.append(asking + clock.ONE_DAY if asking else None)
    if case.announced and case.delivered is None:
        days.append(_after(case.announced, ANNOUNCED_FOR, calendar))
    for consult in case.consults:
        if consult.silence_consents and consult.answered is None and consult.reply:
            days.append(_after(consult.on, consult.reply, calendar))
    return min((day for day in days if day is not None), default=None)


def _lapses(case: Case, release: Release, calendar: Calendar) -> Iterator[tuple[Lapse, date]]:
    """The lapses of the release that run now, each with the day after its last."""
    for lapse in release.lapses:
        if lapse.since == "received" and case.state == "submitted" and case.correction is None and case.received:
            yield lapse, _after(case.received, lapse.after, calendar)
        if lapse.since == "correction_requested" and case.state == "correction-requested" and case.correction:
            yield lapse, _after(case.correction.on, case.correction.reply or lapse.after, calendar)
        if lapse.since == "pledged" and case.pledge and case.outstanding_pledge and case.is_open:
            yield lapse, _after(case.pledge.on, case.pledge.supply, calendar)
        if lapse.since == "permit_expiry" and case.permit_expires and case.is_open:
            yield lapse, case.permit_expires + clock.ONE_DAY
        if lapse.since == "accepted" and case.accepted and case.is_open:
            yield lapse, _silence(case, lapse.after, calendar)


def _silence(case: Case, limit: Limit, calendar: Calendar) -> date:
    """The day after silence has decided: the extension and the stops, as long as they were told, put it off."""
    assert case.accepted is not None, "silence decides only what was accepted"
    extra = case.extension.limit if case.extension else None
    stops = clock.stopped_days(case, date.max, calendar)
    _, due = clock.due_of(case.accepted, limit, calendar, extra=extra, stops=stops)
    return clock.day_of(due.due) + clock.ONE_DAY


def _after(start: date, limit: Limit, calendar: Calendar) -> date:
    return clock.last_day(start, limit, calendar) + clock.ONE_DAY


def _moved(case: Case) -> date:
    """The day of the last thing that moves a clock: a stop that still runs is counted up to there."""
    days = [stop.resumed or stop.on for stop in case.stops]
    days += [publicity.on for publicity in case.publicities]
    days += list(case.publicity_ended.values())
    days += [leg.received for leg in case.legs if leg.received]
    days += [case.accepted or case.received or case.opened or date.min]
    return max(days)


def consult_rows(stream: str, state: ConsultState) -> Iterator[Model]:
    """The row of a consultation."""
    assert state.asked is not None, "a consultation without its first entry has no row"
    yield rows.Consult(
        stream=stream,
        case=state.case,
        consult=state.consult,
        organ=state.organ,
        asked_on=state.asked,
        answered_on=state.answered,
        agrees=state.agrees,
    )
