"""The API (`/api/v1`), put together from the rooms' routers."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from yizhan.accounts.access import Bearer
from yizhan.cases.api import router as cases
from yizhan.catalogue.api import router as catalogue
from yizhan.kernel.refusals import Invalid, Refused
from yizhan.papers.api import router as papers
from yizhan.portal.api import router as portal
from yizhan.web.answers import answer

api = NinjaAPI(
    title="Yizhan (一站)",
    version="1",
    description="Cases, the catalogue, files and proofs of a node. Refusals are problem+json (RFC 9457).",
    auth=Bearer(),
    docs_url="/docs",
    openapi_url="/openapi.json",
    urls_namespace="api",
)


class Unauthenticated(Refused):
    """No token, or one that opens nothing."""

    status = 401


@api.exception_handler(Refused)
def refused(request: HttpRequest, fault: Refused) -> HttpResponse:
    """The rules' own refusals."""
    return answer(request, fault)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """A body or query that does not fit its schema, field by field."""
    errors: dict[str, list[str]] = {}
    for error in fault.errors:
        place = ".".join(str(part) for part in error["loc"] if part not in {"body", "query", "path"})
        errors.setdefault(place or "body", []).append(str(error["type"]))
    return answer(request, Invalid("invalid", errors=errors))


@api.exception_handler(AuthenticationError)
def unauthenticated(request: HttpRequest, fault: AuthenticationError) -> HttpResponse:
    """No token, or an unknown one."""
    return answer(request, Unauthenticated("unauthenticated"))


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, fault: HttpError) -> HttpResponse:
    """A body that is no JSON."""
    refusal = Refused("bad-request")
    refusal.status = fault.status_code
    return answer(request, refusal)


api.add_router("", catalogue)
api.add_router("", cases)
api.add_router("", papers)
api.add_router("", portal)
