"""What somebody wants to see of the catalogue: a text, a kind of item, only those that a check would show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from yizhan.catalogue import queries
from yizhan.catalogue.codes import ItemType
from yizhan.catalogue.findings import worth_attention
from yizhan.catalogue.release import Release
from yizhan.kernel.refusals import Invalid
from yizhan.web import paging

LONGEST_TEXT = 64


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A choice from the catalogue, as the address says it."""

    text: str = ""
    type: str = ""
    faulty: bool = False
    after: str = ""

    def holds(self, release: Release) -> bool:
        """Whether a release is among those wanted."""
        if self.type and release.item_type.value != self.type:
            return False
        return not self.faulty or worth_attention(queries.findings_of(release))


def wanted(query: QueryDict) -> Wanted:
    """What the address asks for. Raises Invalid: bad-cursor."""
    cursor = query.get("cursor", "")
    (after,) = paging.decode(cursor, size=1) if cursor else ("",)
    if not isinstance(after, str):
        raise Invalid("bad-cursor")
    text = query.get("q", "").strip()[:LONGEST_TEXT]
    kinds = {kind for kind, _word in types()}
    kind = query.get("type", "")
    return Wanted(
        text=text if text.isprintable() else "",
        type=kind if kind in kinds else "",
        faulty=query.get("faulty") == "1",
        after=after,
    )


def types() -> list[tuple[str, str]]:
    """Every kind of item with its word."""
    return [(one.value, one.word) for one in ItemType]


def listed(choice: Wanted, *, today: date, size: int) -> list[Release]:
    """The items wanted, by code and after one; of a text the nearest first. At most `size`."""
    if choice.text:
        found = queries.search(choice.text, today=today, size=queries.LONGEST_LIST)
        return [one for one in found if choice.holds(one)][:size]
    chosen: list[Release] = []
    after = choice.after
    while len(chosen) < size and (part := queries.items_in_force(today, after=after)):
        chosen += [one for one in part if choice.holds(one)]
        after = part[-1].code
    return chosen[:size]


def pair(query: QueryDict, found: Sequence[Release]) -> tuple[Release, Release] | None:
    """The two releases to compare: those of the address, else the last two; None where there is only one."""
    if len(found) < 2:
        return None
    by_number: dict[str, Any] = {str(one.version): one for one in found}
    before = by_number.get(query.get("from", ""), found[1])
    after = by_number.get(query.get("to", ""), found[0])
    return before, after
