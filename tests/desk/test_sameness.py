"""可能是同一件: shown beside a new matter and on the last screen, decided there; nothing of the person leaks."""

import re

import pytest

from tests.desk.conftest import CLERK, STRANGER
from tests.desk.test_access import looked_at
from tests.support.browser import picture, violations
from tests.support.matters import APPLICANT, Matter
from yizhan.cases.models import Case
from yizhan.cases.queries import samenesses_of

HELPER, COUNTY = "t522601100-helper", "c522601-civil-affairs-reviewer"
PART = {"HX-Request": "true", "HX-Target": "same"}
TYPED = {
    "a-name": APPLICANT.name,
    "a-id_type": "111",
    "a-id_number": APPLICANT.id_number,
    "a-phone": APPLICANT.phone,
    "a-address": APPLICANT.address,
    "key": "0123456789abcdef0123456789abcdef",
}
SECRETS = (APPLICANT.name, APPLICANT.id_number, APPLICANT.phone, APPLICANT.id_number[-4:], APPLICANT.address[-3:])


@pytest.fixture
def first(world, clock):
    """The case that was opened at the window."""
    return Matter(clock.now()).received().number


def text(answer):
    return answer.content.decode()


def test_the_panel_compares_both_sides_masked(desk_of, first):
    shown = text(desk_of(CLERK).post("/desk/same/dibao/", TYPED, headers=PART))
    for words in ("可能是同一件", first, "证件号码相同", "这次来的人", "已有的件", "是同一件，不再立件"):
        assert words in shown
    assert APPLICANT.id_number not in shown


def test_nothing_is_asked_while_nobody_is_typed(desk_of, first):
    assert "可能是同一件" not in text(desk_of(CLERK).post("/desk/same/dibao/", {"a-name": ""}, headers=PART))


def test_another_township_sees_number_centre_and_day_alone(desk_of, first):
    guessed = {**TYPED, "a-name": "李某", "a-phone": "", "a-address": ""}
    shown = text(desk_of(STRANGER).post("/desk/same/dibao/", guessed, headers=PART))
    assert first in shown
    assert "三棵树镇" in shown
    assert "别的中心已有一件" in shown
    assert [secret for secret in SECRETS if secret in shown.replace(first, "")] == []


def test_the_same_at_window_village_and_county_is_one_case(desk_of, first):
    for who in (HELPER, COUNTY):
        answer = desk_of(who).post(f"/desk/same/dibao/{first}/", {**TYPED, "same": "yes"}, headers=PART)
        assert answer.status_code == 200, text(answer)
        assert "已登记为同一件，不再立件" in text(answer)
    assert list(Case.objects.values_list("number", flat=True)) == [first]
    assert {(one.account, one.same) for one in samenesses_of(first)} == {(HELPER, True), (COUNTY, True)}


def test_without_a_script_the_decision_has_a_page_of_its_own(desk_of, first):
    page = text(desk_of(STRANGER).post(f"/desk/same/dibao/{first}/", {**TYPED, "same": "yes"}))
    assert "<h1>可能是同一件</h1>" in page
    assert f"/desk/cases/{first}/" not in page


def test_another_wants_a_reason_and_keeps_what_was_typed(desk_of, first):
    client = desk_of(CLERK)
    refused = client.post(f"/desk/same/dibao/{first}/", {**TYPED, "same": "no"}, headers=PART)
    assert refused.status_code == 409
    assert "没有填写理由" in text(refused) or "理由" in text(refused)
    sent = {**TYPED, "same": "no", f"because.{first}": "是他父亲的申请"}
    shown = text(client.post(f"/desk/same/dibao/{first}/", sent, headers=PART))
    assert "已记下：是另一件" in shown
    assert "可能是同一件" not in shown
    assert samenesses_of(first)[0].reason == "是他父亲的申请"


def test_a_click_too_many_decides_once(desk_of, first):
    client = desk_of(CLERK)
    for _ in range(2):
        client.post(f"/desk/same/dibao/{first}/", {**TYPED, "same": "yes"}, headers=PART)
    assert len(samenesses_of(first)) == 1


def test_a_case_opened_all_the_same_is_withdrawn_for_the_first(desk_of, first, clock):
    second = Matter(clock.now()).received().number
    client = desk_of(CLERK)
    page = text(client.get(f"/desk/cases/{second}/same/"))
    assert first in page
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    answer = client.post(f"/desk/cases/{second}/same/", {"seen": seen, "key": "k", "same": f"{first}:yes"})
    assert answer.status_code == 302, text(answer)
    assert Case.objects.get(number=second).state == "withdrawn"
    assert samenesses_of(first)[0].duplicate == second
    assert "没有可能相同的件" in text(client.get(f"/desk/cases/{first}/same/"))


def test_who_opens_no_case_is_told_nothing(desk_of, first):
    client = desk_of("t522601101-manager")
    assert client.post("/desk/same/dibao/", TYPED, headers=PART).status_code == 403
    assert client.post(f"/desk/same/dibao/{first}/", {**TYPED, "same": "yes"}).status_code == 403
    assert desk_of(STRANGER).get(f"/desk/cases/{first}/same/").status_code == 404


@pytest.mark.browser
def test_the_panel_comes_while_the_clerk_types(first, offices):
    page = offices(CLERK)
    page.goto("/desk/new/dibao/")
    page.get_by_label("姓名（名称）").first.fill(APPLICANT.name)
    page.get_by_label("证件号码").first.fill(APPLICANT.id_number)
    page.keyboard.press("Tab")
    page.get_by_text("证件号码相同").wait_for()
    picture(page, "tour/same.png")
    assert violations(page) == []
    page.get_by_label("不是同一件，因为").fill("是另一户")
    page.get_by_role("button", name="记下，是另一件").press("Enter")
    page.get_by_text("已记下：是另一件").wait_for()
    assert page.get_by_label("姓名（名称）").first.input_value() == APPLICANT.name
    assert samenesses_of(first)[0].reason == "是另一户"


@pytest.mark.browser
@pytest.mark.looks
def test_axe_finds_nothing_on_the_comparison_of_a_case(first, offices, clock):
    second = Matter(clock.now()).received().number
    assert looked_at(offices(CLERK), f"/desk/cases/{second}/same/") == []
