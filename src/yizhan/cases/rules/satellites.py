"""What may be written beside a case (事实、请求), by whoever is entitled, whoever holds it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from yizhan.cases.events import Given, Party, Service
from yizhan.cases.facts import EVALUATION, HAND_OUT, HEARING, PAYMENT, WISHES, Facts
from yizhan.cases.rules import hearing
from yizhan.cases.rules.decision import MODES, PUBLIC_NOTICE, check_service, has_result
from yizhan.cases.rules.intake import known_materials
from yizhan.cases.state import DONE_STATES, ENDED_STATES, Case
from yizhan.catalogue.release import Release
from yizhan.catalogue.rules import fee
from yizhan.kernel.calendars import Calendar
from yizhan.kernel.refusals import Invalid, Refused

VISIT_CAUSES = frozenset({"in-vain", "nobody-at-window", "system-down", "material-not-listed", "asked", "other"})
IN_VAIN = VISIT_CAUSES - {"asked", "other"}
"""Who came for these reasons came for nothing (白跑)."""
HAND_IN_MODES = frozenset({"window", "village", "online", "post"})
GRADES = frozenset({"1", "2", "3", "4", "5"})
"""Satisfaction by GB/T 39046-2020 A.8: 1 is the best, 5 the worst."""
CHANNELS = frozenset({"1", "2", "3", "4", "5", "6", "7"})
"""Channels of an evaluation by GB/T 39046-2020 table 9, in its order."""


def visit(*, cause: str) -> None:
    """Raises Invalid: bad-cause."""
    if cause not in VISIT_CAUSES:
        raise Invalid("bad-cause", errors={"cause": ["unknown"]})


def pay(case: Case, release: Release, facts: Facts, *, amount: Decimal) -> None:
    """Only the standard fee is taken, once (art. 58). Raises Refused: no-fee, not-the-standard, already-paid."""
    due = fee(release, case.answers)
    if not due.charged or not due.lines:
        raise Refused("no-fee")
    if any(fact.kind == PAYMENT for fact in facts):
        raise Refused("already-paid")
    if amount != due.total:
        raise Refused("not-the-standard", standard=due.total)


def hand_in(case: Case, release: Release, *, materials: Sequence[Given], mode: str) -> None:
    """Papers may be handed in while anything is open.

    Raises Refused: nothing-given, ended, already-decided; Invalid: bad-mode, unknown-material.
    """
    if mode not in HAND_IN_MODES:
        raise Invalid("bad-mode", errors={"mode": ["unknown"]})
    if not materials:
        raise Refused("nothing-given")
    known_materials(release, materials, asked=case.correction)
    if case.state in ENDED_STATES:
        raise Refused("ended", state=case.state)
    urgent = case.decision is not None and case.decision.urgent and case.papers_completed is None
    if case.state in DONE_STATES and not urgent:
        raise Refused("already-decided", state=case.state)


def hand_out(case: Case, facts: Facts, *, collector: Party, mode: str, service: Service) -> None:
    """A result is handed out once, to somebody; once more when the decision was amended since. To announce its service
    to the public is the holder's.

    Raises Refused: not-decided, already-delivered, not-certified and what `check_service` raises; Invalid: bad-mode.
    """
    if mode not in MODES - {PUBLIC_NOTICE}:
        raise Invalid("bad-mode", errors={"mode": ["unknown"]})
    if case.decision is None:
        raise Refused("not-decided")
    if case.delivered is not None or any(fact.kind == HAND_OUT and fact.key not in case.facts_taken for fact in facts):
        raise Refused("already-delivered", on=case.delivered)
    if not has_result(case):
        raise Refused("not-certified")
    check_service(case, mode=mode, collector=collector, service=service)


def order(case: Case, *, higher: bool, ground: str) -> None:
    """A higher authority orders the holder to put a wrong decision right (责令纠正, Licensing Law arts. 60, 69).

    Raises Refused: not-decided, not-higher, ground-missing.
    """
    if case.decision is None:
        raise Refused("not-decided")
    if not higher:
        raise Refused("not-higher", organ=case.decision.organ)
    if not ground:
        raise Refused("ground-missing")


def evaluate(case: Case, facts: Facts, *, grade: str, channel: str) -> None:
    """One evaluation a case, of something that was done. Raises Refused: nothing-done, already-evaluated; Invalid."""
    errors = {}
    if grade not in GRADES:
        errors["grade"] = ["unknown"]
    if channel not in CHANNELS:
        errors["channel"] = ["unknown"]
    if errors:
        raise Invalid("bad-evaluation", errors=errors)
    if case.received is None:
        raise Refused("nothing-done")
    if any(fact.kind == EVALUATION for fact in facts):
        raise Refused("already-evaluated")


def remark(*, words: str) -> None:
    """A word between window and reviewers, whatever the case's state. Raises Refused: remark-missing."""
    if not words:
        raise Refused("remark-missing")


def wish(case: Case, *, kind: str, today: date, calendar: Calendar) -> None:
    """A wish about a case that is still open; a hearing only by whom was told of it, in time (art. 47), also where a
    decision is to be put right.

    Raises Invalid: bad-wish; Refused: ended, already-decided, hearing-not-told, hearing-too-late.
    """
    if kind not in WISHES:
        raise Invalid("bad-wish", errors={"kind": ["unknown"]})
    if case.state in ENDED_STATES:
        raise Refused("ended", state=case.state)
    if kind == HEARING:
        hearing.ask(case, today=today, calendar=calendar)
    elif case.state in DONE_STATES:
        raise Refused("already-decided", state=case.state)
