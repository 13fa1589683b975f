"""One small page for every act of the table: what will happen, its form, why not."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yizhan.accounts.access import StaffRequest, act_of, already_done, staff_only
from yizhan.accounts.rules import insist
from yizhan.cases import documents
from yizhan.cases.access import Seen, case_seen_by
from yizhan.desk import faces, pile
from yizhan.desk.actions import carry_out, look
from yizhan.desk.acts.table import DEEDS
from yizhan.desk.deeds import Deed, doing
from yizhan.desk.forms import application, materials, parties
from yizhan.desk.forms.base import CaseForm, LinesForm, ProvenForm
from yizhan.desk.forms.intake import OnTheSpotForm
from yizhan.desk.staleness import Overtaken, overtaken
from yizhan.desk.views import drafts
from yizhan.kernel.refusals import Forbidden, Invalid, NotFound, NotHolder, Refused, Stale
from yizhan.papers.actions import receive_upload
from yizhan.web import moment
from yizhan.web.forms import fresh, posted
from yizhan.web.telling import Told, told

ELSEWHERE = (NotFound, NotHolder, Forbidden)
"""Refusals that have a page of their own, which gives back what was typed: the form would not help."""

HANDED_OUT = frozenset({"hand-out", "deliver", "return-originals"})
"""Acts at which somebody's identity card is held against the case."""
CORRECTING = "当场更正，核对申请内容"
"""Why the application is shown in clear where it is corrected: a record, in the language of records."""
DECIDING = frozenset({"decide", "refuse", "amend"})
"""Acts at which one reads what was applied for, and what the reviewers say, without leaving the page."""

PARTS = {"application": "desk/_application.html", "proven": "desk/_proven.html"}
"""What the page draws anew without the rest of it: what was fetched and typed beside it stays."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@staff_only
def act(request: StaffRequest, number: str, slug: str) -> HttpResponse:
    """The page of an act, or the act."""
    deed = DEEDS.get(slug)
    if deed is None:
        raise NotFound
    seen = case_seen_by(request.actor, number, today=moment.today())
    if request.method == "POST":
        return done(request, deed, seen)
    insist(seen.may(deed.may))
    deed.trial(seen)
    if issubclass(deed.form, OnTheSpotForm):
        look(act=act_of(request), number=number, field="form", why=CORRECTING)
    return page(request, deed, seen, opened(request, deed, seen))


def opened(request: StaffRequest, deed: Deed, seen: Seen) -> CaseForm:
    """The form as it begins, or as it was left."""
    left = drafts.taken_up(request)
    if left is None:
        return fresh(deed.form, seen=seen.version, of=seen)
    form = deed.form(left[1], of=seen)
    form.errors.clear()  # it is drawn anew, nothing was sent yet
    return form


def done(request: StaffRequest, deed: Deed, seen: Seen) -> HttpResponse:
    """Do it; on a refusal the form comes back with everything in it."""
    number = seen.case.number
    if already_done(request):
        return redirect(f"{reverse('desk:case', args=[number])}?done={deed.slug}")
    insist(seen.may(deed.may))
    form = posted(request, deed.form, of=seen)
    take_files(request, form)
    if (again := redrawn(request, form)) is not None:
        return page(request, deed, seen, again)
    if not form.is_valid():
        return stale_page(request, deed, form) if is_older(form, seen) else page(request, deed, seen, form, status=422)
    try:
        carry_out(act=act_of(request, form), number=number, follow=doing(deed, form))
    except Stale:
        return stale_page(request, deed, form)
    except ELSEWHERE:
        raise
    except Refused as refused:
        return refused_page(request, deed, seen, form, refused)
    return redirect(f"{reverse('desk:case', args=[number])}?done={deed.slug}")


def redrawn(request: StaffRequest, form: CaseForm) -> CaseForm | None:
    """The form as a button of the page itself changed it, kept as a draft; None where the act is wanted."""
    do = request.POST.get("do", "")
    if do:
        drafts.keep_form(request, page=request.path)
    if do and isinstance(form, OnTheSpotForm):
        form.values = application.with_rows_changed(form.values, do)
        return form
    return form.read(request.POST) if do == "recognise" and isinstance(form, ProvenForm) else None


def take_files(request: StaffRequest, form: CaseForm) -> None:
    """Files go into the store at once; a line whose file is refused says why."""
    if not isinstance(form, LinesForm):
        return
    for code, uploaded in materials.new_files(form.lines, request.FILES):
        try:
            kept = receive_upload(uploaded.chunks(), uploaded.name, act_of(request))
        except Refused as refused:
            title = told(refused).title
            form.lines = materials.with_file(form.lines, code, faults=[title])
            form.add_error(None, title)
        else:
            form.lines = materials.with_file(form.lines, code, file=kept.digest, file_name=uploaded.name, has=True)


def beside_the_decision(seen: Seen) -> dict[str, object]:
    """What was applied for, and every opinion."""
    return {"applied": application.shown(seen.release, seen.case.form, unmasked=False), "opinions": pile.said(seen)}


def stale_page(request: StaffRequest, deed: Deed, old: CaseForm) -> HttpResponse:
    """Both versions side by side, and the form with everything that was typed, now about the case as it is."""
    seen = case_seen_by(request.actor, old.of.case.number, today=moment.today())
    typed = request.POST.copy()
    typed["seen"] = str(seen.version)
    for name, value in materials.carried(getattr(old, "lines", ())):
        typed[name] = value
    form = deed.form(typed, of=seen)
    step_taken = "step" in form.fields and typed.get("step", "") != form.initial.get("step")
    if step_taken:
        form = fresh(deed.form, seen=seen.version, of=seen)  # what was typed was meant for another step
    form.errors.clear()  # nothing is wrong with it: it is to be read again beside what changed
    between = overtaken(seen, old.cleaned_data["seen"], texts=seen.may("view-unmasked").allowed)
    closed = deed.refusal(seen)
    return page(
        request,
        deed,
        seen,
        form,
        status=409,
        between=between,
        closed=told(closed) if closed is not None else None,
        typed_for=typed_for(seen, typed) if step_taken else None,
    )


def is_older(form: CaseForm, seen: Seen) -> bool:
    """Whether the form was filled in for an older version: what changed is told before what is missing."""
    version = form.cleaned_data.get("seen")
    return version is not None and version != seen.version


def typed_for(seen: Seen, typed: QueryDict) -> dict[str, object]:
    """What was typed for a step that somebody else took meanwhile: to be read, and copied where it is still wanted."""
    step = seen.release.step(typed.get("step", ""))
    written = [typed.get(name, "") for name in ("opinion", "place", "system", "number")]
    return {"step": step.name if step else "", "texts": [text for text in written if text]}


def refused_page(request: StaffRequest, deed: Deed, seen: Seen, form: CaseForm, refused: Refused) -> HttpResponse:
    """The form with the refusal's words above it, and its faults at their fields."""
    if isinstance(refused, Invalid):
        parties.show_faults(form, refused.errors)
    return page(request, deed, seen, form, status=refused.status, refused=told(refused))


def page(
    request: StaffRequest,
    deed: Deed,
    seen: Seen,
    form: CaseForm,
    *,
    status: int = 200,
    refused: Told | None = None,
    between: Overtaken | None = None,
    closed: Told | None = None,
    typed_for: dict[str, object] | None = None,
) -> HttpResponse:
    """The act's page."""
    document = documents.document(seen)
    context = {
        "deed": deed,
        "case": document,
        "seen": seen,
        "form": form,
        "lines": getattr(form, "lines", None),
        "application": getattr(form, "application", None),
        "refused": refused,
        "overtaken": between,
        "closed": closed,
        "compares_identity": deed.slug in HANDED_OUT and seen.may("view-unmasked").allowed,
        "typed_for": typed_for,
        "clocks": faces.clocks(document, seen.release)[:2],
        **(beside_the_decision(seen) if deed.slug in DECIDING else {}),
        "undone": faces.newest(seen) if deed.slug == "undo" else None,
        "step": getattr(form, "step_in_hand", lambda: None)(),
        "item": {"code": seen.case.item},
    }
    part = PARTS.get(request.headers.get("HX-Target", ""), "desk/act.html")
    return render(request, part, context, status=status)
