"""The base of every form of an act on a case, and what several of them share."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yizhan.cases.access import Seen
from yizhan.cases.events import Proof
from yizhan.cases.rules.recognising import Recognised, recognise
from yizhan.desk import words
from yizhan.desk.forms import materials
from yizhan.desk.forms.materials import Line
from yizhan.kernel.periods import Limit
from yizhan.web.forms import ActForm, DayInput
from yizhan.web.refusals import Text
from yizhan.web.wording import full_date

LONGEST = 2000


class CaseForm(ActForm):
    """A form that knows the case which its reader sees: `of`. Subclasses fill their choices in `prepare`."""

    def __init__(self, *args: Any, of: Seen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = of
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and first values from the case."""

    def start(self, name: str, value: object) -> None:
        """A first value that whoever opens the form may change."""
        self.initial.setdefault(name, value)


class PlainForm(CaseForm):
    """An act that needs nothing but the will to do it."""


class LinesForm(CaseForm):
    """Papers taken in: the lines of the list that the case waits for, or the whole list."""

    lines: list[Line]

    def prepare(self) -> None:
        """The lines, filled in as far as they were sent."""
        empty = self.wanted()
        self.lines = materials.read(empty, cast(QueryDict, self.data)) if self.is_bound else empty

    def wanted(self) -> list[Line]:
        """The lines to show."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """At least one line was received."""
        if not materials.given(self.lines):
            self.add_error(None, materials.nothing_ticked(self.lines))
        return self.cleaned_data


class LimitField(forms.MultiValueField):
    """A limit: a number and its unit."""

    def __init__(self, *, longest: int = 999, **kwargs: Any) -> None:
        units = words.choices({unit: words.UNITS[unit] for unit in ("wd", "d", "mo")})
        fields = (forms.IntegerField(min_value=1, max_value=longest), forms.ChoiceField(choices=units))
        number = forms.NumberInput(attrs={"min": 1, "aria-label": _("期限的数字")})
        widget = LimitInput((number, forms.Select(choices=units, attrs={"aria-label": _("期限的单位")})))
        super().__init__(fields=fields, widget=widget, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[Any]) -> Limit | None:
        """The limit; None where no number was given."""
        return Limit.parse(f"{data_list[0]}{data_list[1]}") if data_list and data_list[0] else None


class LimitInput(forms.MultiWidget):
    """A number and a list of units side by side."""

    template_name = "desk/_limit.html"
    use_fieldset = True

    def decompress(self, value: Any) -> list[Any]:
        """A limit as number and unit."""
        return [value.value, str(value.unit)] if isinstance(value, Limit) else [None, "wd"]


def needed_when(when: Text) -> dict[str, Any]:
    """Of a field that is not always required: when it must be filled, which stands beside its label."""
    return {"label_suffix": when}


def text_field(
    label: Text, *, rows: int = 3, required: bool = True, help_text: Text = "", needed: Text = ""
) -> forms.CharField:
    """A field for sentences; `needed` says beside the label when one that is not always required must be filled."""
    widget = forms.Textarea(attrs={"rows": rows})
    words: dict[str, Any] = {"label": label, "help_text": help_text, "label_suffix": needed or None}
    return forms.CharField(max_length=LONGEST, required=required, widget=widget, **words)


REASON = _("理由")


def reason_field(
    *, label: Text = REASON, required: bool = True, help_text: Text = "", needed: Text = ""
) -> forms.CharField:
    """A reason, in sentences."""
    return text_field(label, required=required, help_text=help_text, needed=needed)


class ReasonForm(CaseForm):
    """An act that needs its reason."""

    reason = reason_field()


class ProvenForm(CaseForm):
    """What was done in another system is proved by that system's number and date (异地系统办理).

    What came back from it may be pasted as it is; `recognised` is what it says, shown before anything is recorded.
    """

    recognised: Recognised | None = None

    def ask_for_proof(self, system: str) -> None:
        """The fields of the proof, what was pasted first."""
        self.fields["said"] = text_field(
            _("该系统返回的内容"),
            required=False,
            help_text=_("整段粘贴在这里，从中认出编号、日期和结果，填进下面各项；核对以后再办理。原文作为凭据保存。"),
        )
        self.fields["system"] = forms.CharField(label=_("在哪个系统办理"), max_length=100)
        self.fields["number"] = forms.CharField(label=_("该系统的编号"), max_length=80)
        self.fields["on"] = forms.DateField(label=_("该系统的办理日期"), widget=DayInput)
        self.start("system", system)
        self.start("on", self.of.today)
        self.order_fields(["said"])

    @property
    def is_proven_elsewhere(self) -> bool:
        """Whether the proof of another system is asked for."""
        return "said" in self.fields

    def read(self, typed: QueryDict) -> "ProvenForm":
        """The same form with what the pasted text says in its fields; what it does not say stays as it was typed, but
        the day that nobody typed: today's is only where the form begins."""
        found = recognise(typed.get("said", "")[:LONGEST], today=self.of.today, known={self.of.case.number})
        filled = typed.copy()
        for name, value in (("number", found.number), ("on", found.on and found.on.isoformat())):
            if value:
                filled[name] = value
        if found.on is None and filled.get("on") == self.of.today.isoformat():
            filled["on"] = ""
        if "agrees" in self.fields and found.agrees is not None:
            filled["agrees"] = "yes" if found.agrees else "no"
        form = type(self)(filled, of=self.of)
        form.errors.clear()  # nothing was sent yet
        form.recognised = found
        return form

    def proof(self) -> Proof | None:
        """The proof, where one was asked for."""
        given = self.cleaned_data
        if "system" not in given:
            return None
        return Proof(system=given["system"], number=given["number"], on=given["on"], said=given["said"])


def open_wishes(form: CaseForm) -> list[tuple[str, str, str]]:
    """Kind, key and words of every wish that waits."""
    answered = form.of.case.wishes_answered
    found = [fact for fact in form.of.facts if fact.kind == "wish" and fact.key not in answered]
    return [(one.cause, one.key, f"{words.word(words.WISHES, one.cause)} · {full_date(one.on)}") for one in found]
