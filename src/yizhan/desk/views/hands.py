"""In whose hands the organ's cases are (经手人), and everything on one desk taken over in one act."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yizhan.accounts import queries as accounts
from yizhan.accounts.access import StaffRequest, act_of, staff_only
from yizhan.cases import queries
from yizhan.cases.actions import hands as actions
from yizhan.desk.forms.hands import TakeOverForm
from yizhan.desk.overseeing import demand_staff
from yizhan.desk.words import data
from yizhan.desk.worklist import works_cases
from yizhan.kernel.refusals import Forbidden, Invalid, Refused
from yizhan.people.access import may_manage
from yizhan.web import moment
from yizhan.web.forms import ActForm, fresh, posted
from yizhan.web.telling import Told, told


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@staff_only
def hands(request: StaffRequest) -> HttpResponse:
    """Who has how many; posting takes over."""
    demand_staff(request.actor)
    actor = request.actor
    about: dict[str, Any] = {"actor": actor, "manages": may_manage(actor, actor.centre, today=moment.today())}
    if request.method != "POST":
        return page(request, fresh(TakeOverForm, **about))
    form = posted(request, TakeOverForm, **about)
    if not form.is_valid():
        return page(request, form, status=422)
    try:
        given = {name: form.cleaned_data[name] for name in ("taker", "to", "reason")}
        count = actions.take_over(act=act_of(request, form), organ=actor.organ, **given)
    except Forbidden:
        raise
    except Refused as refused:
        return page(request, form, status=refused.status, refused=told(refused))
    messages.success(request, ngettext("已接手 %(n)s 件。", "已接手 %(n)s 件。", count) % {"n": count})
    return redirect("desk:hands")


def page(request: StaffRequest, form: TakeOverForm, *, status: int = 200, refused: Told | None = None) -> HttpResponse:
    """The counts and the form."""
    counted = queries.hands_of(request.actor.organ)
    names = accounts.names({account for account, _count in counted})
    context = {
        "hands": [(account, data(names.get(account, account)), count) for account, count in counted],
        "works": works_cases(request.actor),
        "form": form,
        "refused": refused,
        "most": queries.AT_ONCE,
    }
    return render(request, "desk/hands.html", context, status=status)


@require_POST
@never_cache
@staff_only
def one(request: StaffRequest, number: str) -> HttpResponse:
    """Take one case in hand, or lay it down."""
    form, do = posted(request, ActForm), request.POST.get("do", "")
    if not form.is_valid() or do not in {"take", "release"}:
        raise Invalid
    if do == "take":
        actions.take_case(act=act_of(request, form), number=number)
        messages.success(request, _("从现在起由您经手。"))
    else:
        actions.release_case(act=act_of(request, form), number=number)
        messages.success(request, _("已经放下，本单位有权办理的人都可以接着办。"))
    return redirect("desk:case", number)
