"""A list by a day and the number, those without the day last: what follows a row that was shown."""

from datetime import date

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy

from yizhan.cases import models as rows
from yizhan.kernel.refusals import Invalid
from yizhan.web.paging import Part

Place = tuple[date | None, str]
"""Where a page ended: the day and the number of its last row."""


def by_day(field: str) -> tuple[OrderBy, str]:
    """The order of the list."""
    return F(field).asc(nulls_last=True), "number"


def place(day: Part, number: Part) -> Place:
    """Where a cursor says that a page ended. Raises Invalid: bad-cursor."""
    try:
        return None if day is None else date.fromisoformat(str(day)), str(number)
    except ValueError as fault:
        raise Invalid("bad-cursor") from fault


def place_of(row: rows.Case, field: str) -> tuple[str | None, str]:
    """The same of a row, as a cursor says it."""
    day: date | None = getattr(row, field)
    return day.isoformat() if day else None, row.number


def following(found: QuerySet[rows.Case], field: str, after: Place) -> QuerySet[rows.Case]:
    """The rows after a place."""
    day, number = after
    if day is None:
        return found.filter(**{f"{field}__isnull": True}, number__gt=number)
    same = Q(**{field: day}, number__gt=number)
    return found.filter(same | Q(**{f"{field}__gt": day}) | Q(**{f"{field}__isnull": True}))
