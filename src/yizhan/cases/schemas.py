"""What the API takes and answers about cases: the bodies of the OpenAPI document."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import StringConstraints

from yizhan.cases import events as e

Text = Annotated[str, StringConstraints(max_length=2000)]
Short = Annotated[str, StringConstraints(max_length=200)]
Code = Annotated[str, StringConstraints(max_length=80)]
LimitText = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,5}(wd|d|h|min|mo)$")]


class PartyIn(Schema):
    """A person or organisation. `id_type`: a code of GA/T 2000.156, or `uscc`."""

    name: Short
    kind: Code = "person"
    id_type: Code = "111"
    id_number: Code = ""
    phone: Code = ""
    address: Short = ""

    def party(self) -> e.Party:
        """As the rules take it."""
        return e.Party(**self.model_dump())


class MaterialIn(Schema):
    """A material as it is given; `file` is the digest that `POST /files` answered."""

    code: Code
    name: Short = ""
    originals: int = Field(0, ge=0, le=999)
    copies: int = Field(0, ge=0, le=999)
    file: Code = ""
    note: Short = ""


class WantedIn(Schema):
    """A material to be supplied, with the reason."""

    code: Code
    name: Short = ""
    reason: Text


class ProofIn(Schema):
    """What proves a step done in another system."""

    system: Short
    number: Code
    on: date
    said: Text = ""


def proof_of(body: ProofIn | None) -> e.Proof | None:
    """The proof of what was done in another system, as the rules take it."""
    return e.Proof(**body.model_dump()) if body else None


class Change(Schema):
    """What every change of a case takes: the version that the caller saw."""

    seen: int = Field(ge=0, description="the case's version as the caller saw it")


class OpenIn(Schema):
    """A new case."""

    item: Code
    applicant: PartyIn
    answers: dict[str, bool | Decimal | Text] = Field(default_factory=dict)
    form: dict[str, Any] = Field(default_factory=dict)
    channel: Code = "window"
    agent: PartyIn | None = None
    authorisation: Text = ""
    renewal_of: Code = ""
    permit_expires: date | None = None


class MaterialsIn(Change):
    """Papers received, corrected or supplemented."""

    materials: list[MaterialIn] = Field(max_length=200)


class OnTheSpotIn(Change):
    """An error that was corrected at the window."""

    what: Text
    form: dict[str, Any] = Field(default_factory=dict)
    answers: dict[str, bool | Decimal | Text] = Field(default_factory=dict)


class CorrectionIn(Change):
    """Everything that is missing, told once."""

    wanted: list[WantedIn] = Field(max_length=200)


class PledgeIn(Change):
    """Acceptance with a pledge: within which limit the lacking materials come."""

    supply: LimitText
    reasons: dict[str, Text] = Field(default_factory=dict)


class ReasonIn(Change):
    """A reason."""

    reason: Text


class NotCompetentIn(ReasonIn):
    """The organ to which the applicant should go."""

    competent: Short


class AdvanceIn(Change):
    """A step taken."""

    step: Code
    agrees: bool = True
    opinion: Text = ""
    officers: list[Code] = Field(default_factory=list, max_length=20)
    proof: ProofIn | None = None


class PubliciseIn(Change):
    """Publicity begins."""

    step: Code
    place: Short


class StopIn(Change):
    """A special procedure stops the clock; `told` is how long the applicant is told that it lasts."""

    procedure: Code
    told: LimitText
    reason: Text = ""


class ResumeIn(Change):
    """A special procedure ended."""

    stop: int = Field(ge=1, le=10_000)
    result: Text = ""


class ConsultIn(Change):
    """A question to another agency."""

    organ: Code
    question: Text
    reply: LimitText | None = None


class InterestedIn(Change):
    """Whose major interests the licence touches, and which; of each a name, and how he is reached."""

    people: list[PartyIn] = Field(min_length=1, max_length=50)
    interest: Text


class StatementIn(Change):
    """What the applicant or somebody interested states."""

    by: Short
    statement: Text


class HearingIn(Change):
    """The right to a hearing is told: the decision in view, and whom besides the applicant."""

    matter: Text
    to: list[Short] = Field(default_factory=list, max_length=50)


class HearingSetIn(Change):
    """When and where the hearing is held, at least seven days from now, and who presides."""

    day: date
    at: time
    place: Short
    host: Short


class HearingHeldIn(Change):
    """The record of the hearing, on which the decision rests."""

    record: Text


class CloseConsultIn(Change):
    """A consultation that is no longer waited for."""

    consult: int = Field(ge=1, le=10_000)
    reason: Text


class AnswerIn(Schema):
    """The asked agency's answer; it does not hold the case, so no version."""

    consult: int = Field(ge=1, le=10_000)
    agrees: bool
    answer: Text


class ForwardIn(Change):
    """Reported up, or with `organ` passed to a station or leader of the same level."""

    opinion: Text = ""
    organ: Code = ""
    cause: Code = "law"


class DecisionIn(Change):
    """What grants and refusals share; `proof` where the decision is made in another system."""

    decision_number: Code = ""
    facts: Text = ""
    basis: Text = ""
    proof: ProofIn | None = None

    def said(self) -> dict[str, Any]:
        """As the actions take it."""
        return {**self.model_dump(exclude={"seen", "proof"}), "proof": proof_of(self.proof)}


class DecideIn(DecisionIn):
    """Granted."""

    content: Text = ""
    valid_until: date | None = None


class RefuseIn(DecisionIn):
    """Refused, with reasons."""

    reason: Text


class CertifyIn(Change):
    """The certificate."""

    name: Short = ""
    certificate_number: Code = ""


class ServiceIn(Schema):
    """How a paper was served: witnesses of a paper that was left, a proxy's reason, consent, number of the mail."""

    place: Short = ""
    witnesses: list[Short] = Field(default_factory=list, max_length=10)
    proxy_reason: Short = ""
    consent: Short = ""
    remark: Short = ""

    def told(self) -> e.Service:
        """As the rules take it."""
        return e.Service(**{**self.model_dump(), "witnesses": tuple(self.witnesses)})


class DeliverIn(Change):
    """The result is served; `public-notice` announces it, and it counts as served thirty days later."""

    mode: Code = "direct"
    collector: PartyIn | None = None
    service: ServiceIn = Field(default_factory=ServiceIn)


class AmendIn(Change):
    """A wrong decision is put right."""

    granted: bool
    ground: Text
    content: Text = ""
    reason: Text = ""
    order: Short = ""


class OrderIn(Schema):
    """A higher authority orders that a wrong decision be put right."""

    ground: Text


class WithdrawIn(Change):
    """The applicant withdraws; `wish` names where he said so."""

    wish: Short = ""
    reason: Text = ""


class TerminateIn(ReasonIn):
    """Ended without a decision: outcome 2 void, 3 entry error, 5 not supplemented, 6 other."""

    outcome: Code


class AnswerWishIn(Change):
    """A wish granted or declined."""

    wish: Short
    granted: bool
    reason: Text = ""


class NumberIn(Change):
    """Another system's number for the case."""

    system: Code
    number: Code


class ContactIn(Change):
    """Another telephone number or address; what is blank stays."""

    phone: Code = ""
    address: Short = ""
    agent_phone: Code = ""
    agent_address: Short = ""


class ListQuery(Schema):
    """What to list."""

    state: Code = ""
    holder: Code = ""
    item: Code = ""
    centre: Code = ""
    applicant: Short = ""
    due_before: date | None = None
    text: Short = Field("", description="number, name, or a whole ID or telephone number")
    open: bool = False
    cursor: Text = ""
    limit: int = Field(50, ge=1, le=100)


class CasePage(Schema):
    """A page of cases and the cursor of the next one, empty on the last."""

    cases: list[dict[str, Any]]
    cursor: str
