"""Whose major interests a licence touches (利害关系人), found in review, and what they say. Licensing Law art. 36."""

from collections.abc import Sequence
from datetime import date

from yizhan.cases import events as e
from yizhan.cases.rules.materials import hearings
from yizhan.cases.rules.review import must_be_handled
from yizhan.cases.state import Case, Touched
from yizhan.catalogue.release import Release
from yizhan.kernel.refusals import Refused

ARTICLES = "行政许可法第三十六条、第四十七条"


def name_interested(
    case: Case, release: Release, *, people: Sequence[e.Party], interest: str, today: date
) -> e.InterestedFound:
    """Art. 36: whoever reviews a licence and finds that it touches somebody's major interests says whose and which;
    then the organ that decides tells them of their right (art. 47) before it does.

    Raises Refused: not-accepted, ended, already-decided, no-hearing, people-missing, interest-missing,
    interested-already-named.
    """
    must_be_handled(case)
    if not hearings(release):
        raise Refused("no-hearing")
    if not people:
        raise Refused("people-missing")
    if not interest:
        raise Refused("interest-missing")
    named = [(who.name, who.address) for who in (*(each.who for each in case.touched), *people)]
    if len(set(named)) < len(named):
        raise Refused("interested-already-named")
    return e.InterestedFound(on=today, people=tuple(people), interest=interest)


def untold(case: Case) -> tuple[Touched, ...]:
    """Who was found in review and not told yet of the decision in view; of one that is to be put right, told anew."""
    made = case.decision.on if case.decision is not None else date.min
    return tuple(each for each in case.touched if each.told is None or each.told < made)


def hear_statement(case: Case, release: Release, *, by: str, statement: str, today: date) -> e.StatementHeard:
    """Art. 36: the applicant and those interested may state their views and defend themselves, and are heard.

    Raises Refused: not-accepted, ended, already-decided, no-hearing, not-interested, statement-missing.
    """
    must_be_handled(case)
    if not hearings(release):
        raise Refused("no-hearing")
    if by not in may_speak(case):
        raise Refused("not-interested")
    if not statement:
        raise Refused("statement-missing")
    return e.StatementHeard(on=today, by=by, statement=statement)


def may_speak(case: Case) -> tuple[str, ...]:
    """Who is heard: the applicant, who acts for him, those found in review or told of their right, each name once."""
    names = (case.applicant.name, case.agent.name, *(each.who.name for each in case.touched), *case.hearing_told_to)
    return tuple(dict.fromkeys(name for name in names if name))
