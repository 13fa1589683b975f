"""Cases over HTTP: the reads, the verbs of the lifecycle, facts and wishes. One address a verb."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status

from yizhan.accounts.access import api_act
from yizhan.cases import documents, queries
from yizhan.cases import events as e
from yizhan.cases.access import case_seen_by
from yizhan.cases.actions import custody, decision, ending, intake, review, satellites
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
    CorrectionIn,
    DecideIn,
    DeliverIn,
    EvaluateIn,
    ForwardIn,
    HandInIn,
    HandOutIn,
    ListQuery,
    MaterialIn,
    MaterialsIn,
    NotCompetentIn,
    NumberIn,
    OnTheSpotIn,
    OpenIn,
    OrderIn,
    PayIn,
    PledgeIn,
    PubliciseIn,
    ReasonIn,
    RefuseIn,
    ResumeIn,
    StopIn,
    TerminateIn,
    VisitIn,
    WishIn,
    WithdrawIn,
    proof_of,
)
from yizhan.kernel.acting import Act
from yizhan.kernel.periods import Limit
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
verb(
    "correct-on-the-spot",
    OnTheSpotIn,
    "An error corrected at the window",
    lambda act, number, body: intake.correct_on_the_spot(
        act=act, number=number, what=body.what, form=body.form, answers=body.answers
    ),
)
verb(
    "confirm-acceptance",
    Change,
    "Notice of a case that the law deems accepted",
    lambda act, number, body: intake.confirm_acceptance(act=act, number=number),
)
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
verb("accept", Change, "Accept", lambda act, number, body: intake.accept_case(act=act, number=number))
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
verb(
    "not-required",
    ReasonIn,
    "The matter needs no licence",
    lambda act, number, body: intake.not_required(act=act, number=number, reason=body.reason),
)
verb(
    "not-competent",
    NotCompetentIn,
    "Not this organ's power",
    lambda act, number, body: intake.not_competent(
        act=act, number=number, competent=body.competent, reason=body.reason
    ),
)
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
verb(
    "publicise",
    PubliciseIn,
    "Begin publicity",
    lambda act, number, body: review.publicise_case(act=act, number=number, step=body.step, place=body.place),
)
verb(
    "stop-clock",
    StopIn,
    "Stop the clock for a special procedure",
    lambda act, number, body: review.stop_clock(
        act=act, number=number, procedure=body.procedure, told_limit=Limit.parse(body.told), reason=body.reason
    ),
)
verb(
    "resume-clock",
    ResumeIn,
    "The special procedure ended",
    lambda act, number, body: review.resume_clock(act=act, number=number, stop=body.stop, result=body.result),
)
verb(
    "extend",
    ReasonIn,
    "Extend once",
    lambda act, number, body: review.extend_case(act=act, number=number, reason=body.reason),
)
verb(
    "consult",
    ConsultIn,
    "Ask another agency",
    lambda act, number, body: review.consult_agency(
        act=act, number=number, organ=body.organ, question=body.question, reply=limit_of(body.reply)
    ),
)
verb(
    "close-consult",
    CloseConsultIn,
    "Go on without an overdue answer",
    lambda act, number, body: review.close_consult(act=act, number=number, consult=body.consult, reason=body.reason),
)
verb(
    "answer",
    AnswerIn,
    "Answer as the asked agency",
    lambda act, number, body: review.answer_consult(
        act=act, number=number, consult=body.consult, agrees=body.agrees, answer=body.answer
    ),
)
verb("forward", ForwardIn, "Report up, or pass to a station or leader", forward)
verb("receive", Change, "Opened by an officer", lambda act, number, body: custody.receive_case(act=act, number=number))
verb(
    "return",
    ReasonIn,
    "Send back to the organ that forwarded it",
    lambda act, number, body: custody.return_case(act=act, number=number, reason=body.reason),
)
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
    "certify",
    CertifyIn,
    "Make the certificate",
    lambda act, number, body: decision.certify_case(
        act=act, number=number, name=body.name, certificate_number=body.certificate_number
    ),
)
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
verb(
    "order",
    OrderIn,
    "Order, as a higher authority, that a decision be put right",
    lambda act, number, body: satellites.order_amendment(act=act, number=number, ground=body.ground),
)
verb(
    "withdraw",
    WithdrawIn,
    "Withdraw for the applicant",
    lambda act, number, body: ending.withdraw_case(act=act, number=number, wish=body.wish, reason=body.reason),
)
verb(
    "terminate",
    TerminateIn,
    "End without a decision",
    lambda act, number, body: ending.terminate_case(act=act, number=number, outcome=body.outcome, reason=body.reason),
)
verb(
    "answer-wish",
    AnswerWishIn,
    "Grant or decline a wish",
    lambda act, number, body: ending.answer_wish(
        act=act, number=number, wish=body.wish, granted=body.granted, reason=body.reason
    ),
)
verb(
    "number",
    NumberIn,
    "Keep another system's number",
    lambda act, number, body: ending.number_case(act=act, number=number, system=body.system, other=body.number),
)
verb(
    "visit",
    VisitIn,
    "Came for this case, in vain",
    lambda act, number, body: satellites.record_visit(act=act, number=number, cause=body.cause, note=body.note),
)
verb(
    "pay",
    PayIn,
    "Money taken",
    lambda act, number, body: satellites.record_payment(
        act=act, number=number, amount=body.amount, receipt=body.receipt
    ),
)
verb(
    "hand-in",
    HandInIn,
    "Papers handed in",
    lambda act, number, body: satellites.hand_in(
        act=act, number=number, materials=given(body.materials), mode=body.mode
    ),
)
verb("close", Change, "Close the file", lambda act, number, body: ending.close_case(act=act, number=number))
verb(
    "hand-out",
    HandOutIn,
    "The result handed out",
    lambda act, number, body: satellites.hand_out(
        act=act, number=number, collector=body.collector.party(), mode=body.mode, service=body.service.told()
    ),
)
verb(
    "evaluate",
    EvaluateIn,
    "Evaluate",
    lambda act, number, body: satellites.evaluate_case(
        act=act, number=number, grade=body.grade, channel=body.channel, words=body.words
    ),
)
verb(
    "wish",
    WishIn,
    "Wish: withdraw, recall, hurry",
    lambda act, number, body: satellites.wish(act=act, number=number, kind=body.kind, reason=body.reason),
)
