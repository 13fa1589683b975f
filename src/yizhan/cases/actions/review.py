"""Review (审查): steps, publicity, stops of the clock, the extension, consultation."""

from collections.abc import Sequence
from dataclasses import replace

from yizhan.cases import events as e
from yizhan.cases import notices
from yizhan.cases.access import case_for, consult_for
from yizhan.cases.actions.writing import once, told, write
from yizhan.cases.consult_state import evolve as evolve_consult
from yizhan.cases.consult_state import initial as initial_consult
from yizhan.cases.rules import review as rules
from yizhan.cases.rules.materials import next_step
from yizhan.journal.actions import append, open_stream
from yizhan.journal.projections import show
from yizhan.kernel.acting import Act
from yizhan.kernel.identifiers import text
from yizhan.kernel.periods import Limit
from yizhan.kernel.refusals import Forbidden
from yizhan.places.queries import agency, centre_of

LONGEST_TEXT = 2000
MAY_TAKE = {
    "clerk": frozenset({"clerk", "reviewer", "approver"}),
    "reviewer": frozenset({"reviewer", "approver"}),
    "approver": frozenset({"approver"}),
}


@once
def advance_case(
    *,
    act: Act,
    number: str,
    step: str,
    agrees: bool = True,
    opinion: str = "",
    officers: Sequence[str] = (),
    proof: e.Proof | None = None,
) -> str:
    """Take the next step (环节办理) in the role that the item names. `officers` are those who went on site."""
    held = case_for(act, number, may="advance")
    event = rules.advance(
        held.case,
        held.release,
        step=step,
        agrees=agrees,
        opinion=text(opinion, LONGEST_TEXT),
        officers=tuple(officers) or (act.actor.account,),
        proof=proof,
        today=held.today,
        calendar=held.calendar,
    )
    following = next_step(held.case, held.release)
    if following is not None and not any(act.actor.has(role) for role in MAY_TAKE[str(following.role)]):
        raise Forbidden("wrong-role", needed=str(following.role), step=following.name)
    write(held, event)
    return number


@once
def publicise_case(*, act: Act, number: str, step: str, place: str) -> str:
    """Begin publicity (公示) at a place: nobody goes on before its minimum is over."""
    held = case_for(act, number, may="publicise")
    event = rules.publicise(held.case, held.release, step=step, place=text(place, 200), today=held.today)
    write(held, event)
    return number


@once
def stop_clock(*, act: Act, number: str, procedure: str, told_limit: Limit, reason: str = "") -> str:
    """Stop the clock for a special procedure (特别程序), with the notice that tells how long (art. 45)."""
    held = case_for(act, number, may="stop-clock")
    event = rules.stop_clock(
        held.case,
        held.release,
        procedure=procedure,
        told=told_limit,
        reason=text(reason, LONGEST_TEXT),
        today=held.today,
        calendar=held.calendar,
    )
    return told(held, event, notices.special_procedure(held, event))


@once
def resume_clock(*, act: Act, number: str, stop: int, result: str = "") -> str:
    """Let the clock run on when the special procedure has ended."""
    held = case_for(act, number, may="resume-clock")
    event = rules.resume_clock(held.case, held.release, stop=stop, result=text(result, LONGEST_TEXT), today=held.today)
    write(held, event)
    return number


@once
def extend_case(*, act: Act, number: str, reason: str) -> str:
    """Extend the limit once (延长期限, art. 42), in the office of the actor, with its notice."""
    held = case_for(act, number, may="extend")
    event = rules.extend(
        held.case,
        held.release,
        reason=text(reason, LONGEST_TEXT),
        approver=act.actor.name,
        office=act.actor.office,
        organ=act.actor.organ,
        today=held.today,
        calendar=held.calendar,
    )
    return told(held, event, notices.extension(held, event))


@once
def consult_agency(*, act: Act, number: str, organ: str, question: str, reply: Limit | None = None) -> str:
    """Ask another agency (征求意见): the question is an entry of the case, the answer a stream of the asked agency."""
    held = case_for(act, number, may="consult")
    asked = agency(organ)
    event = rules.consult(
        held.case,
        held.release,
        organ=asked.code,
        question=text(question, LONGEST_TEXT),
        reply=reply,
        today=held.today,
        calendar=held.calendar,
    )
    result = told(held, event, notices.liaison(held, event))
    stream = f"consult:{number}:{event.consult}"
    first = e.Asked(
        on=event.on,
        case=number,
        consult=event.consult,
        organ=asked.code,
        reply=event.reply,
        question=event.question,
    )
    quiet = replace(act, key="", digest="")
    open_stream(stream, centre=centre_of(asked.division).code, holder=asked.code, events=(first,), act=quiet)
    show(stream, evolve_consult(initial_consult(stream), first))
    return result


@once
def close_consult(*, act: Act, number: str, consult: int, reason: str) -> str:
    """Go on without an answer that did not come in time (逾期未复, 不再等待)."""
    held = case_for(act, number, may="consult")
    event = rules.close_consult(
        held.case,
        held.release,
        consult=consult,
        reason=text(reason, LONGEST_TEXT),
        today=held.today,
        calendar=held.calendar,
    )
    write(held, event)
    return number


@once
def answer_consult(*, act: Act, number: str, consult: int, agrees: bool, answer: str) -> str:
    """Answer as the asked agency (回复), once; the case's holder takes it over."""
    head, state = consult_for(act, number, consult)
    event = rules.answer(state, agrees=agrees, answer=text(answer, LONGEST_TEXT), today=act.today)
    append(head, (event,), act=act)
    show(head.stream, evolve_consult(state, event))
    return number
