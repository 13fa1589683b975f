"""Files and the verification of notices over HTTP."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field, StringConstraints

from yizhan.kernel.acting import Act
from yizhan.kernel.hashing import Sm3
from yizhan.kernel.refusals import Invalid
from yizhan.papers import access, actions, queries
from yizhan.papers.forms import LARGEST_PRINT
from yizhan.web import moment, throttle
from yizhan.web.api import PROBLEMS, READ_PROBLEMS
from yizhan.web.refusals import TooLarge

router = Router(tags=["papers"])

READ_BYTES = 64 * 1024
LOOKS, WINDOW = 20, 60
Number = Annotated[str, StringConstraints(max_length=40)]
BINARY = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}, "required": True}


class FileIn(Schema):
    """The name of a file that comes as the body of the request."""

    name: str = Field(min_length=1, max_length=200, description="the file's name, without folders")


class FileOut(Schema):
    """A file that was taken in; it lives until `expires_at` unless a case uses it."""

    digest: str = Field(description="SM3 of the content: what a material names as its `file`")
    size: int
    media_type: str
    expires_at: datetime


class ProofIn(Schema):
    """What stands on the notice: the digest of its record (at least eight characters) or of its file."""

    digest: str = Field("", max_length=64)


class VerdictOut(Schema):
    """Whether a notice is genuine: genuine, voided, replaced, different (its digest is another), unknown.

    A voided one was declared void (文书作废) on `voided_on`: it is not to be used, whatever the paper says.
    """

    state: str
    number: str
    title: str
    organ: str
    issued_at: datetime | None
    replaced_by: str
    voided_on: date | None


@router.post(
    "/files",
    response={201: FileOut, **PROBLEMS},
    summary="Take in a material file",
    openapi_extra={"requestBody": BINARY},
)
def receive_file(request: HttpRequest, query: Query[FileIn]) -> Status[dict[str, Any]]:
    """The file is the body itself, streamed; its type is told by its content. The same file twice is stored once."""
    act = Act(actor=request.auth, now=moment.now())  # type: ignore[attr-defined]
    upload = actions.receive_upload(body_of(request, settings.YIZHAN_MAX_FILE_BYTES), query.name, act)
    stored = queries.stored(upload.digest)
    return Status(
        201,
        {
            "digest": upload.digest,
            "size": stored.size,
            "media_type": stored.media_type,
            "expires_at": upload.expires_at,
        },
    )


@router.get("/notices/{number}/pdf", response=READ_PROBLEMS, summary="The print of a notice")
def notice_pdf(request: HttpRequest, number: Number) -> HttpResponse:
    """The PDF, for the issuing centre and the holders of its case."""
    actor = request.auth  # type: ignore[attr-defined]
    notice = access.notice_for(actor, number)
    pdf = actions.render_notice(notice.number, Act(actor=actor, now=moment.now()))
    return HttpResponse(pdf, content_type="application/pdf", headers={"Cache-Control": "private, no-store"})


@router.post(
    "/public/notices/verify",
    auth=None,
    response={200: VerdictOut, **PROBLEMS},
    summary="Is this file a genuine notice",
    openapi_extra={"requestBody": BINARY},
)
def verify_by_file(request: HttpRequest) -> queries.Verdict:
    """By the PDF as the body of the request; nothing of it is kept."""
    _demand_patience(request)
    hashed = Sm3()
    for chunk in body_of(request, LARGEST_PRINT):
        hashed.update(chunk)
    return queries.verify_by_file(hashed.digest().hex())


@router.get(
    "/public/notices/{number}", auth=None, response={200: VerdictOut, **READ_PROBLEMS}, summary="Is this notice genuine"
)
def verify_by_number(request: HttpRequest, number: Number, query: Query[ProofIn]) -> queries.Verdict:
    """By number and digest; a number alone is answered like an unknown one."""
    _demand_patience(request)
    return queries.verify_by_number(number, query.digest)


def body_of(request: HttpRequest, limit: int) -> Iterator[bytes]:
    """The body piece by piece; of a form, its part `file`. Raises TooLarge: file-too-large; Invalid: file-missing."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > limit + READ_BYTES:
        raise TooLarge("file-too-large", limit=limit)
    if request.content_type == "multipart/form-data":
        given = request.FILES.get("file")
        if given is None:
            raise Invalid("file-missing", errors={"file": ["missing"]})
        return iter(given.chunks(READ_BYTES))
    return _pieces(request, limit)


def _pieces(request: HttpRequest, limit: int) -> Iterator[bytes]:
    taken = 0
    while chunk := request.read(READ_BYTES):
        taken += len(chunk)
        if taken > limit:
            raise TooLarge("file-too-large", limit=limit)
        yield chunk


def _demand_patience(request: HttpRequest) -> None:
    throttle.demand("verify-notice", request.META.get("REMOTE_ADDR", ""), LOOKS, WINDOW)
