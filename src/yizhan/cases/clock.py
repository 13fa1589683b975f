"""The clocks of a case (时限): intake, stage, statutory, promised, service, side by side.

Each is computed from facts, the release and the calendar; none is stored. Licensing Law arts. 32, 42-45.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from yizhan.cases.state import Case, Leg
from yizhan.catalogue.release import Release, Step
from yizhan.kernel.calendars import Calendar
from yizhan.kernel.periods import Due, LeftOut, Limit, Unit, elapsed, reckon
from yizhan.kernel.periods import Stop as StoppedDays

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Clock:
    """One clock: from `started` to `due`; `used` and `left` in `unit`, `left` negative when late."""

    name: str
    started: date
    due: date
    limit: Limit
    provisional: bool
    stopped: bool
    used: int
    left: int
    ended: date | None
    left_out: tuple[LeftOut, ...]
    late: bool

    @property
    def unit(self) -> Unit:
        """The unit that `used` and `left` count."""
        return self.limit.unit


def stopped_days(case: Case, today: date, calendar: Calendar) -> tuple[StoppedDays, ...]:
    """The days on which the clock stood so far: special procedures and publicity that stops it by law.

    A stop leaves out at most the time that the applicant was told in writing (art. 45); what it runs over counts.
    """
    days = [_days(stop.on, stop.resumed or today, reckon(stop.on, stop.told, calendar).due) for stop in case.stops]
    for number, publicity in enumerate(case.publicities):
        if publicity.stops_clock:
            allowed = reckon(publicity.on, publicity.minimum, calendar, minimum=True).due
            days.append(_days(publicity.on, case.publicity_ended.get(number, today), _day(allowed) - ONE_DAY))
    return tuple(found for found in days if found is not None)


def _days(start: date, end: date, planned: object) -> StoppedDays | None:
    last = min(end, _day(planned))
    return StoppedDays(start, last) if start <= last else None


def _day(value: object) -> date:
    assert isinstance(value, date)
    return value


def standing(case: Case, today: date, calendar: Calendar) -> bool:
    """Whether the clock stands today."""
    running = any(stop.resumed is None for stop in case.stops)
    running = running or (case.publicity is not None and case.publicity.stops_clock)
    return running and any(days.covers(today) for days in stopped_days(case, today, calendar))


def due_of(
    start: date, limit: Limit, calendar: Calendar, *, extra: Limit | None = None, stops: Sequence[StoppedDays] = ()
) -> tuple[Limit, Due]:
    """The whole limit and when it ends; an extension in the same unit is added, in another it follows."""
    if extra is None:
        return limit, reckon(start, limit, calendar, stops=stops)
    if extra.unit is limit.unit:
        whole = Limit(limit.value + extra.value, limit.unit)
        return whole, reckon(start, whole, calendar, stops=stops)
    first = reckon(start, limit, calendar, stops=stops)
    return limit, reckon(_day(first.due), extra, calendar, stops=stops)


def clock(
    name: str,
    start: date,
    limit: Limit,
    calendar: Calendar,
    *,
    today: date,
    ended: date | None = None,
    extra: Limit | None = None,
    stops: Sequence[StoppedDays] = (),
    stopped: bool = False,
) -> Clock:
    """One clock as it stands today, or as it stood when it ended."""
    whole, due = due_of(start, limit, calendar, extra=extra, stops=stops)
    last = _day(due.due)
    until = min(ended or today, today) if ended else today
    used = elapsed(start, until, whole.unit, calendar, stops=stops)
    late = until > last
    left = -elapsed(last, until, whole.unit, calendar, stops=stops) if late else max(whole.value - used, 0)
    return Clock(
        name=name,
        started=start,
        due=last,
        limit=whole,
        provisional=due.provisional,
        stopped=stopped and ended is None,
        used=used,
        left=left,
        ended=ended,
        left_out=due.left_out,
        late=late,
    )


def intake(case: Case, release: Release, today: date, calendar: Calendar) -> Clock | None:
    """Art. 32: within five days one of the five outcomes; it starts anew when a correction came in."""
    start = case.corrected or case.received
    if start is None or release.intake is None:
        return None
    asked = case.correction.on if case.correction is not None and case.corrected is None else None
    ended = asked or (case.accepted if not case.deemed_accepted else None) or case.ended
    return clock("intake", start, release.intake, calendar, today=today, ended=ended)


def leg_limit(release: Release, leg: Leg) -> Limit | None:
    """The statutory limit of a leg: its own, and the item's where the leg decides."""
    if leg.index >= len(release.legs):
        return release.statutory
    part = release.legs[leg.index]
    if part.limit is not None:
        return part.limit
    return release.statutory if part.role == "decide" else None


def leg_start(case: Case, leg: Leg) -> date | None:
    """When a leg's clock starts: with acceptance for the first organ, with the acknowledgement for later ones."""
    return case.accepted if leg is case.legs[0] and leg.accepted is not None else leg.accepted or leg.received


def statutory(case: Case, release: Release, today: date, calendar: Calendar, *, leg: Leg | None = None) -> Clock | None:
    """The statutory clock (法定时限) of a leg, of the one in hand by default. None: nobody set a limit."""
    leg = leg or case.leg
    start, limit = leg_start(case, leg), leg_limit(release, leg)
    if case.accepted is None or start is None or limit is None:
        return None
    return clock(
        "statutory",
        start,
        limit,
        calendar,
        today=today,
        ended=leg.closed,
        extra=leg.extension,
        stops=stopped_days(case, today, calendar),
        stopped=standing(case, today, calendar),
    )


def promised(case: Case, release: Release, today: date, calendar: Calendar) -> Clock | None:
    """The promised clock (承诺时限) of the whole case: it does not restart with a leg."""
    if case.accepted is None or release.promised is None:
        return None
    return clock(
        "promised",
        case.accepted,
        release.promised,
        calendar,
        today=today,
        ended=case.decision.on if case.decision else case.ended,
        extra=case.extension.limit if case.extension else None,
        stops=stopped_days(case, today, calendar),
        stopped=standing(case, today, calendar),
    )


def service(case: Case, release: Release, today: date, calendar: Calendar) -> Clock | None:
    """Art. 44: the result is served within ten days of the decision (送达期限)."""
    if case.decision is None or release.service is None:
        return None
    return clock("service", case.decision.on, release.service, calendar, today=today, ended=case.delivered)


def stage(case: Case, release: Release, step: Step | None, today: date, calendar: Calendar) -> Clock | None:
    """The clock of the step in hand (环节时限): from the end of the one before it."""
    if step is None or step.limit is None or case.accepted is None:
        return None
    earlier = [taken.on for taken in case.taken if taken.leg == case.leg.index]
    start = max(earlier) if earlier else leg_start(case, case.leg)
    if start is None:
        return None
    return clock(
        "stage",
        start,
        step.limit.limit,
        calendar,
        today=today,
        ended=case.leg.closed,
        stops=stopped_days(case, today, calendar),
    )


def publicity_ends(case: Case, calendar: Calendar) -> date | None:
    """The first day on which publicity may be concluded; None when none runs."""
    if case.publicity is None:
        return None
    return _day(reckon(case.publicity.on, case.publicity.minimum, calendar, minimum=True).due)


def supply_due(case: Case, calendar: Calendar) -> date | None:
    """Until when a pledged material must be supplied."""
    if case.pledge is None:
        return None
    return _day(reckon(case.pledge.on, case.pledge.supply, calendar).due)


def reply_due(case: Case, calendar: Calendar) -> date | None:
    """Until when the applicant must answer the correction notice; None when nothing sets it."""
    if case.correction is None or case.correction.reply is None:
        return None
    return _day(reckon(case.correction.on, case.correction.reply, calendar).due)
