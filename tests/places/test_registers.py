"""Divisions, agencies, centres, windows, stations and calendars in the journal and in their rows."""

from datetime import date

import pytest

from yizhan.accounts.queries import actor
from yizhan.journal import queries as journal
from yizhan.journal.replay import rebuild
from yizhan.journal.verification import verify
from yizhan.kernel.acting import Act
from yizhan.kernel.periods import Limit, reckon
from yizhan.kernel.refusals import Forbidden, Invalid, NotFound, Refused
from yizhan.places import actions, queries
from yizhan.places.models import Agency, CalendarHead, Centre, Division, VillageStation, Window

COUNTY = "522601000000"
TOWN = "522601100000"
VILLAGE = "522601100203"


def rows() -> list[object]:
    return [list(model.objects.order_by("pk").values()) for model in (Division, Agency, Centre, Window, VillageStation)]


def test_divisions_come_in_whole(divisions):
    assert Division.objects.count() == 234
    assert queries.division(TOWN).parent == COUNTY
    assert len(queries.divisions_below("522600000000")) == 16


def test_one_fault_and_nothing_comes_in(keeper):
    with pytest.raises(Invalid):
        actions.import_divisions(act=keeper, content=actions.sample_divisions() + b"522601,x,county,522600\n")
    assert not Division.objects.exists()
    with pytest.raises(NotFound):
        journal.state_of("divisions:522600000000")


def test_only_who_keeps_the_registers_writes_them(auditor):
    with pytest.raises(Forbidden):
        actions.import_divisions(act=auditor, content=actions.sample_divisions())
    with pytest.raises(Forbidden):
        actions.import_calendar(act=auditor, content=b"year: 2027\npaper: p\ndays_off: [{date: 2027-01-01, name: n}]\n")


def test_a_second_list_renames_and_adds(keeper, divisions):
    content = "code,name,level,parent\n522601100,三棵树街道,subdistrict,522601\n522601100203,甲村,village,522601100\n"
    actions.import_divisions(act=keeper, content=content.encode())
    assert queries.division(TOWN).name == "三棵树街道"
    assert Division.objects.count() == 235


def test_a_township_and_its_county_are_established(keeper, divisions):
    assert actions.establish(act=keeper, division=COUNTY) == "522601000000-centre"
    assert actions.establish(act=keeper, division=TOWN) == "522601100000-centre"
    assert queries.agency("522601000000-civil_affairs").name == "凯里市民政局"
    assert queries.agency("522601100000-government").name == "三棵树镇人民政府"
    assert queries.centre_of(VILLAGE).name == "三棵树镇便民服务中心"
    assert queries.agency_of(TOWN, "forestry").code == "522601000000-forestry"
    assert queries.agency_of(TOWN, "government").code == "522601100000-government"
    assert [row.code for row in queries.centres_below(COUNTY)] == ["522601000000-centre", "522601100000-centre"]
    with pytest.raises(NotFound):
        queries.agency_of("522622000000", "forestry")


def test_a_centre_is_corrected_under_its_code(keeper, divisions):
    actions.establish(act=keeper, division=TOWN)
    actions.create_centre(
        act=keeper, division=TOWN, name="三棵树镇政务服务中心", agency=f"{TOWN}-government", phone="0855-1"
    )
    centre = queries.centre(f"{TOWN}-centre")
    assert (centre.name, centre.phone) == ("三棵树镇政务服务中心", "0855-1")


def test_windows_and_stations(keeper, divisions):
    actions.establish(act=keeper, division=TOWN)
    village = "code,name,level,parent\n522601100203,甲村,village,522601100\n"
    actions.import_divisions(act=keeper, content=village.encode())
    actions.create_window(act=keeper, centre=f"{TOWN}-centre", number="5", name="户籍专窗", kind="special")
    actions.create_station(act=keeper, village=VILLAGE, name="甲村便民服务站")
    assert [row.number for row in queries.windows_of(f"{TOWN}-centre")] == ["1", "2", "3", "4", "5"]
    assert [row.code for row in queries.stations_of(f"{TOWN}-centre")] == [f"{VILLAGE}-station"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"function": "Forestry!"}, "function"),
        ({"kind": "kingdom"}, "kind"),
        ({"name": " "}, "name"),
        ({"uscc": "11330800MB0R57773X"}, "uscc"),
    ],
)
def test_a_faulty_agency_is_refused(keeper, divisions, facts, field):
    with pytest.raises(Invalid) as caught:
        actions.create_agency(act=keeper, **{"division": TOWN, "function": "forestry", "name": "林业站", **facts})
    assert field in caught.value.errors
    assert not Agency.objects.exists()


def test_an_unknown_division_has_no_agency(keeper, divisions):
    with pytest.raises(NotFound):
        actions.create_agency(act=keeper, division="522601999000", function="forestry", name="林业站")


def test_rows_are_the_same_after_a_rebuild(keeper, divisions, calendars):
    actions.establish(act=keeper, division=TOWN)
    before = [*rows(), list(CalendarHead.objects.order_by("pk").values())]
    assert verify().faults == []
    rebuild()
    assert [*rows(), list(CalendarHead.objects.order_by("pk").values())] == before


def test_the_calendar_of_a_place_has_the_local_days_above_it(calendars):
    calendar = queries.calendar_for(TOWN)
    assert not calendar.is_working(date(2026, 7, 23))
    assert reckon(date(2025, 6, 9), Limit.parse("45wd"), calendar).due == date(2025, 8, 13)
    national = queries.calendar_for("000000000000")
    assert national.is_working(date(2026, 7, 23))
    assert reckon(date(2025, 6, 9), Limit.parse("45wd"), national).due == date(2025, 8, 11)
    assert queries.calendar_for("522700000000").is_working(date(2026, 7, 23))


def test_a_new_year_is_seen_at_once_and_costs_one_statement(keeper, calendars, django_assert_num_queries):
    before = queries.calendar_for(TOWN)
    with django_assert_num_queries(1):
        assert queries.calendar_for(TOWN) is before
    actions.import_calendar(act=keeper, content=b"year: 2027\npaper: p\ndays_off: [{date: 2027-01-01, name: n}]\n")
    after = queries.calendar_for(TOWN)
    assert (before.published(2027), after.published(2027)) == (False, True)
    assert before.version != after.version


def test_local_days_are_replaced_whole(keeper, calendars):
    content = 'division: "522601"\npaper: p\nlimits_skip_them: false\ndays: [{month_day: "03-03", reason: 三月三}]\n'
    actions.import_calendar(act=keeper, content=content.encode())
    assert queries.calendar_for(TOWN).is_working(date(2026, 3, 3))
    assert [day.reason for day in queries.calendar_days(TOWN, 2026) if day.division == COUNTY] == ["三月三"]


def test_the_days_of_a_year_name_their_paper(calendars):
    days = queries.calendar_days("522600000000", 2026)
    local = [day for day in days if day.division == "522600000000"]
    assert [day.day for day in local] == [date(2026, 7, 23), date(2026, 7, 24)]
    assert all(day.paper for day in days)
    assert sum(day.working for day in days) == 6
    assert queries.calendar_days("522600000000", 2027) == [
        day for day in queries.calendar_days("522600000000", 2027) if day.division == "522600000000"
    ]


def test_calendars_are_seeded_once(keeper, calendars):
    with pytest.raises(Refused, match="calendar-exists"):
        actions.seed(act=keeper)


def test_a_county_officer_keeps_his_county_only(prefecture, keeper, divisions):
    from yizhan.accounts import actions as accounts

    accounts.enrol(
        act=keeper,
        username="county",
        name="某",
        centre="522601000000-centre",
        roles=[("county_officer", COUNTY)],
        security=actor("security_admin", today=keeper.today),
    )
    officer = Act(actor=actor("county", today=keeper.today), now=keeper.now)
    actions.create_agency(act=officer, division=TOWN, function="government", name="三棵树镇人民政府")
    with pytest.raises(Forbidden):
        actions.create_agency(act=officer, division="522622000000", function="government", name="黄平县人民政府")
