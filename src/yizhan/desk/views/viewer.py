"""The materials of a case in the page: turned, enlarged, and beside the version that was given before."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yizhan.accounts.access import StaffRequest, staff_only
from yizhan.accounts.rules import insist
from yizhan.cases import documents
from yizhan.cases.access import Seen, case_seen_by
from yizhan.cases.events import Given
from yizhan.desk.reading import typed
from yizhan.desk.views.case import found_file, material_lines
from yizhan.papers.queries import Filed
from yizhan.web import moment


@dataclass(frozen=True, kw_only=True)
class Version:
    """A file that was given for a material, and when."""

    digest: str
    at: datetime


@require_safe
@never_cache
@staff_only
def view(request: StaffRequest, number: str, digest: str) -> HttpResponse:
    """One file in the page, beside an earlier one if asked. Each file is opened, and recorded, for itself."""
    seen = case_seen_by(request.actor, number, today=moment.today())
    insist(seen.may("view-unmasked"))
    other = typed(request.GET, "beside")
    shown = [found_file(seen, one)[1] for one in (digest, other) if one]
    document = documents.document(seen)
    given = material_lines(seen, document, may_open=True)
    lines = [line for line in given["materials"] if line["filed"]]
    listed = [line["filed"].digest for line in lines]
    context = {
        "case": document,
        "shown": [stage(one) for one in shown],
        "lines": lines,
        "others": [one for one in given["files_beside"] if one.digest not in listed],
        "earlier": earlier(seen, digest),
        "digest": digest,
        "beside": other,
    }
    return render(request, "desk/viewer.html", context)


def stage(filed: Filed) -> dict[str, Any]:
    """How a file is shown: a picture, a PDF by the browser's own viewer, or only to be kept."""
    kind = "picture" if filed.media_type.startswith("image/") else ""
    return {"file": filed, "kind": "pdf" if filed.media_type == "application/pdf" else kind}


def earlier(seen: Seen, digest: str) -> list[Version]:
    """The other files that were given for the same material, the newest first."""
    given = versions(seen)
    codes = {code for code, version in given if version.digest == digest}
    found = {version.digest: version for code, version in given if code in codes and version.digest != digest}
    return sorted(found.values(), key=lambda one: one.at, reverse=True)


def versions(seen: Seen) -> list[tuple[str, Version]]:
    """Every file that an entry of the case took in, with its material's code."""
    return [
        (one.code, Version(digest=one.file, at=entry.at))
        for entry in seen.history
        for one in getattr(entry.event, "materials", ())
        if isinstance(one, Given) and one.file
    ]
