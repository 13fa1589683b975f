"""Two middlewares: refusals become answers in one place only, and every answer carries the content policy."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

from yizhan.web import answers
from yizhan.web.refusals import BadRequest, WrongMethod

GetResponse = Callable[[HttpRequest], HttpResponseBase]

CONTENT_POLICY = (
    "default-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)


def content_policy(*, reaching: Sequence[str] = ()) -> str:
    """The policy of a page; a page that speaks to a device on the same PC names where (`connect-src`)."""
    spoken_to = [" ".join(["connect-src 'self'", *reaching])] if reaching else []
    return "; ".join([*CONTENT_POLICY, *spoken_to])


class RefusalMiddleware:
    """`Refused`, and Django's own refusals, as a page or problem+json: nowhere else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return answers.answer(request, BadRequest("bad-request"))  # PostgreSQL keeps no U+0000
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            return wrong_method(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer to a refusal; None leaves a fault of the program to the server's own handler."""
        refused = answers.refusal_of(exception)
        return None if refused is None else answers.answer(request, refused)


def wrong_method(request: HttpRequest, response: HttpResponseBase) -> HttpResponse:
    """A bare 405 given words, its `Allow` header kept."""
    answer = answers.answer(request, WrongMethod("wrong-method"))
    answer.headers["Allow"] = response.headers.get("Allow", "")
    return answer


class ContentPolicyMiddleware:
    """Content-Security-Policy: everything from this node, no script or style inside a page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", content_policy())
        return response
