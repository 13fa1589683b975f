"""The words for refusals: every stable code has a title, what is wrong, and what to do next.

The kernel raises codes; a room teaches its own words once, in its `refusals.py`, called from `ready()`.
Facts of the refusal fill the placeholders: `%(holder)s`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yizhan.kernel.refusals import Refused
from yizhan.web import wording

Text = str | Promise


class BadRequest(Refused):
    """A request that cannot be read at all."""

    status = 400


class TooLarge(Refused):
    """More bytes or fields than the node takes in one request."""

    status = 413


class WrongMethod(Refused):
    """The address exists, but not for this method."""

    status = 405


class Unavailable(Refused):
    """Something that the node needs does not answer at present."""

    status = 503


class Broken(Refused):
    """A fault of the program: nothing was done, and the incident's number is in the log."""

    status = 500


@dataclass(frozen=True)
class Words:
    """What a reader is told about one code."""

    title: Text
    detail: Text
    advice: Text


_WORDS: dict[str, Words] = {}
_FACTS: dict[str, Callable[[object], str]] = {}

UNKNOWN = Words(
    _("这一步现在不能办"),
    _("系统没有办理，也没有改动任何内容。原因代码：%(code)s。"),
    _("请返回检查所填内容；仍不能办理的，把原因代码告诉中心管理员。"),
)


def teach(code: str, title: Text, detail: Text, advice: Text) -> None:
    """Give a refusal code its words. `title`: what happened; `detail`: why; `advice`: what to do next."""
    _WORDS[code] = Words(title, detail, advice)


def teach_fact(name: str, describe: Callable[[object], str]) -> None:
    """Say how a fact is told to a reader: `teach_fact("holder", name_of_agency)`."""
    _FACTS[name] = describe


def known_codes() -> frozenset[str]:
    """Every code that has words."""
    return frozenset(_WORDS)


def words(code: str, facts: Mapping[str, object]) -> tuple[str, str, str]:
    """Title, detail and advice of a code in the reader's language; an unknown code gets decent general words."""
    known = _WORDS.get(code, UNKNOWN)
    told = _Facts(code=code, **{name: tell(name, value) for name, value in facts.items() if name != "code"})
    return filled(known.title, told), filled(known.detail, told), filled(known.advice, told)


class _Facts(dict[str, str]):
    """A missing fact leaves a dash instead of breaking the page."""

    def __missing__(self, name: str) -> str:
        return "—"


def filled(text: Text, facts: Mapping[str, str]) -> str:
    """The text with its placeholders filled; a text that holds a bare percent sign is left as it is."""
    try:
        return str(text) % facts
    except (TypeError, ValueError):
        return str(text)


def tell(name: str, value: object) -> str:
    """One fact as the reader says it: dates, moments, limits and lists in the language of the page."""
    if name in _FACTS:
        return _FACTS[name](value)
    if value is None:
        return "—"
    if isinstance(value, datetime):
        return wording.full_datetime(value)
    if isinstance(value, date):
        return wording.full_date(value)
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return wording.listed([tell("", part) for part in value])
    return wording.limit_words(value)


def fault(code_or_words: str) -> str:
    """A fault of one field: the title of a known code, else the words as they came."""
    return str(_WORDS[code_or_words].title) if code_or_words in _WORDS else code_or_words


def teach_general_words() -> None:
    """The codes that belong to no room."""
    teach(
        "not-found",
        _("没有找到"),
        _("您要找的内容不存在，或者不归您查看。"),
        _("请核对编号或网址；需要查看别的中心的内容，请与该中心联系。"),
    )
    teach(
        "forbidden",
        _("您没有办理这一步的权限"),
        _("这一步要由有权限的人员办理，系统没有改动任何内容。"),
        _("请转给有权限的同事；确需您办理的，请中心负责人授权。"),
    )
    teach(
        "stale",
        _("内容已被他人更新"),
        _("您依据的是第 %(seen)s 版，现在已是第 %(version)s 版。为避免覆盖别人的办理，系统没有保存您的提交。"),
        _("请打开最新内容核对；您填写的内容列在下面，可以照抄。"),
    )
    teach(
        "not-holder",
        _("此件不在您的单位"),
        _("此件现由 %(holder)s 办理，只有办理单位可以改动。"),
        _("需要催办、撤回的，请提出请求；办理单位会看到并答复。"),
    )
    teach(
        "invalid",
        _("填写内容有误"),
        _("有的内容缺少或者不符合要求，系统没有保存。"),
        _("请按下面的提示改正后重新提交。"),
    )
    teach(
        "bad-request",
        _("请求无法识别"),
        _("系统读不懂这次请求，没有改动任何内容。"),
        _("请返回上一页，重新填写后再提交。"),
    )
    teach(
        "bad-limit",
        _("期限写法不对"),
        _("期限“%(given)s”无法识别。"),
        _("请写数字加单位，例如 20wd（20个工作日）、30d（30日）、8h（8小时）、3mo（3个月）。"),
    )
    teach(
        "bad-cursor",
        _("页码无法识别"),
        _("翻页的标记不完整或者已经失效。"),
        _("请回到列表第一页重新查找。"),
    )
    teach(
        "too-many-requests",
        _("操作太频繁"),
        _("短时间内的请求太多，系统暂停受理。"),
        _("请等 %(wait)s 秒后再试。"),
    )
    teach(
        "too-large",
        _("提交的内容太大"),
        _("一次提交的内容超过了系统允许的大小，没有保存。"),
        _("请分几次提交，或者缩小文件后再试。"),
    )
    teach(
        "key-reused",
        _("这张表单已经提交过别的内容"),
        _("同一张表单用过一次，不能再用来提交不同的内容。"),
        _("请重新打开页面再填写；上一次提交的结果没有改变。"),
    )
    teach(
        "csrf",
        _("页面已经过期"),
        _("登录状态已改变，或者页面打开太久，系统没有保存这次提交。"),
        _("请返回表单，刷新页面后再提交。"),
    )
    teach(
        "wrong-method",
        _("不能这样打开"),
        _("这个网址只用来提交内容，不能直接打开。"),
        _("请从页面上的按钮办理。"),
    )
    teach(
        "unavailable",
        _("系统暂时不能办理"),
        _("所需的服务现在没有响应，您的提交没有保存。"),
        _("请稍后再试；一直不行的，请告诉管理员。"),
    )
    teach(
        "broken",
        _("系统出了故障"),
        _("这次操作没有完成，也没有保存。故障编号：%(incident)s。"),
        _("请稍后再试；再次出现的，把故障编号告诉管理员。"),
    )
