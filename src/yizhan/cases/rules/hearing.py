"""The right to a hearing (听证权利). Licensing Law arts. 45, 47: told before deciding, asked for within five days, held
within twenty; the time of the hearing does not count."""

from collections.abc import Sequence
from datetime import date

from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.clock import Clock
from yizhan.cases.facts import HEARING, NO_FACTS, WISH, Fact, Facts
from yizhan.cases.rules.materials import hearings
from yizhan.cases.rules.review import may_decide, must_be_handled
from yizhan.cases.state import Case
from yizhan.catalogue.release import Release
from yizhan.kernel.calendars import Calendar
from yizhan.kernel.periods import Limit, Unit
from yizhan.kernel.refusals import Refused

ASKED_WITHIN, HELD_WITHIN = Limit(5, Unit.WORKING_DAY), Limit(20, Unit.WORKING_DAY)


def tell_hearing(case: Case, release: Release, *, matter: str, to: Sequence[str], today: date) -> e.HearingTold:
    """The right to a hearing is told, to the applicant and to those whose major interests are touched (art. 47).

    Once, and again where somebody is found whom nobody told: then the time to ask runs from there.

    Raises Refused: not-accepted …, no-hearing, not-deciding-organ, hearing-already-told, matter-missing.
    """
    must_be_handled(case)
    if not hearings(release):
        raise Refused("no-hearing")
    if not may_decide(case, release):
        raise Refused("not-deciding-organ")
    if case.hearing_told is not None and not set(to) - set(case.hearing_told_to):
        raise Refused("hearing-already-told", on=case.hearing_told)
    if not matter:
        raise Refused("matter-missing")
    return e.HearingTold(on=today, matter=matter, to=tuple(to))


def ask_until(case: Case, calendar: Calendar) -> date | None:
    """The last day on which a hearing may be asked for; None where nobody was told."""
    return None if case.hearing_told is None else clock.last_day(case.hearing_told, ASKED_WITHIN, calendar)


def ask(case: Case, *, today: date, calendar: Calendar) -> None:
    """A hearing is asked for, within five days of being told. Raises Refused: hearing-not-told, hearing-too-late."""
    last = ask_until(case, calendar)
    if last is None:
        raise Refused("hearing-not-told")
    if today > last:
        raise Refused("hearing-too-late", until=last)


def must_be_heard(case: Case, release: Release, *, today: date, calendar: Calendar, beside: Facts = NO_FACTS) -> None:
    """Nothing is decided while a hearing may still be asked for, nor before one that was asked for has been held; who
    gives it up, or may not ask for it, is told so with a reason.

    Raises Refused: hearing-may-be-asked, hearing-not-held.
    """
    last = ask_until(case, calendar)
    if last is None:
        return
    if unheard(case, release, beside):
        raise Refused("hearing-not-held")
    if today <= last and held(case, release) is None:
        raise Refused("hearing-may-be-asked", until=last)


def asked(case: Case, facts: Facts) -> tuple[Fact, ...]:
    """The askings for a hearing that stand: none that was given up, or declined with a reason."""
    return tuple(
        fact for fact in facts if (fact.kind, fact.cause) == (WISH, HEARING) and fact.key not in case.wishes_declined
    )


def unheard(case: Case, release: Release, facts: Facts) -> tuple[Fact, ...]:
    """The askings after which no hearing ended yet."""
    days = tuple(stop.resumed for stop in case.stops if stop.procedure in hearings(release) and stop.resumed)
    return tuple(fact for fact in asked(case, facts) if not any(day >= fact.on for day in days))


def held(case: Case, release: Release) -> date | None:
    """The day on which the last hearing ended that was begun after it was last told of."""
    since = case.hearing_told
    if since is None:
        return None
    ended = (stop.resumed for stop in case.stops if stop.procedure in hearings(release) and stop.on >= since)
    return max((day for day in ended if day is not None), default=None)


def request_clock(case: Case, today: date, calendar: Calendar) -> Clock | None:
    """Until when a hearing may be asked for (要求听证的期限); nobody is late who does not ask."""
    last = ask_until(case, calendar)
    if case.hearing_told is None or last is None:
        return None
    over = last if today > last else None
    ended = min(day for day in (case.leg.closed, over, date.max) if day is not None)
    return clock.clock(
        "hearing-request",
        case.hearing_told,
        ASKED_WITHIN,
        calendar,
        today=today,
        ended=ended if ended <= today else None,
    )


def holding_clock(case: Case, release: Release, facts: Facts, today: date, calendar: Calendar) -> Clock | None:
    """Until when the hearing that was asked for is held (举行听证的期限): within twenty days of the asking."""
    waiting = unheard(case, release, facts)
    since = min((fact.on for fact in waiting or asked(case, facts)), default=None)
    if since is None:
        return None
    ended = case.leg.closed if waiting else held(case, release) or case.leg.closed
    return clock.clock("hearing", since, HELD_WITHIN, calendar, today=today, ended=ended)
