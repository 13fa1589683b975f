"""A refusal becomes a page, a fragment or problem+json, in one place, with its status."""

import json
import logging
from collections.abc import Iterator

import pytest
from django.test import Client

pytestmark = pytest.mark.urls("tests.web.addresses")

STATUS = {
    "refused": (409, "already-extended"),
    "invalid": (422, "invalid"),
    "forbidden": (403, "forbidden"),
    "not-found": (404, "not-found"),
    "stale": (409, "stale"),
    "not-holder": (409, "not-holder"),
    "too-many": (429, "too-many-requests"),
    "denied": (403, "forbidden"),
    "404": (404, "not-found"),
    "suspicious": (400, "bad-request"),
    "bad": (400, "bad-request"),
    "big": (413, "too-large"),
    "broken": (500, "broken"),
}


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("kind", STATUS)
def test_a_person_gets_a_page(client: Client, kind: str) -> None:
    response = client.get(f"/refuse/{kind}/")
    status, code = STATUS[kind]
    body = response.content.decode()
    assert response.status_code == status
    assert f"<code>{code}</code>" in body
    assert "怎么办" in body
    assert "secret words" not in body
    assert "Traceback" not in body
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("kind", STATUS)
@pytest.mark.parametrize(
    ("address", "accept"),
    [("/api/v1/refuse/{}/", "*/*"), ("/refuse/{}/", "application/json"), ("/refuse/{}/", "application/problem+json")],
)
def test_a_program_gets_a_problem(client: Client, kind: str, address: str, accept: str) -> None:
    response = client.get(address.format(kind), headers={"Accept": accept})
    status, code = STATUS[kind]
    problem = response.json()
    assert response.status_code == problem["status"] == status
    assert response["Content-Type"] == "application/problem+json"
    assert problem["code"] == code
    assert problem["title"]
    assert problem["detail"]
    assert problem["type"] == f"/problems/{code}/"
    assert "secret words" not in response.content.decode()


def test_the_facts_and_the_faults_of_fields_travel_in_the_problem(client: Client) -> None:
    assert client.get("/api/v1/refuse/not-holder/").json()["holder"] == "522601000000-civil_affairs"
    assert client.get("/api/v1/refuse/stale/").json()["version"] == 5
    faults = client.get("/api/v1/refuse/invalid/").json()["errors"]
    assert faults == {"name": ["name-empty"], "day": ["2026-02-30"]}


def test_a_fact_never_overwrites_the_members_of_the_problem(client: Client) -> None:
    from yizhan.kernel.refusals import Refused
    from yizhan.web.answers import problem

    told = json.loads(problem(Refused("stale", title="x", status=1, detail="y", since=None)).content)
    assert (told["status"], told["since"]) == (409, None)
    assert "x" not in {told["title"], told["detail"]}


def test_who_came_too_often_is_told_when_to_come_again(client: Client) -> None:
    assert client.get("/refuse/too-many/")["Retry-After"] == "60"


def test_htmx_gets_the_message_alone_for_the_region_of_notices(client: Client) -> None:
    response = client.get("/refuse/stale/", headers={"HX-Request": "true"})
    assert response["HX-Retarget"] == "#notices"
    assert "<html" not in response.content.decode()


def test_what_was_typed_is_given_back_with_its_labels_and_without_secrets(client: Client) -> None:
    typed = {"name": "杨<光>", "remark": "一\n二", "road": "b", "password": "hush-hush", "key": "k-1", "seen": "3"}
    body = client.post("/refuse/stale/", typed, headers={"Referer": "http://testserver/form/?a=1"}).content.decode()
    assert "您填写的内容" in body
    assert "杨&lt;光&gt;" in body
    assert "<dt>姓名</dt>" in body
    assert "邮寄" in body
    assert "hush-hush" not in body
    assert "k-1" not in body
    assert 'href="/form/?a=1"' in body or 'href="http://testserver/form/?a=1"' in body


def test_the_way_back_never_leaves_the_node(client: Client) -> None:
    body = client.get("/refuse/stale/", headers={"Referer": "https://elsewhere.example/form"}).content.decode()
    assert "elsewhere" not in body


def test_faults_of_fields_are_said_in_words(client: Client) -> None:
    body = client.post("/refuse/invalid/", {"name": " "}).content.decode()
    assert "没有填写姓名" in body
    assert "2026-02-30" in body


def test_an_unknown_address_and_a_wrong_method_get_words_too(client: Client) -> None:
    assert client.get("/nothing/here/").status_code == 404
    assert "没有找到" in client.get("/nothing/here/").content.decode()
    assert client.get("/api/v1/nothing").json()["code"] == "not-found"
    wrong = client.get("/digest/")
    assert wrong.status_code == 405
    assert wrong["Allow"] == "POST"
    assert "不能这样打开" in wrong.content.decode()


def test_a_wrong_method_of_the_api_is_a_problem_too(client: Client) -> None:
    wrong = client.get("/api/v1/digest/")
    assert (wrong.status_code, wrong.json()["code"], wrong["Allow"]) == (405, "wrong-method", "POST")


def test_a_form_without_its_token_is_refused_with_what_was_typed() -> None:
    response = Client(enforce_csrf_checks=True).post("/refuse/stale/", {"name": "杨光"})
    assert response.status_code == 403
    assert "页面已经过期" in response.content.decode()
    assert "杨光" in response.content.decode()


def test_a_fault_of_the_program_is_logged_under_the_number_that_the_reader_sees(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    logging.disable(logging.NOTSET)
    with caplog.at_level(logging.ERROR, logger="yizhan.web"):
        incident = client.get("/api/v1/refuse/broken/").json()["incident"]
    record = next(record for record in caplog.records if record.name == "yizhan.web")
    assert incident in record.getMessage()
    assert record.exc_info
    assert record.exc_info[0] is RuntimeError


def test_the_code_of_a_problem_has_a_page_that_explains_it(client: Client) -> None:
    assert "内容已被他人更新" in client.get("/problems/stale/").content.decode()
    assert client.get("/problems/no-such-code/").status_code == 404
