"""What somebody unknown may send, what keeps a session, and whose accounts an administrator of a county reaches."""

import io
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.worlds import by
from yizhan.accounts import actions
from yizhan.accounts.middleware import IDLE_SECONDS
from yizhan.accounts.models import Account, ApiToken
from yizhan.kernel.refusals import NotFound, Refused

CLERK = "t522601100-clerk-a"


class Unread(io.BytesIO):
    """A body that must not be read."""

    def read(self, *args):
        raise AssertionError("the body was read")


@pytest.mark.parametrize("path", ["/login/", "/progress/", "/notices/verify/"])
def test_a_large_body_of_somebody_unknown_is_refused_unread(world, settings, path):
    environment = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
        "CONTENT_LENGTH": str(settings.YIZHAN_MAX_PUBLIC_BYTES + 1),
        "wsgi.input": Unread(),
    }
    assert Client().request(**environment).status_code == 413


def test_who_is_logged_in_sends_what_a_file_may_weigh(world, settings):
    settings.YIZHAN_MAX_PUBLIC_BYTES, settings.YIZHAN_MAX_FILE_BYTES = 1_000, 10_000
    clerk = Client()
    clerk.force_login(Account.objects.get(username=CLERK), backend="django.contrib.auth.backends.ModelBackend")
    sent = {"q": SimpleUploadedFile("a.pdf", b"x" * 5_000)}
    assert clerk.post("/desk/shelf/", sent).status_code != 413
    settings.YIZHAN_MAX_FILE_BYTES = 1_000
    sent = {"q": SimpleUploadedFile("a.pdf", b"x" * 500_000)}
    assert clerk.post("/desk/shelf/", sent).status_code == 413


def test_what_a_page_asks_by_itself_keeps_no_session(world, monkeypatch):
    clerk = Client()
    clerk.force_login(Account.objects.get(username=CLERK), backend="django.contrib.auth.backends.ModelBackend")
    assert clerk.get("/desk/").status_code == 200
    now = [clerk.session["last_use"]]

    later = SimpleNamespace(now=lambda: SimpleNamespace(timestamp=lambda: now[0]))
    monkeypatch.setattr("yizhan.accounts.middleware.timezone", later)
    for _ in range(4):
        now[0] += IDLE_SECONDS // 3
        answer = clerk.get("/desk/", headers={"X-Unattended": "1"})
    assert answer.status_code == 302
    assert "/login/" in answer["Location"]


def test_tokens_end_with_the_password_they_were_made_under(world):
    actions.create_token(act=by(CLERK), username=CLERK, name="printer")
    assert ApiToken.objects.filter(account__username=CLERK).exists()
    actions.store_password(Account.objects.get(username=CLERK), "Sanke-shu-2027", by(CLERK), False)
    assert not ApiToken.objects.filter(account__username=CLERK).exists()


@pytest.fixture
def county_admins(world):
    """Two administrators whose scope is a county."""
    for name, role in (("county-system", "system_admin"), ("county-security", "security_admin")):
        actions.enrol(
            act=by("system_admin"),
            username=name,
            name="管理员",
            organ="522601000000-government",
            roles=[(role, "522601000000")],
            security=by("security_admin").actor,
        )
    return by("county-system"), by("county-security")


def test_a_county_does_not_reach_the_accounts_of_the_node(county_admins):
    system, security = county_admins
    with pytest.raises(NotFound):
        actions.reset_password(act=system, username="security_admin")
    with pytest.raises(NotFound):
        actions.stop_account(act=system, username="audit_admin")
    with pytest.raises(NotFound):
        actions.withdraw_role(act=security, username="audit_admin", role="audit_admin", scope="522600000000")


def test_nobody_takes_a_role_from_himself(world):
    with pytest.raises(Refused) as refused:
        actions.withdraw_role(
            act=by("security_admin"), username="security_admin", role="security_admin", scope="522600000000"
        )
    assert refused.value.code == "own-account"
