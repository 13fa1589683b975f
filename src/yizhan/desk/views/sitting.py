"""The leader's sitting (签批台): one pile, each paper opened, one authentication, what was signed and what was not."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yizhan.accounts.access import StaffRequest, act_of, require_role, staff_only
from yizhan.cases import documents, queries
from yizhan.cases.access import case_seen_by
from yizhan.cases.actions import sitting as actions
from yizhan.desk import faces
from yizhan.desk import pile as piles
from yizhan.desk.forms import application
from yizhan.desk.forms.sitting import SignForm
from yizhan.desk.signed import list_content, result_of
from yizhan.desk.views.case import material_lines
from yizhan.kernel.refusals import Refused
from yizhan.papers.print_actions import prepare, print_together, signing_list
from yizhan.papers.void_queries import printed_of
from yizhan.web import moment
from yizhan.web.forms import fresh, posted
from yizhan.web.telling import Told, told


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@staff_only
@require_role("approver")
def sittings(request: StaffRequest) -> HttpResponse:
    """What waits for the reader's signature; posting lays it as one pile."""
    if request.method == "POST":
        return redirect("desk:sitting", actions.begin_sitting(act=act_of(request)))
    context = {"waiting": queries.waiting_count(request.actor), "earlier": queries.sittings_of(request.actor)}
    return render(request, "desk/sittings.html", context)


@require_safe
@never_cache
@staff_only
def pile(request: StaffRequest, sitting: str) -> HttpResponse:
    """The pile to read and tick; once signed, how far the signing is, and at the end what became of each."""
    begun = queries.sitting_of(request.actor, sitting)
    if begun.authenticated_at is None:
        return pile_page(request, sitting, fresh(SignForm))
    return render(request, "desk/signed.html", result_of(request.actor, sitting, moment.today()))


def pile_page(
    request: StaffRequest,
    sitting: str,
    form: SignForm,
    *,
    ticked: Sequence[str] = (),
    opened: str = "",
    refused: Told | None = None,
    status: int = 200,
) -> HttpResponse:
    """The pile, with what was ticked, and perhaps one paper opened beside it."""
    papers = queries.pile_of(sitting)
    context = {
        "sitting": sitting,
        "lines": piles.lines(request.actor, papers, moment.today(), ticked=ticked),
        "form": form,
        "refused": refused,
        "paper": paper_of(request, opened) if opened else None,
        "kept_back": piles.kept_back(request.actor, [one.case for one in papers], moment.today()),
    }
    return render(request, "desk/sitting.html", context, status=status)


@require_POST
@never_cache
@staff_only
def paper(request: StaffRequest, sitting: str, number: str) -> HttpResponse:
    """Open one paper of the pile: noted, and shown beside the pile."""
    actions.open_paper(act=act_of(request), sitting=sitting, number=number)
    if request.headers.get("HX-Target") == "paper":
        return render(request, "desk/_paper.html", {"paper": paper_of(request, number)})
    return pile_page(request, sitting, fresh(SignForm), ticked=request.POST.getlist("paper"), opened=number)


def paper_of(request: StaffRequest, number: str) -> dict[str, Any]:
    """Materials, opinions and what would be signed."""
    seen = case_seen_by(request.actor, number, today=moment.today())
    document, reads = documents.document(seen), seen.may("view-unmasked").allowed
    return {
        "number": number,
        "case": document,
        "applicant": faces.person(document, "applicant"),
        "clocks": faces.clocks(document, seen.release)[:2],
        **material_lines(seen, document, may_open=reads),
        "applied": application.shown(seen.release, seen.case.form, unmasked=False),
        "opinions": piles.said(seen),
        **piles.proposed(seen),
    }


@sensitive_post_parameters("password")
@require_POST
@never_cache
@staff_only
def sign(request: StaffRequest, sitting: str) -> HttpResponse:
    """One authentication for what is ticked; a refusal gives the pile back as it was ticked."""
    form, ticked = posted(request, SignForm), request.POST.getlist("paper")
    if not form.is_valid():
        return pile_page(request, sitting, form, ticked=ticked, status=422)
    try:
        actions.sign_pile(act=act_of(request), sitting=sitting, numbers=ticked, password=form.cleaned_data["password"])
    except Refused as refused:
        if refused.status not in {409, 422, 429}:
            raise
        return pile_page(request, sitting, fresh(SignForm), ticked=ticked, refused=told(refused), status=refused.status)
    return redirect("desk:sitting", sitting)


@require_POST
@never_cache
@staff_only
def batch(request: StaffRequest, sitting: str) -> HttpResponse:
    """Sign the next few; the page asks again until none is left."""
    actions.sign_some(act=act_of(request), sitting=sitting)
    if request.headers.get("HX-Target") == "signed":
        return render(request, "desk/_signed.html", result_of(request.actor, sitting, moment.today()))
    return redirect("desk:sitting", sitting)


@require_POST
@never_cache
@staff_only
def prints(request: StaffRequest, sitting: str) -> HttpResponse:
    """Make the next few prints of the decisions; the page asks again until all are made."""
    found = result_of(request.actor, sitting, moment.today())
    prepare(found["notices"], act=act_of(request), size=actions.AT_ONCE)
    if request.headers.get("HX-Target") != "prints":
        return redirect("desk:sitting", sitting)
    found["prepared"] = len(printed_of(found["notices"]))
    return render(request, "desk/_prints.html", {**found, "going": True})


@require_safe
@never_cache
@staff_only
def decisions_pdf(request: StaffRequest, sitting: str) -> HttpResponse:
    """Every decision that was signed and stands, in one PDF for the printer."""
    found = result_of(request.actor, sitting, moment.today())
    return pdf_answer(print_together(found["notices"], title=sitting, act=act_of(request)), f"{sitting}-decisions.pdf")


@require_safe
@never_cache
@staff_only
def list_pdf(request: StaffRequest, sitting: str) -> HttpResponse:
    """The list of the sitting on A4, for the signature. Raises Refused: sitting-open."""
    found = result_of(request.actor, sitting, moment.today())
    queries.demand_closed(found["begun"])
    return pdf_answer(signing_list(list_content(request.actor, found), now=moment.now()), f"{sitting}-list.pdf")


def pdf_answer(pdf: bytes, name: str) -> HttpResponse:
    """A PDF to be shown; it holds personal data and is kept by nobody on the way."""
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
