"""Where people work, in words: told once, at the start, by the room that knows the places, which stands above."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

Named = list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Workplaces:
    """What the administrators' pages must know of places.

    `names`: of organs, centres and divisions, by their codes. `divisions`: those below some scopes, down to the
    townships, by county, with their codes and names. `organs` and `centres`: of one division, the
    same way.
    """

    names: Callable[[Collection[str]], dict[str, str]]
    divisions: Callable[[Collection[str]], list[tuple[str, Named]]]
    organs: Callable[[str], Named]
    centres: Callable[[str], Named]


_told: list[Workplaces] = []


def tell(workplaces: Workplaces) -> None:
    """Say what is known of the places of this node."""
    _told.append(workplaces)


def known() -> Workplaces:
    """What was told."""
    return _told[-1]
