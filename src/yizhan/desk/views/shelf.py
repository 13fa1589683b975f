"""The shelf of results (成果架): what waits on which number, and handing out by scanning the slip."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yizhan.accounts.access import StaffRequest, staff_only
from yizhan.desk import custody
from yizhan.desk.forms.originals import tokens
from yizhan.desk.overseeing import demand_staff
from yizhan.desk.reading import typed
from yizhan.kernel.acting import Actor
from yizhan.kernel.refusals import NotFound
from yizhan.papers import original_queries as queries
from yizhan.papers.access import notice_for
from yizhan.web import moment


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@staff_only
def shelf(request: StaffRequest) -> HttpResponse:
    """The shelf of the reader's centre; a scanned slip leads to the form of its hand-out."""
    demand_staff(request.actor)
    text = typed(request.POST, "q") if request.method == "POST" else ""
    lying = queries.on_shelf(request.actor.centre)
    case = case_meant(request.actor, text, lying) if text else ""
    if case:
        return redirect("desk:act", case, "hand-out")
    context = {"lines": custody.lines(lying, moment.today()), "text": text, "unknown": bool(text)}
    return render(request, "desk/shelf.html", context, status=422 if text else 200)


def case_meant(actor: Actor, text: str, lying: list[queries.PaperOriginal]) -> str:
    """The case of a slip, of an original, of a number of the shelf, or the case's own number; empty for none."""
    (token, *_rest) = [*tokens(text), ""]
    for row in lying:
        if token in {row.case, row.number, str(row.shelf)}:
            return row.case
    try:
        return str(notice_for(actor, token).case_number)
    except NotFound:
        return ""
