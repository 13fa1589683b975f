"""What came back from another system, read from free text: its number, the day, the result (异地系统办理的凭据).

Nothing is recorded from it by itself: what was recognised is shown, and whoever handles the case confirms it.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

NUMBERED = re.compile(
    r"(?P<label>[^\s:;,。；，]{0,8}(?:流水|业务|受理|申请|登记|凭证|报告|批准|审批|编|单|文|证)(?:号码?|码))"
    r"\s*(?:[:=为是]|\s)\s*(?P<value>[A-Za-z0-9][A-Za-z0-9_/-]{2,39})(?![A-Za-z0-9])"
)
ISSUED = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[(]\d{4}[〕\])]\s*第?\s*\d{1,6}\s*号")
BARE = re.compile(
    r"(?<![A-Za-z0-9_/.-])(?=[A-Za-z0-9_-]*\d[A-Za-z0-9_-]*\d)[A-Za-z0-9][A-Za-z0-9_-]{5,39}(?![A-Za-z0-9_/.-])"
)
OF_A_PERSON = re.compile(r"身份|证件|手机|电话|银行|一卡通|账号|户口")
A_PERSONS = re.compile(r"\d{17}[\dXx]|\d{15}|1\d{10}")
DAY = re.compile(
    r"(?<![A-Za-z0-9.-])(?P<year>(?:19|20)\d{2})(?:\s*年\s*|(?P<sign>[-/.]))(?P<month>\d{1,2})(?:\s*月\s*|(?P=sign))"
    r"(?P<day>\d{1,2})(?!\d)|(?<![A-Za-z0-9_.-])(?P<plain>(?:19|20)\d{6})(?![A-Za-z0-9_-])"
)
ANOTHER_DAY = re.compile(r"出生|生日|有效期|到期|截止|止于|至\s*$")
DAY_OF_IT = re.compile(r"办结|办理|完成|核对|登记|审批|决定|出具|查询")
EARLIEST = date(2000, 1, 1)
"""No line system is older; an earlier day is somebody's birthday."""
TOLD = re.compile(r"(?:结果|结论|意见|状态)\s*[:=为是]\s*(?P<told>[^\n;；。]+)")
NO = re.compile(
    r"不符合|不合格|不通过|未通过|没有通过|不予|不准|不同意|不一致|驳回|退回|失败|无效|有异常|存在异常|未办结|未完成"
)
YES = re.compile(r"无异常|未发现异常|通过|符合|合格|同意|准予|成功|一致|已登记|办结|已办理|完成|核准")


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """What the text says; what it does not say is None."""

    number: str | None
    on: date | None
    agrees: bool | None

    @property
    def lacking(self) -> tuple[str, ...]:
        """What was not found: number, on, agrees."""
        return tuple(name for name in ("number", "on", "agrees") if getattr(self, name) is None)


def recognise(text: str, *, today: date, known: Collection[str] = ()) -> Recognised:
    """Read number, day and result from what another system gave back; `known` numbers are ours, not that system's."""
    plain = unicodedata.normalize("NFKC", text)
    return Recognised(number=number_in(plain, known), on=day_in(plain, today), agrees=result_in(plain))


def number_in(text: str, known: Collection[str] = ()) -> str | None:
    """The other system's number: one that is called so, the number of a document, or what looks like one."""
    return next((one for one in _numbers(text) if one not in known and not A_PERSONS.fullmatch(one)), None)


def _numbers(text: str) -> Iterator[str]:
    for found in NUMBERED.finditer(text):
        if not OF_A_PERSON.search(found["label"]) and not _is_day(found["value"]):
            yield found["value"]
    for found in ISSUED.finditer(text):
        yield re.sub(r"\s", "", found[0])
    for found in BARE.finditer(text):
        before = text[max(found.start() - 8, 0) : found.start()]
        if not OF_A_PERSON.search(before) and not _is_day(found[0]):
            yield found[0]


def _is_day(text: str) -> bool:
    found = DAY.fullmatch(text)
    return found is not None and _day(found) is not None


def day_in(text: str, today: date) -> date | None:
    """The day on which it was done there: the one that is called so, else the latest; never one to come."""
    found = [
        (bool(DAY_OF_IT.search(_before(text, one))), _day(one)) for one in DAY.finditer(text) if _is_of_it(text, one)
    ]
    past = [(called, day) for called, day in found if day is not None and EARLIEST <= day <= today]
    return max(past)[1] if past else None


def _before(text: str, found: re.Match[str]) -> str:
    """The words that stand right before a day, on its own line and after the previous mark."""
    return re.split(r"[\n;；。,，]", text[max(found.start() - 10, 0) : found.start()])[-1]


def _is_of_it(text: str, found: re.Match[str]) -> bool:
    return not ANOTHER_DAY.search(_before(text, found))


def _day(found: re.Match[str]) -> date | None:
    plain = found["plain"]
    year, month, day = (plain[:4], plain[4:6], plain[6:]) if plain else (found["year"], found["month"], found["day"])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def result_in(text: str) -> bool | None:
    """Whether it says yes or no; None where it says neither or both."""
    told = [_agrees(found["told"]) for found in TOLD.finditer(text)]
    said = {one for one in told if one is not None}
    return said.pop() if len(said) == 1 else None if said else _agrees(text)


def _agrees(text: str) -> bool | None:
    denied, rest = NO.search(text), NO.sub(" ", text)
    affirmed = YES.search(rest)
    return None if bool(denied) == bool(affirmed) else bool(affirmed)
