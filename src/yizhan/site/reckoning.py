"""`yizhan due`: the legal clock on its own, with the calendar of a division or the national one."""

from datetime import date, datetime
from typing import Any

from django.db import DatabaseError

from yizhan.journal.queries import this_node
from yizhan.kernel.calendars import Calendar
from yizhan.kernel.identifiers import division_code
from yizhan.kernel.periods import Limit, Stop, due_document, reckon
from yizhan.kernel.refusals import Invalid, Refused
from yizhan.places.queries import calendar_for, delivered_calendar
from yizhan.places.rules import NATION


def reckoned(*, start: str, limit: str, minimum: bool, stops: tuple[str, ...], division: str) -> dict[str, Any]:
    """The document that `due --json` prints. Raises Invalid: bad-date, bad-limit, bad-stop, division-format."""
    calendar = calendar_of(division)
    found = reckon(
        moment(start),
        Limit.parse(limit),
        calendar,
        stops=[stop(text) for text in stops],
        minimum=minimum,
    )
    return {**due_document(found), "division": division, "calendar": calendar.version}


def calendar_of(division: str) -> Calendar:
    """This node's calendar where there is a node; else the years and local days that the program is delivered with."""
    code = division_code(division) if division else NATION
    return calendar_for(code) if has_node() else delivered_calendar(code)


def has_node() -> bool:
    """Whether this home holds a node: `due` also works before `init`."""
    try:
        this_node()
    except (Refused, DatabaseError):
        return False
    return True


def moment(text: str) -> date | datetime:
    """A date, or an instant (Asia/Shanghai where it has no offset). Raises Invalid: bad-date."""
    try:
        if len(text) <= 10:
            return date.fromisoformat(text)
        return datetime.fromisoformat(text)
    except ValueError as fault:
        raise Invalid("bad-date", errors={"from": ["bad-date"]}, given=text) from fault


def stop(text: str) -> Stop:
    """`A..B`, both days left out. Raises Invalid: bad-stop."""
    first, _, last = text.partition("..")
    try:
        return Stop(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError as fault:
        raise Invalid("bad-stop", errors={"stop": ["bad-stop"]}, given=text) from fault
