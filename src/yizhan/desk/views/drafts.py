"""What was typed and not sent yet: kept as it was typed, listed on the desk, taken up again where it was left."""

from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yizhan.accounts import actions as accounts
from yizhan.accounts import queries
from yizhan.accounts.access import StaffRequest, act_of, staff_only
from yizhan.accounts.queries import Kept
from yizhan.catalogue import queries as catalogue
from yizhan.desk import words
from yizhan.desk.acts.table import DEEDS
from yizhan.journal.queries import repeated
from yizhan.kernel.acting import Act, Actor
from yizhan.kernel.refusals import NotFound, Refused
from yizhan.web import moment
from yizhan.web.forms import key_of
from yizhan.web.refusals import Text, TooLarge

LARGEST = 200_000
PAGE = "draft.page"
NOT_KEPT = frozenset({PAGE, "csrfmiddlewaretoken", "do"})


@require_POST
@never_cache
@staff_only
def keep(request: StaffRequest) -> HttpResponse:
    """Keep a form as it stands, for scripts: nothing to show. Raises NotFound for a page that keeps no drafts."""
    page, key = request.POST.get(PAGE, ""), key_of(request.POST)
    if place_of(page) is None or not key:
        raise NotFound
    keep_form(request, page=page)
    return HttpResponse(status=204)


def keep_form(request: StaffRequest, *, page: str) -> None:
    """Keep what was sent under its key, unless it has been done meanwhile. Raises TooLarge: too-large."""
    key, content = key_of(request.POST), content_of(request.POST)
    if len(content) > LARGEST:
        raise TooLarge("too-large")
    if key and not was_sent(request.actor, key):
        accounts.keep_draft(act=act_of(request), key=key, page=page, content=content)


def content_of(sent: QueryDict) -> str:
    """The form without its machinery, as it was typed."""
    kept = QueryDict(mutable=True)
    for name, values in sent.lists():
        if name not in NOT_KEPT:
            kept.setlist(name, values)
    return kept.urlencode()


def was_sent(actor: Actor, key: str) -> bool:
    """Whether an act was done under this key already: a late word of the browser revives nothing."""
    try:
        found = [repeated(Act(actor=actor, now=moment.now(), key=one, digest="")) for one in (key, f"{key}.submit")]
    except Refused:  # done, by another request than this one
        return True
    return any(found)


@require_POST
@never_cache
@staff_only
def drop(request: StaffRequest) -> HttpResponse:
    """Throw away what was typed: its owner says so."""
    accounts.drop_draft(act=act_of(request), key=key_of(request.POST))
    return redirect("desk:home")


def taken_up(request: StaffRequest) -> tuple[Kept, QueryDict] | None:
    """The draft that the address names, with its form; None where there is none of the reader's for this page."""
    kept = queries.draft_of(request.actor, request.GET.get("draft", "")[:64], now=moment.now())
    if kept is None or kept.page not in {request.path, "/desk/new/"}:
        return None
    return kept, QueryDict(kept.content)


@dataclass(frozen=True, kw_only=True)
class Unfinished:
    """A draft as the desk lists it."""

    kept: Kept
    title: Text
    name: str


def unfinished(actor: Actor) -> list[Unfinished]:
    """Everything that the actor has typed and not sent."""
    found = [(kept, place_of(kept.page)) for kept in queries.drafts_of(actor, now=moment.now())]
    return [
        Unfinished(kept=kept, title=title, name=QueryDict(kept.content).get("a-name", ""))
        for kept, title in found
        if title is not None
    ]


def place_of(page: str) -> Text | None:
    """What is done on a page that keeps drafts; None for any other."""
    try:
        found = resolve(page)
    except Resolver404:
        return None
    match found.view_name:
        case "desk:new":
            return _("受理新件")
        case "desk:matter":
            item = str(found.kwargs["item"])
            return words.data(catalogue.item_names([item]).get(item, item))
        case "desk:act" if found.kwargs["slug"] in DEEDS:
            return format_html("{} {}", DEEDS[str(found.kwargs["slug"])].label, found.kwargs["number"])
        case _:
            return None
