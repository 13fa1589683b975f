"""The leader's sitting (B10): one pile, each opened, one authentication, each checked again at that moment."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.cache import cache

from tests.support.matters import CLERK, COUNTY_APPROVER, COUNTY_REVIEWER, REVIEWER, Matter
from tests.support.worlds import MONDAY, by, world  # noqa: F401
from yizhan.accounts.models import Account
from yizhan.cases.access import case_of_the_node, case_seen_by
from yizhan.cases.actions import custody, ending, review, sitting
from yizhan.cases.events import Proof
from yizhan.cases.models import Sitting, SittingPaper, SittingRecord
from yizhan.cases.queries import (
    kept_back,
    may_decide,
    opinions_of,
    pile_of,
    proposal_of,
    sitting_of,
    waiting_count,
    waiting_for,
)
from yizhan.journal.replay import rebuild
from yizhan.kernel.acting import legal_day
from yizhan.kernel.refusals import Forbidden, NotFound, Refused

PASSWORD = "Qianpi-2026-ok"
NOW = MONDAY + timedelta(days=10)


@pytest.fixture(autouse=True)
def tries():
    """Tries of a password are counted in the cache."""
    cache.clear()


@pytest.fixture
def approver(world):
    """The county's approver, with a password that the test knows."""
    account = Account.objects.get(username=COUNTY_APPROVER)
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])
    return account


def act(username=COUNTY_APPROVER, now=NOW):
    return by(username, now)


def laid(count):
    """So many papers that wait for the county's decision."""
    return [Matter().received().accepted().reviewed().wait(10).forwarded().number for _ in range(count)]


def opened(count=2):
    """A sitting with its papers, each opened."""
    numbers = laid(count)
    begun = sitting.begin_sitting(act=act())
    for number in numbers:
        sitting.open_paper(act=act(), sitting=begun, number=number)
    return begun, numbers


def sign(begun, numbers, *, password=PASSWORD, now=NOW):
    sitting.sign_pile(act=act(now=now), sitting=begun, numbers=numbers, password=password)


def state(number):
    return case_of_the_node(number, today=legal_day(NOW)).case.state


def outcomes(begun):
    return {paper.case: (paper.outcome, paper.code) for paper in pile_of(begun)}


def test_sixty_papers_are_signed_in_one_sitting_and_the_one_that_changed_meanwhile_is_named(approver):
    begun, numbers = opened(60)
    changed = numbers[41]
    ending.number_case(act=act(COUNTY_REVIEWER), number=changed, system="省平台", other="52-1")
    sign(begun, numbers)
    batches = 0
    while sitting_of(act().actor, begun).closed_at is None:
        sitting.sign_some(act=act(), sitting=begun)
        batches += 1
    assert batches == 6
    assert [number for number in numbers if outcomes(begun)[number] != ("signed", "")] == [changed]
    assert outcomes(begun)[changed] == ("left-out", "stale")
    assert {state(number) for number in numbers if number != changed} == {"decided"}
    assert state(changed) == "under-review"
    first, last = SittingRecord.objects.order_by("no")
    assert (first.stage, first.account, first.at, len(first.papers)) == ("authenticated", COUNTY_APPROVER, NOW, 60)
    assert (last.stage, [one["number"] for one in last.papers if one["outcome"] != "signed"]) == ("closed", [changed])
    assert waiting_for(act().actor, today=legal_day(NOW)) == [changed]


def test_only_what_may_be_decided_now_lies_on_the_pile(approver):
    Matter().received().accepted()
    ready = laid(1)
    assert waiting_for(act().actor, today=legal_day(NOW)) == ready
    assert waiting_count(act().actor) == 1
    assert waiting_for(act(COUNTY_REVIEWER).actor, today=legal_day(NOW)) == []


def test_a_decision_made_in_a_line_system_lies_on_no_pile(approver):
    (number,) = laid(1)
    seen = case_seen_by(act().actor, number, today=legal_day(NOW))
    assert may_decide(seen)
    steps = [replace(one, elsewhere="省平台") if one.kind == "decide" else one for one in seen.release.steps]
    assert not may_decide(replace(seen, release=replace(seen.release, steps=tuple(steps))))


def test_the_rows_say_whom_a_case_waits_for_again_after_a_rebuild(approver):
    ready = laid(1)
    rebuild()
    assert waiting_for(act().actor, today=legal_day(NOW)) == ready


def test_a_paper_that_was_not_opened_cannot_be_signed(approver):
    numbers = laid(2)
    begun = sitting.begin_sitting(act=act())
    sitting.open_paper(act=act(), sitting=begun, number=numbers[0])
    with pytest.raises(Refused, match="paper-not-opened") as refused:
        sign(begun, numbers)
    assert refused.value.facts["number"] == numbers[1]
    assert sitting_of(act().actor, begun).authenticated_at is None


def test_what_is_not_ticked_is_not_signed_and_waits_on(approver):
    begun, numbers = opened(2)
    sign(begun, numbers[:1])
    sitting.sign_some(act=act(), sitting=begun)
    assert [state(number) for number in numbers] == ["decided", "under-review"]
    assert sitting.begin_sitting(act=act()) != begun


def test_a_wrong_password_signs_nothing_and_five_tries_are_enough(approver):
    begun, numbers = opened(1)
    for _ in range(5):
        with pytest.raises(Refused, match="password-wrong"):
            sign(begun, numbers, password="not-it")
    with pytest.raises(Refused, match="too-many-requests"):
        sign(begun, numbers)
    with pytest.raises(Refused, match="not-authenticated"):
        sitting.sign_some(act=act(), sitting=begun)
    assert state(numbers[0]) == "under-review"


def test_an_authentication_carries_for_half_an_hour(approver):
    begun, numbers = opened(1)
    sign(begun, numbers)
    later = NOW + timedelta(minutes=31)
    with pytest.raises(Refused, match="authenticate-again"):
        sitting.sign_some(act=act(now=later), sitting=begun)
    assert state(numbers[0]) == "under-review"
    assert SittingRecord.objects.get(stage="closed").papers[0]["outcome"] == ""


def test_a_batch_that_was_lost_after_the_act_finds_it_done_and_signs_nothing_twice(approver):
    begun, numbers = opened(1)
    sign(begun, numbers)
    sitting.sign_some(act=act(), sitting=begun)
    SittingPaper.objects.filter(sitting=begun).update(outcome="")
    Sitting.objects.filter(pk=begun).update(closed_at=None)
    sitting.sign_some(act=act(), sitting=begun)
    assert outcomes(begun)[numbers[0]] == ("signed", "")
    history = case_of_the_node(numbers[0], today=legal_day(NOW)).history
    assert [entry.kind for entry in history].count("Decided") == 1


def test_a_dissenting_opinion_is_signed_as_a_refusal_with_its_reason(approver):
    matter = Matter().received().accepted().reviewed().wait(10)
    dissent = {"step": "publicity", "agrees": False, "opinion": "公示有异议，查实"}
    review.advance_case(act=matter.act(REVIEWER), number=matter.number, **dissent)
    custody.forward_case(act=matter.act(CLERK), number=matter.number, opinion="建议不予批准")
    custody.receive_case(act=matter.act(COUNTY_REVIEWER), number=matter.number)
    begun = sitting.begin_sitting(act=act())
    sitting.open_paper(act=act(), sitting=begun, number=matter.number)
    sign(begun, [matter.number])
    sitting.sign_some(act=act(), sitting=begun)
    seen = case_of_the_node(matter.number, today=legal_day(NOW))
    assert (seen.case.state, seen.case.decision.granted) == ("decided", False)
    assert seen.history[-1].event.reason == "公示有异议，查实"


def test_begun_again_the_same_day_it_is_the_same_pile_with_what_came_since(approver):
    first = laid(1)
    begun = sitting.begin_sitting(act=act())
    since = laid(1)
    assert sitting.begin_sitting(act=act()) == begun
    assert [paper.case for paper in pile_of(begun)] == first + since


def test_nobody_sits_at_anothers_pile(approver):
    begun, numbers = opened(1)
    with pytest.raises(NotFound):
        sitting.open_paper(act=act("t522601100-approver"), sitting=begun, number=numbers[0])
    with pytest.raises(NotFound):
        sitting.sign_pile(act=act("t522601100-approver"), sitting=begun, numbers=numbers, password=PASSWORD)


def test_without_anything_to_decide_there_is_no_pile(approver):
    with pytest.raises(Refused, match="nothing-waits"):
        sitting.begin_sitting(act=act())


def test_a_paper_of_another_pile_is_none_of_this_one(approver):
    begun, _ = opened(1)
    other = Matter().received().number
    with pytest.raises((NotFound, Forbidden)):
        sitting.open_paper(act=act(), sitting=begun, number=other)


def test_what_waits_and_cannot_be_signed_in_the_pile_is_named_with_the_reason(approver):
    lying, other = laid(2)
    asker = by(COUNTY_APPROVER, NOW)
    review.consult_agency(act=asker, number=other, organ="522601000000-medical_insurance", question="有没有参保")
    ((number, why),) = kept_back(asker.actor, [lying], today=legal_day(NOW))
    assert (number, why.code) == (other, "consult-open")
    assert kept_back(asker.actor, [lying, other], today=legal_day(NOW)) == []


def test_an_opinion_that_was_taken_back_counts_no_more(world):
    number, doing = Matter().received().accepted().number, by(REVIEWER, MONDAY)
    review.advance_case(act=doing, number=number, step="check", proof=Proof(system="核对", number="1", on=doing.today))
    both = {"number": number, "step": "survey", "officers": (CLERK, REVIEWER)}
    review.advance_case(act=doing, **both, agrees=False, opinion="第一次")
    ending.undo_act(act=doing, number=number)
    review.advance_case(act=doing, **both, opinion="改过")
    seen = case_seen_by(doing.actor, number, today=doing.today)
    assert [(one.agrees, one.text) for one in opinions_of(seen)] == [(True, ""), (True, "改过")]
    assert proposal_of(seen).granted
