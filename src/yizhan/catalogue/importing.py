"""Item files in and out (事项导入导出): the whole file or nothing, every fault listed with its item and field.

Pure: bytes in, releases and findings out. A limit that the source states in 日, without saying which days, is read only
with the operator's decision for that item and field.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite
from typing import Any

import yaml
from pydantic import ValidationError

from yizhan.catalogue.codes import LimitUnit
from yizhan.catalogue.consistency import inconsistencies
from yizhan.catalogue.deriving import derive
from yizhan.catalogue.findings import Finding, has_errors
from yizhan.catalogue.reading import Unreadable, read_document
from yizhan.catalogue.release import Release
from yizhan.kernel.refusals import Invalid

REQUIRED = (
    "code",
    "name",
    "item_type",
    "case_type",
    "agency",
    "limits",
    "materials",
    "steps",
    "result",
    "legal_basis",
)
"""Keys that every item of a file must have, so that a file cut between two lines is noticed."""
MAX_FINDINGS = 2_000
_DATE = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_DECISION = re.compile(r"^(?P<where>[^=]+)=(?P<unit>working_day|calendar_day)$")

_PYDANTIC_FAULTS = {
    "missing": "missing",
    "unexpected_keyword_argument": "unknown-key",
    "string_too_long": "too-long",
    "string_too_short": "missing",
    "too_long": "too-many",
    "string_unicode": "bad-text",
    "string_pattern_mismatch": "bad-code",
    "enum": "unknown-word",
    "literal_error": "unknown-word",
    "greater_than_equal": "bad-value",
    "less_than_equal": "bad-value",
}


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What the operator decided for limits stated in 日: the unit, and why or by whom."""

    unit: LimitUnit
    reason: str = "operator"


Decisions = Mapping[str, Decision]
"""By `ITEM.FIELD`, by `ITEM`, or `*` for all: the most exact one counts."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a file gave: every release and every finding. With an error among them nothing may be imported."""

    releases: tuple[Release, ...]
    findings: tuple[Finding, ...]

    @property
    def refused(self) -> bool:
        """Whether the file must not be imported."""
        return has_errors(self.findings)


def read_items(content: bytes, decisions: Decisions | None = None) -> Reading:
    """The releases of an item file. Never raises for a bad file: its faults are findings."""
    decisions = decisions or {}
    try:
        document = read_document(content)
    except Unreadable as fault:
        return Reading(releases=(), findings=fault.findings)
    used: set[str] = set()
    releases: list[Release] = []
    findings: list[Finding] = []
    for index, data in enumerate(document):
        release, found = _read_item(data, index, decisions, used)
        findings += found
        if release is not None:
            releases.append(release)
    findings += _duplicate_codes(document)
    findings += [
        Finding(item=where.partition(".")[0], field=where.partition(".")[2], fault="unused-decision", detail=where)
        for where in decisions
        if where not in used and where != "*"
    ]
    return Reading(releases=tuple(releases), findings=tuple(findings[:MAX_FINDINGS]))


def export_items(releases: Iterable[Release]) -> bytes:
    """The releases as an item file that `read_items` reads back the same; versions and dates are not part of it."""
    data = [_file_data(release) for release in releases]
    text: str = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120)
    return text.encode()


def _file_data(release: Release) -> dict[str, Any]:
    """The release's data with every required key, also where it says nothing."""
    empty: dict[str, Any] = {"limits": {}, "materials": [], "steps": [], "legal_basis": []}
    data = _without_version(release).to_data()
    return data | {key: value for key, value in empty.items() if key not in data}


def same_content(one: Release, other: Release) -> bool:
    """Whether two releases say the same, whatever their versions and days."""
    return _without_version(one) == _without_version(other)


def read_decisions(content: bytes) -> dict[str, Decision]:
    """Decisions from a YAML file `{ITEM.FIELD: {unit, reason}}`. Raises Invalid: bad-decisions."""
    try:
        data = yaml.load(content.decode("utf-8"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as fault:
        raise Invalid("bad-decisions", detail=type(fault).__name__) from fault
    if not isinstance(data, dict):
        raise Invalid("bad-decisions", detail="not-a-mapping")
    return {str(where): _decision(str(where), said) for where, said in data.items()}


def _decision(where: str, said: object) -> Decision:
    unit, reason = (said.get("unit"), said.get("reason")) if isinstance(said, dict) else (said, None)
    if unit not in ("working_day", "calendar_day"):
        raise Invalid("bad-decisions", errors={where: ["unknown-unit"]})
    return Decision(unit=LimitUnit.named(str(unit)), reason=str(reason or "operator")[:200])


def parse_decisions(options: Sequence[str]) -> dict[str, Decision]:
    """Decisions from repeated options `ITEM.FIELD=working_day`. Raises Invalid: bad-decisions."""
    decisions = {}
    for option in options:
        found = _DECISION.fullmatch(option.strip())
        if found is None:
            raise Invalid("bad-decisions", errors={option[:80]: ["unreadable"]})
        decisions[found["where"]] = Decision(unit=LimitUnit.named(found["unit"]))
    return decisions


def _without_version(release: Release) -> Release:
    return replace(release, version=0, effective_from=None)


def _duplicate_codes(document: Sequence[object]) -> list[Finding]:
    codes = Counter(str(data["code"]) for data in document if isinstance(data, dict) and "code" in data)
    return [
        Finding(item=code[:64], field="code", fault="duplicate-code", detail=str(count))
        for code, count in codes.items()
        if count > 1
    ]


def _read_item(data: object, index: int, decisions: Decisions, used: set[str]) -> tuple[Release | None, list[Finding]]:
    if not isinstance(data, dict):
        return None, [Finding(item=f"[{index}]", field="", fault="wrong-type", detail=type(data).__name__)]
    code = data.get("code")
    item = code[:64] if isinstance(code, str) and code else f"[{index}]"
    findings = [
        Finding(item=item, field=field, fault="missing") for field in REQUIRED if data.get(field) is None
    ] + _text_faults(item, data)
    if findings:
        return None, findings
    said = _said(data)
    findings = _decide(item, said, decisions, used)
    findings += _bad_dates(item, said)
    try:
        release = Release.from_data(derive(said))
    except ValidationError as fault:
        return None, findings + _shape_faults(item, fault)
    return release, findings + inconsistencies(release)


def _text_faults(item: str, data: object) -> list[Finding]:
    """Keys and values that no item may have anywhere: keys that are no text, bytes, sets, lone surrogates."""
    return [Finding(item=item, field=field, fault=fault, detail=detail) for field, fault, detail in _walk_faults(data)]


def _walk_faults(data: object, path: str = "") -> Iterable[tuple[str, str, str]]:
    match data:
        case dict():
            for key, value in data.items():
                if not isinstance(key, str):
                    yield path, "wrong-type", f"key {key!r}"[:80]
                else:
                    yield from _walk_faults(key, path)
                    yield from _walk_faults(value, f"{path}.{key[:80]}" if path else key[:80])
        case list():
            for index, value in enumerate(data):
                yield from _walk_faults(value, f"{path}[{index}]")
        case str():
            if not data.isprintable() and re.search(
                r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", data
            ):
                yield path, "bad-text", ""
        case None | bool() | int():
            pass
        case float():
            if not isfinite(data):
                yield path, "bad-value", str(data)
        case _:
            yield path, "wrong-type", type(data).__name__


def _said(data: dict[str, Any]) -> dict[str, Any]:
    """The data without its nulls (null means: not said), with an unquoted yes or no of `required` as the word."""
    return {key: _cleaned(key, value) for key, value in data.items() if value is not None}


def _cleaned(key: str, value: Any) -> Any:
    if key == "schema":
        return value
    if key == "required" and isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return {name: _cleaned(name, inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_cleaned("", inner) for inner in value]
    return value


def _decide(item: str, data: dict[str, Any], decisions: Decisions, used: set[str]) -> list[Finding]:
    """Put the operator's decision into every limit stated in 日; what he did not decide is a fault."""
    findings = []
    for path, limit in _limits(data):
        if limit.get("unit") != "day":
            continue
        where = next((where for where in (f"{item}.{path}", item, "*") if where in decisions), None)
        if where is None:
            written = str(limit.get("as_written", limit.get("value", "")))[:80]
            findings.append(Finding(item=item, field=path, fault="open-day-unit", detail=written))
            limit["unit"] = LimitUnit.WORKING_DAY.value  # only so that the other faults are found too
            continue
        used.add(where)
        limit["unit"] = decisions[where].unit.value
        limit["decided"] = decisions[where].reason
    return findings


def _limits(data: object, path: str = "") -> Iterable[tuple[str, dict[str, Any]]]:
    """Every mapping with a value and a unit, with its path."""
    if isinstance(data, dict):
        if "unit" in data and "value" in data:
            yield path, data
        for key, value in data.items():
            if key != "schema":
                yield from _limits(value, f"{path}.{key}" if path else str(key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _limits(value, f"{path}[{index}]")


def _bad_dates(item: str, data: dict[str, Any]) -> list[Finding]:
    """Dates of sources may be a year, a month or a day; they must exist."""
    provenance = data.get("provenance")
    sources = provenance.get("sources") if isinstance(provenance, dict) else None
    return [
        Finding(item=item, field=f"provenance.sources[{index}].date", fault="no-such-date", detail=str(text)[:40])
        for index, source in enumerate(sources if isinstance(sources, list) else [])
        if isinstance(source, dict) and (text := source.get("date")) is not None and not _is_date(text)
    ]


def _is_date(text: object) -> bool:
    found = _DATE.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        return False
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def _shape_faults(item: str, error: ValidationError) -> list[Finding]:
    findings: dict[tuple[str, str], Finding] = {}
    for fault in error.errors(include_url=False, include_context=False):
        path = _path(fault["loc"])
        kind = _shape_fault(fault["type"], path, fault.get("input"))
        value = fault.get("input")
        detail = str(value)[:80] if isinstance(value, str | int | float | bool) and kind != "bad-text" else ""
        finding = Finding(item=item, field=path, fault=kind, detail=detail.encode("utf-8", "replace").decode())
        findings.setdefault((path, kind), finding)
    return list(findings.values())


def _shape_fault(kind: str, path: str, value: object) -> str:
    if path.endswith("value") and isinstance(value, int) and not isinstance(value, bool):
        return "negative-limit" if value < 0 else "limit-too-large"
    if kind in _PYDANTIC_FAULTS:
        return _PYDANTIC_FAULTS[kind]
    return "wrong-type" if kind.endswith("_type") or kind.endswith("_parsing") else "bad-value"


def _path(loc: Iterable[int | str]) -> str:
    path = ""
    for part in loc:
        if isinstance(part, int):
            path += f"[{part}]"
        elif part not in ("bool", "str"):  # the two shapes of an answer
            path += f".{part}" if path else str(part)
    return path[:300]
