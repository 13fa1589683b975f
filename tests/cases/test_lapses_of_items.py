"""The lapses of the items authored whole: each must lapse, nearly lapses, is excused, by the real calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from tests.cases.given import (
    NATIONAL,
    OTHER_ORGAN,
    accepted,
    after,
    decided,
    given,
    handed_in,
    opened,
    time_does,
    wanted,
    wd,
)
from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.facts import ANSWER, Fact
from yizhan.cases.rules import intake, review
from yizhan.cases.rules.settling import settle
from yizhan.cases.state import Case
from yizhan.catalogue.shipped import authored

START = date(2025, 9, 26)  # the Friday before the National Day week
ITEMS = {release.code: release for release in authored()}
DIBAO, RELIEF, FELLING = ITEMS["dibao"], ITEMS["linshi-jiuzhu"], ITEMS["lincai"]
HOMESTEAD, INSURANCE = ITEMS["zhaijidi"], ITEMS["yibao-canbao"]
ONE = timedelta(days=1)
SUBMITTED = given(opened(START), e.Submitted(on=START, release=1))
ASKED_FOR = wanted("identity")


def corrected_by(release) -> Case:
    """A case whose applicant was asked for his identity card, by the item's period."""
    notice = e.CorrectionRequested(on=START, wanted=ASKED_FOR, reply=release.correction_reply)
    return after(SUBMITTED, notice)


def pledged(release) -> Case:
    """A case accepted with a pledge of as long as the lapse says."""
    supply = next(lapse.after for lapse in release.lapses if lapse.since == "pledged")
    return after(SUBMITTED, e.AcceptedWithPledge(on=START, lacking=ASKED_FOR, supply=supply))


@dataclass(frozen=True, kw_only=True)
class Story:
    """One lapse of one item: the case, its last day, what the law deems after it, and what excuses."""

    item: str
    case: Case
    last: date
    state: str
    excuse: tuple[object, ...] = ()
    facts: tuple[Fact, ...] = ()
    excused: str


CARD = handed_in("at:1", START + ONE, "identity")
STORIES = (
    Story(
        item="lincai", case=SUBMITTED, last=date(2025, 10, 10), state="accepted",
        excuse=(e.CorrectionRequested(on=date(2025, 10, 10), wanted=ASKED_FOR, reply=wd(99)),),
        excused="correction-requested",
    ),
    Story(
        item="lincai", case=accepted(on=START, permit_expires=START + timedelta(days=30)),
        last=START + timedelta(days=30), state="decided", excuse=(e.Withdrawn(on=START + ONE),), excused="withdrawn",
    ),
    Story(
        item="lincai", case=corrected_by(FELLING), last=date(2025, 12, 25), state="abandoned", facts=(CARD,),
        excused="submitted",
    ),
    Story(
        item="lincai", case=pledged(FELLING), last=date(2025, 10, 16), state="returned", facts=(CARD,),
        excused="accepted",
    ),
    Story(
        item="dibao", case=corrected_by(DIBAO), last=date(2025, 12, 25), state="abandoned", facts=(CARD,),
        excused="submitted",
    ),
    Story(
        item="dibao", case=pledged(DIBAO), last=date(2025, 10, 23), state="returned", facts=(CARD,),
        excused="accepted",
    ),
    Story(
        item="linshi-jiuzhu", case=corrected_by(RELIEF), last=date(2025, 10, 27), state="abandoned", facts=(CARD,),
        excused="submitted",
    ),
    Story(
        item="linshi-jiuzhu", case=pledged(RELIEF), last=date(2025, 10, 16), state="returned", facts=(CARD,),
        excused="accepted",
    ),
    Story(
        item="zhaijidi", case=SUBMITTED, last=date(2025, 10, 10), state="accepted",
        excuse=(e.CorrectionRequested(on=date(2025, 10, 10), wanted=ASKED_FOR, reply=wd(99)),),
        excused="correction-requested",
    ),
    Story(
        item="zhaijidi", case=corrected_by(HOMESTEAD), last=date(2025, 12, 25), state="abandoned", facts=(CARD,),
        excused="submitted",
    ),
    Story(
        item="zhaijidi", case=pledged(HOMESTEAD), last=date(2025, 10, 16), state="returned", facts=(CARD,),
        excused="accepted",
    ),
    Story(
        item="yibao-canbao", case=corrected_by(INSURANCE), last=date(2025, 10, 27), state="abandoned", facts=(CARD,),
        excused="submitted",
    ),
)  # fmt: skip
each_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.item} {story.state}")


def on(story: Story, today: date, case: Case | None = None, facts: tuple[Fact, ...] = ()) -> Case:
    return time_does(case or story.case, ITEMS[story.item], today, facts, NATIONAL)


@each_story
def test_must_lapse(story):
    case = on(story, story.last + ONE)
    assert case.state == story.state
    assert case.deemed_accepted == (story.state == "accepted")


@each_story
def test_nearly_lapses(story):
    assert on(story, story.last) == story.case


@each_story
def test_excused(story):
    case = on(story, story.last + ONE, after(story.case, *story.excuse), story.facts)
    assert (case.state, case.deemed_accepted) == (story.excused, False)


def test_every_lapse_of_the_authored_items_that_deems_has_its_story():
    told = {(story.item, story.state) for story in STORIES}
    deemed = {"accepted": "accepted", "renewed": "decided", "abandoned": "abandoned", "returned": "returned"}
    written = {
        (release.code, deemed[lapse.deems])
        for release in authored()
        for lapse in release.lapses
        if lapse.deems in deemed
    }
    assert told == written


# -- lapses that only signal, and the silence that never consents to a licence --


@pytest.mark.parametrize("release", [DIBAO, RELIEF], ids=lambda release: release.code)
def test_a_late_answer_on_a_benefit_is_late_and_deems_nothing(release):
    last = clock.last_day(START, release.intake, NATIONAL)
    assert settle(SUBMITTED, release, (), last + timedelta(days=30), NATIONAL) == ()
    assert not clock.intake(SUBMITTED, release, last, NATIONAL).late
    assert clock.intake(SUBMITTED, release, last + ONE, NATIONAL).late
    excused = after(SUBMITTED, e.Accepted(on=last))
    assert not clock.intake(excused, release, last + ONE, NATIONAL).late
    assert not intake.late_means_accepted(release)


@pytest.mark.parametrize("release", [DIBAO, RELIEF, FELLING], ids=lambda release: release.code)
def test_silence_of_an_asked_agency_consents_to_none_of_the_three(release):
    case = accepted(on=START)
    event = review.consult(case, release, organ=OTHER_ORGAN, question="？", reply=None, today=START, calendar=NATIONAL)
    waiting = after(case, event)
    assert not event.silence_consents
    assert time_does(waiting, release, START + timedelta(days=60), (), NATIONAL) == waiting
    answer = Fact(key="c", kind=ANSWER, on=START + ONE, consult=1, agrees=True)
    answered = time_does(waiting, release, START + timedelta(days=60), [answer], NATIONAL)
    assert answered.consults[0].answered == START + ONE


def test_a_permit_that_was_decided_upon_in_time_is_not_renewed_by_silence():
    case = accepted(decided(START + ONE, granted=False), on=START, permit_expires=START + timedelta(days=30))
    assert settle(case, FELLING, (), START + timedelta(days=90), NATIONAL) == ()
