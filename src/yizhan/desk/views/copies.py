"""What is typed again in other systems, offered field by field for copying (不必重打)."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

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
from yizhan.web.refusals import Text

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


Copy = tuple[str, Text, str]
"""A field to copy: its key, its label, its value."""


def copyable(seen: Seen) -> list[tuple[Text, list[Copy]]]:
    """Every field, those of one member of the household under his heading: who applies, then the form's."""
    keys = iter(KEYS)
    found = [(row, (next(keys, ""), label, value)) for row, label, value in named(seen) if value]
    return [(row, [one for _row, one in inside]) for row, inside in groupby(found, key=itemgetter(0))]


def named(seen: Seen) -> Iterator[tuple[Text, Text, str]]:
    """Row, label and value of what another system asks for, each value alone: it has a field for each."""
    who = seen.case.applicant
    yield "", _("办件编号"), seen.case.number
    yield "", _("姓名"), who.name
    yield "", _("证件号码"), who.id_number
    yield "", _("电话"), who.phone
    yield "", _("住址"), who.address
    for row, (label, value) in application.single(seen.release, seen.case.form):
        yield words.data(row) if row else "", words.data(label), value
