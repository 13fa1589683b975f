"""Addresses of this test only: views that refuse in every way there is."""

from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_POST

from yizhan.kernel.refusals import Forbidden, Invalid, NotFound, NotHolder, Refused, Stale
from yizhan.web.forms import digest_of, posted
from yizhan.web.samples import SampleForm
from yizhan.web.throttle import TooMany

RAISED = {
    "refused": Refused("already-extended"),
    "invalid": Invalid(errors={"name": ["name-empty"], "day": ["2026-02-30"]}),
    "forbidden": Forbidden("forbidden"),
    "not-found": NotFound(),
    "stale": Stale(seen=3, version=5),
    "not-holder": NotHolder(holder="522601000000-civil_affairs"),
    "too-many": TooMany(wait=60),
    "denied": PermissionDenied("secret words of the program"),
    "404": Http404("secret words of the program"),
    "suspicious": SuspiciousOperation("secret words of the program"),
    "bad": BadRequest("secret words of the program"),
    "big": RequestDataTooBig("secret words of the program"),
    "broken": RuntimeError("secret words of the program"),
}


def refuse(request: HttpRequest, kind: str) -> HttpResponse:
    if request.method == "POST":
        posted(request, SampleForm)
    raise RAISED[kind]


@require_POST
def digest(request: HttpRequest) -> HttpResponse:
    return HttpResponse(digest_of(request))


urlpatterns = [
    path("", include("yizhan.web.urls")),
    path("refuse/<str:kind>/", refuse),
    path("api/v1/refuse/<str:kind>/", refuse),
    path("digest/", digest),
    path("api/v1/digest/", digest),
]
handler400 = "yizhan.web.views.bad_request"
handler403 = "yizhan.web.views.forbidden"
handler404 = "yizhan.web.views.not_found"
handler500 = "yizhan.web.views.server_error"
