"""The clocks of a case on one line of days: statutory and promised, stage and service, publicity as a minimum."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yizhan.cases.access import Seen
from yizhan.catalogue.release import Release
from yizhan.desk import faces
from yizhan.web import wording
from yizhan.web.faces import ClockFace, ClockLine, Lane
from yizhan.web.refusals import Text

SATURDAY = 5
STOPPED = "停止计时"
"""The calendar's own word for a day on which the clock stood."""


def clock_line(seen: Seen, document: Mapping[str, Any]) -> ClockLine | None:
    """The line, None where no clock runs or ran."""
    names = ("statutory", "promised", "stage", "service") if document["accepted"] else ("intake",)
    found = {name: document["clocks"][name] for name in names if document["clocks"][name]}
    if not found:
        return None
    return ClockLine(
        title=_("各个期限"),
        lanes=[*(lane(name, one, seen.release, seen.today) for name, one in found.items()), *minimum(seen, document)],
        today=seen.today,
        off=sorted({day: why for one in found.values() for day, why in days_off(one)}.items()),
        stops=sorted(
            {date.fromisoformat(left["date"]) for one in found.values() for left in one["left_out"] if stood(left)}
        ),
        words=[
            *(sentence(faces.face(name, one, seen.release), seen.today) for name, one in found.items()),
            *made_up(seen, list(found.values())),
        ],
    )


def lane(name: str, clock: Mapping[str, Any], release: Release, today: date) -> Lane:
    """One clock."""
    shown = faces.face(name, clock, release)
    assert isinstance(shown.due, date)
    return Lane(
        label=shown.title,
        start=date.fromisoformat(clock["started"]),
        due=shown.due,
        until=faces.day(clock["ended"]) or today,
        tone=shown.tone,
        provisional=shown.provisional,
    )


def minimum(seen: Seen, document: Mapping[str, Any]) -> Iterable[Lane]:
    """Publicity that runs: what must have passed before the case goes on."""
    first_day = faces.day(document["publicity_ends"])
    if seen.case.publicity is not None and first_day is not None:
        last = max(first_day - timedelta(days=1), seen.case.publicity.on)
        yield Lane(
            label=_("公示期间"), start=seen.case.publicity.on, due=last, until=min(seen.today, last), minimum=True
        )


def stood(left: Mapping[str, str]) -> bool:
    """Whether a day was left out because the clock stood."""
    return left["reason"] == STOPPED


def days_off(clock: Mapping[str, Any]) -> list[tuple[date, Text]]:
    """Weekends and holidays that the clock left out."""
    return faces.left_out(left for left in clock["left_out"] if not stood(left))


def sentence(face: ClockFace, today: date) -> Text:
    """A clock in one sentence: how much is left, until which day, and which coming days do not count."""
    assert face.due is not None
    due, amount = wording.legal_date(face.due), wording.counted(face.value or 0, face.unit)
    if face.ended:
        said = gettext("%(title)s：已结束，期限到%(due)s止")
    elif face.late:
        said = gettext("%(title)s：已超过%(amount)s，期限到%(due)s止")
    elif face.stopped:
        said = gettext("%(title)s：停止计时，还剩%(amount)s，按今天算到%(due)s止")
    else:
        said = gettext("%(title)s：还剩%(amount)s，到%(due)s止")
    told = said % {"title": face.title, "amount": amount, "due": due}
    coming = [] if face.ended or face.late else [(day, why) for day, why in face.left_out if day > today]
    return format_html("{}{}", told, resting(coming))


def made_up(seen: Seen, clocks: Sequence[Mapping[str, Any]]) -> list[Text]:
    """Weekends between the first start and the last end on which people work for a long holiday (调休): they count."""
    first = min(date.fromisoformat(one["started"]) for one in clocks)
    last = max(date.fromisoformat(one["due"]) for one in clocks)
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    worked = [day for day in days if day.weekday() >= SATURDAY and seen.calendar.is_working(day)]
    if not worked:
        return []
    named = wording.listed([wording.legal_date(day) for day in worked])
    return [gettext("调休上班，算工作日的周末：%(days)s") % {"days": named}]


def resting(days: Sequence[tuple[date, Text]]) -> Text:
    """The coming days that do not count, by reason."""
    if not days:
        return ""
    named = format_html_join(wording.listed(["", ""]), "{} {}", wording.skipped_days(days))
    return format_html(gettext("；后面还有不算在内的：{}"), named)
