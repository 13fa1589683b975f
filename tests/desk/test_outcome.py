"""What will happen, on one screen: the outcome is proposed, nothing is written before the key, and then all of it."""

import io
import re
from html import unescape

import pytest
from pypdf import PdfReader

from tests.desk.conftest import CLERK
from tests.desk.test_acts import line, stands
from tests.desk.test_new_matter import PAGE, whole
from yizhan.cases.models import Case
from yizhan.papers.queries import notices_of_case


def screen(answer):
    """The page's text."""
    return unescape(answer.content.decode())


def carried(page):
    """The form of the screen as a browser would send it."""
    form = page[page.index('id="outcome"') :]
    found = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', form)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def test_the_screen_says_what_will_happen_and_writes_nothing(desk_of, matter):
    page = screen(desk_of(CLERK).post(PAGE, whole(matter(), do="check")))
    assert Case.objects.count() == 0
    for words in (
        "材料齐全，可以受理",
        "从今天起计算办理期限",
        "《受理通知书》",
        "30个工作日",
        "清明节",
        "周末",
        "不收费",
    ):
        assert words in page, words
    assert 'value="take:accept" data-main' in page


def test_one_key_opens_receives_and_accepts_with_both_notices(desk_of, matter):
    one, clerk = matter(), desk_of(CLERK)
    sent = carried(screen(clerk.post(PAGE, whole(one, do="check")))) | {"do": "take:accept"}
    first, again = clerk.post(PAGE, sent), clerk.post(PAGE, sent)
    number = Case.objects.get().number
    assert first["Location"] == again["Location"] == f"/desk/cases/{number}/?done=accept"
    case = stands(number)
    assert (case.state, case.form, set(case.materials)) == (
        "accepted",
        one.form,
        {given.code for given in one.materials()},
    )
    assert [notice.template for notice in notices_of_case(number)] == ["receipt", "acceptance"]
    page = screen(clerk.get(first["Location"]))
    assert page.count("打开并打印《") == 2


def test_a_missing_paper_makes_the_correction_the_proposal(desk_of, matter):
    clerk = desk_of(CLERK)
    page = screen(clerk.post(PAGE, whole(matter(), but=("means",), do="check")))
    assert 'value="take:request-correction" data-main' in page
    assert 'name="request-correction-reason.means" value="未提交。"' in page
    sent = carried(page) | {"request-correction-reason.means": "没有带来", "do": "take:request-correction"}
    number = clerk.post(PAGE, sent)["Location"].split("/")[3]
    assert [(one.code, one.reason) for one in stands(number).correction.wanted] == [("means", "没有带来")]


def test_a_missing_reason_comes_back_with_everything_typed(desk_of, matter):
    clerk = desk_of(CLERK)
    sent = carried(screen(clerk.post(PAGE, whole(matter(), but=("means",), do="check"))))
    answer = clerk.post(PAGE, sent | {"request-correction-reason.means": "", "do": "take:request-correction"})
    assert (answer.status_code, Case.objects.count()) == (422, 0)
    assert carried(screen(answer)).keys() >= sent.keys() - {"do"}


@pytest.mark.parametrize(
    ("slug", "typed", "state"),
    [
        ("pledge", {"pledge-supply_0": "3", "pledge-supply_1": "wd"}, "accepted"),
        (
            "not-competent",
            {"not-competent-competent": "舟溪镇人民政府", "not-competent-reason": "户籍不在本镇"},
            "not-competent",
        ),
        ("not-required", {"not-required-reason": "不需要办理"}, "not-required"),
    ],
)
def test_every_other_outcome_is_one_choice_away(desk_of, matter, slug, typed, state):
    clerk = desk_of(CLERK)
    sent = carried(screen(clerk.post(PAGE, whole(matter(), but=("means",), do="check"))))
    assert clerk.post(PAGE, sent | typed | {"do": f"take:{slug}"}).status_code == 302
    assert stands(Case.objects.get().number).state == state


def test_what_is_closed_says_why_and_cannot_be_forced(desk_of, matter):
    clerk = desk_of(CLERK)
    page = screen(clerk.post(PAGE, whole(matter(), but=("household",), do="check")))
    assert "主要材料不能容缺" in page
    for slug in ("accept", "pledge", "decide", "fly"):
        assert clerk.post(PAGE, carried(page) | {"do": f"take:{slug}"}).status_code == 422
    assert Case.objects.count() == 0


def test_a_refusal_in_the_middle_changes_nothing(desk_of, matter):
    """The third act of the request is refused: the two before it are not there either."""
    clerk = desk_of(CLERK)
    sent = carried(screen(clerk.post(PAGE, whole(matter(), but=("means",), do="check"))))
    answer = clerk.post(PAGE, sent | {"pledge-supply_0": "200", "pledge-supply_1": "wd", "do": "take:pledge"})
    assert answer.status_code == 409
    assert "承诺" in screen(answer)
    assert Case.objects.count() == 0


def test_it_can_still_only_be_received(desk_of, matter):
    clerk = desk_of(CLERK)
    sent = carried(screen(clerk.post(PAGE, whole(matter(), do="check")))) | {"do": "anyway"}
    assert clerk.post(PAGE, sent)["Location"].endswith("/intake/")
    assert stands(Case.objects.get().number).state == "submitted"


def test_a_paper_beyond_the_list_needs_a_reason_that_the_applicant_gets_in_writing(desk_of, matter):
    one, clerk = matter(), desk_of(CLERK)
    number = one.submitted(but=("means",))
    page = f"/desk/cases/{number}/request-correction/"
    asked = {"seen": 2, "key": "b2", "reason.means": "未提交。", "beyond_name": "无犯罪记录证明"}
    refused = clerk.post(page, asked)
    assert (refused.status_code, stands(number).correction) == (422, None)
    assert "名称和理由都要写" in screen(refused)
    assert clerk.post(page, asked | {"beyond_reason": "县级文件第三条"}).status_code == 302
    told = next(notice for notice in notices_of_case(number) if notice.template == "correction")
    pdf = PdfReader(io.BytesIO(clerk.get(f"/notices/{told.number}.pdf").content))
    words = "".join(sheet.extract_text() for sheet in pdf.pages).replace("\n", "")
    assert "无犯罪记录证明" in words
    assert "县级文件第三条" in words
    brought = {"seen": 3, "key": "b3", **line("means"), **line("beyond-list")}
    assert clerk.post(f"/desk/cases/{number}/correct/", brought).status_code == 302
    assert stands(number).materials["beyond-list"].name == "无犯罪记录证明"
