"""Review (审查): steps, publicity, stops of the clock, the extension, consultation. Licensing Law arts. 34, 42, 45."""

from collections.abc import Sequence
from datetime import date

from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.consult_state import ConsultState
from yizhan.cases.rules.intake import must_be_undecided
from yizhan.cases.rules.materials import hearings, next_step, to_make_up
from yizhan.cases.state import HANDLING_STATES, Case
from yizhan.catalogue.release import Release, Step
from yizhan.catalogue.rules import delegable, stop_basis
from yizhan.kernel.calendars import Calendar
from yizhan.kernel.periods import Limit, Unit
from yizhan.kernel.refusals import Refused

LONGEST_REPLY = Limit(12, Unit.MONTH)
"""A consultation is asked to answer within a year: what was meant as days and typed as months is found at once."""


def must_be_taken(case: Case, release: Release) -> None:
    """Steps are taken, and agencies asked, while the case is handled, and of an urgent matter that was decided first
    until it is made up for (急难先行, 补齐手续: SSR art. 48). Raises what `must_be_handled` raises.
    """
    if not to_make_up(case, release):
        must_be_handled(case)


def must_be_handled(case: Case) -> None:
    """The case is accepted and undecided. Raises Refused: not-accepted, ended, already-decided."""
    must_be_undecided(case)
    if case.state not in HANDLING_STATES:
        raise Refused("not-accepted")


def advance(
    case: Case,
    release: Release,
    *,
    step: str,
    agrees: bool,
    opinion: str,
    officers: Sequence[str],
    proof: e.Proof | None,
    today: date,
    calendar: Calendar,
) -> e.Advanced:
    """The next step is taken, in the item's order, by as many officers as the law wants (art. 34: two on site).

    Raises Refused: no-step-open, not-next-step, step-of-another-organ, two-officers-needed, not-publicised,
    publicity-running, not-consulted, consult-open, proof-missing, opinion-missing.
    """
    must_be_taken(case, release)
    following = must_be_next(case, release, step)
    needed = max(following.officers, 2 if following.kind == "survey" else 1)
    if needed > 1 and len(set(officers)) < needed:
        raise Refused("two-officers-needed", needed=needed)
    if following.kind == "publicity":
        _publicity_is_over(case, following, today, calendar)
    if following.kind == "consult":
        _was_consulted(case, following)
    if (following.kind == "elsewhere" or following.elsewhere) and proof is None:
        raise Refused("proof-missing", system=following.elsewhere)
    if not agrees and not opinion:
        raise Refused("opinion-missing")
    leg = following.leg if following.leg != case.leg.index else None
    return e.Advanced(
        on=today, step=step, leg=leg, agrees=agrees, opinion=opinion, officers=tuple(officers), proof=proof
    )


def must_be_next(case: Case, release: Release, step: str) -> Step:
    """The step that comes next, in the place to which it belongs.

    Raises Refused: no-step-open, not-next-step, step-of-another-organ.
    """
    following = next_step(case, release)
    if following is None:
        raise Refused("no-step-open")
    if following.code != step:
        raise Refused("not-next-step", step=step, next=following.code, name=following.name)
    _must_belong_here(case, following)
    return following


def _must_belong_here(case: Case, step: Step) -> None:
    """What an earlier leg left is made up by its organ or a station beside it, not by the organ that decided first."""
    owner = next((leg.organ for leg in case.legs if leg.index == step.leg), case.holder)
    if step.leg != case.leg.index and owner.partition("-")[0] != case.holder.partition("-")[0]:
        raise Refused("step-of-another-organ", step=step.name, organ=owner)


def _publicity_is_over(case: Case, step: Step, today: date, calendar: Calendar) -> None:
    if case.publicity is None or case.publicity.step != step.code:
        raise Refused("not-publicised")
    ends = clock.publicity_ends(case, calendar)
    if ends is not None and today < ends:
        raise Refused("publicity-running", until=ends)


def _was_consulted(case: Case, step: Step) -> None:
    if not any(each.leg in {case.leg.index, step.leg} for each in case.consults):
        raise Refused("not-consulted")
    must_be_answered(case)


def publicise(case: Case, release: Release, *, step: str, place: str, today: date) -> e.Publicised:
    """Publicity begins (公示): its minimum and whether it stops the clock are the release's, with the article.

    Raises Refused: no-step-open, not-next-step, step-of-another-organ, not-publicity, publicity-open, no-minimum,
    place-missing.
    """
    must_be_taken(case, release)
    following = must_be_next(case, release, step)
    if following.kind != "publicity":
        raise Refused("not-publicity", step=step)
    if case.publicity is not None:
        raise Refused("publicity-open", on=case.publicity.on)
    minimum = release.minimum(following.minimum or "publicity")
    if minimum is None:
        raise Refused("no-minimum", step=step)
    if not place:
        raise Refused("place-missing")
    basis = next(
        (
            found
            for procedure in release.special_procedures
            if procedure.kind == "publicity" and (found := stop_basis(release, procedure.code))
        ),
        "",
    )
    stops = bool(basis) and case.decision is None  # what is made up after the decision stops nothing any more
    return e.Publicised(on=today, step=step, minimum=minimum.limit, stops_clock=stops, basis=basis, place=place)


def stop_clock(
    case: Case, release: Release, *, procedure: str, told: Limit, reason: str, today: date, calendar: Calendar
) -> e.ClockStopped:
    """Art. 45: only a procedure that the law names stops the clock, and only for the time told in writing.

    Raises Refused: hearing-to-be-set, no-basis, already-stopped, nothing-told, longer-than-allowed, no-limit,
    limit-passed; Invalid: date-out-of-range.
    """
    must_be_handled(case)
    if case.hearing_told is not None and procedure in hearings(release):
        raise Refused("hearing-to-be-set")
    basis = stop_basis(release, procedure)
    if basis is None:
        known = release.procedure(procedure)
        raise Refused("no-basis", procedure=known.name if known else procedure)
    if any(stop.procedure == procedure and stop.resumed is None for stop in case.stops):
        raise Refused("already-stopped", procedure=procedure)
    if told.value == 0:
        raise Refused("nothing-told")
    until = clock.last_day(today, told, calendar)  # also refuses what would lead beyond the calendar
    known = release.procedure(procedure)
    if known is not None and known.limit is not None and until > clock.last_day(today, known.limit, calendar):
        raise Refused("longer-than-allowed", limit=str(known.limit))
    _clock_runs(case, release, today, calendar)
    return e.ClockStopped(
        on=today, stop=len(case.stops) + 1, procedure=procedure, basis=basis, told=told, reason=reason
    )


def _clock_runs(case: Case, release: Release, today: date, calendar: Calendar) -> None:
    """There is a clock that could stand."""
    running = clock.statutory(case, release, today, calendar) or clock.promised(case, release, today, calendar)
    if running is None:
        raise Refused("no-limit")
    if running.late:
        raise Refused("limit-passed", due=running.due)


def resume_clock(case: Case, release: Release, *, stop: int, result: str, today: date) -> e.ClockResumed:
    """The special procedure ended and the clock runs on; of a hearing that was told of and is not held, with the
    reason. Raises Refused: not-stopped, reason-missing.
    """
    must_be_handled(case)
    standing = next((each for each in case.stops if each.stop == stop and each.resumed is None), None)
    if standing is None:
        raise Refused("not-stopped", stop=stop)
    if case.hearing_told is not None and standing.procedure in hearings(release) and not result:
        raise Refused("reason-missing")
    return e.ClockResumed(on=today, stop=stop, result=result)


def may_decide(case: Case, release: Release) -> bool:
    """Whether the leg in hand decides: by its role, or because its decision may be delegated (art. 24)."""
    if case.leg.index >= len(release.legs) or release.legs[case.leg.index].role == "decide":
        return True
    return delegable(release, case.answers)


def approves(office: str, organ: str, *, deciding: str, approvers: Sequence[str]) -> bool:
    """Whether who has an office in an organ is of the class that art. 42 names, for the organ whose decision it is.

    The head of that organ (本行政机关负责人): of a government its government head, of an agency never; nor whoever
    heads a station or an agency that merely has the case in hand. For unified, joint and centralised handling
    (art. 26) the head of the government of its level (本级人民政府负责人): for that the case is passed to it.
    """
    division, _, function = deciding.partition("-")
    if office == "government-head" and organ == f"{division}-government":
        return "government-head" in approvers or (function == "government" and "organ-head" in approvers)
    return office == "organ-head" and organ == deciding and "organ-head" in approvers


def extend(
    case: Case,
    release: Release,
    *,
    reason: str,
    approver: str,
    office: str,
    organ: str,
    today: date,
    calendar: Calendar,
) -> e.Extended:
    """Art. 42: once, by what the item allows, before the limit ends, approved by the class of person that the article
    names, who has his office in `organ`, with the reason told. The review of a licence by a lower organ (art. 43) has
    no extension.

    Raises Refused: not-accepted, not-deciding-organ, already-extended, not-extendable, no-limit, limit-passed,
    wrong-approver, reason-missing.
    """
    must_be_handled(case)
    if release.is_licence and not may_decide(case, release):
        raise Refused("not-deciding-organ")
    if case.extension is not None:
        raise Refused("already-extended", on=case.extension.on)
    if release.extension is None:
        raise Refused("not-extendable")
    limit = clock.statutory(case, release, today, calendar)
    if limit is None:
        raise Refused("no-limit")
    if limit.late:
        raise Refused("limit-passed", due=limit.due)
    if not approves(office, organ, deciding=case.leg.organ, approvers=release.extension.approvers):
        raise Refused("wrong-approver", office=office, needed=", ".join(release.extension.approvers))
    if not reason:
        raise Refused("reason-missing")
    return e.Extended(on=today, limit=release.extension.limit, approved_by=approver, office=office, reason=reason)


def consult(
    case: Case,
    release: Release,
    *,
    organ: str,
    question: str,
    reply: Limit | None,
    today: date,
    calendar: Calendar,
) -> e.Consulted:
    """Another agency is asked (征求意见). Silence is consent only by the item's internal rule, never for a licence.

    Raises Refused: question-missing, asks-itself, already-asked, reply-too-long; Invalid: date-out-of-range.
    """
    must_be_taken(case, release)
    if not question:
        raise Refused("question-missing")
    if organ == case.holder:
        raise Refused("asks-itself")
    if any(each.organ == organ and each.answered is None for each in case.consults):
        raise Refused("already-asked", organ=organ)
    if reply and clock.last_day(today, reply, calendar) > clock.last_day(today, LONGEST_REPLY, calendar):
        raise Refused("reply-too-long", given=str(reply), longest=str(LONGEST_REPLY))
    lapse = next((each for each in release.lapses if each.deems == "consent"), None)
    silence = lapse is not None and not release.is_licence
    return e.Consulted(
        on=today,
        consult=len(case.consults) + 1,
        organ=organ,
        reply=reply or (lapse.after if lapse else None),
        silence_consents=silence,
        question=question,
    )


def answer(state: ConsultState, *, agrees: bool, answer: str, today: date) -> e.Answered:
    """The asked agency answers once. Raises Refused: already-answered, answer-missing."""
    if state.answered is not None:
        raise Refused("already-answered", on=state.answered)
    if not answer:
        raise Refused("answer-missing")
    return e.Answered(on=today, agrees=agrees, answer=answer)


def close_consult(
    case: Case, release: Release, *, consult: int, reason: str, today: date, calendar: Calendar
) -> e.ConsultClosed:
    """The holder goes on without an answer that did not come in time (逾期未复); what comes later stays beside it.

    It is no consent: the holder decides on his own knowledge.
    Raises Refused: no-consult-open, reply-running, reason-missing.
    """
    must_be_taken(case, release)
    asked = next((each for each in case.consults if each.consult == consult and each.answered is None), None)
    if asked is None:
        raise Refused("no-consult-open", consult=consult)
    until = clock.last_day(asked.on, asked.reply, calendar) if asked.reply else None
    if until is not None and today <= until:
        raise Refused("reply-running", until=until)
    if not reason:
        raise Refused("reason-missing")
    return e.ConsultClosed(on=today, consult=consult, reason=reason)


def _open_consults(case: Case) -> tuple[int, ...]:
    return tuple(each.consult for each in case.consults if each.answered is None)


def must_be_answered(case: Case) -> None:
    """No consultation is open. Raises Refused: consult-open."""
    if _open_consults(case):
        raise Refused("consult-open")
