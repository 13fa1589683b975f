"""The registers' streams as rows."""

from collections.abc import Iterator

from django.db.models import Model

from yizhan.places.models import Agency, CalendarHead, Centre, Division, VillageStation, Window
from yizhan.places.state import DivisionCalendar, Divisions, Places


def division_rows(stream: str, state: Divisions) -> Iterator[Model]:
    """Every known division."""
    for each in state.known.values():
        yield Division(code=each.code, name=each.name, level=each.level, parent=each.parent)


def place_rows(stream: str, state: Places) -> Iterator[Model]:
    """The agencies, centres, windows and stations of one division."""
    for agency in state.agencies.values():
        yield Agency(
            code=agency.code,
            name=agency.name,
            division=state.division,
            function=agency.function,
            kind=agency.kind,
            uscc=agency.uscc,
        )
    for centre in state.centres.values():
        yield Centre(
            code=centre.code,
            name=centre.name,
            division=state.division,
            agency=centre.agency,
            phone=centre.phone,
            supervision_phone=centre.supervision_phone,
            address=centre.address,
            hours=centre.hours,
        )
    for window in state.windows.values():
        code = f"{window.centre}-{window.number}"
        yield Window(code=code, centre=window.centre, number=window.number, name=window.name, kind=window.kind)
    for station in state.stations.values():
        yield VillageStation(
            code=station.code,
            division=station.code[:12],
            name=station.name,
            centre=station.centre,
            address=station.address,
        )


def calendar_rows(stream: str, state: DivisionCalendar) -> Iterator[Model]:
    """The version alone: the days are read from the stream."""
    yield CalendarHead(division=state.division, version=state.version, paper=state.paper)
