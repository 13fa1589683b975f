"""Which stream and which record belongs to which room: told to the journal once, at the start."""

from yizhan.accounts.models import AccountChange, Look
from yizhan.cases import access as case_access
from yizhan.cases import consult_state
from yizhan.cases import events as cases
from yizhan.cases import models as case_models
from yizhan.cases import projections as case_projections
from yizhan.cases import queries as case_queries
from yizhan.cases import reactions as case_reactions
from yizhan.cases import state as case_state
from yizhan.catalogue import events as catalogue
from yizhan.catalogue import models as catalogue_models
from yizhan.catalogue import projections as catalogue_projections
from yizhan.catalogue import state as catalogue_state
from yizhan.desk.first_day_access import ask_whether_sample
from yizhan.journal import backup, registry, verification
from yizhan.mandates import events as mandates
from yizhan.mandates import models as mandate_models
from yizhan.mandates import projections as mandate_projections
from yizhan.mandates import state as mandate_state
from yizhan.papers import events as paper_events
from yizhan.papers import projections as paper_projections
from yizhan.papers import queries as papers
from yizhan.papers import reactions as papers_reactions
from yizhan.papers import state as paper_state
from yizhan.papers.access import let_see_notices
from yizhan.papers.actions import put_back
from yizhan.papers.models import Notice, NoticeRendered, NoticeVoided, OriginalsCount, PaperOriginal, SealUse
from yizhan.papers.queries import sealed_files
from yizhan.people import events as people
from yizhan.people import models as people_models
from yizhan.people import projections as people_projections
from yizhan.people import state as people_state
from yizhan.people.access import ask_before_leaving
from yizhan.places import events as places
from yizhan.places import models, projections, state
from yizhan.site.sample import is_sample
from yizhan.web import moment


def wire() -> None:
    """Tell the journal everything."""
    wire_accounts()
    wire_places()
    wire_people()
    wire_mandates()
    wire_catalogue()
    wire_papers()
    wire_cases()


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


def wire_people() -> None:
    """The staff and the posts of centres."""
    registry.folded(
        kind="staff",
        events=(people.Hired, people.Assigned, people.Left),
        initial=lambda stream: people_state.Person(account=stream.partition(":")[2]),
        evolve=people_state.evolve_person,
        rows=people_projections.person_rows,
        models=(people_models.Staff,),
    )
    registry.folded(
        kind="posts",
        events=(people.PostSet,),
        initial=lambda stream: people_state.Posts(centre=stream.partition(":")[2]),
        evolve=people_state.evolve_posts,
        rows=people_projections.post_rows,
        models=(people_models.Post,),
    )


def wire_mandates() -> None:
    """Grants and seals."""
    registry.folded(
        kind="grant",
        events=(mandates.Granted, mandates.Confirmed, mandates.Revoked),
        initial=lambda stream: mandate_state.Grant(id=stream.partition(":")[2]),
        evolve=mandate_state.evolve_grant,
        rows=mandate_projections.grant_rows,
        models=(mandate_models.Grant,),
    )
    registry.folded(
        kind="seal",
        events=(mandates.SealIssued, mandates.SealHandedTo, mandates.SealStopped),
        initial=lambda stream: mandate_state.Seal(id=stream.partition(":")[2]),
        evolve=mandate_state.evolve_seal,
        rows=mandate_projections.seal_rows,
        models=(mandate_models.Seal,),
    )


def wire_papers() -> None:
    """Paper originals and their counts, notices, their prints and uses of seals; `verify` reads the files too."""
    registry.folded(
        kind="original",
        events=paper_events.EVENTS,
        initial=paper_state.initial,
        evolve=paper_state.evolve,
        rows=paper_projections.original_rows,
        models=(PaperOriginal,),
    )
    registry.recorded(OriginalsCount, kind="papers.count")
    registry.recorded(Notice, kind="papers.notice")
    registry.recorded(NoticeRendered, kind="papers.print")
    registry.recorded(NoticeVoided, kind="papers.void")
    registry.recorded(SealUse, kind="papers.seal-use")
    registry.reaction(name="papers.erased", kinds=("Erased",), handle=papers_reactions.erased)
    backup.carry_also("files", pieces=sealed_files, put_back=put_back)
    verification.check_also("papers", verify_files)


def verify_files(report: verification.Report) -> None:
    """Material files and prints of notices: there, readable with their key, unaltered."""
    count, faults = papers.read_all_files()
    report.files += count
    report.faults += [verification.Fault(fault.kind, fault.where, fault.detail) for fault in faults]


def wire_cases() -> None:
    """Cases, consultations, and the facts beside a case."""
    registry.folded(
        kind="case",
        events=cases.EVENTS,
        initial=case_state.initial,
        evolve=case_state.evolve,
        rows=case_projections.case_rows,
        models=(case_models.Case, case_models.CaseLeg, case_models.CaseNumber),
        local={case_models.Case: case_projections.DERIVED, case_models.CaseLeg: frozenset({"due_on", "calendar"})},
    )
    registry.folded(
        kind="consult",
        events=cases.CONSULT_EVENTS,
        initial=consult_state.initial,
        evolve=consult_state.evolve,
        rows=case_projections.consult_rows,
        models=(case_models.Consult,),
    )
    registry.recorded(case_models.CaseFact, kind="cases.fact")
    registry.recorded(case_models.SamenessDecided, kind="cases.sameness")
    registry.recorded(case_models.CaseTaken, kind="cases.taken")
    registry.recorded(case_models.SittingRecord, kind="cases.sitting")
    registry.reaction(
        name="cases.calendars",
        kinds=("YearPublished", "LocalDaysSet"),
        handle=case_reactions.calendar_published,
        apart=True,
    )
    registry.reaction(name="cases.moved", kinds=("cases.fact", "Answered"), handle=case_reactions.moved)
    ask_before_leaving(case_queries.count_in_hands)
    ask_whether_sample(is_sample)
    let_see_notices(lambda actor, notice: case_access.sees(actor, notice.case_number, today=moment.today()))


def wire_catalogue() -> None:
    """Items and their releases."""
    registry.folded(
        kind="item",
        events=(catalogue.ReleasePublished,),
        initial=catalogue_state.initial,
        evolve=catalogue_state.evolve,
        rows=catalogue_projections.rows,
        models=(catalogue_models.Item, catalogue_models.PublishedRelease),
    )
