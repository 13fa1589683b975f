"""What every act on a case has in common: once per request, one transaction, entries before rows."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, ParamSpec

from django.db import IntegrityError, transaction

from yizhan.accounts import rules as authority
from yizhan.cases.access import Held, number_of
from yizhan.cases.facts import WISH, Fact, Facts
from yizhan.cases.models import CaseLeg, CaseNumber
from yizhan.cases.notice_fields import Draft, Issuing
from yizhan.cases.rules.settling import Settled
from yizhan.cases.state import Case, evolve
from yizhan.journal import actions as journal
from yizhan.journal.actions import Head
from yizhan.journal.events import Effective
from yizhan.journal.projections import show
from yizhan.journal.queries import repeated
from yizhan.kernel.acting import LAW, Act
from yizhan.kernel.identifiers import build_case_number
from yizhan.kernel.refusals import NotFound, Stale
from yizhan.papers.actions import issue_notice
from yizhan.places.queries import registers_read_once

Parameters = ParamSpec("Parameters")


def once(action: Callable[..., str]) -> Callable[..., str]:
    """Make a function an action: one transaction, and a repeated request is answered with the case it wrote to.

    Two equal requests at the same moment meet at the entry's unique key, or at the head of the case that the first
    one moved on: the second finds the first one's entry.
    """

    @wraps(action)
    def acted(*, act: Act, **what: Any) -> str:
        try:
            with transaction.atomic(), registers_read_once(), journal.numbered_together():
                return _case_of(repeated(act)) or action(act=act, **what)
        except (IntegrityError, Stale):
            if not act.key:
                raise
            with transaction.atomic():
                earlier = _case_of(repeated(act))
            if not earlier:
                raise
            return earlier

    return acted


def _case_of(stream: str | None) -> str:
    return number_of(stream) if stream else ""


@dataclass(frozen=True, slots=True)
class Done:
    """A case after an act."""

    head: Head
    case: Case


def write(held: Held, *events: object) -> Done:
    """Append what time has done, by the law, then what the actor did; show the rows of the state after both."""
    head = write_settled(held)
    head = journal.append(head, events, act=held.act, basis=held.basis)
    case = held.case
    for event in events:
        case = evolve(case, event)
    standing = {CaseLeg: legs_stand(held, case), CaseNumber: held.case.known_as == case.known_as}
    show(head.stream, case, unchanged=[model for model, stands in standing.items() if stands])
    if len(case.known_as) < len(held.case.known_as):
        forget_numbers(head.stream, case)
    return Done(head=head, case=case)


def forget_numbers(stream: str, case: Case) -> None:
    """An act that was taken back takes the number of the other system with it."""
    known = [f"{case.number}/{place}" for place in range(len(case.known_as))]
    CaseNumber.objects.filter(stream=stream).exclude(key__in=known).delete()


def legs_stand(held: Held, after: Case) -> bool:
    """Whether nothing came about that the rows of the legs show: them alone, what stops their clocks, what time did."""
    before = held.case
    return (
        not held.settled
        and before.legs == after.legs
        and before.stops == after.stops
        and before.publicities == after.publicities
        and before.publicity_ended == after.publicity_ended
    )


def write_settled(held: Held) -> Head:
    """Append what time alone has done: recorded now, effective on its own day, by the law."""
    if not held.settled:
        return held.head
    return journal.append(
        held.head,
        [_dated(each, held) for each in held.settled],
        act=Act(actor=LAW, now=held.act.now),
        basis=replace(held.basis, grants=()),
    )


def _dated(settled: Settled, held: Held) -> object:
    if settled.effective == held.today:
        return settled.event
    return Effective(settled.event, on=settled.effective, reason=settled.reason)


def draw_number(division: str, year: int) -> str:
    """The next case number in a division's book: `<division><yy><series><serial><check>`."""
    series, serial = journal.draw_serial(f"case:{division}", year)
    return build_case_number(division, year, series, serial)


def wish_of(facts: Facts, key: str) -> Fact:
    """A wish or an order beside a case, by its key. Raises NotFound."""
    for fact in facts:
        if fact.key == key and fact.kind == WISH:
            return fact
    raise NotFound


def satellite(number: str, centre: str) -> str:
    """The stream in which a centre writes facts, wishes and notices beside a case."""
    return f"at:{number}:{centre}"


def demand(act: Act, verb: str, *, division: str) -> None:
    """Authority for an act that concerns no case yet. Raises Forbidden."""
    authority.insist(authority.may(actor=act.actor, act=verb, today=act.today, division=division))


def told(held: Held, event: Any, notice: Draft) -> str:
    """Write an event together with the notice that tells it: the event names the notice's number."""
    write(held, replace(event, notice=issue(held, notice)))
    return held.case.number


def issue(held: Issuing, notice: Draft) -> str:
    """Issue a notice in the name of the actor's centre, beside the entry that bears the act's key; its number."""
    return issue_for(held, notice, act=replace(held.act, key="", digest=""))


def issue_for(held: Issuing, notice: Draft, *, act: Act, replaces: str = "") -> str:
    """The same where the notice's own entry bears the act's key; in place of another where it `replaces` one."""
    stream = satellite(held.case.number, held.act.actor.centre)
    issued = issue_notice(
        template=notice.template,
        data=notice.data,
        case_number=held.case.number,
        stream=stream,
        centre=held.act.actor.centre,
        act=act,
        replaces=replaces,
    )
    return issued.number
