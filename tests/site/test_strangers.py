"""Every address of the program as nobody and as staff of another township: no fault, and nothing of a citizen's."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from tests.support.matters import CLERK, REASON, STRANGER, WHO, Matter
from tests.support.worlds import MONDAY, by, world  # noqa: F401

from yizhan.accounts.actions import create_token
from yizhan.accounts.models import Account
from yizhan.cases.access import case_of_the_node
from yizhan.cases.actions import intake
from yizhan.kernel.acting import legal_day
from yizhan.mandates.models import Grant
from yizhan.papers.actions import receive_upload

PART = re.compile(r"<(?:\w+:)?(\w+)>")
METHODS = ("get", "post", "delete")
SECRETS = (WHO.name, WHO.id_number, WHO.phone, WHO.address, REASON, "秘密的附件")
OVERSEEING = ("t522601101-manager", "t522601101-approver", "t522601101-helper", "c522601-forestry-reviewer")


@pytest.fixture
def matter(world: object, monkeypatch: pytest.MonkeyPatch) -> Matter:
    """A case with everything personal in it: papers, a file, a notice with a typed reason."""
    cache.clear()
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)
    made = Matter()
    upload = receive_upload([b"%PDF-1.4\n%%EOF"], "秘密的附件.pdf", made.act(CLERK))
    made.digest = upload.digest
    papers = [
        replace(paper, file=upload.digest if paper.code == "identity" else "") for paper in made.papers(lacking=1)
    ]
    intake.submit_case(act=made.act(CLERK), number=made.number, materials=papers)
    return made.asked()


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """Every route of the resolver."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def verbs() -> list[str]:
    """The verbs of a case, as the API names them."""
    return sorted(
        {route.rpartition("/")[2] for route in routes(get_resolver().url_patterns) if "cases/<number>/" in route}
    )


def addresses(matter: Matter) -> list[str]:
    """Every route with every sample of its parts."""
    seen = case_of_the_node(matter.number, today=legal_day(MONDAY))
    samples = {
        "number": [matter.number, *seen.case.notices],
        "centre": ["522601100000-centre", "nothing"],
        "code": ["dibao", "not-found", "identity"],
        "item": ["dibao"],
        "sitting": ["nothing"],
        "view": ["1"],
        "room": ["desk", "nothing"],
        "name": ["work", "home", "nothing"],
        "measure": ["open", "beyond", "nothing"],
        "example": ["application", "nothing"],
        "username": [CLERK, STRANGER],
        "grant_id": [Grant.objects.order_by("pk").values_list("pk", flat=True)[0], "nothing"],
        "token_id": ["1", "2"],
        "digest": [matter.digest, "0" * 64],
        "slug": verbs(),
        "key": ["nothing"],
    }
    found = []
    for route in dict.fromkeys(routes(get_resolver().url_patterns)):
        names = PART.findall(route)
        for values in product(*(samples[name] for name in names)):
            found.append("/" + filled(route, values))
    return found


def filled(route: str, values: tuple[object, ...]) -> str:
    """A route with values in the places of its parts."""
    for value in values:
        route = PART.sub(str(value), route, count=1)
    return route


def shown(answer: HttpResponse, address: str) -> str:
    """What an answer says, but for the address that was asked."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    body = content.decode("utf-8", "replace") + repr(sorted(answer.headers.items()))
    return body.replace(quote(address, safe=""), "").replace(quote(address), "").replace(address, "")


def ask(client: Client, method: str, address: str, headers: dict[str, str]) -> HttpResponse:
    """One request; a write sends what many forms and every verb would read."""
    if method == "post" and address.startswith("/api/"):
        return client.post(address, {"seen": 3}, content_type="application/json", headers=headers)
    data = {"seen": "3", "number": "1", "code": "AAAAAAAA"} if method == "post" else None
    return (
        getattr(client, method)(address, data, headers=headers)
        if data
        else getattr(client, method)(address, headers=headers)
    )


def walk(matter: Matter, client: Client, headers: dict[str, str], methods: tuple[str, ...]) -> list[str]:
    """What went wrong on a walk over every address."""
    numbers = (matter.number, *case_of_the_node(matter.number, today=legal_day(MONDAY)).case.notices)
    faults = []
    for address, method in product(addresses(matter), methods):
        if address.startswith(("/logout/", "/password/", "/account/tokens/")):
            continue
        cache.clear()
        answer = ask(client, method, address, headers)
        body = shown(answer, address)
        parts = address.split("/")
        kept = [number for number in numbers if not any(number in part for part in parts)]
        faults += [f"{method} {address}: {answer.status_code}"] if answer.status_code >= 500 else []
        faults += [f"{method} {address} shows {secret}" for secret in (*SECRETS, *kept) if secret in body]
    return faults


def logged_in(username: str) -> Client:
    """A client with somebody's session."""
    client = Client(raise_request_exception=False)
    client.force_login(Account.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_nobody_learns_anything(matter: Matter) -> None:
    assert walk(matter, Client(raise_request_exception=False), {}, METHODS) == []


def test_staff_of_another_township_learn_nothing(matter: Matter) -> None:
    token = create_token(act=by(STRANGER), username=STRANGER)
    assert walk(matter, logged_in(STRANGER), {"Authorization": f"Bearer {token}"}, ("get", "post")) == []


@pytest.mark.parametrize("username", OVERSEEING)
def test_neither_do_others_with_power_elsewhere(matter: Matter, username: str) -> None:
    token = create_token(act=by(username), username=username)
    assert walk(matter, logged_in(username), {"Authorization": f"Bearer {token}"}, ("get",)) == []


def test_the_walk_would_find_a_leak(matter: Matter) -> None:
    """The same walk by the clerk who holds the case finds his name: the walk looks where there is something."""
    token = create_token(act=by(CLERK), username=CLERK)
    found = walk(matter, logged_in(CLERK), {"Authorization": f"Bearer {token}"}, ("get",))
    assert any("shows" in fault for fault in found)
    assert not any(fault.split(": ")[-1].startswith("5") for fault in found)
