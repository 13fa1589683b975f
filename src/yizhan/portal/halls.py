"""The halls that take an item (受理地点), the nearest to the reader's place first: where, until when, whom to ask."""

from collections.abc import Sequence
from dataclasses import dataclass

from yizhan.catalogue.release import Release
from yizhan.kernel.identifiers import level_of
from yizhan.kernel.refusals import Invalid
from yizhan.places.queries import centres_below, division_names
from yizhan.places.rules import NATION, chain


@dataclass(frozen=True, kw_only=True)
class Hall:
    """A hall: what the register of places does not say of it is the item's own."""

    division: str
    name: str
    address: str
    hours: str
    phone: str
    supervision_phone: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """The halls of a county, for the choice of one."""

    name: str
    halls: tuple[Hall, ...]


def taking(release: Release) -> tuple[Hall, ...]:
    """Every hall at a level at which the item has a leg, by division."""
    levels = {leg.level.value for leg in release.legs}
    own = release.contact
    return tuple(
        Hall(
            division=row.division,
            name=row.name,
            address=row.address or own.address,
            hours=row.hours or own.hours,
            phone=row.phone or own.phone,
            supervision_phone=row.supervision_phone or own.supervision_phone,
        )
        for row in centres_below(NATION)
        if level_of(row.division) in levels
    )


def nearest(halls: Sequence[Hall], place: str) -> tuple[Hall, ...]:
    """Those of a place and of the divisions above it, the nearest first; of all of them where there is only one."""
    if len(halls) == 1:
        return tuple(halls)
    return tuple(hall for division in reversed(above(place)) for hall in halls if hall.division == division)


def above(place: str) -> tuple[str, ...]:
    """The divisions above a place and itself; none for what is no division."""
    try:
        return chain(place) if place else ()
    except Invalid:
        return ()


def by_county(halls: Sequence[Hall]) -> tuple[Group, ...]:
    """The halls to choose from, county by county."""
    counties = list(dict.fromkeys(hall.division[:6].ljust(12, "0") for hall in halls))
    names = division_names(counties)
    return tuple(
        Group(
            name=names.get(county, county), halls=tuple(each for each in halls if each.division.startswith(county[:6]))
        )
        for county in counties
    )
