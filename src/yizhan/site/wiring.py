"""Which stream and which record belongs to which room: told to the journal once, at the start."""

from yizhan.accounts.models import AccountChange, Look
from yizhan.journal import registry
from yizhan.places import events as places
from yizhan.places import models, projections, state


def wire() -> None:
    """Tell the journal everything."""
    wire_accounts()
    wire_places()


def wire_accounts() -> None:
    """Changes of accounts and looks at personal data."""
    registry.recorded(AccountChange, kind="accounts.change")
    registry.recorded(Look, kind="accounts.look")


def wire_places() -> None:
    """The registers of divisions, of places and of calendars."""
    registry.folded(
        kind="divisions",
        events=(places.DivisionsListed,),
        initial=lambda stream: state.Divisions(),
        evolve=state.evolve_divisions,
        rows=projections.division_rows,
        models=(models.Division,),
    )
    registry.folded(
        kind="places",
        events=(places.AgencyEstablished, places.CentreOpened, places.WindowOpened, places.StationOpened),
        initial=lambda stream: state.Places(division=stream.partition(":")[2]),
        evolve=state.evolve_places,
        rows=projections.place_rows,
        models=(models.Agency, models.Centre, models.Window, models.VillageStation),
    )
    registry.folded(
        kind="calendar",
        events=(places.YearPublished, places.LocalDaysSet),
        initial=lambda stream: state.DivisionCalendar(division=stream.partition(":")[2]),
        evolve=state.evolve_calendar,
        rows=projections.calendar_rows,
        models=(models.CalendarHead,),
    )
