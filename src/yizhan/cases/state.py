"""The state of a case: history is folded here and nowhere else."""

from dataclasses import replace
from datetime import date

from yizhan.cases import events as e
from yizhan.cases.state_legs import forwarded, returned, with_leg
from yizhan.cases.state_parts import (
    DELETED,
    DONE_STATES,
    ENDED_STATES,
    FORWARDED,
    GRANTED,
    HANDLING_STATES,
    NOT_SUPPLEMENTED,
    OPEN_STATES,
    OTHER,
    REFUSED,
    VOID,
    Case,
    Consult,
    Decision,
    Leg,
    Stop,
    Taken,
    Touched,
    can_be_undone,
)
from yizhan.journal.events import Erased, HandedOver

__all__ = [
    "DELETED",
    "DONE_STATES",
    "ENDED_STATES",
    "FORWARDED",
    "GRANTED",
    "HANDLING_STATES",
    "NOT_SUPPLEMENTED",
    "OPEN_STATES",
    "OTHER",
    "REFUSED",
    "VOID",
    "Case",
    "Consult",
    "Decision",
    "Leg",
    "Stop",
    "Taken",
    "Touched",
    "evolve",
    "initial",
]


def initial(stream: str) -> Case:
    """A case before its first entry; its number is the stream's key."""
    return Case(number=stream.partition(":")[2])


def with_materials(case: Case, given: tuple[e.Given, ...]) -> dict[str, e.Given]:
    """The materials with newly given ones, the later in place of the earlier."""
    return {**case.materials, **{material.code: material for material in given}}


def took(case: Case, fact: str) -> frozenset[str]:
    """The facts taken over, with one more."""
    return case.facts_taken | {fact} if fact else case.facts_taken


def evolve(case: Case, event: object) -> Case:
    """The case after one more entry. The journal never hands it an unknown kind."""
    if isinstance(event, e.Undone):
        if case.before is None:
            raise TypeError("nothing was done that could be taken back")
        return replace(case.before, notices=case.notices)  # a number that was drawn stays drawn
    earlier = replace(case, before=None) if case.before is not None else case
    after = _evolve(earlier, event)
    notice = getattr(event, "notice", "")
    if notice:
        after = replace(after, notices=(*after.notices, notice))
    return replace(after, before=earlier) if can_be_undone(event) else after


def _evolve(case: Case, event: object) -> Case:  # noqa: PLR0911, PLR0912 - one arm a kind of event
    match event:
        case e.Opened():
            return _opened(case, event)
        case e.Submitted():
            return replace(
                case,
                state="submitted",
                release=event.release,
                received=event.on,
                materials=with_materials(case, event.materials),
                legs=with_leg(case, received=event.on),
            )
        case e.CorrectedOnTheSpot():
            return replace(
                case,
                form={**case.form, **event.form},
                answers=event.answers or case.answers,
                scenario=event.scenario if event.answers else case.scenario,
                materials=with_materials(case, event.materials),
                facts_taken=took(case, event.fact),
            )
        case e.CorrectionRequested():
            return replace(case, state="correction-requested", correction=event)
        case e.Corrected():
            return replace(
                case,
                state="submitted",
                corrected=event.on,
                materials=with_materials(case, event.materials),
                facts_taken=took(case, event.fact),
            )
        case e.Accepted():
            return _accepted(case, event.on, event)
        case e.AcceptedWithPledge():
            return replace(_accepted(case, event.on, event), pledge=event)
        case e.DeemedAccepted():
            return replace(_accepted(case, event.on, event), deemed_accepted=True)
        case e.AcceptanceConfirmed():
            return replace(case, acceptance_confirmed=event.on)
        case e.Supplemented():
            return replace(
                case,
                supplemented=event.on,
                materials=with_materials(case, event.materials),
                facts_taken=took(case, event.fact),
            )
        case e.NotRequired():
            return _ended(case, "not-required", event.on, OTHER)
        case e.NotCompetent():
            return _ended(case, "not-competent", event.on, OTHER)
        case e.Advanced():
            return _advanced(case, event)
        case e.Publicised():
            return _publicised(case, event)
        case e.ClockStopped():
            stop = Stop(
                stop=event.stop,
                procedure=event.procedure,
                basis=event.basis,
                on=event.on,
                told=event.told,
                leg=case.leg.index,
            )
            return replace(case, stops=(*case.stops, stop))
        case e.ClockResumed():
            stops = tuple(replace(s, resumed=event.on) if s.stop == event.stop else s for s in case.stops)
            return replace(case, stops=stops)
        case e.InterestedFound() | e.StatementHeard() | e.HearingTold() | e.HearingSet() | e.HearingHeld():
            return _heard(case, event)
        case e.Extended():
            return replace(case, extension=event, legs=with_leg(case, extension=event.limit))
        case e.Consulted():
            consult = Consult(
                consult=event.consult,
                organ=event.organ,
                on=event.on,
                leg=case.leg.index,
                reply=event.reply,
                silence_consents=event.silence_consents,
            )
            return replace(case, consults=(*case.consults, consult))
        case e.ConsultAnswered():
            return replace(
                case,
                consults=tuple(
                    replace(c, answered=event.on, agrees=event.agrees) if c.consult == event.consult else c
                    for c in case.consults
                ),
            )
        case e.ConsultClosed():
            return replace(
                case,
                consults=tuple(
                    replace(c, answered=event.on) if c.consult == event.consult else c for c in case.consults
                ),
            )
        case e.Forwarded():
            return forwarded(case, event)
        case e.PassedOn():
            state = "under-review" if case.state == "accepted" else case.state
            return replace(case, state=state, legs=with_leg(case, opened=None))
        case e.Received():
            return replace(case, legs=with_leg(case, opened=event.on))
        case e.ReturnedDown():
            return returned(case, event)
        case e.Decided():
            return _decided(case, event)
        case e.DeemedDecided():
            decision = Decision(
                on=event.on,
                first=event.on,
                granted=True,
                number="",
                organ=case.holder,
                leg=case.leg.index,
                deemed=event.deems,
            )
            return replace(
                case, state="decided", decision=decision, legs=with_leg(case, closed=event.on, outcome=GRANTED)
            )
        case e.PapersCompleted():
            return replace(
                case,
                papers_completed=event.on,
                materials=with_materials(case, event.materials),
                facts_taken=took(case, event.fact),
            )
        case e.Amended():
            return _amended(case, event)
        case e.Certified():
            return replace(case, state="certified", certificate=event)
        case e.Delivered():
            return replace(case, state="delivered", delivered=event.on, facts_taken=took(case, event.fact))
        case e.ServiceAnnounced():
            return replace(case, announced=event.on)
        case e.Withdrawn():
            answered = case.wishes_answered | {event.wish} if event.wish else case.wishes_answered
            return replace(_ended(case, "withdrawn", event.on, OTHER), wishes_answered=answered)
        case e.Terminated():
            return _ended(case, "terminated", event.on, event.outcome)
        case e.DeemedEnded():
            return _ended(case, event.deems, event.on, event.outcome)
        case e.Closed():
            return replace(case, closed=event.on)
        case e.WishAnswered():
            return _answered(case, event)
        case e.Numbered():
            return _numbered(case, event)
        case e.ContactChanged():
            return replace(
                case,
                applicant=_reached(case.applicant, event.phone, event.address),
                agent=_reached(case.agent, event.agent_phone, event.agent_address),
            )
        case HandedOver():
            return replace(case, holder=event.organ)
        case Erased():
            return replace(case, erased=True)
        case _:
            raise TypeError(f"a case does not know {type(event).__name__}")


def _numbered(case: Case, event: e.Numbered) -> Case:
    named = {**case.numbers, event.system: event.number}
    return replace(case, numbers=named, known_as=_known_as(case, event.number))


def _reached(party: e.Party, phone: str, address: str) -> e.Party:
    return replace(party, phone=phone or party.phone, address=address or party.address)


def _opened(case: Case, event: e.Opened) -> Case:
    return replace(
        case,
        number=event.number,
        item=event.item,
        release=event.release,
        division=event.division,
        centre=event.centre,
        organ=event.organ,
        holder=event.organ,
        channel=event.channel,
        applicant=event.applicant,
        agent=event.agent,
        authorisation=event.authorisation,
        answers=event.answers,
        form=event.form,
        scenario=event.scenario,
        renewal_of=event.renewal_of,
        permit_expires=event.permit_expires,
        query_hash=event.query_hash,
        query_code=event.query_code,
        opened=event.on,
        legs=(Leg(index=event.leg, organ=event.organ, number=event.number),),
    )


def _accepted(case: Case, on: date, limits: e.Accepted | e.AcceptedWithPledge | e.DeemedAccepted) -> Case:
    return replace(
        case,
        state="accepted",
        accepted=on,
        statutory=limits.statutory,
        promised=limits.promised,
        legs=with_leg(case, accepted=on),
    )


def _advanced(case: Case, event: e.Advanced) -> Case:
    leg = case.leg.index if event.leg is None else event.leg
    taken = Taken(step=event.step, leg=leg, on=event.on, agrees=event.agrees, proof=event.proof)
    publicity = case.publicity
    ended = dict(case.publicity_ended)
    if publicity is not None and publicity.step == event.step:
        ended[len(case.publicities) - 1] = event.on
        publicity = None
    state = "under-review" if case.state == "accepted" else case.state
    return replace(
        case,
        state=state,
        taken=(*case.taken, taken),
        publicity=publicity,
        publicity_ended=ended,
        known_as=_known_as(case, event.proof.number if event.proof else ""),
    )


def _heard(
    case: Case, event: e.InterestedFound | e.StatementHeard | e.HearingTold | e.HearingSet | e.HearingHeld
) -> Case:
    match event:
        case e.InterestedFound():
            found = (Touched(who=who, interest=event.interest, found=event.on) for who in event.people)
            return replace(case, touched=(*case.touched, *found))
        case e.StatementHeard():
            return replace(
                case,
                touched=tuple(replace(t, heard=event.on) if t.who.name == event.by else t for t in case.touched),
            )
        case e.HearingTold():
            return replace(
                case,
                hearing_told=event.on,
                hearing_told_to=(*case.hearing_told_to, *event.to),
                touched=tuple(replace(t, told=event.on) if t.who.name in event.to else t for t in case.touched),
            )
        case e.HearingSet():
            return replace(case, hearing=event)
        case e.HearingHeld():
            return replace(case, hearings_held=(*case.hearings_held, event.day))


def _known_as(case: Case, number: str) -> tuple[str, ...]:
    """Every number that another system ever gave: the earlier ones still stand on papers."""
    return case.known_as if number in {*case.known_as, ""} else (*case.known_as, number)


def _publicised(case: Case, event: e.Publicised) -> Case:
    state = "under-review" if case.decision is None else case.state  # an urgent matter makes it up afterwards
    return replace(case, state=state, publicity=event, publicities=(*case.publicities, event))


def _answered(case: Case, event: e.WishAnswered) -> Case:
    declined = case.wishes_declined if event.granted else case.wishes_declined | {event.wish}
    return replace(case, wishes_answered=case.wishes_answered | {event.wish}, wishes_declined=declined)


def _decided(case: Case, event: e.Decided) -> Case:
    decision = Decision(
        on=event.on,
        first=event.on,
        granted=event.granted,
        number=event.number,
        organ=case.holder,
        leg=case.leg.index,
        valid_until=event.valid_until,
        urgent=event.urgent,
    )
    outcome = GRANTED if event.granted else REFUSED
    return replace(case, state="decided", decision=decision, legs=with_leg(case, closed=event.on, outcome=outcome))


def _amended(case: Case, event: e.Amended) -> Case:
    old = case.decision
    if old is None:
        raise TypeError("nothing was decided that could be amended")
    decision = replace(
        old,
        on=event.on,
        granted=event.granted,
        number=event.number,
        valid_until=(event.valid_until or old.valid_until) if event.granted else None,
        urgent=old.urgent and event.granted,
        deemed="",
        superseded=(*old.superseded, old.number) if old.number else old.superseded,
    )
    outcome = GRANTED if event.granted else REFUSED
    return replace(
        case,
        state="decided",
        decision=decision,
        certificate=None,
        announced=None,
        delivered=None,
        closed=None,
        wishes_answered=case.wishes_answered | {event.wish} if event.wish else case.wishes_answered,
        legs=tuple(replace(leg, outcome=outcome) if leg is case.leg else leg for leg in case.legs),
    )


def _ended(case: Case, state: str, on: date, outcome: str) -> Case:
    return replace(case, state=state, ended=on, legs=with_leg(case, closed=on, outcome=outcome))
