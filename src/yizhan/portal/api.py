"""The progress of a case over HTTP, for the public."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Header, Query, Router, Schema
from pydantic import Field

from yizhan.cases.queries import Clock, Progress, progress_for
from yizhan.kernel.refusals import NotFound
from yizhan.portal import access
from yizhan.web import moment
from yizhan.web.api import READ_PROBLEMS

router = Router(tags=["public"])


class StepOut(Schema):
    """A step: done, now, next, stopped or skipped."""

    name: str
    kind: str
    level: str
    state: str
    limit: str | None
    on: date | None
    elsewhere: str


class LegOut(Schema):
    """One organ's handling, by the organ's code."""

    organ: str
    received: date | None
    closed: date | None
    outcome: str


class ClockOut(Schema):
    """A clock: `left` is negative when late."""

    name: str
    started: date
    due: date
    limit: str
    left: int
    stopped: bool
    late: bool
    provisional: bool
    ended: date | None


class WantedOut(Schema):
    """What the applicant is asked for: materials by the item's own names, others only counted."""

    kind: str
    materials: list[str]
    unnamed: int
    since: date
    due: date | None


class StopOut(Schema):
    """A special procedure that stops the clock."""

    name: str
    basis: str
    since: date
    told: str


class ProgressOut(Schema):
    """The progress of a case: nothing personal, nothing typed."""

    number: str
    item: str
    item_name: str
    state: str
    centre: str
    holder: str
    opened: date | None
    received: date | None
    accepted: date | None
    deemed_accepted: bool
    steps: list[StepOut]
    legs: list[LegOut]
    clocks: list[ClockOut]
    wanted: WantedOut | None
    publicity_since: date | None
    publicity_ends: date | None
    stops: list[StopOut]
    decided: date | None
    granted: bool | None
    certified: date | None
    delivered: date | None
    ended: date | None
    collectable: bool


class ProgressQuery(Schema):
    """Which case. The code may come here, better in the header `X-Query-Code`: logs keep addresses."""

    number: str = Field(max_length=40, description="the case number on the slip")
    code: str = Field("", max_length=20, description="the query code, where it does not come in `X-Query-Code`")


CodeHeader = Annotated[str, Header(alias="X-Query-Code", max_length=20, description="the query code on the slip")]


@router.get(
    "/public/progress",
    auth=None,
    response={200: ProgressOut, **READ_PROBLEMS},
    summary="The progress of a case, by its number and the query code on the slip",
)
def public_progress(request: HttpRequest, query: Query[ProgressQuery], header: CodeHeader = "") -> dict[str, Any]:
    """Unknown numbers, other nodes' numbers and wrong codes are answered alike: not-found. Rate-limited."""
    access.demand_patience(request, query.number)
    found = progress_for(query.number, header or query.code, today=moment.today())
    if found is None:
        raise NotFound
    return told(found)


def told(found: Progress) -> dict[str, Any]:
    """The progress as JSON: limits as they are written, `20wd`."""
    clocks = [clock(each) for each in found.clocks]
    steps = [{**vars_of(each), "limit": str(each.limit) if each.limit else None} for each in found.steps]
    stops = [{**vars_of(each), "told": str(each.told)} for each in found.stops]
    return {**vars_of(found), "clocks": clocks, "steps": steps, "stops": stops}


def clock(each: Clock) -> dict[str, Any]:
    """A clock as JSON."""
    return {**vars_of(each), "limit": str(each.limit)}


def vars_of(value: object) -> dict[str, Any]:
    """The fields of a plain value."""
    return dict(vars(value))
