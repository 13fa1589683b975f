"""A step done in another system: its fields go there by one key each, and what comes back is pasted once."""

import re
from urllib.parse import urlencode

import pytest

from tests.desk.conftest import CLERK, MANAGER
from tests.desk.test_acts import sent, stands
from tests.desk.test_keyboard import Keys, sound
from tests.desk.test_outcome import screen
from yizhan.accounts.models import Draft, Look
from yizhan.cases.schemas import ProofIn, proof_of

BACK = "核对报告编号：HD2026030200117\n核对日期：2026年3月2日\n核对结果：符合条件"


def shown(page, name):
    """The value of a field."""
    return re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)[1]


def test_what_came_back_is_read_shown_and_kept_as_the_proof(desk_of, matter):
    number, clerk = matter().accepted(), desk_of(CLERK)
    typed = sent(number, step="check", agrees="no", opinion="", system="社会救助信息核对系统", number="", on="")
    page = screen(clerk.post(f"/desk/cases/{number}/advance/", typed | {"said": BACK, "do": "recognise"}))
    assert "已认出，请核对以后办理" in page
    assert (shown(page, "number"), shown(page, "on")) == ("HD2026030200117", "2026-03-02")
    assert re.search(r'name="agrees" value="yes"[^>]* checked', page)
    assert (stands(number).taken, Draft.objects.count()) == ((), 1)
    whole = {"number": "HD2026030200117", "on": "2026-03-02", "agrees": "yes", "said": BACK}
    assert clerk.post(f"/desk/cases/{number}/advance/", typed | whole).status_code == 302
    proof = stands(number).taken[0].proof
    assert (proof.number, proof.on.isoformat(), proof.said.replace("\r\n", "\n")) == (
        whole["number"],
        "2026-03-02",
        BACK,
    )
    told = screen(clerk.get(f"/desk/cases/{number}/"))
    assert "社会救助信息核对系统 HD2026030200117 2026-03-02" in told
    assert "核对结果：符合条件" in told


@pytest.mark.parametrize(
    ("back", "said"),
    [
        ("你好", ("没有认出编号、日期、结果", "没有找到编号", "没有找到办理日期", "没有找到结果")),
        ("编号：HD2026001", ("只认出一部分", "没有找到办理日期", "没有找到结果")),
        ("编号：HD2026001 日期：2027-01-01 通过", ("只认出一部分", "没有找到办理日期")),
        ("身份证号：522601198503074511 2026-03-01 未通过", ("只认出一部分", "没有找到编号")),
    ],
)
def test_a_wrong_text_says_what_was_not_found_and_loses_nothing(desk_of, matter, back, said):
    number, clerk = matter().accepted(), desk_of(CLERK)
    typed = sent(
        number, step="check", agrees="yes", opinion="已电话核实", system="核对系统", number="手工1", on="2026-03-01"
    )
    page = screen(clerk.post(f"/desk/cases/{number}/advance/", typed | {"said": back, "do": "recognise"}))
    for words in (*said, back, "已电话核实"):
        assert words in page, words
    if "没有找到编号" in said:
        assert shown(page, "number") == "手工1"


def test_the_fields_are_fetched_with_a_recorded_look_and_by_nobody_else(desk_of, matter):
    one = matter()
    number, clerk = one.accepted(), desk_of(CLERK)
    assert one.applicant.id_number not in screen(clerk.get(f"/desk/cases/{number}/advance/"))
    for headers in ({}, {"HX-Request": "true"}):
        page = screen(clerk.post(f"/desk/cases/{number}/copies/", headers=headers))
        assert f'data-copy="{one.applicant.id_number}"' in page
        assert f'data-copy="{number}"' in page
        for member in one.form["members"]:  # each field alone: the other system has one for each
            assert f'data-copy="{member["name"]}"' in page
            assert f'data-copy="{member["monthly_income"]}"' in page
    assert Look.objects.filter(subject=f"case:{number}", field="copies").count() == 2
    assert clerk.get(f"/desk/cases/{number}/copies/").status_code == 405
    assert desk_of(MANAGER).post(f"/desk/cases/{number}/copies/").status_code in {403, 404}


def test_the_api_takes_the_words_too():
    given = {"system": "核对系统", "number": "HD1", "on": "2026-03-02"}
    assert proof_of(ProofIn(**given)).said == ""
    assert proof_of(ProofIn(**given, said=BACK)).said == BACK


@pytest.mark.browser
def test_a_step_elsewhere_by_keyboard_alone(offices, matter):
    one = matter()
    number = one.accepted()
    clerk = offices(CLERK)
    clerk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    clerk.goto(f"/desk/cases/{number}/advance/")
    keys = Keys(clerk)
    keys.press("Enter", on="#copies button")
    clerk.locator("[data-copy-key='3']").wait_for()
    for key, value in (("2", one.applicant.name), ("3", one.applicant.id_number)):
        clerk.keyboard.press(key)
        clerk.locator("#toasts").get_by_text("已复制").last.wait_for()
        assert clerk.evaluate("navigator.clipboard.readText()") == value
    assert sound(clerk) == []
    clerk.evaluate("text => navigator.clipboard.writeText(text)", BACK)
    keys.to("#id_said")
    clerk.keyboard.press("Control+V")
    clerk.get_by_text("已认出").wait_for()
    assert clerk.locator("[data-copy-key='3']").is_visible()  # what was fetched is not fetched again
    assert sound(clerk) == []
    clerk.keyboard.press("Control+Enter")
    clerk.wait_for_url(re.compile("done=advance"))
    assert stands(number).taken[0].proof.number == "HD2026030200117"
    assert urlencode({"done": "advance"}) in clerk.url
