"""Each item authored whole lives from the window to the delivered result, by valid invented applications."""

from datetime import datetime, timedelta
from random import Random

import pytest

from tests.support.worlds import MONDAY, TOWNSHIP, world  # noqa: F401
from yizhan.cases.access import case_of_the_node
from yizhan.cases.models import CaseLeg
from yizhan.catalogue import rules
from yizhan.catalogue.queries import release_in_force
from yizhan.catalogue.release import StepKind
from yizhan.catalogue.shipped import AUTHORED, authored
from yizhan.kernel.acting import legal_day
from yizhan.kernel.refusals import Refused
from yizhan.simulate.applications import application
from yizhan.simulate.crew import Crew
from yizhan.simulate.lifecycle import Life
from yizhan.simulate.persons import person

VILLAGE = "凯里市三棵树镇平乐村"


def life(item: str, seed: int = 1) -> Life:
    """A citizen of 三棵树镇 with a matter."""
    today = legal_day(MONDAY)
    who, release = person(Random(seed), division=TOWNSHIP, village=VILLAGE), release_in_force(item, today)
    answers, form = application(release, Random(seed), who, today)
    return Life(crew=Crew(TOWNSHIP, today=today), release=release, who=who, answers=answers, form=form)


def case_of(one: Life, now: datetime):
    return case_of_the_node(one.number, today=legal_day(now)).case


def accepted(one: Life, now: datetime = MONDAY) -> None:
    one.open(now)
    one.submit(now)
    one.accept(now)


def steps_taken(one: Life, now: datetime) -> datetime:
    """Every step of the leg in hand; a publicity waits for its end."""
    for step in one.steps():
        if step.kind is StepKind.PUBLICITY:
            one.publicise(step, now)
            now += timedelta(days=14)
        one.take(step, now)
    return now


def delivered(one: Life, now: datetime) -> None:
    one.decide(now)
    one.certify(now)
    one.hand_out(now)


@pytest.mark.parametrize("release", authored(), ids=lambda release: release.code)
@pytest.mark.parametrize("seed", range(8))
def test_invented_applications_fit_form_questions_and_a_scenario(release, seed) -> None:
    who = person(Random(seed), division=TOWNSHIP, village=VILLAGE)
    answers, form = application(release, Random(seed), who, legal_day(MONDAY))
    assert rules.check_form(release, form) == ()
    assert rules.scenario(release, answers) is not None
    same = [(form[each.field], answers[each.code]) for each in release.questions if each.field in form]
    assert all(str(typed) == str(answered) for typed, answered in same)


@pytest.mark.parametrize("item", AUTHORED)
def test_each_authored_item_lives_to_the_delivered_result(world, item) -> None:
    one, now = life(item), MONDAY
    accepted(one)
    if not one.urgent:
        now = steps_taken(one, now)
    if not one.decided_here:
        one.forward(now)
        one.receive(now)
        now = steps_taken(one, now)
    delivered(one, now)
    assert case_of(one, now).state == "delivered"


def test_health_insurance_is_concluded_at_the_window_the_same_morning(world) -> None:
    one, now = life("yibao-canbao"), MONDAY
    accepted(one)
    steps_taken(one, now)
    delivered(one, now)
    case = case_of(one, now)
    assert (case.accepted, case.decision.on, case.delivered) == (legal_day(now),) * 3
    assert case.decision.organ == f"{TOWNSHIP}-government"
    assert CaseLeg.objects.filter(case=one.number).count() == 1


def test_who_is_insured_elsewhere_is_not_concluded_at_the_window(world) -> None:
    one = life("yibao-canbao")
    one.answers["insured_elsewhere"] = True
    accepted(one)
    with pytest.raises(Refused, match="not-delegable"):
        one.decide(MONDAY)
    one.forward(MONDAY)
    one.receive(MONDAY)
    one.decide(MONDAY)
    assert case_of(one, MONDAY).decision.organ == "522601000000-medical_insurance"


def test_a_homestead_needs_the_village_first_and_two_on_site(world) -> None:
    one = life("zhaijidi")
    accepted(one)
    taken = [step.code for step in one.steps()]
    assert taken[:3] == ["group-meeting", "village-publicity", "village-review"]
    assert {"setting-out", "completion"} & set(taken) == set()
    with pytest.raises(Refused, match="steps-open"):
        one.decide(MONDAY)
    assert one.release.step("site").officers == 2


def test_farmland_needs_its_conversion_before_the_township_approves(world) -> None:
    one = life("zhaijidi")
    one.answers |= {"land": "farmland", "converted": True}
    assert "conversion" in {line.code for line in one.required}
    assert "conversion" in {step.code for step in one.steps()}
