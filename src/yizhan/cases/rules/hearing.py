"""The right to a hearing (听证权利). Licensing Law arts. 46-48: told before deciding, asked for within five days, held
within twenty, with time and place told seven days before; the decision rests on its record."""

from collections.abc import Sequence
from datetime import date

from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.clock import Clock
from yizhan.cases.facts import HEARING, NO_FACTS, WISH, Fact, Facts
from yizhan.cases.rules import interested
from yizhan.cases.rules.materials import hearings
from yizhan.cases.rules.review import may_decide, must_be_handled
from yizhan.cases.state import Case
from yizhan.catalogue.release import HearingGround, Release
from yizhan.catalogue.rules import hearing_duties, stop_basis
from yizhan.kernel.calendars import Calendar
from yizhan.kernel.periods import Limit, Unit
from yizhan.kernel.refusals import Refused

ASKED_WITHIN, HELD_WITHIN = Limit(5, Unit.WORKING_DAY), Limit(20, Unit.WORKING_DAY)
TOLD_BEFORE = Limit(7, Unit.WORKING_DAY)
"""Art. 48(1): time and place seven days before; art. 82: the law's days are working days."""


def tell_hearing(case: Case, release: Release, *, matter: str, to: Sequence[str], today: date) -> e.HearingTold:
    """The right to a hearing is told, to the applicant and to those whose major interests are touched (art. 47).

    Whoever was found in review (art. 36) is among them. Once, and again where somebody is found whom nobody told: then
    the time to ask runs from there. Of a decision that is to be put right it is told anew.

    Raises Refused: not-accepted …, no-hearing, not-deciding-organ, hearing-already-told, matter-missing.
    """
    _must_be_in_question(case)
    if not hearings(release):
        raise Refused("no-hearing")
    if not may_decide(case, release):
        raise Refused("not-deciding-organ")
    found = [each.who.name for each in interested.untold(case)]
    if told(case) is not None and not found and not set(to) - set(case.hearing_told_to):
        raise Refused("hearing-already-told", on=case.hearing_told)
    if not matter:
        raise Refused("matter-missing")
    return e.HearingTold(on=today, matter=matter, to=(*to, *(name for name in found if name not in to)))


def _must_be_in_question(case: Case) -> None:
    """Something is to be decided: the case itself, or whether its decision is put right (art. 69)."""
    if case.decision is None:
        must_be_handled(case)


def told(case: Case) -> date | None:
    """On which day the right was last told of, with the decision in view that is now to be made."""
    day = case.hearing_told
    if day is None or (case.decision is not None and day < case.decision.on):
        return None
    return day


def ask_until(case: Case, calendar: Calendar) -> date | None:
    """The last day on which a hearing may be asked for; None where nobody was told."""
    day = told(case)
    return None if day is None else clock.last_day(day, ASKED_WITHIN, calendar)


def ask(case: Case, *, today: date, calendar: Calendar) -> None:
    """A hearing is asked for, within five days of being told. Raises Refused: hearing-not-told, hearing-too-late."""
    last = ask_until(case, calendar)
    if last is None:
        raise Refused("hearing-not-told")
    if today > last:
        raise Refused("hearing-too-late", until=last)


def set_hearing(
    case: Case,
    *,
    day: date,
    time: str,
    place: str,
    host: str,
    today: date,
    calendar: Calendar,
    beside: Facts = NO_FACTS,
) -> e.HearingSet:
    """When and where the hearing is held is told at least seven days before it (art. 48(1)), and it is held within
    twenty days of the asking (art. 47); put off, it is told anew.

    Raises Refused: hearing-not-told, hearing-already-held, place-missing, host-missing, hearing-too-soon,
    hearing-after-its-limit; Invalid: date-out-of-range.
    """
    _must_be_in_question(case)
    if told(case) is None:
        raise Refused("hearing-not-told")
    waiting = unheard(case, beside)
    if held(case) is not None and not waiting:
        raise Refused("hearing-already-held", on=held(case))
    if not place:
        raise Refused("place-missing")
    if not host:
        raise Refused("host-missing")
    first = earliest(today, calendar)
    if day < first:
        raise Refused("hearing-too-soon", earliest=first)
    within = min((clock.last_day(fact.on, HELD_WITHIN, calendar) for fact in waiting), default=day)
    if day > max(within, first):  # who is late with it holds it as soon as he may
        raise Refused("hearing-after-its-limit", until=max(within, first))
    return e.HearingSet(on=today, day=day, time=time, place=place, host=host)


def earliest(today: date, calendar: Calendar) -> date:
    """The first day on which a hearing may be held of which the time and place are told today."""
    return clock.first_day_after(today, TOLD_BEFORE, calendar)


def stop_for(case: Case, release: Release, event: e.HearingSet) -> e.ClockStopped | None:
    """Art. 45: the clock stands until the day of the hearing, where a law says so and it does not stand already."""
    known = hearings(release)
    procedure = next((code for code in sorted(known) if stop_basis(release, code)), "")
    if case.decision is not None or not procedure or standing_stop(case, release) is not None:
        return None
    days = Limit((event.day - event.on).days, Unit.DAY)
    basis = stop_basis(release, procedure) or ""
    return e.ClockStopped(on=event.on, stop=len(case.stops) + 1, procedure=procedure, basis=basis, told=days)


def standing_stop(case: Case, release: Release) -> int | None:
    """The stop of a hearing that still stands."""
    known = hearings(release)
    return next((stop.stop for stop in case.stops if stop.procedure in known and stop.resumed is None), None)


def hold_hearing(case: Case, *, record: str, today: date) -> e.HearingHeld:
    """The hearing was held; its record (听证笔录) is what the decision rests on (art. 48).

    Raises Refused: hearing-not-set, hearing-not-yet, record-missing.
    """
    _must_be_in_question(case)
    since = told(case)
    if case.hearing is None or since is None or case.hearing.on < since or case.hearing.day in case.hearings_held:
        raise Refused("hearing-not-set")
    if today < case.hearing.day:
        raise Refused("hearing-not-yet", until=case.hearing.day)
    if not record:
        raise Refused("record-missing")
    return e.HearingHeld(on=today, day=case.hearing.day, record=record)


def must_be_heard(
    case: Case, release: Release, *, granting: bool, today: date, calendar: Calendar, beside: Facts = NO_FACTS
) -> None:
    """Where the item wants a hearing told of, or somebody was found in review whose major interests are touched
    (art. 36), nothing is decided before it was; nor while a hearing may still be asked
    for, nor before one that was asked for, or that a law wants by itself, has been held. Who gives it up, or may not
    ask for it, is told so with a reason.

    Raises Refused: hearing-to-be-told, hearing-to-be-held, hearing-may-be-asked, hearing-not-held.
    """
    duties = hearing_duties(release, case.answers, granting=granting)
    for left in interested.untold(case):
        raise Refused("hearing-to-be-told", ground=left.interest, article=interested.ARTICLES)
    last = ask_until(case, calendar)
    if last is None:
        for duty in duties:
            raise Refused("hearing-to-be-told", ground=duty.text, article=duty.article)
        return
    if unheard(case, beside):
        raise Refused("hearing-not-held")
    if held(case) is not None:
        return
    for duty in duties:
        if duty.ground is HearingGround.STATUTORY:
            raise Refused("hearing-to-be-held", ground=duty.text, article=duty.article)
    if today <= last:
        raise Refused("hearing-may-be-asked", until=last)


def asked(case: Case, facts: Facts) -> tuple[Fact, ...]:
    """The askings for a hearing that stand: none that was given up, or declined with a reason."""
    return tuple(
        fact for fact in facts if (fact.kind, fact.cause) == (WISH, HEARING) and fact.key not in case.wishes_declined
    )


def unheard(case: Case, facts: Facts) -> tuple[Fact, ...]:
    """The askings after which no hearing was held yet."""
    return tuple(fact for fact in asked(case, facts) if not any(day >= fact.on for day in case.hearings_held))


def held(case: Case) -> date | None:
    """The day of the last hearing that was held after it was last told of."""
    since = case.hearing_told
    return max((day for day in case.hearings_held if since is not None and day >= since), default=None)


def request_clock(case: Case, today: date, calendar: Calendar) -> Clock | None:
    """Until when a hearing may be asked for (要求听证的期限); nobody is late who does not ask."""
    if case.hearing_told is None:
        return None
    last = clock.last_day(case.hearing_told, ASKED_WITHIN, calendar)
    over = last if today > last else None
    closed = case.leg.closed if told(case) is None or case.decision is None else None
    ended = min(day for day in (closed, over, date.max) if day is not None)
    return clock.clock(
        "hearing-request",
        case.hearing_told,
        ASKED_WITHIN,
        calendar,
        today=today,
        ended=ended if ended <= today else None,
    )


def holding_clock(case: Case, facts: Facts, today: date, calendar: Calendar) -> Clock | None:
    """Until when the hearing that was asked for is held (举行听证的期限): within twenty days of the asking."""
    waiting = unheard(case, facts)
    since = min((fact.on for fact in waiting or asked(case, facts)), default=None)
    if since is None:
        return None
    closed = case.leg.closed if case.decision is None or told(case) is None else None
    ended = closed if waiting else held(case) or closed
    return clock.clock("hearing", since, HELD_WITHIN, calendar, today=today, ended=ended)
