"""Files and verification over HTTP."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.papers.conftest import CENTRE, ELSEWHERE, STREAM, clerk
from tests.papers.test_notices import issue, proof_of
from tests.support.nodes import NOW
from yizhan.accounts.access import token_digest
from yizhan.accounts.models import Account, ApiToken
from yizhan.kernel.acting import Act
from yizhan.kernel.hashing import sm3
from yizhan.papers import access, actions, queries
from yizhan.papers.models import StoredFile, Upload
from yizhan.web import moment

Acts = Callable[..., Act]
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 1000
pytestmark = [pytest.mark.usefixtures("node"), pytest.mark.urls("tests.papers.api_urls")]


@pytest.fixture
def bearer() -> Callable[[str], dict[str, str]]:
    """`bearer(centre)`: the header of a clerk's token."""

    def make(centre: str = CENTRE) -> dict[str, str]:
        account = Account.objects.create_user(
            f"clerk-{centre}", name="吴小梅", centre=centre, organ=clerk(centre=centre).organ
        )
        ApiToken.objects.create(
            account=account,
            digest=token_digest(f"secret-{centre}"),
            created=NOW,
            expires=moment.now() + timedelta(days=1),
        )
        return {"Authorization": f"Bearer secret-{centre}"}

    return make


def post(client: Client, data: bytes, name: str, headers: dict[str, str]) -> object:
    return client.post(
        "/api/v1/files?" + "name=" + name, data, content_type="application/octet-stream", headers=headers
    )


def test_a_file_comes_as_the_body_and_is_answered_by_its_digest(client: Client, bearer: Callable[..., dict[str, str]]):
    answer = post(client, PDF, "a.pdf", bearer())
    assert answer.status_code == 201
    assert answer.json()["digest"] == sm3(PDF).hex()
    assert answer.json()["media_type"] == "application/pdf"
    assert Upload.objects.get().account == f"clerk-{CENTRE}"


def test_a_file_comes_as_a_part_of_a_form(client: Client, bearer: Callable[..., dict[str, str]]):
    given = {"file": SimpleUploadedFile("x.pdf", PDF)}
    answer = client.post("/api/v1/files?name=x.pdf", given, headers=bearer())
    assert answer.status_code == 201
    assert answer.json()["digest"] == sm3(PDF).hex()
    assert client.post("/api/v1/files?name=x.pdf", {"a": "b"}, headers=bearer(ELSEWHERE)).status_code == 422


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr("word/document.xml", bytes(40_000_000))
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "status", "code"),
    [
        (b"MZ" + bytes(100), "a.pdf", 415, "type-not-allowed"),
        (b"", "a.pdf", 422, "empty-file"),
        (PDF, "..%2Fa.pdf", 422, "bad-file-name"),
        (PDF, "%ED%A0%80.pdf", 422, "bad-file-name"),
        (PDF, "x" * 10_000, 422, "invalid"),
        (bomb(), "a.docx", 422, "zip-bomb"),
    ],
)
def test_a_bad_file_gets_one_clear_refusal_and_changes_nothing(
    client: Client, bearer: Callable[..., dict[str, str]], data: bytes, name: str, status: int, code: str
):
    answer = post(client, data, name, bearer())
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert not StoredFile.objects.exists()


def test_a_file_of_two_gigabytes_is_refused_by_its_length(client: Client, bearer: Callable[..., dict[str, str]]):
    answer = client.generic(
        "POST",
        "/api/v1/files?name=a.pdf",
        PDF,
        content_type="application/octet-stream",
        headers=bearer(),
        CONTENT_LENGTH=str(2 * 1024**3),
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "file-too-large")


def test_nobody_leaves_files_here_without_a_token(client: Client):
    for headers in ({}, {"Authorization": "Bearer forged"}):
        assert post(client, PDF, "a.pdf", headers).status_code == 401
    assert not StoredFile.objects.exists()


def test_the_print_is_for_whom_the_cases_name(
    client: Client, act: Acts, bearer: Callable[..., dict[str, str]], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(access, "_also", [lambda actor, seen: actor.centre == CENTRE])
    number = issue(act()).number
    answer = client.get(f"/api/v1/notices/{number}/pdf", headers=bearer())
    assert answer.content.startswith(b"%PDF")
    assert client.get(f"/api/v1/notices/{number}/pdf", headers=bearer(ELSEWHERE)).status_code == 404
    assert client.get(f"/api/v1/notices/{number}/pdf").status_code == 401


def test_everybody_verifies_by_number_and_digest_and_by_file(client: Client, act: Acts):
    notice = issue(act())
    pdf = actions.render_notice(notice.number, act())
    address = f"/api/v1/public/notices/{notice.number}"
    by_number = client.get(address, {"digest": proof_of(notice)}).json()
    assert (by_number["state"], by_number["title"]) == ("genuine", "不予给付决定书")
    assert client.get(address).json()["state"] == "unknown"
    assert client.get(address, {"digest": "0" * 64}).json()["state"] == "different"
    for data in (pdf, pdf + b" "):
        answer = client.post("/api/v1/public/notices/verify", data, content_type="application/pdf")
        assert answer.json()["state"] == ("genuine" if data == pdf else "unknown")
        assert "杨秀兰" not in answer.content.decode()


def test_verifying_is_limited(client: Client):
    answers = [client.get("/api/v1/public/notices/WS1").status_code for _ in range(25)]
    assert answers[0] == 200
    assert answers[-1] == 429


def test_an_uploaded_file_is_read_from_the_stream_that_uses_it(
    client: Client, act: Acts, bearer: Callable[..., dict[str, str]]
):
    issue(act())
    post(client, PDF, "a.pdf", bearer())
    later = Upload.objects.get().created_at
    who = clerk(f"clerk-{CENTRE}")
    actions.use_file(sm3(PDF).hex(), STREAM, Act(actor=who, now=later))
    assert b"".join(queries.open_file(STREAM, sm3(PDF).hex())) == PDF
