"""A new matter as its page has it: what was answered, received and typed, read back from what was sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from yizhan.catalogue import rules as item_rules
from yizhan.catalogue.release import Question, Release
from yizhan.catalogue.rules import FormFault
from yizhan.desk.forms import application, materials, parties
from yizhan.desk.forms.materials import Line
from yizhan.desk.people import Reusable
from yizhan.kernel.refusals import Invalid


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
    unanswered: Sequence[Question] = ()

    @property
    def application(self) -> list[application.Field]:
        """The application form's fields."""
        return application.fields(self.release, self.form, self.form_faults)


def matter_of(release: Release, given: QueryDict, reusable: Sequence[Reusable]) -> Matter:
    """What stands on the page as it was sent: answers first, since they choose the lines."""
    raw = {question.code: answer_to(question.code, given) for question in release.questions}
    answers, bad = answers_of(release, raw)
    listed = materials.with_reusable(materials.lines_of(item_rules.checklist(release, answers)), reusable)
    lines = materials.read(listed, given)
    return Matter(
        release=release,
        answers=answers,
        raw=raw,
        bad_answers=bad,
        lines=lines,
        form=application.filled(release, application.read(release, given), given),
    )


KNOWN_BY_THE_PAGE = {"agent": "g-name", "renewal": "renewal_of"}
"""Questions that another field of the page answers: whether somebody files for the applicant, whether a permit is
renewed."""


def answer_to(question: str, given: QueryDict) -> str:
    """What was answered, or what the page knows by itself."""
    source = KNOWN_BY_THE_PAGE.get(question, "") if "a-name" in given else ""
    known = ("yes" if given.get(source, "").strip() else "no") if source else ""
    return given.get(f"q.{question}", "") or known


def answers_of(release: Release, raw: Mapping[str, str]) -> tuple[dict[str, Any], Mapping[str, Any]]:
    """The answers that can be read, and the faults of the others."""
    try:
        return item_rules.read_answers(release, raw), {}
    except Invalid as found:
        readable = {code: text for code, text in raw.items() if code not in found.errors}
        return item_rules.read_answers(release, readable), found.errors


@dataclass(frozen=True, kw_only=True)
class Sent:
    """The forms of the page: the matter's own, the applicant's, the agent's."""

    form: parties.MatterForm
    applicant: parties.PartyForm
    agent: parties.AgentForm

    def without_faults(self) -> "Sent":
        """The same, drawn anew without a word about what is not filled in yet."""
        for one in (self.form, self.applicant, self.agent):
            one.errors.clear()
        return self

    def is_sound(self) -> bool:
        """Whether people and matter can be read; the faults are then at their fields."""
        readable = (self.form.is_valid(), self.applicant.checked() is not None, self.agent.agent() is not None)
        return all(readable)

    def wanted(self, found: Matter) -> dict[str, Any]:
        """What opens the case and what it receives, of a sound page."""
        given = self.form.cleaned_data
        return {
            "item": found.release.code,
            "applicant": self.applicant.checked(),
            "materials": materials.given(found.lines),
            "answers": found.answers,
            "form": found.form,
            "channel": given["channel"],
            "agent": self.agent.agent(),
            "authorisation": str(self.agent.cleaned_data.get("authorisation", "")),
            "renewal_of": given["renewal_of"],
            "permit_expires": given["permit_expires"],
            "reused": [line.reusable for line in found.lines if line.reused and line.reusable],
        }


def sent_of(form: parties.MatterForm, given: QueryDict | None) -> Sent:
    """The forms as they were sent, or empty ones."""
    return Sent(
        form=form,
        applicant=parties.PartyForm(given, prefix="a", label_suffix=""),
        agent=parties.AgentForm(given, prefix="g", label_suffix=""),
    )
