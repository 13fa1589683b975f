"""Paper originals (原件): what the reader has, what waits for his word, one of them, the evening's count."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yizhan.accounts.access import StaffRequest, act_of, already_done, staff_only
from yizhan.cases.queries import find_cases, finished
from yizhan.desk import custody
from yizhan.desk.forms.originals import ChosenForm, GiveForm, PlaceForm, ReasonForm, RetainForm, SomeForm
from yizhan.desk.overseeing import demand_staff, handles, leads, oversees
from yizhan.desk.reading import typed
from yizhan.kernel.refusals import NotFound
from yizhan.papers import original_actions as actions
from yizhan.papers import original_queries as queries
from yizhan.papers.access import original_for
from yizhan.web import moment
from yizhan.web.forms import ActForm, fresh, posted

FOUND = 50
"""The cases whose papers a search looks for, at most."""

ACTS: dict[str, type[ActForm]] = {
    "decline": ReasonForm,
    "missing": ReasonForm,
    "found": ReasonForm,
    "retain": RetainForm,
    "take-over": ReasonForm,
}


@require_safe
@never_cache
@staff_only
def mine(request: StaffRequest) -> HttpResponse:
    """What the reader has, what waits for his word, what he gave and nobody confirmed, what is missing."""
    demand_staff(request.actor)
    return render(request, "desk/originals.html", mine_context(request))


def mine_context(request: StaffRequest, **forms: ChosenForm) -> dict[str, Any]:
    """Everything of the page; a form that was faulty comes back as it was sent."""
    account, today = request.actor.account, moment.today()
    held, coming = queries.in_hand(account), queries.to_confirm(account)
    people = custody.receivers(request.actor, held, today)
    give_form = forms.get("give") or fresh(GiveForm, listed=held, people=people)
    place_form = forms.get("place") or fresh(PlaceForm, listed=held)
    return {
        "coming": custody.lines(coming, today),
        "held": custody.lines(held, today),
        "given": custody.lines(queries.given_away(account), today),
        "missing": custody.lines(queries.missing_of(account), today),
        "confirm_form": fresh(SomeForm, listed=coming, auto_id="confirm_%s"),
        "give_form": give_form,
        "place_form": place_form,
        "handling": [give_form["scanned"], give_form["to"], place_form["where"]],
        "chosen": {number for form in forms.values() for number in form["numbers"].value() or ()},
        "counted": queries.last_count(account),
        "oversees": oversees(request.actor),
        "today": today,
    }


@require_POST
@never_cache
@staff_only
def give(request: StaffRequest) -> HttpResponse:
    """Many originals to one person, on one slip."""
    if already_done(request):
        return redirect("desk:originals")
    held = queries.in_hand(request.actor.account)
    people = custody.receivers(request.actor, held, moment.today())
    form = posted(request, GiveForm, listed=held, people=people)
    if not form.is_valid():
        return render(request, "desk/originals.html", mine_context(request, give=form), status=422)
    slip = actions.give(act=act_of(request, form), numbers=form.chosen(), to=form.cleaned_data["to"])
    where = reverse("papers:notice", args=[slip])
    link = format_html('<a href="{}" target="_blank" rel="noopener">{}</a>', where, slip)
    messages.success(request, format_html(_("已交出，等待对方签收。打印交接单：{}"), link))
    return redirect("desk:originals")


@require_POST
@never_cache
@staff_only
def place(request: StaffRequest) -> HttpResponse:
    """Where they are kept."""
    if already_done(request):
        return redirect("desk:originals")
    form = posted(request, PlaceForm, listed=queries.in_hand(request.actor.account))
    if not form.is_valid():
        return render(request, "desk/originals.html", mine_context(request, place=form), status=422)
    actions.place(act=act_of(request, form), numbers=form.chosen(), where=form.cleaned_data["where"])
    messages.success(request, _("已登记存放处。"))
    return redirect("desk:originals")


@require_POST
@never_cache
@staff_only
def confirm(request: StaffRequest) -> HttpResponse:
    """The receiver's word, for those ticked or for a whole slip that was scanned."""
    if already_done(request):
        return redirect("desk:originals")
    form = posted(request, SomeForm, listed=queries.to_confirm(request.actor.account), auto_id="confirm_%s")
    if not form.is_valid():
        return render(request, "desk/originals.html", mine_context(request) | {"confirm_form": form}, status=422)
    chosen = form.chosen()
    givers = custody.givers([row for row in form.listed if row.number in chosen])
    actions.receive(act=act_of(request, form), numbers=chosen)
    said = ngettext("已签收 {n} 件，交出人：{givers}。", "已签收 {n} 件，交出人：{givers}。", len(chosen))
    messages.success(request, format_html(said, n=len(chosen), givers=givers))
    return redirect("desk:originals")


@require_POST
@never_cache
@staff_only
def find(request: StaffRequest) -> HttpResponse:
    """ "Where is my household book": by number, case, slip, name, whole ID or telephone number. Posted: a person's name
    does not belong into an address."""
    demand_staff(request.actor)
    text = typed(request.POST, "q")
    words = text.partition("|")[0]
    cases = [row.number for row in find_cases(request.actor, words, size=FOUND)] if words else []
    found = queries.find(request.actor, words, cases=cases)
    if len(found) == 1:
        return redirect("desk:original", found[0].number)
    context = {"text": text, "found": custody.lines(found, moment.today())}
    return render(request, "desk/originals_found.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@staff_only
def count(request: StaffRequest) -> HttpResponse:
    """The evening's count: what is ticked or scanned is there, the rest is missing at once."""
    demand_staff(request.actor)
    expected = queries.to_count(request.actor.account)
    if request.method != "POST":
        return count_page(request, fresh(ChosenForm, listed=expected))
    if already_done(request):
        return redirect("desk:originals")
    form = posted(request, ChosenForm, listed=expected)
    if not form.is_valid():
        return count_page(request, form, status=422)
    absent = actions.count(act=act_of(request, form), there=form.chosen())
    if absent:
        messages.error(request, _("短少 %(n)d 件：%(which)s") % {"n": len(absent), "which": ", ".join(absent)})
    else:
        messages.success(request, _("清点完毕，一件不少。"))
    return redirect("desk:originals")


def count_page(request: StaffRequest, form: ChosenForm, *, status: int = 200) -> HttpResponse:
    """The list to tick."""
    context = {
        "lines": custody.lines(form.listed, moment.today()),
        "form": form,
        "chosen": set(form["numbers"].value() or ()),
        "today": moment.today(),
    }
    return render(request, "desk/originals_count.html", context, status=status)


@require_safe
@never_cache
@staff_only
def people(request: StaffRequest) -> HttpResponse:
    """Who has how many, who counted today; what is missing, what nobody confirmed, what its case needs no more."""
    demand_staff(request.actor)
    today = moment.today()
    out = queries.out_seen_by(request.actor)
    over = finished(request.actor, {row.case for row in out})
    context = {
        "kept": custody.lines([row for row in out if row.case in over], today),
        "people": custody.people_table(queries.by_person(request.actor, today)),
        "missing": custody.lines(queries.missing_seen_by(request.actor), today),
        "late": custody.lines(queries.late_seen_by(request.actor, today), today),
        "today": today,
    }
    return render(request, "desk/originals_people.html", context)


@require_safe
@never_cache
@staff_only
def original(request: StaffRequest, number: str) -> HttpResponse:
    """One original: who has it, and everything that happened to it."""
    return one_page(request, number)


def one_page(request: StaffRequest, number: str, *, slug: str = "", form: ActForm | None = None) -> HttpResponse:
    """The page of one original with the forms of what its reader can do; a faulty form comes back."""
    row = original_for(request.actor, number)
    account = request.actor.account
    mine, for_me = row.is_in_hand_of(account), row.status == "under-way" and row.to_account == account
    gone = row.status == "missing"
    offered = {
        "decline": for_me,
        "missing": row.ended is None and not gone,
        "found": gone,
        "retain": (mine or gone) and row.is_citizens,
        "take-over": row.status == "held" and not mine and leads(request.actor, row.centre),
    }
    context = {
        "line": custody.lines([row], moment.today())[0],
        "history": custody.history(number, texts=handles(request.actor)),
        "for_me": for_me,
        "confirm_form": fresh(SomeForm, listed=[row]),
        "forms": [
            (name, custody.ACT_WORDS[name], form if form and name == slug else fresh(ACTS[name], auto_id=f"{name}_%s"))
            for name, offer in offered.items()
            if offer or name == slug
        ],
        "slug": slug,
    }
    return render(request, "desk/original.html", context, status=422 if form else 200)


@require_POST
@never_cache
@staff_only
def act(request: StaffRequest, number: str, slug: str) -> HttpResponse:
    """Decline it, miss it, find it, or record why it stays."""
    kind = ACTS.get(slug)
    if kind is None:
        raise NotFound
    if already_done(request):
        return redirect("desk:original", number)
    form = posted(request, kind, auto_id=f"{slug}_%s")
    if not form.is_valid():
        return one_page(request, number, slug=slug, form=form)
    DONE[slug](act_of(request, form), number, form.cleaned_data)
    return redirect("desk:original", number)


DONE: dict[str, Any] = {
    "decline": lambda act, number, said: actions.decline(act=act, number=number, reason=said["reason"]),
    "missing": lambda act, number, said: actions.report_missing(act=act, number=number, reason=said["reason"]),
    "found": lambda act, number, said: actions.report_found(act=act, number=number, reason=said["reason"]),
    "take-over": lambda act, number, said: actions.take_over(act=act, number=number, reason=said["reason"]),
    "retain": lambda act, number, said: actions.retain(
        act=act, number=number, ground=said["ground"], reason=said["reason"]
    ),
}
