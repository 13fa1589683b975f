"""The only way to get a case for somebody: to do something with it, or to look at it.

404 when it is not his to know, 403 when he may not, 409 when another organ holds it or he saw an older version.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from django.db.models import Q, QuerySet

from yizhan.accounts import rules as authority
from yizhan.accounts.rules import CaseFacts, GrantFacts
from yizhan.cases import models as rows
from yizhan.cases.consult_state import ConsultState
from yizhan.cases.events import Given, Party
from yizhan.cases.facts import ANSWER, Fact, Facts
from yizhan.cases.rules.intake import accept, submit
from yizhan.cases.rules.opening import Application, open_case
from yizhan.cases.rules.organs import DIGITS, deciding_organ
from yizhan.cases.rules.settling import Settled, settle
from yizhan.cases.rules.voiding import Issued
from yizhan.cases.state import Case, evolve, initial
from yizhan.cases.told import issued_of
from yizhan.catalogue.queries import release_of
from yizhan.catalogue.release import Release
from yizhan.journal import queries as journal
from yizhan.journal.actions import Head, lock_head
from yizhan.journal.events import Basis
from yizhan.journal.queries import Written
from yizhan.kernel.acting import LAW, Act, Actor
from yizhan.kernel.calendars import Calendar
from yizhan.kernel.identifiers import level_of
from yizhan.kernel.refusals import Forbidden, NotFound, NotHolder, Stale
from yizhan.mandates.queries import grants_for
from yizhan.papers.original_queries import PaperOriginal, of_case
from yizhan.papers.void_queries import Registered, Voidings, register_of, voidings_of_case
from yizhan.places.queries import Place, calendar_for, centre, place_of

NODE_OPERATOR = Actor(account="operator", name="", organ="", centre="")
OVERSEERS = frozenset({"centre_manager", "county_officer", "prefecture_officer", "supervisor"})


def stream_of(number: str) -> str:
    """The stream of a case."""
    return f"case:{number}"


def number_of(stream: str) -> str:
    """The number of the case to which a stream belongs: `case:<number>`, `at:<number>:…`, `consult:<number>:…`."""
    return stream.split(":")[1]


@dataclass(frozen=True, kw_only=True)
class Held:
    """A case in an actor's hands: locked for an act, settled up to today, with everything that rules ask for."""

    head: Head
    case: Case
    settled: tuple[Settled, ...]
    release: Release
    calendar: Calendar
    facts: Facts
    grants: tuple[str, ...]
    act: Act

    @property
    def today(self) -> date:
        """The legal day of the act."""
        return self.act.today

    @cached_property
    def place(self) -> Place:
        """The hall and the organ for which the actor acts, as notices name them."""
        return place_of(self.act.actor.centre, self.act.actor.organ)

    @property
    def basis(self) -> Basis:
        """The versions that the act relies on."""
        return Basis(
            grants=self.grants,
            release=f"{self.case.item}@{self.release.version}",
            calendar=self.calendar.version,
        )


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A case as a reader sees it: stored version, what time has done unwritten, history, answers to `may`."""

    version: int
    case: Case
    settled: tuple[Settled, ...]
    release: Release
    calendar: Calendar
    facts: Facts
    history: tuple[Written, ...]
    actor: Actor
    today: date
    grants: tuple[GrantFacts, ...]

    @cached_property
    def originals(self) -> list[PaperOriginal]:
        """The paper originals that were taken in for it (原件), those that went back too."""
        return of_case(self.case.number)

    @cached_property
    def issued(self) -> list[Issued]:
        """Its notices (文书), each with the act that it tells."""
        return issued_of(self.register, self.history)

    @cached_property
    def register(self) -> list[Registered]:
        """Its notices with what became of them."""
        return register_of(self.case.number, self.voidings)

    @cached_property
    def voidings(self) -> Voidings:
        """Its void notices (作废), by number."""
        return voidings_of_case(self.case.number)

    def may(self, act: str) -> authority.Answer:
        """Whether the reader may do an act, and if not why."""
        return authority.may(
            actor=self.actor,
            act=act,
            today=self.today,
            case=plain(self.case, self.release, opened_by=self.history[0].account),
            grants=self.grants,
        )


def plain(case: Case, release: Release, *, opened_by: str) -> CaseFacts:
    """What `may` must know of a case; `opened_by` is the account of its first entry."""
    return CaseFacts(
        number=case.number,
        division=case.division,
        centre=case.centre,
        holder=case.holder,
        item=case.item,
        state=case.state,
        deciding=deciding_organ(release, case.division),
        organs=tuple(leg.organ for leg in case.legs) + tuple(consult.organ for consult in case.consults),
        opened_by=opened_by,
        authorised=bool(case.authorisation),
    )


def case_for(act: Act, number: str, *, may: str) -> Held:
    """The case for an act, its head locked: authority first, then the version that the actor saw, then what time did.

    Raises NotFound, Forbidden, NotHolder, Stale.
    """
    head, case, opened_by = _locked(number)
    release = release_of(case.item, case.release)
    grants = grants_for(act.actor, item=case.item, today=act.today)
    known = plain(case, release, opened_by=opened_by)
    relied = authority.insist(authority.may(actor=act.actor, act=may, today=act.today, case=known, grants=grants))
    if act.seen is not None and act.seen != head.no:
        raise Stale(seen=act.seen, version=head.no)
    return _settled(head, case, release, act=act, relied=relied)


def held_by_time(number: str, *, now: datetime) -> Held:
    """The case for what time does alone, its head locked. Raises NotFound."""
    head, case, _ = _locked(number)
    return _settled(head, case, release_of(case.item, case.release), act=Act(actor=LAW, now=now), relied=())


def _locked(number: str) -> tuple[Head, Case, str]:
    """Head, case, and the account of its first entry."""
    head = lock_head(stream_of(number))
    entries = journal.written(head.stream, key=head.key)
    return head, journal.fold(head.stream, entries), entries[0].account


def _settled(head: Head, case: Case, release: Release, *, act: Act, relied: tuple[str, ...]) -> Held:
    calendar, facts = calendar_for(case.division), facts_of(case)
    settled = settle(case, release, facts, act.today, calendar)
    return Held(
        head=head,
        case=after(case, settled),
        settled=settled,
        release=release,
        calendar=calendar,
        facts=facts,
        grants=relied,
        act=act,
    )


def after(case: Case, settled: Sequence[Settled]) -> Case:
    """The case after what time has done."""
    for each in settled:
        case = evolve(case, each.event)
    return case


def case_seen_by(actor: Actor, number: str, *, today: date) -> Seen:
    """The case for a reader, with what time has done shown unwritten. Raises NotFound, Forbidden."""
    seen = _seen(actor, number, today)
    authority.insist(seen.may("view"))
    return seen


def _seen(actor: Actor, number: str, today: date) -> Seen:
    stream = stream_of(number)
    entries = journal.written(stream)
    if not entries:
        raise NotFound
    case: Case = journal.fold(stream, entries)
    release, calendar = release_of(case.item, case.release), calendar_for(case.division)
    facts = facts_of(case)
    settled = settle(case, release, facts, today, calendar)
    return Seen(
        version=len(entries),
        case=after(case, settled),
        settled=settled,
        release=release,
        calendar=calendar,
        facts=facts,
        history=tuple(entries),
        actor=actor,
        today=today,
        grants=grants_for(actor, item=case.item, today=today),
    )


def as_of(seen: Seen, version: int) -> Seen:
    """The case as it stood at an earlier version of its own stream, which somebody saw."""
    entries = list(seen.history[:version])
    return replace(seen, version=version, case=journal.fold(stream_of(seen.case.number), entries), settled=())


def prospect(act: Act, release: Release, wanted: Application, materials: Sequence[Given]) -> Seen:
    """A case as it would stand had these papers been received now. Nothing is written, no number is drawn: a page shows
    by it what each outcome would bring, and asks the rules beforehand.

    Raises Invalid: unknown-material.
    """
    place = centre(act.actor.centre)
    opened = replace(
        open_case(wanted, release, division=place.division, organ=act.actor.organ, today=act.today), centre=place.code
    )
    case = evolve(initial(stream_of("")), opened)
    case = evolve(case, submit(case, release, materials=materials, today=act.today))
    first = Written(
        no=1,
        kind="Opened",
        version=1,
        at=act.now,
        account=act.actor.account,
        organ=act.actor.organ,
        centre=act.actor.centre,
        effective=None,
        reason="",
        basis=Basis(),
        event=opened,
        opened=True,
    )
    return Seen(
        version=2,
        case=case,
        settled=(),
        release=release,
        calendar=calendar_for(place.division),
        facts=(),
        history=(first,),
        actor=act.actor,
        today=act.today,
        grants=grants_for(act.actor, item=release.code, today=act.today),
    )


def once_accepted(seen: Seen) -> Seen:
    """The case as it would stand once accepted. Raises what the rule of acceptance raises."""
    return replace(seen, case=evolve(seen.case, accept(seen.case, seen.release, today=seen.today)))


def is_only_helper(actor: Actor) -> bool:
    """Whether somebody acts as a village helper (代办员) and as nothing else."""
    return {held.role for held in actor.roles} == {"helper"}


def sees(actor: Actor, number: str, *, today: date) -> bool:
    """Whether a case is an actor's to look at."""
    try:
        case_seen_by(actor, number, today=today)
    except (NotFound, Forbidden):
        return False
    return True


def case_of_the_node(number: str, *, today: date) -> Seen:
    """The case for whoever has the command line of the node's machine; identities stay masked. Raises NotFound."""
    return _seen(NODE_OPERATOR, number, today)


def case_known_to(act: Act, number: str, *, may: str) -> Seen:
    """The case for a fact or a wish beside it: authority, but neither custody nor version.

    Raises NotFound, Forbidden.
    """
    seen = _seen(act.actor, number, act.today)
    authority.insist(seen.may(may))
    return seen


def case_once(act: Act, number: str, *, may: str) -> Seen:
    """The same for what happens to a case once: its head locked, so that two at the same moment follow each other."""
    lock_head(stream_of(number))
    return case_known_to(act, number, may=may)


def before_entry(act: Act, number: str, *, entry: int) -> Held:
    """The case as it stood before one of its entries, its head locked: for a notice that tells that entry anew.

    That he may, the caller knows. Raises NotFound.
    """
    head, _, _ = _locked(number)
    entries = journal.written(head.stream, key=head.key)[: entry - 1]
    case: Case = journal.fold(head.stream, entries)
    return Held(
        head=head,
        case=case,
        settled=(),
        release=release_of(case.item, case.release),
        calendar=calendar_for(case.division),
        facts=(),
        grants=(),
        act=act,
    )


def consult_for(act: Act, number: str, consult: int) -> tuple[Head, ConsultState]:
    """A consultation for the asked agency's answer, its head locked. Raises NotFound, NotHolder."""
    head = lock_head(f"consult:{number}:{consult}")
    state: ConsultState = journal.fold(head.stream, journal.written(head.stream, key=head.key))
    seen = _seen(act.actor, number, act.today)
    authority.insist(seen.may("answer"))
    if act.actor.organ != head.holder:
        raise NotHolder(holder=head.holder)
    return head, state


FACTS = journal.Compiled(
    lambda number: (
        rows.CaseFact.objects.filter(case=number)
        .order_by("at", "key")
        .values_list("key", "kind", "on", "cause", "mode", "materials", "collector", "data")
    ),
    bound=1,
)


def facts_of(case: Case) -> tuple[Fact, ...]:
    """Every fact and wish of a case, from all its satellites, and the answers of asked agencies."""
    found = [
        Fact(
            key=key,
            kind=kind,
            on=on,
            cause=cause,
            mode=mode,
            materials=tuple(Given(**material) for material in materials),
            collector=Party(name=collector),
            notice=data.get("notice", ""),
        )
        for key, kind, on, cause, mode, materials, collector, data in FACTS.rows(case.number)
    ]
    if any(consult.answered is None for consult in case.consults):
        found += [
            Fact(
                key=consult.stream,
                kind=ANSWER,
                on=consult.answered_on,
                consult=consult.consult,
                agrees=bool(consult.agrees),
            )
            for consult in rows.Consult.objects.filter(case=case.number, answered_on__isnull=False)
            if consult.answered_on is not None
        ]
    return tuple(found)


def for_actor(actor: Actor) -> QuerySet[rows.Case]:
    """The cases that are an actor's to know: his organ's, his centre's, those he oversees. Never all of them."""
    visible = Q(holder=actor.organ) | Q(organ=actor.organ)
    if actor.centre:
        visible |= Q(centre=actor.centre)
    for held in actor.roles:
        if held.role in OVERSEERS:
            visible |= Q(division__startswith=held.scope[: DIGITS[level_of(held.scope)]])
    if not any(held.role != "helper" for held in actor.roles):
        return rows.Case.objects.none()
    return rows.Case.objects.filter(visible)
