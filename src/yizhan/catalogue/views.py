"""The catalogue for staff: its items and releases, what they lack, and an item file taken over."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yizhan.accounts.access import StaffRequest, act_of, staff_only
from yizhan.catalogue import access, actions, faces, listing, queries, staging
from yizhan.catalogue.comparing import differences
from yizhan.catalogue.findings import Severity
from yizhan.catalogue.forms import FileForm, UnitsForm
from yizhan.catalogue.release import Release
from yizhan.catalogue.staging import Report, staged_of
from yizhan.catalogue.words import SEVERITY_WORDS
from yizhan.kernel.refusals import Forbidden, Invalid
from yizhan.web import moment
from yizhan.web.forms import ActForm, fresh, posted
from yizhan.web.paging import page_of

SIZE = 25


@require_safe
@staff_only
def items(request: StaffRequest) -> HttpResponse:
    """The items in force, with the release that counts today and what the checks found."""
    wanted = listing.wanted(request.GET)
    found = listing.listed(wanted, today=moment.today(), size=SIZE + 1)
    page = page_of(found, size=SIZE, key=lambda one: (one.code,))
    context = {
        "table": faces.items(page.rows, {one.code: counts(one) for one in page.rows}),
        "following": "" if wanted.text else page.following,
        "wanted": wanted,
        "types": listing.types(),
        "may_keep": access.may_keep(request.actor),
    }
    return render(request, "catalogue/list.html", context)


def counts(release: Release) -> Counter[Severity]:
    """How many findings of each severity."""
    return Counter(one.severity for one in queries.findings_of(release))


@require_safe
@staff_only
def item(request: StaffRequest, code: str) -> HttpResponse:
    """One item: its releases, what changed between two of them, what the newest in force lacks."""
    found, today = queries.releases_of_item(code), moment.today()
    current = next((one for one in found if one.effective_from and one.effective_from <= today), found[0])
    pair = listing.pair(request.GET, found)
    context = {
        "release": current,
        "numbers": [one.version for one in found],
        "releases": faces.releases(found, today),
        "pair": pair,
        "changes": faces.differences(differences(*pair), _("改了什么")) if pair else None,
        "counts": [(SEVERITY_WORDS[each], counts(current)[each], faces.TONES[each]) for each in Severity],
        "findings": faces.findings(queries.findings_of(current), _("检查出来的")),
        "may_keep": access.may_keep(request.actor),
    }
    return render(request, "catalogue/item.html", context)


@require_safe
@staff_only
def export(request: StaffRequest) -> HttpResponse:
    """The catalogue in force as a file that can be handed in again."""
    content = queries.export_items(queries.every_release_in_force(moment.today()))
    headers = {"Content-Disposition": f'attachment; filename="items-{moment.today():%Y%m%d}.yaml"'}
    return HttpResponse(content, content_type="application/yaml", headers=headers)


# -- a file taken over -------------------------------------------------------------------------------------------------


def insist(request: StaffRequest) -> None:
    """Only whoever keeps the catalogue. Raises Forbidden."""
    if not access.may_keep(request.actor):
        raise Forbidden("no-authority", act="manage-catalogue")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def hand_in(request: StaffRequest) -> HttpResponse:
    """Hand in a file: it is kept, read, and its report shown before anything changes."""
    insist(request)
    if request.method != "POST":
        form = fresh(FileForm, initial={"effective_from": moment.today()})
        return render(request, "catalogue/import.html", {"form": form})
    form = posted(request, FileForm)
    if not form.is_valid():
        return render(request, "catalogue/import.html", {"form": form}, status=422)
    file, key = form.cleaned_data["file"], form.cleaned_data["key"] or act_of(request).now.strftime("%Y%m%d%H%M%S%f")
    actions.stage_file(
        act=act_of(request),
        key=key,
        name=file.name,
        content=file.read(),
        effective_from=form.cleaned_data["effective_from"],
    )
    return redirect("catalogue:staged", key)


@require_safe
@never_cache
@staff_only
def staged(request: StaffRequest, key: str) -> HttpResponse:
    """A file that waits: what is being read, then the report in its place."""
    insist(request)
    row = staged_of(request.actor.account, key)
    about = bytes(row.content).count(b"\n- ") + 1
    return render(request, "catalogue/staged.html", {"staged": row, "about": about, "size": len(row.content) // 1024})


@require_safe
@never_cache
@staff_only
def report(request: StaffRequest, key: str) -> HttpResponse:
    """What the file would do, for htmx; a page of its own for whoever has no scripts."""
    insist(request)
    return shown(request, key)


def shown(request: StaffRequest, key: str, form: UnitsForm | None = None) -> HttpResponse:
    """The report of a file that waits, as a part of its page or as a whole."""
    row = staged_of(request.actor.account, key)
    found = staging.report(row)
    context = {"staged": row, "report": found, **told(found)}
    if found.asked:
        context["units_form"] = form or fresh(UnitsForm, asked=found.asked)
    context["take_form"] = fresh(ActForm)
    is_part = request.headers.get("HX-Request") == "true"
    template = "catalogue/_report.html" if is_part else "catalogue/report.html"
    return render(request, template, context, status=422 if form else 200)


def told(found: Report) -> dict[str, Any]:
    """The parts of a report as tables."""
    return {
        "faults": faces.findings(found.faults, _("要改正的"), named=True) if found.faults else None,
        "looked_at": faces.findings(found.told, _("导入不受影响，请看一看"), named=True) if found.told else None,
        "changed": [faces.changed(one) for one in found.changed],
    }


@require_POST
@staff_only
def decide(request: StaffRequest, key: str) -> HttpResponse:
    """Note the units that were decided, and read the file again."""
    insist(request)
    asked = staging.report(staged_of(request.actor.account, key)).asked
    form = posted(request, UnitsForm, asked=asked)
    if not form.is_valid():
        return shown(request, key, form)
    actions.decide_units(act=act_of(request, form), key=key, units=form.units(), reason=form.cleaned_data["reason"])
    return redirect("catalogue:staged", key)


@require_POST
@staff_only
def take_over(request: StaffRequest, key: str) -> HttpResponse:
    """Take the file over: the whole file or nothing."""
    form = posted(request, ActForm)
    if not form.is_valid():
        raise Invalid
    done = actions.import_staged(act=act_of(request, form), key=key)
    told = {"published": len(done.published), "unchanged": len(done.unchanged)}
    messages.success(request, _("已导入：%(published)s 项有了新版本，%(unchanged)s 项没有变化。") % told)
    return redirect("catalogue:list")


@require_POST
@staff_only
def drop(request: StaffRequest, key: str) -> HttpResponse:
    """Throw the file away: nothing was changed by it."""
    insist(request)
    actions.drop_staged(act=act_of(request), key=key)
    return redirect("catalogue:import")
