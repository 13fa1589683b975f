"""The clocks of a case (时限): intake, stage, statutory, promised, service, side by side.

Each is computed from facts, the release and the calendar; none is stored. Licensing Law arts. 32, 42-45.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from yizhan.cases.rules.materials import made_up
from yizhan.cases.state import Case, Leg
from yizhan.catalogue.release import Release, Step
from yizhan.kernel.acting import legal_day
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
    days = [_days(stop.on, stop.resumed or today, last_day(stop.on, stop.told, calendar)) for stop in case.stops]
    for number, publicity in enumerate(case.publicities):
        if publicity.stops_clock:
            last = first_day_after(publicity.on, publicity.minimum, calendar) - ONE_DAY
            days.append(_days(publicity.on, case.publicity_ended.get(number, today), last))
    return tuple(found for found in days if found is not None)


def _days(start: date, end: date, planned: date) -> StoppedDays | None:
    last = min(end, planned)
    return StoppedDays(start, last) if start <= last else None


def day_of(moment: date | datetime) -> date:
    """The legal day of what `reckon` answers: events name days, so hours and minutes end with theirs."""
    return legal_day(moment) if isinstance(moment, datetime) else moment


def last_day(start: date, limit: Limit, calendar: Calendar, *, stops: Sequence[StoppedDays] = ()) -> date:
    """The last day of a limit. Raises Invalid: date-out-of-range."""
    return day_of(reckon(start, limit, calendar, stops=stops).due)


def first_day_after(start: date, minimum: Limit, calendar: Calendar) -> date:
    """The first day on which what must wait for a minimum is allowed. Raises Invalid: date-out-of-range."""
    return day_of(reckon(start, minimum, calendar, minimum=True).due)


def standing(case: Case, today: date, calendar: Calendar) -> bool:
    """Whether the clock stands today."""
    running = any(stop.resumed is None for stop in case.stops)
    running = running or (case.publicity is not None and case.publicity.stops_clock)
    return running and any(days.covers(today) for days in stopped_days(case, today, calendar))


def due_of(
    start: date, limit: Limit, calendar: Calendar, *, extra: Limit | None = None, stops: Sequence[StoppedDays] = ()
) -> tuple[Limit, Due]:
    """The limit and when it ends; an extension in the same unit is added to it, one in another unit follows it."""
    if extra is None:
        return limit, reckon(start, limit, calendar, stops=stops)
    if extra.unit is limit.unit:
        whole = Limit(limit.value + extra.value, limit.unit)
        return whole, reckon(start, whole, calendar, stops=stops)
    first = reckon(start, limit, calendar, stops=stops)
    following = reckon(day_of(first.due), extra, calendar, stops=stops)
    return limit, replace(
        following,
        start=start,
        provisional=first.provisional or following.provisional,
        left_out=first.left_out + following.left_out,
    )


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
    last = day_of(due.due)
    until = min(ended, today) if ended else today
    used = elapsed(start, until, whole.unit, calendar, stops=stops)
    late = until > last
    if late:
        left = -elapsed(last, until, whole.unit, calendar, stops=stops)
    elif extra is None or extra.unit is whole.unit:
        left = max(whole.value - used, 0)  # used may exceed it: a last day that is a holiday gave way to a later one
    else:
        left = elapsed(until, last, whole.unit, calendar, stops=stops)
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
    """Art. 32: within five days one of the five outcomes; it starts anew when a correction came in.

    Of a case that the law deems accepted it ended with the first day on which it was too late.
    """
    start = case.corrected or case.received
    if start is None or release.intake is None:
        return None
    asked = case.correction.on if case.correction is not None and case.corrected is None else None
    if case.deemed_accepted:
        ended: date | None = last_day(start, release.intake, calendar) + ONE_DAY
    else:
        ended = asked or case.accepted or case.ended
    return clock("intake", start, release.intake, calendar, today=today, ended=ended)


def leg_limit(release: Release, leg: Leg) -> Limit | None:
    """The statutory limit of a leg: its own, and the item's where the leg decides."""
    if leg.index >= len(release.legs):
        return release.statutory
    part = release.legs[leg.index]
    if part.limit is not None:
        return part.limit
    return release.statutory if part.role == "decide" else None


def statutory(case: Case, release: Release, today: date, calendar: Calendar, *, leg: Leg | None = None) -> Clock | None:
    """The statutory clock (法定时限) of a leg, of the one in hand by default. None: nobody set a limit.

    It starts with acceptance for the first organ, with the hand-over for a later one; days on which another organ had
    the case back are left out.
    """
    leg = leg or case.leg
    limit = leg_limit(release, leg)
    if leg.accepted is None or limit is None:
        return None
    away = tuple(StoppedDays(first, last) for first, last in leg.away)
    return clock(
        "statutory",
        leg.accepted,
        limit,
        calendar,
        today=today,
        ended=leg.closed,
        extra=leg.extension,
        stops=(*stopped_days(case, today, calendar), *away),
        stopped=standing(case, today, calendar),
    )


def statutory_whole(case: Case, release: Release, today: date, calendar: Calendar) -> Clock | None:
    """The statutory clock of the whole matter (法定办结时限), over all its organs, from the first acceptance: what the
    applicant is told. That of the leg where the item has one only, or states none."""
    if len(release.legs) < 2 or release.statutory is None or case.accepted is None:
        return statutory(case, release, today, calendar)
    return clock(
        "statutory",
        case.accepted,
        release.statutory,
        calendar,
        today=today,
        extra=case.leg.extension,
        stops=stopped_days(case, today, calendar),
        stopped=standing(case, today, calendar),
    )


def promised(case: Case, release: Release, today: date, calendar: Calendar) -> Clock | None:
    """The promised clock (承诺时限) of the whole case: it does not restart with a leg, nor with an amended decision."""
    if case.accepted is None or release.promised is None:
        return None
    return clock(
        "promised",
        case.accepted,
        release.promised,
        calendar,
        today=today,
        ended=case.leg.closed,
        extra=case.extension.limit if case.extension else None,
        stops=stopped_days(case, today, calendar),
        stopped=standing(case, today, calendar),
    )


def service(case: Case, release: Release, today: date, calendar: Calendar) -> Clock | None:
    """Art. 44: the result is served within ten days of the decision (送达期限)."""
    if case.decision is None or release.service is None:
        return None
    return clock(
        "service", case.decision.on, release.service, calendar, today=today, ended=case.announced or case.delivered
    )


def stage(case: Case, release: Release, step: Step | None, today: date, calendar: Calendar) -> Clock | None:
    """The clock of the step in hand (环节时限): from the end of the one before it."""
    leg = case.leg
    if step is None or step.limit is None or leg.accepted is None:
        return None
    earlier = [taken.on for taken in case.taken if taken.leg == leg.index]
    return clock(
        "stage",
        max(leg.accepted, leg.received or leg.accepted, *earlier),
        step.limit.limit,
        calendar,
        today=today,
        ended=leg.closed,
        stops=stopped_days(case, today, calendar),
    )


def completion(case: Case, release: Release, today: date, calendar: Calendar) -> Clock | None:
    """Until when the papers and steps of an urgent matter that was decided first are made up (补齐手续), from the day
    on which it was first decided: an amended decision gives no new time.
    """
    if case.decision is None or not case.decision.urgent or release.urgent is None:
        return None
    ended = made_up(case, release)
    return clock("completion", case.decision.first, release.urgent.limit, calendar, today=today, ended=ended)


def publicity_ends(case: Case, calendar: Calendar) -> date | None:
    """The first day on which publicity may be concluded; None when none runs."""
    if case.publicity is None:
        return None
    return first_day_after(case.publicity.on, case.publicity.minimum, calendar)


def supply_due(case: Case, calendar: Calendar) -> date | None:
    """Until when a pledged material must be supplied."""
    if case.pledge is None:
        return None
    return last_day(case.pledge.on, case.pledge.supply, calendar)


def reply_due(case: Case, calendar: Calendar) -> date | None:
    """Until when the applicant must answer the correction notice; None when nothing sets it."""
    if case.correction is None or case.correction.reply is None:
        return None
    return last_day(case.correction.on, case.correction.reply, calendar)
