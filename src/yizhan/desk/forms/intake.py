"""Forms of intake: correction, pledge, not required, not competent, on the spot, papers taken in."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yizhan.cases.events import Wanted
from yizhan.cases.rules.intake import BEYOND
from yizhan.cases.rules.materials import missing
from yizhan.catalogue.release import Question
from yizhan.catalogue.rules import check_form, checklist, read_answers
from yizhan.desk import words
from yizhan.desk.forms import application
from yizhan.desk.forms.application import Field
from yizhan.desk.forms.base import CaseForm, LimitField, LinesForm, reason_field, text_field
from yizhan.desk.forms.materials import Line, line_of, lines_of
from yizhan.kernel.periods import Limit, Unit
from yizhan.kernel.refusals import Invalid

GIVEN = _("已收到；不符合要求的，写明哪里不符合")
NOT_GIVEN = _("没有收到；需要补交的，写明原因")


class CorrectionForm(CaseForm):
    """Everything that is missing, told once: a reason on each line; lines that were given may be asked for again."""

    def prepare(self) -> None:
        """A field a line; the missing ones have their reason already."""
        lacking = {line.code for line in missing(self.of.case, self.of.release)}
        for line in checklist(self.of.release, self.of.case.answers):
            name = f"reason.{line.code}"
            given = line.code in self.of.case.materials
            self.fields[name] = forms.CharField(
                label=words.data(line.material.name),
                max_length=300,
                required=line.code in lacking,
                help_text="" if line.code in lacking else GIVEN if given else NOT_GIVEN,
            )
            if line.code in lacking:
                self.start(name, _reason(line.condition))
        self.fields["beyond_name"] = forms.CharField(label=_("清单以外的材料"), max_length=100, required=False)
        self.fields["beyond_reason"] = forms.CharField(
            label=_("为什么还要这份材料"),
            max_length=300,
            required=False,
            help_text=_("清单以外的材料一般不得要求；确有依据的写明理由，会印在告知书上。"),
        )

    def clean(self) -> dict[str, Any]:
        """A paper beyond the list is asked for with its reason, or not at all."""
        given = self.cleaned_data
        for name, other in (("beyond_name", "beyond_reason"), ("beyond_reason", "beyond_name")):
            if given.get(other) and not given.get(name):
                self.add_error(name, _("清单以外的材料，名称和理由都要写。"))
        return given

    @property
    def told(self) -> list[forms.BoundField]:
        """The lines that must be told."""
        return [one for one in self.visible_fields() if one.field.required]

    @property
    def others(self) -> list[forms.BoundField]:
        """The lines that may be asked for besides."""
        return [one for one in self.visible_fields() if not one.field.required]

    def wanted(self) -> tuple[Wanted, ...]:
        """The lines that have a reason, and a paper beyond the list with the reason why it is asked for."""
        listed = tuple(
            Wanted(code=name.partition(".")[2], name=self._name(name.partition(".")[2]), reason=reason)
            for name, reason in self.cleaned_data.items()
            if name.startswith("reason.") and reason
        )
        beyond = self.cleaned_data.get("beyond_name")
        if not beyond:
            return listed
        why = f"不在本事项的材料清单内，要求的理由：{self.cleaned_data['beyond_reason']}"  # the notice is Chinese
        return (*listed, Wanted(code=BEYOND, name=beyond, reason=why))

    def _name(self, code: str) -> str:
        material = self.of.release.material(code)
        return material.name if material else code


def _reason(condition: str) -> str:
    """The notice is Chinese, so its words are not translated."""
    return f"未提交（{condition}的须提交）。" if condition else "未提交。"


class PledgeForm(CaseForm):
    """Acceptance with minor gaps: until when the lacking papers come."""

    supply = LimitField(label=_("多久以内补交"), help_text=_("不能超过承诺、法定的办结期限"))

    def prepare(self) -> None:
        """A line for each lacking paper."""
        self.start("supply", Limit(5, Unit.WORKING_DAY))
        for line in missing(self.of.case, self.of.release):
            self.fields[f"reason.{line.code}"] = forms.CharField(
                label=words.data(line.material.name), max_length=300, required=False, help_text=_("申请人说明的原因")
            )

    def reasons(self) -> dict[str, str]:
        """The reasons by material."""
        return {
            name.partition(".")[2]: reason
            for name, reason in self.cleaned_data.items()
            if name.startswith("reason.") and reason
        }


class NotCompetentForm(CaseForm):
    """Not this organ's power."""

    competent = forms.CharField(label=_("有权办理的机关"), max_length=200)
    reason = reason_field()


class OnTheSpotForm(CaseForm):
    """An error corrected at the window: what, the answers to the guiding questions and the form as they are now."""

    what = text_field(_("更正了什么"), rows=2)

    def prepare(self) -> None:
        """A field for each question; the form as it was typed, or as it stands in the case."""
        for question in self.of.release.questions:
            self.fields[f"q.{question.code}"] = question_field(question)
            self.start(f"q.{question.code}", answer_text(self.of.case.answers.get(question.code)))
        self.values: dict[str, Any] = (
            application.read(self.of.release, self.data) if self.is_bound else dict(self.of.case.form)  # type: ignore[arg-type]
        )

    @property
    def application(self) -> list[Field]:
        """The application form's fields, with the faults that stand in the way of acceptance."""
        return application.fields(self.of.release, self.values, check_form(self.of.release, self.values))

    def clean(self) -> dict[str, Any]:
        """The answers as the rules take them."""
        typed = {name.removeprefix("q."): str(value) for name, value in self.cleaned_data.items()}
        try:
            self.answers = read_answers(self.of.release, typed)
        except Invalid as fault:
            for code in fault.errors:
                self.add_error(f"q.{code}", _("请核对这个答案。"))
        return self.cleaned_data

    def answers_now(self) -> dict[str, Any]:
        """All the answers, where one of them was changed."""
        before = {code: answer_text(answer) for code, answer in self.of.case.answers.items()}
        now = {code: answer_text(answer) for code, answer in self.answers.items()}
        return self.answers if now != before else {}

    def changed(self) -> dict[str, Any]:
        """What differs from the form in the case; an emptied field is written as empty."""
        before = self.of.case.form
        return {
            name: self.values.get(name, "")
            for name in {*before, *self.values}
            if self.values.get(name, "") != before.get(name, "")
        }


def question_field(question: Question) -> forms.Field:
    """A guiding question as a field; nobody has to answer it here."""
    label = words.data(question.text)
    match question.kind:
        case "yes_no":
            return forms.ChoiceField(
                label=label, required=False, choices=[("", "—"), ("yes", _("是")), ("no", _("否"))]
            )
        case "choice":
            choices = [(one.code, words.data(one.text)) for one in question.choices]
            return forms.ChoiceField(label=label, required=False, choices=[("", "—"), *choices])
        case _:
            return forms.CharField(label=label, required=False, max_length=40, help_text=words.data(question.unit))


def answer_text(answer: object) -> str:
    """An answer as it is typed."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return "" if answer is None else str(answer)


class SubmitForm(LinesForm):
    """The papers of a case that was only opened: the whole checklist, of which something must be there."""

    def wanted(self) -> list[Line]:
        """The checklist that the answers lead to."""
        return lines_of(checklist(self.of.release, self.of.case.answers))


class CorrectForm(LinesForm):
    """The papers that the correction notice asked for."""

    def wanted(self) -> list[Line]:
        """Its lines."""
        correction = self.of.case.correction
        return list(_named(self, correction.wanted if correction else ()))


class SupplementForm(LinesForm):
    """Pledged papers, or those that complete an urgent matter."""

    def wanted(self) -> list[Line]:
        """The pledged lines; of an urgent matter those that are missing."""
        if self.of.case.pledge is not None and self.of.case.outstanding_pledge:
            return list(_named(self, self.of.case.pledge.lacking))
        return [line_of(line.material, condition=line.condition) for line in missing(self.of.case, self.of.release)]


class HandInForm(LinesForm):
    """Papers handed in at any centre."""

    mode = forms.ChoiceField(label=_("交件方式"), choices=words.choices(words.HAND_IN_MODES), initial="window")

    def wanted(self) -> list[Line]:
        """What the case waits for first, then the rest of the list."""
        asked = {one.code for one in waited_for(self)}
        lines = [
            line_of(one.material, must=one.code in asked, condition=one.condition)
            for one in checklist(self.of.release, self.of.case.answers)
        ]
        return sorted(lines, key=lambda line: not line.must)


def waited_for(form: CaseForm) -> tuple[Wanted, ...]:
    """The papers that the case waits for now."""
    case = form.of.case
    if case.state == "correction-requested" and case.correction is not None:
        return case.correction.wanted
    if case.pledge is not None and case.outstanding_pledge:
        return case.pledge.lacking
    return tuple(Wanted(code=line.code) for line in missing(case, form.of.release))


def _named(form: CaseForm, wanted: tuple[Wanted, ...]) -> Iterator[Line]:
    for one in wanted:
        material = form.of.release.material(one.code)
        yield (
            line_of(material, condition=one.reason)
            if material
            else Line(code=one.code, name=one.name or gettext("材料"))
        )
