"""What happened to the registers of a node: divisions, agencies, centres, windows, stations, calendars."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class ListedDivision:
    """A division (行政区划) as a list names it; the code in twelve digits."""

    code: str
    name: str
    level: str
    parent: str


@dataclass(frozen=True, kw_only=True)
class DivisionsListed:
    """A list of divisions was taken over whole (区划代码表导入): new ones are added, known ones renamed."""

    divisions: tuple[ListedDivision, ...]
    paper: str = ""


@dataclass(frozen=True, kw_only=True)
class AgencyEstablished:
    """An agency (机关单位) of the division was entered, or entered anew under the same code."""

    code: str
    name: str
    function: str
    kind: str
    uscc: str = ""


@dataclass(frozen=True, kw_only=True)
class CentreOpened:
    """A centre (中心) of the division was entered, or its facts were corrected under the same code."""

    code: str
    name: str
    agency: str
    phone: str = ""
    supervision_phone: str = ""
    address: str = ""
    hours: str = ""


@dataclass(frozen=True, kw_only=True)
class WindowOpened:
    """A window (窗口) of a centre was entered, or renamed under the same number."""

    centre: str
    number: str
    name: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class StationOpened:
    """A village's or community's station (便民服务站) below a centre was entered."""

    code: str
    name: str
    centre: str
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class DayOff:
    """A day off with the holiday's name (节假日)."""

    day: date
    name: str


@dataclass(frozen=True, kw_only=True)
class YearPublished:
    """The State Council's notice of a year (节假日安排通知): days off, make-up working days, the paper."""

    year: int
    off: tuple[DayOff, ...]
    work: tuple[date, ...]
    paper: str


@dataclass(frozen=True, kw_only=True)
class LocalDayOff:
    """A local day off: every year on `month_day` ("07-23"), or once, on a date."""

    reason: str
    month_day: str = ""
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class LocalDaysSet:
    """The local days off of a division as they stand from now on (地方假日); whether time limits skip them."""

    days: tuple[LocalDayOff, ...]
    paper: str
    limits_skip_them: bool
