"""The blank application form of an item (申请书空表), from the JSON Schema of its fields."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yizhan.catalogue.release import Release

ROWS_OF_LIST = 6
TALL = 200


@dataclass(frozen=True, kw_only=True)
class Line:
    """A field to be filled in by hand: boxes to tick, a table, or space to write; `tall` for a longer text."""

    title: str
    must: bool
    choices: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: range = range(0)
    tall: bool = False


def lines(release: Release) -> list[Line]:
    """The fields in their order; none for an item without a form."""
    if release.form is None:
        return []
    schema = release.form.schema
    properties: dict[str, Any] = schema.get("properties", {})
    order = [*release.form.order, *(name for name in properties if name not in release.form.order)]
    required = schema.get("required", ())
    titles = release.form.labels
    return [
        line(titles.get(name, ""), name, properties[name], must=name in required)
        for name in order
        if name in properties
    ]


def line(label: str, name: str, field: dict[str, Any], *, must: bool) -> Line:
    """One field."""
    title = label or str(field.get("title", name))
    if field.get("type") == "array":
        inner = field.get("items", {}).get("properties", {})
        columns = tuple(str(part.get("title", key)) for key, part in inner.items())
        return Line(title=title, must=must, columns=columns or (title,), rows=range(ROWS_OF_LIST))
    tall = field.get("type") == "string" and int(field.get("maxLength", 0)) > TALL
    return Line(title=title, must=must, choices=tuple(choices(field)), tall=tall)


def choices(field: dict[str, Any]) -> Iterator[str]:
    """The boxes of a field that is chosen from a list."""
    for option in field.get("oneOf", ()):
        yield str(option.get("title", option.get("const", "")))
    yield from (str(value) for value in field.get("enum", ()))
    if field.get("type") == "boolean":
        yield from ("是", "否")
