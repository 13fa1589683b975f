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


class Full(Refused):
    """No room is left on the node's disk: nothing was written."""

    status = 507


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
    """A missing fact leaves dots instead of breaking the page."""

    def __missing__(self, name: str) -> str:
        return "…"


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
