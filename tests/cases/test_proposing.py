"""Whose hand a case waits for, and what its review proposes."""

from dataclasses import replace

import pytest

from tests.cases.given import (
    MONDAY,
    accepted,
    after,
    benefit,
    decided,
    forwarded,
    licence,
    taken,
    urgent_help,
)
from yizhan.cases.events import Advanced
from yizhan.cases.rules.proposing import BLANK, grant_words, propose, waits_for


@pytest.mark.parametrize(
    ("steps", "role"), [((), "clerk"), (("survey",), "reviewer"), (("survey", "review"), "approver")]
)
def test_a_case_waits_for_the_role_of_its_next_step_and_then_for_the_approver(steps, role):
    assert waits_for(accepted(*taken(*steps)), licence()) == role


def test_what_is_only_reviewed_here_waits_for_the_clerk_who_reports_it_up():
    assert waits_for(accepted(*taken("check", "publicity"), item="allowance"), benefit(delegation=None)) == "clerk"


def test_what_was_reported_up_waits_for_the_step_there_and_then_for_the_approver_there():
    case = accepted(*taken("check", "publicity"), *forwarded(MONDAY), item="allowance")
    assert waits_for(case, benefit()) == "clerk"
    assert waits_for(after(case, *taken("confirm")), benefit()) == "approver"


def test_help_that_is_urgent_waits_for_the_approver_at_once():
    assert waits_for(accepted(answers={"urgent": True}, item="relief"), urgent_help()) == "approver"


def test_what_is_decided_waits_for_no_decision():
    assert waits_for(after(accepted(*taken("survey", "review")), decided(MONDAY)), licence()) == ""


def said(agrees, opinion):
    return Advanced(on=MONDAY, step="review", agrees=agrees, opinion=opinion)


def test_agreement_proposes_a_grant_in_the_items_words():
    proposal = propose(accepted(), licence(), [said(True, "情况属实")])
    assert proposal.granted
    assert proposal.content == grant_words(accepted(), licence()) == "准予林木采伐许可。"


def test_a_dissent_proposes_a_refusal_for_its_reason_even_where_a_later_step_agreed():
    proposal = propose(accepted(), licence(), [said(True, "属实"), said(False, "超过限额"), said(True, "同意")])
    assert (proposal.granted, proposal.reason) == (False, "超过限额")


def test_the_items_words_name_what_the_application_says_and_leave_blank_what_it_does_not():
    release = replace(licence(), notices={"grant": "给予{amount}元，{unknown}。"})
    assert grant_words(accepted(form={"amount": 1800}), release) == f"给予1800元，{BLANK}。"
    assert grant_words(accepted(answers={"amount": 900}), release) == f"给予900元，{BLANK}。"
