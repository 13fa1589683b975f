"""Somebody's first day (第一天): since when, put away or not, and whom he looked at since."""

from dataclasses import dataclass
from datetime import datetime

from yizhan.accounts.models import FirstDay, Look
from yizhan.kernel.acting import Actor


@dataclass(frozen=True, kw_only=True)
class Day:
    """Since when somebody does the tasks, None before he begins; `away` when he does not want to see them."""

    began: datetime | None = None
    away: bool = False


def day_of(actor: Actor) -> Day:
    """The actor's day."""
    row = FirstDay.objects.filter(account__username=actor.account).first()
    return Day() if row is None else Day(began=row.began, away=row.away)


def has_looked(actor: Actor, *, field: str, since: datetime) -> bool:
    """Whether the actor looked at this field of somebody's data since a moment."""
    found = Look.objects.filter(centre=actor.centre, account=actor.account, field=field, at__gte=since)
    return found.exists()
