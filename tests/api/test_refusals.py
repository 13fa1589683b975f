"""What the API refuses, how it says so, and what one request is when it comes twice."""

import json
import threading
from collections.abc import Callable

import pytest
from django.db import connection

from tests.api.conftest import Caller, opening, papers
from tests.support.matters import CLERK, REVIEWER, STRANGER, WHO
from yizhan.cases.models import Case, CaseFact

As = Callable[[str], Caller]
PROBLEM = "application/problem+json"


@pytest.fixture
def case(as_: As) -> dict[str, object]:
    """A case whose papers were received whole."""
    clerk = as_(CLERK)
    made = clerk.done("/cases", opening())
    return clerk.done(f"/cases/{made['number']}/submit", {"seen": made["version"], "materials": papers(made)})


def problem(answer: object, status: int, code: str) -> dict[str, object]:
    """The problem that an answer must be."""
    told = answer.json()
    assert (answer.status_code, told["status"], told["code"]) == (status, status, code), told
    assert answer["Content-Type"] == PROBLEM
    assert {"type", "title", "detail"} <= told.keys()
    assert told["type"].startswith("/problems/") or told["type"] == "about:blank"
    return told


def test_a_stale_version_is_told_both(as_: As, case: dict[str, object]) -> None:
    told = problem(as_(CLERK).post(f"/cases/{case['number']}/accept", {"seen": 1}), 409, "stale")
    assert (told["seen"], told["version"]) == (1, 2)


def test_who_does_not_hold_it_is_told_who_does(as_: As, case: dict[str, object]) -> None:
    clerk, at = as_(CLERK), f"/cases/{case['number']}"
    moved = clerk.done(f"{at}/accept", {"seen": case["version"]})
    station = "522601100000-station-civil_affairs"
    moved = clerk.done(
        f"{at}/forward", {"seen": moved["version"], "organ": station, "cause": "no-grant", "opinion": "请办"}
    )
    told = problem(clerk.post(f"{at}/advance", {"seen": moved["version"], "step": "review"}), 409, "not-holder")
    assert station in str(told["holder"])


def test_a_stranger_is_told_what_is_told_of_nothing(as_: As, case: dict[str, object]) -> None:
    stranger, at = as_(STRANGER), f"/cases/{case['number']}"
    unknown = stranger.get("/cases/52260110000026ZZ0000011").content
    assert stranger.get(at).content == unknown
    for verb, body in (("accept", {"seen": 2}), ("visit", {}), ("wish", {"kind": "hurry"})):
        assert problem(stranger.post(f"{at}/{verb}", body), 404, "not-found")
    assert stranger.get("/cases").json()["cases"] == []


def test_without_a_token_nothing_opens(nobody: Caller, case: dict[str, object]) -> None:
    answer = nobody.get("/cases")
    problem(answer, 401, "unauthenticated")
    assert answer["WWW-Authenticate"] == "Bearer"
    for token in ("x", "\xff", "a" * 5000, "e30.e30.", "Bearer"):
        problem(Caller(token).get(f"/cases/{case['number']}"), 401, "unauthenticated")


def test_the_catalogue_is_open_to_everybody(nobody: Caller) -> None:
    assert nobody.get("/items", {"q": "低保"}).json()["items"][0]["code"] == "dibao"
    assert nobody.get("/items/dibao").status_code == 200
    problem(nobody.get("/items/nothing"), 404, "not-found")


def test_unknown_addresses_and_methods_are_problems_too(as_: As) -> None:
    clerk = as_(CLERK)
    problem(clerk.get("/nothing"), 404, "not-found")
    problem(clerk.get(""), 404, "not-found") if clerk.get("").status_code == 404 else None
    answer = clerk.client.delete("/api/v1/cases", headers=clerk.headers)
    problem(answer, 405, "wrong-method")
    assert answer["Allow"]


BODIES = {
    "no JSON": (b"{", 400),
    "nothing": (b"", 422),
    "not an object": (b"[]", 422),
    "not UTF-8": (b'{"item": "\xff"}', 400),
    "not a number": (b'{"item": NaN}', 400),
    "a half character": ({"authorisation": "\ud800"}, 422),
    "a half character in a key": ({"form": {"\udfff": 1}}, 422),
    "a half character in a form": ({"form": {"address": "a\ud800"}}, 422),
    "U+0000": ({"form": {"address": "a\x00"}}, 422),
    "depth": (b"[" * 100_000 + b"]" * 100_000, 400),
    "some depth": (b'{"form": {"a": ' + b"[" * 60 + b"]" * 60 + b"}}", 400),
    "a huge number": (b'{"item": 1' + b"0" * 5000 + b"}", 400),
    "a long name": ({"applicant": {"name": "王" * 10_000}}, 422),
    "a name that turns": ({"applicant": {"name": "王\u202e五"}}, 422),
    "no such day": ({"permit_expires": "2026-02-30"}, 422),
    "a wrong identity number": ({"applicant": {"name": "王五", "id_number": "522601199001011235"}}, 422),
    "too large": (b'{"item": "' + b"a" * 3_000_000 + b'"}', 413),
}
"""A body, or what is changed in a right one, and the status of its refusal."""


@pytest.mark.parametrize("name", BODIES)
def test_a_wrong_body_is_refused_and_changes_nothing(as_: As, name: str) -> None:
    given, status = BODIES[name]
    body = given if isinstance(given, bytes) else json.dumps(opening(**given)).encode()
    answer = as_(CLERK).post("/cases", body)
    assert answer.status_code == status, answer.content.decode()[:500]
    assert answer["Content-Type"] == PROBLEM
    assert answer.json()["code"]
    assert not Case.objects.exists()


@pytest.mark.parametrize("query", ["q=%00", "q=a%00b", "q=%ED%A0%80", "cursor=%FF", "limit=" + "9" * 5000])
def test_a_wrong_query_is_refused(nobody: Caller, query: str) -> None:
    answer = nobody.client.get(f"/api/v1/items?{query}")
    assert answer.status_code in {200, 400, 422}
    assert answer.status_code == 200 or answer["Content-Type"] == PROBLEM


@pytest.mark.parametrize("path", ["/cases/%00", "/items/%00", "/cases/%ED%A0%80", "/cases/" + "9" * 3000])
def test_a_wrong_address_is_refused(as_: As, path: str) -> None:
    clerk = as_(CLERK)
    answer = clerk.client.get("/api/v1" + path, headers=clerk.headers)
    assert answer.status_code in {400, 404, 422}
    assert answer["Content-Type"] == PROBLEM


def test_the_same_request_twice_is_done_once(as_: As) -> None:
    clerk = as_(CLERK)
    first, second = (clerk.post("/cases", opening(), key="k-1") for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["number"] == second.json()["number"]
    assert Case.objects.count() == 1
    problem(clerk.post("/cases", opening(channel="post"), key="k-1"), 409, "key-reused")
    assert as_(REVIEWER).post("/cases", opening(), key="k-1").json()["number"] != first.json()["number"]
    assert clerk.post("/cases", opening(), key="k" * 65).status_code == 422


def test_a_repeat_is_answered_though_the_case_went_on(as_: As, case: dict[str, object]) -> None:
    clerk, at = as_(CLERK), f"/cases/{case['number']}"
    accepted = clerk.post(f"{at}/accept", {"seen": case["version"]}, key="a-1")
    again = clerk.post(f"{at}/accept", {"seen": case["version"]}, key="a-1")
    assert (accepted.status_code, again.status_code) == (200, 200)
    assert accepted.json()["version"] == again.json()["version"]


def test_a_verb_for_another_office_is_forbidden(as_: As, case: dict[str, object]) -> None:
    answer = as_("t522601100-manager").post(f"/cases/{case['number']}/accept", {"seen": case["version"]})
    assert answer.status_code == 403
    assert answer["Content-Type"] == PROBLEM


def test_an_unknown_verb_is_no_address(as_: As, case: dict[str, object]) -> None:
    problem(as_(CLERK).post(f"/cases/{case['number']}/delete", {"seen": 1}), 404, "not-found")


def test_files_are_told_by_their_content(as_: As) -> None:
    clerk = as_(CLERK)
    raw = {"content_type": "application/octet-stream"}
    answer = clerk.post("/files?name=scan.pdf", b"%PDF-1.4\n%%EOF", **raw)
    assert answer.status_code == 201
    assert len(answer.json()["digest"]) == 64
    for content, status in ((b"MZ\x90\x00" + b"\x00" * 200, 415), (b"", 422)):
        refused = clerk.post("/files?name=scan.pdf", content, **raw)
        assert refused.status_code == status, refused.content.decode()
        assert refused["Content-Type"] == PROBLEM
    huge = clerk.client.post(
        "/api/v1/files?name=a.pdf",
        b"%PDF-",
        content_type="application/octet-stream",
        headers=clerk.headers,
        CONTENT_LENGTH=str(2 * 1024**3),
    )
    assert huge.status_code == 413


@pytest.mark.django_db(transaction=True)
def test_two_at_once_with_one_key_are_one(as_: As) -> None:
    clerk = as_(CLERK)
    answers = []

    def send() -> None:
        answers.append(
            Caller(clerk.headers["Authorization"].removeprefix("Bearer ")).post("/cases", opening(), key="same")
        )
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [201, 201]
    assert len({answer.json()["number"] for answer in answers}) == 1
    assert Case.objects.count() == 1
    assert not CaseFact.objects.exists()


OTHERS = {
    "the other township of the county": STRANGER,
    "its manager": "t522601101-manager",
    "its approver": "t522601101-approver",
    "an agency of the county that has no part in it": "c522601-forestry-reviewer",
    "a village helper of another village": "t522601101-helper",
}


@pytest.mark.parametrize("who", OTHERS)
def test_every_read_of_another_place_shows_nothing(as_: As, case: dict[str, object], who: str) -> None:
    """The known leaks, one a row: a division that begins like ours, a role above nothing of ours, an agency besides."""
    caller, number = as_(OTHERS[who]), str(case["number"])
    for path in (f"/cases/{number}", f"/cases/{number}/history"):
        problem(caller.get(path), 404, "not-found")
    for query in (
        {},
        {"text": number},
        {"text": WHO.id_number},
        {"text": WHO.phone},
        {"text": WHO.name},
        {"applicant": WHO.name},
        {"centre": "522601100000-centre"},
        {"holder": "522601100000-government"},
    ):
        assert caller.get("/cases", query).json() == {"cases": [], "cursor": ""}
    for notice in case["notices"]:
        problem(caller.get(f"/notices/{notice}/pdf"), 404, "not-found")


def test_a_county_officer_sees_his_county_and_masks(as_: As, case: dict[str, object]) -> None:
    answer = as_("c522601-officer").get(f"/cases/{case['number']}")
    assert answer.status_code == 200
    assert not any(secret in answer.content.decode() for secret in (WHO.name, WHO.id_number, WHO.phone, WHO.address))


def test_the_document_and_its_pages_are_served_from_here(nobody: Caller) -> None:
    document = nobody.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for operations in document["paths"].values():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                kinds = set(response.get("content", {}))
                assert kinds <= ({PROBLEM} if int(status) >= 400 else {"application/json", "application/pdf"})
    page = nobody.get("/docs").content.decode()
    assert "http://" not in page
    assert "https://" not in page
    assert 'src="/static/' in page
