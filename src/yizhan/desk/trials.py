"""The pure rules tried beforehand: what is still to be typed is stood in for, so that only what stands refuses.

Nothing is written and nothing is kept of the answer: it only says which doors are open.
"""

from yizhan.accounts.access import demand
from yizhan.cases.access import Seen
from yizhan.cases.actions.review import MAY_TAKE
from yizhan.cases.events import NOT_TOLD, Given, Proof, Wanted
from yizhan.cases.queries import newest_of, try_decision
from yizhan.cases.rules import (
    custody,
    decision,
    ending,
    hearing,
    intake,
    originals,
    parties,
    review,
    satellites,
    undoing,
    voiding,
)
from yizhan.cases.rules.materials import missing, next_step
from yizhan.cases.rules.organs import is_above
from yizhan.catalogue.rules import fee, stop_basis
from yizhan.kernel.periods import Limit, Unit
from yizhan.kernel.refusals import Forbidden, Refused

TYPED = "…"


def submit(seen: Seen) -> object:
    """The papers can be received."""
    return intake.submit(seen.case, seen.release, materials=(), today=seen.today)


def correct_on_the_spot(seen: Seen) -> object:
    """An error can be corrected at the window."""
    return intake.correct_on_the_spot(seen.case, seen.release, what=TYPED, form={}, answers={}, today=seen.today)


def request_correction(seen: Seen) -> object:
    """Something can be asked for."""
    lacking = [Wanted(code=line.code, reason=TYPED) for line in missing(seen.case, seen.release)]
    anything = [Wanted(code=material.code, reason=TYPED) for material in seen.release.materials[:1]]
    return intake.request_correction(
        seen.case, seen.release, wanted=lacking or anything, today=seen.today, calendar=seen.calendar
    )


def correct(seen: Seen) -> object:
    """A correction is open."""
    wanted = seen.case.correction.wanted if seen.case.correction else ()
    return intake.correct(seen.case, seen.release, materials=given(seen, wanted), today=seen.today)


def accept(seen: Seen) -> object:
    """Papers and form are complete."""
    return intake.accept(seen.case, seen.release, today=seen.today)


def confirm_acceptance(seen: Seen) -> object:
    """The law deemed it accepted, and nobody gave the notice."""
    return intake.confirm_acceptance(seen.case, today=seen.today)


def pledge(seen: Seen) -> object:
    """What lacks may be pledged."""
    return intake.pledge(
        seen.case,
        seen.release,
        supply=Limit(1, Unit.WORKING_DAY),
        reasons={},
        today=seen.today,
        calendar=seen.calendar,
    )


def supplement(seen: Seen) -> object:
    """A pledge, or the papers of an urgent matter, are open."""
    case = seen.case
    if case.decision is not None and case.decision.urgent:
        lacking = tuple(Wanted(code=line.code) for line in missing(case, seen.release))
        return intake.complete_papers(case, seen.release, materials=given(seen, lacking), today=seen.today)
    wanted = case.pledge.lacking if case.pledge else ()
    return intake.supplement(case, seen.release, materials=given(seen, wanted), today=seen.today)


def given(seen: Seen, wanted: tuple[Wanted, ...]) -> tuple[Given, ...]:
    """What would be handed in."""
    return tuple(Given(code=one.code) for one in wanted if seen.release.material(one.code) is not None)


def not_required(seen: Seen) -> object:
    """No outcome was given yet."""
    return intake.not_required(seen.case, reason=TYPED, today=seen.today)


def not_competent(seen: Seen) -> object:
    """No outcome was given yet."""
    return intake.not_competent(seen.case, competent=TYPED, reason=TYPED, today=seen.today)


def advance(seen: Seen) -> object:
    """A step is in hand, and the reader's role takes it."""
    review.must_be_taken(seen.case, seen.release)
    step = next_step(seen.case, seen.release)
    found = review.advance(
        seen.case,
        seen.release,
        step=step.code if step else "",
        agrees=True,
        opinion=TYPED,
        officers=[str(place) for place in range(step.officers + 1)] if step else (),
        proof=Proof(system=TYPED, number=TYPED, on=seen.today),
        today=seen.today,
        calendar=seen.calendar,
    )
    if step is not None and not any(seen.actor.has(role) for role in MAY_TAKE[str(step.role)]):
        raise Forbidden("wrong-role", needed=str(step.role), step=step.name)
    return found


def undo(seen: Seen) -> object:
    """The newest act is the reader's, and nobody outside has heard of it."""
    return undoing.undo(
        seen.case,
        newest=newest_of(seen.history[-1], seen.register),
        account=seen.actor.account,
        time_acted=bool(seen.settled),
        today=seen.today,
    )


def publicise(seen: Seen) -> object:
    """Publicity is the step in hand."""
    review.must_be_taken(seen.case, seen.release)
    step = next_step(seen.case, seen.release)
    return review.publicise(seen.case, seen.release, step=step.code if step else "", place=TYPED, today=seen.today)


def stop_clock(seen: Seen) -> object:
    """Some procedure may stop the clock of this item."""
    review.must_be_handled(seen.case)
    codes = [one.code for one in seen.release.special_procedures] + ["hearing"]
    lawful = next((code for code in codes if stop_basis(seen.release, code)), codes[0])
    return review.stop_clock(
        seen.case,
        seen.release,
        procedure=lawful,
        told=Limit(1, Unit.DAY),
        reason=TYPED,
        today=seen.today,
        calendar=seen.calendar,
    )


def resume_clock(seen: Seen) -> object:
    """A stop still stands."""
    stop = next((one.stop for one in seen.case.stops if one.resumed is None), 0)
    return review.resume_clock(seen.case, seen.release, stop=stop, result=TYPED, today=seen.today)


def extend(seen: Seen) -> object:
    """The limit may be extended by the reader's office."""
    return review.extend(
        seen.case,
        seen.release,
        reason=TYPED,
        approver=TYPED,
        office=seen.actor.office,
        organ=seen.actor.organ,
        today=seen.today,
        calendar=seen.calendar,
    )


def consult(seen: Seen) -> object:
    """Another agency may be asked."""
    return review.consult(
        seen.case, seen.release, organ=TYPED, question=TYPED, reply=None, today=seen.today, calendar=seen.calendar
    )


def close_consult(seen: Seen) -> object:
    """An answer is overdue."""
    waiting = [one.consult for one in seen.case.consults if one.answered is None]
    return review.close_consult(
        seen.case,
        seen.release,
        consult=waiting[0] if waiting else 0,
        reason=TYPED,
        today=seen.today,
        calendar=seen.calendar,
    )


def answer(seen: Seen) -> object:
    """The reader's organ was asked."""
    mine = [one for one in seen.case.consults if one.organ == seen.actor.organ]
    if not any(one.answered is None for one in mine):
        raise Refused("already-answered", on=mine[-1].answered) if mine else Refused("not-consulted")
    return None


def forward(seen: Seen) -> object:
    """This leg is ready to go up."""
    return custody.forward(
        seen.case,
        seen.release,
        organ=TYPED,
        number="",
        opinion=TYPED,
        cause="law",
        today=seen.today,
        calendar=seen.calendar,
    )


def pass_on(seen: Seen) -> object:
    """The case is in hand."""
    return custody.pass_on(seen.case, seen.release, organ=TYPED, cause="law", reason=TYPED, today=seen.today)


def receive(seen: Seen) -> object:
    """It was handed over and nobody opened it."""
    return custody.receive(seen.case, today=seen.today)


def return_down(seen: Seen) -> object:
    """It was handed over."""
    return custody.return_down(seen.case, reason=TYPED, today=seen.today)


def decide(seen: Seen) -> object:
    """The case is ready to be granted by the reader's organ."""
    return try_decision(seen, granted=True)


def refuse(seen: Seen) -> object:
    """The case is ready to be refused by the reader's organ."""
    return try_decision(seen, granted=False)


def amend(seen: Seen) -> object:
    """There is a decision, and the reader's organ made it or stands above."""
    made = seen.case.decision.organ if seen.case.decision else ""
    granted = seen.case.decision.granted if seen.case.decision else True
    return decision.amend(
        seen.case,
        seen.release,
        granted=granted,
        number="",
        content="",
        reason=TYPED,
        ground=TYPED,
        organ=seen.actor.organ,
        higher=is_above(seen.actor.organ, made),
        today=seen.today,
        calendar=seen.calendar,
    )


def certify(seen: Seen) -> object:
    """There is a grant without its paper."""
    return decision.certify(seen.case, seen.release, name=TYPED, number=TYPED, today=seen.today)


def deliver(seen: Seen) -> object:
    """There is a result to serve."""
    return decision.deliver(seen.case, mode="direct", collector=seen.case.applicant, service=NOT_TOLD, today=seen.today)


def hand_out(seen: Seen) -> object:
    """There is a result to hand out."""
    satellites.hand_out(seen.case, seen.facts, collector=seen.case.applicant, mode="direct", service=NOT_TOLD)
    return None


def order(seen: Seen) -> None:
    """The reader's organ stands above the one that decided."""
    made = seen.case.decision.organ if seen.case.decision else ""
    satellites.order(seen.case, higher=is_above(seen.actor.organ, made), ground=TYPED)


def hand_in(seen: Seen) -> None:
    """Something is open for which papers may come."""
    satellites.hand_in(
        seen.case, seen.release, materials=[Given(code=one.code) for one in seen.release.materials[:1]], mode="window"
    )


def withdraw(seen: Seen) -> object:
    """Nothing was decided yet."""
    return ending.withdraw(seen.case, wish=None, reason=TYPED, today=seen.today)


def terminate(seen: Seen) -> object:
    """Nothing was decided yet."""
    return ending.terminate(seen.case, outcome="6", reason=TYPED, today=seen.today, calendar=seen.calendar)


def close(seen: Seen) -> object:
    """It is finished, and nothing of the citizen's is with us."""
    out = [one for one in seen.originals if one.is_citizens]
    return ending.close(seen.case, seen.release, originals_out=len(out), today=seen.today)


def take_originals(seen: Seen) -> None:
    """The file is open."""
    originals.take(seen.case)


def return_originals(seen: Seen) -> None:
    """The reader has an original of this case."""
    if not any(one.is_in_hand_of(seen.actor.account) for one in seen.originals):
        raise Refused("no-original-in-hand")


def shelve(seen: Seen) -> None:
    """There is a result, and it is not on the shelf."""
    originals.shelve(seen.case, lying=[one.shelf for one in seen.originals if one.shelf is not None])


def void_notice(seen: Seen) -> list[voiding.Issued]:
    """The reader may declare some notice void."""
    actor = seen.actor
    return voiding.some_to_void(
        seen.issued,
        centre=actor.centre,
        account=actor.account,
        leads=voiding.leads(actor),
        served=seen.case.delivered is not None,
    )


def reissue_notice(seen: Seen) -> list[voiding.Issued]:
    """Some act stands that nothing tells any more."""
    return voiding.some_to_reissue(seen.issued, centre=seen.actor.centre, organ=seen.actor.organ)


def answer_wish(seen: Seen) -> object:
    """A wish waits."""
    answered = seen.case.wishes_answered
    if not any(fact.kind == "wish" and fact.key not in answered for fact in seen.facts):
        raise Refused("wish-answered")
    return None


def visit(seen: Seen) -> None:
    """Anybody may come."""
    satellites.visit(cause="in-vain")


def pay(seen: Seen) -> None:
    """The item has a fee and it was not paid."""
    due = fee(seen.release, seen.case.answers)
    satellites.pay(seen.case, seen.release, seen.facts, amount=due.total)


def wish(seen: Seen) -> None:
    """The case is open, or a hearing may still be asked for."""
    kind = "hearing" if seen.case.decision is not None and hearing.told(seen.case) else "hurry"
    satellites.wish(seen.case, kind=kind, today=seen.today, calendar=seen.calendar)


def remark(seen: Seen) -> None:
    """Anybody of the hall may say something."""
    satellites.remark(words="…")


def evaluate(seen: Seen) -> None:
    """Nobody evaluated yet."""
    satellites.evaluate(seen.case, seen.facts, grade="1", channel="1")


def contact(seen: Seen) -> object:
    """With an address that would do."""
    return parties.change_contact(seen.case, today=seen.today, address="地址")


def number(seen: Seen) -> object:
    """Whoever may advance the case may number it."""
    demand(seen.actor, "advance", today=seen.today, division=seen.case.division)
    return None
