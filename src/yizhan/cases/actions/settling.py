"""Writing down what time has done (时间的效力): at night for what lapsed, and soon after papers came in or went out.

Every act settles its case first; these write it where nobody acts. Both may run twice and come too late: what is
written says from which day it counts.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from yizhan.cases.access import held_by_time
from yizhan.cases.actions.writing import write
from yizhan.cases.models import Case
from yizhan.cases.state import DONE_STATES, OPEN_STATES
from yizhan.kernel.acting import legal_day

AT_ONCE = 500


@transaction.atomic
def settle_case(*, number: str, now: datetime) -> bool:
    """Write what time has done to a case up to a moment; whether it did anything. Raises NotFound, NotHolder."""
    held = held_by_time(number, now=now)
    if held.settled:
        write(held)
    return bool(held.settled)


def settle_due(*, now: datetime) -> int:
    """Settle the cases to which time may have done something by now; to how many it had."""
    return sum(settle_case(number=number, now=now) for number in due_numbers(now))


def due_numbers(now: datetime) -> Iterator[str]:
    """The cases that are to be looked at by now, read a batch at a time: a look that finds nothing done, such as
    at the end of publicity, leaves its case where it is and must not keep the others waiting."""
    waiting = Case.objects.filter(state__in=OPEN_STATES | DONE_STATES, look_on__lte=legal_day(now)).order_by("number")
    last = ""
    while numbers := list(waiting.filter(number__gt=last).values_list("number", flat=True)[:AT_ONCE]):
        yield from numbers
        last = numbers[-1]
