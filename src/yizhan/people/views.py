"""The staff register of a centre: who is there, who stands in for whom, who comes, moves and leaves."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yizhan.accounts.access import StaffRequest, act_of, already_done, staff_only
from yizhan.people import access, actions, faces, queries
from yizhan.people.forms import AssignForm, HireForm, LeaveForm, PostForm
from yizhan.people.models import Post, Staff
from yizhan.places import queries as places
from yizhan.web import moment
from yizhan.web.forms import ActForm, content_of, fresh, posted


@require_safe
@staff_only
def centres(request: StaffRequest) -> HttpResponse:
    """The centres whose staff the actor sees; with a single one, its page."""
    found = access.centres_for(request.actor, today=today())
    if len(found) == 1:
        return redirect("people:list", next(iter(found)))
    counts = queries.counted(list(found), on=today())
    return render(request, "people/centres.html", {"table": faces.centres(found, counts)})


@require_safe
@staff_only
def staff(request: StaffRequest, centre: str) -> HttpResponse:
    """A centre's people and posts on the present day."""
    return render(request, "people/list.html", shown(request, centre))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def hire(request: StaffRequest, centre: str) -> HttpResponse:
    """Somebody comes to the centre."""
    context = managed(request, centre)
    organs, coming = organs_at(centre), queries.yet_to_come(centre, on=today())
    if request.method != "POST":
        form = fresh(HireForm, organs=organs, people=coming, initial={"starts": today()})
        return render(request, "people/hire.html", {"form": form, **context})
    if already_done(request):
        return redirect("people:list", centre)
    form = posted(request, HireForm, organs=organs, people=coming)
    if not form.is_valid():
        return render(request, "people/hire.html", {"form": form, **context}, status=422)
    actions.hire(act=act_of(request, form), centre=centre, **content_of(form))
    messages.success(request, _("%(name)s已登记到岗。") % {"name": form.cleaned_data["name"]})
    return redirect("people:list", centre)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def post(request: StaffRequest, centre: str) -> HttpResponse:
    """Give a post its A and its B."""
    context = managed(request, centre)
    people = queries.staff_of(centre, on=today())
    if request.method != "POST":
        known = queries.post_of(centre, request.GET.get("code", "")[:32])
        return render(
            request, "people/post.html", {"form": fresh(PostForm, staff=people, initial=of_post(known)), **context}
        )
    form = posted(request, PostForm, staff=people)
    if not form.is_valid():
        return render(request, "people/post.html", {"form": form, **context}, status=422)
    actions.set_post(act=act_of(request, form), centre=centre, **content_of(form))
    return redirect("people:list", centre)


@require_safe
@staff_only
def detail(request: StaffRequest, username: str) -> HttpResponse:
    """One person: what the register says, and the forms that change it."""
    row = access.person_for(request.actor, username, today=today())
    return render(request, "people/detail.html", person_page(request, row))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def assign(request: StaffRequest, username: str) -> HttpResponse:
    """Assign the person elsewhere."""
    row = access.person_for(request.actor, username, today=today())
    form = posted(request, AssignForm, **choices(request, row))
    if not form.is_valid():
        return render(request, "people/detail.html", person_page(request, row, assign=form), status=422)
    actions.assign(act=act_of(request, form), account=username, **content_of(form))
    messages.success(request, _("%(name)s的岗位已调整。") % {"name": row.name})
    return redirect("people:list", row.centre)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def leave(request: StaffRequest, username: str) -> HttpResponse:
    """The person's last day."""
    row = access.person_for(request.actor, username, today=today())
    form = posted(request, LeaveForm)
    if not form.is_valid():
        return render(request, "people/detail.html", person_page(request, row, leave=form), status=422)
    actions.leave(act=act_of(request, form), account=username, on=form.cleaned_data["on"])
    messages.success(request, _("%(name)s已登记离岗。") % {"name": row.name})
    return redirect("people:list", row.centre)


def shown(request: StaffRequest, centre: str) -> dict[str, object]:
    """What the page of a centre's staff shows."""
    name = access.name_of_centre(request.actor, centre, today=today())
    people = queries.staff_of(centre, on=today())
    manages = access.may_manage(request.actor, centre, today=today())
    organs = places.names_of({person.organ for person in people} | {person.home_organ for person in people})
    return {
        "code": centre,
        "name": name,
        "people": faces.people(people, organs, manages=manages),
        "posts": faces.posts(queries.posts_of(centre), people, manages=manages),
        "may_manage": manages,
    }


def managed(request: StaffRequest, centre: str) -> dict[str, object]:
    """A centre whose staff the actor manages, as its forms name it. Raises NotFound, Forbidden."""
    name = access.name_of_centre(request.actor, centre, today=today())
    access.demand_staff(request.actor, centre, today=today())
    return {"name": name}


def person_page(
    request: StaffRequest, row: Staff, *, assign: ActForm | None = None, leave: ActForm | None = None
) -> dict[str, object]:
    """A person and the two forms: fresh, or as they were sent."""
    placed = {"centre": row.centre, "organ": row.organ, "post": row.post, "office": row.office, "starts": today()}
    return {
        "person": row,
        "lines": faces.facts_of(row, places.names_of({row.organ, row.home_organ, row.centre})),
        "assign_form": assign or fresh(AssignForm, initial=dict(placed), **choices(request, row)),
        "leave_form": leave or fresh(LeaveForm, initial={"on": today()}),
    }


def of_post(row: Post | None) -> dict[str, object]:
    """A post as the first values of its form."""
    return {"code": row.code, "name": row.name, "a": row.a, "b": row.b} if row else {}


def choices(request: StaffRequest, row: Staff) -> dict[str, Any]:
    """Where and for whom the actor may assign a person."""
    return {"organs": organs_at(row.centre), "centres": access.centres_for(request.actor, today=today())}


def organs_at(centre: str) -> dict[str, str]:
    """The organs for which somebody at a centre may act, by code with their names."""
    return places.agencies_serving(places.centre(centre).division)


def today() -> date:
    """The legal day."""
    return moment.today()
