"""Help in place (帮助): short Markdown files that stand in each room, shown beside the page and read as documentation.

A file names the pages that it is for by their URL names in its head; one that names an act too (`desk:act/accept`)
is for that act alone. The two languages have the same files, under the same names.
"""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.apps import apps
from django.urls import NoReverseMatch, ResolverMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

FOLDERS: Mapping[str, str] = {"zh-hans": "zh", "en": "en"}
EVERYONE = "everyone"


@dataclass(frozen=True, kw_only=True)
class Help:
    """One text: where it stands, its title and words, the pages that it is for, its place in the list."""

    room: str
    name: str
    title: str
    body: str
    pages: tuple[str, ...]
    group: str
    order: int
    is_public: bool
    folder: str = field(default="zh")

    @property
    def address(self) -> str:
        """Where it is read."""
        return reverse("web:help-page", args=[self.room, self.name])

    def page_address(self, *, here: str) -> str:
        """The page that it is for; empty where that is the reader's, or needs to know of which case, person …"""
        try:
            address = reverse(self.pages[0].partition("/")[0])
        except NoReverseMatch:
            return ""
        return "" if address == here else address

    @property
    def html(self) -> SafeString:
        """Its words as a page: no HTML of its own, keys as keys, links as links of the program."""
        return _rendered(self)


def text_of(room: str, name: str) -> Help | None:
    """A text in the reader's language."""
    return texts(language_folder()).get((room, name))


def for_page(match: ResolverMatch | None) -> Help | None:
    """The help of the page at an address: that of the act which the address names, or that of its URL name."""
    if match is None:
        return None
    known = by_page(language_folder())
    return known.get(f"{match.view_name}/{match.kwargs.get('slug', '')}") or known.get(match.view_name)


def search(words: str, *, public: bool) -> list[Help]:
    """The texts in which every word occurs, those first that have one in the title; all of them for no word.

    `public` leaves out what is for staff.
    """
    wanted = words.casefold().split()
    shown = [one for one in texts(language_folder()).values() if one.is_public or not public]
    found = [one for one in shown if all(word in f"{one.title}\n{one.body}".casefold() for word in wanted)]
    return sorted(found, key=lambda one: (not _is_named(one, wanted), one.order, one.title))


def grouped(found: Iterable[Help]) -> list[tuple[str, list[Help]]]:
    """Texts under the headings of their groups, each in the order of its first."""
    groups: dict[str, list[Help]] = {}
    for one in found:
        groups.setdefault(one.group, []).append(one)
    return list(groups.items())


def _is_named(one: Help, wanted: Sequence[str]) -> bool:
    return any(word in one.title.casefold() for word in wanted)


def language_folder() -> str:
    """The folder of the reader's language; Chinese where it is none of ours."""
    return FOLDERS.get(get_language() or "", "zh")


@cache
def texts(folder: str) -> dict[tuple[str, str], Help]:
    """Every text of a language by room and name: read once, they come with the program."""
    rooms = [config for config in apps.get_app_configs() if config.name.startswith("yizhan.")]
    files = [(room.label, file) for room in rooms for file in sorted(Path(room.path, "help", folder).glob("*.md"))]
    return {(room, file.stem): _read(room, file, folder) for room, file in files}


@cache
def by_page(folder: str) -> dict[str, Help]:
    """The text for each page that has one."""
    return {page: one for one in texts(folder).values() for page in one.pages}


def _read(room: str, file: Path, folder: str) -> Help:
    _, head, words = file.read_text(encoding="utf-8").split("---\n", 2)
    said = dict(line.split(": ", 1) for line in head.splitlines())
    title, _, body = words.strip().removeprefix("# ").partition("\n")
    return Help(
        room=room,
        name=file.stem,
        title=title,
        body=body.strip(),
        pages=tuple(said["pages"].split()),
        group=said["group"],
        order=int(said["order"]),
        is_public=said.get("readers") == EVERYONE,
        folder=folder,
    )


def _key(
    _self: RendererProtocol, tokens: Sequence[Token], place: int, _options: OptionsDict, _env: EnvType
) -> SafeString:
    return format_html("<kbd>{}</kbd>", tokens[place].content)


READER = MarkdownIt("commonmark", {"html": False}).disable(["image", "autolink"])
READER.add_render_rule("code_inline", _key)


@cache
def _rendered(one: Help) -> SafeString:
    tokens = READER.parse(one.body)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "h3"  # below the title, which is an h2 beside the page
        for inner in token.children or ():
            if inner.type == "link_open":
                inner.attrSet("href", link(one, str(inner.attrGet("href"))))
    html: str = READER.renderer.render(tokens, READER.options, {})
    return mark_safe(html)  # noqa: S308 (the renderer escaped it)


def link(one: Help, target: str) -> str:
    """Where a link between two files leads in the program: `../../../places/help/zh/calendar.md` is its help."""
    path = posixpath.normpath(posixpath.join(one.room, "help", one.folder, target))
    room, _help, _folder, file = path.split("/")
    return reverse("web:help-page", args=[room, file.removesuffix(".md")])
