"""Every refusal has words for the person who meets it."""

import ast
import re

from tests.walls.source import calls, modules

from yizhan.web.refusals import known_codes

REFUSALS = {"Refused", "Invalid", "Forbidden", "NotFound", "BadRequest", "TooLarge", "WrongMethod", "Unavailable"}
KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def raised() -> dict[str, str]:
    """Every code that the program refuses with, and one place that does."""
    return {
        node.args[0].value: module.at(node)
        for module in modules()
        for node, name in calls(module.tree)
        if name in REFUSALS and node.args and isinstance(node.args[0], ast.Constant)
    }


def test_every_refusal_has_words() -> None:
    assert {code: place for code, place in raised().items() if code not in known_codes()} == {}


def test_codes_are_kebab_case() -> None:
    assert [code for code in {*raised(), *known_codes()} if not KEBAB.fullmatch(code)] == []
