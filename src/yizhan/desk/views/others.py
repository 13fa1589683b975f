"""Who else has a case open, and whether it moved meanwhile: asked every few seconds, answered by one tag while nothing
changes."""

from datetime import timedelta

from django.http import HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from yizhan.accounts import actions as accounts
from yizhan.accounts import queries
from yizhan.accounts.access import StaffRequest, act_of, staff_only
from yizhan.cases.access import case_seen_by
from yizhan.desk import faces
from yizhan.desk.faces import Names
from yizhan.desk.reading import typed
from yizhan.kernel.hashing import sm3
from yizhan.web import moment

AGAIN = timedelta(seconds=40)
"""How old the browser's last word may grow before it is written down anew."""


@require_safe
@staff_only
def others(request: StaffRequest, number: str) -> HttpResponseBase:
    """The line above the page: others at this case, and entries newer than the version `seen`. For htmx."""
    seen = case_seen_by(request.actor, number, today=moment.today())
    place, now = f"case:{number}", moment.now()
    if not queries.was_present(request.actor, place, since=now - AGAIN):
        accounts.be_present(act=act_of(request), place=place)
    names = [name for name, _at in queries.present_at(place, now=now, but=request.actor)]
    had = typed(request.GET, "seen")
    newer = max(seen.version - int(had), 0) if had.isdecimal() and len(had) < 7 else 0
    tag = quote_etag(sm3(f"{names} {newer} {seen.version} {get_language()}".encode()).hex()[:32])
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        answer: HttpResponse = HttpResponseNotModified()
    else:
        entries = faces.history(seen, Names(seen), texts=False)[:newer]
        answer = render(request, "desk/_others.html", {"names": names, "entries": entries, "number": number})
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
