"""Every page has its help in both languages, and what the help names is there: pages, keys, acts."""

import re
from functools import cache

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.support.environment import ROOT
from tools.messages import kept, rooms

from yizhan.desk.acts.table import DEEDS
from yizhan.web import help as helps

ROOMS = ("desk", "accounts", "places", "people", "catalogue", "mandates", "papers", "portal")
PART = re.compile(r"<(?:\w+:)?(\w+)>")
NO_PAGES = frozenset(
    {
        "desk:checklist",  # a part of the page of a new matter
        "desk:others",  # a part of the case page: who else has it open
        "desk:file",  # a file
        "desk:sitting_decisions",  # a file
        "desk:sitting_list",  # a file
        "papers:notice",  # a file
        "catalogue:export",  # a file
        "catalogue:report",  # a part of the page of a file that waits
        "portal:item-example",  # a drawing
    }
)
HAN = re.compile(r"[\u3400-\u9fff]")
BOLD, CODE = re.compile(r"\*\*(.+?)\*\*"), re.compile(r"`(.+?)`")
OWN_KEYS = frozenset({"Tab", "Enter", "Esc", "空格", "Space", "Ctrl+V", "Ctrl+P"})
"""Keys of the browser itself, on the page's own fields."""
SECTIONS = {"zh": ["常做的事", "容易出错的地方"], "en": ["What one does here", "What often goes wrong"]}
BASIS = {"zh": "依据", "en": "The rule behind it"}
LANGUAGES = ("zh", "en")
SHORT, LONG = 60, 250
ALL = [one for folder in LANGUAGES for one in helps.texts(folder).values()]
NAMES = [f"{one.folder} {one.room}/{one.name}" for one in ALL]


def routes(patterns: list[URLPattern | URLResolver], before: str = "", space: str = ""):
    """Every named address of the program: URL name and route."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route, f"{pattern.namespace}:" if pattern.namespace else space)
        elif pattern.name:
            yield f"{space}{pattern.name}", route


def answers_get(route: str) -> bool:
    """Whether an address can be opened: asked with a verb that no page knows, it names those that it does."""
    return "GET" in Client().options("/" + PART.sub("1", route))["Allow"]


@cache
def addresses() -> dict[str, str]:
    """Every URL name of the rooms with its route."""
    found = routes(get_resolver().url_patterns)
    return {name: route for name, route in found if name.partition(":")[0] in ROOMS}


@cache
def pages() -> frozenset[str]:
    """The URL names of the rooms' pages."""
    return frozenset(name for name, route in addresses().items() if answers_get(route)) - NO_PAGES


@cache
def shown_words(folder: str) -> frozenset[str]:
    """Every text that the program shows in a language."""
    told = [(message.id, message.string) for room in rooms() for message in kept(room) if message.id]
    texts = [source if folder == "zh" else english for source, english in told]
    return frozenset(word for text in texts for word in ((text,) if isinstance(text, str) else text))


@cache
def shown_keys() -> frozenset[str]:
    """Every key that a template shows, written without blanks."""
    html = "".join(file.read_text("utf-8") for room in rooms() for file in room.glob("templates/**/*.html"))
    chords = html.replace("</kbd> + <kbd>", "+")
    return frozenset(re.sub(r"\s+", "+", key) for key in re.findall(r"<kbd>([^<]+)</kbd>", html + chords)) | OWN_KEYS


@pytest.mark.django_db
@pytest.mark.parametrize("folder", LANGUAGES)
def test_every_page_has_its_help(folder):
    helped = {page.partition("/")[0] for page in helps.by_page(folder)}
    assert pages() - helped == set(), "write src/yizhan/<room>/help/<zh|en>/<page>.md"


@pytest.mark.django_db
def test_the_walk_finds_pages_and_leaves_out_what_is_only_posted():
    assert {"desk:home", "desk:act", "places:calendar", "people:list", "mandates:new", "accounts:audit"} <= pages()
    assert {"desk:find", "desk:sitting_sign", "accounts:unlock"} & pages() == set()


def test_no_help_is_for_a_page_that_does_not_exist():
    named = [page.split("/") for folder in LANGUAGES for page in helps.by_page(folder)]
    assert [page for page, *_ in named if page not in addresses()] == []
    assert [act for page, *acts in named for act in acts if page != "desk:act" or act not in DEEDS] == []


def test_both_languages_have_the_same_texts_for_the_same_pages():
    told = [
        {(room, name, one.pages, one.order, one.is_public) for (room, name), one in found.items()}
        for found in map(helps.texts, LANGUAGES)
    ]
    assert told[0] == told[1]
    grouping = {(zh.group, helps.texts("en")[place].group) for place, zh in helps.texts("zh").items()}
    assert len(grouping) == len({zh for zh, _ in grouping}) == len({en for _, en in grouping})


def test_the_documentation_links_every_text_in_both_languages():
    index = (ROOT / "docs/help.md").read_text("utf-8")
    listed = re.findall(r"\]\(\.\./src/yizhan/(\w+)/help/(\w+)/([\w-]+)\.md\)", index)
    assert set(listed) == {(one.room, one.folder, one.name) for one in ALL}


def test_no_page_is_claimed_by_two_texts():
    for folder in LANGUAGES:
        claimed = [page for one in helps.texts(folder).values() for page in one.pages]
        assert sorted(set(claimed)) == sorted(claimed)


@pytest.mark.parametrize("text", ALL, ids=NAMES)
def test_a_text_has_its_parts_and_is_short(text):
    headings = re.findall(r"^## (.+)$", text.body, flags=re.MULTILINE)
    assert headings in (SECTIONS[text.folder], [*SECTIONS[text.folder], BASIS[text.folder]])
    assert not text.body.startswith("#"), "first what the page is for"
    plain = re.sub(r"[*`#\[\]]|\(\S+\)", "", text.body)
    count = len(HAN.findall(plain)) / 1.7 if text.folder == "zh" else len(plain.split())
    assert SHORT <= count <= LONG


@pytest.mark.parametrize("text", ALL, ids=NAMES)
def test_a_text_names_only_what_is_there(text):
    assert [word for word in BOLD.findall(text.body) if word not in shown_words(text.folder)] == [], "acts and buttons"
    assert [key for key in CODE.findall(text.body) if key not in shown_keys()] == [], "keys"
    assert "http" not in text.body, "a node may be off line"
    for target in re.findall(r"\]\(([^)]+)\)", text.body):
        room, name = helps.link(text, target).strip("/").split("/")[1:]
        assert (room, name) in helps.texts(text.folder), target


@pytest.mark.parametrize("text", [one for one in ALL if one.folder == "en"], ids=lambda one: f"{one.room}/{one.name}")
def test_the_english_has_no_han(text):
    assert not HAN.search(f"{text.title}{text.group}{text.body}")


@pytest.mark.parametrize("text", [one for one in ALL if one.folder == "zh"], ids=lambda one: f"{one.room}/{one.name}")
def test_the_pairs_name_the_same_keys_and_links(text):
    other = helps.texts("en")[text.room, text.name]
    for pattern in (CODE, re.compile(r"/?(\w[\w-]*\.md)\)")):
        ours, theirs = (sorted(pattern.findall(one.body.replace("空格", "Space"))) for one in (text, other))
        assert set(ours) == set(theirs)
