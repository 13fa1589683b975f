"""Cases over HTTP: the reads, the verbs of the lifecycle, facts and wishes. One address a verb."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status

from yizhan.accounts.access import api_act
from yizhan.cases import documents, queries
from yizhan.cases import events as e
from yizhan.cases.access import case_seen_by
from yizhan.cases.actions import custody, decision, ending, hearing, intake, originals, review, satellites, voiding
from yizhan.cases.fact_schemas import EvaluateIn, HandInIn, HandOutIn, PayIn, RemarkIn, VisitIn, WishIn
from yizhan.cases.paper_schemas import PlainIn, ReissueIn, ReturnOriginalsIn, TakeOriginalsIn, VoidIn
from yizhan.cases.schemas import (
    AdvanceIn,
    AmendIn,
    AnswerIn,
    AnswerWishIn,
    CasePage,
    CertifyIn,
    Change,
    CloseConsultIn,
    Code,
    ConsultIn,
    ContactIn,
    CorrectionIn,
    DecideIn,
    DeliverIn,
    ForwardIn,
    HearingHeldIn,
    HearingIn,
    HearingSetIn,
    InterestedIn,
    ListQuery,
    MaterialIn,
    MaterialsIn,
    NotCompetentIn,
    NumberIn,
    OnTheSpotIn,
    OpenIn,
    OrderIn,
    PledgeIn,
    PubliciseIn,
    ReasonIn,
    RefuseIn,
    ResumeIn,
    StatementIn,
    StopIn,
    TerminateIn,
    WithdrawIn,
    proof_of,
)
from yizhan.kernel.acting import Act
from yizhan.kernel.periods import Limit
from yizhan.papers.original_actions import Paper
from yizhan.web import moment
from yizhan.web.api import PROBLEMS

router = Router(tags=["cases"])

Answer = dict[int, Any]
OK: Answer = {200: dict[str, Any], **PROBLEMS}


@router.get("/cases", response={200: CasePage, **PROBLEMS}, summary="Cases, by due date")
def list_cases(request: HttpRequest, query: Query[ListQuery]) -> dict[str, Any]:
    """The caller's cases: his organ's, his centre's, those he oversees."""
    wanted = queries.Filter(
        state=query.state,
        holder=query.holder,
        item=query.item,
        centre=query.centre,
        applicant=query.applicant,
        due_before=query.due_before,
        text=query.text,
        open_only=query.open,
    )
    page = queries.list_cases(request.auth, wanted, cursor=query.cursor, size=query.limit)  # type: ignore[attr-defined]
    return {"cases": [documents.row_document(row) for row in page.rows], "cursor": page.following}


@router.post("/cases", response={201: dict[str, Any], **PROBLEMS}, summary="Open a case")
def open_case(request: HttpRequest, body: OpenIn) -> Status[dict[str, Any]]:
    """Opens a case in the caller's centre and draws its number."""
    act = api_act(request)
    number = intake.open_case(
        act=act,
        item=body.item,
        applicant=body.applicant.party(),
        answers=body.answers,
        form=body.form,
        channel=body.channel,
        agent=body.agent.party() if body.agent else e.NOBODY,
        authorisation=body.authorisation,
        renewal_of=body.renewal_of,
        permit_expires=body.permit_expires,
    )
    return Status(201, whole(act, number))


@router.get("/cases/{number}", response=OK, summary="One case whole")
def one_case(request: HttpRequest, number: Code) -> dict[str, Any]:
    """State, holder, clocks, legs, steps, materials, notices; identities masked."""
    act = Act(actor=request.auth, now=moment.now())  # type: ignore[attr-defined]
    return whole(act, number)


@router.get("/cases/{number}/history", response={200: list[dict[str, Any]], **PROBLEMS}, summary="Its journal")
def case_history(request: HttpRequest, number: Code) -> list[dict[str, Any]]:
    """The entries of the case's stream: what may be read in clear."""
    seen = case_seen_by(request.auth, number, today=moment.today())  # type: ignore[attr-defined]
    return documents.history(seen.history)


def whole(act: Act, number: str) -> dict[str, Any]:
    """The case as its document, after an act."""
    return documents.document(case_seen_by(act.actor, number, today=act.today))


def given(materials: list[MaterialIn]) -> tuple[e.Given, ...]:
    """Materials as the rules take them."""
    return tuple(e.Given(**material.model_dump()) for material in materials)


def limit_of(text: str | None) -> Limit | None:
    """A limit from its text."""
    return Limit.parse(text) if text else None


def verb(name: str, body: type[Schema], summary: str, run: Callable[[Act, str, Any], str]) -> None:
    """One verb: its address, the body that it takes, the action that does it; answers the case as it is then."""

    def endpoint(request: HttpRequest, number: Code, body: body) -> dict[str, Any]:  # type: ignore[valid-type]
        act = api_act(request, seen=getattr(body, "seen", None))
        run(act, number, body)
        return whole(act, number)

    endpoint.__doc__ = summary
    router.post(
        f"/cases/{{number}}/{name}", response=OK, summary=summary, operation_id=f"case_{name.replace('-', '_')}"
    )(endpoint)


def plainly(action: Callable[..., str]) -> Callable[[Act, str, Any], str]:
    """How a verb is run whose body names just what its action takes."""
    return lambda act, number, body: action(act=act, number=number, **body.model_dump(exclude={"seen"}))


def forward(act: Act, number: str, body: ForwardIn) -> str:
    """Up by the law, or aside to a station or leader."""
    if body.organ:
        return custody.pass_on_case(act=act, number=number, organ=body.organ, cause=body.cause, reason=body.opinion)
    return custody.forward_case(act=act, number=number, opinion=body.opinion, cause=body.cause)


verb(
    "submit",
    MaterialsIn,
    "Receive the papers",
    lambda act, number, body: intake.submit_case(act=act, number=number, materials=given(body.materials)),
)
verb("correct-on-the-spot", OnTheSpotIn, "An error corrected at the window", plainly(intake.correct_on_the_spot))
verb("confirm-acceptance", Change, "Notice of a case that the law deems accepted", plainly(intake.confirm_acceptance))
verb(
    "request-correction",
    CorrectionIn,
    "Tell once what is missing",
    lambda act, number, body: intake.request_correction(
        act=act, number=number, wanted=tuple(e.Wanted(**line.model_dump()) for line in body.wanted)
    ),
)
verb(
    "correct",
    MaterialsIn,
    "Take in what the correction notice asked for",
    lambda act, number, body: intake.correct_case(act=act, number=number, materials=given(body.materials)),
)
verb("accept", Change, "Accept", plainly(intake.accept_case))
verb(
    "pledge",
    PledgeIn,
    "Accept with minor gaps on a pledge",
    lambda act, number, body: intake.pledge_case(
        act=act, number=number, supply=Limit.parse(body.supply), reasons=body.reasons
    ),
)
verb(
    "supplement",
    MaterialsIn,
    "Take in pledged materials, or complete an urgent matter's papers",
    lambda act, number, body: intake.supplement_case(act=act, number=number, materials=given(body.materials)),
)
verb("not-required", ReasonIn, "The matter needs no licence", plainly(intake.not_required))
verb("not-competent", NotCompetentIn, "Not this organ's power", plainly(intake.not_competent))
verb(
    "advance",
    AdvanceIn,
    "Take the next step",
    lambda act, number, body: review.advance_case(
        act=act,
        number=number,
        step=body.step,
        agrees=body.agrees,
        opinion=body.opinion,
        officers=tuple(body.officers),
        proof=proof_of(body.proof),
    ),
)
verb("publicise", PubliciseIn, "Begin publicity", plainly(review.publicise_case))
verb(
    "stop-clock",
    StopIn,
    "Stop the clock for a special procedure",
    lambda act, number, body: review.stop_clock(
        act=act, number=number, procedure=body.procedure, told_limit=Limit.parse(body.told), reason=body.reason
    ),
)
verb("resume-clock", ResumeIn, "The special procedure ended", plainly(review.resume_clock))
verb(
    "name-interested",
    InterestedIn,
    "Name those whose interests review found to be touched",
    lambda act, number, body: hearing.name_interested(
        act=act, number=number, people=[one.party() for one in body.people], interest=body.interest
    ),
)
verb("hear-statement", StatementIn, "What the applicant or somebody interested states", plainly(hearing.hear_statement))
verb("tell-hearing", HearingIn, "Tell of the right to a hearing", plainly(hearing.tell_hearing))
verb("set-hearing", HearingSetIn, "Tell when and where the hearing is held", plainly(hearing.set_hearing))
verb("hold-hearing", HearingHeldIn, "The hearing was held: its record", plainly(hearing.hold_hearing))
verb("extend", ReasonIn, "Extend once", plainly(review.extend_case))
verb(
    "consult",
    ConsultIn,
    "Ask another agency",
    lambda act, number, body: review.consult_agency(
        act=act, number=number, organ=body.organ, question=body.question, reply=limit_of(body.reply)
    ),
)
verb("close-consult", CloseConsultIn, "Go on without an overdue answer", plainly(review.close_consult))
verb("answer", AnswerIn, "Answer as the asked agency", plainly(review.answer_consult))
verb("forward", ForwardIn, "Report up, or pass to a station or leader", forward)
verb("receive", Change, "Opened by an officer", plainly(custody.receive_case))
verb("return", ReasonIn, "Send back to the organ that forwarded it", plainly(custody.return_case))
verb(
    "decide",
    DecideIn,
    "Grant",
    lambda act, number, body: decision.decide_case(act=act, number=number, **body.said()),
)
verb(
    "refuse",
    RefuseIn,
    "Refuse with reasons and remedies",
    lambda act, number, body: decision.refuse_case(act=act, number=number, **body.said()),
)
verb(
    "take-originals",
    TakeOriginalsIn,
    "Take paper originals in, with a receipt",
    lambda act, number, body: originals.take_originals(
        act=act, number=number, originals=[Paper(**one.model_dump()) for one in body.originals], owner=body.owner
    ),
)
verb("return-originals", ReturnOriginalsIn, "Give originals back, with a slip", plainly(originals.return_originals))
verb("shelve", PlainIn, "Put the finished result on the shelf", plainly(originals.shelve_result))
verb("undo", Change, "Take the newest act back, its notice void with it", plainly(ending.undo_act))
verb("void-notice", VoidIn, "Declare a notice void", plainly(voiding.void_notice))
verb("reissue-notice", ReissueIn, "Issue a void notice anew", plainly(voiding.reissue_notice))
verb("certify", CertifyIn, "Make the certificate", plainly(decision.certify_case))
verb(
    "deliver",
    DeliverIn,
    "Serve the result",
    lambda act, number, body: decision.deliver_case(
        act=act,
        number=number,
        mode=body.mode,
        collector=body.collector.party() if body.collector else e.NOBODY,
        service=body.service.told(),
    ),
)
verb(
    "amend",
    AmendIn,
    "Put a wrong decision right",
    lambda act, number, body: decision.amend_case(act=act, number=number, **body.model_dump(exclude={"seen"})),
)
verb("order", OrderIn, "Order, from above, that a decision be put right", plainly(satellites.order_amendment))
verb("withdraw", WithdrawIn, "Withdraw for the applicant", plainly(ending.withdraw_case))
verb("terminate", TerminateIn, "End without a decision", plainly(ending.terminate_case))
verb("answer-wish", AnswerWishIn, "Grant or decline a wish", plainly(ending.answer_wish))
verb(
    "number",
    NumberIn,
    "Keep another system's number",
    lambda act, number, body: ending.number_case(act=act, number=number, system=body.system, other=body.number),
)
verb("contact", ContactIn, "Another telephone number or address", plainly(ending.change_contact))
verb("visit", VisitIn, "Came for this case, in vain", plainly(satellites.record_visit))
verb("pay", PayIn, "Money taken", plainly(satellites.record_payment))
verb(
    "hand-in",
    HandInIn,
    "Papers handed in",
    lambda act, number, body: satellites.hand_in(
        act=act, number=number, materials=given(body.materials), mode=body.mode
    ),
)
verb("close", Change, "Close the file", plainly(ending.close_case))
verb(
    "hand-out",
    HandOutIn,
    "The result handed out",
    lambda act, number, body: satellites.hand_out(
        act=act, number=number, collector=body.collector.party(), mode=body.mode, service=body.service.told()
    ),
)
verb("evaluate", EvaluateIn, "Evaluate", plainly(satellites.evaluate_case))
verb("remark", RemarkIn, "A word between window and reviewers", plainly(satellites.remark))
verb("wish", WishIn, "Wish: withdraw, recall, hurry, hearing", plainly(satellites.wish))
