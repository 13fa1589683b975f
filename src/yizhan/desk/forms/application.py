"""An item's application form (申请表) drawn from its JSON Schema, and read back into form data.

Objects, arrays of objects with rows to add and take away, texts, whole numbers, choices by `oneOf`, dates. What was
typed stays typed: a value that does not fit the schema is kept as it is and shown with its fault.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from yizhan.catalogue.release import Release
from yizhan.catalogue.rules import FormFault
from yizhan.desk import words
from yizhan.web.refusals import Text

PREFIX = "form"
LONG_TEXT = 120
MOST_ROWS = 50


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field as the template draws it: `kind` is text, area, whole, choice, date, group or rows.

    `known` names the field of the page that says the same: nobody types a thing twice; where `known_if` names a field,
    only if that says that the applicant himself is meant.
    """

    name: str
    label: str
    kind: str
    required: bool
    value: str = ""
    choices: Sequence[tuple[str, str]] = ()
    faults: Sequence[Text] = ()
    longest: int | None = None
    children: Sequence["Field"] = ()
    rows: Sequence[Sequence["Field"]] = ()
    known: str = ""
    known_if: str = ""

    @property
    def id(self) -> str:
        """The element's id: without dots, so that scripts find it."""
        return self.name.replace(".", "-")

    @property
    def last(self) -> int:
        """The place of the last row."""
        return len(self.rows) - 1


@dataclass(frozen=True)
class Drawing:
    """What a drawing needs besides the schema: the faults, by their dotted place."""

    faults: Mapping[str, Sequence[Text]] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)

    def draw(self, name: str, schema: Mapping[str, Any], value: Any, *, required: bool) -> Field:
        """One field with what is below it."""
        place = name.removeprefix(f"{PREFIX}.")
        label = str(schema.get("title", name.rpartition(".")[2]))
        found: dict[str, Any] = {
            "name": name,
            "label": label,
            "required": required,
            "faults": self.faults.get(place, ()),
            "known": self.known.get(place, ""),
            "known_if": f"{PREFIX}.{RELATION}" if OF_THE_APPLICANT_HIMSELF in schema else "",
        }
        match kind_of(schema):
            case "group":
                return Field(kind="group", children=tuple(self.below(name, schema, value)), **found)
            case "rows":
                return Field(kind="rows", rows=tuple(self.rows(name, schema, value)), **found)
            case "choice":
                return Field(kind="choice", value=text_of(value), choices=choices_of(schema), **found)
            case kind:
                return Field(kind=kind, value=text_of(value), longest=schema.get("maxLength"), **found)

    def below(self, name: str, schema: Mapping[str, Any], value: Any) -> Iterator[Field]:
        """The fields of an object."""
        given = value if isinstance(value, Mapping) else {}
        needed = schema.get("required", ())
        for key, inner in schema.get("properties", {}).items():
            yield self.draw(f"{name}.{key}", inner, given.get(key), required=key in needed)

    def rows(self, name: str, schema: Mapping[str, Any], value: Any) -> Iterator[Sequence[Field]]:
        """The rows of an array of objects, at least as many as the schema wants, one at the least."""
        given = list(value) if isinstance(value, list | tuple) else []
        given += [{}] * (max(int(schema.get("minItems", 0)), 1) - len(given))
        for place, row in enumerate(given[:MOST_ROWS]):
            yield tuple(self.below(f"{name}.{place}", schema.get("items", {}), row))


def kind_of(schema: Mapping[str, Any]) -> str:
    """How a field is drawn."""
    if "oneOf" in schema or "enum" in schema:
        return "choice"
    match schema.get("type"):
        case "object":
            return "group"
        case "array":
            return "rows"
        case "integer":
            return "whole"
        case _ if schema.get("format") == "date":
            return "date"
        case _:
            return "area" if schema.get("maxLength", 0) > LONG_TEXT else "text"


def choices_of(schema: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Value and title of each choice."""
    if "oneOf" in schema:
        return [(str(one["const"]), str(one.get("title", one["const"]))) for one in schema["oneOf"]]
    return [(str(one), str(one)) for one in schema["enum"]]


def text_of(value: Any) -> str:
    """A value as it stands in an input."""
    return "" if value is None or isinstance(value, Mapping | list) else str(value)


def fields(release: Release, values: Mapping[str, Any], faults: Iterable[FormFault] = ()) -> list[Field]:
    """The form's fields in the item's order; none for an item without a form."""
    if release.form is None:
        return []
    found: dict[str, list[Text]] = {}
    for fault in faults:
        found.setdefault(fault.field, []).append(words.word(words.SCHEMA_FAULTS, fault.fault))
    drawn = list(Drawing(found, known_places(release)).below(PREFIX, release.form.schema, values))
    order = [f"{PREFIX}.{name}" for name in release.form.order]
    return sorted(drawn, key=lambda one: order.index(one.name) if one.name in order else len(order))


OF_THE_APPLICANT = {"name": "a-name", "id_number": "a-id_number", "address": "a-address", "phone": "a-phone"}
"""Properties of an application form that the page asks of the applicant anyway, and where."""
OF_THE_APPLICANT_HIMSELF = "x-applicant"
"""Annotation of a property that says the same where the form's `relation` is the applicant himself."""
RELATION, SELF = "relation", "self"
HOUSEHOLD = "household"
"""The people of an earlier case's form, as a draft begins with them."""


def known_places(release: Release) -> dict[str, str]:
    """The places of the form whose content another field of the page has: the applicant's, an answer's."""
    properties = release.form.schema.get("properties", {}) if release.form else {}
    asked = {question.code: f"q.{question.code}" for question in release.questions if question.kind != "yes_no"}
    found = {key: source for key, source in {**OF_THE_APPLICANT, **asked}.items() if key in properties}
    for key, schema in properties.items():
        if is_household(schema):
            inner = schema["items"]["properties"]
            found |= {f"{key}.0.{name}": source for name, source in OF_THE_APPLICANT.items() if name in inner}
        elif schema.get(OF_THE_APPLICANT_HIMSELF) in OF_THE_APPLICANT:
            found[key] = OF_THE_APPLICANT[schema[OF_THE_APPLICANT_HIMSELF]]
    return found


def is_household(schema: Mapping[str, Any]) -> bool:
    """Whether a field lists people by their relation to the applicant, himself first."""
    relation = schema.get("items", {}).get("properties", {}).get(RELATION, {}) if kind_of(schema) == "rows" else {}
    return any(value == SELF for value, _ in (choices_of(relation) if kind_of(relation) == "choice" else ()))


def household(release: Release, form: Mapping[str, Any]) -> dict[str, str]:
    """Who belongs to the applicant's household by the form of a case: names, numbers, relations, himself first."""
    properties = release.form.schema.get("properties", {}) if release.form else {}
    lists = [form[key] for key, schema in properties.items() if is_household(schema) and form.get(key)]
    people = sorted(lists[0], key=lambda row: row.get(RELATION) != SELF) if lists else []
    if not people or people[0].get(RELATION) != SELF:
        return {}
    named = {
        f"{HOUSEHOLD}.{place}.{name}": str(row[name])
        for place, row in enumerate(people)
        for name in ("name", "id_number", RELATION)
        if row.get(name)
    }
    return {f"{HOUSEHOLD}.rows": str(len(people)), **named}


def filled(release: Release, values: Mapping[str, Any], given: QueryDict) -> dict[str, Any]:
    """The form data with what is empty taken over from the page: who applies, his household, what was answered."""
    properties = release.form.schema.get("properties", {}) if release.form else {}
    known = {key: _read_rows(one, HOUSEHOLD, given) for key, one in properties.items() if is_household(one)}
    whole = {**{key: rows for key, rows in known.items() if rows}, **values}
    for place, source in known_places(release).items():
        key, _, rest = place.partition(".")
        value = given.get(source, "").strip()
        if not value:
            continue
        if not rest:
            schema = properties[key]
            if OF_THE_APPLICANT_HIMSELF in schema and whole.get(RELATION) != SELF:
                continue
            whole.setdefault(key, _whole(value) if kind_of(schema) == "whole" else value)
        else:
            rows = list(whole.get(key) or [{}])
            first = {**rows[0]}
            first.setdefault(rest.rpartition(".")[2], value)
            first.setdefault(RELATION, SELF)
            whole[key] = [first, *rows[1:]]
    return whole


def label_of(release: Release, place: str) -> str:
    """The words of a field by its dotted place: `members.0.name` is 共同生活的家庭成员 1 姓名."""
    schema: Mapping[str, Any] = release.form.schema if release.form else {}
    said = []
    for part in place.split(".") if place else []:
        if part.isdecimal():
            schema = schema.get("items", {})
            said.append(str(int(part) + 1))
        else:
            schema = schema.get("properties", {}).get(part, {})
            said.append(str(schema.get("title", part)))
    return " ".join(said)


def read(release: Release, posted: QueryDict) -> dict[str, Any]:
    """The form data that was typed; what is empty is left out."""
    if release.form is None:
        return {}
    value = _read(release.form.schema, PREFIX, posted)
    return value if isinstance(value, dict) else {}


def _read(schema: Mapping[str, Any], name: str, posted: QueryDict) -> Any:
    match kind_of(schema):
        case "group":
            inner = {key: _read(one, f"{name}.{key}", posted) for key, one in schema.get("properties", {}).items()}
            return {key: value for key, value in inner.items() if value not in (None, {}, [])}
        case "rows":
            return _read_rows(schema, name, posted)
        case "whole":
            return _whole(posted.get(name, "").strip())
        case _:
            return posted.get(name, "").strip() or None


def _read_rows(schema: Mapping[str, Any], name: str, posted: QueryDict) -> list[Any]:
    """Every row that was on the page; empty ones at its end are left out."""
    count = posted.get(f"{name}.rows", "0")
    places = range(min(int(count), MOST_ROWS)) if count.isdecimal() and len(count) < 4 else range(0)
    rows = [_read(schema.get("items", {}), f"{name}.{place}", posted) for place in places]
    while rows and rows[-1] in (None, {}):
        rows.pop()
    return rows


def _whole(text: str) -> int | str | None:
    """A whole number; anything else as it was typed, for the schema to refuse."""
    if not text:
        return None
    try:
        return int(text) if len(text) < 20 else text
    except ValueError:
        return text


def with_rows_changed(values: Mapping[str, Any], do: str) -> dict[str, Any]:
    """The data after `more:form.members` added an empty row, or `less:form.members.1` took one away."""
    verb, _, name = do.partition(":")
    path = name.removeprefix(f"{PREFIX}.").split(".")
    changed = dict(values)
    if verb == "more" and len(path) == 1:
        rows = list(changed.get(path[0]) or [{}])
        changed[path[0]] = [*rows, {}][:MOST_ROWS]
    elif verb == "less" and len(path) == 2 and path[1].isdecimal():
        rows = list(changed.get(path[0]) or [])
        changed[path[0]] = [row for place, row in enumerate(rows) if place != int(path[1])]
    return changed


def shown(release: Release, form: Mapping[str, Any], *, unmasked: bool) -> list[tuple[str, str]]:
    """The form as label and value, for reading; personal fields only for those who look with the right to it."""
    if release.form is None:
        return []
    hidden = set() if unmasked else set(release.form.personal)
    return [pair for one in fields(release, form) for pair in _told(one, hidden=one.name.split(".")[1] in hidden)]


def single(release: Release, form: Mapping[str, Any]) -> list[tuple[str, tuple[str, str]]]:
    """The form field by field: the row that a field belongs to (共同生活的家庭成员 1; empty for none), then label and
    value. For whoever types it again elsewhere, with the right to see it whole."""
    return [pair for one in fields(release, form) for pair in _single(one)] if release.form else []


def _single(one: Field) -> Iterator[tuple[str, tuple[str, str]]]:
    if one.kind == "rows":
        for place, row in enumerate(one.rows, start=1):
            for inner in row:
                yield from ((f"{one.label} {place}", pair) for pair in _told(inner, hidden=False))
    else:
        yield from (("", pair) for pair in _told(one, hidden=False))


def _told(one: Field, *, hidden: bool) -> Iterator[tuple[str, str]]:
    if one.kind == "group":
        for inner in one.children:
            yield from _told(inner, hidden=hidden)
    elif hidden:
        yield one.label, "●●●" if one.value or one.rows else ""
    elif one.kind == "rows":
        for place, row in enumerate(one.rows, start=1):
            said = "；".join(
                f"{label} {value}" for inner in row for label, value in _told(inner, hidden=False) if value
            )
            yield f"{one.label} {place}", said
    else:
        yield one.label, dict(one.choices).get(one.value, one.value)
