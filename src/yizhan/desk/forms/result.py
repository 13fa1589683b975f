"""Forms of the decision and what follows: grant, refusal, certificate, service, amendment."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yizhan.cases.events import NOBODY, Party, Service
from yizhan.cases.facts import ORDER
from yizhan.cases.rules.decision import decided_elsewhere
from yizhan.cases.rules.proposing import grant_words
from yizhan.desk import words
from yizhan.desk.forms.base import CaseForm, ProvenForm, needed_when, open_wishes, reason_field, text_field
from yizhan.web.forms import DayInput
from yizhan.web.refusals import Text


class DecisionForm(ProvenForm):
    """What grants and refusals share: the articles, and the other system where it is decided there."""

    basis = text_field(_("依据（补充）"), rows=2, required=False, help_text=_("不填写的，引用本事项的设定依据。"))

    def prepare(self) -> None:
        """The proof of a decision made elsewhere."""
        if system := decided_elsewhere(self.of.case, self.of.release):
            self.ask_for_proof(system)


class DecideForm(DecisionForm):
    """A grant."""

    content = text_field(_("决定内容"))
    facts = text_field(_("查明的事实"), required=False)
    valid_until = forms.DateField(label=_("有效期至"), required=False, widget=DayInput)
    decision_number = forms.CharField(
        label=_("决定文号"), max_length=80, required=False, help_text=_("不填写的，由系统编号")
    )

    def prepare(self) -> None:
        """The item's own wording; the decision is a Chinese paper."""
        super().prepare()
        self.start("content", grant_words(self.of.case, self.of.release))
        if self.of.release.is_payment:
            self.fields["content"].help_text = gettext("写明给多少、给几个人、从哪月起发，群众凭这份决定书来问。")
        self.start("valid_until", self.of.release.permit_until(self.of.today))
        self.fields["valid_until"].help_text = self.validity_words()

    def validity_words(self) -> str:
        """What an empty field means for this item."""
        if months := self.of.release.permit_months:
            return gettext("本事项的证件有效期为 %(n)s 个月，不填的按此计算。") % {"n": months}
        return gettext("有期限的才填；不填的，决定书上不写有效期。")


class RefuseForm(DecisionForm):
    """A refusal: which conditions of the law are not met, and the facts."""

    conditions = forms.MultipleChoiceField(
        label=_("不符合的条件"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("来自事项的法定条件")
    )
    facts = text_field(_("查明的事实"))
    reason = reason_field(required=False, label=_("理由（补充）"))
    decision_number = forms.CharField(label=_("决定文号"), max_length=80, required=False)

    def prepare(self) -> None:
        """The conditions with their articles."""
        super().prepare()
        self.offer(
            "conditions",
            [
                (str(place), words.data(f"{one.text}（{one.article}）" if one.article else one.text))
                for place, one in enumerate(self.of.release.conditions)
            ],
        )
        if not self.of.release.conditions:
            del self.fields["conditions"]

    def clean(self) -> dict[str, Any]:
        """A refusal without a reason is none (Licensing Law art. 38)."""
        given = self.cleaned_data
        if not given.get("conditions") and not given.get("reason"):
            self.add_error("reason", _("请勾选不符合的条件，或者写明理由。"))
        return given

    def whole_reason(self) -> str:
        """The conditions that are not met, in the law's words, then what was added."""
        known = self.of.release.conditions
        unmet = [known[int(place)] for place in self.cleaned_data.get("conditions", ())]
        said = [f"不符合{one.article}“{one.text}”的条件。" for one in unmet]
        return "\n".join([*said, self.cleaned_data["reason"]]).strip()


class CertifyForm(CaseForm):
    """The certificate or result paper."""

    name = forms.CharField(label=_("证件、文书名称"), max_length=200, required=False)
    certificate_number = forms.CharField(
        label=_("证件、文书编号"), max_length=80, required=False, help_text=_("不填写的，用决定文号")
    )

    def prepare(self) -> None:
        """The result that the item names."""
        self.start("name", self.of.release.result.name if self.of.release.result else "")


IN_PERSON, FOR = "direct entrusted", "mode:{}"
MODES_OF = {
    "who": IN_PERSON,
    "proxy_reason": IN_PERSON,
    "place": f"{IN_PERSON} witness public-notice",
    "witnesses": "witness",
    "consent": "electronic",
    "remark": "post electronic witness public-notice",
}
"""The fields of each way of service (送达方式)."""
OF_ANOTHER = ("name", "id_number", "phone", "proxy_reason")
GROUPS = (
    (IN_PERSON, _("当面交付"), ("who", *OF_ANOTHER)),
    ("witness", _("留置送达"), ("witnesses",)),
    ("electronic", _("电子送达"), ("consent",)),
    ("direct post entrusted electronic witness public-notice", _("地点和说明"), ("place", "remark")),
)
HELP_BY_MODE = {
    "place": (
        (IN_PERSON, _("不填写的，为本中心。")),
        ("witness", _("留在哪里。")),
        ("public-notice", _("在哪里公告。")),
    ),
    "remark": (
        ("post", _("邮件号码。")),
        ("electronic", _("送达回执的编号。")),
        ("witness", _("拒收事由和日期。")),
        ("public-notice", _("为什么不能用其他方式送达。")),
    ),
}
NEEDED_BY_MODE = {
    "place": (
        ("public-notice", _("公告送达时必填")),
        ("direct entrusted witness", _("当面交付、留置送达时选填")),
    ),
    "remark": (
        ("post witness public-notice", _("邮寄、留置、公告送达时必填")),
        ("electronic", _("电子送达时选填")),
    ),
}
"""When a field must be filled: what stands beside its label instead of 选填."""
OF_A_PROXY = _("他人代领时必填")


class CollectorForm(CaseForm):
    """Who gets the result, and how."""

    mode = forms.ChoiceField(label=_("送达方式"), choices=words.choices(words.SERVICE_MODES), initial="direct")
    who = forms.ChoiceField(
        label=_("谁来领取"),
        choices=[("self", _("申请人本人，已核对证件")), ("other", _("他人代领，已核对证件和委托"))],
        widget=forms.RadioSelect,
        initial="self",
    )
    name = forms.CharField(label=_("代领人姓名"), max_length=100, required=False, **needed_when(OF_A_PROXY))
    id_number = forms.CharField(label=_("代领人身份证号码"), max_length=40, required=False)
    phone = forms.CharField(label=_("代领人电话"), max_length=30, required=False)
    proxy_reason = forms.CharField(
        label=_("代领理由"),
        max_length=200,
        required=False,
        **needed_when(OF_A_PROXY),
        help_text=_("如：同住成年家属代收；持委托书代领。本件登记的代理人来领的，不用填写。"),
    )
    place = forms.CharField(label=_("送达地点"), max_length=200, required=False)
    witnesses = forms.CharField(
        label=_("见证人"),
        max_length=200,
        required=False,
        **needed_when(_("留置送达时必填")),
        help_text=_("两人以上用空格分开。"),
    )
    consent = forms.CharField(
        label=_("同意电子送达的记录"),
        max_length=200,
        required=False,
        **needed_when(_("电子送达时必填")),
        help_text=_("何时、以什么方式同意，送到哪里。"),
    )
    remark = forms.CharField(label=_("说明"), max_length=200, required=False)

    def prepare(self) -> None:
        """What a field is for under each way, and when it must be filled; a script shows the chosen one's."""
        for name, said in HELP_BY_MODE.items():
            self.fields[name].help_text = by_mode(said)
        for name, needed in NEEDED_BY_MODE.items():
            self.fields[name].label_suffix = by_mode(needed)

    def groups(self) -> Iterator[tuple[str, Text, list[tuple[str, forms.BoundField]]]]:
        """The fields of each way under its heading, with the answer under which each is shown."""
        for modes, title, names in GROUPS:
            rows = [("who:other" if name in OF_ANOTHER else FOR.format(MODES_OF[name]), self[name]) for name in names]
            yield FOR.format(modes), title, rows

    def clean(self) -> dict[str, Any]:
        """Somebody else is named."""
        given = self.cleaned_data
        if self.is_in_person() and given.get("who") == "other" and not given.get("name"):
            self.add_error("name", _("请填写代领人姓名。"))
        return given

    def is_in_person(self) -> bool:
        """Whether somebody takes the paper into his hands."""
        return self.cleaned_data.get("mode") in IN_PERSON.split()

    def said(self, name: str) -> str:
        """A field of the chosen way; what was typed under another way before is none."""
        given = self.cleaned_data
        return str(given[name]) if given["mode"] in MODES_OF[name].split() else ""

    def service(self) -> Service:
        """How it was served."""
        by_another = self.cleaned_data["who"] == "other"
        return Service(
            place=self.said("place"),
            witnesses=tuple(self.said("witnesses").replace("、", " ").split()),
            proxy_reason=self.said("proxy_reason") if by_another else "",
            consent=self.said("consent"),
            remark=self.said("remark"),
        )

    def collector(self) -> Party:
        """The applicant himself, or the one who was named; nobody where nothing is handed over."""
        given = self.cleaned_data
        if not self.is_in_person():
            return NOBODY
        if given["who"] == "self":
            return self.of.case.applicant
        return Party(name=given["name"], id_number=given["id_number"], phone=given["phone"])


def by_mode(said: Iterable[tuple[str, Text]]) -> SafeString:
    """Words that depend on the way of service, all of them on the page; a script shows the chosen one's."""
    return format_html_join(" ", '<span data-for="{}">{}</span>', ((FOR.format(modes), hint) for modes, hint in said))


class AmendForm(CaseForm):
    """A wrong decision put right."""

    granted = forms.ChoiceField(
        label=_("改为"), choices=[("yes", _("准予")), ("no", _("不予批准"))], widget=forms.RadioSelect, initial="no"
    )
    ground = text_field(_("纠正的依据"), rows=2)
    content = text_field(_("决定内容"), required=False)
    reason = reason_field(required=False, needed=_("改为不予批准的必填"))
    order = forms.ChoiceField(label=_("执行哪项责令纠正"), required=False)

    def prepare(self) -> None:
        """The orders of a higher authority that wait."""
        found = [(key, shown) for kind, key, shown in open_wishes(self) if kind == ORDER]
        self.offer("order", [("", _("本机关自行纠正")), *found])


class OrderForm(CaseForm):
    """Why a decision must be put right."""

    ground = text_field(_("责令纠正的事实和依据"))
