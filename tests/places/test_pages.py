"""The calendar and the registers of halls in the browser."""

from datetime import date

import pytest
from django.test import Client

from tests.mandates.conftest import people  # noqa: F401
from tests.people.test_staff import CENTRE, COUNTY_CENTRE, officer  # noqa: F401
from tests.places.conftest import calendars, divisions, keeper, prefecture  # noqa: F401
from tests.support.nodes import node  # noqa: F401
from yizhan.accounts import actions as accounts
from yizhan.accounts.models import Account
from yizhan.accounts.queries import actor
from yizhan.places import actions, queries
from yizhan.places.forms import LocalForm, YearForm
from yizhan.places.months import months

NOTICE = {
    "year": "2027",
    "paper": "国办发明电〔2026〕00号（样例）",
    "days_off": "2027-01-01 元旦\n2027-02-05 至 2027-02-11 春节\n",
    "make_up_days": "2027-01-31",
    "key": "year",
}


@pytest.fixture
def keeping(keeper, officer, calendars):
    """The browser of the prefecture's officer, whose node it is."""
    accounts.enrol(
        act=keeper,
        username="upper",
        name="州某",
        roles=[("prefecture_officer", "522600000000")],
        security=actor("security_admin", today=keeper.today),
    )
    return logged_in("upper")


@pytest.fixture
def browser(officer, calendars):
    """The county officer's browser."""
    return logged_in("officer")


def logged_in(username: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_calendar_shows_a_year_with_its_reasons(browser):
    page = browser.get("/calendar/?year=2026").content.decode()
    assert "春节" in page
    assert "made-up" in page
    assert "暂定" not in page


@pytest.mark.parametrize("year", ["2030", "1", "x", "99999999999999999999", "²"])
def test_any_year_has_a_page(browser, year):
    assert browser.get("/calendar/", {"year": year}).status_code == 200


def test_a_year_without_a_notice_is_provisional(browser):
    assert "暂定" in browser.get("/calendar/?year=2030").content.decode()


def test_every_day_of_a_year_stands_in_its_month_once():
    found = [
        square.day
        for month in months(2026, [])
        for week in month.weeks
        for square in week
        if square.kind != "blank" and square.day.month == month.first.month
    ]
    assert found == sorted(set(found))
    assert len(found) == 365


def test_a_notice_is_entered_as_it_is_read_out():
    form = YearForm(NOTICE)
    assert form.is_valid()
    assert [each["date"] for each in form.cleaned_data["days_off"]] == [
        date(2027, 1, 1),
        *(date(2027, 2, day) for day in range(5, 12)),
    ]
    assert form.cleaned_data["make_up_days"] == [date(2027, 1, 31)]


@pytest.mark.parametrize(
    "line", ["2027-02-30 春节", "春节", "2027-02-11 至 2027-02-05 春节", "2027-01-01 至 2028-01-01 年"]
)
def test_a_line_without_a_date_is_named(line):
    form = YearForm({**NOTICE, "days_off": f"2027-01-01 元旦\n{line}"})
    assert not form.is_valid()
    assert line in str(form.errors)


def test_local_days_are_of_every_year_or_of_one():
    form = LocalForm(
        {
            "paper": "通知",
            "days": "07-23 纪念日\n2027-04-09 三月三\n每年 8月1日 歌会\n2026年12月11日停电",
            "limits_skip_them": "yes",
        }
    )
    assert form.is_valid()
    assert form.cleaned_data["days"] == [
        {"month_day": "07-23", "reason": "纪念日", "every_year": True},
        {"date": date(2027, 4, 9), "reason": "三月三"},
        {"month_day": "08-01", "reason": "歌会", "every_year": True},
        {"date": date(2026, 12, 11), "reason": "停电"},
    ]
    assert form.cleaned_data["limits_skip_them"] is True


def twice(client, address, content):
    """A form sent again, as a second click does: both are answered alike, and it is done once."""
    return [client.post(address, content).status_code for _ in range(2)]


def test_the_county_enters_its_local_days_and_limits_skip_them(browser):
    said = {"paper": "县政府通知", "days": "2026-12-01 县庆", "limits_skip_them": "yes", "key": "local"}
    assert browser.get("/calendar/local/").status_code == 200
    assert twice(browser, "/calendar/local/", said) == [302, 302]
    assert not queries.calendar_for("522601100000").is_working(date(2026, 12, 1))
    assert queries.calendar_for("522622000000").is_working(date(2026, 12, 1))
    assert "县庆" in browser.get("/calendar/?year=2026").content.decode()
    again = browser.get("/calendar/local/").content.decode()
    assert "2026-12-01 县庆" in again
    assert 'value="县政府通知"' in again
    unclear = browser.post("/calendar/local/", {**said, "days": "12月11日 停电", "key": "unclear"})
    assert unclear.status_code == 422
    assert "请写明是哪一年" in unclear.content.decode()


@pytest.mark.parametrize(
    "change", [{"days_off": ""}, {"days_off": "元旦"}, {"make_up_days": "2027-13-01"}, {"year": "1"}]
)
def test_a_faulty_notice_comes_back_whole(keeping, change):
    answer = keeping.post("/calendar/year/", NOTICE | change)
    assert answer.status_code == 422
    assert NOTICE["paper"] in answer.content.decode()


def test_a_make_up_day_that_is_no_weekend_changes_nothing(keeping):
    answer = keeping.post("/calendar/year/", {**NOTICE, "make_up_days": "2027-01-29"})
    assert answer.status_code == 422
    assert not queries.calendar_for("522601100000").published(2027)


def test_the_keeper_of_the_node_enters_a_year(keeping):
    assert keeping.get("/calendar/year/").status_code == 200
    assert keeping.post("/calendar/year/", NOTICE)["Location"] == "/calendar/?year=2027"
    assert keeping.post("/calendar/year/", NOTICE).status_code == 302
    calendar = queries.calendar_for("522601100000")
    assert calendar.published(2027)
    assert calendar.is_working(date(2027, 1, 31))
    assert calendar.reason(date(2027, 2, 5)) == "春节"


def test_a_hall_is_corrected_and_gets_windows_and_stations(browser, keeper):
    listed = "code,name,level,parent\n522601100201,格冲村,village,522601100\n"
    actions.import_divisions(act=keeper, content=listed.encode())
    facts = {
        "name": "三棵树镇便民服务中心",
        "agency": "522601100000-government",
        "phone": "0855-0000000",
        "hours": "9:00-17:00",
        "key": "facts",
    }
    assert browser.get(f"/halls/{CENTRE}/facts/").status_code == 200
    assert twice(browser, f"/halls/{CENTRE}/facts/", facts) == [302, 302]
    window = {"number": "A9", "name": "九号窗口", "kind": "helping", "key": "window"}
    assert twice(browser, f"/halls/{CENTRE}/windows/", window) == [302, 302]
    assert browser.post(f"/halls/{CENTRE}/windows/", {**window, "number": "窗", "key": "w2"}).status_code == 422
    station = {"village": "522601100201", "name": "格冲村便民服务站", "key": "station"}
    assert twice(browser, f"/halls/{CENTRE}/stations/", station) == [302, 302]
    page = browser.get(f"/halls/{CENTRE}/").content.decode()
    for words in ("0855-0000000", "九号窗口", "帮办代办", station["name"]):
        assert words in page


def test_halls_are_kept_by_those_above(browser, people):
    assert f"/halls/{COUNTY_CENTRE}/" in browser.get("/halls/").content.decode()
    clerk, stranger = logged_in("clerk"), logged_in("stranger")
    assert clerk.get("/halls/").status_code == 302
    assert clerk.get(f"/halls/{CENTRE}/").status_code == 200
    assert clerk.get(f"/halls/{CENTRE}/facts/").status_code == 403
    assert stranger.get(f"/halls/{CENTRE}/").status_code == 404


def test_the_pages_speak_english(browser):
    page = browser.get("/calendar/?year=2026", headers={"accept-language": "en"}).content.decode()
    assert "Working-day calendar" in page
    assert "make-up working days" in page
