"""What the components show: plain values that a room fills and the kit draws. No component knows a domain word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yizhan.web.refusals import Text

TONES = ("neutral", "info", "good", "warn", "bad")
"""Tones of badges, notices and clocks. The words carry the meaning, the tone only helps the eye."""


@dataclass(frozen=True, kw_only=True)
class Badge:
    """A state in one word."""

    text: Text
    tone: str = "neutral"


@dataclass(frozen=True, kw_only=True)
class ClockFace:
    """One clock: how much is left (or over), of which unit, until when, and why that day.

    `value` None means that nobody set a limit. `unit` is `wd`, `d`, `h`, `min` or `mo`. `left_out` names each
    skipped day with its reason.
    """

    title: Text
    value: int | None
    unit: str = "wd"
    due: date | datetime | None = None
    reason: Text = ""
    late: bool = False
    stopped: bool = False
    ended: bool = False
    provisional: bool = False
    left_out: Sequence[tuple[date, Text]] = ()

    @property
    def tone(self) -> str:
        """Late is bad, two units or fewer left is a warning, a stopped or ended clock is quiet."""
        if self.value is None or self.stopped or self.ended:
            return "neutral"
        if self.late:
            return "bad"
        return "warn" if self.value <= 2 else "info"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a rail. `state`: `done`, `now`, `next`, `stopped` or `skipped`."""

    label: Text
    state: str
    who: Text = ""
    note: Text = ""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One line of a timeline: when, what, by whom, in which words; `effective` where the law counts another day."""

    at: datetime
    title: Text
    who: Text = ""
    text: Text = ""
    tone: str = "neutral"
    effective: date | None = None


@dataclass(frozen=True, kw_only=True)
class PersonFace:
    """A person, masked. `look` is the address that shows more and records the look."""

    name: str
    role: Text = ""
    number: str = ""
    phone: str = ""
    address: str = ""
    lines: Sequence[tuple[Text, Text]] = ()
    look: str = ""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell of a table: text, perhaps a link, perhaps a badge's tone, perhaps a bar of so many hundredths."""

    text: Text
    href: str = ""
    tone: str = ""
    note: Text = ""
    bar: int | None = None
    bar_tone: str = "info"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column's heading; numbers stand right. `href` sorts by it, `sorts` says how the rows are sorted by it now:
    `ascending` or `descending`."""

    label: Text
    number: bool = False
    href: str = ""
    sorts: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table with its caption, and what to say and offer when it has no row."""

    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    empty_title: Text
    empty_text: Text = ""
    empty_action: tuple[Text, str] | None = None
    caption_shown: bool = False

    @property
    def lines(self) -> list[list[tuple[Column, Cell]]]:
        """Every row's cells, each with its column."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One period on the line of clocks: from its first day to its last, and how far it has run; a `minimum` must pass
    before something is allowed."""

    label: Text
    start: date
    due: date
    until: date
    tone: str = "info"
    provisional: bool = False
    minimum: bool = False


@dataclass(frozen=True, kw_only=True)
class ClockLine:
    """Several periods on one line of days, the days that do not count, and today. `words` say the same in sentences."""

    title: Text
    lanes: Sequence[Lane]
    today: date
    off: Sequence[tuple[date, Text]] = ()
    stops: Sequence[date] = ()
    words: Sequence[Text] = ()


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """What a confirm page says before an act: what will happen, whether it can be undone, the words on the button."""

    title: Text
    consequences: Sequence[Text]
    action: Text
    back: str
    undoable: bool = False
    grave: bool = False
