"""Material and checklist side by side, the opinion or the decision, and its print: on one page (审查)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yizhan.accounts.access import StaffRequest, act_of, staff_only
from yizhan.accounts.rules import insist
from yizhan.cases import documents
from yizhan.cases.access import Seen, case_seen_by
from yizhan.catalogue import rules as item_rules
from yizhan.desk import faces
from yizhan.desk import pile as piles
from yizhan.desk.acts.table import DEEDS
from yizhan.desk.deeds import Deed
from yizhan.desk.forms import parties, reviewing
from yizhan.desk.forms.base import CaseForm
from yizhan.desk.forms.reviewing import Verdict
from yizhan.desk.views.act import ELSEWHERE
from yizhan.desk.views.case import material_lines
from yizhan.journal.queries import repeated
from yizhan.kernel.refusals import Invalid, Refused
from yizhan.web import moment
from yizhan.web.forms import fresh, posted
from yizhan.web.telling import Told, told

OFFERED = ("advance", "decide", "refuse")
SAID_IN = {"advance": "opinion", "refuse": "facts"}
"""Where the verdicts are written: into the step's opinion, or the facts of a refusal; a grant needs none."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@staff_only
def review(request: StaffRequest, number: str) -> HttpResponse:
    """What the reader may say now of the case; with nothing to say, the case itself."""
    seen = case_seen_by(request.actor, number, today=moment.today())
    insist(seen.may("view-unmasked"))
    if request.method == "POST":
        return said(request, seen)
    deeds = open_deeds(seen)
    if not deeds:
        return redirect("desk:case", number)
    return page(request, seen, {deed.slug: unsaid(deed, seen) for deed in deeds})


def open_deeds(seen: Seen) -> list[Deed]:
    """The step, the grant, the refusal, as far as the reader may."""
    return [DEEDS[slug] for slug in OFFERED if DEEDS[slug].refusal(seen) is None]


def unsaid(deed: Deed, seen: Seen) -> CaseForm:
    """An empty form of one of them."""
    return fresh(deed.form, seen=seen.version, of=seen, prefix=deed.slug)


def said(request: StaffRequest, seen: Seen) -> HttpResponse:
    """Do what was chosen; a refusal gives the page back with everything typed."""
    slug = request.POST.get("do", "")
    if slug not in OFFERED:
        raise Invalid
    deed, number = DEEDS[slug], seen.case.number
    form = posted(request, deed.form, of=seen, prefix=slug)
    verdicts = reviewing.read(documents.document(seen)["materials"], request.POST)
    forms = {one.slug: form if one is deed else unsaid(one, seen) for one in open_deeds(seen)} | {slug: form}
    if not form.is_valid() or any(one.fault for one in verdicts) or unexplained(form, slug, verdicts):
        return page(request, seen, forms, verdicts=verdicts, status=422)
    done = redirect(f"{reverse('desk:case', args=[number])}?done={slug}")
    if repeated(act_of(request, form)) is not None:
        return done
    insist(seen.may(deed.may))
    with_verdicts(form, slug, verdicts)
    try:
        deed.run(act_of(request, form), number, form)
    except ELSEWHERE:
        raise
    except Refused as refused:
        if isinstance(refused, Invalid):
            parties.show_faults(form, refused.errors)
        return page(request, seen, forms, verdicts=verdicts, refused=told(refused), status=refused.status)
    return done


def unexplained(form: CaseForm, slug: str, verdicts: list[Verdict]) -> bool:
    """Whether it is agreed to although a material fails, and nothing says why: then the form asks."""
    field, typed = SAID_IN.get(slug, ""), form.cleaned_data
    favourable = slug == "advance" and typed.get("agrees") == "yes"
    asked = reviewing.contradicted(verdicts, favourable=favourable, opinion=typed.get(field, ""))
    if asked:
        form.add_error(field, asked)
    return bool(asked)


def with_verdicts(form: CaseForm, slug: str, verdicts: list[Verdict]) -> None:
    """The verdicts before what was typed."""
    if slug in SAID_IN:
        parts = (reviewing.summary(verdicts), form.cleaned_data[SAID_IN[slug]])
        form.cleaned_data[SAID_IN[slug]] = "\n".join(part for part in parts if part)


def page(
    request: StaffRequest,
    seen: Seen,
    forms: dict[str, CaseForm],
    *,
    verdicts: list[Verdict] | None = None,
    refused: Told | None = None,
    status: int = 200,
) -> HttpResponse:
    """Materials on the left, what they must show on the right, below it what is said."""
    document = documents.document(seen)
    found = reviewing.read(document["materials"], request.POST) if verdicts is None else verdicts
    given = material_lines(seen, document, may_open=True)
    lines = {one["code"]: one for one in given["materials"]}
    context: dict[str, Any] = {
        "number": seen.case.number,
        "case": document,
        "applicant": faces.person(document, "applicant"),
        "clocks": faces.clocks(document, seen.release)[:2],
        "opinions": piles.said(seen),
        "conditions": item_rules.conditions(seen.release, seen.case.answers),
        "verdicts": [(one, lines[one.code]) for one in found],
        "choices": reviewing.CHOICES,
        "files_beside": given["files_beside"],
        "forms": [(DEEDS[slug], form, getattr(form, "step_in_hand", lambda: None)()) for slug, form in forms.items()],
        "refused": refused,
    }
    return render(request, "desk/review.html", context, status=status)
