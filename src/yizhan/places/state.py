"""The registers as their streams give them: folded here and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from yizhan.kernel.calendars import LocalDay, NationalYear
from yizhan.places.events import (
    AgencyEstablished,
    CentreOpened,
    DivisionsListed,
    ListedDivision,
    LocalDaysSet,
    StationOpened,
    WindowOpened,
    YearPublished,
)


@dataclass(frozen=True, kw_only=True)
class Divisions:
    """Every division that the node knows, by code."""

    known: Mapping[str, ListedDivision] = field(default_factory=dict)


def evolve_divisions(divisions: Divisions, event: object) -> Divisions:
    """A list adds and renames; it never takes away, since old cases name old divisions."""
    match event:
        case DivisionsListed():
            return Divisions(known={**divisions.known, **{each.code: each for each in event.divisions}})
    return divisions


@dataclass(frozen=True, kw_only=True)
class Places:
    """The agencies, centres, windows and stations of one division, by code (windows by centre and number)."""

    division: str
    agencies: Mapping[str, AgencyEstablished] = field(default_factory=dict)
    centres: Mapping[str, CentreOpened] = field(default_factory=dict)
    windows: Mapping[tuple[str, str], WindowOpened] = field(default_factory=dict)
    stations: Mapping[str, StationOpened] = field(default_factory=dict)


def evolve_places(places: Places, event: object) -> Places:
    """The register with one more entry; the same code replaces."""
    match event:
        case AgencyEstablished():
            return replace(places, agencies={**places.agencies, event.code: event})
        case CentreOpened():
            return replace(places, centres={**places.centres, event.code: event})
        case WindowOpened():
            return replace(places, windows={**places.windows, (event.centre, event.number): event})
        case StationOpened():
            return replace(places, stations={**places.stations, event.code: event})
    return places


@dataclass(frozen=True, kw_only=True)
class DivisionCalendar:
    """What one division says about its days: years by the State Council (national only), local days off."""

    division: str
    version: int = 0
    years: Mapping[int, NationalYear] = field(default_factory=dict)
    local: tuple[LocalDay, ...] = ()
    paper: str = ""


def evolve_calendar(calendar: DivisionCalendar, event: object) -> DivisionCalendar:
    """A newer notice of a year replaces the older one; local days are replaced whole."""
    following = replace(calendar, version=calendar.version + 1)
    match event:
        case YearPublished():
            year = NationalYear(
                off={each.day: each.name for each in event.off}, working=frozenset(event.work), paper=event.paper
            )
            return replace(following, years={**calendar.years, event.year: year})
        case LocalDaysSet():
            local = tuple(
                LocalDay(
                    reason=each.reason,
                    month_day=each.month_day,
                    on=each.on,
                    limits_skip_them=event.limits_skip_them,
                )
                for each in event.days
            )
            return replace(following, local=local, paper=event.paper)
    return following
