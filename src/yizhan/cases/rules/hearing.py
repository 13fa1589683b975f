"""The right to a hearing (听证权利). Licensing Law arts. 45, 47: told before deciding, asked for within five days, held
within twenty; the time of the hearing does not count."""

from collections.abc import Sequence
from datetime import date

from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.facts import HEARING, NO_FACTS, WISH, Facts
from yizhan.cases.rules.review import must_be_handled
from yizhan.cases.state import Case
from yizhan.catalogue.release import Release
from yizhan.kernel.calendars import Calendar
from yizhan.kernel.periods import Limit, Unit
from yizhan.kernel.refusals import Refused

ASKED_WITHIN = Limit(5, Unit.WORKING_DAY)
KIND = "hearing"


def tell_hearing(case: Case, release: Release, *, matter: str, to: Sequence[str], today: date) -> e.HearingTold:
    """The right to a hearing is told, to the applicant and to those whose major interests are touched (art. 47).

    Raises Refused: not-accepted …, no-hearing, hearing-already-told, matter-missing.
    """
    must_be_handled(case)
    if not procedures(release):
        raise Refused("no-hearing")
    if case.hearing_told is not None:
        raise Refused("hearing-already-told", on=case.hearing_told)
    if not matter:
        raise Refused("matter-missing")
    return e.HearingTold(on=today, matter=matter, to=tuple(to))


def procedures(release: Release) -> frozenset[str]:
    """The codes of the item's special procedures that are hearings (听证)."""
    return frozenset(each.code for each in release.special_procedures if each.kind == KIND)


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
    if last is None or case.hearing_told is None:
        return
    if _held(case, release, since=case.hearing_told):
        return
    asked = {fact.key for fact in beside if fact.kind == WISH and fact.cause == HEARING}
    if asked - case.wishes_declined:
        raise Refused("hearing-not-held")
    if today <= last:
        raise Refused("hearing-may-be-asked", until=last)


def _held(case: Case, release: Release, *, since: date) -> bool:
    hearings = procedures(release)
    return any(stop.procedure in hearings and stop.on >= since and stop.resumed is not None for stop in case.stops)
