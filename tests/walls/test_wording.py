"""One English for one Chinese: Django reads all catalogues as one, and of two words the first room's wins silently."""

import re
from collections import defaultdict
from pathlib import Path

import django
import pytest
from babel.messages.pofile import read_po
from tools.messages import PROGRAM, kept, rooms

DJANGOS = "zh_Hans/LC_MESSAGES/django.po"

NOT_OURS = {
    "reported up, report up": (re.compile(r"\breport(ed|s|ing)? up\b", re.IGNORECASE), "forward"),
    "head of the centre": (re.compile(r"\bhead of the cent(re|er)\b", re.IGNORECASE), "centre manager"),
}
"""Words beside those of the glossary, and the glossary's."""
ALWAYS = {"转报": "forward", "中心负责人": "centre manager"}
"""Chinese terms of which the English always says the glossary's word; of a wish and an organ below, by the Chinese."""


def translated():
    """Every text with its context, its English and its room."""
    for room in rooms():
        for message in kept(room):
            if message.id:
                chinese = message.id if isinstance(message.id, str) else message.id[0]
                english = message.string if isinstance(message.string, str) else " / ".join(message.string)
                yield room.name, message.context or "", chinese, english


def test_a_text_has_one_english_in_all_rooms():
    found = defaultdict(lambda: defaultdict(set))
    for room, context, chinese, english in translated():
        found[context, chinese][english].add(room)
    torn = {text: dict(words) for text, words in found.items() if len(words) > 1}
    assert torn == {}, "give each meaning a context (pgettext), or one word to both"


@pytest.mark.parametrize("name", NOT_OURS)
def test_the_english_uses_the_words_of_the_glossary(name):
    wrong, _ours = NOT_OURS[name]
    assert [(room, chinese) for room, _, chinese, english in translated() if wrong.search(english)] == []


@pytest.mark.parametrize("term", ALWAYS)
def test_a_term_is_always_told_by_its_word(term):
    word = ALWAYS[term]
    assert [
        (room, chinese) for room, _, chinese, english in translated() if term in chinese and word not in english.lower()
    ] == []


def test_an_organ_is_no_unit_and_a_wish_no_request():
    unit = re.compile(r"\bunits?\b", re.IGNORECASE)
    wrong = [
        chinese
        for _, _, chinese, english in translated()
        if re.search("(本|该|办理|移交|出具|转出)单位", chinese) and unit.search(english)
    ]
    wishes = [
        chinese
        for _, _, chinese, english in translated()
        if re.search("(答复|登记|提出|哪个|这种)请求", chinese) and "request" in english.lower()
    ]
    assert wrong + wishes == []


def test_words_of_our_own_for_what_django_says_still_name_what_it_says():
    """A sentence that Django words anew would silently be its own again."""
    own, theirs = PROGRAM / "web/locale" / DJANGOS, Path(django.__file__).parent / "conf/locale" / DJANGOS
    assert said(own) - said(theirs) == set()


def said(catalogue):
    """The sentences of a catalogue."""
    with catalogue.open("rb") as file:
        return {message.id for message in read_po(file) if message.id}
