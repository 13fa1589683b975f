"""A new matter: find the item, then one page that goes with the talk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yizhan.accounts.access import StaffRequest, act_of, demand, staff_only
from yizhan.cases import queries
from yizhan.cases.events import Party
from yizhan.catalogue import queries as catalogue
from yizhan.catalogue import rules as item_rules
from yizhan.catalogue.release import Release
from yizhan.catalogue.rules import FormFault
from yizhan.desk import actions, leading
from yizhan.desk.forms import application, materials, parties
from yizhan.desk.forms.materials import Line
from yizhan.desk.reading import key_of, typed
from yizhan.journal.queries import repeated
from yizhan.kernel.acting import Act
from yizhan.kernel.identifiers import level_of
from yizhan.kernel.refusals import Invalid, NotFound, Refused
from yizhan.papers.actions import receive_upload
from yizhan.places.queries import centre
from yizhan.web import moment
from yizhan.web.forms import digest_of, fresh, posted
from yizhan.web.refusals import fault
from yizhan.web.telling import told

USED_SINCE = timedelta(days=90)


@require_safe
@never_cache
@staff_only
def choose(request: StaffRequest) -> HttpResponse:
    """Find the item: plain words, pinyin initials, code; the centre's most used ones first."""
    demand_open(request)
    text, today = typed(request.GET, "q"), moment.today()
    used = queries.most_used(request.actor.centre, since=today - USED_SINCE)
    context = {
        "text": text,
        "found": catalogue.search(text, today, limit=50) if text else catalogue.items_in_force(today, limit=50),
        "used": catalogue.item_names(used) if not text else {},
    }
    return render(request, "desk/_items.html" if request.headers.get("HX-Request") else "desk/choose.html", context)


def demand_open(request: StaffRequest) -> None:
    """Whether the reader may open a case at his centre. Raises NotFound, Forbidden."""
    place = centre(request.actor.centre)
    demand(request.actor, "open", today=moment.today(), division=place.division)


@dataclass(kw_only=True)
class Matter:
    """The page's content: what was answered, received, typed."""

    release: Release
    answers: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    bad_answers: Mapping[str, Any] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    form: dict[str, Any] = field(default_factory=dict)
    form_faults: tuple[FormFault, ...] = ()

    @property
    def application(self) -> list[application.Field]:
        """The application form's fields."""
        return application.fields(self.release, self.form, self.form_faults)


def matter_of(release: Release, given: QueryDict) -> Matter:
    """What stands on the page as it was sent: answers first, since they choose the lines."""
    raw = {question.code: given.get(f"q.{question.code}", "") for question in release.questions}
    answers, bad = answers_of(release, raw)
    lines = materials.read(materials.lines_of(item_rules.checklist(release, answers)), given)
    return Matter(
        release=release,
        answers=answers,
        raw=raw,
        bad_answers=bad,
        lines=lines,
        form=application.read(release, given),
    )


def answers_of(release: Release, raw: Mapping[str, str]) -> tuple[dict[str, Any], Mapping[str, Any]]:
    """The answers that can be read, and the faults of the others."""
    try:
        return item_rules.read_answers(release, raw), {}
    except Invalid as found:
        readable = {code: text for code, text in raw.items() if code not in found.errors}
        return item_rules.read_answers(release, readable), found.errors


@require_safe
@never_cache
@staff_only
def checklist(request: StaffRequest, item: str) -> HttpResponse:
    """The questions and the checklist that they lead to, anew after an answer: a part of the page, for htmx."""
    demand_open(request)
    release = catalogue.release_in_force(item, moment.today())
    return render(request, "desk/_guided.html", guided(request, matter_of(release, request.GET)))


def guided(request: StaffRequest, matter: Matter) -> dict[str, Any]:
    """What the guided part shows: questions, conditions, lines, fee, limits."""
    release, answers = matter.release, matter.answers
    return {
        "item": release,
        "questions": leading.questions(release, answers, matter.raw, matter.bad_answers),
        "scenario": item_rules.scenario(release, answers),
        "advice": leading.advice(release, answers),
        "conditions": item_rules.conditions(release, answers),
        "lines": matter.lines,
        "fee": item_rules.fee(release, answers),
        "limits": leading.limits(release, moment.today(), centre(request.actor.centre).division),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@staff_only
def matter(request: StaffRequest, item: str) -> HttpResponse:
    """One page for the whole talk; one submit opens the case and receives its papers."""
    demand_open(request)
    release = catalogue.release_in_force(item, moment.today())
    if request.method == "POST":
        return receive(request, release)
    form = fresh(parties.MatterForm)
    people = (parties.PartyForm(prefix="a", label_suffix=""), parties.AgentForm(prefix="g", label_suffix=""))
    return shown(request, matter_of(release, QueryDict()), form, people)


def receive(request: StaffRequest, release: Release) -> HttpResponse:
    """What was sent: a button of the page itself, or the whole matter."""
    if (earlier := already_done(request)) is not None:
        return redirect("desk:intake", earlier)
    form = posted(request, parties.MatterForm)
    people = (
        parties.PartyForm(request.POST, prefix="a", label_suffix=""),
        parties.AgentForm(request.POST, prefix="g", label_suffix=""),
    )
    found, do = matter_of(release, request.POST), request.POST.get("do", "")
    found.lines = take_files(request, found.lines)
    if do.startswith(("more:", "less:")):
        found.form = application.with_rows_changed(found.form, do)
    if do and do != "anyway":
        for one in (form, *people):
            one.errors.clear()  # the page is drawn anew, nothing was submitted yet
        return shown(request, found, form, people)
    found.form_faults = item_rules.check_form(release, found.form)
    return submitted(request, found, form, people, anyway=do == "anyway")


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


People = tuple[parties.PartyForm, parties.AgentForm]


def submitted(
    request: StaffRequest, found: Matter, form: parties.MatterForm, people: People, *, anyway: bool
) -> HttpResponse:
    """Open and receive, or say at each field what is wrong: nothing typed is lost."""
    applicant, agent = people[0].checked(), people[1].agent()
    faulty = any(line.faults for line in found.lines) or found.bad_answers
    if not form.is_valid() or applicant is None or agent is None or faulty:
        return shown(request, found, form, people, status=422)
    if found.form_faults and not anyway:
        return shown(request, found, form, people, status=422)
    try:
        number = opened(request, found, form, applicant=applicant, agent=agent, authorisation=said(people[1]))
    except Invalid as refused:
        parties.show_faults(form, refused.errors or {"": [refused.code]})
    except Refused as refused:
        form.add_error(None, fault(refused.code))
    else:
        return redirect("desk:intake", number)
    return shown(request, found, form, people, status=422)


def said(agent: parties.AgentForm) -> str:
    """On what the agent acts."""
    return str(agent.cleaned_data.get("authorisation", ""))


def opened(
    request: StaffRequest,
    found: Matter,
    form: parties.MatterForm,
    *,
    applicant: Party,
    agent: Party,
    authorisation: str,
) -> str:
    """The case's number."""
    given = form.cleaned_data
    return actions.receive_matter(
        act=act_of(request, form),
        item=found.release.code,
        applicant=applicant,
        materials=materials.given(found.lines),
        answers=found.answers,
        form=found.form,
        channel=given["channel"],
        agent=agent,
        authorisation=authorisation,
        renewal_of=given["renewal_of"],
        permit_expires=given["permit_expires"],
    )


def shown(
    request: StaffRequest, found: Matter, form: parties.MatterForm, people: People, *, status: int = 200
) -> HttpResponse:
    """The page with everything that stands on it."""
    context = {
        **guided(request, found),
        "form": form,
        "applicant": people[0],
        "agent": people[1],
        "agent_open": any(people[1].data.get(f"g-{name}") for name in people[1].fields if name != "id_type"),
        "application": found.application,
        "form_faults": [
            (one.field.replace(".", "-"), application.label_of(found.release, one.field), leading.schema_fault(one))
            for one in found.form_faults
        ],
        "renews": any(lapse.since == "permit_expiry" for lapse in found.release.lapses),
        "leads": leading.known_legs(found.release, level_of(centre(request.actor.centre).division)),
        "failed": status != 200,
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
