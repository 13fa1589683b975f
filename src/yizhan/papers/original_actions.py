"""Everything that writes about paper originals (原件): authority → rule → entry → row, one transaction an act."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction

from yizhan.journal import actions as journal
from yizhan.journal.events import HandedOver
from yizhan.journal.projections import show
from yizhan.journal.queries import repeated, state_of, this_node
from yizhan.kernel.acting import Act
from yizhan.kernel.identifiers import build_case_number, text
from yizhan.kernel.refusals import Invalid, NotFound
from yizhan.papers import access, original_queries
from yizhan.papers import original_rules as rules
from yizhan.papers.actions import issue_notice
from yizhan.papers.events import Hand, OriginalTakenIn
from yizhan.papers.models import OriginalsCount
from yizhan.papers.original_slips import handover
from yizhan.papers.state import Original, evolve

PREFIX = "YJ"
NOT_COUNTED = "清点时不在"
BY_PROXY = "见领取登记"


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper as it lies on the counter: a word of `original_rules.KINDS`, its pages, what is special about it."""

    kind: str
    pages: int = 1
    description: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """An original in an actor's hands: its stream locked for an act."""

    head: journal.Head
    original: Original


@transaction.atomic
def take_in(*, act: Act, case: str, papers: Sequence[Paper], owner: str) -> list[str]:
    """Take papers in for a case (收存): their numbers. Whether the case is the actor's, the caller knows.

    Raises Forbidden; Invalid: nothing-chosen, too-many and what the rule refuses.
    """
    access.demand_keeper(act)
    demand_some(papers)
    whole = text(owner, rules.LONGEST_NAME)
    return [_taken_in(act=act, case=case, paper=paper, owner=whole) for paper in papers]


def _taken_in(*, act: Act, case: str, paper: Paper, owner: str) -> str:
    taken = rules.take_in(
        OriginalTakenIn(
            case=case,
            kind=paper.kind,
            pages=paper.pages,
            hand=hand_of(act),
            on=act.today,
            description=text(paper.description, rules.LONGEST_NOTE),
            owner=owner,
        )
    )
    return _opened(act, [taken])


def _opened(act: Act, events: Sequence[object]) -> str:
    """A stream of its own for one original. The act's key is the caller's: papers taken in together have one."""
    division = act.actor.centre.partition("-")[0]
    series, serial = journal.draw_serial(f"original:{division}", act.today.year)
    number = PREFIX + build_case_number(division, act.today.year, series, serial)
    stream = f"original:{number}"
    journal.open_stream(
        stream, centre=act.actor.centre, holder=act.actor.organ, events=events, act=replace(act, key="", digest="")
    )
    show(stream, _after(Original(number=number), events))
    return number


@transaction.atomic
def give(*, act: Act, numbers: Sequence[str], to: str) -> str:
    """Give originals to a named person on one slip (交接单): its number; each is under way until he confirms.

    Raises NotFound, Forbidden, NotHolder, Refused and Invalid as the rule does: then none is given.
    """
    if (stream := repeated(act)) is not None:
        return original_queries.slip_of(stream.partition(":")[2])
    access.demand_keeper(act)
    receiver = access.keeper(to, today=act.today)
    kept = held(act, numbers)
    events = [rules.give(one.original, by=act.actor.account, to=receiver, slip="", today=act.today) for one in kept]
    slip = issue_notice(
        "original_handover",
        handover([one.original for one in kept], to=receiver, act=act),
        case_number="",
        stream=f"slips:{act.actor.centre}",
        centre=act.actor.centre,
        act=replace(act, key="", digest=""),
        seal="none",
    )
    for one, event, each in zip(kept, events, one_key(act, len(kept)), strict=True):
        _write(one, [replace(event, slip=slip.number), *_passing(one.head, receiver)], each)
    return slip.number


@transaction.atomic
def receive(*, act: Act, numbers: Sequence[str]) -> None:
    """The named receiver confirms (签收), one or many. Raises NotFound, NotHolder and what the rule refuses."""
    if repeated(act) is not None:
        return
    kept = held(act, numbers)
    events = [rules.receive(one.original, by=act.actor.account, today=act.today) for one in kept]
    for one, event, each in zip(kept, events, one_key(act, len(kept)), strict=True):
        _write(one, [event], each)


@transaction.atomic
def decline(*, act: Act, number: str, reason: str) -> None:
    """The named receiver declines (拒收): it is the giver's again. Raises what `receive` raises, reason-missing."""
    if repeated(act) is not None:
        return
    (one,) = held(act, [number])
    event = rules.decline(one.original, by=act.actor.account, reason=text(reason, rules.LONGEST_NOTE), today=act.today)
    assert one.original.hand is not None
    _write(one, [event, *_passing(one.head, one.original.hand)], act)


@transaction.atomic
def place(*, act: Act, numbers: Sequence[str], where: str) -> None:
    """Say where originals are kept (存放处). Raises NotFound, NotHolder and what the rule refuses."""
    if repeated(act) is not None:
        return
    where, kept = text(where, rules.LONGEST_NAME), held(act, numbers)
    events = [rules.place(one.original, by=act.actor.account, where=where, today=act.today) for one in kept]
    for one, event, each in zip(kept, events, one_key(act, len(kept)), strict=True):
        _write(one, [event], each)


@transaction.atomic
def hand_back(*, act: Act, numbers: Sequence[str], mode: str, receiver: str, proxy_reason: str = "") -> None:
    """Give originals back to their owner (退还), or to his proxy with the reason. The caller issues the slip.

    Raises NotFound, NotHolder, Refused and Invalid as the rule does.
    """
    kept, who = held(act, numbers), text(receiver, rules.LONGEST_NAME)
    why = text(proxy_reason, rules.LONGEST_NOTE)
    for one in kept:
        event = rules.hand_back(
            one.original, by=hand_of(act), mode=mode, receiver=who, proxy_reason=why, today=act.today
        )
        _write(one, [event], replace(act, key="", digest=""))


@transaction.atomic
def retain(*, act: Act, number: str, ground: str, reason: str) -> None:
    """Record why an original does not go back (不退还): surrendered, kept by law, replaced after its loss."""
    if repeated(act) is not None:
        return
    (one,) = held(act, [number])
    event = rules.retain(
        one.original,
        by=act.actor.account,
        ground=ground,
        reason=text(reason, rules.LONGEST_NOTE),
        today=act.today,
    )
    _write(one, [event], act)


@transaction.atomic
def report_missing(*, act: Act, number: str, reason: str) -> None:
    """Say that an original is not where it should be: its holder, the giver, the receiver, or who oversees them.

    Raises NotFound, Forbidden: not-concerned, NotHolder and what the rule refuses.
    """
    if repeated(act) is not None:
        return
    access.demand_concerned(act, number)
    (one,) = held(act, [number])
    _write(one, [rules.miss(one.original, reason=text(reason, rules.LONGEST_NOTE), today=act.today)], act)


@transaction.atomic
def report_found(*, act: Act, number: str, reason: str) -> None:
    """A missing original turned up; who says so has it. Raises NotFound, Forbidden, NotHolder, not-missing."""
    if repeated(act) is not None:
        return
    access.demand_keeper(act)
    (one,) = held(act, [number])
    _write(
        one,
        [rules.find(one.original, hand=hand_of(act), reason=text(reason, rules.LONGEST_NOTE), today=act.today)],
        act,
    )


@transaction.atomic
def take_over(*, act: Act, number: str, reason: str) -> None:
    """Who leads the centre takes over what somebody who is away has (接管).

    Raises NotFound, Forbidden, NotHolder and what the rule refuses.
    """
    if repeated(act) is not None:
        return
    access.demand_leader(act)
    (one,) = held(act, [number])
    event = rules.take_over(one.original, hand=hand_of(act), reason=text(reason, rules.LONGEST_NOTE), today=act.today)
    _write(one, [event], act)


@transaction.atomic
def count(*, act: Act, there: Collection[str]) -> list[str]:
    """The evening's count (清点) of what the actor has and should confirm: the numbers that are not there.

    What is on its way to him and lies there is confirmed; what is not there is named missing at once.
    Raises Invalid: not-in-hand.
    """
    if repeated(act) is not None:
        return original_queries.missing_at_last_count(act.actor.account)
    expected = original_queries.to_count(act.actor.account)
    present, absent = rules.counted([row.number for row in expected], there=there)
    coming = {row.number for row in expected if row.to_account == act.actor.account}
    for one in held(act, [number for number in present if number in coming]):
        _write(one, [rules.receive(one.original, by=act.actor.account, today=act.today)], keyless(act))
    for one in held(act, absent):
        _write(one, [rules.miss(one.original, reason=NOT_COUNTED, today=act.today)], keyless(act))
    row = OriginalsCount(person=act.actor.account, on=act.today, there=len(present), missing=absent)
    journal.record(row, stream=f"counts:{act.actor.centre}:{act.actor.account}", centre=act.actor.centre, act=act)
    return absent


def shelve(*, act: Act, case: str, description: str, owner: str) -> tuple[str, int]:
    """Put a finished result on the smallest free number of the centre's shelf (成果架): its number and the shelf's.

    Two that are shelved at once draw the same number; the second meets the constraint and draws again.
    """
    try:
        return _shelved(act=act, case=case, description=description, owner=owner)
    except IntegrityError:
        return _shelved(act=act, case=case, description=description, owner=owner)


@transaction.atomic
def _shelved(*, act: Act, case: str, description: str, owner: str) -> tuple[str, int]:
    access.demand_keeper(act)
    number = rules.smallest_free(original_queries.shelf_numbers(act.actor.centre))
    taken = rules.take_in(
        OriginalTakenIn(
            case=case,
            kind=rules.RESULT,
            pages=1,
            hand=hand_of(act),
            on=act.today,
            description=text(description, rules.LONGEST_NOTE),
            owner=text(owner, rules.LONGEST_NAME),
        )
    )
    lying = rules.shelve(_after(Original(number=""), [taken]), by=act.actor.account, number=number, today=act.today)
    return _opened(act, [taken, lying]), number


def hand_back_from_shelf(*, act: Act, case: str, receiver: str, mode: str) -> None:
    """The result was handed out at this centre: what lay on its shelf for the case lies there no longer."""
    rows = original_queries.on_shelf(act.actor.centre, case=case)
    mine = [row.number for row in rows if row.organ == act.actor.organ]
    hand_back(act=act, numbers=mine, mode=mode, receiver=receiver, proxy_reason=BY_PROXY)


def hand_of(act: Act) -> Hand:
    """The actor as somebody's hand."""
    return Hand(account=act.actor.account, organ=act.actor.organ, centre=act.actor.centre)


def held(act: Act, numbers: Iterable[str]) -> list[Kept]:
    """Originals that the actor may know of, their streams locked, always in one order so that two acts cannot embrace.

    Raises NotFound.
    """
    wanted = sorted(set(numbers))
    if len(access.originals_for_actor(act.actor).filter(number__in=wanted)) != len(wanted):
        raise NotFound
    heads = [journal.lock_head(f"original:{number}") for number in wanted]
    return [Kept(head, state_of(head.stream, key=head.key)) for head in heads]


def demand_some(chosen: Sequence[object]) -> None:
    """Something was chosen, and not more than one slip takes. Raises Invalid: nothing-chosen, too-many."""
    if not chosen:
        raise Invalid("nothing-chosen", errors={"papers": ["nothing-chosen"]})
    if len(chosen) > rules.MOST_AT_ONCE:
        raise Invalid("too-many", errors={"papers": ["too-many"]}, limit=rules.MOST_AT_ONCE)


def keyless(act: Act) -> Act:
    """The act for entries beside the one that bears its idempotency key."""
    return replace(act, key="", digest="")


def one_key(act: Act, many: int) -> list[Act]:
    """The act for each of many entries: the first bears the idempotency key."""
    return [act, *[keyless(act)] * (many - 1)][:many]


def _passing(head: journal.Head, to: Hand) -> list[HandedOver]:
    """Custody of the stream goes with the named person where he acts for another organ."""
    if to.organ == head.holder:
        return []
    return [HandedOver(organ=to.organ, node=this_node().code, centre=to.centre)]


def _write(kept: Kept, events: Sequence[object], act: Act) -> None:
    journal.append(kept.head, events, act=act)
    show(kept.head.stream, _after(kept.original, events))


def _after(original: Original, events: Iterable[object]) -> Original:
    for event in events:
        original = evolve(original, event)
    return original
