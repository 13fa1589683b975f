"""Every verb of the rules with parameters that usually fit: a knob (any whole number) chooses among them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.cases.given import COUNTY, NO_HOLIDAYS, OTHER_ORGAN, STATION, TOWNSHIP, ZHANG, days, over_to, papers, wd
from yizhan.cases import events as e
from yizhan.cases.facts import ANSWER, HAND_IN, HAND_OUT, VISIT, WISH, Fact, Facts
from yizhan.cases.rules import (
    custody,
    decision,
    ending,
    hearing,
    intake,
    interested,
    parties,
    review,
    satellites,
    undoing,
)
from yizhan.cases.rules.materials import missing, next_step
from yizhan.cases.state import Case
from yizhan.catalogue.release import Release
from yizhan.kernel.calendars import Calendar
from yizhan.kernel.refusals import Refused


@dataclass(frozen=True, kw_only=True)
class At:
    """Where an act finds itself."""

    case: Case
    release: Release
    facts: Facts
    today: date
    knob: int
    calendar: Calendar = NO_HOLIDAYS

    def one_of(self, choices: Sequence[Any]) -> Any:
        """One of several, by the knob."""
        return choices[self.knob % len(choices)]

    @property
    def lacking(self) -> tuple[str, ...]:
        """The codes of the papers that are missing."""
        return tuple(line.code for line in missing(self.case, self.release))

    @property
    def step(self) -> str:
        """The step that comes next, sometimes another one."""
        following = next_step(self.case, self.release)
        return "review" if following is None or self.knob % 7 == 6 else following.code


Verb = Callable[[At], Sequence[object]]


def submit(at: At) -> Sequence[object]:
    codes = at.one_of([("application", "tenure", "means"), ("application",), (), ("map",)])
    known = [code for code in codes if at.release.material(code) is not None]
    return [intake.submit(at.case, at.release, materials=papers(*known), today=at.today)]


def request_correction(at: At) -> Sequence[object]:
    codes = at.lacking if at.knob % 5 else at.lacking[:1]
    lines = [e.Wanted(code=code, reason="缺") for code in codes]
    return [intake.request_correction(at.case, at.release, wanted=lines, today=at.today, calendar=at.calendar)]


def correct(at: At) -> Sequence[object]:
    wanted = at.case.correction.wanted if at.case.correction else ()
    return [intake.correct(at.case, at.release, materials=papers(*(line.code for line in wanted)), today=at.today)]


def correct_on_the_spot(at: At) -> Sequence[object]:
    return [
        intake.correct_on_the_spot(
            at.case, at.release, what="笔误", form={"volume": at.knob % 100}, answers={}, today=at.today
        )
    ]


def accept(at: At) -> Sequence[object]:
    return [intake.accept(at.case, at.release, today=at.today)]


def pledge(at: At) -> Sequence[object]:
    return [
        intake.pledge(
            at.case, at.release, supply=wd(1 + at.knob % 20), reasons={}, today=at.today, calendar=at.calendar
        )
    ]


def supplement(at: At) -> Sequence[object]:
    lacking = at.case.pledge.lacking if at.case.pledge else ()
    given = papers(*(line.code for line in lacking))
    return [intake.supplement(at.case, at.release, materials=given, today=at.today)]


def complete_papers(at: At) -> Sequence[object]:
    return [intake.complete_papers(at.case, at.release, materials=papers(*at.lacking), today=at.today)]


def not_required(at: At) -> Sequence[object]:
    return [intake.not_required(at.case, reason="不需要", today=at.today)] if at.knob % 4 == 0 else []


def not_competent(at: At) -> Sequence[object]:
    if at.knob % 4:
        return []
    return [intake.not_competent(at.case, competent="县局", reason="无权", today=at.today)]


def advance(at: At) -> Sequence[object]:
    proof = e.Proof(system="s", number="1", on=at.today)
    officers = at.one_of([("wang", "li"), ("wang", "li"), ("wang",)])
    return [
        review.advance(
            at.case, at.release, step=at.step, agrees=bool(at.knob % 3), opinion="意见", officers=officers, proof=proof,
            today=at.today, calendar=at.calendar,
        )
    ]  # fmt: skip


def publicise(at: At) -> Sequence[object]:
    return [review.publicise(at.case, at.release, step=at.step, place="公示栏", today=at.today)]


def stop_clock(at: At) -> Sequence[object]:
    if at.knob // 20 % 3:
        return []
    procedure = at.one_of(["hearing", "testing", "expert_review", "survey"])
    return [
        review.stop_clock(
            at.case, at.release, procedure=procedure, told=wd(at.knob % 23), reason="", today=at.today,
            calendar=at.calendar,
        )
    ]  # fmt: skip


def resume_clock(at: At) -> Sequence[object]:
    return [review.resume_clock(at.case, at.release, stop=1 + at.knob % 3, result="", today=at.today)]


def name_interested(at: At) -> Sequence[object]:
    if at.knob // 20 % 4:
        return []
    who = e.Party(name=at.one_of(["李四", "王五", "赵六"]), address=str(at.knob % 5))
    return [interested.name_interested(at.case, at.release, people=[who], interest="水源", today=at.today)]


def hear_statement(at: At) -> Sequence[object]:
    by = at.one_of(["李四", "张三", "王五"])
    return [interested.hear_statement(at.case, at.release, by=by, statement="不同意", today=at.today)]


def tell_hearing(at: At) -> Sequence[object]:
    if at.knob // 20 % 4:  # else every second case would wait five days
        return []
    return [hearing.tell_hearing(at.case, at.release, matter="拟办", to=("李四",), today=at.today)]


def set_hearing(at: At) -> Sequence[object]:
    event = hearing.set_hearing(
        at.case, day=hearing.earliest(at.today, at.calendar), time="09:30", place="会议室", host="王主持",
        today=at.today, calendar=at.calendar, beside=at.facts,
    )  # fmt: skip
    stop = hearing.stop_for(at.case, at.release, event)
    return [event, *([stop] if stop else [])]


def hold_hearing(at: At) -> Sequence[object]:
    event = hearing.hold_hearing(at.case, record="笔录", today=at.today)
    standing = hearing.standing_stop(at.case, at.release)
    return [event, *([e.ClockResumed(on=at.today, stop=standing)] if standing else [])]


def extend(at: At) -> Sequence[object]:
    office = at.one_of(["organ-head", "organ-head", "clerk"])
    return [
        review.extend(
            at.case,
            at.release,
            reason="复杂",
            approver="王",
            office=office,
            organ=at.case.holder,
            today=at.today,
            calendar=at.calendar,
        )
    ]


def close_consult(at: At) -> Sequence[object]:
    return [
        review.close_consult(
            at.case, at.release, consult=1 + at.knob % 3, reason="逾期未复", today=at.today, calendar=at.calendar
        )
    ]


def consult(at: At) -> Sequence[object]:
    if at.knob // 20 % 4:  # else every second case would wait for an answer
        return []
    organ, reply = at.one_of([OTHER_ORGAN, COUNTY]), at.one_of([None, wd(3), days(10)])
    return [
        review.consult(
            at.case, at.release, organ=organ, question="？", reply=reply, today=at.today, calendar=at.calendar
        )
    ]


def forward(at: At) -> Sequence[object]:
    event = custody.forward(
        at.case, at.release, organ=COUNTY, number="N2", opinion="同意", cause="law", today=at.today,
        calendar=at.calendar,
    )  # fmt: skip
    return [event, over_to(event.organ)]


def pass_on(at: At) -> Sequence[object]:
    organ = at.one_of([STATION, TOWNSHIP])
    event = custody.pass_on(at.case, at.release, organ=organ, cause="no-grant", reason="", today=at.today)
    return [event, over_to(event.organ)]


def receive(at: At) -> Sequence[object]:
    return [custody.receive(at.case, today=at.today)]


def return_down(at: At) -> Sequence[object]:
    event = custody.return_down(at.case, reason="漏项", today=at.today)
    return [event, over_to(event.organ)]


def decide(at: At) -> Sequence[object]:
    return [
        decision.decide(
            at.case, at.release, granted=bool(at.knob % 3), number=f"决{at.knob}", content="", reason="理由",
            valid_until=None, delegated=at.one_of(["", COUNTY]), today=at.today, calendar=at.calendar, beside=at.facts,
        )
    ]  # fmt: skip


def amend(at: At) -> Sequence[object]:
    return [
        decision.amend(
            at.case, at.release, granted=bool(at.knob % 2), number=f"改{at.knob}", content="", reason="理由",
            ground="依据", organ=at.case.holder, higher=bool(at.knob % 3), today=at.today, calendar=at.calendar,
            beside=at.facts,
        )
    ]  # fmt: skip


def certify(at: At) -> Sequence[object]:
    return [decision.certify(at.case, at.release, name="", number="1", today=at.today)]


def deliver(at: At) -> Sequence[object]:
    told = e.Service(place="公告栏", witnesses=("李四",), consent="同意", remark="EMS1")
    mode = at.one_of(sorted(decision.MODES))
    return [decision.deliver(at.case, mode=mode, collector=ZHANG, service=told, today=at.today)]


def withdraw(at: At) -> Sequence[object]:
    wish = next((fact for fact in at.facts if fact.kind == WISH), None)
    if at.knob % 5 and wish is None:
        return []
    return [ending.withdraw(at.case, wish=wish, reason="", today=at.today)]


def terminate(at: At) -> Sequence[object]:
    if at.knob % 4:
        return []
    return [
        ending.terminate(
            at.case, outcome=at.one_of(["2", "3", "5", "6"]), reason="x", today=at.today, calendar=at.calendar
        )
    ]


def decline_wish(at: At) -> Sequence[object]:
    wish = next((fact for fact in at.facts if fact.kind == WISH), None)
    return [] if wish is None else [ending.decline_wish(at.case, wish=wish, reason="x", today=at.today)]


def undo(at: At) -> Sequence[object]:
    newest = undoing.Newest(no=at.knob, kind="Advanced", account="t")
    return [undoing.undo(at.case, newest=newest, account="t", time_acted=False, today=at.today)]


def number(at: At) -> Sequence[object]:
    return [e.Numbered(on=at.today, system="provincial", number=str(at.knob))]


def change_contact(at: At) -> Sequence[object]:
    return [parties.change_contact(at.case, today=at.today, address=f"新村{at.knob}组")]


HOLDERS_VERBS: dict[str, Verb] = {
    verb.__name__: verb
    for verb in (
        submit, request_correction, correct, correct_on_the_spot, accept, pledge, supplement, complete_papers,
        not_required, not_competent, advance, publicise, stop_clock, resume_clock, name_interested, hear_statement,
        tell_hearing, set_hearing, hold_hearing, extend, consult, close_consult,
        forward, pass_on, receive, return_down, decide, amend, certify, deliver, withdraw, terminate, decline_wish,
        number, change_contact, undo,
    )
}  # fmt: skip


FITTING = [
    "submit",
    "accept", "request_correction", "correct", "pledge", "supplement", "advance", "publicise", "stop_clock",
    "resume_clock", "set_hearing", "hold_hearing", "extend", "consult", "close_consult", "forward", "receive", "decide",
    "complete_papers", "certify", "deliver",
]  # fmt: skip


def fitting(at: At) -> list[object]:
    """What the first verb does that fits, counted from the knob."""
    start = at.knob % len(FITTING)
    for name in (*FITTING[start:], *FITTING[:start]):
        try:
            if events := list(HOLDERS_VERBS[name](at)):
                return events
        except Refused:
            continue
    return []


def hand_in(at: At) -> Fact:
    codes = at.one_of([at.lacking, at.lacking[:1], ("map", "application")])
    given = papers(*(code for code in codes if at.release.material(code) is not None))
    satellites.hand_in(at.case, at.release, materials=given, mode="window")
    return Fact(key=key(at), kind=HAND_IN, on=at.today, materials=given, mode="window")


def hand_out(at: At) -> Fact:
    satellites.hand_out(at.case, at.facts, collector=ZHANG, mode="direct", service=e.NOT_TOLD)
    return Fact(key=key(at), kind=HAND_OUT, on=at.today, collector=ZHANG, mode="direct")


def visit(at: At) -> Fact:
    return Fact(key=key(at), kind=VISIT, on=at.today, cause="in-vain")


def wish(at: At) -> Fact:
    kind = at.one_of(["withdraw", "recall", "hurry"])
    satellites.wish(at.case, kind=kind, today=at.today, calendar=at.calendar)
    return Fact(key=key(at), kind=WISH, on=at.today, cause=kind)


def answer(at: At) -> Fact:
    return Fact(key=key(at), kind=ANSWER, on=at.today, consult=1 + at.knob % 2, agrees=bool(at.knob % 3))


ANYBODYS_FACTS: dict[str, Callable[[At], Fact]] = {
    fact.__name__: fact for fact in (hand_in, hand_out, visit, wish, answer)
}


def key(at: At) -> str:
    """The place of a fact in its satellite."""
    return f"at:{len(at.facts):03}"
