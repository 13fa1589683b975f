"""The same answer whether the PC ran all night or was off for ten days."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import event as note
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from tests.cases.given import (
    MONDAY,
    NATIONAL,
    NO_HOLIDAYS,
    after,
    benefit,
    given,
    lapse,
    licence,
    opened,
    stopping_benefit,
    urgent_help,
)
from tests.cases.verbs import ANYBODYS_FACTS, HOLDERS_VERBS, At, fitting
from yizhan.cases.facts import Fact
from yizhan.cases.rules.settling import settle
from yizhan.cases.state import Case
from yizhan.catalogue.release import Release
from yizhan.kernel.calendars import Calendar
from yizhan.kernel.refusals import Refused

ONE = timedelta(days=1)
SILENT = [lapse("received", "accepted", 5), lapse("accepted", "granted", 12)]
RELEASES = (
    licence(), benefit(), stopping_benefit(), urgent_help(),
    licence(lapses=[*SILENT, lapse("correction_requested", "abandoned", 10), lapse("pledged", "returned", 3)]),
)  # fmt: skip
CALENDARS = (NO_HOLIDAYS, NATIONAL)

SENSIBLE = "sensible"
"""A verb that fits, whichever it is; the others try what may well be refused."""
gaps = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 5, 8, 13])
verbs = st.sampled_from([*[SENSIBLE] * 60, *["hand_in", "answer", "hand_out"] * 4, *HOLDERS_VERBS, *ANYBODYS_FACTS])
scripts = st.lists(st.tuples(gaps, verbs, st.integers(0, 10**4)), min_size=6, max_size=20)


class Node:
    """A PC with one case. Switched on every night it writes what time did; else it finds out when somebody acts."""

    def __init__(self, release: Release, calendar: Calendar, *, on_at_night: bool, answers: dict[str, bool]) -> None:
        self.release, self.calendar, self.on_at_night = release, calendar, on_at_night
        self.today = MONDAY
        self.case: Case = given(opened(answers=answers, permit_expires=MONDAY + timedelta(days=45)))
        self.history: list[object] = []
        self.facts: list[Fact] = []
        self.refusals: list[str] = []

    def settled(self) -> list[object]:
        """What time has done and nobody wrote."""
        found = settle(self.case, self.release, self.facts, self.today, self.calendar)
        return [each.event for each in found]

    def write(self, events: list[object]) -> None:
        """Append to the history."""
        self.history += events
        self.case = after(self.case, *events)

    def sleep(self, days: int) -> None:
        """Some nights pass."""
        for _ in range(days):
            self.today += ONE
            if self.on_at_night:
                self.write(self.settled())

    def act(self, verb: str, knob: int) -> None:
        """Somebody acts: time first, then the rule; a refusal writes nothing."""
        done = self.settled()
        at = At(
            case=after(self.case, *done), release=self.release, facts=tuple(self.facts), today=self.today, knob=knob,
            calendar=self.calendar,
        )  # fmt: skip
        try:
            if verb in ANYBODYS_FACTS:
                self.facts.append(ANYBODYS_FACTS[verb](at))
                return
            events = fitting(at) if verb == SENSIBLE else list(HOLDERS_VERBS[verb](at))
        except Refused as refusal:
            self.refusals.append(refusal.code)
            return
        self.write([*done, *events])


def play(script: list[tuple[int, str, int]], node: Node) -> Node:
    """The script, and a year after it in which nobody acts."""
    node.act("submit", script[0][2] if script else 0)
    for days, verb, knob in script:
        node.sleep(days)
        node.act(verb, knob)
    node.sleep(30)
    node.today += timedelta(days=365)
    node.write(node.settled())
    return node


@settings(max_examples=150, deadline=None)
@for_all(scripts, st.sampled_from(RELEASES), st.sampled_from(CALENDARS), st.booleans())
def test_the_same_answer_whether_the_pc_ran_all_night_or_was_off(script, release, calendar, answer):
    answers = {"design": answer, "urgent": answer}
    awake, asleep = (play(script, Node(release, calendar, on_at_night=on, answers=answers)) for on in (True, False))
    for kind, times in Counter(type(each).__name__ for each in asleep.history).items():
        note(f"{kind} x{min(times, 3)}")
    assert asleep.refusals == awake.refusals
    assert asleep.history == awake.history
    assert asleep.case == awake.case


@settings(max_examples=100, deadline=None)
@for_all(scripts, st.sampled_from(RELEASES), st.booleans())
def test_settling_twice_is_settling_once(script, release, answer):
    node = play(script, Node(release, NATIONAL, on_at_night=False, answers={"design": answer, "urgent": answer}))
    assert node.settled() == []


@settings(max_examples=100, deadline=None)
@for_all(scripts, st.sampled_from(RELEASES), st.integers(0, 60))
def test_what_time_did_by_a_day_stays_done(script, release, later):
    node = Node(release, NATIONAL, on_at_night=False, answers={})
    node.act("submit", 1)
    for days, verb, knob in script:
        node.sleep(days)
        node.act(verb, knob)
    by_today = node.settled()
    node.sleep(later)
    assert node.settled()[: len(by_today)] == by_today


@for_all(scripts, st.sampled_from(RELEASES))
def test_nothing_takes_effect_before_it_can_or_after_today(script, release):
    node = Node(release, NO_HOLIDAYS, on_at_night=False, answers={})
    node.act("submit", 1)
    for days, verb, knob in script:
        node.sleep(days)
        for each in settle(node.case, release, node.facts, node.today, NO_HOLIDAYS):
            assert MONDAY <= each.effective <= each.came <= node.today
            assert isinstance(each.effective, date)
            assert each.reason
        node.act(verb, knob)
