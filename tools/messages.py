"""Collects the texts that are marked for translation, room by room, into the English catalogues.

Plain Python, so that nobody needs GNU gettext: Babel reads the program, Django's own lexer the templates.
Run by `make messages`; what is new stands there with an empty translation, what is gone is dropped.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

HEADER = "# English for the texts of this room; the source texts are Chinese. Kept by `make messages`."
PROGRAM = Path(__file__).resolve().parents[1] / "src" / "yizhan"
MORE_KEYWORDS = {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "gettext_noop": None,
}
KEYWORDS = {**DEFAULT_KEYWORDS, **MORE_KEYWORDS}
Found = tuple[int, str | tuple[str, ...], list[str], str | None]


def from_template(file: BinaryIO, keywords: object, tags: object, options: object) -> Iterator[Found]:
    """The marked texts of a template: Django rewrites it as calls, which Babel can read once the indents are gone."""
    calls = templatize(file.read().decode("utf-8"))
    flat = "\n".join(line.lstrip() for line in calls.splitlines())
    yield from extract_python(BytesIO(flat.encode("utf-8")), keywords, tags, options)


def marked(room: Path) -> Catalog:
    """Every marked text of a room, without translations."""
    catalogue = Catalog(locale="en", project="yizhan")
    for path, reader in sources(room):
        with path.open("rb") as file:
            for _line, message, _comments, context in extract(reader, file, KEYWORDS, options={"encoding": "utf-8"}):
                if message:
                    catalogue.add(message, context=context)
    return catalogue


def sources(room: Path) -> Iterable[tuple[Path, str | Callable[..., Iterator[Found]]]]:
    """The files of a room that may hold marked texts, with who reads them."""
    yield from ((path, "python") for path in sorted(room.rglob("*.py")))
    for kind in ("*.html", "*.txt", "*.svg"):
        yield from ((path, from_template) for path in sorted(room.glob(f"templates/**/{kind}")))


def catalogue_file(room: Path) -> Path:
    """Where a room's English stands."""
    return room / "locale" / "en" / "LC_MESSAGES" / "django.po"


def kept(room: Path) -> Catalog:
    """The room's catalogue as it stands, or an empty one."""
    path = catalogue_file(room)
    if not path.exists():
        return Catalog(locale="en", project="yizhan", header_comment=HEADER, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="en")


def rooms() -> list[Path]:
    """Every room of the program."""
    return sorted(path.parent for path in PROGRAM.glob("*/__init__.py"))


def update(room: Path) -> int:
    """Bring a room's catalogue up to what it marks; answers how many texts still want English."""
    found = marked(room)
    if not len(found):
        return 0
    catalogue = kept(room)
    catalogue.update(found, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue_file(room).parent.mkdir(parents=True, exist_ok=True)
    content = BytesIO()
    write_po(content, catalogue, width=100, omit_header=False, sort_output=True, no_location=True)
    catalogue_file(room).write_bytes(without_dates(content.getvalue()))
    return sum(1 for message in catalogue if message.id and not any_translation(message.string))


def without_dates(content: bytes) -> bytes:
    """The header without what changes at every run."""
    return re.sub(
        rb'"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team): .*\\n"\n', b"", content
    )


def any_translation(string: str | tuple[str, ...] | list[str]) -> bool:
    """Whether every form of the text is translated."""
    return all(string) if isinstance(string, tuple | list) else bool(string)


def main() -> None:
    """Update every catalogue and say what is still to translate."""
    settings.configure(USE_I18N=True)
    for room in rooms():
        wanting = update(room)
        print(f"{room.name}: {wanting or 'no'} texts without English")


if __name__ == "__main__":
    main()
