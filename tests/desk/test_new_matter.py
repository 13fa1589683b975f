"""A new matter on one page: found, guided, received in one go, and never lost."""

import re
import uuid
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.desk.conftest import CLERK, COUNTY_REVIEWER, MANAGER
from tests.desk.test_acts import PDF, form_fields, line, stands
from yizhan.cases.models import Case
from yizhan.catalogue.rules import checklist
from yizhan.papers.queries import files_of

HELPER = "t522601100-helper"
PAGE = "/desk/new/dibao/"


def answer_of(value):
    """An answer as its field sends it."""
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def whole(one, *, but=(), **changes):
    """The page filled in for a matter."""
    who = one.applicant
    filled = {
        "key": uuid.uuid4().hex,
        "channel": "window",
        "a-name": who.name,
        "a-id_type": "111",
        "a-id_number": who.id_number,
        "a-phone": who.phone,
        "a-address": who.address,
        "g-id_type": "111",
        **{f"q.{code}": answer_of(value) for code, value in one.answers.items()},
        **form_fields(one.form),
    }
    for each in checklist(one.release, one.answers):
        ticked = {} if each.code in but or not each.must else line(each.code)
        filled |= {f"originals.{each.code}": "1", f"copies.{each.code}": "0", **ticked}
    return filled | changes


def test_items_are_found_by_words_initials_and_code(desk_of):
    clerk = desk_of(CLERK)
    for words in ("低保", "db", "dibao", "最低生活"):
        assert "/desk/new/dibao/" in clerk.get("/desk/new/", {"q": words}).content.decode()
    assert "没有找到事项" in clerk.get("/desk/new/", {"q": "火星移民"}).content.decode()


def test_what_the_centre_uses_most_comes_first(desk_of, matter):
    matter("lincai").submitted()
    page = desk_of(CLERK).get("/desk/new/").content.decode()
    assert "本中心常办" in page
    assert page.index("/desk/new/lincai/") < page.index("全部事项")


def test_questions_that_decide_about_papers_are_asked_before_anything_is_said_to_be_missing(desk_of, matter):
    one, clerk = matter(), desk_of(CLERK)
    filled = {name: value for name, value in whole(one).items() if name != "q.cause"}
    answer = clerk.post(PAGE, filled | {"do": "check"})
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert '<a href="#q-cause"' in page
    assert 'id="q-cause"' in page
    assert one.applicant.address in page
    assert "还缺材料" not in page
    assert not Case.objects.exists()
    assert clerk.post(PAGE, filled | {"do": "anyway"}).status_code == 302
    assert Case.objects.get().state == "submitted"


def test_of_a_list_where_nothing_is_ticked_the_first_box_is_named(desk_of, matter):
    one, clerk = matter(), desk_of(CLERK)
    filled = {name: value for name, value in whole(one).items() if not name.startswith("has.")}
    answer = clerk.post(PAGE, filled | {"do": "check"})
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "一份也没有勾选" in page
    first = re.search(r'<a href="#(has-[a-z_-]+)"', page)[1]
    assert f'id="{first}"' in page
    assert not Case.objects.exists()


def test_one_submit_opens_and_receives(desk_of, matter):
    one, clerk = matter(), desk_of(CLERK)
    filled = whole(one)
    first, again = clerk.post(PAGE, filled), clerk.post(PAGE, filled)
    assert first.status_code == 302, unescape(first.content.decode())[-4000:]
    assert first["Location"] == again["Location"]
    row = Case.objects.get()
    case = stands(row.number)
    assert first["Location"] == f"/desk/cases/{row.number}/intake/"
    assert (case.state, case.channel) == ("submitted", "window")
    assert case.form == one.form
    assert case.answers.keys() == one.answers.keys()
    assert set(case.materials) == {given.code for given in one.materials()}
    page = clerk.get(first["Location"]).content.decode()
    assert "材料齐全，可以受理" in page


def test_missing_papers_are_received_and_the_correction_is_ready(desk_of, matter):
    clerk = desk_of(CLERK)
    answer = clerk.post(PAGE, whole(matter(), but=("means", "household")))
    page = clerk.get(answer["Location"]).content.decode()
    assert "还缺材料：一次性告知补正" in page
    assert re.search(r'name="reason.means" value="未提交。"', page)
    assert "容缺受理" in page
    assert "主要材料不能容缺" in page


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"a-name": ""}, "姓名"),
        ({"a-id_number": "522601199001010001"}, "身份证号码有误"),
        ({"a-phone": "12"}, "电话"),
        ({"a-name": "甲" * 10_000}, "100"),
        ({"g-name": "杨代理", "g-id_number": ""}, "证件号码"),
        ({"q.household_size": "三个"}, "回答不能读"),
        ({"channel": "balloon"}, "申请方式"),
        ({"form.members.0.monthly_income": "很少"}, "应填整数"),
        ({"form.cause": "", "q.cause": ""}, "没有填写"),
        ({"permit_expires": "2026-02-30"}, "原许可证到期日"),
        ({"form.address": "\x00\x01"}, "有不能保存的字符"),
    ],
)
def test_a_fault_is_shown_at_its_field_and_nothing_typed_is_lost(desk_of, matter, changes, word):
    one = matter()
    filled = whole(one, **{"a-address": "三棵树镇朗利村九组"}) | changes
    answer = desk_of(CLERK).post(PAGE, filled)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert word in page
    assert Case.objects.count() == 0
    assert 'value="三棵树镇朗利村九组"' in page
    for name in set(filled) - set(changes) - {"key", "channel"}:
        value = str(filled[name])
        if name.startswith(("form.", "a-")) and len(value) > 2:
            assert value in page, name
    assert 'name="has.identity" id="has-identity" value="1" checked' in page


def test_a_faulty_form_may_be_received_all_the_same_and_is_corrected_at_the_window(desk_of, matter):
    one, clerk = matter(), desk_of(CLERK)
    answer = clerk.post(PAGE, whole(one, **{"form.members.0.monthly_income": ""}))
    assert 'value="anyway"' in answer.content.decode()
    answer = clerk.post(PAGE, whole(one, **{"form.members.0.monthly_income": "", "do": "anyway"}))
    assert answer.status_code == 302
    number = Case.objects.get().number
    page = clerk.get(answer["Location"]).content.decode()
    assert "申请表还有地方要改" in page
    assert clerk.get(f"/desk/cases/{number}/accept/").status_code == 422
    corrected = {"seen": 2, "key": "c1", "what": "补填月收入", **form_fields(one.form)}
    assert clerk.post(f"/desk/cases/{number}/on-the-spot/", corrected).status_code == 302
    assert stands(number).form == one.form
    assert clerk.get(f"/desk/cases/{number}/accept/").status_code == 200


def test_questions_narrow_the_checklist(desk_of):
    clerk = desk_of(CLERK)
    before = clerk.get("/desk/new/dibao/checklist/").content.decode()
    assert "委托书、代理人身份证" in before
    after = clerk.get("/desk/new/dibao/checklist/", {"q.agent": "no", "has.identity": "1", "originals.identity": "0"})
    page = after.content.decode()
    assert "委托书、代理人身份证" not in page
    assert 'id="has-identity" value="1" checked' in page
    assert "<html" not in page


def test_advice_warns_and_never_blocks(desk_of):
    clerk = desk_of(CLERK)
    page = clerk.get("/desk/new/dibao/checklist/", {"q.local_household": "no"}).content.decode()
    assert "应当到户籍所在地申请" in page
    assert "按回答不符合" in page


def test_the_page_works_without_scripts(desk_of, matter):
    clerk = desk_of(CLERK)
    filled = whole(matter(), **{"a-name": "", "do": "update"})
    answer = clerk.post(PAGE, filled)
    assert answer.status_code == 200
    assert "还有地方要改" not in answer.content.decode()
    more = clerk.post(PAGE, filled | {"do": "more:form.members"}).content.decode()
    rows = int(filled["form.members.rows"])
    assert f'name="form.members.rows" value="{rows + 1}"' in more
    less = clerk.post(PAGE, filled | {"do": "less:form.members.0"}).content.decode()
    assert f'name="form.members.rows" value="{max(rows - 1, 1)}"' in less
    assert Case.objects.count() == 0


def test_what_the_page_knows_is_not_typed_twice(desk_of, matter):
    one, clerk = matter(), desk_of(CLERK)
    again = ("form.address", "form.cause", "form.members.0.name", "form.members.0.id_number", "form.members.0.relation")
    assert clerk.post(PAGE, whole(one, **dict.fromkeys(again, ""), **{"q.agent": ""})).status_code == 302
    case = stands(Case.objects.get().number)
    assert case.form == one.form
    assert case.answers["agent"] is False
    page = clerk.get(PAGE).content.decode()
    for place in ("a-address", "q.cause", "a-name"):
        assert f'data-known="{place}"' in page


def test_htmx_gets_the_form_alone(desk_of, matter):
    filled = whole(matter(), do="more:form.members")
    answer = desk_of(CLERK).post(PAGE, filled, headers={"HX-Request": "true", "HX-Target": "application"})
    assert "<html" not in answer.content.decode()
    assert "form.members.rows" in answer.content.decode()


def test_a_file_goes_into_the_case(desk_of, matter):
    one, clerk = matter(), desk_of(CLERK)
    upload = SimpleUploadedFile("户口簿.pdf", PDF)
    refused = clerk.post(PAGE, whole(one, **{"a-name": "", "file.household": upload}))
    kept = unescape(re.search(r'name="kept.household" value="([^"]+)"', refused.content.decode())[1])
    assert kept.endswith("户口簿.pdf")
    assert clerk.post(PAGE, whole(one, **{"kept.household": kept})).status_code == 302
    number = Case.objects.get().number
    assert [(filed.name, filed.size) for filed in files_of(f"case:{number}")] == [("户口簿.pdf", len(PDF))]


def test_a_file_goes_up_as_soon_as_it_is_chosen(desk_of):
    clerk = desk_of(CLERK)
    answer = clerk.post("/desk/new/dibao/files/household/", {"file.household": SimpleUploadedFile("户口簿.pdf", PDF)})
    assert answer.status_code == 200
    assert 'name="kept.household"' in answer.content.decode()
    assert clerk.post("/desk/new/dibao/files/nothing/", {}).status_code == 404
    assert clerk.get("/desk/new/dibao/files/household/").status_code == 405


def test_another_ones_upload_cannot_be_claimed(desk_of, matter):
    upload = {"file.household": SimpleUploadedFile("户口簿.pdf", PDF)}
    page = desk_of(COUNTY_REVIEWER).post("/desk/new/dibao/files/household/", upload).content.decode()
    kept = unescape(re.search(r'name="kept.household" value="([^"]+)"', page)[1])
    answer = desk_of(CLERK).post(PAGE, whole(matter(), **{"kept.household": kept}))
    assert answer.status_code == 422
    assert Case.objects.count() == 0


def test_a_village_helper_files_with_the_applicants_authorisation(desk_of, matter):
    helper = desk_of(HELPER)
    without = helper.post(PAGE, whole(matter(), channel="village"))
    assert without.status_code == 422
    assert "没有委托" in without.content.decode()
    filled = whole(matter(), channel="village", **{"g-authorisation": "申请人2026年3月1日书面委托村代办员"})
    answer = helper.post(PAGE, filled)
    assert answer.status_code == 302
    assert helper.get(answer["Location"]).status_code == 200
    number = Case.objects.get().number
    assert stands(number).authorisation.startswith("申请人")
    assert helper.post("/desk/find/", {"q": number})["Location"] == f"/desk/cases/{number}/"
    assert helper.get(f"/desk/cases/{number}/").status_code == 200
    assert helper.get(f"/desk/cases/{number}/look/").status_code == 403


def test_a_village_helper_keeps_sight_of_what_he_filed(desk_of, matter):
    filed = filed_by_the_helper(desk_of, matter(seed=1))
    later = filed_by_the_helper(desk_of, matter(seed=2))
    others = matter(seed=3).submitted()
    page = desk_of(HELPER).get("/desk/filed/").content.decode()
    assert 0 < page.index(later) < page.index(filed)
    assert others not in page
    assert f"/desk/cases/{filed}/" in page
    assert desk_of(HELPER).get("/desk/")["Location"] == "/desk/filed/"
    assert 'href="/desk/filed/"' in desk_of(HELPER).get("/desk/new/").content.decode()


def filed_by_the_helper(desk_of, told):
    answer = desk_of(HELPER).post(PAGE, whole(told, channel="village", **{"g-authorisation": "申请人书面委托村代办员"}))
    assert answer.status_code == 302
    return answer["Location"].split("/")[3]


def test_the_list_of_a_helper_is_for_helpers(desk_of):
    assert desk_of(CLERK).get("/desk/filed/").status_code == 403
    assert desk_of(HELPER).post("/desk/filed/").status_code == 405
    assert Client().get("/desk/filed/").status_code == 302


def test_who_may_not_open_is_turned_away(desk_of, matter):
    filled = whole(matter())
    for address in (PAGE, "/desk/new/", "/desk/new/dibao/checklist/"):
        assert Client().get(address).status_code == 302
        assert desk_of(MANAGER).get(address).status_code == 403
    assert desk_of(MANAGER).post(PAGE, filled).status_code == 403
    assert desk_of(CLERK).put(PAGE).status_code == 405
    assert desk_of(CLERK).get("/desk/new/unknown/").status_code == 404
    assert Case.objects.count() == 0


def test_the_page_tells_what_often_goes_wrong_and_shows_a_sample(desk_of):
    clerk = desk_of(CLERK)
    before = clerk.get("/desk/new/zhaijidi/checklist/").content.decode()
    after = clerk.get("/desk/new/zhaijidi/checklist/", {"q.village_agreed": "yes"}).content.decode()
    for page in (before, after):
        assert "/items/zhaijidi/examples/application.svg" in page
        assert "先动工，后补手续" in page
    tip = "没有经过村民小组讨论"
    assert tip in before
    assert tip not in after
