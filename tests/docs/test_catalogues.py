"""The English catalogues: complete, without leftovers, with the same placeholders."""

import re
from collections import Counter
from pathlib import Path

import pytest
from tools.messages import any_translation, kept, marked, rooms

HAN = re.compile(r"[\u3400-\u9fff]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TALKING = [room for room in rooms() if len(marked(room))]


def forms(text: object) -> list[str]:
    """The forms of a text: one, or singular and plural."""
    return list(text) if isinstance(text, tuple | list) else [str(text)]


@pytest.mark.parametrize("room", TALKING, ids=lambda path: path.name)
def test_every_marked_text_has_english(room: Path) -> None:
    catalogue = kept(room)
    translated = {(message.id, message.context) for message in catalogue if any_translation(message.string)}
    assert [
        message.id for message in marked(room) if message.id and (message.id, message.context) not in translated
    ] == []


@pytest.mark.parametrize("room", TALKING, ids=lambda path: path.name)
def test_no_text_is_translated_that_nobody_marks(room: Path) -> None:
    wanted = {(message.id, message.context) for message in marked(room)}
    assert [message.id for message in kept(room) if (message.id, message.context) not in wanted] == []


@pytest.mark.parametrize("room", TALKING, ids=lambda path: path.name)
def test_english_is_english_and_fills_the_same_placeholders(room: Path) -> None:
    for message in kept(room):
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        source = Counter(PLACEHOLDER.findall(forms(message.id)[0]))
        for form in forms(message.string):
            assert not HAN.search(form) or "中文" in forms(message.id), message.id
            assert Counter(PLACEHOLDER.findall(form)) == source, message.id
