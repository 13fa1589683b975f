"""Pages of the kit itself: error handlers, health, the codes explained, and every component on one page."""

import logging
import secrets
import sys
from urllib.parse import urlsplit

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from yizhan.kernel.refusals import Forbidden, NotFound, Stale
from yizhan.web import access, answers, help, looks, refusals, samples
from yizhan.web.forms import ActForm, fresh, posted

LONGEST_SEARCH = 64

log = logging.getLogger("yizhan.web")


def bad_request(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:
    """`handler400`."""
    return answers.answer(request, answers.refusal_of(exception) or refusals.BadRequest("bad-request"))


def forbidden(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:
    """`handler403`."""
    return answers.answer(request, answers.refusal_of(exception) or Forbidden("forbidden"))


def not_found(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:
    """`handler404`."""
    return answers.answer(request, answers.refusal_of(exception) or NotFound())


def server_error(request: HttpRequest) -> HttpResponse:
    """`handler500`: no traceback for the reader; the incident's number leads to it in the log. A full disk is told."""
    if known := answers.refusal_of(sys.exception()):
        return answers.answer(request, known)
    incident = secrets.token_hex(4)
    log.error("incident %s at %s %s", incident, request.method, request.path, exc_info=True)
    return answers.answer(request, refusals.Broken("broken", incident=incident))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """`CSRF_FAILURE_VIEW`: what was typed is given back, nothing was saved."""
    log.warning("csrf: %s at %s", reason, request.path)
    return answers.answer(request, Forbidden("csrf"))


@require_GET
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Whether this process answers and reaches its database; writes nothing."""
    try:
        connection.ensure_connection()
    except Error as error:
        raise refusals.Unavailable("unavailable") from error
    return JsonResponse({"ok": True})


@require_safe
def old_browser(request: HttpRequest) -> HttpResponse:
    """What a browser of before 2018, or a newer one in IE mode, is shown in place of every page; needs no script."""
    return render(request, "web/old_browser.html", {"address": f"{request.scheme}://{request.get_host()}/"})


@require_GET
def problem(request: HttpRequest, code: str) -> HttpResponse:
    """What a refusal code means: the address in `type` of a problem+json."""
    if code not in refusals.known_codes():
        raise NotFound()
    title, detail, advice = refusals.words(code, {})
    return render(request, "web/problem.html", {"code": code, "title": title, "detail": detail, "advice": advice})


@require_safe
@never_cache
def help_index(request: HttpRequest) -> HttpResponse:
    """The texts of the help, or those in which the words stand; for whoever is not logged in, the public site's."""
    words = request.GET.get("q", "")[:LONGEST_SEARCH]
    found = help.search(words, public=not request.user.is_authenticated)
    return help_answer(request, "index", {"words": words, "groups": help.grouped(found)})


@require_safe
@never_cache
def help_page(request: HttpRequest, room: str, name: str) -> HttpResponse:
    """One text of the help: a page of its own, or what the panel beside a page shows. Raises NotFound."""
    shown = help.text_of(room, name)
    if shown is None:
        raise NotFound()
    here = urlsplit(request.headers.get("HX-Current-URL", "")).path
    return help_answer(request, "text", {"text": shown, "page_address": shown.page_address(here=here)})


def help_answer(request: HttpRequest, kind: str, context: dict[str, object]) -> HttpResponse:
    """The whole page, or its part for the panel; in the frame of the staff's pages or of the public ones."""
    part = f"web/kit/_help_{kind}.html"
    if request.headers.get("HX-Target") == "help-body":
        answer = render(request, part, context)
        answer["HX-Push-Url"] = "false"  # the address stays the page's, beside which the panel stands
        return answer
    frame = "web/base.html" if request.user.is_authenticated else "web/base_public.html"
    return render(request, "web/help.html", {**context, "frame": frame, "part": part})


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keep how the reader wants his pages, and go back to where he was."""
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    answer = redirect(back if safe else "/")
    for name, (_legend, _icon, values) in looks.OPTIONS.items():
        value = request.POST.get(name)
        if value is not None and value in values:
            answer.set_cookie(looks.cookie_of(name), value, max_age=looks.KEPT, samesite="Lax", httponly=True)
    return answer


@require_GET
def kit(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    access.demand_kit(request)
    shown = {"samples": samples, "form": fresh(samples.SampleForm), "wrong": samples.wrong_form()}
    return render(request, "web/kit.html", shown)


@require_GET
def kit_public(request: HttpRequest) -> HttpResponse:
    """A page of the public site."""
    access.demand_kit(request)
    return render(request, "web/kit_public.html", {"samples": samples, "form": fresh(samples.SampleForm)})


@require_GET
def kit_confirm(request: HttpRequest) -> HttpResponse:
    """The page that asks before an act."""
    access.demand_kit(request)
    return render(request, "web/confirm.html", {"confirmation": samples.confirmation(), "form": fresh(ActForm)})


@require_GET
def kit_print(request: HttpRequest) -> HttpResponse:
    """A sheet for the printer."""
    access.demand_kit(request)
    return render(request, "web/kit_print.html", {"samples": samples})


@require_POST
def kit_refuse(request: HttpRequest) -> HttpResponse:
    """What a refusal looks like: always stale, with what was typed given back."""
    access.demand_kit(request)
    posted(request, samples.SampleForm)
    raise Stale(seen=3, version=5)
