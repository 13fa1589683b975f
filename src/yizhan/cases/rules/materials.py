"""What a case has and lacks, and which step is next: read from the release, never remembered."""

from collections.abc import Iterable
from datetime import date

from yizhan.cases.events import Given
from yizhan.cases.facts import HAND_IN, Facts
from yizhan.cases.state import Case
from yizhan.catalogue.release import CaseType, ProcedureKind, Release, Step
from yizhan.catalogue.rules import MaterialLine, checklist, is_urgent, steps

ADVANCED_KINDS = frozenset({"review", "survey", "publicity", "consult", "elsewhere"})
"""The steps that `advance` takes; the others are taken by their own verbs."""


def missing(case: Case, release: Release) -> tuple[MaterialLine, ...]:
    """The required materials that were not given (缺少的材料)."""
    return tuple(line for line in checklist(release, case.answers) if line.must and line.code not in case.materials)


def urgent(case: Case, release: Release) -> bool:
    """Whether the matter is decided first and completed later (急难型)."""
    return is_urgent(release, case.answers)


def leg_steps(case: Case, release: Release) -> tuple[Step, ...]:
    """The steps of the leg in hand that apply to this case, in order."""
    return tuple(step for step in steps(release, case.answers) if step.leg == case.leg.index)


def on_the_spot(release: Release) -> bool:
    """Whether the matter is concluded on the spot (即办件, 当场办结, Licensing Law art. 34)."""
    return release.concluding and release.case_type is CaseType.IMMEDIATE


def open_steps(case: Case, release: Release) -> tuple[Step, ...]:
    """The steps that `advance` still has to take: those of this leg, and of an urgent matter that was decided first
    also those that earlier legs left to be made up.
    """
    decided_first = case.decision is not None and case.decision.urgent
    left = steps_left(case, release) if decided_first else ()
    return (*left, *(step for step in leg_steps(case, release) if _to_take(case, step)))


def steps_left(case: Case, release: Release) -> tuple[Step, ...]:
    """The steps of earlier legs that an urgent matter went past (急难先行): they are made up where they belong."""
    if not urgent(case, release):
        return ()
    earlier = {leg.index for leg in case.legs if leg.index < case.leg.index}
    return tuple(step for step in steps(release, case.answers) if step.leg in earlier and _to_take(case, step))


def _to_take(case: Case, step: Step) -> bool:
    return step.kind in ADVANCED_KINDS and step.code not in case.steps_taken(step.leg)


def next_step(case: Case, release: Release) -> Step | None:
    """The step that `advance` takes next; None when the leg is ready to be forwarded or decided."""
    return next(iter(open_steps(case, release)), None)


def papers_open(case: Case, release: Release) -> bool:
    """Whether papers of an urgent matter that was decided first are still missing."""
    return case.papers_completed is None and bool(missing(case, release))


def to_make_up(case: Case, release: Release) -> bool:
    """Whether papers or steps of an urgent matter that was decided first are still to be made up (补齐手续)."""
    first = case.decision is not None and case.decision.urgent and not case.erased
    return first and (papers_open(case, release) or bool(open_steps(case, release)))


def made_up(case: Case, release: Release) -> date | None:
    """The day on which the last of an urgent matter's papers and steps came; None while something is open."""
    if case.decision is None or to_make_up(case, release):
        return None
    return max(case.decision.first, case.papers_completed or date.min, *(taken.on for taken in case.taken))


def hearings(release: Release) -> frozenset[str]:
    """The codes of the item's special procedures that are hearings (听证); a licence knows them without listing any
    (Licensing Law arts. 46, 47).
    """
    listed = frozenset(each.code for each in release.special_procedures if each.kind is ProcedureKind.HEARING)
    return listed or frozenset({ProcedureKind.HEARING.value} if release.is_licence else ())


def handed_in(case: Case, facts: Facts) -> tuple[Given, ...]:
    """What was handed in since and not taken over yet."""
    return tuple(
        material
        for fact in sorted(facts, key=lambda each: each.on)
        if fact.kind == HAND_IN and fact.key not in case.facts_taken
        for material in fact.materials
    )


def covers(given: Iterable[Given], codes: Iterable[str]) -> bool:
    """Whether every wanted material is among those given."""
    return set(codes) <= {material.code for material in given}
