"""The grants of one's organ: list, make, confirm, take back."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yizhan.accounts import queries as accounts
from yizhan.accounts.access import StaffRequest, act_of, staff_only
from yizhan.accounts.rules import division_of
from yizhan.catalogue import queries as catalogue
from yizhan.kernel.refusals import Forbidden, Invalid, NotFound
from yizhan.mandates import access, actions, queries, wording
from yizhan.mandates.forms import Choices, GrantForm, RevokeForm
from yizhan.mandates.models import Grant
from yizhan.places import queries as places
from yizhan.web import moment
from yizhan.web.forms import ActForm, content_of, fresh, posted


@require_safe
@staff_only
def grants(request: StaffRequest) -> HttpResponse:
    """The grants from and to the actor's organ and to himself, each as one sentence."""
    rows, organ = queries.list_grants(request.actor, today=today()), request.actor.organ
    context = {
        "grants": list(zip(rows, sentences(rows), strict=True)),
        "may_grant": queries.can_grant(request.actor, today=today()),
        "organ": places.names_of([organ]).get(organ, organ),
    }
    return render(request, "mandates/list.html", context)


@require_safe
@staff_only
def wall(request: StaffRequest) -> HttpResponse:
    """Who may conclude what at the reader's centre, one sentence each, on paper for the wall."""
    place = request.actor.centre or request.actor.organ
    if not place:
        raise NotFound
    rows = queries.grants_at(division_of(place), today=today())
    context = {
        "grants": list(zip(rows, sentences(rows), strict=True)),
        "place": places.names_of([place]).get(place, place),
        "today": today(),
    }
    return render(request, "mandates/wall.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def new(request: StaffRequest) -> HttpResponse:
    """Make a grant in the name of the actor's organ."""
    if not queries.can_grant(request.actor, today=today()):
        raise Forbidden("no-authority", act="manage-grants")
    if request.method != "POST":
        form = fresh(GrantForm, initial={"starts": today()}, choices=choices(request.actor.organ))
        return render(request, "mandates/new.html", {"form": form})
    form = posted(request, GrantForm, choices=choices(request.actor.organ))
    if not form.is_valid():
        return render(request, "mandates/new.html", {"form": form}, status=422)
    grant_id = actions.grant(act=act_of(request, form), grantor=request.actor.organ, **content_of(form))
    return redirect("mandates:detail", grant_id)


def choices(organ: str) -> Choices:
    """An organ's people, the administrative organs near and below it, the items in which it has a part; all items where
    the catalogue gives it none."""
    agency = places.agency(organ)
    in_force = catalogue.every_release_in_force(today())
    own = [release for release in in_force if release.has_part(agency.function)]
    return Choices(
        people=[(username, f"{name} {username}") for username, name in accounts.colleagues(organ)],
        organs=[(row.code, row.name) for row in places.organs_to_delegate_to(agency)],
        items=[(release.code, release.name) for release in own or in_force],
    )


@require_safe
@staff_only
def detail(request: StaffRequest, grant_id: str) -> HttpResponse:
    """One grant, as its sentence, with what its grantor may do."""
    row = access.grant_for(request.actor, grant_id, today=today())
    context = {
        "grant": row,
        "sentence": sentences([row])[0],
        "confirm_form": fresh(ActForm),
        "revoke_form": fresh(RevokeForm),
        "may_change": row.grantor == request.actor.organ
        and row.revoked is None
        and queries.can_grant(request.actor, today=today()),
    }
    return render(request, "mandates/detail.html", context)


@require_POST
@staff_only
def confirm(request: StaffRequest, grant_id: str) -> HttpResponse:
    """Say again that it stands."""
    access.grant_for(request.actor, grant_id, today=today())
    form = posted(request, ActForm)
    if not form.is_valid():
        raise Invalid
    actions.confirm(act=act_of(request, form), grant_id=grant_id)
    return redirect("mandates:detail", grant_id)


@require_POST
@staff_only
def revoke(request: StaffRequest, grant_id: str) -> HttpResponse:
    """Take it back."""
    access.grant_for(request.actor, grant_id, today=today())
    form = posted(request, RevokeForm)
    if not form.is_valid():
        raise Invalid(errors={str(field): [str(fault) for fault in faults] for field, faults in form.errors.items()})
    actions.revoke(act=act_of(request, form), grant_id=grant_id, reason=form.cleaned_data["reason"])
    return redirect("mandates:detail", grant_id)


def sentences(rows: list[Grant]) -> list[str]:
    """Each grant as one sentence, with the names of organs, persons and items."""
    parties = {party for row in rows for party in (row.grantor, row.grantee)}
    items = {code for row in rows for code in row.items.split()}
    names = places.names_of(parties) | accounts.names(parties) | catalogue.item_names(sorted(items))
    return [
        wording.sentence(facts, document=row.document, names=names)
        for row, facts in zip(rows, queries.facts_of(rows), strict=True)
    ]


def today() -> date:
    """The legal day."""
    return moment.today()
