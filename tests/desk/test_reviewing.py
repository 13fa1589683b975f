"""Material by material, the opinion and the decision on one page (C14)."""

import re

import pytest

from tests.desk.conftest import CLERK, COUNTY_APPROVER, REVIEWER, STRANGER
from tests.desk.test_access import looked_at
from tests.support.browser import picture
from tests.support.matters import Matter
from yizhan.cases.access import case_of_the_node
from yizhan.cases.actions import review
from yizhan.cases.events import Proof
from yizhan.web import moment


@pytest.fixture
def at_review(world, clock):
    """A case whose next step is the reviewer's opinion."""
    made = Matter(clock.now()).received().accepted()
    act, number = made.act(REVIEWER), made.number
    review.advance_case(act=act, number=number, step="check", proof=Proof(system="核对", number="1", on=moment.today()))
    review.advance_case(act=act, number=number, step="survey", officers=(CLERK, REVIEWER), opinion="属实")
    return made


def sent(client, number, do, **typed):
    """The page's own form, filled in."""
    page = client.get(f"/desk/cases/{number}/review/").content.decode()
    hidden = dict(re.findall(rf'name="({do}-(?:seen|key|step))" value="([^"]*)"', page))
    return {"do": do, **hidden, **{f"{do}-{name}": value for name, value in typed.items()}}


def last(number):
    return case_of_the_node(number, today=moment.today()).history[-1].event


def test_the_verdicts_become_part_of_the_opinion(desk_of, at_review):
    client, number = desk_of(REVIEWER), at_review.number
    assert f"/desk/cases/{number}/review/" in client.get(f"/desk/cases/{number}/").content.decode()
    data = sent(client, number, "advance", agrees="no", opinion="请补正")
    data |= {"v.identity": "yes", f"v.{at_review.wanted[-1]}": "no", f"r.{at_review.wanted[-1]}": "没有签名"}
    answer = client.post(f"/desk/cases/{number}/review/", data)
    assert answer.status_code == 302, answer.content.decode()
    event = last(number)
    assert (event.step, event.agrees) == ("review", False)
    assert event.opinion.startswith("材料审查：")
    assert "居民身份证：合格" in event.opinion
    assert "不合格（没有签名）" in event.opinion
    assert event.opinion.endswith("请补正")


def test_a_verdict_against_needs_its_reason_and_nothing_typed_is_lost(desk_of, at_review):
    client, number = desk_of(REVIEWER), at_review.number
    data = sent(client, number, "advance", agrees="yes", opinion="情况属实，同意") | {"v.identity": "no"}
    answer = client.post(f"/desk/cases/{number}/review/", data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "不合格的，写明哪里不合格" in page
    assert "情况属实，同意" in page
    assert re.search(r'name="v.identity"[^>]*value="no" checked', page)


def test_decided_and_printed_from_the_same_page(desk_of, world, clock):
    made = Matter(clock.now()).received().accepted().reviewed().wait(10).forwarded()
    clock.move(days=10)
    client, number = desk_of(COUNTY_APPROVER), made.number
    data = sent(client, number, "decide", content="经审核，准予。")
    answer = client.post(f"/desk/cases/{number}/review/", data)
    assert answer.status_code == 302, answer.content.decode()
    assert (last(number).granted, last(number).content) == (True, "经审核，准予。")
    assert "打开并打印《" in client.get(answer["Location"]).content.decode()
    again = client.post(f"/desk/cases/{number}/review/", data)
    assert again.status_code == 302
    assert client.get(f"/desk/cases/{number}/review/").status_code == 302


def test_refused_with_the_verdicts_as_facts(desk_of, world, clock):
    made = Matter(clock.now()).received().accepted().reviewed().wait(10).forwarded()
    clock.move(days=10)
    client, number = desk_of(COUNTY_APPROVER), made.number
    data = sent(client, number, "refuse", facts="收入超过标准", reason="不符合条件")
    data |= {"v.identity": "no", "r.identity": "已过期"}
    answer = client.post(f"/desk/cases/{number}/review/", data)
    assert answer.status_code == 302, answer.content.decode()
    assert last(number).granted is False
    assert "居民身份证：不合格（已过期）" in last(number).facts
    assert "收入超过标准" in last(number).facts


def test_strangers_nonsense_and_an_older_version(desk_of, at_review):
    number, client = at_review.number, desk_of(REVIEWER)
    address = f"/desk/cases/{number}/review/"
    assert desk_of(STRANGER).get(address).status_code == 404
    assert client.post(address, {"do": "other"}).status_code == 422
    stale = sent(client, number, "advance", agrees="yes", opinion="好") | {"advance-seen": "2"}
    assert client.post(address, stale).status_code == 409


@pytest.mark.browser
@pytest.mark.looks
def test_axe_finds_nothing(offices, at_review):
    page = offices(REVIEWER)
    assert looked_at(page, f"/desk/cases/{at_review.number}/review/") == []
    page.set_viewport_size({"width": 1366, "height": 768})
    picture(page, "tour/review.png")


def test_agreeing_over_a_failing_material_needs_to_say_why(desk_of, at_review):
    client, number = desk_of(REVIEWER), at_review.number
    failing = {"v.identity": "no", "r.identity": "过期了"}
    answer = client.post(f"/desk/cases/{number}/review/", sent(client, number, "advance", agrees="yes") | failing)
    assert answer.status_code == 422
    assert "有不合格的材料（居民身份证）" in answer.content.decode()
    explained = sent(client, number, "advance", agrees="yes", opinion="已换领，本人到场核对") | failing
    assert client.post(f"/desk/cases/{number}/review/", explained).status_code == 302


def test_a_step_that_was_answered_with_no_shows_at_the_head_of_the_case(desk_of, at_review):
    client, number = desk_of(REVIEWER), at_review.number
    client.post(f"/desk/cases/{number}/review/", sent(client, number, "advance", agrees="no", opinion="收入超标"))
    page = client.get(f"/desk/cases/{number}/").content.decode()
    assert "有的环节不同意" in page
    assert re.search(r"\d+月\d+日 星期. · 不同意", page)
