"""Undo and void at the desk: what is said before the act, after it, and to whoever verifies."""

import pytest

from tests.desk.conftest import CLERK
from tests.desk.test_acts import asked_again
from tests.support.browser import violations
from yizhan.cases.access import case_of_the_node
from yizhan.cases.actions import voiding
from yizhan.journal.models import Entry
from yizhan.papers.actions import render_notice
from yizhan.papers.models import Notice
from yizhan.papers.queries import notices_of_case
from yizhan.web import moment

SIZES = ({"width": 1366, "height": 768}, {"width": 390, "height": 844})


def newest(number):
    """The number of the newest notice."""
    return notices_of_case(number)[-1].number


def page_of(client, number, slug=""):
    """A page of the case."""
    return client.get(f"/desk/cases/{number}/{slug}").content.decode()


def test_the_page_says_before_the_act_until_when_it_can_be_undone(desk_of, matter):
    number = matter().submitted()
    said = page_of(desk_of(CLERK), number, "accept/")
    assert "文书没有打开打印、没有后续办理以前可以撤销" in said
    assert "办理后不能撤销。" not in said
    assert "办理后不能撤销。" in page_of(desk_of(CLERK), number, "not-competent/")


def test_what_was_handed_in_after_a_correction_notice_can_be_taken_back_and_says_so(desk_of, matter):
    number = asked_again(matter)
    assert "办理后不能撤销。" not in page_of(desk_of(CLERK), number, "correct/")


def test_why_an_act_cannot_be_undone_any_more_is_said_at_the_greyed_act(desk_of, matter):
    one = matter()
    number, client = one.accepted(), desk_of(CLERK)
    assert f"/desk/cases/{number}/undo/" in page_of(client, number)
    notice = newest(number)
    assert client.get(f"/notices/{notice}.pdf").status_code == 200
    said = page_of(client, number)
    assert f"/desk/cases/{number}/undo/" not in said
    assert f"告知这一步的文书 {notice} 已经打开打印" in said


def test_the_history_names_what_was_undone_and_which_notice_is_void(desk_of, matter):
    number, client = matter().accepted(), desk_of(CLERK)
    notice = newest(number)
    client.post(f"/desk/cases/{number}/undo/", {"seen": case_of_the_node(number, today=moment.today()).version})
    said = page_of(client, number)
    assert "撤销操作 · 受理" in said
    assert f"文书 {notice} 作废" in said
    assert "已作废" in said


def test_an_act_without_a_valid_notice_asks_for_it(desk_of, matter):
    one = matter()
    number, client = one.accepted(), desk_of(CLERK)
    voiding.void_notice(act=one.by(CLERK), number=number, notice=newest(number), reason="开错了件")
    assert "有文书作废后还没有重新出具" in page_of(client, number)
    voiding.reissue_notice(act=one.by(CLERK), number=number, notice=newest(number))
    assert "有文书作废后还没有重新出具" not in page_of(client, number)


def test_a_paper_that_is_out_needs_its_reason_and_what_was_typed_stays(desk_of, matter):
    one = matter()
    number, client = one.accepted(), desk_of(CLERK)
    notice = newest(number)
    render_notice(notice, one.by(CLERK))
    asked = {"seen": case_of_the_node(number, today=moment.today()).version, "notice": notice, "reason": "姓名打错"}
    answer = client.post(f"/desk/cases/{number}/void-notice/", {**asked, "slip": "out"})
    assert answer.status_code == 422
    assert "请写明纸质文书在谁手上" in answer.content.decode()
    assert "姓名打错" in answer.content.decode()
    told = client.post(f"/desk/cases/{number}/void-notice/", {**asked, "slip": "no-paper"})
    assert told.status_code == 422
    assert "没有说明纸质文书在哪里" in told.content.decode()


@pytest.mark.browser
def test_a_notice_is_voided_and_issued_anew_by_keyboard_and_axe_finds_nothing(offices, matter):
    number = matter().accepted()
    notice = newest(number)
    page = offices(CLERK)
    for size in SIZES:
        page.set_viewport_size(size)
        page.goto(f"/desk/cases/{number}/void-notice/")
        assert violations(page) == []
    page.set_viewport_size(SIZES[0])
    page.get_by_label("为什么作废").focus()
    page.keyboard.type("开错了件")
    page.keyboard.press("Alt+s")
    page.get_by_text("有文书作废后还没有重新出具").wait_for()
    for size in SIZES:
        page.set_viewport_size(size)
        assert violations(page) == []
    page.get_by_role("link", name="重新出具文书").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/reissue-notice/")
    page.keyboard.press("Alt+s")
    page.get_by_text("已重新出具文书").wait_for()
    assert Notice.objects.get(number=newest(number)).replaces == notice
    page.goto("/notices/verify/")
    entry = Entry.objects.get(stream=Notice.objects.get(number=notice).stream, no=Notice.objects.get(number=notice).no)
    page.get_by_label("文书编号").fill(notice)
    page.get_by_label("记录摘要").fill(bytes(entry.hash).hex()[:12])
    page.keyboard.press("Enter")
    page.get_by_text("文书已经作废").wait_for()
    for size in SIZES:
        page.set_viewport_size(size)
        assert violations(page) == []
