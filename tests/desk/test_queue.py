"""My work in groups: what the law asks first on top, counted, folded, narrowed to one, paged across groups."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from tests.desk.conftest import CLERK, COUNTY_REVIEWER, REVIEWER
from tests.desk.test_access import looked_at
from tests.desk.test_acts import asked_again
from yizhan.cases import queue_queries as queue
from yizhan.cases.models import Case
from yizhan.kernel.calendars import Calendar
from yizhan.web.paging import encode

ORDER = ["silence", "late", "today", "soon", "later", "stopped", "waiting"]
TODAY = date(2026, 3, 2)


def put(number, **columns):
    """Set a row's derived days as a calendar would."""
    Case.objects.filter(number=number).update(**columns)


def groups_of(page):
    """The groups of a page with their counts and the numbers below each."""
    parts = re.split(r'data-fold="', page)[1:]
    return {
        part.partition('"')[0]: (
            int(re.search(r'class="count">(\d+)<', part)[1]),
            re.findall(r"/desk/cases/([0-9A-Z]+)/", part),
        )
        for part in parts
    }


@pytest.fixture
def one_in_each(matter, clock):
    """A case in each group but the last, by the group's name."""
    numbers = {group: matter(seed=seed).submitted() for seed, group in enumerate(ORDER, 1)}
    number = iter(ORDER)
    days = {
        "silence": {"lapse_on": TODAY + timedelta(days=1), "due_on": TODAY},
        "late": {"due_on": TODAY - timedelta(days=1)},
        "today": {"due_on": TODAY},
        "soon": {"due_on": date(2026, 3, 5)},
        "later": {"due_on": date(2026, 3, 6)},
        "stopped": {"due_on": TODAY - timedelta(days=3), "stopped": True},
        "waiting": {"due_on": None, "state": "correction-requested"},
    }
    for group in number:
        put(numbers[group], **({"lapse_on": None} | days[group]))
    return numbers


def test_what_the_law_asks_first_stands_first_and_each_group_is_counted(desk_of, one_in_each):
    found = groups_of(desk_of(CLERK).get("/desk/").content.decode())
    assert list(found) == ORDER
    assert found == {group: (1, [one_in_each[group]]) for group in ORDER}


def test_each_number_above_the_queue_leads_to_its_group_and_back(desk_of, one_in_each):
    clerk = desk_of(CLERK)
    page = unescape(clerk.get("/desk/").content.decode())
    for group in ORDER:
        assert f'href="/desk/?due={group}"' in page
        found = groups_of(clerk.get(f"/desk/?due={group}").content.decode())
        assert found == {group: (1, [one_in_each[group]])}
    narrowed = unescape(clerk.get("/desk/?due=late&state=submitted").content.decode())
    assert 'class="tile tile-bad" href="/desk/?state=submitted" aria-current="true"' in narrowed
    assert 'name="due" value="late"' in narrowed
    assert len(groups_of(clerk.get("/desk/?due=nonsense").content.decode())) == 7


def test_no_case_fits_two_groups_and_none_is_left_out(one_in_each):
    seen = queue.sight(TODAY, Calendar(national={}, local=(), version="none"), ["clerk"])
    whole = Case.objects.all()
    for due in (None, TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=90)):
        for lapse in (None, TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=2)):
            for state in ("submitted", "correction-requested", "under-review", "certified"):
                for waits_for in ("", "clerk", "approver"):
                    for stopped in (False, True):
                        whole.update(due_on=due, lapse_on=lapse, state=state, waits_for=waits_for, stopped=stopped)
                        assert sum(queue.counted(whole, seen).values()) == len(ORDER)


def test_three_working_days_leave_the_weekend_out():
    calendar = Calendar(national={}, local=(), version="none")
    assert queue.sight(date(2026, 3, 5), calendar, ["clerk"]).soon == date(2026, 3, 10)


def test_what_waits_for_another_post_waits_for_somebody_else(desk_of, matter):
    number = matter().accepted()
    put(number, waits_for="reviewer", lapse_on=None)
    assert groups_of(desk_of(CLERK).get("/desk/").content.decode()) == {"waiting": (1, [number])}
    assert groups_of(desk_of(REVIEWER).get("/desk/").content.decode()) == {"later": (1, [number])}
    put(number, due_on=TODAY)
    assert groups_of(desk_of(CLERK).get("/desk/").content.decode()) == {"today": (1, [number])}


def test_what_the_law_decides_tomorrow_stands_on_top_with_the_hours_that_are_left(desk_of, matter, clock):
    number = matter("lincai").submitted()
    clerk, row = desk_of(CLERK), Case.objects.get(number=number)
    assert "silence" not in groups_of(clerk.get("/desk/").content.decode())
    clock.move(days=(row.lapse_on - TODAY).days - 1)
    page = clerk.get("/desk/").content.decode()
    assert groups_of(page) == {"silence": (1, [number])}
    assert "视为受理" in page
    assert "还剩 14 小时" in page
    clock.move(days=1)
    assert "已到时间" in clerk.get("/desk/").content.decode()


def test_a_lapse_that_only_signals_is_no_silence_of_the_law(desk_of, matter, clock):
    """No licence: a late answer to an application for 低保 is late, and nothing is deemed."""
    row = Case.objects.get(number=matter("dibao").submitted())
    assert (row.look_on is None, row.lapse_on) == (False, None)
    clock.move(days=20)
    assert list(groups_of(desk_of(CLERK).get("/desk/").content.decode())) == ["late"]


def test_the_end_of_a_publicity_is_no_silence_of_the_law(matter):
    row = Case.objects.get(number=matter().publicised())
    assert row.look_on is not None
    assert row.lapse_on is None or row.lapse_on > row.look_on


def test_what_is_asked_to_be_corrected_lapses_and_waits(desk_of, matter):
    number = asked_again(matter)
    row = Case.objects.get(number=number)
    assert (row.state, row.lapse_on) == ("correction-requested", row.look_on)
    assert groups_of(desk_of(CLERK).get("/desk/").content.decode()) == {"waiting": (1, [number])}


def test_a_long_queue_is_paged_across_groups_without_gap_or_double(desk_of, one_in_each, monkeypatch):
    monkeypatch.setattr("yizhan.cases.queue_queries.grouped.__kwdefaults__", {"cursor": "", "size": 2})
    clerk, listed, address = desk_of(CLERK), [], "/desk/"
    while address:
        page = clerk.get(address).content.decode()
        for group, (count, numbers) in groups_of(page).items():
            assert count == 1
            listed += [(group, number) for number in numbers]
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = f"/desk/{following[1].replace('&amp;', '&')}" if following else ""
    assert listed == list(one_in_each.items())


def test_a_group_longer_than_a_page_goes_on_with_those_without_a_day_last(desk_of, matter, monkeypatch):
    monkeypatch.setattr("yizhan.cases.queue_queries.grouped.__kwdefaults__", {"cursor": "", "size": 2})
    numbers = [matter(seed=seed).submitted() for seed in range(1, 6)]
    for place, number in enumerate(numbers):
        put(number, lapse_on=None, due_on=None if place < 2 else TODAY + timedelta(days=30 - place))
    clerk, listed, address = desk_of(CLERK), [], "/desk/?due=later"
    while address:
        page = clerk.get(address).content.decode()
        listed += groups_of(page)["later"][1]
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = f"/desk/{following[1].replace('&amp;', '&')}" if following else ""
    assert listed == [*reversed(numbers[2:]), *sorted(numbers[:2])]


BAD_CURSORS = ("rubbish", encode([1, 2, 3]), encode(["late", "x", "x"]), encode(["fly", None, "x"]), encode(["late"]))


@pytest.mark.parametrize("cursor", BAD_CURSORS)
def test_a_cursor_that_is_none_is_refused(desk_of, matter, cursor):
    matter().submitted()
    assert desk_of(CLERK).get(f"/desk/?cursor={cursor}").status_code == 422


def test_a_cursor_without_a_number_is_no_fault_of_the_program(desk_of, matter):
    matter().submitted()
    cursor = encode(["later", "2026-03-02", None])
    assert desk_of(CLERK).get(f"/desk/?cursor={cursor}").status_code == 200


def test_an_empty_queue_says_what_to_do(desk_of, matter):
    clerk = desk_of(CLERK)
    assert "受理新件" in clerk.get("/desk/").content.decode()
    matter().submitted()
    page = clerk.get("/desk/?state=accepted").content.decode()
    assert "没有符合这些条件的件" in page
    assert "看全部待办" in page


def test_who_has_a_case_in_hand_stands_in_its_line(desk_of, matter):
    number = matter().accepted()
    desk_of(CLERK).post(f"/desk/hands/{number}/", {"do": "take"})
    page = desk_of(REVIEWER).get("/desk/").content.decode()
    assert "经手：" in page
    assert "经手：" not in desk_of(COUNTY_REVIEWER).get("/desk/").content.decode()


def test_sixty_cases_cost_what_six_cost(desk_of, matter, django_assert_max_num_queries):
    made = [matter(seed=seed).submitted() for seed in range(1, 7)]
    model = Case.objects.get(number=made[0])
    for place in range(60):
        model.pk = f"52260110026ZY{place:07}"
        model.save(force_insert=True)
    clerk = desk_of(CLERK)
    clerk.get("/desk/")
    with django_assert_max_num_queries(MOST):
        clerk.get("/desk/")


MOST = 17


@pytest.mark.browser
def test_groups_fold_by_keyboard_and_stay_as_they_were_left(offices, one_in_each):
    page = offices(CLERK)
    page.goto("/desk/")
    first, last = page.locator("[data-fold=silence]"), page.locator("[data-fold=waiting]")
    page.keyboard.press("f")
    assert first.get_attribute("open") is None
    assert last.get_attribute("open") is not None
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == one_in_each["late"]
    page.keyboard.press("f")
    assert page.evaluate("document.activeElement.matches('[data-fold=late] > summary')")
    page.keyboard.press("Enter")
    page.reload()
    assert first.get_attribute("open") is None
    assert page.locator("[data-fold=late]").get_attribute("open") is not None
    page.keyboard.press("Shift+f")
    assert page.locator("[data-fold][open]").count() == 0
    page.keyboard.press("Shift+f")
    assert page.locator("[data-fold][open]").count() == 7
    page.keyboard.press("?")
    assert page.get_by_text("折叠、展开这一组").is_visible()
    page.keyboard.press("Escape")
    assert [fault for address in ("/desk/", "/desk/?due=late") for fault in looked_at(page, address)] == []


def test_whose_turn_it_is_narrows_the_queue_of_a_reader_with_several_roles(desk_of, matter):
    received, reviewing = matter(seed=1).submitted(), matter(seed=2).accepted()
    put(reviewing, waits_for="reviewer")
    reviewer = desk_of(REVIEWER)
    whole = reviewer.get("/desk/").content.decode()
    assert "轮到审查人员" in whole
    asked = reviewer.get("/desk/?turn=reviewer").content.decode()
    assert f"/desk/cases/{reviewing}/" in asked
    assert f"/desk/cases/{received}/" not in asked
    assert 'name="turn" value="reviewer"' in asked
    assert "turn=" not in desk_of(CLERK).get("/desk/").content.decode()
