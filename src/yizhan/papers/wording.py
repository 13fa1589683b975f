"""The data of a notice in words: dates, limits, codes and empty places as they are printed. Pure.

Data of a notice are plain JSON; what comes out holds strings and lists of strings alone, so that a form
(`typst/*.typ`) only places them.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from yizhan.kernel.acting import LEGAL_ZONE
from yizhan.kernel.periods import Limit
from yizhan.papers.fields import FIELDS, Field, Kind

Shown = dict[str, object]

UNITS = {
    "wd": ("个工作日", "working days"),
    "d": ("日", "calendar days"),
    "h": ("小时", "hours"),
    "min": ("分钟", "minutes"),
    "mo": ("个月", "months"),
}
CODES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "item_type": {
        "01": ("行政许可", "Licence"),
        "05": ("行政给付", "Benefit"),
        "07": ("行政确认", "Confirmation"),
        "08": ("行政奖励", "Reward"),
        "09": ("行政裁决", "Adjudication"),
        "10": ("其他行政权力", "Other power"),
        "20": ("公共服务", "Public service"),
    },
    "procedure": {
        "hearing": ("听证", "hearing"),
        "tender": ("招标", "tender"),
        "auction": ("拍卖", "auction"),
        "inspection": ("检验", "inspection"),
        "testing": ("检测", "testing"),
        "quarantine": ("检疫", "quarantine"),
        "appraisal": ("鉴定", "appraisal"),
        "expert-review": ("专家评审", "expert review"),
        "other": ("其他法定程序", "another procedure named by law"),
    },
    "result": {
        "granted": ("准予", "granted"),
        "refused": ("不予批准", "refused"),
        "forwarded": ("转报办结", "concluded by forwarding"),
        "returned": ("退件办结", "returned"),
        "withdrawn": ("撤回办结", "withdrawn"),
        "terminated": ("终止办结", "terminated"),
        "other": ("其他办结", "otherwise concluded"),
    },
    "back_mode": {
        "self": ("本人领回", "by the owner"),
        "proxy": ("他人代领", "by a proxy"),
        "post": ("邮寄", "by post"),
    },
    "mode": {
        "direct": ("直接送达", "direct"),
        "left": ("留置送达", "left with a witness"),
        "electronic": ("电子送达（经受送达人同意）", "electronic, with consent"),
        "entrusted": ("委托送达", "entrusted"),
        "post": ("邮寄送达", "by post"),
        "public-notice": ("公告送达（自发出公告之日起经过三十日视为送达）", "public notice, served after 30 days"),
    },
    "collect_mode": {
        "window": ("窗口领取", "at the window"),
        "post": ("邮寄", "by post"),
        "agent": ("代为领取", "by an agent"),
        "machine": ("自助领取", "from a machine"),
    },
    "ending": {
        "withdrawn": ("申请人撤回", "withdrawn by the applicant"),
        "terminated": ("依法终止", "terminated"),
        "abandoned": ("逾期未补正", "not supplied in time"),
    },
    "slip": {
        "ask": ("联系", "question"),
        "received": ("接收", "receipt"),
        "handed": ("签收", "handing over"),
        "opinion": ("回复", "reply"),
    },
    "agency_end": {
        "done": ("办结", "concluded"),
        "ended": ("终止", "ended"),
        "suspended": ("中止", "suspended"),
    },
}
_UNSET = ("未作规定", "not set")
_BLANK = ("", "")
EMPTY: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("statutory_limit", "promised_limit", "due", "original_due", "review_limit"), _UNSET),
    "supply_until": ("未作规定，请尽快补交", "not set; please supply soon"),
    "reply_by": ("未限定", "not set"),
    "pay_until": ("未限定", "not set"),
    "fee": ("不收费", "free of charge"),
    "paid": ("未收取费用", "no fee was taken"),
    "message_phone": ("未登记", "none given"),
    **dict.fromkeys(("time", "receiver", "receipt_date"), _BLANK),
}
_NONE = ("无", "none")
_PROVISIONAL = ("（暂定：该年度节假日安排公布后重新计算）", " (provisional: holidays not yet published)")
_PROVISIONAL_FIELDS = ("due", "reply_by")


def in_words(data: Mapping[str, object], *, names: tuple[str, ...], language: str) -> Shown:
    """Every field of a notice that the data give, as it is printed. `language`: zh or en."""
    shown: Shown = {name: shown_value(FIELDS[name], data[name], language=language) for name in names if name in data}
    if data.get("provisional"):
        for name in _PROVISIONAL_FIELDS:
            if data.get(name):
                shown[name] = f"{shown[name]}{pick(_PROVISIONAL, language)}"
    return shown


def pick(pair: tuple[str, str], language: str) -> str:
    """The words of that language."""
    return pair[1] if language == "en" else pair[0]


def shown_value(field: Field, value: object, *, language: str) -> object:
    """One value as it is printed; a value that cannot be read is printed as it is written."""
    if value in (None, "", [], ()):
        return pick(EMPTY.get(field.name, _NONE), language) if field.kind is not Kind.ROWS else []
    if field.kind is Kind.ROWS and isinstance(value, list):
        return [_row(field, row, language) for row in value]
    return _WRITERS.get(field.kind, _as_written)(field, value, language)


def _row(field: Field, row: Mapping[str, object], language: str) -> dict[str, str]:
    return {column.name: _cell(column, row.get(column.name), language) for column in field.columns}


def _cell(column: Field, value: object, language: str) -> str:
    return "" if value in (None, "") else _WRITERS.get(column.kind, _as_written)(column, value, language)


def _as_written(field: Field, value: object, language: str) -> str:
    return str(value)


def _date(field: Field, value: object, language: str) -> str:
    return day_in_words(date.fromisoformat(str(value)), language=language)


def _moment(field: Field, value: object, language: str) -> str:
    moment = datetime.fromisoformat(str(value)).astimezone(LEGAL_ZONE)
    day = day_in_words(moment.date(), language=language)
    return f"{day}{moment.hour}时{moment.minute:02}分" if language != "en" else f"{day} {moment:%H:%M}"


def _limit(field: Field, value: object, language: str) -> str:
    limit = Limit.parse(str(value))
    words = pick(UNITS[limit.unit.value], language)
    return f"{limit.value} {words}" if language == "en" else f"{limit.value}{words}"


def _coded(field: Field, value: object, language: str) -> str:
    words = CODES.get(field.name, {}).get(str(value))
    return pick(words, language) if words else str(value)


def _flag(field: Field, value: object, language: str) -> str:
    return pick(("是", "yes") if value else ("否", "no"), language)


_WRITERS: Mapping[Kind, Callable[[Field, object, str], str]] = {
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.LIMIT: _limit,
    Kind.CODE: _coded,
    Kind.FLAG: _flag,
}


def day_in_words(day: date, *, language: str) -> str:
    """2026年11月24日, or 24 November 2026."""
    if language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
