"""Facts and wishes (事实、请求) of the satellites, as plain values that reach the case's rules as arguments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from yizhan.cases.events import NOBODY, Given, Party

VISIT, PAYMENT, HAND_IN, HAND_OUT, EVALUATION, WISH, ANSWER = (
    "visit",
    "pay",
    "hand-in",
    "hand-out",
    "evaluate",
    "wish",
    "consult-answer",
)
HURRY = "hurry"
"""The applicant, or who sent the case on, asks that it be handled sooner (催办)."""
HEARING = "hearing"
"""Somebody who was told of his right asks for a hearing (要求听证)."""
REMARK = "remark"
"""A word between those who handle a case (留言): it moves nothing and makes no form stale."""
ORDER = "put-right"
"""A higher authority orders that a wrong decision be put right (责令纠正)."""
WISHES = frozenset({"withdraw", "recall", HURRY, HEARING})
"""What an applicant or a sender may wish; an order comes from above, by a verb of its own."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that happened outside the case's own stream. `cause` is a visit's cause or a wish's kind, `notice` the
    paper that tells it."""

    key: str
    kind: str
    on: date
    cause: str = ""
    materials: tuple[Given, ...] = ()
    collector: Party = NOBODY
    notice: str = ""
    mode: str = ""
    consult: int = 0
    agrees: bool = True
    text: str = ""


Facts = Sequence[Fact]
NO_FACTS: Facts = ()
