"""The rules of hearings (听证) tried beforehand, as `trials` does the others."""

from yizhan.cases.access import Seen
from yizhan.cases.events import Party
from yizhan.cases.rules import hearing, interested
from yizhan.desk.trials import TYPED


def name_interested(seen: Seen) -> object:
    """A licence is reviewed: it may turn out to touch somebody."""
    people = [Party(name=TYPED, address=TYPED)]
    return interested.name_interested(seen.case, seen.release, people=people, interest=TYPED, today=seen.today)


def hear_statement(seen: Seen) -> object:
    """A licence is reviewed: the applicant at least may say something."""
    who = interested.may_speak(seen.case)[0]
    return interested.hear_statement(seen.case, seen.release, by=who, statement=TYPED, today=seen.today)


def tell_hearing(seen: Seen) -> object:
    """The item knows hearings, and nobody was told yet."""
    return hearing.tell_hearing(seen.case, seen.release, matter=TYPED, to=(), today=seen.today)


def set_hearing(seen: Seen) -> object:
    """The right was told of, and no hearing was held yet."""
    return hearing.set_hearing(
        seen.case,
        day=hearing.earliest(seen.today, seen.calendar),
        time=TYPED,
        place=TYPED,
        host=TYPED,
        today=seen.today,
        calendar=seen.calendar,
        beside=seen.facts,
    )


def hold_hearing(seen: Seen) -> object:
    """A hearing was set, and its day has come."""
    return hearing.hold_hearing(seen.case, record=TYPED, today=seen.today)
