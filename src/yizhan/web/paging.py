"""Keyset paging: a cursor names the last row shown, so the last page costs what the first one costs."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from yizhan.kernel.refusals import Invalid

Row = TypeVar("Row")
Part = str | int | None
LONGEST = 2000


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows of one page and the cursor of the next one, empty on the last."""

    rows: Sequence[Row]
    following: str = ""


def encode(parts: Sequence[Part]) -> str:
    """The cursor of a row: the values of its ordering columns."""
    return base64.urlsafe_b64encode(json.dumps(list(parts), ensure_ascii=False).encode()).decode().rstrip("=")


def decode(cursor: str, *, size: int) -> tuple[Part, ...]:
    """The values in a cursor of `size` columns. Raises Invalid bad-cursor."""
    try:
        if len(cursor) > LONGEST:
            raise ValueError
        parts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError as error:
        raise Invalid("bad-cursor") from error
    if not isinstance(parts, list) or len(parts) != size or not all(_fits(part) for part in parts):
        raise Invalid("bad-cursor")
    return tuple(parts)


def _fits(part: object) -> bool:
    """A value that a column can hold: a cursor is typed by whoever wants to."""
    return part.isprintable() if isinstance(part, str) else part is None or isinstance(part, int)


def page_of(rows: Sequence[Row], *, size: int, key: Callable[[Row], Sequence[Part]]) -> Page[Row]:
    """A page from `size + 1` fetched rows: the extra row only tells that there is more."""
    if len(rows) <= size:
        return Page(rows)
    return Page(rows[:size], encode(key(rows[size - 1])))
