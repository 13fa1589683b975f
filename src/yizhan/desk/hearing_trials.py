"""The rules of hearings (听证) tried beforehand, as `trials` does the others."""

from yizhan.cases.access import Seen
from yizhan.cases.rules import hearing
from yizhan.desk.trials import TYPED


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
