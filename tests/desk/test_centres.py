"""The centres below an officer: a line each, sorted in the address; each number leads to its list; nothing beside."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.desk.conftest import CLERK, COUNTY_REVIEWER, MANAGER, STRANGER
from tests.desk.test_access import looked_at
from tests.desk.test_acts import sent
from yizhan.accounts.models import Account, RoleAssignment
from yizhan.cases.actions import intake, satellites
from yizhan.cases.events import Wanted
from yizhan.cases.models import Case
from yizhan.places.models import Centre

OFFICER, ABOVE = "c522601-officer", "prefecture-officer"
CENTRE, OTHER = "522601100000-centre", "522601101000-centre"
TODAY = date(2026, 3, 2)


def lists_of(page):
    """The lists to which a page leads, with their numbers: `{(centre, measure): number}`."""
    found = re.findall(r'href="/desk/centres/([0-9a-z-]+)/([a-z]+)/">(\d+)<', page)
    return {(centre, measure): int(count) for centre, measure, count in found}


def seen_by(client, address="/desk/centres/"):
    """The page as its reader gets it."""
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def set_over(scope):
    """Let the officer watch over another division."""
    RoleAssignment.objects.filter(account__username=OFFICER).update(scope=scope)
    Account.objects.filter(username=OFFICER).update(stamp=int(scope[3:9]))  # an actor is kept by its stamp


def copied(number, count, **columns):
    """So many rows like a case's, with other columns."""
    row = Case.objects.get(number=number)
    for place in range(count):
        row.pk = f"{columns.get('centre', row.centre)[:12]}26ZX{place:07}"
        row.stream = f"case:{row.pk}"
        for name, value in columns.items():
            setattr(row, name, value)
        row.save(force_insert=True)


def behind(client, measure, centre=CENTRE):
    """The numbers of the cases on the list behind a number."""
    return re.findall(r"/desk/cases/([0-9A-Z]+)/", seen_by(client, f"/desk/centres/{centre}/{measure}/"))


def test_every_number_counts_what_its_list_shows(desk_of, matter, clock):
    late, unopened, deemed = matter(seed=1).accepted(), matter(seed=2), matter("lincai", 3)
    unopened.forwarded()
    silent = deemed.submitted()
    Case.objects.filter(number=silent).update(lapse_on=clock.now().date() + timedelta(days=2), due_on=None)
    Case.objects.filter(number=late).update(due_on=clock.now().date() - timedelta(days=1))
    officer = desk_of(OFFICER)
    counted = lists_of(seen_by(officer))
    for measure in ("open", "late", "deemed", "stuck", "unopened"):
        assert len(behind(officer, measure)) == counted[CENTRE, measure], measure
    assert set(behind(officer, "late")) == {late}
    assert set(behind(officer, "deemed")) == {silent}
    assert set(behind(officer, "unopened")) == {unopened.number}
    assert set(behind(officer, "stuck")) == {late}
    assert set(behind(officer, "open")) == {late, unopened.number, silent}
    assert (OTHER, "open") not in counted


def test_who_waits_for_the_citizen_or_by_law_is_not_stuck(desk_of, matter, clock):
    numbers = [matter(seed=seed).submitted() for seed in (1, 2, 3)]
    Case.objects.filter(number=numbers[1]).update(state="correction-requested")
    Case.objects.filter(number=numbers[2]).update(stopped=True)
    officer = desk_of(OFFICER)
    assert behind(officer, "stuck") == []
    clock.move(days=8)
    assert behind(officer, "stuck") == [numbers[0]]


def test_what_waits_for_signature_is_counted_where_it_was_received(desk_of, matter, clock):
    number = matter().forwarded()
    desk_of(COUNTY_REVIEWER).post(f"/desk/cases/{number}/receive/", sent(number))
    officer = desk_of(OFFICER)
    assert lists_of(seen_by(officer))[CENTRE, "signature"] == 1
    assert behind(officer, "signature") == [number]


def test_trips_in_vain_of_the_month_with_their_cause(desk_of, matter, clock):
    one = matter()
    number = one.accepted()
    for cause in ("in-vain", "nobody-at-window", "asked"):
        satellites.record_visit(act=one.by(CLERK), number=number, cause=cause)
    officer = desk_of(OFFICER)
    assert lists_of(seen_by(officer))[CENTRE, "trips"] == 2
    page = seen_by(officer, f"/desk/centres/{CENTRE}/trips/")
    assert page.count(number) == 4
    assert "窗口没有人" in page
    assert "来咨询" not in page
    clock.move(days=31)
    assert (CENTRE, "trips") not in lists_of(seen_by(officer))


def test_a_paper_asked_for_off_the_list_is_counted_and_its_reason_is_told(desk_of, matter, clock):
    one = matter()
    one.submitted(but=("means",))
    beyond = Wanted(code="beyond-list", name="无犯罪记录证明", reason="县级文件第三条")
    wanted = [Wanted(code="means", reason="未提交"), beyond]
    intake.request_correction(act=one.by(CLERK), number=one.number, wanted=wanted)
    officer = desk_of(OFFICER)
    assert lists_of(seen_by(officer))[CENTRE, "beyond"] == 1
    page = seen_by(officer, f"/desk/centres/{CENTRE}/beyond/")
    for words in (one.number, "无犯罪记录证明", "县级文件第三条"):
        assert words in page
    assert "未提交" not in page
    clock.move(days=31)
    assert one.number not in seen_by(officer, f"/desk/centres/{CENTRE}/beyond/")


def test_a_list_is_paged_without_gap_or_double(desk_of, matter, monkeypatch):
    monkeypatch.setattr("yizhan.cases.below_queries.cases_behind.__kwdefaults__", {"cursor": "", "size": 2})
    numbers = [matter(seed=seed).submitted() for seed in range(1, 6)]
    officer, listed, address = desk_of(OFFICER), [], f"/desk/centres/{CENTRE}/open/"
    while address:
        page = seen_by(officer, address)
        listed += re.findall(r"/desk/cases/([0-9A-Z]+)/", page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = f"/desk/centres/{CENTRE}/open/{following[1]}" if following else ""
    assert sorted(listed) == sorted(numbers)
    assert officer.get(f"/desk/centres/{CENTRE}/open/?cursor=rubbish").status_code == 422


def test_the_order_stands_in_the_address(desk_of, matter):
    one = matter().submitted()
    copied(one, 3, centre=OTHER, division="522601101000", due_on=TODAY + timedelta(days=40))
    Case.objects.filter(number=one).update(due_on=TODAY - timedelta(days=1))
    officer = desk_of(OFFICER)
    for address, first in (("", CENTRE), ("?sort=late", CENTRE), ("?sort=open", OTHER), ("?sort=code", CENTRE)):
        page = seen_by(officer, f"/desk/centres/{address}")
        assert next(iter(lists_of(page)))[0] == first, address
    assert 'aria-sort="descending"><a href="?sort=open"' in seen_by(officer, "/desk/centres/?sort=open")
    assert 'aria-sort="ascending"><a href="?sort=code"' in seen_by(officer, "/desk/centres/?sort=nonsense")
    assert '<rect width="100" height="4">' in seen_by(officer)
    assert '<rect width="33" height="4">' in seen_by(officer, "/desk/centres/?sort=open")


def test_the_prefecture_sees_counties_then_their_centres(desk_of, matter):
    matter().submitted()
    client = desk_of(ABOVE)
    page = seen_by(client)
    assert "凯里市" in page
    assert "三棵树镇便民服务中心" not in page
    assert 'href="/desk/centres/?in=522601000000&sort=open">1<' in page
    inside = seen_by(client, "/desk/centres/?in=522601000000&sort=open")
    assert "三棵树镇便民服务中心" in inside
    assert lists_of(inside)[CENTRE, "open"] == 1


NOT_BELOW = (
    ("522601100000", "/desk/centres/522601101000-centre/open/"),
    ("522601100000", "/desk/centres/522601000000-centre/open/"),
    ("522601100000", "/desk/centres/?in=522601101000"),
    ("522601100000", "/desk/centres/?in=522601000000"),
    ("522601100000", "/desk/centres/?in=52260110"),
    ("522601100000", "/desk/centres/?in=nonsense"),
    ("522601000000", "/desk/centres/?in=522600000000"),
    ("522601000000", "/desk/centres/?in=522622000000"),
    ("522622000000", "/desk/centres/522601100000-centre/late/"),
    ("522601000000", "/desk/centres/522601100000-centre/nothing/"),
    ("522601000000", "/desk/centres/nothing/open/"),
)


@pytest.mark.parametrize(("scope", "address"), NOT_BELOW)
def test_what_is_not_below_is_not_known(desk_of, matter, scope, address):
    matter().submitted()
    set_over(scope)
    assert desk_of(OFFICER).get(address).status_code == 404


def test_a_township_whose_code_begins_like_the_scope_does_not_show(desk_of, matter):
    """522601100000 and 522601101000 share eight digits: 52260110 must not show 522601101."""
    number = matter().submitted()
    copied(number, 2, centre=OTHER, division="522601101000")
    set_over("522601100000")
    page = seen_by(desk_of(OFFICER))
    assert {centre for centre, _measure in lists_of(page)} == {CENTRE}
    assert lists_of(page)[CENTRE, "open"] == 1
    assert "舟溪镇" not in page


def test_the_page_is_for_whoever_oversees_several_centres(desk_of):
    for username in (CLERK, MANAGER, STRANGER, "t522601100-helper", "prefecture-keeper"):
        assert desk_of(username).get("/desk/centres/").status_code == 403
    for username in (CLERK, STRANGER, "t522601100-helper", "prefecture-keeper"):
        assert desk_of(username).get(f"/desk/centres/{CENTRE}/open/").status_code == 403
    assert desk_of(MANAGER).get(f"/desk/centres/{CENTRE}/open/").status_code == 200
    assert desk_of(MANAGER).get(f"/desk/centres/{OTHER}/open/").status_code == 404
    assert desk_of("c522601-supervisor").get("/desk/centres/").status_code == 200
    assert Client().get("/desk/centres/").status_code == 302
    assert desk_of(OFFICER).post("/desk/centres/").status_code == 405
    assert desk_of(OFFICER).post(f"/desk/centres/{CENTRE}/open/").status_code == 405


def statements(client, address):
    """How many statements a page costs once everything that a process keeps is kept."""
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize(("officer", "address"), [(OFFICER, "/desk/centres/"), (ABOVE, "/desk/centres/")])
def test_twenty_centres_cost_as_many_statements_as_three(desk_of, matter, officer, address):
    number, client = matter().submitted(), desk_of(officer)
    copied(number, 1, centre=OTHER, division="522601101000")
    before, few = statements(client, address), Centre.objects.filter(division__startswith="522601").count()
    assert few == 3
    for place in range(20 - few):
        division = f"5226012{place:02}000"
        code = f"{division}-centre"
        Centre.objects.create(code=code, division=division, name=f"{place}号镇便民服务中心")
        copied(number, 2, centre=code, division=division)
    assert len({centre for centre, _one in lists_of(seen_by(desk_of(OFFICER)))}) == 19
    assert statements(client, address) == before


@pytest.mark.browser
def test_sorted_and_opened_by_keyboard(offices, matter):
    number = matter().submitted()
    copied(number, 60, due_on=TODAY - timedelta(days=9))
    page = offices(OFFICER)
    page.goto("/desk/centres/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/centres/{CENTRE}/open/")
    page.goto("/desk/centres/")
    page.locator("th a", has_text="在办").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/centres/?sort=open")
    addresses = ("/desk/centres/", f"/desk/centres/{CENTRE}/late/", f"/desk/centres/{CENTRE}/beyond/")
    assert [fault for address in addresses for fault in looked_at(page, address)] == []
