"""Who applies, and who for him (申请人、代理人)."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yizhan.cases.events import NOBODY, Party
from yizhan.cases.rules.parties import checked
from yizhan.desk import words
from yizhan.desk.forms.base import CaseForm
from yizhan.kernel.masking import mask_address, mask_phone
from yizhan.kernel.refusals import Invalid
from yizhan.web.forms import ActForm, DayInput
from yizhan.web.refusals import fault

APPLICANT = "a"
LONGEST = 2000
SEPARATORS = re.compile("[，,；;\t]")
TELEPHONE = re.compile(r"\+?[0-9][0-9 -]{5,}")
ORGANISATIONS = frozenset({"821", "uscc"})


class PartyForm(forms.Form):
    """A person or an organisation, as the paper says."""

    use_required_attribute = False
    name = forms.CharField(label=_("姓名（名称）"), max_length=100)
    id_type = forms.ChoiceField(label=_("证件种类"), choices=words.choices(words.ID_TYPES), initial="111")
    id_number = forms.CharField(label=_("证件号码"), max_length=40)
    phone = forms.CharField(label=_("联系电话"), max_length=30, required=False)
    address = forms.CharField(label=_("住址（地址）"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.prefix == APPLICANT:  # what a card reader reads goes there, wherever the cursor stands
            self.fields["id_number"].widget.attrs["data-idcard"] = "1"
            for name in ("name", "address"):
                self.fields[name].widget.attrs["data-card"] = name

    def party(self) -> Party:
        """What was typed, not yet checked."""
        given = self.cleaned_data
        kind = "organisation" if given["id_type"] in ORGANISATIONS else "person"
        return Party(kind=kind, **{name: given[name] for name in ("name", "id_type", "id_number", "phone", "address")})

    def checked(self) -> Party | None:
        """The party with its numbers checked; None with the faults at their fields."""
        if not self.is_valid():
            return None
        try:
            return checked(self.party())
        except Invalid as found:
            show_faults(self, found.errors)
            return None


class AgentForm(PartyForm):
    """Somebody who files for the applicant: everything empty means nobody does."""

    authorisation = forms.CharField(
        label=_("委托依据"),
        max_length=500,
        required=False,
        help_text=_("委托书的日期和内容；村级代办员填写申请人的委托。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "id_number"):
            self.fields[name].required = False

    def agent(self) -> Party | None:
        """The agent, NOBODY where none was typed, None with faults."""
        if not self.is_valid():
            return None
        if not self.cleaned_data["name"] and not self.cleaned_data["id_number"]:
            return NOBODY
        return self.checked()


class PeopleField(forms.CharField):
    """People of whom nobody saw a document, one a line: name, address, telephone, with commas between."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, **kwargs)

    def clean(self, value: Any) -> list[Party]:
        """Each line as a person, not yet checked."""
        return [person_of(line) for line in super().clean(value).splitlines() if line.strip()]


def person_of(line: str) -> Party:
    """Somebody as a line names him: the name first, what looks like a telephone is one, the rest his address."""
    name, *rest = [part.strip() for part in SEPARATORS.split(line)]
    phone = next((part for part in rest if TELEPHONE.fullmatch(part)), "")
    return Party(name=name, phone=phone, address="，".join(part for part in rest if part and part != phone))


class MatterForm(ActForm):
    """What belongs to a new matter besides its people, answers, papers and form."""

    channel = forms.ChoiceField(label=_("申请方式"), choices=words.choices(words.CHANNELS), initial="window")
    renewal_of = forms.CharField(label=_("原许可证编号"), max_length=60, required=False)
    permit_expires = forms.DateField(label=_("原许可证到期日"), required=False, widget=DayInput)


def show_faults(form: forms.BaseForm, errors: Mapping[str, Sequence[str]]) -> None:
    """Put the faults of an action at the fields of a form; those of no field of it at its head."""
    for name, codes in errors.items():
        for code in codes:
            form.add_error(name if name in form.fields else None, fault(code))


class ContactForm(CaseForm):
    """Another telephone number or address; what is there now is told masked, as on the case's page."""

    phone = forms.CharField(label=_("申请人电话"), max_length=30, required=False)
    address = forms.CharField(label=_("申请人住址（地址）"), max_length=200, required=False)
    agent_phone = forms.CharField(label=_("代理人电话"), max_length=30, required=False)
    agent_address = forms.CharField(label=_("代理人住址（地址）"), max_length=200, required=False)

    def prepare(self) -> None:
        """What is there now; of an agent only where there is one."""
        case = self.of.case
        for party, phone, address in (
            (case.applicant, "phone", "address"),
            (case.agent, "agent_phone", "agent_address"),
        ):
            if party is case.agent and not party.name:
                del self.fields[phone], self.fields[address]
                continue
            self.fields[phone].help_text = stays(mask_phone(party.phone))
            self.fields[address].help_text = stays(mask_address(party.address))


def stays(now: str) -> str:
    """What is there now, which stays where nothing is typed."""
    return format_html(gettext("现在：{}。不变的不用填写。"), words.data(now)) if now else gettext("现在没有登记。")
