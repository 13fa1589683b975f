"""Trips of the citizen (跑动次数): derived from what happened, each with its cause, one a day and cause."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from yizhan.cases import events as e
from yizhan.cases.facts import HAND_IN, HAND_OUT, VISIT, Facts
from yizhan.cases.state import Case

AT_THE_CENTRE = frozenset({"window"})


@dataclass(frozen=True, order=True)
class Trip:
    """One way to the centre and back."""

    on: date
    cause: str


def trips(case: Case, facts: Facts, delivered: Sequence[e.Delivered] = ()) -> tuple[Trip, ...]:
    """Submission, supplement, collection, and each visit in vain; what came by post or on line is no trip.

    `delivered` is every service of a result: an amended decision is fetched once more.
    """
    found: set[Trip] = set()
    if case.received is not None and case.channel in AT_THE_CENTRE:
        found.add(Trip(case.received, "submission"))
    for fact in facts:
        if fact.kind == HAND_IN and fact.mode in AT_THE_CENTRE:
            found.add(Trip(fact.on, "supplement"))
        if fact.kind == HAND_OUT and fact.mode == "direct":
            found.add(Trip(fact.on, "collection"))
        if fact.kind == VISIT:
            found.add(Trip(fact.on, fact.cause or "in-vain"))
    for on in (case.corrected, case.supplemented, case.papers_completed):
        if on is not None and case.channel in AT_THE_CENTRE and not _by_fact(case, facts, on):
            found.add(Trip(on, "supplement"))
    for served in delivered:
        if served.mode == "direct" and not served.fact:
            found.add(Trip(served.on, "collection"))
    return tuple(sorted(found))


def _by_fact(case: Case, facts: Facts, on: date) -> bool:
    return any(fact.kind == HAND_IN and fact.on == on and fact.key in case.facts_taken for fact in facts)
