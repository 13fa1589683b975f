"""What the public may know of a case (办理进度): where it stands and until when, nothing personal and nothing typed.

It is what a node of the public zone would hold: no names of persons, no addresses, no reasons, no notes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yizhan.cases import clock
from yizhan.cases.access import Seen
from yizhan.cases.clock import Clock
from yizhan.cases.rules import hearing
from yizhan.cases.rules.decision import has_result
from yizhan.cases.rules.materials import missing, open_steps, papers_open, to_make_up
from yizhan.cases.state import FORWARDED, Case
from yizhan.catalogue.release import Release, Step
from yizhan.catalogue.rules import steps
from yizhan.kernel.periods import Limit

DONE, NOW, NEXT, STOPPED, SKIPPED = "done", "now", "next", "stopped", "skipped"


@dataclass(frozen=True, kw_only=True)
class ProgressStep:
    """A step (环节): done, now, next, stopped or skipped; `elsewhere` names the system in which it is done."""

    name: str
    kind: str
    level: str
    actor: str
    state: str
    limit: Limit | None
    on: date | None
    elsewhere: str


@dataclass(frozen=True, kw_only=True)
class ProgressLeg:
    """One organ's handling (办件), by the organ's code."""

    organ: str
    received: date | None
    closed: date | None
    outcome: str


@dataclass(frozen=True, kw_only=True)
class ProgressWanted:
    """What the applicant is asked for: names of materials as the item has them, and until when."""

    kind: str  # correction (补正), pledge (容缺), completion (急难补齐)
    materials: tuple[str, ...]
    unnamed: int  # asked for beside the item's list; their names were typed, so they stand only on the notice
    since: date
    due: date | None


@dataclass(frozen=True, kw_only=True)
class ProgressStop:
    """A special procedure that stops the clock, and by which law."""

    name: str
    basis: str
    since: date
    told: Limit


@dataclass(frozen=True, kw_only=True)
class Progress:
    """The progress of a case for whoever has its number and its query code."""

    number: str
    item: str
    item_name: str
    state: str
    centre: str
    holder: str
    opened: date | None
    received: date | None
    accepted: date | None
    deemed_accepted: bool
    steps: tuple[ProgressStep, ...]
    legs: tuple[ProgressLeg, ...]
    clocks: tuple[Clock, ...]
    wanted: ProgressWanted | None
    publicity_since: date | None
    publicity_ends: date | None
    stops: tuple[ProgressStop, ...]
    decided: date | None
    granted: bool | None
    certified: date | None
    delivered: date | None
    ended: date | None
    collectable: bool


def progress(seen: Seen) -> Progress:
    """The progress of a case as it stands today."""
    case, release, calendar = seen.case, seen.release, seen.calendar
    publicity = case.publicity
    return Progress(
        number=case.number,
        item=case.item,
        item_name=release.name,
        state=case.state,
        centre=case.centre,
        holder=case.holder,
        opened=case.opened,
        received=case.received,
        accepted=case.accepted,
        deemed_accepted=case.deemed_accepted,
        steps=tuple(_steps(case, release, stopped=clock.standing(case, seen.today, calendar))),
        legs=tuple(_legs(case)),
        clocks=_clocks(seen),
        wanted=_wanted(seen),
        publicity_since=publicity.on if publicity else None,
        publicity_ends=clock.publicity_ends(case, calendar),
        stops=tuple(_stops(case, release)),
        decided=case.decision.on if case.decision else None,
        granted=case.decision.granted if case.decision else None,
        certified=case.certificate.on if case.certificate else None,
        delivered=case.delivered,
        ended=case.ended,
        collectable=_collectable(case),
    )


def _steps(case: Case, release: Release, *, stopped: bool) -> Iterator[ProgressStep]:
    """The steps in the item's order; the first that is not done is in hand, unless the case ended without it."""
    following = SKIPPED if case.ended else STOPPED if stopped else NOW
    for step in steps(release, case.answers):
        on = _taken(case, step)
        past = on is not None or _left_behind(case, release, step)
        yield ProgressStep(
            name=step.name,
            kind=step.kind.value,
            level=step.level.value,
            actor=step.actor,
            state=DONE if on else SKIPPED if past else following,
            limit=step.limit.limit if step.limit else None,
            on=on,
            elsewhere=step.elsewhere,
        )
        if not past and following in {NOW, STOPPED}:
            following = NEXT


def _taken(case: Case, step: Step) -> date | None:
    """On which day a step was taken: by its own verb, or by `advance`."""
    by_its_verb = {
        "intake": case.accepted,
        "forward": next((leg.closed for leg in case.legs if leg.index == step.leg and leg.outcome == FORWARDED), None),
        "decide": case.decision.on if case.decision else None,
        "certify": case.certificate.on if case.certificate else None,
        "deliver": case.delivered,
    }.get(step.kind.value)
    advanced = (each.on for each in reversed(case.taken) if (each.leg, each.step) == (step.leg, step.code))
    return by_its_verb or next(advanced, None)


def _left_behind(case: Case, release: Release, step: Step) -> bool:
    """Whether the case was decided without the step; an urgent matter makes it up afterwards."""
    if to_make_up(case, release) and step in open_steps(case, release):
        return False
    return case.decision is not None and step.kind.value not in {"certify", "deliver"}


def _legs(case: Case) -> Iterator[ProgressLeg]:
    for leg in case.legs:
        yield ProgressLeg(organ=leg.organ, received=leg.received, closed=leg.closed, outcome=leg.outcome)


def _clocks(seen: Seen) -> tuple[Clock, ...]:
    """The clocks that say something now: intake until it is accepted, then statutory and promised, then service."""
    arguments = (seen.case, seen.release, seen.today, seen.calendar)
    if seen.case.accepted is None:
        found = [clock.intake(*arguments)]
    elif seen.case.decision is None:
        found = [clock.statutory(*arguments), clock.promised(*arguments)]
    else:
        found = [clock.promised(*arguments), clock.service(*arguments), clock.completion(*arguments)]
    if seen.case.decision is None or hearing.told(seen.case):
        found.append(hearing.request_clock(seen.case, seen.today, seen.calendar))
        found.append(hearing.holding_clock(seen.case, seen.facts, seen.today, seen.calendar))
    return tuple(each for each in found if each is not None)


def _wanted(seen: Seen) -> ProgressWanted | None:
    """What is asked of the applicant now."""
    case, release = seen.case, seen.release
    if case.state == "correction-requested" and case.correction is not None:
        codes = [line.code for line in case.correction.wanted]
        return _asked("correction", codes, release, case.correction.on, clock.reply_due(case, seen.calendar))
    if case.pledge is not None and case.outstanding_pledge and case.is_open:
        codes = [line.code for line in case.pledge.lacking]
        return _asked("pledge", codes, release, case.pledge.on, clock.supply_due(case, seen.calendar))
    if case.decision is not None and case.decision.urgent and papers_open(case, release):
        codes = [line.code for line in missing(case, release)]
        completion = clock.completion(case, release, seen.today, seen.calendar)
        due = completion.due if completion else None
        return _asked("completion", codes, release, case.decision.on, due)
    return None


def _asked(kind: str, codes: list[str], release: Release, since: date, due: date | None) -> ProgressWanted:
    known = [material.name for code in codes if (material := release.material(code)) is not None]
    return ProgressWanted(kind=kind, materials=tuple(known), unnamed=len(codes) - len(known), since=since, due=due)


def _stops(case: Case, release: Release) -> Iterator[ProgressStop]:
    """The stops that stand; a procedure that the item does not list is told by its kind."""
    for stop in case.stops:
        if stop.resumed is None:
            procedure = release.procedure(stop.procedure)
            name = procedure.name if procedure else stop.procedure
            yield ProgressStop(name=name, basis=stop.basis, since=stop.on, told=stop.told)


def _collectable(case: Case) -> bool:
    """Whether the result lies ready and waits for the applicant."""
    return has_result(case) and case.delivered is None
