"""Invented people: names from lists, identity and telephone numbers that pass their checks and belong to nobody.

Numbers are built in the sample prefecture's divisions with serials that are drawn, never taken from anywhere.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

SURNAMES = "杨吴潘龙王李张陈石罗田周姚欧阳赵黄刘彭蒋顾莫韦白雷"
GIVEN = "明华秀英建国志强丽芳桂兰金花玉珍文武春梅光荣德胜海燕小龙水生木根老三阿妹开云"
DIGITS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


@dataclass(frozen=True, kw_only=True)
class Person:
    """An invented person."""

    name: str
    id_number: str
    phone: str
    address: str


def dice(seed: object) -> Random:
    """Chance that falls alike each time, for invented lives: nothing secret is ever drawn from it."""
    return Random(str(seed))  # noqa: S311


def person(random: Random, *, division: str, village: str) -> Person:
    """Somebody of a county (six digits of `division`) who lives in a village."""
    return Person(
        name=name(random),
        id_number=id_number(random, division),
        phone=f"1{random.choice('3578')}{random.randrange(10**9):09d}",
        address=village,
    )


def name(random: Random) -> str:
    """A name of two or three characters."""
    return random.choice(SURNAMES) + "".join(random.choice(GIVEN) for _ in range(random.choice((1, 2, 2))))


def id_number(random: Random, division: str) -> str:
    """Eighteen digits with their check (GB 11643-1999)."""
    born = date(1940, 1, 1) + timedelta(days=random.randrange(24_000))
    body = f"{division[:6]}{born:%Y%m%d}{random.randrange(1000):03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, DIGITS, strict=True))
    return body + CHECKS[total % 11]
