"""What moves the clock of a release (事项版本): procedures, hearings, minimums, lapses. `release` is their door."""

from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict

from yizhan.catalogue.codes import Deems, LapseSince, Outcome, ProcedureKind
from yizhan.catalogue.release_fields import (
    CONFIG,
    Code,
    Flag,
    HearingGroundWord,
    Name,
    StatedLimit,
    Text,
    When,
    stated_limit,
)
from yizhan.kernel.periods import Limit


@dataclass(frozen=True, kw_only=True)
class SpecialProcedure:
    """A special procedure (特别程序), and whether and by which law it stops the clock."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    code: Code
    name: Name
    kind: ProcedureKind
    max: StatedLimit | None = None
    stops_clock: Flag | None = None  # None: no source says
    basis: Text = ""
    note: Text = ""

    @property
    def limit(self) -> Limit | None:
        """How long it may take."""
        return stated_limit(self.max)


@dataclass(frozen=True, kw_only=True)
class HearingDuty:
    """When the right to a hearing is told before deciding (告知听证), and by which article.

    What a law wants heard is held by itself (Licensing Law art. 46); else it is held when it is asked for (art. 47).
    """

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    code: Code
    ground: HearingGroundWord
    text: Text
    article: Text = ""
    before: tuple[Outcome, ...] = (Outcome.GRANT, Outcome.REFUSAL)
    when: When = ()


@dataclass(frozen=True, kw_only=True)
class Minimum:
    """A time before which the next act is not allowed, such as publicity (公示) of seven days."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    code: Code
    name: Name
    stated: StatedLimit
    article: Text = ""
    sample: Flag = False

    @property
    def limit(self) -> Limit:
        """The least time."""
        return self.stated.limit


@dataclass(frozen=True, kw_only=True)
class Lapse:
    """After which time the law deems what (逾期视为), from which event, by which article."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    code: Code
    stated: StatedLimit
    since: LapseSince
    deems: Deems
    against_citizen: Flag
    article: Text = ""
    sample: Flag = False

    @property
    def after(self) -> Limit:
        """The time after which the law deems."""
        return self.stated.limit
