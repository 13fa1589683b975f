"""What is typed again in other systems, offered field by field for copying (不必重打)."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yizhan.accounts.access import StaffRequest, act_of, staff_only
from yizhan.accounts.rules import insist
from yizhan.cases import documents
from yizhan.cases.access import Seen, case_seen_by
from yizhan.desk import actions, words
from yizhan.desk.forms import application
from yizhan.web import moment

WHY = "在其他系统办理，逐项复制"
KEYS = "123456789abcdefghilmnopqrstuvwxyz"
"""One key a field; j and k move through lists."""


@require_POST
@never_cache
@staff_only
def copies(request: StaffRequest, number: str) -> HttpResponse:
    """The fields in clear, each with its key; that they were fetched is a look and is recorded."""
    seen = case_seen_by(request.actor, number, today=moment.today())
    insist(seen.may("view-unmasked"))
    actions.look(act=act_of(request), number=number, field="copies", why=WHY)
    context = {"case": documents.document(seen), "copyable": copyable(seen), "asked": True}
    part = bool(request.headers.get("HX-Request"))
    return render(request, "desk/_copies.html" if part else "desk/copies.html", context)


def copyable(seen: Seen) -> list[tuple[str, Any, str]]:
    """Key, label and value of every field: who applies, then the form's."""
    found = [(label, value) for label, value in named(seen) if value]
    return [(KEYS[place] if place < len(KEYS) else "", *one) for place, one in enumerate(found)]


def named(seen: Seen) -> Iterator[tuple[Any, str]]:
    """Label and value of what another system asks for."""
    who = seen.case.applicant
    yield _("办件编号"), seen.case.number
    yield _("姓名"), who.name
    yield _("证件号码"), who.id_number
    yield _("电话"), who.phone
    yield _("住址"), who.address
    for label, value in application.shown(seen.release, seen.case.form, unmasked=True):
        yield words.data(label), str(value)
