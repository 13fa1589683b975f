"""The progress of a case (办理进度) as the public page shows it: words, clocks, steps and organs by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yizhan.cases.queries import Clock, Progress, ProgressStep
from yizhan.places.queries import names_of
from yizhan.portal import words
from yizhan.portal.words import Text
from yizhan.web.faces import Badge, ClockFace, Step
from yizhan.web.wording import full_date, limit_words


@dataclass(frozen=True, kw_only=True)
class LegFace:
    """One organ that handles or handled the case."""

    organ: str
    received: date | None
    closed: date | None
    outcome: Text


@dataclass(frozen=True, kw_only=True)
class Following:
    """A case's progress, ready for the page."""

    progress: Progress
    state: Badge
    headline: Text
    holder: str
    centre: str
    clocks: tuple[ClockFace, ...]
    steps: tuple[Step, ...]
    legs: tuple[LegFace, ...]
    wanted: Text


def following(progress: Progress) -> Following:
    """The progress with its words; names of organs in two reads."""
    names = names_of({progress.holder, progress.centre, *(leg.organ for leg in progress.legs)})
    text, tone = words.STATES.get(progress.state, (progress.state, "neutral"))
    return Following(
        progress=progress,
        state=Badge(text=text, tone=tone),
        headline=headline(progress),
        holder=names.get(progress.holder, ""),
        centre=names.get(progress.centre, ""),
        clocks=tuple(clock_face(clock) for clock in progress.clocks if clock.ended is None),
        steps=tuple(step_face(step) for step in progress.steps),
        legs=tuple(
            LegFace(
                organ=names.get(leg.organ, ""),
                received=leg.received,
                closed=leg.closed,
                outcome=words.known(words.OUTCOMES, leg.outcome),
            )
            for leg in progress.legs
        ),
        wanted=words.known(words.WANTED, progress.wanted.kind) if progress.wanted else "",
    )


def headline(progress: Progress) -> Text:
    """The one sentence that a citizen came for: the first that holds."""
    said = (
        (progress.collectable, _("结果已经可以领取，请带身份证件和收件凭证到窗口。")),
        (progress.wanted is not None, _("需要您补交材料，见下面的清单。")),
        (may_ask_for_a_hearing(progress), _("您有权要求听证，期限见下面；请向受理窗口提出。")),
        (progress.publicity_ends is not None, _("正在公示，公示期满后继续办理。")),
        (bool(progress.stops), _("正在进行特别程序，期间依法停止计时。")),
        (progress.delivered is not None, _("已经办结，结果已送达。")),
    )
    return next((words for holds, words in said if holds), "")


def may_ask_for_a_hearing(progress: Progress) -> bool:
    """Whether the time to ask for a hearing runs (要求听证的期限)."""
    return any(clock.name == "hearing-request" and clock.ended is None for clock in progress.clocks)


def clock_face(clock: Clock) -> ClockFace:
    """A clock with its reason in words."""
    reason = gettext("%(day)s起，%(limit)s") % {"day": full_date(clock.started), "limit": limit_words(clock.limit)}
    return ClockFace(
        title=words.known(words.CLOCKS, clock.name),
        value=abs(clock.left) if clock.late else clock.left,
        unit=str(clock.unit),
        due=clock.due,
        reason=reason,
        late=clock.late,
        stopped=clock.stopped,
        ended=clock.ended is not None,
        provisional=clock.provisional,
        left_out=[(day.date, words.known(words.LEFT_OUT, day.reason)) for day in clock.left_out],
    )


def step_face(step: ProgressStep) -> Step:
    """A step of the rail: who takes it, when it was taken or how long it may take."""
    return Step(label=step.name, state=step.state, who=step.actor, note=", ".join(notes(step)))


def notes(step: ProgressStep) -> Iterator[str]:
    """What stands below a step."""
    if step.on is not None:
        yield full_date(step.on)
    elif step.limit is not None and step.state != "skipped":
        yield limit_words(step.limit)
