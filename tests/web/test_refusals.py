"""Every code has words; a fact that is missing or odd never breaks a page."""

import ast
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import translation

from yizhan.kernel.periods import Limit
from yizhan.web import general_words, refusals

SOURCE = Path(refusals.__file__).parents[1]
RAISERS = {
    "Refused",
    "Invalid",
    "Forbidden",
    "NotFound",
    "BadRequest",
    "TooLarge",
    "WrongMethod",
    "Unavailable",
    "Broken",
}


def codes_raised(room: str) -> set[str]:
    """Every code that a room writes in a refusal."""
    return {
        node.args[0].value
        for path in (SOURCE / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in RAISERS
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


@pytest.mark.parametrize("room", ["kernel", "web"])
def test_every_code_of_the_lower_floors_has_words(room: str) -> None:
    assert codes_raised(room) - refusals.known_codes() == set()


def test_the_codes_of_the_refusal_classes_have_words() -> None:
    assert {"not-found", "stale", "not-holder", "invalid", "too-many-requests", "key-reused"} <= refusals.known_codes()


def test_no_code_is_given_words_twice() -> None:
    listed = [line[0] for line in general_words.KERNEL]
    assert len(listed) == len(set(listed))


def test_facts_are_told_in_the_readers_language() -> None:
    with translation.override("en"):
        assert refusals.tell("due", date(2026, 12, 4)) == "Friday 4 December 2026"
        assert refusals.tell("limit", Limit.parse("20wd")) == "20 working days"
    with translation.override("zh-hans"):
        assert refusals.tell("at", datetime(2026, 12, 4, 6, 30, tzinfo=UTC)) == "2026年12月4日 星期五 14:30"
        assert refusals.tell("limit", Limit.parse("20wd")) == "20个工作日"
        assert refusals.tell("codes", ["甲", "乙"]) == "甲、乙"
        assert refusals.tell("holder", None) == "—"


def test_a_code_without_words_still_tells_what_to_do() -> None:
    title, detail, advice = refusals.words("never-heard-of", {"code": "forged"})
    assert title
    assert "never-heard-of" in detail
    assert "forged" not in detail
    assert advice


def test_a_missing_fact_and_a_percent_sign_break_nothing() -> None:
    assert "…" in refusals.words("stale", {})[1]
    assert refusals.filled("满 50% 的", {}) == "满 50% 的"


def test_a_room_teaches_words_and_how_a_fact_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "_WORDS", dict(refusals._WORDS))
    monkeypatch.setattr(refusals, "_FACTS", {})
    refusals.teach("already-extended", "已经延期过", "由 %(by)s 批准", "不能再延")
    refusals.teach_fact("by", lambda code: f"〔{code}〕")
    assert refusals.words("already-extended", {"by": 7}) == ("已经延期过", "由 〔7〕 批准", "不能再延")
    assert refusals.fault("already-extended") == "已经延期过"
