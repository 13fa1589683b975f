"""A new matter: find the item, then one page that goes with the talk."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yizhan.accounts.access import StaffRequest, act_of, staff_only
from yizhan.accounts.queries import Kept
from yizhan.catalogue import queries as catalogue
from yizhan.catalogue import rules as item_rules
from yizhan.catalogue.release import Release
from yizhan.desk import actions, leading
from yizhan.desk.devices import speaks_to_devices
from yizhan.desk.forms import application, materials, parties
from yizhan.desk.forms.materials import Line
from yizhan.desk.matters import Matter, Sent, matter_of, sent_of
from yizhan.desk.people import Reusable, reusable
from yizhan.desk.reading import typed
from yizhan.desk.views import drafts, outcome
from yizhan.desk.views.items import demand_open
from yizhan.journal.queries import repeated
from yizhan.kernel.acting import Act
from yizhan.kernel.identifiers import level_of
from yizhan.kernel.refusals import Invalid, NotFound, Refused
from yizhan.papers.actions import receive_upload
from yizhan.places.queries import centre
from yizhan.web import moment
from yizhan.web.forms import digest_of, fresh, key_of, posted
from yizhan.web.refusals import fault
from yizhan.web.telling import told


@require_safe
@never_cache
@staff_only
def checklist(request: StaffRequest, item: str) -> HttpResponse:
    """The questions and the checklist that they lead to, anew after an answer: a part of the page, for htmx."""
    demand_open(request)
    release = catalogue.release_in_force(item, moment.today())
    return render(
        request,
        "desk/_guided.html",
        guided(request, matter_of(release, request.GET, reusable_for(request, request.GET))),
    )


def guided(request: StaffRequest, matter: Matter) -> dict[str, Any]:
    """What the guided part shows: questions, conditions, lines, fee, limits."""
    release, answers = matter.release, matter.answers
    return {
        "item": release,
        "questions": leading.questions(release, answers, matter.raw, matter.bad_answers),
        "scenario": item_rules.scenario(release, answers),
        "advice": leading.advice(release, answers),
        "conditions": item_rules.conditions(release, answers),
        "pitfalls": item_rules.pitfalls(release, answers),
        "examples": item_rules.examples(release, answers),
        "lines": matter.lines,
        "fee": item_rules.fee(release, answers),
        "limits": leading.limits(release, moment.today(), centre(request.actor.centre).division),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@staff_only
@speaks_to_devices
def matter(request: StaffRequest, item: str) -> HttpResponse:
    """One page for the whole talk; then one screen says what will happen, and one key does it."""
    demand_open(request)
    release = catalogue.release_in_force(item, moment.today())
    if request.method == "POST":
        return receive(request, release)
    return begun(request, release)


def begun(request: StaffRequest, release: Release) -> HttpResponse:
    """The page as it begins, or as it was left."""
    left = drafts.taken_up(request)
    if left is None:
        return shown(request, matter_of(release, QueryDict(), ()), sent_of(fresh(parties.MatterForm), None))
    kept, begun_with = left
    sent = sent_of(parties.MatterForm(begun_with), begun_with).without_faults()
    found = matter_of(release, begun_with, reusable_for(request, begun_with))
    return shown(request, found, sent, left=kept if kept.page == request.path else None)


def receive(request: StaffRequest, release: Release) -> HttpResponse:
    """What was sent: a button of the page itself, the wish to see what will happen, or the whole matter."""
    if (earlier := already_done(request)) is not None:
        return outcome.to_case(earlier, request.POST.get("do", ""))
    sent = sent_of(posted(request, parties.MatterForm), request.POST)
    found, do = matter_of(release, request.POST, reusable_for(request, request.POST)), request.POST.get("do", "")
    found.lines = take_files(request, found.lines)
    drafts.keep_form(request, page=request.path)
    if do.startswith(("more:", "less:")):
        found.form = application.with_rows_changed(found.form, do)
    if do == "update" or do.startswith(("more:", "less:")):
        return shown(request, found, sent.without_faults())
    found.form_faults = item_rules.check_form(release, found.form)
    found.unanswered = leading.open_questions(release, found.answers)
    if found.lines and not materials.given(found.lines):
        sent.form.add_error(None, materials.nothing_ticked(found.lines))
    if not is_sound(found, sent, anyway=do == "anyway"):
        return shown(request, found, sent, status=422)
    try:
        return done(request, found, sent, do)
    except Invalid as refused:
        parties.show_faults(sent.form, refused.errors or {"": [refused.code]})
    except Refused as refused:
        sent.form.add_error(None, fault(refused.code))
    return shown(request, found, sent, status=422)


def is_sound(found: Matter, sent: Sent, *, anyway: bool) -> bool:
    """Whether nothing stands in the way; a faulty application form and open questions do not, if the clerk receives
    the papers all the same."""
    faulty = any(line.faults for line in found.lines) or bool(found.bad_answers)
    return sent.is_sound() and not faulty and (anyway or not (found.form_faults or found.unanswered))


def done(request: StaffRequest, found: Matter, sent: Sent, do: str) -> HttpResponse:
    """Show what will happen, do it, or only receive the papers. Raises Invalid, Refused."""
    if do == "check":
        return outcome.ask(request, found, sent)
    if do.startswith("take:"):
        return outcome.take(request, found, sent, do.removeprefix("take:"))
    return outcome.to_case(actions.receive_matter(act=act_of(request, sent.form), **sent.wanted(found)), do)


def reusable_for(request: StaffRequest, given: QueryDict) -> Sequence[Reusable]:
    """The papers that the applicant's earlier case has, where the talk began with one."""
    number = typed(given, "earlier")
    return reusable(request.actor, number, moment.today()) if number else ()


def already_done(request: StaffRequest) -> str | None:
    """The case that an equal request opened before: a second click is answered with it."""
    key = key_of(request.POST)
    if not key:
        return None
    act = Act(actor=request.actor, now=moment.now(), key=f"{key}.submit", digest=digest_of(request))
    stream = repeated(act)
    return stream.split(":")[1] if stream else None


def take_files(request: StaffRequest, lines: list[Line]) -> list[Line]:
    """Files go into the store at once; a line whose file is refused says why."""
    for code, uploaded in materials.new_files(lines, request.FILES):
        try:
            kept = receive_upload(uploaded.chunks(), uploaded.name, act_of(request))
        except Refused as refused:
            lines = materials.with_file(lines, code, faults=[told(refused).title])
        else:
            lines = materials.with_file(lines, code, file=kept.digest, file_name=uploaded.name, has=True)
    return lines


def shown(
    request: StaffRequest, found: Matter, sent: Sent, *, status: int = 200, left: Kept | None = None
) -> HttpResponse:
    """The page with everything that stands on it."""
    agent = sent.agent
    context = {
        **guided(request, found),
        "form": sent.form,
        "applicant": sent.applicant,
        "agent": agent,
        "agent_open": any(agent.data.get(f"g-{name}") for name in agent.fields if name != "id_type"),
        "application": found.application,
        "form_faults": [
            (one.field.replace(".", "-"), application.label_of(found.release, one.field), leading.schema_fault(one))
            for one in found.form_faults
        ],
        "unanswered": found.unanswered,
        "renews": any(lapse.since == "permit_expiry" for lapse in found.release.lapses),
        "leads": leading.known_legs(found.release, level_of(centre(request.actor.centre).division)),
        "failed": status != 200,
        "left": left,
        "earlier_number": sent.form.data.get("earlier", ""),
        "typed_before": outcome.typed_before(sent.form.data) if isinstance(sent.form.data, QueryDict) else (),
    }
    part = request.headers.get("HX-Target") == "application"
    return render(request, "desk/_application.html" if part else "desk/matter.html", context, status=status)


@require_POST
@never_cache
@staff_only
def upload(request: StaffRequest, item: str, code: str) -> HttpResponse:
    """One file as soon as it is chosen: the cell of its line, with the digest that stays on the page. For htmx."""
    demand_open(request)
    material = catalogue.release_in_force(item, moment.today()).material(code)
    if material is None:
        raise NotFound
    lines = take_files(request, materials.read([materials.line_of(material)], request.POST))
    return render(request, "desk/_file.html", {"line": lines[0], "item": {"code": item}, "alone": True})
