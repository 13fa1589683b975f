"""What a notice must have, and which of it may be read by everybody: pure."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from yizhan.kernel.refusals import Invalid, Refused
from yizhan.papers import wording
from yizhan.papers.fields import ANYWHERE, EVERYWHERE, FIELDS, REMEDIES, Field, Kind
from yizhan.papers.templates import TEMPLATES, NoticeTemplate

NAMES_REMEDIES = frozenset({"not_competent", "refusal", "return"})
"""Notices that go against the applicant and so must tell the remedies (行政许可法（2019）第三十八条)."""


GIVEN_TO_ALL = frozenset({*EVERYWHERE, *ANYWHERE, "query_code"})


def template_of(code: str) -> NoticeTemplate:
    """The template in force. Raises Invalid: unknown-template."""
    if code not in TEMPLATES:
        raise Invalid("unknown-template", template=code)
    return TEMPLATES[code]


def missing(code: str, data: Mapping[str, object]) -> tuple[str, ...]:
    """The fields that a notice of this template must have and that the data lack."""
    template = template_of(code)
    absent = template.missing(data)
    if code == "withdrawal" and data.get("ending") in ("terminated", "abandoned"):
        absent = (*absent, *(name for name in REMEDIES if not data.get(name)))
    if code == "completion" and data.get("result") == "refused":
        absent = (*absent, *(name for name in REMEDIES if not data.get(name)))
    return absent


def check(code: str, data: Mapping[str, object]) -> None:
    """A notice is complete and can be printed before it is issued. `data` are plain (`plain_data`).

    Raises Invalid: incomplete-notice, with the faulty fields (missing, unknown, unreadable).
    """
    faults = {name: ["missing"] for name in missing(code, data)}
    faults |= {name: ["unknown"] for name in template_of(code).unknown(data)}
    faults |= {name: ["unreadable"] for name in data if name in FIELDS and not readable(FIELDS[name], data[name])}
    if faults:
        raise Invalid("incomplete-notice", errors=faults, template=code)


def readable(field: Field, value: object) -> bool:
    """Whether a value is of its field's kind: a date that exists, a limit, a known code, whole characters."""
    if value in (None, "", []):
        return True
    if field.kind is Kind.ROWS:
        return isinstance(value, list) and all(_readable_row(field, row) for row in value)
    if field.codes and value not in field.codes:
        return False
    if isinstance(value, str) and any("\ud800" <= char <= "\udfff" for char in value):
        return False
    try:
        wording.shown_value(field, value, language="zh")
    except (ValueError, Refused):
        return False
    return field.kind is Kind.FLAG or isinstance(value, str | int)


def _readable_row(field: Field, row: object) -> bool:
    columns = {column.name: column for column in field.columns}
    return (
        isinstance(row, dict)
        and row.keys() <= columns.keys()
        and all(readable(columns[name], value) for name, value in row.items())
    )


def plain(value: object) -> object:
    """A value as it stands in the data of a notice: JSON with ISO dates and exact decimals."""
    match value:
        case Mapping():
            return {str(key): plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [plain(inner) for inner in value]
        case date() | datetime():
            return value.isoformat()
        case None | bool() | int():
            return value
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)


def plain_data(code: str, data: Mapping[str, object]) -> dict[str, object]:
    """The data of a notice as they are kept: plain JSON, without empty optional fields and without what every caller
    gives to every notice but this one does not carry. Raises Invalid: unknown-template."""
    template = template_of(code)
    stated, known = {*template.needed, *template.stated}, set(template.fields)
    return {
        name: plain(value)
        for name, value in data.items()
        if (name in known or name not in GIVEN_TO_ALL) and (name in stated or value not in (None, "", [], ()))
    }


def split(data: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """The part of the data that may be read by everybody, and the personal part that goes under seal."""
    public = {name: value for name, value in data.items() if FIELDS[name].public}
    return public, {name: value for name, value in data.items() if name not in public}
