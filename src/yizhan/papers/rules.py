"""What a notice must have, and which of it may be read by everybody: pure."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from yizhan.kernel.refusals import Invalid
from yizhan.papers.fields import FIELDS, REMEDIES
from yizhan.papers.templates import TEMPLATES, NoticeTemplate

NAMES_REMEDIES = frozenset({"not_competent", "refusal", "return"})
"""Notices that go against the applicant and so must tell the remedies (行政许可法（2019）第三十八条)."""


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
    """A notice is complete before it is issued. Raises Invalid: incomplete-notice, with the faulty fields."""
    faults = {name: ["missing"] for name in missing(code, data)}
    faults |= {name: ["unknown"] for name in template_of(code).unknown(data)}
    faults |= {name: ["unknown-code"] for name in data if not _known_code(name, data[name])}
    if faults:
        raise Invalid("incomplete-notice", errors=faults, template=code)


def _known_code(name: str, value: object) -> bool:
    codes = FIELDS[name].codes if name in FIELDS else ()
    return not codes or value in codes


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


def plain_data(data: Mapping[str, object]) -> dict[str, object]:
    """The data of a notice as they are kept."""
    return {name: plain(value) for name, value in data.items()}


def split(data: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """The part of the data that may be read by everybody, and the personal part that goes under seal."""
    public = {name: value for name, value in data.items() if FIELDS[name].public}
    return public, {name: value for name, value in data.items() if name not in public}
