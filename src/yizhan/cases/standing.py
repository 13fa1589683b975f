"""The cases that are not over (在办件): few beside all that a hall ever handled, read from an index of their own."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from yizhan.cases import models as rows
from yizhan.cases.state import DONE_STATES, OPEN_STATES

STILL_TO_DO = OPEN_STATES | (DONE_STATES - {"delivered"})
"""No case in one of these states has a day on which it ended or was delivered."""
NOT_OVER = Q(ended_on__isnull=True, delivered_on__isnull=True)


def standing(found: QuerySet[rows.Case], states: Collection[str] = OPEN_STATES) -> QuerySet[rows.Case]:
    """Those of the cases that stand in one of these states, all of them among `STILL_TO_DO`.

    States alone tell a database little, since most cases share one: the days say what the partial index holds.
    """
    return found.filter(NOT_OVER, state__in=states)
