"""When a notice may be declared void: once, with a reason, and a printed one with word of its slip."""

from datetime import date

import pytest

from yizhan.kernel.refusals import Invalid, Refused
from yizhan.papers.void_rules import OUT, RETURNED, UNPRINTED, void

MONDAY = date(2026, 3, 2)


def voided(**changes: object) -> str:
    """What became of the slip."""
    asked = {"voided_on": None, "printed": False, "slip": "", "reason": "办错了", "why_out": ""} | changes
    return void(number="WS1", **asked)  # type: ignore[arg-type]


def test_an_unprinted_one_needs_a_reason_alone():
    assert voided() == UNPRINTED
    with pytest.raises(Refused, match="reason-missing"):
        voided(reason="")


def test_a_printed_one_came_back():
    assert voided(printed=True, slip=RETURNED) == RETURNED
    with pytest.raises(Invalid, match="slip-not-told"):
        voided(printed=True)


def test_a_printed_one_that_is_out_needs_to_say_why():
    with pytest.raises(Refused, match="slip-reason-missing"):
        voided(printed=True, slip=OUT)
    assert voided(printed=True, slip=OUT, why_out="申请人说丢了") == OUT


def test_none_is_voided_twice():
    with pytest.raises(Refused, match="already-voided"):
        voided(voided_on=MONDAY)
