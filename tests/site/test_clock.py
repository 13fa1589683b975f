"""The clock of the machine: a start before the last entry asks, a jump while running is noted; both are recorded."""

from datetime import timedelta

import pytest
from tests.support.nodes import NOW, node  # noqa: F401

from yizhan.journal import clock_guard, verification
from yizhan.journal.models import ClockConfirmed, ClockQuestioned
from yizhan.kernel.refusals import Refused
from yizhan.site import operating, processes

LATER = NOW + timedelta(hours=1)

pytestmark = pytest.mark.usefixtures("node")


@pytest.fixture
def ahead():
    """The clock was an hour ahead when something was written."""
    finding = clock_guard.Finding("jumped", LATER, NOW)
    question = clock_guard.question_clock(finding, act=operating.operator_act(LATER))
    clock_guard.answer_clock(question=question, answer="set", words="", act=operating.operator_act(LATER))


def test_a_start_before_the_last_entry_stops_until_somebody_answers(ahead):
    with pytest.raises(Refused, match="clock-doubtful"):
        operating.insist_on_the_clock(NOW, confirmed=False, ask=None)
    with pytest.raises(Refused, match="clock-doubtful"):
        operating.insist_on_the_clock(NOW, confirmed=False, ask=lambda words: False)
    assert ClockQuestioned.objects.count() == 2
    operating.insist_on_the_clock(NOW, confirmed=False, ask=lambda words: "10" not in words)
    assert ClockConfirmed.objects.order_by("no").last().answer == "right"
    operating.insist_on_the_clock(NOW, confirmed=False, ask=None)
    assert verification.verify().faults == []


def test_a_clock_that_was_set_answers_the_question_itself(ahead):
    with pytest.raises(Refused):
        operating.insist_on_the_clock(NOW, confirmed=False, ask=None)
    operating.insist_on_the_clock(LATER, confirmed=False, ask=None)
    assert clock_guard.open_question() is None
    assert ClockConfirmed.objects.order_by("no").last().answer == "set"


def test_a_jump_while_running_is_noted_once():
    processes.watch_the_clock(LATER, before=NOW, elapsed=1.0)
    processes.watch_the_clock(LATER + timedelta(hours=1), before=LATER, elapsed=1.0)
    assert ClockQuestioned.objects.get().finding == "jumped"
    assert verification.verify().faults == []


def test_the_node_notes_every_few_minutes_that_it_runs():
    clock_guard.keep_seen(NOW)
    for minutes in (1, 4, 6):
        processes.watch_the_clock(NOW + timedelta(minutes=minutes), before=NOW, elapsed=minutes * 60.0)
    assert clock_guard.last_seen() == NOW + timedelta(minutes=6)
