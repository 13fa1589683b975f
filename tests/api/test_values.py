"""Every field of every verb, given what no field can hold: refused as a problem, never a fault."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from tests.api.conftest import BASE, Caller, opening
from tests.support.matters import CLERK

IMPOSSIBLE = ("\ud800", "a\x00", 10**400, [[[]]], "王" * 10_000, "2026-02-30", None)
PLAIN = {"string": "x", "boolean": True, "integer": 1, "array": [], "object": {}}


def verbs(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each verb of a case: its address and the fields of its body."""
    for path, operations in document["paths"].items():
        if "/cases/{number}/" in path and "post" in operations:
            body = operations["post"]["requestBody"]["content"]["application/json"]["schema"]["$ref"]
            schema = document["components"]["schemas"][body.rpartition("/")[2]]
            yield path.removeprefix(BASE), schema["properties"]


def test_no_value_is_a_fault(as_: Callable[[str], Caller], nobody: Caller) -> None:
    clerk = as_(CLERK)
    number, version = (clerk.done("/cases", opening())[key] for key in ("number", "version"))
    wrong, asked = [], 0
    for path, fields in verbs(nobody.get("/openapi.json").json()):
        right = {name: PLAIN.get(field.get("type"), "x") for name, field in fields.items() if name != "seen"}
        for name in fields:
            for value in IMPOSSIBLE:
                body = json.dumps({**right, "seen": version, name: value}).encode()
                answer = clerk.post(path.replace("{number}", number), body)
                asked += 1
                if answer.status_code < 300:
                    version = answer.json()["version"]
                elif answer.status_code >= 500 or answer["Content-Type"] != "application/problem+json":
                    wrong.append((path, name, repr(value)[:20], answer.status_code))
    assert wrong == []
    assert asked > 500
