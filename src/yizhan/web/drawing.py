"""The line of clocks as coordinates of a drawing: whole numbers, so that no language writes them with a comma."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from yizhan.web.faces import ClockLine, Lane
from yizhan.web.refusals import Text

LEFT, RIGHT, WIDTH = 140, 830, 1000
TOP, STEP, BAR = 34, 34, 14
ONE_DAY = timedelta(days=1)
MOST_TICKS = 10


@dataclass(frozen=True, kw_only=True)
class Box:
    """A rectangle and what it is."""

    x: int
    width: int
    text: Text = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A lane: the whole period, the part that has run, and where its words stand."""

    lane: Lane
    y: int
    base: int
    whole: Box
    run: Box
    late: Box | None


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """Everything that the template draws."""

    height: int
    bottom: int
    rows: Sequence[Row]
    off: Sequence[Box]
    stops: Sequence[Box]
    ticks: Sequence[Box]
    today: int


class Scale:
    """Days as places on the line: every day has the same width."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.days = first, (last - first).days + 1

    def at(self, day: date) -> int:
        """Where a day begins."""
        return LEFT + (RIGHT - LEFT) * min(max((day - self.first).days, 0), self.days) // self.days

    def box(self, first: date, last: date, text: Text = "") -> Box:
        """From the beginning of a day to the end of another."""
        x = self.at(first)
        return Box(x=x, width=max(self.at(last + ONE_DAY) - x, 1), text=text)


def drawn(line: ClockLine) -> Drawing:
    """The coordinates of a line of clocks that has at least one lane."""
    first = min(lane.start for lane in line.lanes)
    last = max(line.today, *(max(lane.due, lane.until) for lane in line.lanes))
    scale = Scale(first, last)
    bottom = TOP + STEP * len(line.lanes)
    return Drawing(
        height=bottom + 24,
        bottom=bottom,
        rows=[row(lane, TOP + STEP * place, scale) for place, lane in enumerate(line.lanes)],
        off=[scale.box(day, day, why) for day, why in line.off if first <= day <= last],
        stops=[scale.box(day, day) for day in line.stops if first <= day <= last],
        ticks=[Box(x=scale.at(day), width=0, text=f"{day.month}/{day.day}") for day in ticks(first, last)],
        today=scale.at(line.today) + max((RIGHT - LEFT) // scale.days // 2, 1),
    )


def row(lane: Lane, y: int, scale: Scale) -> Row:
    """One lane; what lies beyond its last day is late, unless it is a minimum."""
    late = lane.until > lane.due and not lane.minimum
    return Row(
        lane=lane,
        y=y,
        base=y + BAR - 2,
        whole=scale.box(lane.start, lane.due),
        run=scale.box(lane.start, min(lane.until, lane.due)),
        late=scale.box(lane.due + ONE_DAY, lane.until) if late else None,
    )


def ticks(first: date, last: date) -> Iterable[date]:
    """The first day, then every so many weeks."""
    weeks = (last - first).days // 7 // MOST_TICKS + 1
    day = first
    while day <= last:
        yield day
        day += timedelta(weeks=weeks)
