"""One case carried through its life by the actions: each method is one act of the right person at a moment.

The generator strings them together with time between them, tests and bench without. Which steps, which organs and
who decides is read from the release, so authored and imported items are handled alike.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from yizhan.cases.access import case_seen_by
from yizhan.cases.actions import custody, decision, ending, hearing, intake, originals, review, satellites
from yizhan.cases.events import Given, Party, Proof, Wanted
from yizhan.cases.facts import WISH
from yizhan.cases.rules.materials import ADVANCED_KINDS, on_the_spot
from yizhan.cases.rules.organs import organ_of
from yizhan.catalogue.release import Release, Step, StepKind
from yizhan.catalogue.rules import MaterialLine, checklist, delegable, fee, is_urgent, steps
from yizhan.kernel.acting import Act, Actor
from yizhan.kernel.periods import Limit
from yizhan.papers import original_actions, original_queries
from yizhan.papers.original_actions import Paper
from yizhan.simulate.crew import Crew
from yizhan.simulate.establishing import DELEGATED
from yizhan.simulate.persons import Person

Action = Callable[..., str]
Perform = Callable[..., str]
"""`perform(action, act=…, **what)`: how an act is done. The generator counts refusals, others let them rise."""


def plainly(action: Action, **what: Any) -> str:
    """Do an act and let its refusal rise."""
    return action(**what)


def party(who: Person) -> Party:
    """A person as applicant or collector."""
    return Party(name=who.name, id_number=who.id_number, phone=who.phone, address=who.address)


def given(lines: Iterable[MaterialLine], files: Sequence[str] = ()) -> list[Given]:
    """Materials of a checklist as they are handed over, the first ones with files."""
    return [
        Given(
            code=line.code,
            name=line.material.name,
            originals=line.material.originals or 0,
            copies=line.material.copies or 1,
            file=files[place] if place < len(files) else "",
        )
        for place, line in enumerate(lines)
    ]


def confirmed(*, act: Act, numbers: Sequence[str]) -> str:
    """The named receiver confirms paper originals."""
    original_actions.receive(act=act, numbers=numbers)
    return act.actor.account


@dataclass(kw_only=True)
class Life:
    """The matter of one citizen, and the crew that handles it."""

    crew: Crew
    release: Release
    who: Person
    answers: dict[str, Any] = field(default_factory=dict)
    form: dict[str, Any] = field(default_factory=dict)
    perform: Perform = plainly
    clerk: str = "clerk-a"
    number: str = ""
    leg: int = 0
    consults: int = 0
    stops: int = 0
    granted: bool = False
    originals: list[str] = field(default_factory=list)
    keeper: Actor | None = None
    coming: Actor | None = None
    shelved: bool = False

    def act(self, by: Actor, action: Action, now: datetime, *, seen: int | None = None, **what: Any) -> str:
        """One act on the case; empty when it was refused and the refusals are counted."""
        return self.perform(action, act=Act(actor=by, now=now, seen=seen), number=self.number, **what)

    # -- who and what --------------------------------------------------------------------------------------------------

    @property
    def window(self) -> Actor:
        """The clerk at the township's window."""
        return self.crew.at_hall(self.clerk)

    @property
    def organ(self) -> str:
        """The organ of the leg in hand."""
        return organ_of(self.release.legs[self.leg], self.crew.township)

    @property
    def desk(self) -> Actor:
        """Who does the daily work of the leg in hand."""
        return self.window if self.organ == self.crew.government else self.crew.of(self.organ, "reviewer")

    @property
    def approver(self) -> Actor:
        """Who concludes in the organ of the leg in hand."""
        return self.crew.of(self.organ, "approver")

    @property
    def required(self) -> list[MaterialLine]:
        """The materials that must be there."""
        return [line for line in checklist(self.release, self.answers) if line.must]

    @property
    def urgent(self) -> bool:
        """Whether the matter is decided first and completed later."""
        return is_urgent(self.release, self.answers)

    @property
    def decided_here(self) -> bool:
        """Whether the organ in hand decides: by law, or because the county delegated it to the township."""
        if self.leg == len(self.release.legs) - 1:
            return True
        items = DELEGATED.get(self.release.legs[-1].function, ())
        return self.leg == 0 and self.release.code in items and delegable(self.release, self.answers)

    def steps(self) -> list[Step]:
        """The steps of the leg in hand that `advance` takes; on the spot nobody reviews."""
        mine = [s for s in steps(self.release, self.answers) if s.leg == self.leg and s.kind in ADVANCED_KINDS]
        return [s for s in mine if s.kind is not StepKind.REVIEW] if on_the_spot(self.release) else mine

    # -- intake --------------------------------------------------------------------------------------------------------

    def open(self, now: datetime, *, by: Actor | None = None, **what: Any) -> str:
        """The citizen is at the window, and the case gets its number."""
        act = Act(actor=by or self.window, now=now)
        what = {"answers": self.answers, "form": self.form, **what}
        self.number = self.perform(intake.open_case, act=act, item=self.release.code, applicant=party(self.who), **what)
        return self.number

    def submit(self, now: datetime, *, without: Sequence[MaterialLine] = (), files: Sequence[str] = ()) -> str:
        """The papers are received, without some of them."""
        lines = [line for line in self.required if line not in without]
        return self.act(self.window, intake.submit_case, now, materials=given(lines, files))

    def accept(self, now: datetime) -> str:
        """The papers are complete."""
        return self.act(self.window, intake.accept_case, now)

    def pledge(self, now: datetime, *, supply: Limit) -> str:
        """Accepted with gaps that the applicant pledges to fill."""
        return self.act(self.window, intake.pledge_case, now, supply=supply)

    def request_correction(self, now: datetime, lacking: Sequence[MaterialLine]) -> str:
        """Everything that is missing, told once."""
        wanted = [Wanted(code=line.code, name=line.material.name, reason="未提交") for line in lacking]
        return self.act(self.window, intake.request_correction, now, wanted=wanted)

    def hand_in(self, now: datetime, lacking: Sequence[MaterialLine], *, mode: str = "window") -> str:
        """The citizen brings what was missing."""
        return self.act(self.window, satellites.hand_in, now, materials=given(lacking), mode=mode)

    def supplement(self, now: datetime, lacking: Sequence[MaterialLine]) -> str:
        """The holder takes in what was pledged, or the papers of an urgent matter."""
        return self.act(self.desk, intake.supplement_case, now, materials=given(lacking))

    def not_required(self, now: datetime) -> str:
        """No licence is needed."""
        return self.act(self.window, intake.not_required, now, reason="房前屋后个人所有的零星林木，不需要采伐许可证")

    def not_competent(self, now: datetime) -> str:
        """Another organ is competent."""
        reason = "该林地不属本机关许可范围"
        return self.act(self.window, intake.not_competent, now, competent="上级林业主管部门", reason=reason)

    # -- review --------------------------------------------------------------------------------------------------------

    def take(self, step: Step, now: datetime, *, agrees: bool = True, opinion: str = "情况属实") -> str:
        """A step is taken by whom the item names: two of them on site, elsewhere with the other system's number."""
        proof = None
        if step.kind is StepKind.ELSEWHERE or step.elsewhere:
            proof = Proof(system=step.elsewhere or "业务系统", number=f"HD{self.number[-8:]}", on=self.today(now))
        return self.act(
            self.crew.for_role(self.organ, step.role),
            review.advance_case,
            now,
            step=step.code,
            agrees=agrees,
            opinion=opinion,
            officers=[self.desk.account, self.approver.account],
            proof=proof,
        )

    def publicise(self, step: Step, now: datetime) -> str:
        """Publicity begins."""
        return self.act(self.desk, review.publicise_case, now, step=step.code, place="村务公开栏、便民服务中心公示栏")

    def consult(self, now: datetime, organ: str) -> str:
        """Another agency is asked."""
        asked: dict[str, Any] = {"organ": organ, "question": "请就申请人的情况提出意见", "reply": Limit.parse("5wd")}
        done = self.act(self.desk, review.consult_agency, now, **asked)
        self.consults += bool(done)
        return done

    def answer(self, now: datetime, organ: str, *, consult: int = 1) -> str:
        """The asked agency answers."""
        by = self.crew.of(organ, "reviewer")
        return self.act(by, review.answer_consult, now, consult=consult, agrees=True, answer="经核实，无异议")

    def stop(self, now: datetime, *, procedure: str, told: Limit, reason: str = "需组织专家评审") -> str:
        """The clock stops for a special procedure."""
        done = self.act(self.desk, review.stop_clock, now, procedure=procedure, told_limit=told, reason=reason)
        self.stops += bool(done)
        return done

    def resume(self, now: datetime, *, result: str = "评审通过") -> str:
        """The clock runs on."""
        return self.act(self.desk, review.resume_clock, now, stop=self.stops, result=result)

    def tell_hearing(self, now: datetime) -> str:
        """The right to a hearing is told before a refusal."""
        return self.act(self.desk, hearing.tell_hearing, now, matter="拟不予许可：采伐地点在邻户水源上方")

    def set_hearing(self, now: datetime, *, day: date) -> str:
        """Time and place of the hearing are told."""
        where: dict[str, Any] = {"place": "政务服务中心三楼会议室", "host": "吴样例"}
        return self.act(self.desk, hearing.set_hearing, now, day=day, at=time(9, 30), **where)

    def hold_hearing(self, now: datetime) -> str:
        """The hearing is held."""
        record = "听证会已举行，双方陈述意见，记录在卷"
        return self.act(self.desk, hearing.hold_hearing, now, record=record)

    def extend(self, now: datetime, *, by: Actor | None = None) -> str:
        """The limit is extended by the head of the organ."""
        return self.act(by or self.approver, review.extend_case, now, reason="情况复杂，需进一步核实")

    # -- custody -------------------------------------------------------------------------------------------------------

    def forward(self, now: datetime, *, by: Actor | None = None, opinion: str = "经审查，拟同意上报") -> str:
        """The township reports up; the next leg is in hand."""
        done = self.act(by or self.desk, custody.forward_case, now, opinion=opinion)
        self.leg += bool(done)
        return done

    def receive(self, now: datetime, *, seen: int | None = None) -> str:
        """An officer opens what was handed over."""
        return self.act(self.desk, custody.receive_case, now, seen=seen)

    def send_back(self, now: datetime) -> str:
        """The county sends it back; the township's leg is in hand again."""
        done = self.act(self.desk, custody.return_case, now, reason="入户调查记录缺调查人签名，请补正后重报")
        self.leg -= bool(done)
        return done

    def pass_down(self, now: datetime) -> str:
        """The county granted urgent help first; the township takes the steps that it left."""
        what: dict[str, Any] = {"organ": self.crew.government, "cause": "make-up", "reason": "请补办环节后退回"}
        done = self.act(self.desk, custody.pass_on_case, now, **what)
        self.leg = 0 if done else self.leg
        return done

    def bring_back(self, now: datetime) -> str:
        """The township took them, and the county has its file again."""
        done = self.act(self.desk, custody.return_case, now, reason="环节已补办")
        self.leg = len(self.release.legs) - 1 if done else self.leg
        return done

    # -- conclusion ----------------------------------------------------------------------------------------------------

    def decide(self, now: datetime, *, by: Actor | None = None) -> str:
        """Granted."""
        done = self.act(by or self.approver, decision.decide_case, now, content="经审核，符合条件")
        self.granted = self.granted or bool(done)
        return done

    def refuse(self, now: datetime, *, reason: str = "经核查，不符合规定条件") -> str:
        """Refused, with reasons."""
        return self.act(self.approver, decision.refuse_case, now, reason=reason, facts="经调查核实")

    def certify(self, now: datetime) -> str:
        """The result paper is made."""
        return self.act(self.desk, decision.certify_case, now)

    def hand_out(self, now: datetime) -> str:
        """The citizen fetches the result at the township's window, whoever holds the case."""
        return self.act(self.window, satellites.hand_out, now, collector=replace(party(self.who), phone="", address=""))

    def deliver(self, now: datetime) -> str:
        """The holder serves the result."""
        return self.act(self.desk, decision.deliver_case, now, collector=party(self.who))

    def amend(self, now: datetime) -> str:
        """A refusal turns out to be wrong and is put right by its maker."""
        said: dict[str, Any] = {"ground": "复核发现收入核算有误", "content": "重新核算后符合条件"}
        done = self.act(self.approver, decision.amend_case, now, granted=True, **said)
        self.granted = self.granted or bool(done)
        return done

    # -- paper ---------------------------------------------------------------------------------------------------------

    def take_originals(self, now: datetime, papers: Sequence[Paper]) -> str:
        """The window takes paper originals in, with a receipt."""
        done = self.act(self.window, originals.take_originals, now, originals=papers)
        if done:
            self.originals = [row.number for row in original_queries.of_case(self.number)]
            self.keeper = self.window
        return done

    def give_originals(self, now: datetime, *, to: Actor) -> str:
        """Whoever keeps them gives them to somebody, on one slip."""
        if self.keeper is None or self.coming is not None or self.keeper == to:
            return ""
        done = self.perform(
            original_actions.give, act=Act(actor=self.keeper, now=now), numbers=self.originals, to=to.account
        )
        self.coming = to if done else None
        return done

    def confirm_originals(self, now: datetime) -> str:
        """Whom they were given to confirms; he may have done so at the evening's count."""
        if self.coming is None:
            return ""
        waiting = {row.number for row in original_queries.to_confirm(self.coming.account)}
        mine = [number for number in self.originals if number in waiting]
        done = self.perform(confirmed, act=Act(actor=self.coming, now=now), numbers=mine) if mine else "counted"
        self.keeper, self.coming = (self.coming, None) if done else (self.keeper, self.coming)
        return done

    def return_originals(self, now: datetime) -> str:
        """Whoever keeps them gives them back to the citizen, with a slip that he signs."""
        if self.keeper is None or self.coming is not None:
            return ""
        done = self.act(self.keeper, originals.return_originals, now, originals=self.originals)
        if done:
            self.originals, self.keeper = [], None
        return done

    def shelve(self, now: datetime) -> str:
        """The finished result is put on the township's shelf."""
        self.shelved = bool(self.act(self.window, originals.shelve_result, now))
        return self.number if self.shelved else ""

    # -- facts and wishes ----------------------------------------------------------------------------------------------

    def visit(self, now: datetime, *, cause: str) -> str:
        """He came for this case, in vain."""
        return self.act(self.window, satellites.record_visit, now, cause=cause)

    def pay(self, now: datetime) -> str:
        """The standard fee is taken, where there is one."""
        total = fee(self.release, self.answers).total
        return self.act(self.window, satellites.record_payment, now, amount=total, receipt=f"PJ{self.number[-8:]}")

    def evaluate(self, now: datetime, *, grade: str) -> str:
        """He says how it was."""
        return self.act(self.window, satellites.evaluate_case, now, grade=grade, channel="1")

    def wish(self, now: datetime, *, kind: str) -> str:
        """He or the sender wishes something of the holder."""
        return self.act(self.window, satellites.wish, now, kind=kind, reason="申请人口头提出")

    def withdraw(self, now: datetime, *, wish: str = "") -> str:
        """He takes his application back, here or by a wish that he left at a window."""
        return self.act(self.desk, ending.withdraw_case, now, wish=wish, reason="申请人自愿撤回")

    def answer_wish(self, now: datetime, *, wish: str) -> str:
        """The holder grants a wish."""
        return self.act(self.desk, ending.answer_wish, now, wish=wish, granted=True)

    def open_wish(self, now: datetime) -> str:
        """The key of the wish that waits for the holder."""
        seen = case_seen_by(self.desk, self.number, today=self.today(now))
        waiting = [fact.key for fact in seen.facts if fact.kind == WISH and fact.key not in seen.case.wishes_answered]
        return waiting[-1] if waiting else ""

    def numbered(self, now: datetime) -> str:
        """The provincial platform's number is kept beside ours."""
        return self.act(self.desk, ending.number_case, now, system="provincial", other=f"GZ{self.number[-8:]}")

    def terminate(self, now: datetime) -> str:
        """The handling ends without a decision: the form was entered twice."""
        return self.act(self.approver, ending.terminate_case, now, outcome="3", reason="重复录入")

    def today(self, now: datetime) -> date:
        """The legal day of a moment."""
        return Act(actor=self.window, now=now).today
