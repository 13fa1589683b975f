"""The standing battery for grants."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.mandates.conftest import TOWN
from tests.mandates.test_grants import delegate, mandate
from yizhan.accounts.models import Account
from yizhan.mandates import actions
from yizhan.mandates.models import Grant
from yizhan.places.queries import agency
from yizhan.web import moment

FORM = {
    "grantee": "clerk",
    "items": ["dibao", "lincai"],
    "powers": ["decide", "seal"],
    "starts": "2026-11-24",
    "document": "三棵树镇授权书2026-1",
    "key": "one",
}


@pytest.fixture
def browser_of(people):
    """`browser_of("clerk")`: a client that is logged in."""

    def logged_in(username: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return logged_in


def test_a_head_gives_a_mandate_once(browser_of):
    client = browser_of("mayor")
    assert client.get("/grants/new/").status_code == 200
    first, again = client.post("/grants/new/", FORM), client.post("/grants/new/", FORM)
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"]
    assert Grant.objects.get().items == "dibao lincai"
    page = client.get(first["Location"]).content.decode()
    assert "三棵树镇人民政府授权本单位人员clerk某对“最低生活保障对象认定、最低生活保障金给付、" in page
    assert "行使决定、用印权" in page
    assert "clerk某" in browser_of("clerk").get("/grants/").content.decode()


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"items": []}, 422),
        ({"items": ["nothing"]}, 422),
        ({"powers": []}, 422),
        ({"starts": "2026-02-30"}, 422),
        ({"ends": "2026-01-01"}, 422),
        ({"document": ""}, 422),
        ({"grantee": ""}, 422),
        ({"grantee": "nobody"}, 422),
        ({"grantee": "forester"}, 422),
    ],
)
def test_a_faulty_grant_is_refused_and_changes_nothing(browser_of, change, status):
    assert browser_of("mayor").post("/grants/new/", {**FORM, **change}).status_code == status
    assert not Grant.objects.exists()


def test_whom_one_chooses_says_whether_it_is_a_mandate_or_a_delegation(browser_of):
    client = browser_of("forester")
    page = client.get("/grants/new/").content.decode()
    assert ">三棵树镇人民政府<" in page
    assert ">农村居民自留山" not in page
    assert 'value="lincai"' in page
    assert 'value="dibao"' not in page
    given = {**FORM, "grantee": TOWN, "items": ["lincai"], "hear_within_days": "30"}
    assert client.post("/grants/new/", {**given, "items": ["*"]}).status_code == 422
    assert client.post("/grants/new/", {**given, "key": "two"}).status_code == 302
    assert Grant.objects.get().kind == "delegation"


def test_nobody_grants_without_the_right_to(browser_of):
    assert Client().post("/grants/new/", FORM).status_code == 302
    assert browser_of("clerk").post("/grants/new/", FORM).status_code == 403
    assert browser_of("mayor").put("/grants/new/", FORM).status_code == 405


@pytest.mark.parametrize(("verb", "data"), [("confirm", {}), ("revoke", {"reason": "机构调整"})])
def test_the_battery_of_each_verb(browser_of, people, verb, data):
    url = f"/grants/{delegate(people)}/{verb}/"
    assert browser_of("stranger").post(url, data).status_code == 404
    assert browser_of("clerk").post(url, data).status_code == 403
    assert browser_of("mayor").post(url, data).status_code == 403
    assert browser_of("forester").get(url).status_code == 405
    assert browser_of("forester").post(f"/grants/none/{verb}/", data).status_code == 404
    assert browser_of("forester").post(url, {**data, "seen": "x"}).status_code == 422
    assert browser_of("forester").post(url, {**data, "key": "k"}).status_code == 302
    assert browser_of("forester").post(url, {**data, "key": "k"}).status_code == 302
    again = browser_of("forester").post(url, data)
    assert again.status_code == (409 if verb == "revoke" else 302)


def test_whoever_does_not_hold_the_grant_is_told_who_does(browser_of, people):
    url = f"/grants/{mandate(people)}/confirm/"
    answer = browser_of("forester").post(url, {})
    assert answer.status_code == 409
    assert agency(TOWN).name in answer.content.decode()


def test_a_revocation_needs_a_reason(browser_of, people):
    url = f"/grants/{delegate(people)}/revoke/"
    assert browser_of("forester").post(url, {"reason": ""}).status_code == 422
    assert Grant.objects.get().revoked is None


def test_a_grant_is_no_business_of_strangers(browser_of, people):
    url = f"/grants/{delegate(people)}/"
    assert browser_of("stranger").get(url).status_code == 404
    assert browser_of("clerk").get(url).status_code == 200
    assert url not in browser_of("stranger").get("/grants/").content.decode()


@pytest.mark.parametrize("path", ["/grants/%ED%A0%80/", f"/grants/{'9' * 3000}/"])
def test_a_grant_that_cannot_be_is_not_found(browser_of, path):
    assert browser_of("mayor").get(path).status_code == 404
    assert browser_of("mayor").post(f"{path}confirm/").status_code == 404


def test_the_wall_shows_what_is_in_force_at_the_centre_and_nothing_else(browser_of, people):
    day = moment.today()
    delegate(people, hear_within_days=30, starts=day)
    mandate(people, ends=day - timedelta(days=1), document="过期的授权书")
    taken_back = mandate(people, starts=day, document="作废的授权书")
    actions.revoke(act=people["mayor"], grant_id=taken_back, reason="机构调整")
    mandate(people, starts=day)
    page = browser_of("clerk").get("/grants/wall/").content.decode()
    assert "凯里市林业局委托三棵树镇人民政府" in page
    assert "三棵树镇人民政府授权本单位人员clerk某对“全部事项”行使决定权" in page
    assert "作废的授权书" not in page
    assert "过期的授权书" not in page
    assert "凯林委〔2026〕1号" not in browser_of("stranger").get("/grants/wall/").content.decode()
    assert "/grants/wall/" in browser_of("clerk").get("/grants/").content.decode()


def test_a_delegation_that_nobody_confirmed_comes_off_the_wall(browser_of, people):
    delegate(people, hear_within_days=30, starts=people["mayor"].today - timedelta(days=40))
    assert "凯林委〔2026〕1号" not in browser_of("clerk").get("/grants/wall/").content.decode()


def test_the_wall_battery(browser_of):
    assert Client().get("/grants/wall/").status_code == 302
    assert browser_of("clerk").post("/grants/wall/").status_code == 405
    english = browser_of("clerk")
    assert "Who may do what" in english.get("/grants/wall/", headers={"Accept-Language": "en"}).content.decode()
