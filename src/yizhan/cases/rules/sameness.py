"""Whether two applications may be the same person's, for the same thing (同一人、同一件).

A clerk asks before a case is opened twice; nothing is concluded by itself. Numbers are compared by their look-up
hashes, names by sound and by a single different character.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, pairwise

from stdnum.cn import ric

from yizhan.kernel.masking import COMPOUND_SURNAMES

RECENT = timedelta(days=183)
"""A decision of the last six months is recent: what is applied for again so soon is perhaps the same."""
NUMBER, MISTYPED, PHONE, NAME, HOUSEHOLD = "same-number", "near-number", "same-phone", "near-name", "household"
BODY, WHOLE = 17, 18


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person as far as rows tell him: name and address in clear, numbers as look-up hashes."""

    name: str
    number: str = ""
    phone: str = ""
    address: str = ""


def since(today: date) -> date:
    """The first day that is still recent."""
    return today - RECENT


def mistyped(number: str) -> frozenset[str]:
    """The ID numbers that this one is, but for one digit or for two neighbours that changed places.

    GB 11643: the check character sees every such slip, so whoever slipped mended it too; it is reckoned anew.
    """
    if len(number) != WHOLE or not number[:BODY].isdecimal():
        return frozenset()
    body = number[:BODY]
    changed = (body[:place] + digit + body[place + 1 :] for place in range(BODY) for digit in "0123456789")
    swapped = (body[:place] + body[place + 1] + body[place] + body[place + 2 :] for place in range(BODY - 1))
    bodies = {each for each in chain([body], changed, swapped) if each[0] != "0"}
    return frozenset(each + ric.calc_check_digit(each + "0") for each in bodies) - {number}


def likeness(asked: Person, known: Person, *, near: Collection[str] = ()) -> tuple[str, ...]:
    """Why they may be one: by number, by a slip in it, by phone, by name with a second sign, by household.

    `near` are the look-up hashes of `mistyped`. Empty where nothing but a common name speaks for it.
    """
    found = []
    if asked.number and asked.number == known.number:
        found.append(NUMBER)
    if known.number and known.number in near:
        found.append(MISTYPED)
    if asked.phone and asked.phone == known.phone:
        found.append(PHONE)
    if _is_one_house(asked.address) and asked.address == known.address:
        found.append(HOUSEHOLD)
    if _alike(asked.name, known.name) and (found or _sounds_like(asked.name, known.name)):
        found.append(NAME)
    return tuple(found)


def _alike(one: str, other: str) -> bool:
    """One surname, and at most one character of the given name differs, or it sounds the same."""
    if surname(one) != surname(other):
        return False
    differing = sum(first != second for first, second in zip(one, other, strict=False))
    return (len(one) == len(other) and differing <= 1) or _sounds_like(one, other)


def surname(name: str) -> str:
    """The surname: two characters where that is a known one."""
    return name[:2] if name[:2] in COMPOUND_SURNAMES else name[:1]


def _sounds_like(one: str, other: str) -> bool:
    from pypinyin import lazy_pinyin  # its tables load slowly, and few processes need them

    return one == other or lazy_pinyin(one) == lazy_pinyin(other)


def _is_one_house(address: str) -> bool:
    """Whether an address names a house (号), not a village that many share."""
    return any(before.isdecimal() and mark in "号户" for before, mark in pairwise(address))
