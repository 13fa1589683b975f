"""One case: the whole of it, the choice of an intake outcome, its files, and a look at the full identity."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django import forms
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yizhan.accounts import queries as people
from yizhan.accounts.access import StaffRequest, act_of, staff_only
from yizhan.accounts.rules import insist
from yizhan.cases import documents, queries
from yizhan.cases.access import Seen, case_seen_by, stream_of
from yizhan.cases.rules.materials import missing, urgent
from yizhan.catalogue import rules as item_rules
from yizhan.desk import actions, custody, faces, leading, words
from yizhan.desk.acts.table import DEEDS
from yizhan.desk.clock_line import clock_line
from yizhan.desk.deeds import Deed, Offer, offered
from yizhan.desk.faces import Names
from yizhan.desk.forms import application
from yizhan.desk.views import copies
from yizhan.kernel.refusals import Invalid, NotFound
from yizhan.papers import queries as papers
from yizhan.papers.queries import Filed
from yizhan.web import moment
from yizhan.web.forms import ActForm, fresh, posted

INLINE = frozenset({"application/pdf", "image/jpeg", "image/png"})
SHOWN_AS = {"application/pdf": "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"}
"""No file runs anything; an old Chromium shows no PDF inside a sandbox."""
GROUPS = {
    "intake": _("受理"),
    "handling": _("审查和流转"),
    "decision": _("决定和送达"),
    "originals": _("原件和成果架"),
    "notices": _("文书"),
    "beside": _("登记"),
    "ending": _("撤回和终止"),
}


@require_safe
@never_cache
@staff_only
def detail(request: StaffRequest, number: str) -> HttpResponse:
    """The case page."""
    seen = case_seen_by(request.actor, number, today=moment.today())
    return render(request, "desk/case.html", context_of(seen, done=request.GET.get("done", "")))


def context_of(seen: Seen, *, done: str = "") -> dict[str, Any]:
    """Everything that the case page shows."""
    document = documents.document(seen)
    names, reads = Names(seen), seen.may("view-unmasked").allowed
    offers = offered(DEEDS.values(), seen, names.organs)
    rail = faces.rail(seen)
    return {
        "case": document,
        "seen": seen,
        "state": (words.word(words.STATES, seen.case.state), words.STATE_TONES.get(seen.case.state, "neutral")),
        "holder": names.organ(seen.case.holder),
        "centre": names.organ(seen.case.centre),
        "channel": words.word(words.CHANNELS, seen.case.channel),
        "days": [faces.day(document[name]) for name in ("opened", "received", "accepted")],
        "done": DEEDS.get(done),
        "done_notices": to_print(seen, DEEDS[done]) if done in DEEDS else [],
        "clocks": faces.clocks(document, seen.release),
        "line": clock_line(seen, document),
        "rail": rail,
        "to_come": faces.to_come(seen, rail),
        "dissents": faces.dissents(seen),
        "roads": roads(seen, names),
        "legs": legs(document, names),
        "applicant": faces.person(document, "applicant"),
        "agent": faces.person(document, "agent") if document["agent"] else None,
        "may_look": reads,
        "application": application.shown(seen.release, seen.case.form, unmasked=False),
        "answers": answers(seen),
        **material_lines(seen, document, may_open=reads),
        "notices": notices(seen),
        "interested": faces.interested(document),
        "untold": any(one.deed.slug == "reissue-notice" and one.is_open for one in offers),
        "decision": decision(document, names),
        "wishes": [(words.word(words.WISHES, one["kind"]), faces.day(one["on"])) for one in document["wishes"]],
        "facts": faces.facts(seen),
        **hand_of(seen),
        "may_review": reads and any(one.is_open and one.deed.slug in REVIEWED for one in offers),
        "again": queries.samenesses_of(seen.case.number),
        "may_compare": seen.may("open").allowed,
        "trips": [(one.on, words.word(words.TRIP_CAUSES, one.cause)) for one in documents.trips_of(seen)],
        "consults": [
            (one, names.organ(one["organ"]), faces.day(one["asked"]), faces.day(one["answered"]))
            for one in document["consults"]
        ],
        "history": faces.history(seen, names, texts=reads),
        "unwritten": faces.unwritten(document),
        "publicity_ends": (ends := faces.day(document["publicity_ends"])),
        "publicity_over": ends is not None and ends <= seen.today,
        "supply_due": faces.day(document["supply_due"]),
        "reply_due": faces.day(document["reply_due"]),
        "groups": groups(offers),
        "originals": custody.lines(seen.originals, seen.today),
        "shelf": next((row.shelf for row in seen.originals if row.shelf is not None), None),
        "closed": [one for one in offers if not one.is_open and not one.is_beside_the_point],
        "first": next((one.deed for one in offers if one.is_open and one.deed.slug in FORWARD), None),
        "remarks": remarks(seen) if reads else [],
        "remark_form": fresh(DEEDS["remark"].form, of=seen) if seen.may("remark").allowed else None,
        "visit": next((one for one in offers if one.deed.slug == "visit" and one.is_open), None),
        "visit_form": fresh(ActForm),
        "today": seen.today,
    }


REVIEWED = frozenset({"advance", "decide", "refuse"})
"""What the page of the review does."""


def hand_of(seen: Seen) -> dict[str, Any]:
    """Who has the case in hand, and whether the reader may take it or lay it down."""
    taking = queries.taking_of(seen.case.number)
    taker = taking.taker if taking else ""
    over = queries.handover(taking) if taking and seen.may("view-unmasked").allowed else None
    return {
        "handover": over,
        "handed_by": words.data(people.names([over.account]).get(over.account, over.account)) if over else "",
        "taker": words.data(people.names([taker]).get(taker, taker)) if taker else "",
        "may_take": not taker and seen.may("take").allowed,
        "may_release": taker == seen.actor.account and seen.may("take").allowed,
    }


def to_print(seen: Seen, deed: Deed) -> list[tuple[str, Any]]:
    """The reader's own notices of the act that the address names, each with its name: a page that is loaded again later
    does not offer another's papers as one's own."""
    named = {one.number: name for one, name, _void in notices(seen)}
    return [(number, named[number]) for number in just_issued(seen, deed)]


def just_issued(seen: Seen, deed: Deed) -> list[str]:
    """Notices of the last act, the newest first: what is done in one go has one moment. Some are beside the case."""
    reader = seen.actor.account
    if deed.group == "notices":
        anew = {one.again for one in seen.issued}
        return [one.number for one in seen.issued[-1:] if one.number in anew and one.voided_on is None]
    if deed.group == "originals" or deed.slug == "hand-out":
        return [one.notice.number for one in seen.register[-1:] if one.notice.account == reader]
    if deed.group == "beside" or seen.history[-1].account != reader:
        return []
    last = [entry for entry in seen.history if entry.at == seen.history[-1].at]
    return [entry.event.notice for entry in reversed(last) if getattr(entry.event, "notice", "")]


FORWARD = (
    "submit",
    "correct",
    "accept",
    "receive",
    "certify",
    "deliver",
    "hand-out",
    "publicise",
    "advance",
    "decide",
    "forward",
)
"""The acts that carry a case onward: the first open one is the page's main act. What was decided is handed out before
the steps of an urgent matter are made up."""


def groups(offers: list[Offer]) -> list[tuple[Any, list[Offer]]]:
    """The open acts by where they belong."""
    opened = [one for one in offers if one.is_open]
    found = [(title, [one for one in opened if one.deed.group == name]) for name, title in GROUPS.items()]
    return [(title, inside) for title, inside in found if inside]


def legs(document: dict[str, Any], names: Names) -> list[dict[str, Any]]:
    """Each organ's handling."""
    return [
        {
            **leg,
            "organ": names.organ(leg["organ"]),
            "days": {name: faces.day(leg[name]) for name in ("received", "opened", "accepted", "closed")},
            "outcome_words": words.word(words.OUTCOMES, leg["outcome"]) if leg["outcome"] else "",
            "due": faces.day(leg["statutory"]["due"]) if leg["statutory"] else None,
            "late": bool(leg["statutory"] and leg["statutory"]["late"]),
        }
        for leg in document["legs"]
    ]


def remarks(seen: Seen) -> list[tuple[Any, Any, Any]]:
    """What those who handle the case said to each other: when, who, what."""
    found = queries.remarks_of(seen)
    known = people.names({one.account for one in found})
    return [(one.at, words.data(known.get(one.account, one.account)), words.data(one.text)) for one in found]


def roads(seen: Seen, names: Names) -> list[tuple[Any, Any, Any]]:
    """Sent, received, opened (送出、收到、签收): each with its time and organ, by the entry that proves it."""
    return [
        (entry.at, words.ROADS[entry.kind], names.organ(getattr(entry.event, "organ", "") or entry.organ))
        for entry in seen.history
        if entry.kind in words.ROADS
    ]


def answers(seen: Seen) -> list[tuple[Any, Any]]:
    """The guiding questions with their answers."""
    found = []
    for question in item_rules.questions(seen.release, seen.case.answers):
        value = seen.case.answers.get(question.code)
        if value is None:
            continue
        if isinstance(value, bool):
            shown: Any = _("是") if value else _("否")
        else:
            known = {choice.code: words.data(choice.text) for choice in question.choices}
            shown = known.get(str(value), words.data(f"{value}{question.unit}"))
        found.append((words.data(question.text), shown))
    return found


def material_lines(seen: Seen, document: dict[str, Any], *, may_open: bool) -> dict[str, list[Any]]:
    """The checklist with what was given and, for whoever may read them, the files, those from other centres too."""
    own, beside = (papers.files_of(stream_of(seen.case.number)), beside_files(seen)) if may_open else ([], [])
    filed = {one.digest: one for one in (*beside, *own)}
    lines = [{**line, "filed": filed.get(line["file"])} for line in document["materials"]]
    return {"materials": lines, "files_beside": beside}


def satellites(seen: Seen) -> list[str]:
    """The streams beside the case, as far as a fact was written in them."""
    return sorted({fact.key.rpartition("#")[0] for fact in seen.facts if fact.key.startswith("at:")})


def beside_files(seen: Seen) -> list[Filed]:
    """The material files handed in at other centres; prints of notices are shown as notices."""
    wanted = {one.file for fact in seen.facts for one in fact.materials if one.file}
    return [one for stream in satellites(seen) for one in papers.files_of(stream) if one.digest in wanted]


def notices(seen: Seen) -> list[tuple[Any, Any, Any]]:
    """The notices, the newest first, each with its name and, where it is void, its voiding."""
    return [(one.notice, words.word(words.NOTICES, one.notice.template), one.void) for one in reversed(seen.register)]


def decision(document: dict[str, Any], names: Names) -> dict[str, Any] | None:
    """The decision that stands."""
    found = document["decision"]
    if found is None:
        return None
    return {
        **found,
        "organ": names.organ(found["organ"]),
        "days": {name: faces.day(found[name]) for name in ("on", "valid_until", "delivered")},
    }


@require_safe
@never_cache
@staff_only
def intake(request: StaffRequest, number: str) -> HttpResponse:
    """The papers are in: what may be done now, and what will happen by each."""
    seen = case_seen_by(request.actor, number, today=moment.today())
    if seen.case.state != "submitted":
        return redirect("desk:case", number)
    lacking, faults = missing(seen.case, seen.release), item_rules.check_form(seen.release, seen.case.form)
    document, names = documents.document(seen), Names(seen)
    context = {
        "case": document,
        "seen": seen,
        "holder": names.organ(seen.case.holder),
        "lacking": lacking,
        "urgent": urgent(seen.case, seen.release),
        "pledgeable": bool(lacking) and all(line.material.pledgeable for line in lacking),
        "form_faults": [(application.label_of(seen.release, one.field), leading.schema_fault(one)) for one in faults],
        "advice": leading.advice(seen.release, seen.case.answers),
        "intake_clock": faces.face("intake", document["clocks"]["intake"], seen.release),
        "limits": leading.limits(seen.release, seen.today, seen.case.division),
        "fee": item_rules.fee(seen.release, seen.case.answers),
        "legs": leading.legs_to_come(seen),
        "notices": notices(seen),
        "offers": {one.deed.slug.replace("-", "_"): one for one in offers_of(seen, names)},
        "accept_form": fresh(DEEDS["accept"].form, seen=seen.version, of=seen),
        "correction_form": fresh(DEEDS["request-correction"].form, seen=seen.version, of=seen),
    }
    return render(request, "desk/intake.html", context)


def offers_of(seen: Seen, names: Names) -> list[Offer]:
    """The outcomes of intake, open or closed."""
    slugs = ("accept", "request-correction", "pledge", "on-the-spot", "not-required", "not-competent")
    return offered((DEEDS[slug] for slug in slugs), seen, names.organs)


class LookForm(ActForm):
    """Why somebody looks."""

    why = forms.CharField(label=_("为什么要查看"), max_length=200, help_text=_("每次查看都会记录，由审计管理员核查"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@staff_only
def look(request: StaffRequest, number: str) -> HttpResponse:
    """The full identity, the form and every typed word, shown once; the look is recorded with its reason."""
    seen = case_seen_by(request.actor, number, today=moment.today())
    insist(seen.may("view-unmasked"))
    form = posted(request, LookForm) if request.method == "POST" else fresh(LookForm)
    context: dict[str, Any] = {"case": documents.document(seen), "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/look.html", context, status=422 if form.is_bound else 200)
    try:
        actions.look(act=act_of(request), number=number, field="whole", why=form.cleaned_data["why"])
    except Invalid as refused:
        form.add_error("why", str(refused.code))
        return render(request, "desk/look.html", context, status=422)
    document = documents.document(seen, unmasked=True)
    context |= {
        "applicant": faces.person(document, "applicant"),
        "agent": faces.person(document, "agent") if document["agent"] else None,
        "authorisation": seen.case.authorisation,
        "interested": document["interested"],
        "copyable": copies.copyable(seen),
        "application": application.shown(seen.release, seen.case.form, unmasked=True),
    }
    return render(request, "desk/looked.html", context)


@require_safe
@never_cache
@staff_only
def file(request: StaffRequest, number: str, digest: str) -> HttpResponseBase:
    """A material file, in the type that its content has; opening it is a look and is recorded."""
    seen = case_seen_by(request.actor, number, today=moment.today())
    insist(seen.may("view-unmasked"))
    stream, filed = found_file(seen, digest)
    content = papers.open_file(stream, digest)
    actions.look(act=act_of(request), number=number, field=f"file {digest[:16]}", why=str(_("查看材料文件")))
    return served(filed, content)


def found_file(seen: Seen, digest: str) -> tuple[str, Filed]:
    """The stream in which the case uses a file. Raises NotFound."""
    for stream in (stream_of(seen.case.number), *satellites(seen)):
        for filed in papers.files_of(stream):
            if filed.digest == digest:
                return stream, filed
    raise NotFound


def served(filed: Filed, content: Iterator[bytes]) -> HttpResponseBase:
    """Streamed; images and PDF inside the page, everything else as a download."""
    shown = "inline" if filed.media_type in INLINE else "attachment"
    return StreamingHttpResponse(
        content,
        content_type=filed.media_type,
        headers={
            "Content-Disposition": f"{shown}; filename*=UTF-8''{quote(filed.name or filed.digest)}",
            "Content-Length": str(filed.size),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "SAMEORIGIN",
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": SHOWN_AS.get(filed.media_type, "default-src 'none'; sandbox"),
        },
    )
