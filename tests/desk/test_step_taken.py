"""Two people fill in one step: whoever comes second is told first that it is taken, and loses nothing."""

import pytest

from tests.desk.conftest import CLERK, REVIEWER
from tests.support.matters import Matter
from yizhan.cases.access import case_of_the_node
from yizhan.cases.actions import review
from yizhan.cases.events import Proof
from yizhan.web import moment


@pytest.fixture
def taken(world, clock):
    """A case whose first step was taken after the page of that step had been opened; the version of that page."""
    made = Matter(clock.now()).received().accepted()
    version = case_of_the_node(made.number, today=moment.today()).version
    proof = Proof(system="核对", number="HD1", on=moment.today())
    review.advance_case(act=made.act(REVIEWER), number=made.number, step="check", proof=proof)
    return made, version


def test_what_changed_is_told_before_what_the_next_step_would_miss(desk_of, taken):
    made, version = taken
    typed = {"seen": version, "step": "check", "agrees": "no", "opinion": "有未申报的存款", "number": "HD0002"}
    answer = desk_of(REVIEWER).post(f"/desk/cases/{made.number}/advance/", typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "这一步已经由别人办了" in page
    assert "有未申报的存款" in page
    assert "HD0002" in page
    assert "这一项还没有填" not in page
    assert 'name="step" value="survey"' in page
    assert page.count("有未申报的存款") == 1


def test_a_page_that_is_loaded_again_offers_nobody_elses_paper(desk_of, taken):
    made, _version = taken
    printing = "data-focus>打开并打印"
    clerk = desk_of(CLERK)
    assert printing not in clerk.get(f"/desk/cases/{made.number}/?done=accept").content.decode()
