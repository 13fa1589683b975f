"""The API (`/api/v1`), put together from the rooms' routers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Swagger
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from yizhan.accounts.access import Bearer
from yizhan.cases.api import router as cases
from yizhan.catalogue.api import router as catalogue
from yizhan.kernel.refusals import Invalid, NotFound, Refused
from yizhan.papers.api import router as papers
from yizhan.papers.original_api import router as originals
from yizhan.portal.api import router as portal
from yizhan.site.api_reading import StrictParser
from yizhan.web.answers import PROBLEM, answer

IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 64},
    "description": "the same key with the same request does nothing twice; with another request it is refused",
}


KEYED = ("/cases", "/originals")
"""Where a write may be sent again."""


class Api(NinjaAPI):
    """The API with its document made true: refusals are problem+json, writes take an idempotency key."""

    def get_openapi_schema(self, **place: Any) -> OpenAPISchema:
        """The OpenAPI document."""
        schema = super().get_openapi_schema(**place)
        for path, operations in schema["paths"].items():
            for method, operation in operations.items():
                _tell_problems(operation)
                if method == "post" and any(place in path for place in KEYED):
                    operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
        return schema


def _tell_problems(operation: dict[str, Any]) -> None:
    for status, response in operation["responses"].items():
        if int(status) >= 400 and "application/json" in response.get("content", {}):
            response["content"] = {PROBLEM: response["content"]["application/json"]}


api = Api(
    title="Yizhan (一站)",
    version="1",
    description="Cases, the catalogue, files and proofs of a node. Refusals are problem+json (RFC 9457).",
    auth=Bearer(),
    parser=StrictParser(),
    docs=Swagger(settings={"validatorUrl": None}),
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
        place = ".".join(str(part) for part in error["loc"] if part not in {"body", "query", "path", "header"})
        errors.setdefault(place or "body", []).append(str(error["type"]))
    return answer(request, Invalid("invalid", errors=errors))


@api.exception_handler(AuthenticationError)
def unauthenticated(request: HttpRequest, fault: AuthenticationError) -> HttpResponse:
    """No token, or an unknown one."""
    response = answer(request, Unauthenticated("unauthenticated"))
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, fault: HttpError) -> HttpResponse:
    """A body that is no JSON, or JSON that cannot be kept: the reader says which."""
    if isinstance(fault.__cause__, Refused):
        return answer(request, fault.__cause__)
    refusal = Refused("bad-request")
    refusal.status = fault.status_code
    return answer(request, refusal)


@api.exception_handler(Http404)
def unknown(request: HttpRequest, fault: Http404) -> HttpResponse:
    """Nothing there."""
    return answer(request, NotFound())


api.add_router("", catalogue, auth=None)
api.add_router("", cases)
api.add_router("", papers)
api.add_router("", originals)
api.add_router("", portal)
