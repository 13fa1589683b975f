"""Paper originals over HTTP: who has what, handed over and confirmed, counted, missing and found.

They are taken in and handed back beside their case (`/cases/{number}/take-originals`, `/return-originals`).
"""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from yizhan.accounts.access import api_act
from yizhan.kernel.acting import Actor
from yizhan.kernel.masking import mask_name
from yizhan.papers import access, original_queries
from yizhan.papers import original_actions as actions
from yizhan.papers.models import PaperOriginal
from yizhan.papers.original_rules import LONGEST_NAME, LONGEST_NOTE, MOST_AT_ONCE
from yizhan.web import moment
from yizhan.web.api import PROBLEMS, READ_PROBLEMS

router = Router(tags=["originals"])

Number = Annotated[str, StringConstraints(max_length=40)]
Numbers = Annotated[list[Number], Field(min_length=1, max_length=MOST_AT_ONCE)]
Name = Annotated[str, StringConstraints(max_length=LONGEST_NAME)]
Note = Annotated[str, StringConstraints(max_length=LONGEST_NOTE)]


class HandOut(Schema):
    """A person of staff, the organ that he acts for, the centre where he works."""

    account: str
    organ: str
    centre: str


class OriginalOut(Schema):
    """One original: held by `holder`, under-way to `to` until he confirms, missing, returned or retained."""

    number: str
    case: str
    kind: str
    pages: int
    owner: str = Field(description="masked")
    status: str
    holder: HandOut
    to: HandOut | None
    slip: str
    place: str
    shelf: int | None
    taken_on: date
    since: date
    ended: date | None


class OriginalsOut(Schema):
    """Originals, at most five hundred."""

    originals: list[OriginalOut]


class PersonOut(Schema):
    """What one person has at the moment, and whether he counted today."""

    account: str
    centre: str
    held: int
    under_way: int
    missing: int
    counted: bool


class PeopleOut(Schema):
    """Who has how many."""

    people: list[PersonOut]


class WhichIn(Schema):
    """Which originals: the caller's own, or all that are his to know."""

    which: Literal["in-hand", "to-confirm", "given", "out", "late", "missing"] = Field(
        "in-hand", description="out, late (unconfirmed since an earlier day), missing: all that the caller may know"
    )
    find: str = Field("", max_length=40, description="a number of an original, a case or a slip; then `which` is void")


class HandOverIn(Schema):
    """What is given, and the account of whom it is given to."""

    originals: Numbers
    to: Annotated[str, StringConstraints(max_length=80)]


class ChosenIn(Schema):
    """Which originals."""

    originals: Numbers


class PlacedIn(ChosenIn):
    """Where they are kept."""

    where: Name


class ReasonedIn(Schema):
    """Why, or where."""

    reason: Note


class CountIn(Schema):
    """What is there."""

    there: Annotated[list[Number], Field(max_length=MOST_AT_ONCE)]


class SlipOut(Schema):
    """The number of the hand-over slip."""

    slip: str


class MissingOut(Schema):
    """What was not there, and is named missing from now on."""

    missing: list[str]


@router.get("/originals", response={200: OriginalsOut, **READ_PROBLEMS}, summary="Who has which originals")
def list_originals(request: HttpRequest, query: Query[WhichIn]) -> dict[str, Any]:
    """The caller's own, or all that are his to know, the oldest first; found by a number where one is given."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    found = original_queries.find(actor, query.find) if query.find else LISTS[query.which](actor)
    return {"originals": [document(row) for row in found]}


LISTS: dict[str, Callable[[Actor], list[PaperOriginal]]] = {
    "in-hand": lambda actor: original_queries.in_hand(actor.account),
    "to-confirm": lambda actor: original_queries.to_confirm(actor.account),
    "given": lambda actor: original_queries.given_away(actor.account),
    "out": original_queries.out_seen_by,
    "late": lambda actor: original_queries.late_seen_by(actor, moment.today()),
    "missing": original_queries.missing_seen_by,
}


@router.get("/originals/people", response={200: PeopleOut, **READ_PROBLEMS}, summary="Who has how many originals")
def people(request: HttpRequest) -> dict[str, Any]:
    """By person, of all that are the caller's to know."""
    return {"people": original_queries.by_person(request.auth, moment.today())}  # type: ignore[attr-defined]


@router.post("/originals/hand-over", response={200: SlipOut, **PROBLEMS}, summary="Give originals on one slip")
def hand_over(request: HttpRequest, body: HandOverIn) -> dict[str, Any]:
    """The holder gives; each is under way until the named receiver confirms or declines. All or none."""
    return {"slip": actions.give(act=api_act(request), numbers=body.originals, to=body.to)}


@router.post("/originals/confirm", response={200: OriginalsOut, **PROBLEMS}, summary="Confirm what was given")
def confirm(request: HttpRequest, body: ChosenIn) -> dict[str, Any]:
    """The named receiver confirms: he has them now."""
    actions.receive(act=api_act(request), numbers=body.originals)
    return whole(request, body.originals)


@router.post("/originals/place", response={200: OriginalsOut, **PROBLEMS}, summary="Say where originals are kept")
def place(request: HttpRequest, body: PlacedIn) -> dict[str, Any]:
    """A cabinet, a drawer: by who has them."""
    actions.place(act=api_act(request), numbers=body.originals, where=body.where)
    return whole(request, body.originals)


@router.post("/originals/count", response={200: MissingOut, **PROBLEMS}, summary="The evening's count")
def count(request: HttpRequest, body: CountIn) -> dict[str, Any]:
    """What the caller has and should confirm, against what is there; the rest is missing at once."""
    return {"missing": actions.count(act=api_act(request), there=body.there)}


def whole(request: HttpRequest, numbers: list[str]) -> dict[str, Any]:
    """Originals as they are after an act, as far as they are still the caller's to know: a declined one is not."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    rows = access.originals_for_actor(actor).filter(number__in=numbers).order_by("number")
    return {"originals": [document(row) for row in rows]}


def told(name: str, summary: str, action: Callable[..., None]) -> None:
    """A verb about one original that wants its reason."""

    def endpoint(request: HttpRequest, number: Number, body: ReasonedIn) -> dict[str, Any]:
        action(act=api_act(request), number=number, reason=body.reason)
        return whole(request, [number])

    endpoint.__doc__ = summary
    route = router.post(
        f"/originals/{{number}}/{name}",
        response={200: OriginalsOut, **PROBLEMS},
        summary=summary,
        operation_id=f"original_{name}",
    )
    route(endpoint)


told("decline", "The named receiver does not take it", actions.decline)
told("missing", "It is not where it should be", actions.report_missing)
told("found", "It turned up", actions.report_found)


# Last, since it would take the addresses above for numbers.
@router.get("/originals/{number}", response={200: OriginalOut, **READ_PROBLEMS}, summary="One original")
def one_original(request: HttpRequest, number: Number) -> dict[str, Any]:
    """Who has it since when, where."""
    return document(access.original_for(request.auth, number))  # type: ignore[attr-defined]


def document(row: PaperOriginal) -> dict[str, Any]:
    """An original as JSON."""
    return {
        "number": row.number,
        "case": row.case,
        "kind": row.kind,
        "pages": row.pages,
        "owner": mask_name(row.owner),
        "status": row.status,
        "holder": {"account": row.account, "organ": row.organ, "centre": row.centre},
        "to": {"account": row.to_account, "organ": row.to_organ, "centre": row.to_centre} if row.to_account else None,
        "slip": row.slip,
        "place": row.place,
        "shelf": row.shelf,
        "taken_on": row.taken_on,
        "since": row.since,
        "ended": row.ended,
    }
