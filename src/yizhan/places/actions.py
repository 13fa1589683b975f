"""Writes to the registers of places and calendars. The registers are the node's own: whoever keeps them acts for the
node, not for his organ, so their streams are held by nobody else (`NODE`)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from typing import Any

from django.db import transaction

from yizhan.accounts import access
from yizhan.journal import actions as journal
from yizhan.journal import projections
from yizhan.journal import queries as entries
from yizhan.kernel import identifiers
from yizhan.kernel.acting import LAW, Act
from yizhan.kernel.calendars import national_seed
from yizhan.kernel.refusals import Invalid, NotFound, Refused
from yizhan.places import queries, reading, rules, standard
from yizhan.places.events import (
    AgencyEstablished,
    CentreOpened,
    DivisionsListed,
    StationOpened,
    WindowOpened,
)
from yizhan.places.state import (
    DivisionCalendar,
    Divisions,
    Places,
    evolve_calendar,
    evolve_divisions,
    evolve_places,
)

NODE = ""
LONGEST_FIELD = 240


def register(
    stream: str, initial: Any, evolve: Callable[[Any, Any], Any], events: Sequence[object], *, act: Act
) -> None:
    """Append to a register's stream, or begin it, and show its rows; an equal request again changes nothing."""
    if entries.repeated(act) is not None:
        return
    for_the_node = replace(act, actor=replace(act.actor, organ=NODE)) if act.actor is not LAW else act
    try:
        head = journal.lock_head(stream)
    except NotFound:
        journal.open_stream(stream, centre=NODE, holder=NODE, events=events, act=for_the_node)
        state = initial
    else:
        state = entries.state_of(stream, key=head.key)
        journal.append(head, events, act=for_the_node)
    for event in events:
        state = evolve(state, event)
    projections.show(stream, state)


def import_divisions(*, act: Act, content: bytes, paper: str = "") -> int:
    """Take over a divisions file whole (`code,name,level,parent`); how many divisions it lists.

    Raises Forbidden, Invalid with every fault by line and column.
    """
    listed = reading.read_divisions(content, known=queries.known_divisions())
    with transaction.atomic():
        access.demand(act.actor, "manage-places", today=act.today, division=entries.this_node().division)
        event = DivisionsListed(divisions=listed, paper=paper[:LONGEST_FIELD])
        register(f"divisions:{entries.this_node().division}", Divisions(), evolve_divisions, [event], act=act)
    return len(listed)


def import_calendar(*, act: Act, content: bytes) -> str:
    """Take over a calendar file whole: a national year or a division's local days; the division it was for.

    Raises Forbidden, Invalid with every fault by field.
    """
    return enter_calendar(*reading.read_calendar(content), act=act)


def publish_year(*, act: Act, content: Mapping[str, Any]) -> str:
    """Enter a year of the State Council's notice (国务院办公厅节假日安排通知); the fields are those of the file.

    Raises Forbidden, Invalid with every fault by field.
    """
    return enter_calendar(rules.NATION, reading.read_year(content), act=act)


def set_local_days(*, act: Act, content: Mapping[str, Any]) -> str:
    """Enter the local days off of a division (地方放假日), in place of those before; the fields are those of the file.

    Raises Forbidden, Invalid with every fault by field.
    """
    return enter_calendar(*reading.read_local(content), act=act)


@transaction.atomic
def enter_calendar(division: str, event: object, *, act: Act) -> str:
    """Authority over the division's calendar, then the calendar. The nation's is the node's to enter."""
    place = entries.this_node().division if division == rules.NATION else division
    access.demand(act.actor, "manage-calendar", today=act.today, division=place)
    set_calendar(division, [event], act=act)
    return division


def set_calendar(division: str, events: Sequence[object], *, act: Act) -> None:
    """Append to a division's calendar."""
    initial = DivisionCalendar(division=division)
    register(f"calendar:{division}", initial, evolve_calendar, events, act=act)


@transaction.atomic
def seed(*, act: Act) -> None:
    """`init`: the years that the program is delivered with, and the local days of the node's own divisions.

    Only on a node without a calendar. Raises Refused: calendar-exists.
    """
    if queries.has_calendar():
        raise Refused("calendar-exists")
    years = [reading.published(year, national) for year, national in national_seed().items()]
    set_calendar(rules.NATION, years, act=act)
    above = rules.chain(entries.this_node().division)
    for file in (files("yizhan.places") / "data" / "calendars").iterdir():
        division, event = reading.read_calendar(file.read_bytes())
        if division in above:
            set_calendar(division, [event], act=act)


def sample_divisions() -> bytes:
    """The divisions file that the program ships as its sample."""
    return (files("yizhan.places") / "data" / "divisions.csv").read_bytes()


def enter(act: Act, division: str, events: Sequence[object]) -> None:
    """Authority over the division, then its register."""
    access.demand(act.actor, "manage-places", today=act.today, division=division)
    queries.division(division)
    register(f"places:{division}", Places(division=division), evolve_places, events, act=act)


@transaction.atomic
def create_agency(
    *, act: Act, division: str, function: str, name: str, kind: str = rules.ADMINISTRATIVE, uscc: str = ""
) -> str:
    """Enter an agency of a division, or correct it; its code. Raises Forbidden, NotFound, Invalid."""
    code = rules.agency_code(division, function)
    event = AgencyEstablished(code=code, name=name, function=function, kind=kind, uscc=uscc)
    rules.check_agency(event, division=division)
    enter(act, division, [event])
    return code


@transaction.atomic
def create_centre(
    *,
    act: Act,
    division: str,
    name: str,
    agency: str,
    phone: str = "",
    supervision_phone: str = "",
    address: str = "",
    hours: str = "",
) -> str:
    """Enter a division's centre, or correct it; its code. Raises Forbidden, NotFound, Invalid."""
    code = rules.centre_code(division)
    event = CentreOpened(
        code=code,
        name=identifiers.clean_name(name),
        agency=queries.agency(agency).code,
        phone=identifiers.text(phone, 40),
        supervision_phone=identifiers.text(supervision_phone, 40),
        address=identifiers.text(address, LONGEST_FIELD),
        hours=identifiers.text(hours, LONGEST_FIELD),
    )
    enter(act, division, [event])
    return code


@transaction.atomic
def create_window(*, act: Act, centre: str, number: str, name: str, kind: str = "general") -> str:
    """Enter a window of a centre, or rename it; its code. Raises Forbidden, NotFound, Invalid."""
    event = WindowOpened(centre=centre, number=number, name=name, kind=kind)
    rules.check_window(event)
    enter(act, queries.centre(centre).division, [event])
    return f"{centre}-{number}"


@transaction.atomic
def create_station(*, act: Act, village: str, name: str, address: str = "") -> str:
    """Enter a village's station below its township's centre; its code. Raises Forbidden, NotFound, Invalid."""
    if identifiers.level_of(village) is not identifiers.Level.VILLAGE:
        raise Invalid(errors={"village": ["wrong-level"]})
    centre = queries.centre_of(village)
    code = rules.agency_code(village, "station")
    event = StationOpened(
        code=code,
        name=identifiers.clean_name(name),
        centre=centre.code,
        address=identifiers.text(address, LONGEST_FIELD),
    )
    enter(act, centre.division, [event])
    return code


@transaction.atomic
def establish(*, act: Act, division: str, phone: str = "", supervision_phone: str = "") -> str:
    """Enter the agencies, the centre and the windows that a division of its level usually has; the centre's code.

    The prefecture, a county or a township. Raises Forbidden, NotFound, Invalid: wrong-level.
    """
    row = queries.division(division)
    entered = [
        replace(event, phone=phone, supervision_phone=supervision_phone) if isinstance(event, CentreOpened) else event
        for event in standard.register_of(division, row.name, rules.LEVELS[row.level])
    ]
    enter(act, division, entered)
    return rules.centre_code(division)
