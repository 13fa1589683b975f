"""Passing a case on (转报、流转、退回): the whole file goes once, the applicant nowhere. Licensing Law arts. 35, 43."""

from datetime import date

from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.rules.intake import must_be_undecided
from yizhan.cases.rules.materials import on_the_spot, open_steps, steps_left, to_make_up, urgent
from yizhan.cases.rules.review import must_be_answered, must_be_handled
from yizhan.cases.state import FORWARDED, HANDLING_STATES, Case
from yizhan.catalogue.release import Release
from yizhan.kernel.calendars import Calendar
from yizhan.kernel.refusals import Invalid, Refused

CAUSES = frozenset({"no-grant", "must-hear-again", "leader-signs", "seal-at-station", "law", "make-up"})
"""Why a case goes on to a station, a leader or the county: each trip is counted with its cause."""


def forward(
    case: Case,
    release: Release,
    *,
    organ: str,
    number: str,
    opinion: str,
    cause: str,
    today: date,
    calendar: Calendar,
) -> e.Forwarded:
    """Reviewed and reported up (转报): this leg closes as 转报办结, the next organ's opens with the hand-over.

    What is urgent goes up at once, to be decided first (急难先行, SSR art. 48); its steps are made up afterwards.

    Raises Refused: no-next-leg, steps-open, pledge-open, consult-open, clock-stopped, opinion-missing;
    Invalid: bad-cause.
    """
    must_be_handled(case)
    following = case.leg.index + 1
    if following >= len(release.legs):
        raise Refused("no-next-leg")
    if urgent(case, release):
        must_be_answered(case)
    else:
        must_be_ready(case, release, today, calendar)
    if not opinion:
        raise Refused("opinion-missing")
    must_be_a_cause(cause)
    return e.Forwarded(
        on=today,
        organ=organ,
        level=str(release.legs[following].level.word),
        leg=following,
        number=number,
        outcome=release.legs[case.leg.index].outcome or FORWARDED,
        cause=cause,
        opinion=opinion,
    )


def pass_on(case: Case, release: Release, *, organ: str, cause: str, reason: str, today: date) -> e.PassedOn:
    """Passed to a station or a leader of the same level, since the window may not accept or conclude (流转); of an
    urgent matter that was decided first, to the organ that makes its steps up (补办手续).

    Raises Refused: not-submitted, passes-to-itself; Invalid: bad-cause.
    """
    if not to_make_up(case, release):
        must_be_in_hand(case)
    if organ == case.holder:
        raise Refused("passes-to-itself")
    must_be_a_cause(cause)
    return e.PassedOn(on=today, organ=organ, cause=cause, reason=reason)


def must_be_in_hand(case: Case) -> None:
    """The papers are here, and it is the organ that has to act.

    Raises Refused: not-submitted, correction-open, ended, already-decided.
    """
    must_be_undecided(case)
    if case.state == "correction-requested":
        raise Refused("correction-open")
    if case.state != "submitted" and case.state not in HANDLING_STATES:
        raise Refused("not-submitted")


def must_be_a_cause(cause: str) -> None:
    """Why the case goes on is one of the causes that are counted. Raises Invalid: bad-cause."""
    if cause not in CAUSES:
        raise Invalid("bad-cause", errors={"cause": ["unknown"]})


def must_be_ready(case: Case, release: Release, today: date, calendar: Calendar) -> None:
    """Every step of the leg is taken, nothing is pledged, asked or stopped; on the spot no review is waited for.

    What came up at once because it was urgent goes back for its steps where it is not granted first.

    Raises Refused: steps-left, steps-open, pledge-open, consult-open, clock-stopped.
    """
    left = steps_left(case, release)
    if left:
        raise Refused("steps-left", steps=", ".join(step.name for step in left))
    waiting = [step for step in open_steps(case, release) if step.kind != "review" or not on_the_spot(release)]
    if waiting:
        raise Refused("steps-open", steps=", ".join(step.name for step in waiting))
    if case.outstanding_pledge:
        raise Refused("pledge-open", due=clock.supply_due(case, calendar))
    must_be_answered(case)
    if clock.standing(case, today, calendar):
        raise Refused("clock-stopped")


def receive(case: Case, *, today: date) -> e.Received:
    """An officer opened what was handed over (签收). Raises Refused: not-forwarded, already-received."""
    _must_have_come(case)
    if not was_handed_over(case):
        raise Refused("not-forwarded")
    if case.leg.opened is not None:
        raise Refused("already-received", on=case.leg.opened)
    return e.Received(on=today)


def return_down(case: Case, *, reason: str, today: date) -> e.ReturnedDown:
    """Sent back to the organ that forwarded it, with the reason; never to the applicant (art. 35).

    Raises Refused: not-forwarded, reason-missing.
    """
    _must_have_come(case)
    if not was_handed_over(case):
        raise Refused("not-forwarded")
    if not reason:
        raise Refused("reason-missing")
    return e.ReturnedDown(on=today, organ=sender(case), reason=reason)


def _must_have_come(case: Case) -> None:
    """It is in hand; an urgent matter that was decided first also while it is away to be made up."""
    away = case.decision is not None and case.decision.urgent and case.holder != case.leg.organ
    if not away:
        must_be_in_hand(case)


def was_handed_over(case: Case) -> bool:
    """Whether the holder got the case from another organ."""
    return case.holder != case.leg.organ or case.legs.index(case.leg) > 0


def sender(case: Case) -> str:
    """The organ from which the holder got the case."""
    if case.holder != case.leg.organ:
        return case.leg.organ
    return case.legs[case.legs.index(case.leg) - 1].organ
