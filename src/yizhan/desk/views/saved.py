"""The views of my work (常用视图): kept under a name, renamed, deleted, one of them opened first."""

from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yizhan.accounts import view_actions as actions
from yizhan.accounts import view_queries as queries
from yizhan.accounts.access import StaffRequest, act_of, require_role, staff_only
from yizhan.accounts.view_queries import View
from yizhan.catalogue import queries as catalogue
from yizhan.desk import narrowing, worklist
from yizhan.desk.forms.queue import ViewForm
from yizhan.desk.narrowing import Narrowing
from yizhan.kernel.acting import Actor
from yizhan.kernel.refusals import Invalid, Refused
from yizhan.web import moment
from yizhan.web.forms import fresh, posted
from yizhan.web.refusals import Text
from yizhan.web.telling import Told, told


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A view as the queue lists it; `digit` opens it, `gone` says what of it no longer exists."""

    view: View
    digit: int
    asked: Narrowing
    gone: list[Text]


def shown(actor: Actor) -> list[Shown]:
    """The reader's views."""
    views = queries.views_of(actor)
    asked = [narrowing.read(QueryDict(view.filter)) for view in views]
    known = narrowing.known_to(actor, worklist.states_of(actor), asked, moment.today())
    names = catalogue.item_names({one.item for one in asked} - {""}) if any(one.item for one in asked) else {}
    return [
        Shown(view=view, digit=place, asked=one, gone=known.gone(one, names))
        for place, (view, one) in enumerate(zip(views, asked, strict=True), start=1)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@staff_only
@require_role(*worklist.WAITING)
def views(request: StaffRequest) -> HttpResponse:
    """All of them; posting keeps a filter under a name."""
    if request.method != "POST":
        return page(request)
    form = posted(request, ViewForm)
    asked = narrowing.read(QueryDict(request.POST.get("filter", "")[:500]))
    if not form.is_valid():
        return page(request, form, status=422)
    try:
        actions.keep_view(act=act_of(request, form), name=form.cleaned_data["name"], filter_=asked.kept)
    except Invalid:
        raise
    except Refused as refused:
        return page(request, form, status=refused.status, refused=told(refused))
    return redirect(f"/desk/{asked.address}")


@require_POST
@never_cache
@staff_only
@require_role(*worklist.WAITING)
def one(request: StaffRequest, view: int) -> HttpResponse:
    """Rename it, delete it, open the list with it, or with all again."""
    act, do = act_of(request), request.POST.get("do", "")
    queries.view_of(request.actor, view)
    if do == "rename":
        return rename(request, view)
    if do == "drop":
        actions.drop_view(act=act, view=view)
    elif do == "first":
        actions.open_first(act=act, view=view)
    elif do == "whole":
        actions.open_all_first(act=act)
    else:
        raise Invalid
    return redirect("desk:views")


def rename(request: StaffRequest, view: int) -> HttpResponse:
    """Another name; what was typed stays where it does not fit."""
    form = posted(request, ViewForm)
    if not form.is_valid():
        return page(request, form, view=view, status=422)
    try:
        actions.rename_view(act=act_of(request, form), view=view, name=form.cleaned_data["name"])
    except Invalid:
        raise
    except Refused as refused:
        return page(request, form, view=view, status=refused.status, refused=told(refused))
    return redirect("desk:views")


def page(
    request: StaffRequest,
    form: ViewForm | None = None,
    *,
    view: int = 0,
    status: int = 200,
    refused: Told | None = None,
) -> HttpResponse:
    """The views, each with its forms; `form` is what was sent and did not fit, for the view or for a new one."""
    rows = [(one, form if form and one.view.id == view else renaming(one.view)) for one in shown(request.actor)]
    context = {"views": rows, "form": form, "keeping": form is not None and not view, "refused": refused}
    return render(request, "desk/views.html", context, status=status)


def renaming(view: View) -> ViewForm:
    """The form with the present name; every one on the page has ids of its own."""
    return fresh(ViewForm, initial={"name": view.name}, auto_id=f"view{view.id}_%s")
