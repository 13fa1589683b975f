"""Every refusal that this room or the journal can give has words, and every refusal of a rule has its test."""

import ast
from pathlib import Path

import pytest
from django.utils import translation

from yizhan import cases, journal
from yizhan.cases import refusals as words_of_cases
from yizhan.cases.state import DONE_STATES, ENDED_STATES, OPEN_STATES
from yizhan.journal import refusals as words_of_journal
from yizhan.web import refusals

RAISERS = {"Refused", "Invalid", "Forbidden", "NotFound"}
ROOMS = {"cases": Path(cases.__path__[0]), "journal": Path(journal.__path__[0])}
TESTS = Path(__file__).parent


def calls(path: Path) -> list[tuple[str, ast.Call]]:
    """Every call in a file by the last name of what is called."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [(getattr(node.func, "id", getattr(node.func, "attr", "")), node) for node in found]


def refused_in(folder: Path) -> dict[str, set[str]]:
    """Every code that is raised below a folder, with the facts that come with it wherever it is raised."""
    codes: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*.py")):
        for name, call in calls(path):
            if name in RAISERS and call.args and isinstance(call.args[0], ast.Constant):
                facts = {keyword.arg for keyword in call.keywords if keyword.arg}
                code = call.args[0].value
                codes[code] = codes.get(code, facts) & facts
    return codes


def field_faults(folder: Path) -> set[str]:
    """Every code that is given for a field: `errors={"mode": ["unknown"]}`."""
    return {
        fault.value
        for path in folder.rglob("*.py")
        for name, call in calls(path)
        if name == "Invalid"
        for keyword in call.keywords
        if keyword.arg == "errors"
        for node in ast.walk(keyword.value)
        if isinstance(node, ast.List)
        for fault in node.elts
        if isinstance(fault, ast.Constant)
    }


def placeholders(text: object) -> set[str]:
    """The facts that a text wants."""

    class Seen(dict):
        def __missing__(self, name: str) -> str:
            self[name] = ""
            return ""

    seen = Seen()
    with translation.override("zh-hans"):
        _ = str(text) % seen
    return set(seen)


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_every_code_has_words(room):
    assert set(refused_in(ROOMS[room])) - refusals.known_codes() == set()


def test_every_fault_of_a_field_has_words():
    assert field_faults(ROOMS["cases"]) - refusals.known_codes() == set()


def test_every_refusal_of_a_rule_is_met_by_a_test():
    met = {
        node.value
        for path in TESTS.glob("test_*.py")
        if path != Path(__file__)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(refused_in(ROOMS["cases"] / "rules")) - met == set()


@pytest.mark.parametrize(
    ("room", "words"), [("cases", words_of_cases.WORDS), ("journal", words_of_journal.WORDS)], ids=["cases", "journal"]
)
def test_words_tell_only_facts_that_the_refusal_brings(room, words):
    brought = refused_in(ROOMS[room])
    wrong = {
        code: placeholders(part) - brought.get(code, set())
        for code, *parts in words
        for part in parts
        if placeholders(part) - brought.get(code, set())
    }
    assert wrong == {}


def test_no_code_has_two_words():
    codes = [line[0] for line in (*words_of_cases.WORDS, *words_of_journal.WORDS)]
    assert len(codes) == len(set(codes))


def test_no_words_are_left_for_a_code_that_nobody_gives():
    given = set(refused_in(ROOMS["cases"])) | field_faults(ROOMS["cases"])
    assert {line[0] for line in words_of_cases.WORDS} - given == set()
    assert {line[0] for line in words_of_journal.WORDS} - set(refused_in(ROOMS["journal"])) == set()


def test_every_state_has_a_name():
    assert set(words_of_cases.STATES) == OPEN_STATES | DONE_STATES | ENDED_STATES


def test_states_and_offices_are_told_in_words():
    with translation.override("zh-hans"):
        assert "已撤回" in refusals.words("ended", {"state": "withdrawn"})[1]
        assert "本机关负责人" in refusals.words("wrong-approver", {"needed": "organ-head", "office": "clerk"})[1]
        assert "2 名" in refusals.words("two-officers-needed", {"needed": 2})[1]
