"""The palette (`Ctrl K`): acts of the case at hand, cases, items and pages, by a few letters."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yizhan.accounts.access import StaffRequest, staff_only
from yizhan.cases import queries
from yizhan.cases.access import case_seen_by
from yizhan.cases.documents import row_document
from yizhan.catalogue import queries as catalogue
from yizhan.desk import faces, words
from yizhan.desk.acts.table import DEEDS
from yizhan.desk.reading import typed
from yizhan.desk.views.home import items_named
from yizhan.desk.worklist import works_cases
from yizhan.kernel.refusals import Refused
from yizhan.web import moment, navigation
from yizhan.web.refusals import Text

SHOWN = 6


@dataclass(frozen=True, kw_only=True)
class Place:
    """Somewhere to go: words, a note, an address."""

    label: Text
    address: str
    note: Text = ""


@require_POST
@never_cache
@staff_only
def palette(request: StaffRequest) -> HttpResponse:
    """What the typed letters lead to. Posted: a person's number does not belong into an address."""
    text = typed(request.POST, "q")
    groups = [
        (_("这一件可以办理"), acts(request, typed(request.POST, "case"), text)),
        (_("办件"), cases(request, text) if text else []),
        (_("事项"), items(request, text) if text else []),
        (_("页面"), pages(request, text)),
    ]
    return render(request, "desk/_palette.html", {"groups": [one for one in groups if one[1]], "text": text})


def acts(request: StaffRequest, number: str, text: str) -> list[Place]:
    """The open acts of the case at hand; of a case that is not the reader's there are none."""
    if not number:
        return []
    try:
        seen = case_seen_by(request.actor, number, today=moment.today())
    except Refused:
        return []
    found = (deed for deed in DEEDS.values() if deed.refusal(seen) is None)
    return fitting(
        (Place(label=one.label, address=reverse("desk:act", args=[number, one.slug])) for one in found), text
    )


def cases(request: StaffRequest, text: str) -> list[Place]:
    """Cases by number, name, or whole ID or telephone number."""
    rows = queries.find_cases(request.actor, text, size=SHOWN)
    names = catalogue.item_names({row.item for row in rows})
    return [
        Place(
            label=one["number"], address=faces.case_link(one["number"]), note=words.data(f"{name} {one['applicant']}")
        )
        for one in map(row_document, rows)
        for name in [names.get(one["item"], one["item"])]
    ]


def items(request: StaffRequest, text: str) -> list[Place]:
    """Items by name, initials or code, for whoever receives matters."""
    if not works_cases(request.actor):
        return []
    return [
        Place(label=words.data(one.name), address=reverse("desk:matter", args=[one.code]), note=_("受理新件"))
        for one in items_named(text)[:SHOWN]
    ]


def pages(request: StaffRequest, text: str) -> list[Place]:
    """The entries of the bars that the reader has."""
    found = [entry for bar in ("staff", "account") for entry, _here in navigation.entries(bar, request)]
    return fitting((Place(label=one.label, address=one.address) for one in found if not one.post), text)


def fitting(places: Iterable[Place], text: str) -> list[Place]:
    """The places whose words contain what was typed."""
    return [one for one in places if text.lower() in str(one.label).lower()]
