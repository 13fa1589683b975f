"""The staff register in the browser: who is there, who stands in, who comes, moves and leaves."""

import pytest
from django.test import Client

from tests.mandates.conftest import people  # noqa: F401
from tests.people.test_staff import CENTRE, COUNTY_CENTRE, hire, officer  # noqa: F401
from tests.places.conftest import divisions, keeper, prefecture  # noqa: F401
from tests.support.nodes import node  # noqa: F401
from yizhan.accounts.models import Account
from yizhan.people.models import Post, Staff
from yizhan.web import moment

COMING = {
    "account": "clerk",
    "phone": "13985500001",
    "organ": "522601100000-government",
    "post": "综合窗口",
    "starts": "2026-01-05",
    "key": "come",
}


@pytest.fixture
def browser(officer):
    """The county officer's browser."""
    return logged_in("officer")


def logged_in(username: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_an_officer_chooses_among_the_centres_below(browser):
    page = browser.get("/staff/").content.decode()
    assert f"/staff/{CENTRE}/" in page
    assert f"/staff/{COUNTY_CENTRE}/" in page
    assert "无人" in page


def test_a_person_comes_once_however_often_the_form_is_sent(browser):
    assert ">clerk某 clerk<" in browser.get(f"/staff/{CENTRE}/new/").content.decode()
    first, again = (browser.post(f"/staff/{CENTRE}/new/", COMING) for _ in range(2))
    assert first.status_code == 302
    assert again.status_code == 302
    page = browser.get(f"/staff/{CENTRE}/").content.decode()
    assert "clerk某" in page
    assert ">clerk某 clerk<" not in browser.get(f"/staff/{CENTRE}/new/").content.decode()
    assert "139****0001" in page
    assert "13985500001" not in page


@pytest.mark.parametrize(
    "change", [{"starts": "2026-02-30"}, {"account": "stranger"}, {"organ": "nowhere"}, {"phone": "12"}]
)
def test_a_faulty_form_comes_back_with_what_was_typed(browser, change):
    answer = browser.post(f"/staff/{CENTRE}/new/", COMING | change)
    assert answer.status_code == 422
    assert "综合窗口" in answer.content.decode()
    assert not Staff.objects.exists()


def test_a_post_gets_its_a_and_b_and_shows_who_has_left(browser, officer):
    hire(officer)
    hire(officer, account="mayor", name="杨某某")
    said = {"name": "综合受理", "a": "clerk", "b": "mayor", "key": "post"}
    for _ in range(2):
        assert browser.post(f"/staff/{CENTRE}/posts/", said).status_code == 302
    post = Post.objects.get()
    assert post.b == "mayor"
    page = browser.get(f"/staff/{CENTRE}/posts/?code={post.code}").content.decode()
    assert "综合受理" in page
    assert f'name="code" value="{post.code}"' in page
    changed = {**said, "code": post.code, "name": "综合受理（一）", "key": "again"}
    assert browser.post(f"/staff/{CENTRE}/posts/", changed).status_code == 302
    assert Post.objects.get().name == "综合受理（一）"
    assert browser.post(f"/staff/{CENTRE}/posts/", {**said, "b": "clerk", "key": "same"}).status_code == 409
    day = moment.today().isoformat()
    for _ in range(2):
        assert browser.post("/staff/person/clerk/leave/", {"on": day, "key": "go"}).status_code == 302


def test_a_person_is_seconded_for_a_time(browser, officer):
    hire(officer)
    page = browser.get("/staff/person/clerk/")
    assert page.status_code == 200
    sent = {
        "centre": COUNTY_CENTRE,
        "organ": "522601000000-forestry",
        "post": "窗口",
        "starts": moment.today().isoformat(),
        "until": moment.today().isoformat(),
        "key": "second",
    }
    for _ in range(2):
        assert browser.post("/staff/person/clerk/assign/", sent).status_code == 302
    assert "借调至" in browser.get(f"/staff/{COUNTY_CENTRE}/").content.decode()
    assert browser.post("/staff/person/clerk/assign/", {**sent, "until": "x"}).status_code == 422


def test_the_staff_of_a_centre_is_nobody_elses(officer, people):
    hire(officer)
    clerk, stranger = logged_in("clerk"), logged_in("stranger")
    assert "潘某某" in clerk.get(f"/staff/{CENTRE}/").content.decode()
    assert clerk.get(f"/staff/{CENTRE}/new/").status_code == 403
    assert clerk.get("/staff/person/clerk/").status_code == 404
    assert stranger.get(f"/staff/{CENTRE}/").status_code == 404
    assert stranger.post(f"/staff/{CENTRE}/new/", COMING).status_code == 404


def test_the_register_speaks_english(browser, officer):
    hire(officer)
    page = browser.get(f"/staff/{CENTRE}/", headers={"accept-language": "en"}).content.decode()
    assert "Staff and posts" in page
    assert "No posts have been set yet" in page
