"""The API over the small world: a clock that tests move, and callers with tokens."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.support.matters import APPLICANT, told
from tests.support.worlds import MONDAY, by, world  # noqa: F401
from yizhan.accounts.actions import create_token

BASE = "/api/v1"


class Clock:
    """The moment that the program reads."""

    def __init__(self) -> None:
        self.now = MONDAY

    def wait(self, days: int) -> None:
        """So many days later."""
        self.now += timedelta(days=days)


class Caller:
    """A program with somebody's token."""

    def __init__(self, token: str = "") -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, query: dict[str, Any] | None = None, **headers: str) -> HttpResponse:
        """A read."""
        return self.client.get(BASE + path, query or {}, headers={**self.headers, **headers})

    def post(self, path: str, body: Any = None, *, key: str = "", **headers: str) -> HttpResponse:
        """A write; `key` is its idempotency key. Bytes go as they are."""
        extra = {"Idempotency-Key": key} if key else {}
        return self.client.post(
            BASE + path,
            {} if body is None else body,
            content_type=headers.pop("content_type", "application/json"),
            headers={**self.headers, **extra, **headers},
        )

    def done(self, path: str, body: Any = None, **headers: str) -> dict[str, Any]:
        """A write that must succeed; the case as it is then."""
        answer = self.post(path, body, **headers)
        assert answer.status_code in {200, 201}, answer.content.decode()
        document: dict[str, Any] = answer.json()
        return document


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of every act, set to the Monday of the small world."""
    cache.clear()
    moving = Clock()
    monkeypatch.setattr(timezone, "now", lambda: moving.now)
    return moving


@pytest.fixture
def as_(world: object) -> Callable[[str], Caller]:
    """A caller with a token of this account."""
    known: dict[str, Caller] = {}

    def caller(username: str) -> Caller:
        if username not in known:
            known[username] = Caller(create_token(act=by(username), username=username, name="test"))
        return known[username]

    return caller


@pytest.fixture
def nobody(world: object) -> Caller:
    """A caller without a token."""
    return Caller()


def opening(**changes: Any) -> dict[str, Any]:
    """The body that opens a 低保 case."""
    answers, form = told()
    applicant = {"name": APPLICANT.name, "id_number": APPLICANT.id_number, "phone": APPLICANT.phone}
    return {
        "item": "dibao",
        "applicant": {**applicant, "address": APPLICANT.address},
        "answers": {name: value if isinstance(value, bool | str) else int(value) for name, value in answers.items()},
        "form": form,
        **changes,
    }


def papers(case: dict[str, Any], *, lacking: int = 0) -> list[dict[str, Any]]:
    """What the checklist wants, but for the last few."""
    codes = [line["code"] for line in case["materials"] if line["required"]]
    return [{"code": code, "originals": 1} for code in codes[: len(codes) - lacking]]
