"""The centres below an officer: one page with a line each, and the list behind every number."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yizhan.accounts.access import StaffRequest, require_role, staff_only
from yizhan.cases import below_queries as queries
from yizhan.catalogue import queries as catalogue
from yizhan.desk import below, words, worklist
from yizhan.desk.below import MEASURED
from yizhan.desk.faces import case_link
from yizhan.desk.overseeing import OFFICERS, OVERSEERS, oversees_centres
from yizhan.desk.reading import typed
from yizhan.desk.words import data, word
from yizhan.kernel.acting import Actor
from yizhan.kernel.refusals import NotFound
from yizhan.places import queries as places
from yizhan.web import moment, wording
from yizhan.web.faces import Cell, Column, Table


@require_safe
@never_cache
@staff_only
@require_role(*sorted(OFFICERS))
def centres(request: StaffRequest) -> HttpResponse:
    """A line for each centre, or county; the order and the county stand in the address."""
    division = typed(request.GET, "in")
    divisions = below.chosen(request.actor, division)
    found = below.centres_of(divisions)
    numbers = queries.numbers(request.actor, found, moment.now())
    sort = typed(request.GET, "sort") or below.FIRST
    lines = below.ordered(below.lines(found, numbers, counties=below.by_county(divisions)), sort)
    total = queries.sums(numbers)
    context = {
        "table": below.table(lines, sort, division),
        "tiles": [(name, total[measure], measure in below.BAD) for measure, (name, _why) in MEASURED.items()],
        "meanings": MEASURED.values(),
        "inside": data(places.division_names([division]).get(division, division)) if division else "",
        "month": queries.month_of(moment.today()),
        "today": moment.today(),
    }
    return render(request, "desk/centres.html", context)


@require_safe
@never_cache
@staff_only
@require_role(*sorted(OVERSEERS))
def behind(request: StaffRequest, centre: str, measure: str) -> HttpResponse:
    """The list behind a number of one centre. Raises NotFound for a centre that is not below the reader."""
    name = below.centres_of(below.scopes_of(request.actor)).get(centre)
    if name is None or measure not in MEASURED:
        raise NotFound
    title, why = MEASURED[measure]
    above = oversees_centres(request.actor)
    context = {"title": title, "why": why, "centre": data(name), "above": above} | listed(request, centre, measure)
    return render(request, "desk/centre_list.html", context)


def listed(request: StaffRequest, centre: str, measure: str) -> dict[str, Any]:
    """The table of a list, and where it goes on."""
    actor, now = request.actor, moment.now()
    if measure == queries.TRIPS:
        return {"table": trips(actor, centre)}
    if measure == queries.BEYOND:
        return {"table": beyond(actor, centre)}
    page = queries.cases_behind(actor, centre, measure, now=now, cursor=request.GET.get("cursor", ""))
    table = worklist.table(page.rows, moment.today(), caption=MEASURED[measure][0], empty=_("没有"), holders=True)
    return {"table": table, "following": page.following}


def trips(actor: Actor, centre: str) -> Table:
    """Who came in vain: when, for which case, why."""
    found = queries.trips_behind(actor, centre, now=moment.now())
    return Table(
        caption=MEASURED["trips"][0],
        columns=[Column(label=_("编号")), Column(label=_("日期")), Column(label=_("为什么没有办成"))],
        rows=[
            [Cell(text=one.case, href=case_link(one.case)), day_cell(one.on), Cell(text=word(words.VISITS, one.cause))]
            for one in found
        ],
        empty_title=_("没有"),
    )


def beyond(actor: Actor, centre: str) -> Table:
    """Which papers were asked for that are not on the list, and the reason that the applicant was told."""
    found = queries.beyond_behind(actor, centre, now=moment.now())
    names = catalogue.item_names({one.row.item for one in found})
    return Table(
        caption=MEASURED["beyond"][0],
        columns=[
            Column(label=_("编号")),
            Column(label=_("事项")),
            Column(label=_("日期")),
            Column(label=_("要了什么")),
            Column(label=_("告知申请人的理由")),
        ],
        rows=[
            [
                Cell(text=one.row.number, href=case_link(one.row.number)),
                Cell(text=data(names.get(one.row.item, one.row.item))),
                day_cell(one.row.beyond_on),
                Cell(text=data(wording.listed([paper.name for paper in one.papers]))),
                Cell(text=data(wording.listed([paper.reason for paper in one.papers]))),
            ]
            for one in found
        ],
        empty_title=_("没有"),
    )


def day_cell(on: date | None) -> Cell:
    """A day in words."""
    return Cell(text=wording.legal_date(on) if on else "—")
