"""A refusal as an answer: a page for people, a fragment for htmx, problem+json (RFC 9457) for programs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.forms import BaseForm, ChoiceField, PasswordInput
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from yizhan.kernel.refusals import Forbidden, Invalid, NotFound, Refused
from yizhan.web import fullness, refusals, telling

OVERFLOWS = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
UNREADABLE = (SuspiciousOperation, BadRequest, MultiPartParserError)
PROBLEM = "application/problem+json"
SECRET = re.compile(r"password|passwd|secret|token|pin\b|otp|csrf", re.IGNORECASE)
READABLE = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
MACHINERY = frozenset({"seen", "key", "csrfmiddlewaretoken", "next"})
LONGEST_SHOWN = 4000
CALM = frozenset({403, 404, 405, 429, 503})
"""Nothing that the reader typed is at fault or in danger: said in a calmer tone."""


@dataclass(frozen=True)
class Typed:
    """One value that the person had typed, given back to him."""

    label: str
    values: list[str]


def refusal_of(exception: BaseException | None) -> Refused | None:
    """The refusal that an exception means, or None when it is a fault of the program."""
    match exception:
        case Refused():
            return exception
        case PermissionDenied():
            return Forbidden("forbidden")
        case Http404():
            return NotFound()
        case _ if isinstance(exception, OVERFLOWS):
            return refusals.TooLarge("too-large")
        case _ if isinstance(exception, UNREADABLE):
            return refusals.BadRequest("bad-request")
    return refusals.Full("disk-full") if exception is not None and fullness.is_full(exception) else None


def answer(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The refusal in the form that the asker can read, with its status."""
    if wants_json(request):
        response: HttpResponse = problem(refused)
    elif request.headers.get("HX-Request") == "true":
        response = fragment(request, refused)
    else:
        response = page(request, refused)
    if "wait" in refused.facts:
        response.headers["Retry-After"] = str(refused.facts["wait"])
    response.headers["Cache-Control"] = "no-store"
    return response


def wants_json(request: HttpRequest) -> bool:
    """Whether a program asks: below `/api/`, or JSON preferred to HTML."""
    if request.path.startswith("/api/"):
        return True
    return request.get_preferred_type(["text/html", "application/json", PROBLEM]) in {"application/json", PROBLEM}


def problem(refused: Refused) -> JsonResponse:
    """RFC 9457: `type`, `title`, `status`, `detail`, with our `code`, `advice`, `errors`, and the facts."""
    title, detail, advice = refusals.words(refused.code, refused.facts)
    body: dict[str, object] = {
        "type": problem_type(refused.code),
        "title": title,
        "status": refused.status,
        "code": refused.code,
        "detail": detail,
        "advice": advice,
    }
    body |= {name: plain(value) for name, value in refused.facts.items() if name not in body}
    if isinstance(refused, Invalid):
        body["errors"] = refused.errors
    return JsonResponse(body, status=refused.status, content_type=PROBLEM, json_dumps_params={"ensure_ascii": False})


def problem_type(code: str) -> str:
    """The address of the page that explains the code (RFC 9457, 3.1.1)."""
    try:
        return reverse("web:problem", args=[code])
    except NoReverseMatch:
        return "about:blank"


def plain(value: object) -> object:
    """A fact as JSON has it: numbers, truth and nothing as they are, lists of such, all else as text."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(part) for part in value]
    return str(value)


def page(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The whole page."""
    return render(request, "web/refused.html", told(request, refused), status=refused.status)


def fragment(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The message alone, put by htmx into the page's region for notices."""
    response = render(request, "web/kit/_refusal.html", told(request, refused), status=refused.status)
    response.headers["HX-Retarget"] = "#notices"
    response.headers["HX-Reswap"] = "innerHTML"
    return response


def told(request: HttpRequest, refused: Refused) -> dict[str, object]:
    """What the page says: the words, the faults field by field, what was typed, and the way back."""
    words = telling.told(refused)
    form = getattr(request, "act_form", None)
    return {
        "refused": refused,
        "title": words.title,
        "detail": words.detail,
        "advice": words.advice,
        "tone": "warn" if refused.status in CALM else "bad",
        "faults": list(faults(refused, form)),
        "typed": list(typed(request, form)),
        "back": way_back(request),
        "language_next": way_back(request) if request.method == "POST" else request.get_full_path(),
        "typed_stays": refused.code not in {"stale", "csrf", "key-reused"},
    }


def faults(refused: Refused, form: BaseForm | None) -> Iterator[tuple[str, list[str]]]:
    """Label and faults of each field of an `Invalid`."""
    if isinstance(refused, Invalid):
        for field, found in refused.errors.items():
            yield label_of(field, form), [refusals.fault(str(fault)) for fault in found]


def typed(request: HttpRequest, form: BaseForm | None) -> Iterator[Typed]:
    """The values that were typed: no secrets, no machinery, nothing that the form hides."""
    if request.method != "POST" or request.content_type not in READABLE:
        return
    try:
        posted = request.POST
    except (*OVERFLOWS, *UNREADABLE, OSError):
        return
    for name, values in posted.lists():
        shown = [shown_value(name, value, form) for value in values if value.strip()]
        if shown and not is_private(name, form):
            yield Typed(label=label_of(name, form), values=shown)


def shown_value(name: str, value: str, form: BaseForm | None) -> str:
    """A value as the person saw it: the words of a choice, the text of a field."""
    field = form.fields.get(name) if form is not None else None
    if isinstance(field, ChoiceField):
        return str(dict(flat(getattr(field.widget, "choices", ()))).get(value, value))
    return value[:LONGEST_SHOWN]


def flat(choices: Iterable[Any]) -> Iterator[tuple[str, object]]:
    """Choices without their groups."""
    for value, words in choices:
        if isinstance(words, list | tuple):
            yield from flat(words)
        else:
            yield str(value), words


def is_private(name: str, form: BaseForm | None) -> bool:
    """A field that is never shown back: secrets, hidden fields, the form's machinery."""
    if name in MACHINERY or SECRET.search(name):
        return True
    field = form.fields.get(name) if form is not None else None
    return field is not None and (field.widget.is_hidden or isinstance(field.widget, PasswordInput))


def label_of(name: str, form: BaseForm | None) -> str:
    """The label that the person saw above the field; its bare name when the view kept no form."""
    if form is not None and name in form.fields:
        return str(form.fields[name].label or name)
    return name


def way_back(request: HttpRequest) -> str:
    """The page that the person came from, if it is one of ours, else the front page. Opening it resubmits nothing."""
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return referer
    return "/"
