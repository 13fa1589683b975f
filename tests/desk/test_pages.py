"""The desk's other pages: my work, the search box, the case, files, looks, the manager's day, consultations."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.desk.conftest import CLERK, COUNTY_APPROVER, COUNTY_REVIEWER, MANAGER, REVIEWER, STRANGER
from tests.desk.test_acts import PDF, consulted, sent, wished
from tests.support.worlds import by
from yizhan.accounts.models import Look
from yizhan.accounts.queries import actor, names
from yizhan.cases.actions import custody, intake
from yizhan.cases.events import Given
from yizhan.cases.models import Case
from yizhan.desk.worklist import states_of
from yizhan.papers.actions import receive_upload
from yizhan.papers.queries import notices_of_case
from yizhan.people import actions as people
from yizhan.people.models import Staff
from yizhan.web import moment


def with_a_file(matter, content=PDF, name="收入证明.pdf"):
    """A case with a material file: number and digest."""
    one = matter()
    act = one.by(CLERK)
    digest = receive_upload([content], name, act).digest
    number = intake.open_case(act=act, item="dibao", applicant=one.applicant, answers=one.answers, form=one.form)
    intake.submit_case(act=one.by(CLERK), number=number, materials=[Given(code="means", originals=1, file=digest)])
    return number, digest


def test_the_front_page_leads_staff_to_the_desk(desk_of):
    assert desk_of(CLERK).get("/")["Location"] == "/desk/"


def test_the_queue_shows_what_waits_for_my_roles_by_due_date(desk_of, matter, clock):
    first = matter(seed=1).submitted()
    clock.move(days=2)
    second = matter(seed=2).submitted()
    page = desk_of(CLERK).get("/desk/").content.decode()
    assert page.index(first) < page.index(second)
    assert first not in desk_of(REVIEWER).get("/desk/?state=under-review").content.decode()
    assert first not in desk_of(STRANGER).get("/desk/").content.decode()
    assert "submitted" not in states_of(actor("t522601100-approver", today=moment.today()))


def test_the_queue_is_narrowed_by_state_item_and_text_in_the_address(desk_of, matter):
    one, other = matter(seed=1), matter("lincai", seed=2)
    one.submitted()
    other.accepted()
    clerk = desk_of(CLERK)
    assert other.number not in clerk.get("/desk/?state=submitted").content.decode()
    assert one.number not in clerk.get("/desk/?item=lincai").content.decode()
    by_name = clerk.get("/desk/", {"q": one.applicant.name}).content.decode()
    assert one.number in by_name
    assert other.number not in by_name
    assert one.number in clerk.get("/desk/?state=nonsense").content.decode()
    assert clerk.get("/desk/?cursor=rubbish").status_code == 422


def test_a_late_case_is_late_in_words_and_time_is_marked(desk_of, matter, clock):
    matter().submitted()
    clock.move(days=10)
    page = desk_of(CLERK).get("/desk/").content.decode()
    assert "已超期" in page
    assert "有期限或者公示到了" in page


def test_a_long_queue_is_paged_without_gap_or_double(desk_of, matter, monkeypatch):
    monkeypatch.setattr("yizhan.cases.queries.list_cases.__kwdefaults__", {"cursor": "", "size": 2})
    numbers = {matter(seed=seed).submitted() for seed in range(1, 6)}
    clerk, seen, address = desk_of(CLERK), [], "/desk/"
    while address:
        page = clerk.get(address).content.decode()
        seen += re.findall(r"/desk/cases/([0-9A-Z]+)/", page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = f"/desk/{following[1].replace('&amp;', '&')}" if following else ""
    assert sorted(seen) == sorted(numbers)


def test_the_search_box_finds_by_number_name_id_number_and_phone(desk_of, matter):
    one = matter()
    number = one.submitted()
    clerk = desk_of(CLERK)
    assert clerk.post("/desk/find/", {"q": number})["Location"] == f"/desk/cases/{number}/"
    for text in (one.applicant.name, one.applicant.id_number, one.applicant.phone):
        assert clerk.post("/desk/find/", {"q": text})["Location"] == f"/desk/cases/{number}/"
    again = matter()
    again.applicant = one.applicant
    second = again.submitted()
    page = clerk.post("/desk/find/", {"q": one.applicant.name}).content.decode()
    assert number in page
    assert second in page
    assert number not in desk_of(STRANGER).post("/desk/find/", {"q": one.applicant.id_number}).content.decode()
    assert "/desk/new/dibao/" in clerk.post("/desk/find/", {"q": "低保"}).content.decode()
    assert clerk.post("/desk/find/", {"q": " "}).status_code == 302
    assert clerk.get("/desk/find/").status_code == 405
    assert Client().post("/desk/find/", {"q": number}).status_code == 302


@pytest.mark.parametrize("path", ["", "intake/", "look/", "accept/"])
def test_a_case_is_no_business_of_strangers(desk_of, matter, path):
    address = f"/desk/cases/{matter().submitted()}/{path}"
    assert desk_of(CLERK).get(address).status_code == 200
    assert desk_of(STRANGER).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert desk_of(CLERK).get("/desk/cases/52260110000026AA0000000/").status_code == 404


def test_the_case_page_masks_who_it_is_about(desk_of, matter):
    one = matter()
    number = one.delivered()
    for username in (CLERK, MANAGER, COUNTY_REVIEWER, "c522601-supervisor", "prefecture-officer"):
        page = desk_of(username).get(f"/desk/cases/{number}/").content.decode()
        for secret in (one.applicant.id_number, one.applicant.phone, one.applicant.name, one.applicant.address):
            assert secret not in page, username


def test_the_case_page_tells_clocks_legs_steps_notices_and_every_entry(desk_of, matter):
    number = matter().delivered()
    page = desk_of(CLERK).get(f"/desk/cases/{number}/").content.decode()
    for words in (
        "法定期限",
        "承诺期限",
        "送达期限",
        "扣除了",
        "转报办结",
        "准予（出证办结）",
        "凯里市民政局",
        "村务公开栏",
    ):
        assert words in page, words
    for notice in notices_of_case(number):
        assert f"/notices/{notice.number}.pdf" in page
    assert page.count('class="moment ') >= 12
    assert "申请人跑动次数：2" in page


def test_what_time_has_done_is_shown_before_it_is_written(desk_of, matter, clock):
    one = matter()
    number = one.certified()
    one_clerk = desk_of(CLERK)
    one_clerk.post(f"/desk/cases/{number}/hand-out/", sent(number, mode="direct", who="self"))
    page = one_clerk.get(f"/desk/cases/{number}/").content.decode()
    assert "已经登记，系统随后自动记入，不用再办" in page


def test_every_notice_of_the_case_opens_as_a_pdf_for_both_organs(desk_of, matter):
    number = matter().decided()
    for username in (CLERK, COUNTY_APPROVER):
        for notice in notices_of_case(number):
            answer = desk_of(username).get(f"/notices/{notice.number}.pdf")
            assert answer.status_code == 200
            assert answer.content.startswith(b"%PDF")
            assert desk_of(STRANGER).get(f"/notices/{notice.number}.pdf").status_code == 404


def test_a_file_is_served_with_its_own_type_and_every_look_is_recorded(desk_of, matter):
    number, digest = with_a_file(matter)
    address = f"/desk/cases/{number}/files/{digest}/"
    answer = desk_of(CLERK).get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == PDF
    assert Look.objects.filter(subject=f"case:{number}").count() == 1
    assert desk_of(STRANGER).get(address).status_code == 404
    assert desk_of(MANAGER).get(address).status_code == 403
    assert desk_of(CLERK).get(f"/desk/cases/{number}/files/{'0' * 64}/").status_code == 404
    assert Client().get(address).status_code == 302
    assert Look.objects.count() == 1


def test_the_full_identity_is_shown_once_for_a_reason_and_recorded(desk_of, matter):
    one = matter()
    address = f"/desk/cases/{one.accepted()}/look/"
    clerk = desk_of(CLERK)
    assert one.applicant.id_number not in clerk.get(address).content.decode()
    assert clerk.post(address, {"why": " "}).status_code == 422
    assert Look.objects.count() == 0
    answer = clerk.post(address, {"why": "打电话通知领取"})
    page = answer.content.decode()
    for shown in (one.applicant.id_number, one.applicant.phone, one.applicant.name):
        assert shown in page
    assert "no-store" in answer["Cache-Control"]
    look = Look.objects.get()
    assert (look.account, look.why) == (CLERK, "打电话通知领取")
    assert desk_of(MANAGER).post(address, {"why": "看看"}).status_code == 403
    assert desk_of(STRANGER).post(address, {"why": "看看"}).status_code == 404
    assert clerk.put(address).status_code == 405
    assert Look.objects.count() == 1


def test_the_managers_day_names_what_is_due_late_and_stuck(desk_of, matter, clock):
    late, waiting = matter(seed=1).accepted(), matter(seed=2)
    clock.move(days=50)
    waiting.submitted()
    page = desk_of(MANAGER).get("/desk/overview/").content.decode()
    assert "已超期" in page
    assert "窗口作出受理与否的决定" in page
    assert re.search(rf"{late}.*?50", page, re.DOTALL)
    assert desk_of("prefecture-keeper").get("/desk/overview/").status_code == 403
    assert Client().get("/desk/overview/").status_code == 302
    assert desk_of(MANAGER).post("/desk/overview/").status_code == 405


def test_who_is_on_duty_and_which_post_is_empty(desk_of, clock):
    act = by(MANAGER, clock.now())
    centre = "522601100000-centre"
    manager = desk_of(MANAGER)
    assert "综合窗口一号岗" not in manager.get("/desk/overview/").content.decode()
    people.set_post(act=act, centre=centre, code="window-1", name="综合窗口一号岗", a=CLERK, b=REVIEWER)
    page = manager.get("/desk/overview/").content.decode()
    assert "综合窗口一号岗" in page
    assert names({CLERK})[CLERK] in page
    assert "由B岗办理" not in page
    people.leave(act=act, account=CLERK, on=act.today)
    clock.move(days=1)
    page = manager.get("/desk/overview/").content.decode()
    assert "A岗今天不在，由B岗办理" in page
    people.leave(act=by(MANAGER, clock.now()), account=REVIEWER, on=act.today + timedelta(days=1))
    clock.move(days=1)
    page = manager.get("/desk/overview/").content.decode()
    assert "A岗和B岗今天都不在" in page
    assert f'href="/staff/{centre}/"' in page


def test_the_managers_day_begins_with_what_silence_decides(desk_of, matter, clock):
    number = matter("lincai").submitted()
    manager = desk_of(MANAGER)
    assert "两天内不办，就依法视为决定" not in manager.get("/desk/overview/").content.decode()
    clock.move(days=7)
    page = manager.get("/desk/overview/").content.decode()
    assert page.index("两天内不办，就依法视为决定") < page.index(number) < page.index("超期和本周到期")
    assert "视为受理" in page
    assert "小时" in page


def test_each_line_of_the_managers_day_says_what_can_be_done(desk_of, matter, clock):
    number = matter().accepted()
    desk_of(CLERK).post(f"/desk/hands/{number}/", {"do": "take"})
    clock.move(days=40)
    manager, officer = desk_of(MANAGER), desk_of("c522601-officer")
    page = manager.get("/desk/overview/").content.decode()
    assert f'href="/desk/cases/{number}/remark/">留言催办' in page
    assert names({CLERK})[CLERK] in page
    assert manager.get(f"/desk/cases/{number}/remark/").status_code == 200
    assert manager.get("/desk/centres/522601100000-centre/late/").content.decode().count(number) == 2
    assert f'href="/desk/cases/{number}/">看这一件' in officer.get("/desk/overview/").content.decode()
    Staff.objects.filter(account=CLERK).update(until=moment.today() - timedelta(days=1))
    page = manager.get("/desk/overview/").content.decode()
    assert "今天不在" in page
    assert 'href="/desk/hands/">换人经手' in page


def test_the_managers_day_costs_no_more_with_more_cases(desk_of, matter, clock):
    def cost():
        with CaptureQueriesContext(connection) as found:
            manager.get("/desk/overview/")
        return len(found)

    manager = desk_of(MANAGER)
    matter("lincai").submitted()
    clock.move(days=9)
    manager.get("/desk/overview/")
    before = cost()
    row = Case.objects.get()
    for place in range(60):
        row.pk = f"52260110000026ZW{place:07}"
        row.save(force_insert=True)
    assert cost() == before


def test_who_has_no_queue_is_led_to_what_he_has(desk_of):
    assert desk_of(MANAGER).get("/desk/")["Location"] == "/desk/overview/"
    assert desk_of("t522601100-helper").get("/desk/")["Location"] == "/desk/filed/"
    assert desk_of("prefecture-keeper").get("/desk/")["Location"] == "/catalogue/"
    assert Client().get("/desk/").status_code == 302
    assert desk_of(CLERK).post("/desk/").status_code == 405


def test_the_asked_organ_finds_the_question_and_answers(desk_of, matter):
    number = consulted(matter)
    forester = desk_of("c522601-forestry-reviewer")
    page = forester.get("/desk/consults/").content.decode()
    assert number in page
    assert "林地性质" in page
    assert number not in desk_of(COUNTY_REVIEWER).get("/desk/consults/").content.decode()
    forester.post(f"/desk/cases/{number}/answer/", sent(number, consult="1", agrees="no", answer="属于公益林"))
    assert "不同意" in forester.get("/desk/consults/").content.decode()
    assert desk_of(MANAGER).get("/desk/consults/").status_code == 403
    assert Client().get("/desk/consults/").status_code == 302
    assert forester.post("/desk/consults/").status_code == 405


def test_an_open_wish_stands_on_top(desk_of, matter):
    page = desk_of(CLERK).get(f"/desk/cases/{wished(matter)}/").content.decode()
    assert "有请求等待答复" in page


def test_the_page_of_components_is_for_the_system_administrator(desk_of):
    assert desk_of("system_admin").get("/kit/").status_code == 200
    assert desk_of(CLERK).get("/kit/").status_code == 404


def test_the_case_page_costs_no_more_with_a_longer_history(desk_of, matter, django_assert_max_num_queries):
    one, clerk = matter(), desk_of(CLERK)
    number = one.delivered()
    clerk.get(f"/desk/cases/{number}/")
    with django_assert_max_num_queries(18):
        clerk.get(f"/desk/cases/{number}/")


@pytest.mark.parametrize(
    "address",
    [
        "/desk/?q=%00",
        "/desk/?item=%00&state=%00",
        "/desk/?q=%ED%A0%80",
        "/desk/?cursor=W251bGwsICJcdTAwMDAiXQ",
        "/desk/new/?q=%00%FF",
        "/desk/new/%00/",
        "/desk/new/..%2F..%2Fetc/",
        "/desk/new/dibao/checklist/?q.cause=%00&has.identity=%00&originals.identity=%00",
        "/desk/cases/%00/",
        "/desk/cases/%ED%A0%80/files/%00/",
        "/desk/cases/{number}/files/..%2F..%2Fdb.sqlite3/",
        "/desk/cases/{number}/%00/",
        "/desk/cases/{number}/?done=%00",
    ],
)
def test_rubbish_in_an_address_is_no_fault_of_the_program(desk_of, matter, address):
    answer = desk_of(CLERK).get(address.format(number=matter().submitted()))
    assert answer.status_code in {200, 400, 404, 422}


def test_rubbish_in_a_form_is_no_fault_of_the_program(desk_of, matter):
    number, clerk = matter().accepted(), desk_of(CLERK)
    for rubbish in ("\x00", "\x1b[2J", "\u202e", "x" * 10_000):
        assert clerk.post("/desk/find/", {"q": rubbish}).status_code in {200, 302, 400}
        assert clerk.post(f"/desk/cases/{number}/visit/", {"cause": "other", "note": rubbish}).status_code in {400, 422}
        assert clerk.post(f"/desk/cases/{number}/visit/", {"cause": "other", "key": rubbish}).status_code in {
            302,
            400,
            422,
        }
        filled = {"key": rubbish, "a-name": rubbish, "kept.identity": rubbish, "originals.identity": rubbish}
        assert clerk.post("/desk/new/dibao/", filled).status_code in {400, 422}


def test_a_list_costs_no_more_statements_with_more_cases(desk_of, matter):
    clerk, counts = desk_of(CLERK), []
    for seeds in (range(1, 3), range(3, 9)):
        for seed in seeds:
            matter(seed=seed).submitted()
        clerk.get("/desk/")
        with CaptureQueriesContext(connection) as captured:
            clerk.get("/desk/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_managers_day_names_who_signs_what_waits(desk_of, matter):
    one = matter()
    custody.receive_case(act=one.by(COUNTY_REVIEWER), number=one.forwarded())
    page = desk_of("c522601-officer").get("/desk/overview/").content.decode()
    waiting = page[page.index("等待签批") :]
    assert "凯里市民政局" in waiting
    assert names({COUNTY_APPROVER})[COUNTY_APPROVER] in waiting
    assert "没有等待签批的件" in desk_of("t522601101-manager").get("/desk/overview/").content.decode()
