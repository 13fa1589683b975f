"""How the files of divisions and calendars are read: whole or not at all, every fault listed. Pure."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import yaml

from yizhan.kernel import identifiers
from yizhan.kernel.calendars import NationalYear
from yizhan.kernel.refusals import Invalid
from yizhan.places.events import DayOff, ListedDivision, LocalDayOff, LocalDaysSet, YearPublished
from yizhan.places.rules import LEVELS, NATION, parent_of

COLUMNS = ["code", "name", "level", "parent"]
FILE_BYTES = 4 * 1024 * 1024
MARKERS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def text_of(content: bytes) -> str:
    """The text of a file: UTF-8, with or without its mark, else GB18030. Raises Invalid: file-too-large, encoding."""
    if len(content) > FILE_BYTES:
        raise Invalid("file-too-large", limit=FILE_BYTES)
    if content.startswith(MARKERS_OF_UTF_16) or b"\x00" in content:
        raise Invalid("encoding")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Invalid("encoding")


def read_divisions(content: bytes, *, known: Iterable[str] = ()) -> tuple[ListedDivision, ...]:
    """The divisions of a CSV file with the columns code, name, level, parent; codes of 4, 6, 9 or 12 digits.

    Raises Invalid: file-too-large, encoding, csv, columns, empty-file, divisions-faulty; `errors` name line and
    column: division-format, duplicate, unknown-level, wrong-level, wrong-parent, unknown-parent, name-empty …
    """
    errors: dict[str, list[str]] = {}
    listed: dict[str, ListedDivision] = {}
    places: dict[str, int] = {}
    for number, line in division_lines(text_of(content)):
        faults = dict(faults_of_line(line, listed))
        errors |= {f"{number}.{column}": [fault] for column, fault in faults.items()}
        if not faults:
            division = division_of_line(line)
            listed[division.code] = division
            places[division.code] = number
    codes = {*listed, *known}
    for code, division in listed.items():
        if division.parent not in codes and identifiers.level_of(division.parent) is not identifiers.Level.PROVINCE:
            errors[f"{places[code]}.parent"] = ["unknown-parent"]
    if errors:
        raise Invalid("divisions-faulty", errors=errors)
    return tuple(listed.values())


def division_lines(text: str) -> list[tuple[int, dict[str | None, Any]]]:
    """The lines below the heading, numbered as a text editor numbers them. Raises Invalid: csv, columns, empty-file."""
    table = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        if [name.strip() for name in table.fieldnames or []] != COLUMNS:
            raise Invalid("columns", expected=",".join(COLUMNS))
        lines: list[tuple[int, dict[str | None, Any]]] = list(enumerate(table, start=2))
    except csv.Error as fault:
        raise Invalid("csv", detail=str(fault)) from fault
    if not lines:
        raise Invalid("empty-file")
    return lines


def division_of_line(line: Mapping[str | None, Any]) -> ListedDivision:
    """A faultless line as a division."""
    return ListedDivision(
        code=identifiers.division_code(line["code"].strip()),
        name=identifiers.clean_name(line["name"]),
        level=line["level"].strip(),
        parent=identifiers.division_code(line["parent"].strip()),
    )


def faults_of_line(line: Mapping[str | None, Any], listed: Mapping[str, ListedDivision]) -> Iterator[tuple[str, str]]:
    """Column and code of each fault of one line."""
    if None in line or None in line.values():
        yield "line", "columns"
        return
    try:
        code = identifiers.division_code(line["code"].strip())
    except Invalid as fault:
        yield "code", fault.code
        return
    if code in listed:
        yield "code", "duplicate"
    try:
        identifiers.clean_name(line["name"])
    except Invalid as fault:
        yield "name", fault.code
    level = line["level"].strip()
    if level not in LEVELS:
        yield "level", "unknown-level"
    elif LEVELS[level] is not identifiers.level_of(code):
        yield "level", "wrong-level"
    try:
        if identifiers.division_code(line["parent"].strip()) != parent_of(code):
            yield "parent", "wrong-parent"
    except Invalid as fault:
        yield "parent", fault.code


def published(year: int, national: NationalYear) -> YearPublished:
    """A year of the program's seed as the event that publishes it."""
    off = tuple(DayOff(day=day, name=name) for day, name in sorted(national.off.items()))
    return YearPublished(year=year, off=off, work=tuple(sorted(national.working)), paper=national.paper)


def read_calendar(content: bytes) -> tuple[str, YearPublished | LocalDaysSet]:
    """The division (12 digits) and the event of a calendar file (YAML).

    A national year: `year`, `paper`, `days_off: [{date, name}]`, `make_up_days: [date]` (not `off`, which YAML takes
    for "no"). Local days: `division`, `paper`, `limits_skip_them`,
    `days: [{month_day, reason, every_year: true} | {date, reason}]`.
    Raises Invalid: file-too-large, encoding, yaml, calendar-faulty with `errors` by field.
    """
    try:
        data = yaml.safe_load(text_of(content))
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        raise Invalid("yaml", detail=type(fault).__name__) from fault
    if not isinstance(data, dict):
        raise Invalid("calendar-faulty", errors={"file": ["not-a-mapping"]})
    return (NATION, read_year(data)) if "year" in data else read_local(data)


def read_year(data: Mapping[str, Any]) -> YearPublished:
    """A national year. Raises Invalid: calendar-faulty."""
    year = data["year"]
    errors = dict(unknown_keys(data, {"year", "paper", "days_off", "make_up_days"}))
    if not isinstance(year, int) or isinstance(year, bool) or not 2000 <= year <= 2100:
        errors["year"] = ["bad-year"]
    errors |= paper_fault(data)
    off: dict[date, str] = {}
    for number, entry in enumerate(entries(data, "days_off", errors)):
        day, name = (entry.get("date"), entry.get("name")) if isinstance(entry, dict) else (None, None)
        if fault := day_fault(day, year, off) or ("" if is_words(name) else "name-missing"):
            errors[f"days_off.{number}"] = [fault]
        elif isinstance(day, date):
            off[day] = str(name)
    work: dict[date, str] = {}
    for number, day in enumerate(entries(data, "make_up_days", errors)):
        if fault := day_fault(day, year, {**off, **work}) or ("not-a-weekend" if day.weekday() < 5 else ""):
            errors[f"make_up_days.{number}"] = [fault]
        else:
            work[day] = ""
    if not off and "days_off" not in errors:
        errors["days_off"] = ["missing"]
    if errors:
        raise Invalid("calendar-faulty", errors=errors)
    days = tuple(DayOff(day=day, name=name) for day, name in sorted(off.items()))
    return YearPublished(year=year, off=days, work=tuple(sorted(work)), paper=str(data["paper"]))


def read_local(data: Mapping[str, Any]) -> tuple[str, LocalDaysSet]:
    """A division's local days. Raises Invalid: calendar-faulty."""
    known = {"division", "name", "days", "paper", "limits_skip_them"}
    errors = dict(unknown_keys(data, known)) | paper_fault(data)
    division = ""
    try:
        division = identifiers.division_code(str(data.get("division", "")))
    except Invalid as fault:
        errors["division"] = [fault.code]
    skipped = data.get("limits_skip_them")
    if not isinstance(skipped, bool):
        errors["limits_skip_them"] = ["yes-or-no"]
    days = []
    for number, entry in enumerate(entries(data, "days", errors)):
        try:
            days.append(local_day(entry))
        except Invalid as fault:
            errors[f"days.{number}"] = [fault.code]
    if errors:
        raise Invalid("calendar-faulty", errors=errors)
    return division, LocalDaysSet(days=tuple(days), paper=str(data["paper"]), limits_skip_them=bool(skipped))


def local_day(entry: object) -> LocalDayOff:
    """One local day. Raises Invalid: bad-local-day, name-missing."""
    if not isinstance(entry, dict) or not set(entry) <= {"month_day", "date", "reason", "every_year"}:
        raise Invalid("bad-local-day")
    if not is_words(entry.get("reason")):
        raise Invalid("name-missing")
    on, month_day = entry.get("date"), entry.get("month_day", "")
    yearly = isinstance(month_day, str) and bool(month_day) and entry.get("every_year", True) is True
    if yearly == (on is not None) or (on is not None and type(on) is not date):
        raise Invalid("bad-local-day")
    if yearly:
        check_month_day(month_day)
    return LocalDayOff(reason=entry["reason"], month_day=month_day if yearly else "", on=on)


def check_month_day(month_day: str) -> None:
    """A day of every year that exists at least in leap years: "07-23". Raises Invalid: bad-local-day."""
    try:
        date.fromisoformat(f"2024-{month_day}")
    except ValueError as fault:
        raise Invalid("bad-local-day") from fault


def entries(data: Mapping[str, Any], key: str, errors: dict[str, list[str]]) -> list[Any]:
    """The list under a key, at most 400 long; a fault when it is something else."""
    found = data.get(key, [])
    if isinstance(found, list) and len(found) <= 400:
        return found
    errors[key] = ["not-a-list"]
    return []


def unknown_keys(data: Mapping[Any, Any], known: set[str]) -> Iterator[tuple[str, list[str]]]:
    """A fault for every key that the format does not have: a misspelt one would be silently lost."""
    return ((str(key), ["unknown-key"]) for key in data if key not in known)


def paper_fault(data: Mapping[str, Any]) -> dict[str, list[str]]:
    """The paper that the days rest on must be named."""
    return {} if is_words(data.get("paper")) else {"paper": ["missing"]}


def day_fault(day: object, year: int, taken: Mapping[date, str]) -> str:
    """Why this is no day of that year, or was named before."""
    if type(day) is not date:
        return "bad-date"
    if day.year != year:
        return "other-year"
    return "duplicate" if day in taken else ""


def is_words(value: object) -> bool:
    """A text with something in it, of at most 240 characters."""
    return isinstance(value, str) and 0 < len(value.strip()) <= 240
