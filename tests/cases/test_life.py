"""A case in the hands of several organs that try anything on any day: what must hold whatever they do."""

import json
from dataclasses import fields
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.cases.given import (
    COUNTY,
    MONDAY,
    NATIONAL,
    NO_HOLIDAYS,
    STATION,
    TOWNSHIP,
    after,
    benefit,
    given,
    lapse,
    licence,
    on_the_spot,
    opened,
    stopping_benefit,
    urgent_help,
)
from tests.cases.verbs import ANYBODYS_FACTS, HOLDERS_VERBS, At, Verb, fitting
from tests.support.campaigns import campaign
from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.facts import Fact
from yizhan.cases.rules.settling import settle
from yizhan.cases.state import DONE_STATES, ENDED_STATES, OPEN_STATES, Case, evolve, initial
from yizhan.catalogue.release import Release
from yizhan.journal.codec import canonical, decode, encode
from yizhan.kernel.refusals import Refused

ORGANS = (TOWNSHIP, STATION, COUNTY)
RELEASES = (
    licence(), benefit(), stopping_benefit(), urgent_help(), on_the_spot(),
    licence(lapses=[lapse("accepted", "granted", 12), lapse("correction_requested", "abandoned", 10)]),
    licence(hearings=[{"code": "h", "ground": "others_interests", "text": "涉及他人", "when": {"design": True}}]),
)  # fmt: skip
knobs = st.integers(0, 10**4)


def reread(history: list[object]) -> Case:
    """The case as its entries tell it: every event through bytes and back."""
    case = initial("case:1")
    for event in history:
        body, sealed = (json.loads(canonical(part)) for part in encode(event))
        case = evolve(case, decode(type(event), body, sealed))
    return case


class Life(RuleBasedStateMachine):
    """One case, its satellites, and organs that know nothing of the law but are held to it."""

    history: list[object]
    case: Case
    release: Release

    @initialize(release=st.sampled_from(RELEASES), calendar=st.sampled_from([NO_HOLIDAYS, NATIONAL]), yes=st.booleans())
    def opens(self, release, calendar, yes):
        self.release, self.calendar, self.today = release, calendar, MONDAY
        form = {"volume": 1} if release.form else {}
        answers = {"design": yes, "urgent": yes, "amount": 100}
        first = opened(answers=answers, form=form, permit_expires=MONDAY + timedelta(days=40))
        self.history, self.facts = [first], []
        self.case = self.before = given(first)

    def at(self, case: Case, knob: int) -> At:
        return At(
            case=case, release=self.release, facts=tuple(self.facts), today=self.today, knob=knob,
            calendar=self.calendar,
        )  # fmt: skip

    def settled(self) -> list[object]:
        found = settle(self.case, self.release, self.facts, self.today, self.calendar)
        return [each.event for each in found]

    def try_out(self, organ: str, verb: Verb, knob: int) -> None:
        """An act as the actions do it: custody, time, rule; a refusal changes nothing."""
        if organ != self.case.holder:
            return
        done = self.settled()
        try:
            events = list(verb(self.at(after(self.case, *done), knob)))
        except Refused:
            return
        self.history += [*done, *events]
        self.case = after(self.case, *done, *events)

    @rule(knob=knobs)
    def goes_on(self, knob):
        self.try_out(self.case.holder, fitting, knob)

    @rule(knobs=st.lists(knobs, min_size=4, max_size=8))
    def goes_a_long_way(self, knobs):
        for knob in knobs:
            self.try_out(self.case.holder, fitting, knob)

    @rule(organ=st.sampled_from(ORGANS), verb=st.sampled_from(sorted(HOLDERS_VERBS)), knob=knobs)
    def acts(self, organ, verb, knob):
        self.try_out(organ, HOLDERS_VERBS[verb], knob)

    @rule(kind=st.sampled_from(sorted(ANYBODYS_FACTS)), knob=knobs)
    def writes_beside_it(self, kind, knob):
        if len(self.facts) > 8:
            return
        at = self.at(after(self.case, *self.settled()), knob)
        try:
            fact: Fact = ANYBODYS_FACTS[kind](at)
        except Refused:
            return
        self.facts.append(fact)

    @rule(days=st.sampled_from([1, 1, 1, 2, 5, 9, 40]))
    def days_pass(self, days):
        self.today += timedelta(days=days)

    @rule()
    def time_is_written(self):
        done = self.settled()
        self.history += done
        self.case = after(self.case, *done)
        assert self.settled() == []

    def happened(self, *kinds: type) -> list[object]:
        return [event for event in self.history if isinstance(event, kinds)]

    @invariant()
    def it_is_in_one_known_state(self):
        assert sum(self.case.state in states for states in (OPEN_STATES, DONE_STATES, ENDED_STATES)) == 1

    @invariant()
    def exactly_one_organ_holds_it(self):
        assert self.case.holder in ORGANS

    @invariant()
    def a_correction_is_asked_at_most_once(self):
        assert len(self.happened(e.CorrectionRequested)) <= 1

    @invariant()
    def it_is_extended_at_most_once(self):
        assert len(self.happened(e.Extended)) <= 1
        assert sum(leg.extension is not None for leg in self.case.legs) <= 1

    @invariant()
    def it_is_accepted_and_decided_at_most_once(self):
        assert len(self.happened(e.Accepted, e.AcceptedWithPledge, e.DeemedAccepted)) <= 1
        assert len(self.happened(e.Decided, e.DeemedDecided)) <= 1

    @invariant()
    def nothing_is_decided_before_acceptance_unless_the_permit_expired(self):
        if self.happened(e.Decided):
            assert self.case.accepted is not None
        if self.case.decision is not None and self.case.accepted is None:
            assert self.case.decision.deemed == "renewed" or self.case.decision.superseded or self.happened(e.Amended)

    @invariant()
    def at_most_one_leg_is_open_and_one_while_anything_is(self):
        open_legs = [leg for leg in self.case.legs if leg.closed is None]
        assert len(open_legs) == self.case.is_open

    @invariant()
    def every_closed_leg_has_its_outcome(self):
        assert all(bool(leg.outcome) == (leg.closed is not None) for leg in self.case.legs)

    @invariant()
    def an_end_is_an_end(self):
        before, self.before = self.before, self.case
        if before.state in ENDED_STATES:
            changed = {
                item.name for item in fields(Case) if getattr(before, item.name) != getattr(self.case, item.name)
            }
            assert changed <= {"wishes_answered", "numbers", "known_as"}
        if before.state in DONE_STATES:
            assert self.case.state in DONE_STATES

    @invariant()
    def a_decision_is_replaced_by_an_amendment_only(self):
        number = len(self.case.decision.superseded) if self.case.decision else 0
        assert number <= len(self.happened(e.Amended))

    @invariant()
    def nothing_is_delivered_before_it_is_decided(self):
        if self.case.delivered is not None:
            assert self.case.decision is not None
            assert self.case.delivered >= self.case.decision.on

    @invariant()
    def no_fact_moves_it_twice(self):
        moved = [event.fact for event in self.history if getattr(event, "fact", "")]
        assert len(moved) == len(set(moved)) == len(self.case.facts_taken)

    @invariant()
    def the_clocks_can_always_be_read(self):
        for reckoned in (clock.intake, clock.statutory, clock.promised, clock.service, clock.completion):
            found = reckoned(self.case, self.release, self.today, self.calendar)
            assert found is None or found.used >= 0
        for leg in self.case.legs:
            clock.statutory(self.case, self.release, self.today, self.calendar, leg=leg)

    @invariant()
    def its_entries_tell_the_same_case(self):
        assert reread(self.history) == self.case


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=campaign(800), stateful_step_count=40, deadline=None)
