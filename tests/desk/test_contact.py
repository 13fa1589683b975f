"""Another telephone number or address through the desk (变更联系方式): found by it, told by notices issued anew."""

import pytest

from tests.desk.conftest import CLERK, COUNTY_REVIEWER
from tests.desk.test_acts import sent
from tests.desk.test_outcome import screen
from tests.papers.test_notices import text_of
from yizhan.cases.access import case_of_the_node
from yizhan.cases.actions import ending, voiding
from yizhan.cases.models import Case
from yizhan.cases.queries import find_cases
from yizhan.journal.replay import rebuild
from yizhan.kernel.masking import mask_phone
from yizhan.kernel.refusals import NotHolder
from yizhan.papers.queries import notices_of_case
from yizhan.web import moment

NEW = "13800138000"


def changed(desk, number, **typed):
    """The form sent; its answer."""
    return desk.post(f"/desk/cases/{number}/contact/", sent(number, **typed), follow=True)


def test_the_case_is_found_by_the_new_number_alone_and_again_after_a_rebuild(matter):
    one = matter()
    number = one.accepted()
    old = one.applicant.phone
    ending.change_contact(act=one.by(CLERK), number=number, phone=NEW)
    for again in (False, True):
        if again:
            rebuild()
        assert [row.number for row in find_cases(one.by(CLERK).actor, NEW, size=5)] == [number]
        assert old == NEW or find_cases(one.by(CLERK).actor, old, size=5) == []
        assert Case.objects.get(number=number).phone_mask == "138****8000"


def test_a_notice_issued_anew_says_the_new_number_and_the_old_one_keeps_its_words(desk_of, matter):
    one = matter()
    number = one.accepted()
    acceptance = next(each.number for each in notices_of_case(number) if each.template == "acceptance")
    clerk = desk_of(CLERK)
    before = text_of(clerk.get(f"/notices/{acceptance}.pdf").content)
    changed(clerk, number, phone=NEW, address="三棵树镇新村2组")
    voiding.void_notice(act=one.by(CLERK), number=number, notice=acceptance, reason="电话写错", slip="returned")
    voiding.reissue_notice(act=one.by(CLERK), number=number, notice=acceptance)
    again = text_of(clerk.get(f"/notices/{notices_of_case(number)[-1].number}.pdf").content)
    assert NEW in again
    assert "三棵树镇新村2组" in again
    assert NEW not in before


def test_it_is_the_holders_and_can_be_taken_back(matter):
    one = matter()
    number = one.decided()
    with pytest.raises(NotHolder):
        ending.change_contact(act=one.by(CLERK), number=number, phone=NEW)
    ending.change_contact(act=one.by(COUNTY_REVIEWER), number=number, phone=NEW)
    ending.undo_act(act=one.by(COUNTY_REVIEWER), number=number)
    assert case_of_the_node(number, today=moment.today()).case.applicant.phone == one.applicant.phone


def test_the_form_tells_what_is_there_now_masked_and_asks_of_an_agent_only_where_there_is_one(desk_of, matter):
    one = matter()
    page = screen(desk_of(CLERK).get(f"/desk/cases/{one.accepted()}/contact/"))
    assert mask_phone(one.applicant.phone) in page
    assert one.applicant.phone not in page
    assert 'name="agent_phone"' not in page


def test_a_wrong_number_is_told_at_its_field_and_nothing_typed_at_all_is_told_too(desk_of, matter):
    number, clerk = matter().accepted(), desk_of(CLERK)
    assert "请填写要变更的电话或者地址" in screen(changed(clerk, number))
    wrong = changed(clerk, number, phone="12345", address="三棵树镇新村2组")
    assert wrong.status_code == 422
    assert 'name="phone" value="12345"' in wrong.content.decode()
    assert 'aria-invalid="true"' in wrong.content.decode().partition('name="phone"')[2].partition(">")[0]


def test_the_history_names_the_change_and_not_the_number(desk_of, matter):
    number, clerk = matter().accepted(), desk_of(CLERK)
    page = changed(clerk, number, phone=NEW).content.decode()
    assert "联系方式已变更" in page
    assert "变更联系方式" in page
    assert NEW not in page
    assert mask_phone(NEW) in page
