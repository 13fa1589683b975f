"""Random acts over many cases by many actors, holders and not: nothing illegal, everything provable."""

from collections import Counter
from datetime import time, timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.support.campaigns import campaign
from tests.support.worlds import MONDAY, TOWNSHIP, by, world  # noqa: F401
from yizhan.cases import events as e
from yizhan.cases.access import case_of_the_node, stream_of
from yizhan.cases.actions import custody, decision, ending, hearing, intake, review, satellites
from yizhan.cases.events import Given, Party, Proof, Wanted
from yizhan.cases.models import Case
from yizhan.cases.rules import hearing as hearing_rules
from yizhan.cases.rules.materials import missing, next_step
from yizhan.cases.standing import STILL_TO_DO, standing
from yizhan.catalogue.queries import release_in_force
from yizhan.catalogue.rules import checklist
from yizhan.journal import verification
from yizhan.journal.actions import lock_head
from yizhan.kernel.acting import legal_day
from yizhan.kernel.periods import Limit
from yizhan.kernel.refusals import Refused
from yizhan.papers.actions import render_notice
from yizhan.papers.void_queries import is_printed, voiding_of
from yizhan.simulate.applications import application
from yizhan.simulate.persons import person

ACTORS = (
    "t522601100-clerk-a",
    "t522601100-reviewer",
    "t522601100-approver",
    "t522601100-manager",
    "t522601100-helper",
    "t522601101-clerk-a",
    "c522601-civil-affairs-reviewer",
    "c522601-civil-affairs-approver",
    "c522601-forestry-reviewer",
    "c522601-forestry-approver",
    "c522601-officer",
)
ITEMS = ("dibao", "linshi-jiuzhu", "lincai")
HOLDERS = {
    "522601100000-government": ("t522601100-clerk-a", "t522601100-reviewer", "t522601100-approver"),
    "522601000000-civil_affairs": ("c522601-civil-affairs-reviewer", "c522601-civil-affairs-approver"),
    "522601000000-forestry": ("c522601-forestry-reviewer", "c522601-forestry-approver"),
}


def likely(random, holder):
    """Who tries it: four times in five somebody of the organ that holds the case, else anybody."""
    return random.choice(HOLDERS.get(holder, ACTORS) if random.random() < 0.8 else ACTORS)


class Hall(RuleBasedStateMachine):
    """A hall in which anybody tries anything."""

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.numbers = []
        self.moment = MONDAY
        self.random = Random(1)
        self.outcomes = Counter()
        self.focus = ""

    def teardown(self):
        try:
            faults = verification.verify().faults
            assert faults == []
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def attempt(self, action, account, **what):
        """Try an act; a refusal must leave everything as it was."""
        self.moment += timedelta(minutes=1)
        before = {number: lock_head(stream_of(number)).no for number in self.numbers}
        try:
            result = action(act=by(account, self.moment), **what)
        except Refused as refused:
            self.outcomes[refused.code] += 1
            assert refused.code != "incomplete-notice", getattr(refused, "errors", refused.facts)
            after = {number: lock_head(stream_of(number)).no for number in self.numbers}
            assert after == before
            return None
        self.outcomes[action.__name__] += 1
        return result

    def case(self, random):
        number = self.focus or random.choice(self.numbers)
        self.focus = ""
        return number, case_of_the_node(number, today=legal_day(self.moment))

    @initialize(item=st.sampled_from(ITEMS))
    def first(self, item):
        self.receive(item, "t522601100-clerk-a")

    @rule(seeds=st.lists(st.integers(0, 2**32), min_size=1, max_size=12))
    def acts(self, seeds):
        for seed in seeds:
            random = Random(seed)
            self.moment += timedelta(days=random.choice((0, 0, 0, 1, 2, 6, 9)))
            random.choice(self.fitting(random) if random.random() < 0.75 else self.all_acts())(random)

    def all_acts(self):
        return (
            self.open,
            self.submit,
            self.outcome,
            self.hand_in,
            self.take_step,
            self.clock,
            self.conclude,
            self.after,
            self.leave,
            self.take_back,
        )

    def fitting(self, random):
        """What would come next for one of the cases."""
        _, seen = self.case(random)
        self.focus = seen.case.number
        match seen.case.state:
            case "opened":
                return (self.submit,)
            case "submitted":
                return (self.outcome,)
            case "correction-requested":
                return (self.hand_in,)
            case "accepted" | "under-review":
                acts = (self.take_step, self.take_step, self.take_step, self.clock, self.conclude)
                return acts if random.random() < 0.8 else (self.take_back,)
            case "decided" | "certified":
                return (self.after, self.after, self.take_back)
        return (self.open,)

    def open(self, random):
        self.focus = ""
        if len(self.numbers) < 6:
            self.receive(random.choice(ITEMS), likely(random, "522601100000-government"))

    def receive(self, item, account):
        who = person(self.random, division=TOWNSHIP, village="凯里市三棵树镇平乐村")
        release = release_in_force(item, legal_day(self.moment))
        answers, form = application(release, self.random, who, legal_day(self.moment))
        number = self.attempt(
            intake.open_case,
            account,
            item=item,
            applicant=Party(name=who.name, id_number=who.id_number, phone=who.phone, address=who.address),
            answers=answers,
            form=form,
        )
        if number:
            self.numbers.append(number)

    def submit(self, random):
        number, seen = self.case(random)
        account = likely(random, seen.case.holder)
        given = [Given(code=line.code, originals=1) for line in checklist(seen.release, seen.case.answers) if line.must]
        self.attempt(
            intake.submit_case, account, number=number, materials=given if random.random() < 0.6 else given[:-1]
        )

    def outcome(self, random):
        number, seen = self.case(random)
        account = likely(random, seen.case.holder)
        lacking = missing(seen.case, seen.release)
        if random.random() < 0.2:
            self.take_back(random)
            return
        which = random.choice(("accept",) * 6 + ("correct", "correct", "pledge", "not-competent", "not-required"))
        if which == "accept":
            self.attempt(intake.accept_case, account, number=number)
        elif which == "correct":
            wanted = [Wanted(code=line.code, reason="缺") for line in lacking]
            self.attempt(intake.request_correction, account, number=number, wanted=wanted)
        elif which == "pledge":
            self.attempt(intake.pledge_case, account, number=number, supply=Limit.parse("3wd"))
        elif which == "not-competent":
            self.attempt(intake.not_competent, account, number=number, competent="县民政局", reason="不属于本机关职权")
        else:
            self.attempt(intake.not_required, account, number=number, reason="无需许可")

    def take_back(self, random):
        number, seen = self.case(random)
        account = seen.history[-1].account if random.random() < 0.7 else likely(random, seen.case.holder)
        notice = seen.case.notices[-1] if seen.case.notices else ""
        if notice and random.random() < 0.2 and voiding_of(notice) is None:
            render_notice(notice, by("t522601100-clerk-a", self.moment))
        if account in ACTORS:
            self.attempt(ending.undo_act, account, number=number)

    def hand_in(self, random):
        number, seen = self.case(random)
        account = likely(random, seen.case.holder)
        lacking = [Given(code=line.code, originals=1) for line in missing(seen.case, seen.release)]
        self.attempt(satellites.hand_in, account, number=number, materials=lacking)

    def take_step(self, random):
        number, seen = self.case(random)
        account = likely(random, seen.case.holder)
        step = next_step(seen.case, seen.release)
        if step is None:
            self.attempt(custody.forward_case, account, number=number, opinion="同意上报")
            return
        if step.kind == "publicity" and seen.case.publicity is None:
            self.attempt(review.publicise_case, account, number=number, step=step.code, place="村公示栏")
            return
        self.attempt(
            review.advance_case,
            account,
            number=number,
            step=step.code,
            opinion="同意",
            officers=("a", "b"),
            proof=Proof(system="核对系统", number="1", on=legal_day(self.moment)),
        )

    def clock(self, random):
        number, seen = self.case(random)
        account = likely(random, seen.case.holder)
        which = random.choice(("stop", "resume", "extend", "name", "hear", "tell", "set", "hold"))
        if which == "stop":
            procedure = random.choice(("appraisal", "publicity", "survey", "hearing"))
            self.attempt(review.stop_clock, account, number=number, procedure=procedure, told_limit=Limit.parse("5wd"))
        elif which == "name":
            who = Party(name=random.choice(("李四", "王五")), address="平乐村二组")
            self.attempt(hearing.name_interested, account, number=number, people=[who], interest="水源")
        elif which == "hear":
            self.attempt(hearing.hear_statement, account, number=number, by="李四", statement="不同意")
        elif which == "tell":
            self.attempt(hearing.tell_hearing, account, number=number, matter="拟准予")
        elif which == "set":
            day = hearing_rules.earliest(legal_day(self.moment), seen.calendar)
            where = {"place": "会议室", "host": "王主持"}
            self.attempt(hearing.set_hearing, account, number=number, day=day, at=time(9, 30), **where)
        elif which == "hold":
            self.attempt(hearing.hold_hearing, account, number=number, record="双方陈述意见")
        elif which == "resume":
            self.attempt(review.resume_clock, account, number=number, stop=1)
        else:
            self.attempt(review.extend_case, account, number=number, reason="情况复杂")

    def conclude(self, random):
        number, seen = self.case(random)
        account = likely(random, seen.case.holder)
        if random.random() < 0.7:
            self.attempt(decision.decide_case, account, number=number, content="准予")
        else:
            self.attempt(decision.refuse_case, account, number=number, reason="不符合条件")

    def after(self, random):
        number, seen = self.case(random)
        account = likely(random, seen.case.holder)
        which = random.choice(("certify", "deliver", "hand-out", "amend", "return", "receive"))
        if which == "certify":
            self.attempt(decision.certify_case, account, number=number)
        elif which == "deliver":
            self.attempt(decision.deliver_case, account, number=number, collector=Party(name=seen.case.applicant.name))
        elif which == "hand-out":
            self.attempt(satellites.hand_out, account, number=number, collector=Party(name=seen.case.applicant.name))
        elif which == "amend":
            self.attempt(decision.amend_case, account, number=number, granted=False, ground="核查有误", reason="不符")
        elif which == "return":
            self.attempt(custody.return_case, account, number=number, reason="意见不全")
        else:
            self.attempt(custody.receive_case, account, number=number)

    def leave(self, random):
        number, seen = self.case(random)
        account = likely(random, seen.case.holder)
        which = random.choice(("withdraw", "terminate", "wish", "visit", "visit", "visit"))
        if which == "withdraw":
            self.attempt(ending.withdraw_case, account, number=number, reason="申请人撤回")
        elif which == "terminate":
            self.attempt(ending.terminate_case, account, number=number, outcome="2", reason="误录")
        elif which == "wish":
            self.attempt(satellites.wish, account, number=number, kind="withdraw")
        else:
            self.attempt(satellites.record_visit, account, number=number)

    @rule(days=st.sampled_from((1, 1, 2, 3, 8, 15, 40)))
    def time_passes(self, days):
        self.moment += timedelta(days=days)

    @invariant()
    def what_is_still_to_do_is_not_over(self):
        todo = Case.objects.filter(number__in=self.numbers, state__in=STILL_TO_DO)
        assert standing(todo, STILL_TO_DO).count() == todo.count()

    @invariant()
    def once_and_one_holder(self):
        for number in self.numbers:
            seen = case_of_the_node(number, today=legal_day(self.moment))
            undone = {entry.event.entry: entry.event for entry in seen.history if isinstance(entry.event, e.Undone)}
            kinds = Counter(type(entry.event) for entry in seen.history if entry.no not in undone)
            for entry in seen.history:
                notice = getattr(entry.event, "notice", "")
                if entry.no in undone and notice:
                    assert undone[entry.no].voided == notice
                    assert voiding_of(notice) is not None
                    assert not is_printed(notice)
                elif notice:
                    assert voiding_of(notice) is None
            assert kinds[e.CorrectionRequested] <= 1
            assert kinds[e.Extended] <= 1
            assert kinds[e.Opened] == 1
            accepted = kinds[e.Accepted] + kinds[e.AcceptedWithPledge] + kinds[e.DeemedAccepted]
            assert accepted <= 1
            if kinds[e.Decided]:
                assert accepted == 1
            if seen.case.decision is not None and not seen.case.decision.deemed:
                assert all(each.told is not None for each in seen.case.touched)
            open_legs = [leg for leg in seen.case.legs if leg.closed is None]
            assert len(open_legs) <= 1
            head = lock_head(stream_of(number))
            assert head.holder == seen.case.holder


@pytest.mark.campaign
@pytest.mark.usefixtures("world")
def test_nothing_illegal_ever_happens():
    run_state_machine_as_test(
        Hall,
        settings=settings(
            max_examples=campaign(100),
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
