"""What the notices of a case say where the release leaves something open."""

from random import Random

import pytest

from tests.support.matters import APPLICANT, CLERK
from tests.support.worlds import MONDAY, by, world  # noqa: F401
from yizhan.cases.actions import decision, intake, review
from yizhan.cases.events import Given
from yizhan.cases.rules.proposing import BLANK
from yizhan.catalogue.queries import release_in_force
from yizhan.catalogue.rules import checklist
from yizhan.kernel.acting import legal_day
from yizhan.kernel.refusals import Invalid
from yizhan.papers.queries import notices_of_case
from yizhan.simulate.applications import application
from yizhan.simulate.persons import person

APPROVER = "t522601100-approver"


def relief(**said):
    """An accepted 临时救助 matter, with something of what is said in it."""
    today = legal_day(MONDAY)
    release = release_in_force("linshi-jiuzhu", today)
    who = person(Random(7), division="522601100000", village="平乐村")
    answers, form = application(release, Random(11), who, today)
    answers, form = answers | said, form | {name: value for name, value in said.items() if name in form}
    number = intake.open_case(act=by(CLERK), item=release.code, applicant=APPLICANT, answers=answers, form=form)
    papers = [Given(code=line.code, originals=1, copies=1) for line in checklist(release, answers) if line.must]
    intake.submit_case(act=by(CLERK), number=number, materials=papers)
    intake.accept_case(act=by(CLERK), number=number)
    return number


@pytest.fixture
def accepted(world):
    """One whose release names no article for its extension."""
    return relief()


def test_an_extension_without_an_article_of_its_own_rests_on_the_items_basis(accepted):
    review.extend_case(act=by(APPROVER), number=accepted, reason="情况复杂")
    notice = next(each for each in notices_of_case(accepted) if each.template == "extension")
    assert "社会救助暂行办法" in notice.data["basis"]


def test_a_delegates_decision_is_made_in_the_delegators_name(world):
    """Licensing Law art. 24: the county's civil affairs decide, by the hand of the township's government."""
    number = relief(amount=1800, event="fire", urgent=True)
    decision.decide_case(act=by(APPROVER), number=number, content="给予1800元。")
    notice = next(each for each in notices_of_case(number) if each.template == "grant")
    assert notice.data["organ"] == "凯里市民政局"
    assert notice.data["delegate"] == "三棵树镇人民政府"
    assert "valid_until" not in notice.data
    decision.amend_case(act=by(APPROVER), number=number, granted=False, reason="重复", ground="核查")
    refusal = next(each for each in notices_of_case(number) if each.template == "refusal")
    assert refusal.data["organ"] == "凯里市民政局"
    assert refusal.data["review_organ"] == "凯里市人民政府"


def test_a_decision_with_a_blank_in_it_is_none(world):
    number = relief(amount=1800, event="fire", urgent=True)
    with pytest.raises(Invalid, match="decision-left-blank"):
        decision.decide_case(act=by(APPROVER), number=number, content=f"给予{BLANK}元。")
