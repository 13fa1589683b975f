"""The same person, the same thing: shown beside a new matter, or of a case already opened; decided on the spot."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yizhan.accounts.access import StaffRequest, act_of, staff_only
from yizhan.cases.access import case_seen_by, sees
from yizhan.cases.actions import sameness as actions
from yizhan.catalogue import queries as catalogue
from yizhan.desk.forms import materials
from yizhan.desk.matters import matter_of
from yizhan.desk.sameness import comparison, typed_party
from yizhan.desk.views.items import demand_open
from yizhan.kernel.acting import Act
from yizhan.kernel.refusals import Refused
from yizhan.web import moment, throttle
from yizhan.web.forms import ActForm, digest_of, fresh, key_of
from yizhan.web.telling import told

LOOKS, WINDOW = 60, 60
"""Questions a minute: a conversation at the window, not a search through the county."""


@require_POST
@never_cache
@staff_only
def beside(request: StaffRequest, item: str) -> HttpResponse:
    """What may be the same as the matter on the page: a part of it, for htmx."""
    demand_open(request)
    throttle.demand("sameness", request.actor.account, LOOKS, WINDOW)
    return render(request, "desk/_same.html", beside_context(request, item))


def beside_context(request: StaffRequest, item: str) -> dict[str, Any]:
    """What the panel on the page of a new matter shows."""
    item = catalogue.release_in_force(item, moment.today()).code
    found = comparison(request.actor, typed_party(request.POST), item, today=moment.today(), given=request.POST)
    return {**found, "same_item": item}


@require_POST
@never_cache
@staff_only
def decide(request: StaffRequest, item: str, number: str) -> HttpResponse:
    """The same: nothing is opened. Another because …: kept, and the page goes on."""
    demand_open(request)
    before, same = beside_context(request, item), request.POST.get("same") == "yes"
    try:
        decided(request, item, number, same=same)
    except Refused as refused:
        if refused.status not in {409, 422}:
            raise
        return answer(request, {**before, "refused": told(refused)}, status=refused.status)
    if same:
        return answer(request, {"same": number, **where(request, number, before)})
    return answer(request, {**beside_context(request, item), "another": number})


def decided(request: StaffRequest, item: str, number: str, *, same: bool) -> None:
    """Keep the decision, and hand in what is ticked where it is the same."""
    act, applicant = act_about(request, f"{number}.{same}"), typed_party(request.POST)
    if not same:
        reason = request.POST.get(f"because.{number}", "")
        actions.decide_another(act=act, item=item, applicant=applicant, first=number, reason=reason)
        return
    release = catalogue.release_in_force(item, moment.today())
    brought = materials.given(matter_of(release, request.POST, ()).lines)
    actions.decide_same(act=act, item=item, applicant=applicant, first=number, materials=brought)


def act_about(request: StaffRequest, what: str) -> Act:
    """The act; its key is the page's with what is decided, since the page's own is for the case that it may open."""
    key = key_of(request.POST)
    act = Act(actor=request.actor, now=moment.now(), digest=digest_of(request))
    return replace(act, key=f"{key[:32]}.{what}" if key else "")


def where(request: StaffRequest, number: str, before: dict[str, Any]) -> dict[str, Any]:
    """How the citizen is told where his matter is."""
    return {
        "open_to_reader": sees(request.actor, number, today=moment.today()),
        "same_centre": next((one.centre for one in before["likely"] if one.number == number), ""),
    }


def answer(request: StaffRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """The panel alone for htmx, a page of its own without a script."""
    part = request.headers.get("HX-Target") == "same"
    return render(request, "desk/_same.html" if part else "desk/same.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@staff_only
def of_case(request: StaffRequest, number: str) -> HttpResponse:
    """What may be the same as a case that is open; the same: it ends, and names the first."""
    seen = case_seen_by(request.actor, number, today=moment.today())
    demand_open(request)
    refused = None
    if request.method == "POST":
        try:
            return redirect("desk:case", settled(request, number))
        except Refused as found:
            if found.status not in {409, 422}:
                raise
            refused = told(found)
    context = {
        **comparison(
            request.actor, seen.case.applicant, seen.case.item, today=seen.today, but=number, given=request.POST
        ),
        "number": number,
        "form": fresh(ActForm, seen=seen.version),
        "refused": refused,
    }
    return render(request, "desk/same_case.html", context, status=409 if refused else 200)


def settled(request: StaffRequest, number: str) -> str:
    """Decide what was asked for one of the cases found; the case to show next."""
    form, (first, _, same) = ActForm(request.POST), request.POST.get("same", "").partition(":")
    form.is_valid()
    act = act_of(request, form)
    if same == "yes":
        actions.withdraw_duplicate(act=act, number=number, first=first)
        return number
    case = case_seen_by(request.actor, number, today=moment.today()).case
    actions.decide_another(
        act=replace(act, seen=None),
        item=case.item,
        applicant=case.applicant,
        first=first,
        reason=request.POST.get(f"because.{first}", ""),
    )
    return number
