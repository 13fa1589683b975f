"""The case page: the line of clocks, what comes next, the road between organs, the viewer."""

import re
from datetime import date

from tests.desk.conftest import CLERK, COUNTY_REVIEWER, MANAGER, REVIEWER, STRANGER
from tests.desk.test_acts import PDF, consulted, sent
from tests.desk.test_pages import with_a_file
from yizhan.accounts.models import Look
from yizhan.accounts.queries import actor
from yizhan.cases import documents
from yizhan.cases.access import case_of_the_node, case_seen_by
from yizhan.cases.actions import intake
from yizhan.cases.events import Given, Wanted
from yizhan.cases.models import CaseFact
from yizhan.cases.rules.materials import missing
from yizhan.desk.clock_line import clock_line
from yizhan.papers.actions import receive_upload
from yizhan.web import moment
from yizhan.web.drawing import LEFT, RIGHT, drawn


def line_of(number, username=CLERK):
    """The line of clocks of a case as somebody sees it."""
    seen = case_seen_by(actor(username, today=moment.today()), number, today=moment.today())
    return clock_line(seen, documents.document(seen))


def test_the_line_has_each_clock_from_its_first_day_to_its_last(matter):
    line = line_of(matter().accepted())
    assert [str(lane.label) for lane in line.lanes][:2] == ["本机关法定期限", "承诺期限"]
    for lane in line.lanes:
        assert lane.start == date(2026, 3, 2)
        assert lane.start <= lane.until <= lane.due
    assert "还剩" in str(line.words[0])
    assert "周末" in str(line.words[0])


def test_publicity_stands_on_the_line_as_a_minimum_and_a_late_clock_runs_over(matter, clock):
    number = matter().publicised()
    assert [lane.minimum for lane in line_of(number).lanes][-1] is True
    clock.move(days=60)
    line = line_of(number)
    assert "已超过" in str(line.words[0])
    assert drawn(line).rows[0].late is not None


def test_what_is_drawn_stays_between_its_edges(matter, clock):
    number = matter().accepted()
    for days in (0, 3, 200):
        clock.move(days=days)
        drawing = drawn(line_of(number))
        for box in [*drawing.off, *drawing.stops, *(row.whole for row in drawing.rows)]:
            assert LEFT <= box.x < box.x + box.width <= RIGHT + 1
        assert LEFT <= drawing.today <= RIGHT


def test_the_page_says_what_comes_next_and_who_does_it(desk_of, matter):
    number, clerk = matter(seed=1).submitted(), desk_of(CLERK)
    page = clerk.get(f"/desk/cases/{number}/").content.decode()
    assert re.search(r'class="to-come".*?现在.*?接着', page, re.DOTALL)
    assert 'class="to-come"' not in clerk.get(f"/desk/cases/{matter(seed=2).delivered()}/").content.decode()


def test_the_road_between_organs_is_told_with_its_times(desk_of, matter):
    number = matter().decided()
    page = desk_of(COUNTY_REVIEWER).get(f"/desk/cases/{number}/").content.decode()
    road = page[page.index("送出、到达、签收") :]
    for said in ("转报至", "已到达", "已签收", "凯里市民政局"):
        assert said in road


def test_a_consultation_that_was_given_up_is_not_shown_as_a_no(desk_of, matter):
    number = consulted(matter)
    typed = sent(number, consult="1", reason="逾期没有答复")
    assert desk_of(CLERK).post(f"/desk/cases/{number}/close-consult/", typed).status_code == 302
    said = desk_of(CLERK).get(f"/desk/cases/{number}/").content.decode()
    assert "没有答复，不再等待" in said
    assert "不同意 3月2日" not in said


def test_a_material_is_shown_in_the_page_beside_its_earlier_version(desk_of, matter):
    number, first = with_a_file(matter)
    one = matter()
    second = receive_upload([PDF + b"\n% second"], "收入证明二.pdf", one.by(CLERK)).digest
    lacking = [line.code for line in missing(case_of_the_node(number, today=moment.today()).case, one.release)]
    wanted = [Wanted(code=code, reason="没有交或者看不清") for code in ("means", *lacking)]
    intake.request_correction(act=one.by(CLERK), number=number, wanted=wanted)
    given = [Given(code="means", originals=1, file=second), *(Given(code=code, originals=1) for code in lacking)]
    intake.correct_case(act=one.by(CLERK), number=number, materials=given)
    clerk = desk_of(CLERK)
    page = clerk.get(f"/desk/cases/{number}/files/{second}/view/").content.decode()
    assert page.count("<iframe") == 1
    assert f"?beside={first}" in page
    both = clerk.get(f"/desk/cases/{number}/files/{second}/view/?beside={first}").content.decode()
    assert both.count("<iframe") == 2
    assert Look.objects.count() == 0
    answer = clerk.get(f"/desk/cases/{number}/files/{second}/")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert Look.objects.count() == 1


def test_the_viewer_is_for_whoever_may_read_the_files(desk_of, matter):
    number, digest = with_a_file(matter)
    address = f"/desk/cases/{number}/files/{digest}/view/"
    assert desk_of(STRANGER).get(address).status_code == 404
    assert desk_of(MANAGER).get(address).status_code == 403
    assert desk_of(CLERK).get(f"/desk/cases/{number}/files/{'0' * 64}/view/").status_code == 404
    assert desk_of(CLERK).get(address, {"beside": "x"}).status_code == 404
    assert desk_of(CLERK).post(address).status_code == 405


def test_a_remark_is_shown_to_whoever_handles_the_case_and_makes_no_form_stale(desk_of, matter):
    number, clerk = matter().accepted(), desk_of(CLERK)
    held = sent(number, step="check")["seen"]
    assert clerk.post(f"/desk/cases/{number}/remark/", sent(number, words="请核对户口簿第三页")).status_code == 302
    assert sent(number, step="check")["seen"] == held
    page = desk_of(REVIEWER).get(f"/desk/cases/{number}/").content.decode()
    assert "请核对户口簿第三页" in page
    assert "请核对户口簿" not in desk_of(MANAGER).get(f"/desk/cases/{number}/").content.decode()
    assert "请核对户口簿" not in str(list(CaseFact.objects.values()))
    assert clerk.post(f"/desk/cases/{number}/remark/", sent(number, words=" ")).status_code == 422


def test_each_field_can_be_copied_where_the_full_identity_is_shown(desk_of, matter):
    one = matter()
    number = one.accepted()
    page = desk_of(CLERK).post(f"/desk/cases/{number}/look/", {"why": "在民政系统里核对"}).content.decode()
    for value in (number, one.applicant.name, one.applicant.id_number, one.applicant.phone):
        assert f'data-copy="{value}"' in page
    assert "data-copy" not in desk_of(CLERK).get(f"/desk/cases/{number}/").content.decode()
