"""Log-in, lock, sessions, and the standing battery for the administrators' pages."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.conftest import PASSWORD, TOWNSHIP
from yizhan.accounts.middleware import IDLE_SECONDS
from yizhan.accounts.models import Account, OpenSession, RoleAssignment

LOGIN = "/login/"


def log_in(client: Client, password: str = PASSWORD, **data: str):
    return client.post(LOGIN, {"username": "clerk", "password": password, **data})


def test_a_clerk_logs_in_and_out(clerk):
    client = Client()
    assert "登录" in client.get(LOGIN).content.decode()
    answer = log_in(client, next="/account/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/")
    assert "杨某" in client.get("/account/").content.decode()
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/")["Location"] == LOGIN
    assert not OpenSession.objects.exists()
    assert client.get("/account/")["Location"].startswith(LOGIN)


def test_the_way_on_leads_nowhere_else(clerk):
    assert log_in(Client(), next="https://example.org/")["Location"] == "/"


def test_a_wrong_password_and_an_unknown_name_look_alike(clerk):
    wrong, unknown = log_in(Client(), "wrong"), Client().post(LOGIN, {"username": "nobody", "password": "wrong"})
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert "账号或者密码不对" in wrong.content.decode()
    assert "账号或者密码不对" in unknown.content.decode()


def test_the_cursor_stands_where_something_is_to_be_typed(clerk):
    pages = {"id_username": Client().get(LOGIN), "id_password": log_in(Client(), "wrong")}
    for field, page in pages.items():
        (cursor,) = re.findall(r"<input[^>]* autofocus[^>]*>", page.content.decode())
        assert f'id="{field}"' in cursor


@pytest.mark.parametrize("data", [{}, {"username": "clerk"}, {"username": "\x00", "password": "x"}])
def test_an_unreadable_login_is_refused(clerk, data):
    assert Client().post(LOGIN, data).status_code == 422


def test_five_wrong_passwords_lock_and_the_security_administrator_unlocks(clerk, browser_of):
    client = Client()
    for _ in range(5):
        answer = log_in(client, "wrong")
    assert answer.status_code == 429
    assert "账号已锁定" in answer.content.decode()
    assert log_in(client).status_code == 429
    assert browser_of("security_admin").post("/accounts/clerk/unlock/").status_code == 302
    assert log_in(client).status_code == 302


def test_the_fourth_session_ends_the_first(clerk):
    clients = [Client() for _ in range(4)]
    for client in clients:
        log_in(client)
    assert OpenSession.objects.count() == 3
    assert clients[0].get("/account/").status_code == 302
    assert clients[1].get("/account/").status_code == 200


def test_an_idle_session_ends(clerk):
    client = Client()
    log_in(client)
    assert client.get("/account/").status_code == 200
    session = client.session
    session["last_use"] -= IDLE_SECONDS + 1
    session.save()
    answer = client.get("/account/", follow=True)
    assert "30分钟" in answer.content.decode()
    assert answer.redirect_chain[0][0].startswith(LOGIN)


def test_a_page_that_asks_for_a_part_of_itself_learns_that_the_session_is_over_and_stays(clerk):
    answer = Client().get("/account/", HTTP_HX_REQUEST="true")
    assert (answer.status_code, answer.content) == (204, b"")
    assert json.loads(answer["HX-Trigger"]) == {"yizhan:signed-out": {"login": LOGIN}}


def test_a_first_password_must_be_changed(clerk):
    Account.objects.filter(username="clerk").update(must_change_password=True)
    client = Client()
    log_in(client)
    assert client.get("/account/")["Location"] == "/password/"
    wrong = {"old": PASSWORD, "new": "another horse 9", "again": "another house 9"}
    assert client.post("/password/", wrong).status_code == 422
    assert client.post("/password/", {**wrong, "old": "x", "again": wrong["new"]}).status_code == 422
    assert client.post("/password/", {**wrong, "again": wrong["new"]}).status_code == 302
    assert client.get("/account/").status_code == 200


def test_a_token_is_shown_once(clerk, browser_of):
    client = browser_of("clerk")
    answer = client.post("/account/", {"name": "接口", "days": "30"}).content.decode()
    assert "yz_" in answer
    shown = client.get("/account/").content.decode()
    assert "yz_" not in shown
    assert "还没有用过" in shown
    for days in ("0", "367", ""):
        assert client.post("/account/", {"name": "接口", "days": days}).status_code == 422
    token = Account.objects.get(username="clerk").tokens.get()
    assert client.post("/account/", {"name": "", "days": "30"}).status_code == 422
    assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 302
    assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 404


ROLE = {"role": "reviewer", "scope": TOWNSHIP, "starts": "2026-11-24"}
VERBS = {
    # verb: who may, what is sent, who knows the account but may not
    "give-role": ("security_admin", ROLE, "system_admin"),
    "withdraw-role": ("security_admin", {"role": "clerk", "scope": TOWNSHIP}, "system_admin"),
    "stop": ("system_admin", {}, "security_admin"),
    "resume": ("system_admin", {}, "security_admin"),
    "reset-password": ("system_admin", {}, "security_admin"),
    "unlock": ("security_admin", {}, "system_admin"),
}


@pytest.mark.parametrize("verb", VERBS)
def test_the_battery_of_each_verb(clerk, browser_of, verb):
    allowed, data, other = VERBS[verb]
    url = reverse(f"accounts:{verb}", args=["clerk"])
    assert browser_of(allowed).get(url).status_code == 405
    assert Client().post(url, data).status_code == 302
    assert browser_of("clerk").post(url, data).status_code == 404
    assert browser_of("audit_admin").post(url, data).status_code == 404
    assert browser_of(other).post(url, data).status_code == 404
    assert browser_of(allowed).post(reverse(f"accounts:{verb}", args=["nobody"]), data).status_code == 404
    assert browser_of(allowed).post(url, data).status_code in {200, 302}


@pytest.mark.parametrize(
    "change", [{"role": "king"}, {"scope": "5226"}, {"starts": "2026-02-30"}, {"ends": "2026-01-01"}]
)
def test_a_faulty_role_is_refused(clerk, browser_of, change):
    answer = browser_of("security_admin").post("/accounts/clerk/give-role/", {**ROLE, **change})
    assert answer.status_code == 422
    assert RoleAssignment.objects.filter(account=clerk).count() == 1


def test_a_role_taken_back_twice_is_refused(clerk, browser_of):
    client = browser_of("security_admin")
    data = {"role": "clerk", "scope": TOWNSHIP}
    assert client.post("/accounts/clerk/withdraw-role/", data).status_code == 302
    assert client.post("/accounts/clerk/withdraw-role/", data).status_code == 409


def test_the_system_administrator_makes_an_account(clerk, browser_of):
    client = browser_of("system_admin")
    assert client.get("/accounts/new/").status_code == 200
    data = {"username": "newcomer", "name": "龙某", "place": TOWNSHIP, "organ": "", "centre": "", "office": ""}
    answer = client.post("/accounts/new/", data)
    assert "首次密码" in answer.content.decode()
    again = client.post("/accounts/new/", data)
    assert again.status_code == 422
    assert "龙某" in again.content.decode()
    assert client.post("/accounts/new/", {**data, "username": "A B"}).status_code == 422
    assert client.post("/accounts/new/", {**data, "name": ""}).status_code == 422
    assert "newcomer" in client.get("/accounts/?q=newc").content.decode()
    assert client.get("/accounts/newcomer/").status_code == 200


@pytest.mark.parametrize("page", ["/accounts/", "/accounts/clerk/"])
def test_the_pages_of_administrators_do_not_exist_for_others(clerk, browser_of, page):
    assert browser_of("clerk").get(page).status_code == 404
    assert browser_of("security_admin").get(page).status_code == 200


def test_only_the_audit_administrator_reads_the_audit(clerk, browser_of):
    assert browser_of("audit_admin").get("/audit/").status_code == 200
    assert browser_of("clerk").get("/audit/").status_code == 403
    assert browser_of("system_admin").get("/audit/").status_code == 403


def test_a_clerk_makes_no_account(clerk, browser_of):
    assert browser_of("clerk").get("/accounts/new/").status_code == 403


@pytest.mark.parametrize("path", ["/accounts/%ED%A0%80/", "/accounts/%2e%2e/", f"/accounts/{'a' * 3000}/"])
def test_a_name_that_cannot_be_is_not_found(browser_of, path):
    assert browser_of("system_admin").get(path).status_code == 404
    assert browser_of("system_admin").post(f"{path}stop/").status_code == 404


@pytest.mark.parametrize("path", ["/accounts/%00/", "/accounts/?q=%00%ED%A0%80"])
def test_a_character_that_no_database_keeps_is_a_bad_request(browser_of, path):
    assert browser_of("system_admin").get(path).status_code == 400


def test_a_search_for_nothing_readable_finds_nothing(browser_of):
    assert browser_of("system_admin").get("/accounts/?q=%ED%A0%80").status_code == 200
