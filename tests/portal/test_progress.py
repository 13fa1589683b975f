"""The public progress of a case: by number and query code, alike for whatever does not fit, nothing personal."""

from datetime import datetime, timedelta
from itertools import cycle

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.support.matters import REASON, WHO, Matter
from tests.support.worlds import MONDAY, world  # noqa: F401
from yizhan.kernel.identifiers import build_case_number
from yizhan.portal import access

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moment that the pages read; tests move it."""
    cache.clear()
    moment = [MONDAY]
    monkeypatch.setattr(timezone, "now", lambda: moment[0])
    return moment


@pytest.fixture
def asked(client: Client, clock: list[datetime]):
    """Ask for the progress of a matter at the moment in which it stands."""

    def ask(matter: Matter, **typed: str) -> str:
        clock[0] = matter.now
        cache.clear()
        answer = client.post("/progress/", {"number": matter.number, "code": matter.code, **typed})
        assert answer.status_code == 200
        body = answer.content.decode()
        for personal in (WHO.name, WHO.id_number, WHO.phone, WHO.address, REASON, "情况属实", "同意上报"):
            assert personal not in body
        return body

    return ask


def test_the_page_follows_each_step(asked) -> None:
    matter = Matter().received(lacking=1)
    assert "已收到材料，正在核对" in asked(matter)
    body = asked(matter.asked())
    assert "材料不齐，等您补正" in body
    assert "家庭经济状况核查授权书" in body
    body = asked(matter.wait(1).handed_in().accepted())
    assert "已受理" in body
    assert "承诺期限" in body
    body = asked(matter.reviewed())
    assert "正在公示" in body
    assert "入户调查" in body
    body = asked(matter.wait(9).forwarded())
    assert "县民政局" in body or "民政局" in body
    assert "转报办结" in body
    assert "结果已经可以领取" in asked(matter.decided())
    assert "已办结并送达" in asked(matter.delivered())


def test_a_code_is_typed_as_people_type(asked) -> None:
    matter = Matter().received()
    small = f" {matter.code[:4].lower()}-{matter.code[4:].lower()} "
    assert "已收到材料" in asked(matter, code=small, number=f" {matter.number[:12]} {matter.number[12:].lower()}")
    letters = matter.number[:14].replace("0", "O").replace("1", "I") + matter.number[14:]
    assert "已收到材料" in asked(matter, number=letters)


WRONG = {
    "unknown number": {"number": "52260110026ZZ0000018"},
    "foreign number": {"number": "11010100000026AB0000017"},
    "wrong code": {"code": "AAAAAAAA"},
    "another's shape": {"number": "'; --", "code": "?!"},
    "half a pair": {"code": "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")},
}


def test_what_does_not_fit_is_answered_alike(client: Client) -> None:
    matter = Matter().received()
    right = {"number": matter.number, "code": matter.code}
    bodies = set()
    for typed in WRONG.values():
        answer = client.post("/progress/", {**right, **typed})
        assert answer.status_code == 404
        body = answer.content.decode()
        for value in {**right, **typed}.values():
            body = body.replace(value, "").replace(value.replace("'", "&#x27;"), "")
        bodies.add("".join(line for line in body.splitlines() if "csrfmiddlewaretoken" not in line))
    assert len(bodies) == 1


def test_what_cannot_be_a_number_is_refused_at_its_field(client: Client) -> None:
    for typed in ({}, {"number": "1"}, {"number": "x" * 41, "code": "A"}, {"number": "1\x00", "code": "A"}):
        assert client.post("/progress/", typed).status_code == 422
    assert client.put("/progress/").status_code == 405


def test_the_code_never_comes_in_an_address(client: Client) -> None:
    matter = Matter().received()
    answer = client.get("/progress/", {"number": matter.number, "code": matter.code})
    assert "最低生活保障" not in answer.content.decode()
    assert 'method="post"' in answer.content.decode()
    assert "no-store" in client.post("/progress/", {"number": matter.number, "code": matter.code})["Cache-Control"]


def test_guessing_ends_soon(client: Client) -> None:
    """Per address, and per number from any address, whether the number exists or not."""
    statuses = [
        client.post("/progress/", {"number": f"{n}", "code": "X"}).status_code for n in range(access.PER_ADDRESS + 1)
    ]
    assert statuses == [404] * access.PER_ADDRESS + [429]
    cache.clear()
    number = build_case_number("522601100000", 2026, "KM", 69)
    spellings = [number, number.lower(), number[:-1].replace("0", "O") + number[-1], f"{number[:12]} {number[12:]}"]
    statuses = [
        client.post("/progress/", {"number": spelling, "code": "X"}, REMOTE_ADDR=f"10.0.0.{n}").status_code
        for n, spelling in zip(range(access.PER_NUMBER + 1), cycle(spellings), strict=False)
    ]
    assert statuses == [404] * access.PER_NUMBER + [429]


def test_time_shows_before_anybody_writes_it(asked, clock: list[datetime]) -> None:
    """A correction never answered: after its time the page says so, though no entry does."""
    matter = Matter().received(lacking=1).asked()
    matter.now += timedelta(days=95)
    assert "视为放弃" in asked(matter)


def test_the_api_tells_the_same(client: Client) -> None:
    matter = Matter().received()
    header = {"X-Query-Code": matter.code}
    told = client.get("/api/v1/public/progress", {"number": matter.number}, headers=header).json()
    assert (told["state"], told["item"], told["wanted"]) == ("submitted", "dibao", None)
    assert [step["state"] for step in told["steps"]][:2] == ["now", "next"]
    assert told == client.get("/api/v1/public/progress", {"number": matter.number, "code": matter.code}).json()
    answer = client.get("/api/v1/public/progress", {"number": matter.number, "code": "AAAAAAAA"})
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
    unknown = client.get("/api/v1/public/progress", {"number": "1", "code": "AAAAAAAA"})
    assert unknown.json() == answer.json()
