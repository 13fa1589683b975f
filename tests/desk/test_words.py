"""The desk has a word for whatever the cases can write: each notice that they issue, each event, each clock."""

import re
from pathlib import Path

import yizhan.cases
from yizhan.cases.events import EVENTS
from yizhan.desk import words
from yizhan.papers.templates import TEMPLATES

ROOM = Path(yizhan.cases.__path__[0])
ISSUED = re.compile(r"draft\(\s*\"(\w+)\"")


def issued():
    """The templates that the room of cases fills."""
    return {code for source in ROOM.glob("*notices.py") for code in ISSUED.findall(source.read_text("utf-8"))}


def test_every_notice_of_a_case_has_its_name():
    assert {"receipt", "hearing", "announcement"} <= issued() <= set(TEMPLATES)
    assert issued() - set(words.NOTICES) == set()


def test_every_event_of_a_case_has_its_name():
    assert {kind.__name__ for kind in EVENTS} - set(words.EVENTS) == set()
