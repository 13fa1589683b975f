"""The calendar of one's division, and the registers of halls, windows and village stations."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yizhan.accounts.access import StaffRequest, act_of, demand, staff_only
from yizhan.accounts.rules import division_of
from yizhan.journal.queries import this_node
from yizhan.kernel.acting import Act
from yizhan.places import access, actions, faces, queries, rules
from yizhan.places.forms import HallForm, LocalForm, StationForm, WindowForm, YearForm, told
from yizhan.places.models import Centre
from yizhan.places.months import months
from yizhan.web import moment
from yizhan.web.forms import ActForm, content_of, fresh, posted

YEARS = range(2004, 2101)


@require_safe
@staff_only
def calendar(request: StaffRequest) -> HttpResponse:
    """A year of the calendar by which the limits of the actor's division run."""
    chosen = request.GET.get("year", "")
    year = int(chosen) if chosen.isascii() and chosen.isdigit() and int(chosen) in YEARS else today().year
    division = home_of(request)
    days = queries.calendar_days(division, year)
    context = {
        "year": year,
        "published": queries.calendar_for(division).published(year),
        "months": months(year, days),
        "days": faces.named_days(days, queries.division_names({each.division for each in days})),
        "may_keep": access.may_keep_calendar(request.actor, division, today=today()),
        "may_publish": access.may_keep_calendar(request.actor, this_node().division, today=today()),
    }
    return render(request, "places/calendar.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def year(request: StaffRequest) -> HttpResponse:
    """Enter the State Council's notice of a year."""
    demand(request.actor, "manage-calendar", today=today(), division=home_of(request))
    if request.method != "POST":
        return render(request, "places/year.html", {"form": fresh(YearForm, initial={"year": today().year + 1})})
    form = posted(request, YearForm)
    if not form.is_valid():
        return render(request, "places/year.html", {"form": form}, status=422)
    actions.publish_year(act=act_of(request, form), content=content_of(form))
    messages.success(request, _("日历已更新，在办件的期限将按新日历重新推算。"))
    return redirect(f"{request.path.removesuffix('year/')}?year={form.cleaned_data['year']}")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def local(request: StaffRequest) -> HttpResponse:
    """Enter the local days off of the actor's division."""
    division = home_of(request)
    demand(request.actor, "manage-calendar", today=today(), division=division)
    context = {"place": queries.division(division).name}
    if request.method != "POST":
        kept = queries.own_calendar(division)
        skips = "no" if any(not one.limits_skip_them for one in kept.local) else "yes"
        start: dict[str, object] = {"days": told(kept.local), "paper": kept.paper, "limits_skip_them": skips}
        return render(request, "places/local.html", {"form": fresh(LocalForm, initial=start), **context})
    form = posted(request, LocalForm)
    if not form.is_valid():
        return render(request, "places/local.html", {"form": form, **context}, status=422)
    actions.set_local_days(act=act_of(request, form), content={"division": division, **content_of(form)})
    messages.success(request, _("日历已更新，在办件的期限将按新日历重新推算。"))
    return redirect("places:calendar")


@require_safe
@staff_only
def halls(request: StaffRequest) -> HttpResponse:
    """The halls that the actor sees; with a single one, its page."""
    found = queries.centres_for(request.actor, today=today())
    if len(found) == 1:
        return redirect("places:hall", found[0].code)
    return render(request, "places/halls.html", {"table": faces.halls(found)})


@require_safe
@staff_only
def hall(request: StaffRequest, centre: str) -> HttpResponse:
    """One hall: its facts, windows and village stations."""
    row = access.centre_for(request.actor, centre, today=today())
    context = {
        "centre": row,
        "lines": faces.facts_of(row, queries.names_of({row.agency})),
        "windows": faces.windows(queries.windows_of(row.code)),
        "stations": faces.stations(queries.stations_of(row.code)),
        "may_keep": access.may_keep(request.actor, row.division, today=today()),
    }
    return render(request, "places/hall.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def facts(request: StaffRequest, centre: str) -> HttpResponse:
    """Correct what people need to know of a hall."""
    row = kept(request, centre)
    agencies = queries.agencies_in(row.division)
    named = ("name", "agency", "phone", "supervision_phone", "address", "hours")

    def change(act: Act, said: dict[str, Any]) -> None:
        actions.create_centre(act=act, division=row.division, **said)

    form = (
        posted(request, HallForm, agencies=agencies)
        if request.method == "POST"
        else fresh(HallForm, agencies=agencies, initial={name: getattr(row, name) for name in named})
    )
    return entered(request, row, form, change, _("中心信息"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def window(request: StaffRequest, centre: str) -> HttpResponse:
    """Enter or rename a window."""
    row = kept(request, centre)

    def change(act: Act, said: dict[str, Any]) -> None:
        actions.create_window(act=act, centre=row.code, **said)

    form = posted(request, WindowForm) if request.method == "POST" else fresh(WindowForm)
    return entered(request, row, form, change, _("窗口"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def station(request: StaffRequest, centre: str) -> HttpResponse:
    """Enter a village station."""
    row = kept(request, centre)
    villages = queries.divisions_below(row.division)

    def change(act: Act, said: dict[str, Any]) -> None:
        actions.create_station(act=act, **said)

    form = (
        posted(request, StationForm, villages=villages)
        if request.method == "POST"
        else fresh(StationForm, villages=villages)
    )
    return entered(request, row, form, change, _("便民服务站"))


def entered(
    request: StaffRequest,
    row: Centre,
    form: ActForm,
    change: Callable[[Act, dict[str, Any]], None],
    heading: str,
) -> HttpResponse:
    """Show the form of a hall's register, or do what it says."""
    if form.is_bound and form.is_valid():
        change(act_of(request, form), content_of(form))
        messages.success(request, _("已保存。"))
        return redirect("places:hall", row.code)
    context = {"form": form, "centre": row, "heading": heading}
    return render(request, "places/entry.html", context, status=422 if form.is_bound else 200)


def kept(request: StaffRequest, code: str) -> Centre:
    """A hall whose register the actor keeps. Raises NotFound, Forbidden."""
    row = access.centre_for(request.actor, code, today=today())
    demand(request.actor, "manage-places", today=today(), division=row.division)
    return row


def home_of(request: StaffRequest) -> str:
    """The division of the actor's centre or organ, else the widest of his roles, else the nation."""
    actor = request.actor
    scopes = sorted(held.scope for held in actor.roles)
    return division_of(actor.centre) or division_of(actor.organ) or (scopes[0] if scopes else rules.NATION)


def today() -> date:
    """The legal day."""
    return moment.today()
