"""What somebody wants: the item by plain words, pinyin initials or code; the centre's most used ones first."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yizhan.accounts.access import StaffRequest, demand, staff_only
from yizhan.accounts.queries import draft_of
from yizhan.cases import queries
from yizhan.catalogue import queries as catalogue
from yizhan.desk.devices import speaks_to_devices
from yizhan.desk.reading import typed
from yizhan.places.queries import centre
from yizhan.web import moment
from yizhan.web.forms import key_of

CARD_FIELDS = ("id_number", "name", "address")
"""What a card reader behind the bridge says of somebody, carried beside the search box."""


@require_safe
@never_cache
@staff_only
@speaks_to_devices
def choose(request: StaffRequest) -> HttpResponse:
    """Who, and what: two boxes; whoever was found goes on to the matter as `draft`."""
    demand_open(request)
    context = {**offered_items(typed(request.GET, "q"), request.actor.centre), "draft": key_of(request.GET)}
    if request.headers.get("HX-Request"):
        return render(request, "desk/_items.html", context)
    return render(request, "desk/choose.html", {**context, **who_was_found(request)})


def who_was_found(request: StaffRequest) -> dict[str, Any]:
    """Who stands at the window, where the item is looked for by a page of its own: he is not lost by that."""
    kept = draft_of(request.actor, key_of(request.GET), now=moment.now())
    if kept is None:
        return {}
    return {"asked": True, "name": QueryDict(kept.content).get("a-name", "")}


def offered_items(text: str, place: str) -> dict[str, Any]:
    """The items that the words mean, or all; those that the centre uses most."""
    today = moment.today()
    used = queries.frequent(place, today=today)
    return {
        "text": text,
        "found": catalogue.search(text, today=today, size=50) if text else catalogue.items_in_force(today, limit=50),
        "used": catalogue.item_names(used) if not text else {},
        "card_fields": CARD_FIELDS,
    }


def demand_open(request: StaffRequest) -> None:
    """Whether the reader may open a case at his centre. Raises NotFound, Forbidden."""
    place = centre(request.actor.centre)
    demand(request.actor, "open", today=moment.today(), division=place.division)
