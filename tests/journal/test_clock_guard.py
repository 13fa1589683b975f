"""The clock of an old PC: doubted at a start, while running, at a contact; asked about, and the answer recorded."""

from datetime import timedelta

import pytest

from tests.journal.talks import act, open_talk
from tests.support.nodes import NOW
from yizhan.journal import clock_guard, verification
from yizhan.journal.models import ClockConfirmed, ClockQuestioned
from yizhan.kernel.refusals import Invalid, NotFound, Refused

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


@pytest.mark.usefixtures("node", "tables")
class TestAStart:
    def test_is_free_on_a_new_node(self):
        assert clock_guard.check_start(NOW) is None

    def test_after_the_last_entry_is_free_however_long_the_node_was_off(self):
        open_talk("talk:1")
        clock_guard.keep_seen(NOW)
        assert clock_guard.check_start(NOW) is None
        assert clock_guard.check_start(NOW + timedelta(days=10)) is None

    def test_before_the_last_entry_is_doubted(self):
        open_talk("talk:1")
        finding = clock_guard.check_start(NOW - SECOND)
        assert finding is not None
        assert (finding.kind, finding.known) == ("earlier-than-last-entry", NOW)

    def test_before_the_node_was_last_seen_is_doubted(self):
        clock_guard.keep_seen(NOW)
        assert clock_guard.check_start(NOW - timedelta(minutes=10)) is None
        finding = clock_guard.check_start(NOW - timedelta(minutes=11))
        assert finding is not None
        assert finding.kind == "earlier-than-last-seen"


@pytest.mark.parametrize(
    ("passed", "moved", "kind"),
    [(60, 60, None), (60, 660, None), (60, 661, "jumped"), (60, -541, "jumped"), (60, -540, None)],
)
def test_a_jump_of_over_ten_minutes_is_noticed(passed, moved, kind):
    now = NOW + timedelta(seconds=moved)
    finding = clock_guard.check_running(now, before=NOW, elapsed=timedelta(seconds=passed))
    assert (finding.kind if finding else None) == kind


def test_a_peer_that_sees_another_time_is_noticed():
    assert clock_guard.check_peer(NOW, peer=NOW + timedelta(minutes=10)) is None
    finding = clock_guard.check_peer(NOW, peer=NOW + timedelta(minutes=11))
    assert finding is not None
    assert finding.kind == "differs-from-peer"


@pytest.mark.usefixtures("node", "tables")
class TestAQuestion:
    @pytest.fixture
    def question(self):
        """The clock was set back by an hour before a start."""
        open_talk("talk:1", minutes=60)
        finding = clock_guard.check_start(NOW)
        assert finding is not None
        return clock_guard.question_clock(finding, act=act())

    def test_stays_open_until_it_is_answered(self, question):
        asked = clock_guard.open_question()
        assert asked is not None
        assert (asked.key, asked.clock, asked.known) == (question, NOW, NOW + HOUR)
        clock_guard.answer_clock(question=question, answer="right", words="昨天的时钟快了一小时", act=act())
        assert clock_guard.open_question() is None
        assert clock_guard.check_start(NOW + SECOND) is None
        assert ClockConfirmed.objects.get().words == "昨天的时钟快了一小时"
        assert verification.verify().faults == []

    def test_is_answered_once_and_in_one_of_two_words(self, question):
        with pytest.raises(Invalid, match="bad-answer"):
            clock_guard.answer_clock(question=question, answer="maybe", words="", act=act())
        with pytest.raises(NotFound):
            clock_guard.answer_clock(question="node:x#9", answer="right", words="", act=act())
        clock_guard.answer_clock(question=question, answer="right", words="", act=act())
        with pytest.raises(Refused, match="already-answered"):
            clock_guard.answer_clock(question=question, answer="right", words="", act=act())

    def test_a_clock_that_is_still_wrong_was_not_set(self, question):
        with pytest.raises(Refused, match="clock-still-wrong"):
            clock_guard.answer_clock(question=question, answer="set", words="", act=act())
        clock_guard.answer_clock(question=question, answer="set", words="", act=act(61))

    def test_is_kept_though_the_clock_goes_wrong(self, question):
        assert ClockQuestioned.objects.get().at == NOW
