"""The public page that verifies notices, and the print of a notice for those who may see it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from yizhan.accounts.access import StaffRequest, staff_only
from yizhan.kernel.acting import Act
from yizhan.papers import access, actions, queries
from yizhan.papers.forms import VerifyForm
from yizhan.papers.queries import Verdict
from yizhan.web import moment, throttle

LOOKS, WINDOW = 20, 60


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Whether a notice is genuine (文书核验): everybody's, twenty times a minute."""
    if request.method == "GET":
        return render(request, "papers/verify.html", {"form": VerifyForm(initial=request.GET.dict())})
    throttle.demand("verify-notice", request.META.get("REMOTE_ADDR", ""), LOOKS, WINDOW)
    form = VerifyForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "papers/verify.html", {"form": form}, status=422)
    return render(request, "papers/verify.html", {"form": form, "verdict": _verdict(form)})


@require_GET
@staff_only
def notice_pdf(request: StaffRequest, number: str) -> HttpResponse:
    """The print of a notice; `?language=en` adds English labels."""
    notice = access.notice_for(request.actor, number)
    language = "en" if request.GET.get("language") == "en" else "zh"
    pdf = actions.render_notice(notice.number, Act(actor=request.actor, now=moment.now()), language=language)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{notice.number}.pdf"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _verdict(form: VerifyForm) -> Verdict:
    given = form.cleaned_data
    if given["file"]:
        return queries.verify_by_file(form.digest())
    if given["code"]:
        return queries.verify_by_code(given["code"])
    return queries.verify_by_number(given["number"], given["proof"])
