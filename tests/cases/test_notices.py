"""What the notices of a case say where the release leaves something open."""

from random import Random

import pytest

from tests.support.matters import APPLICANT, CLERK
from tests.support.worlds import MONDAY, by, world  # noqa: F401
from yizhan.cases.actions import intake, review
from yizhan.cases.events import Given
from yizhan.catalogue.queries import release_in_force
from yizhan.catalogue.rules import checklist
from yizhan.kernel.acting import legal_day
from yizhan.papers.queries import notices_of_case
from yizhan.simulate.applications import application
from yizhan.simulate.persons import person

APPROVER = "t522601100-approver"


@pytest.fixture
def accepted(world):
    """An accepted 临时救助 matter, whose release names no article for its extension."""
    today = legal_day(MONDAY)
    release = release_in_force("linshi-jiuzhu", today)
    who = person(Random(7), division="522601100000", village="平乐村")
    answers, form = application(release, Random(11), who, today)
    number = intake.open_case(act=by(CLERK), item=release.code, applicant=APPLICANT, answers=answers, form=form)
    papers = [Given(code=line.code, originals=1, copies=1) for line in checklist(release, answers) if line.must]
    intake.submit_case(act=by(CLERK), number=number, materials=papers)
    intake.accept_case(act=by(CLERK), number=number)
    return number


def test_an_extension_without_an_article_of_its_own_rests_on_the_items_basis(accepted):
    review.extend_case(act=by(APPROVER), number=accepted, reason="情况复杂")
    notice = next(each for each in notices_of_case(accepted) if each.template == "extension")
    assert "社会救助暂行办法" in notice.data["basis"]
