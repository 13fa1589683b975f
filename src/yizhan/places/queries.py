"""Reads of the registers: names, agencies, centres, and the calendar of a division."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import TypeVar

from django.db.models import Q

from yizhan.accounts.workplace_queries import Named, Workplaces
from yizhan.journal import queries as journal
from yizhan.kernel.acting import Actor
from yizhan.kernel.calendars import Calendar, LocalDay, NationalYear, national_seed
from yizhan.kernel.identifiers import Level
from yizhan.kernel.refusals import NotFound
from yizhan.places import reading, rules
from yizhan.places.access import may_keep
from yizhan.places.models import Agency, CalendarHead, Centre, Division, VillageStation, Window
from yizhan.places.state import DivisionCalendar, evolve_calendar

LONGEST = 500
Row = TypeVar("Row")


def division(code: str) -> Division:
    """A division. Raises NotFound."""
    return found(Division.objects.filter(code=code).first())


def agency(code: str) -> Agency:
    """An agency. Raises NotFound."""
    return found(Agency.objects.filter(code=code).first())


def centre(code: str) -> Centre:
    """A centre. Raises NotFound."""
    return found(Centre.objects.filter(code=code).first())


def found(row: Row | None) -> Row:
    """The row, or NotFound."""
    if row is None:
        raise NotFound
    return row


def names_of(codes: Collection[str]) -> dict[str, str]:
    """The names of agencies and centres by code, in two reads."""
    names = dict(Agency.objects.filter(code__in=codes).values_list("code", "name"))
    return names | dict(Centre.objects.filter(code__in=codes).values_list("code", "name"))


def division_names(codes: Collection[str]) -> dict[str, str]:
    """The names of divisions by code."""
    return dict(Division.objects.filter(code__in=codes).values_list("code", "name"))


def divisions_below(code: str) -> list[Division]:
    """The divisions right below one, by code."""
    return list(Division.objects.filter(parent=code).order_by("code")[:LONGEST])


def known_divisions() -> frozenset[str]:
    """The codes of every known division."""
    return frozenset(Division.objects.values_list("code", flat=True))


def agency_of(division: str, function: str) -> Agency:
    """The agency with a function for a division: its own, else that of the nearest division above. Raises NotFound."""
    codes = [rules.agency_code(each, function) for each in rules.chain(division)]
    nearest = sorted(Agency.objects.filter(code__in=codes), key=lambda row: codes.index(row.code))
    return found(nearest[-1] if nearest else None)


def agencies_in(division: str) -> list[Agency]:
    """The agencies of one division, by code."""
    return list(Agency.objects.filter(division=division).order_by("code")[:LONGEST])


def organs_to_delegate_to(agency: Agency) -> list[Agency]:
    """The administrative organs of an agency's own division, and the governments of those below it, by code."""
    below = Q(function="government", division__startswith=agency.division.rstrip("0"))
    rows = Agency.objects.filter(Q(division=agency.division) | below, kind=rules.ADMINISTRATIVE).exclude(
        code=agency.code
    )
    return list(rows.order_by("code")[:LONGEST])


def agencies_serving(division: str) -> dict[str, str]:
    """The agencies, by code with their names, for whom somebody at a division's centre may act: its own, then those
    of the division above it."""
    near = reversed(rules.chain(division)[-2:])
    return {row.code: row.name for code in near for row in agencies_in(code)}


def centres_below(division: str) -> list[Centre]:
    """The centres of a division and of those below it, by code."""
    significant = division.rstrip("0")
    rows = Centre.objects.filter(division__startswith=significant).order_by("code")[:LONGEST]
    return [row for row in rows if rules.contains(division, row.division)]


def centres_for(actor: Actor, *, today: date) -> list[Centre]:
    """The actor's own centre first, then those whose registers he keeps."""
    scopes = [held.scope for held in actor.roles if may_keep(actor, held.scope, today=today)]
    below = [row for scope in scopes for row in centres_below(scope)]
    own = [centre(actor.centre)] if actor.centre else []
    return list({row.code: row for row in own + below}.values())


def centre_of(division: str) -> Centre:
    """The centre of a division, else that of the nearest division above. Raises NotFound."""
    codes = [rules.centre_code(each) for each in rules.chain(division)]
    nearest = sorted(Centre.objects.filter(code__in=codes), key=lambda row: codes.index(row.code))
    return found(nearest[-1] if nearest else None)


@dataclass(frozen=True, kw_only=True)
class Place:
    """What a notice says of the hall and the organ that issue it; `upper_government` hears reconsiderations.

    行政复议法（2023）第二十四条: decisions of a township and of county agencies are reviewed by the government above.
    """

    centre_name: str
    phone: str
    supervision_phone: str
    address: str
    agency_name: str
    uscc: str
    upper_government: str


def place_of(centre_code: str, organ: str) -> Place:
    """The hall and the organ; what is not registered is blank. Raises NotFound for an unknown organ.

    Read once a process and version of the registers that they stand in.
    """
    division = organ.partition("-")[0]
    own = "government" if rules.function_of(organ) != "government" else ""
    reviewing = rules.agency_code(division if own else rules.parent_of(division), "government")
    registers = {f"places:{code.partition('-')[0]}" for code in (centre_code, organ, reviewing)}
    return _place(centre_code, organ, reviewing, _versions(sorted(registers)), _node())


@lru_cache(maxsize=2048)
def _place(centre_code: str, organ: str, reviewing: str, registers: tuple[tuple[str, int], ...], node: bytes) -> Place:
    agencies = Agency.objects.in_bulk([organ, reviewing])
    acting = found(agencies.get(organ))
    hall = Centre.objects.filter(code=centre_code).first()
    upper = agencies.get(reviewing)
    return Place(
        centre_name=hall.name if hall else "",
        phone=hall.phone if hall else "",
        supervision_phone=hall.supervision_phone if hall else "",
        address=hall.address if hall else "",
        agency_name=acting.name,
        uscc=acting.uscc,
        upper_government=upper.name if upper else "上一级人民政府",
    )


_seen: ContextVar[dict[str, int] | None] = ContextVar("versions of registers that an act has read", default=None)


@contextmanager
def registers_read_once() -> Iterator[None]:
    """Within an act the version of a register is read once: all of the act stands on the same."""
    token = _seen.set({})
    try:
        yield
    finally:
        _seen.reset(token)


def _versions(registers: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """The versions of registers in this order; those that do not exist are left out."""
    seen = _seen.get()
    known = {} if seen is None else seen
    unread = [register for register in registers if register not in known]
    if unread:
        known |= dict.fromkeys(unread, 0) | journal.versions(unread)
        if seen is not None:
            seen |= known
    return tuple((register, known[register]) for register in registers if known[register])


def _node() -> bytes:
    """Keeps what two nodes of one process know apart."""
    return bytes(journal.this_node().public_key)


def windows_of(centre: str) -> list[Window]:
    """The windows of a centre, by number."""
    return list(Window.objects.filter(centre=centre).order_by("number")[:LONGEST])


def stations_of(centre: str) -> list[VillageStation]:
    """The village stations of a centre, by code."""
    return list(VillageStation.objects.filter(centre=centre).order_by("code")[:LONGEST])


def has_calendar() -> bool:
    """Whether the node has any calendar yet."""
    return CalendarHead.objects.exists()


def calendar_for(division: str) -> Calendar:
    """The calendar of a division: the State Council's years, with the local days of it and of those above it.

    Composed once a process and version; each call reads the versions of the registers, one statement; those of the
    places are read along, since an act will want them too. Raises Invalid: division-format.
    """
    chain = rules.chain(division)
    calendars = [f"calendar:{each}" for each in chain]
    read = dict(_versions([*calendars, *(f"places:{each}" for each in chain)]))
    heads = tuple((each.partition(":")[2], read[each]) for each in calendars if each in read)
    return composed(heads, _node())


@lru_cache(maxsize=512)
def composed(heads: tuple[tuple[str, int], ...], node: bytes) -> Calendar:
    """The calendar of these versions of streams; `node` keeps the calendars of two nodes of one process apart."""
    years: dict[int, NationalYear] = {}
    local: tuple[LocalDay, ...] = ()
    for division, _ in heads:
        state: DivisionCalendar = journal.state_of(f"calendar:{division}")
        years |= state.years
        local += state.local
    version = "+".join(f"{division}@{number}" for division, number in heads)
    return Calendar(national=years, local=local, version=version)


def delivered_calendar(division: str) -> Calendar:
    """The calendar of a division from what the program is delivered with: for a machine that holds no node yet."""
    local: tuple[LocalDay, ...] = ()
    for file in sorted((files("yizhan.places") / "data" / "calendars").iterdir(), key=lambda each: each.name):
        owner, event = reading.read_calendar(file.read_bytes())
        if owner in rules.chain(division):
            local += evolve_calendar(DivisionCalendar(division=owner), event).local
    return Calendar(national=national_seed(), local=local, version=f"delivered:{division}")


@dataclass(frozen=True, kw_only=True)
class CalendarDay:
    """A day that is off or made up, why, by whose word, and on which paper."""

    day: date
    working: bool
    reason: str
    division: str
    paper: str


def calendar_days(division: str, year: int) -> list[CalendarDay]:
    """The days off and make-up days of a year in a division, by date; empty for a year without any word.

    Raises Invalid: division-format.
    """
    days: list[CalendarDay] = []
    for code in CalendarHead.objects.filter(division__in=rules.chain(division)).values_list("division", flat=True):
        state: DivisionCalendar = journal.state_of(f"calendar:{code}")
        if national := state.years.get(year):
            off = [(day, False, name) for day, name in national.off.items()]
            work = [(day, True, "调休上班") for day in national.working]
            days += [
                CalendarDay(day=day, working=working, reason=reason, division=code, paper=national.paper)
                for day, working, reason in off + work
            ]
        days += [
            CalendarDay(day=day, working=False, reason=local.reason, division=code, paper=state.paper)
            for local in state.local
            if (day := local.within(year)) is not None
        ]
    return sorted(days, key=lambda each: (each.day, each.division))


def own_calendar(division: str) -> DivisionCalendar:
    """What a division itself says of its days; nothing yet is an empty one."""
    if not CalendarHead.objects.filter(division=division).exists():
        return DivisionCalendar(division=division)
    state: DivisionCalendar = journal.state_of(f"calendar:{division}")
    return state


def divisions_by_county(scopes: Collection[str]) -> list[tuple[str, Named]]:
    """The divisions below some others, down to the townships, by code: a county's together under its name.

    Where none is listed yet, the others themselves: the first accounts of a node may come before its divisions.
    """
    listed = Division.objects.exclude(level=Level.VILLAGE).order_by("code")
    rows = [row for row in listed if any(rules.contains(scope, row.code) for scope in scopes)]
    rows = rows or [Division(code=scope, name=scope) for scope in sorted(scopes)]
    counties = division_names({county_of(row.code) for row in rows})
    grouped = groupby(rows, key=lambda row: county_of(row.code))
    return [(counties.get(county, county), [(row.code, row.name) for row in group]) for county, group in grouped]


def county_of(division: str) -> str:
    """The code of the county that a division lies in; of one above the counties its own."""
    return division[:6].ljust(12, "0")


WORKPLACES = Workplaces(
    names=lambda codes: division_names(codes) | names_of(codes),
    divisions=divisions_by_county,
    organs=lambda division: [(row.code, row.name) for row in agencies_in(division)],
    centres=lambda division: list(Centre.objects.filter(division=division).values_list("code", "name")),
)
"""What the rooms below must know of places."""
