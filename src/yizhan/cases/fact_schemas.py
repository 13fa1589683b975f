"""What the API takes beside a case: visits, payments, papers handed in, results handed out, words and wishes."""

from decimal import Decimal

from ninja import Field, Schema

from yizhan.cases.schemas import Code, MaterialIn, PartyIn, ServiceIn, Text


class VisitIn(Schema):
    """The citizen came for this case, in vain."""

    cause: Code = "in-vain"
    note: Text = ""


class PayIn(Schema):
    """Money taken."""

    amount: Decimal = Field(ge=0, le=Decimal(10**9), decimal_places=2)
    receipt: Code


class HandInIn(Schema):
    """Papers handed in at any centre."""

    materials: list[MaterialIn] = Field(max_length=200)
    mode: Code = "window"


class HandOutIn(Schema):
    """The result handed out."""

    collector: PartyIn
    mode: Code = "direct"
    service: ServiceIn = Field(default_factory=ServiceIn)


class EvaluateIn(Schema):
    """One evaluation a case: grade 1 (best) to 5, channel 1 to 7 (GB/T 39046-2020)."""

    grade: Code
    channel: Code
    words: Text = ""


class RemarkIn(Schema):
    """A word between those who handle the case."""

    words: Text


class WishIn(Schema):
    """withdraw, recall, hurry or hearing."""

    kind: Code
    reason: Text = ""
