"""What the API takes about a case's paper: notices declared void and issued anew, originals, the shelf."""

from typing import Literal

from ninja import Field, Schema

from yizhan.cases.schemas import Code, Short, Text


class PlainIn(Schema):
    """Nothing but the will to do it."""


class PaperIn(Schema):
    """A paper original as it lies on the counter."""

    kind: Code = Field(description="household-book, identity-card, land-certificate, … , other (then described)")
    pages: int = Field(1, ge=1, le=9999)
    description: Short = ""


class TakeOriginalsIn(Schema):
    """What is taken in, and from whom; without a name from the applicant."""

    originals: list[PaperIn] = Field(min_length=1, max_length=200)
    owner: Short = ""


class ReturnOriginalsIn(Schema):
    """What goes back, how (self, proxy, post), to whom; a proxy with the reason."""

    originals: list[Code] = Field(min_length=1, max_length=200)
    mode: Code = "self"
    receiver: Short = ""
    reason: Short = ""


class ReissueIn(Schema):
    """A void notice whose act stands."""

    notice: Code


class VoidIn(ReissueIn):
    """A notice that is void from now on, and why; `slip` of one that was printed: returned or out, and then why."""

    reason: Text
    slip: Literal["", "returned", "out"] = ""
    why_out: Text = ""
