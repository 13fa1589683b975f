"""Forms of review, custody, decision and ends."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.accounts import queries as accounts
from yizhan.cases.events import NOBODY, Party, Proof
from yizhan.cases.rules.materials import next_step
from yizhan.cases.rules.proposing import grant_words
from yizhan.catalogue.release import Step
from yizhan.catalogue.rules import fee, stop_basis
from yizhan.desk import words
from yizhan.desk.forms.base import CaseForm, LimitField, reason_field, text_field
from yizhan.desk.widgets import DataSelect
from yizhan.kernel.periods import Limit, Unit
from yizhan.places import queries as places
from yizhan.places.rules import chain
from yizhan.web.forms import DayInput

LICENCE_PROCEDURES = {
    "hearing": _("听证"),
    "tender": _("招标"),
    "auction": _("拍卖"),
    "inspection": _("检验"),
    "testing": _("检测"),
    "quarantine": _("检疫"),
    "appraisal": _("鉴定"),
    "expert_review": _("专家评审"),
}


class AdvanceForm(CaseForm):
    """The next step: an opinion, who went there, the proof of the other system."""

    step = forms.CharField(max_length=64, widget=forms.HiddenInput)
    agrees = forms.ChoiceField(
        label=_("意见"),
        choices=[("yes", _("同意，符合要求")), ("no", _("不同意，不符合要求"))],
        widget=forms.RadioSelect,
    )
    opinion = text_field(_("说明"), required=False, help_text=_("不同意的，必须说明"))

    def prepare(self) -> None:
        """Only the fields that the step needs."""
        step = self.step_in_hand()
        self.start("step", step.code if step else "")
        self.start("agrees", "yes")
        if step is not None and (step.kind == "survey" or step.officers > 1):
            self.fields["officers"] = forms.MultipleChoiceField(
                label=_("到场人员（不少于两人）"),
                choices=[(name, words.data(shown)) for name, shown in accounts.colleagues(self.of.actor.organ)],
                widget=forms.CheckboxSelectMultiple,
            )
            self.start("officers", [self.of.actor.account])
        if step is not None and (step.kind == "elsewhere" or step.elsewhere):
            self.fields["system"] = forms.CharField(label=_("在哪个系统办理"), max_length=100)
            self.fields["number"] = forms.CharField(label=_("该系统的编号"), max_length=80)
            self.fields["on"] = forms.DateField(label=_("该系统的办理日期"), widget=DayInput)
            self.start("system", step.elsewhere)
            self.start("on", self.of.today)

    def step_in_hand(self) -> Step | None:
        """The step that comes next."""
        return next_step(self.of.case, self.of.release)

    def proof(self) -> Proof | None:
        """The proof of a step done elsewhere."""
        given = self.cleaned_data
        if "system" not in given:
            return None
        return Proof(system=given["system"], number=given["number"], on=given["on"])


class PubliciseForm(CaseForm):
    """Where publicity happens."""

    step = forms.CharField(max_length=64, widget=forms.HiddenInput)
    place = forms.CharField(label=_("公示地点"), max_length=200)

    def prepare(self) -> None:
        """The step in hand."""
        step = next_step(self.of.case, self.of.release)
        self.start("step", step.code if step else "")


class StopForm(CaseForm):
    """A special procedure that stops the clock."""

    procedure = forms.ChoiceField(label=_("特别程序"), widget=DataSelect)
    told = LimitField(label=_("告知申请人需要多久"))
    reason = reason_field(required=False, label=_("说明"))

    def prepare(self) -> None:
        """Only procedures that a law lets stop the clock."""
        release = self.of.release
        own = [(one.code, one.name) for one in release.special_procedures if stop_basis(release, one.code)]
        listed = {code for code, _name in own}
        by_law = [
            (code, name)
            for code, name in LICENCE_PROCEDURES.items()
            if code not in listed and release.procedure(code) is None and stop_basis(release, code)
        ]
        self.fields["procedure"].choices = [*own, *by_law]  # type: ignore[attr-defined]
        self.start("told", Limit(10, Unit.WORKING_DAY))


class ResumeForm(CaseForm):
    """A special procedure that ended."""

    stop = forms.TypedChoiceField(label=_("哪一次停止"), coerce=int, widget=DataSelect)
    result = text_field(_("结果"), required=False)

    def prepare(self) -> None:
        """The stops that still stand."""
        self.fields["stop"].choices = [  # type: ignore[attr-defined]
            (one.stop, f"{self._name(one.procedure)} {one.on.isoformat()}")
            for one in self.of.case.stops
            if one.resumed is None
        ]

    def _name(self, code: str) -> str:
        known = self.of.release.procedure(code)
        return known.name if known else str(LICENCE_PROCEDURES.get(code, code))


class ConsultForm(CaseForm):
    """A question to another agency."""

    organ = forms.ChoiceField(label=_("征求哪个机关的意见"), widget=DataSelect)
    question = text_field(_("征求什么意见"))
    reply = LimitField(label=_("要求多久答复"), required=False)

    def prepare(self) -> None:
        """The agencies of the division and of those above it."""
        self.fields["organ"].choices = agencies(self.of.case.division, but=self.of.case.holder)  # type: ignore[attr-defined]
        self.start("reply", Limit(5, Unit.WORKING_DAY))


class AnswerForm(CaseForm):
    """The asked agency's answer."""

    consult = forms.TypedChoiceField(label=_("哪一次征求意见"), coerce=int)
    agrees = forms.ChoiceField(
        label=_("答复"), choices=[("yes", _("同意")), ("no", _("不同意"))], widget=forms.RadioSelect, initial="yes"
    )
    answer = text_field(_("答复意见"))

    def prepare(self) -> None:
        """The questions to one's own organ that are open."""
        mine = [one for one in self.of.case.consults if one.organ == self.of.actor.organ and one.answered is None]
        self.fields["consult"].choices = [(one.consult, f"{one.consult} · {one.on.isoformat()}") for one in mine]  # type: ignore[attr-defined]


class CloseConsultForm(CaseForm):
    """A question that is no longer waited for."""

    consult = forms.TypedChoiceField(label=_("哪一次征求意见"), coerce=int)
    reason = reason_field(help_text=_("不作为同意。之后收到的答复仍会留在本件的记录里。"))

    def prepare(self) -> None:
        """The questions that are open."""
        waiting = [one for one in self.of.case.consults if one.answered is None]
        names = places.names_of({one.organ for one in waiting})
        told = [(one.consult, f"{names.get(one.organ, one.organ)} {one.on.isoformat()}") for one in waiting]
        self.fields["consult"].choices = told  # type: ignore[attr-defined]


class ForwardForm(CaseForm):
    """The opinion with which the case goes up."""

    opinion = text_field(_("审查意见"))


class PassOnForm(CaseForm):
    """To a station or a leader of the same level; why is counted."""

    organ = forms.ChoiceField(label=_("流转给"), widget=DataSelect)
    cause = forms.ChoiceField(label=_("为什么不能在窗口办"), choices=words.choices(words.PASSING_CAUSES))
    reason = reason_field(required=False, label=_("说明"))

    def prepare(self) -> None:
        """The organs of the same division."""
        division = self.of.case.holder.partition("-")[0]
        found = places.agencies_in(division)
        self.fields["organ"].choices = [(one.code, one.name) for one in found if one.code != self.of.case.holder]  # type: ignore[attr-defined]


class DecideForm(CaseForm):
    """A grant."""

    content = text_field(_("决定内容"))
    valid_until = forms.DateField(label=_("有效期至"), required=False, widget=DayInput)
    decision_number = forms.CharField(
        label=_("决定文号"), max_length=80, required=False, help_text=_("不填写的，由系统编号")
    )

    def prepare(self) -> None:
        """The item's own wording; the decision is a Chinese paper."""
        self.start("content", grant_words(self.of.release))


class RefuseForm(CaseForm):
    """A refusal: which conditions of the law are not met, and the facts."""

    conditions = forms.MultipleChoiceField(
        label=_("不符合的条件"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("来自事项的法定条件")
    )
    facts = text_field(_("查明的事实"))
    reason = reason_field(required=False, label=_("理由（补充）"))
    decision_number = forms.CharField(label=_("决定文号"), max_length=80, required=False)

    def prepare(self) -> None:
        """The conditions with their articles."""
        self.fields["conditions"].choices = [  # type: ignore[attr-defined]
            (str(place), words.data(f"{one.text}（{one.article}）" if one.article else one.text))
            for place, one in enumerate(self.of.release.conditions)
        ]
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


class CollectorForm(CaseForm):
    """Who gets the result, and how."""

    mode = forms.ChoiceField(label=_("送达方式"), choices=words.choices(words.SERVICE_MODES), initial="direct")
    who = forms.ChoiceField(
        label=_("谁来领取"),
        choices=[("self", _("申请人本人，已核对证件")), ("other", _("他人代领，已核对证件和委托"))],
        widget=forms.RadioSelect,
        initial="self",
    )
    name = forms.CharField(label=_("代领人姓名"), max_length=100, required=False)
    id_number = forms.CharField(label=_("代领人身份证号码"), max_length=40, required=False)
    phone = forms.CharField(label=_("代领人电话"), max_length=30, required=False)

    def clean(self) -> dict[str, Any]:
        """Somebody else is named."""
        given = self.cleaned_data
        if given.get("who") == "other" and not given.get("name"):
            self.add_error("name", _("请填写代领人姓名。"))
        return given

    def collector(self) -> Party:
        """The applicant himself, or the one who was named; nobody where nothing is handed over."""
        given = self.cleaned_data
        if given["who"] == "self":
            applicant = self.of.case.applicant
            return applicant if given["mode"] in {"direct", "entrusted"} else NOBODY
        return Party(name=given["name"], id_number=given["id_number"], phone=given["phone"])


class WithdrawForm(CaseForm):
    """The applicant withdraws: here, or in a wish that he made somewhere."""

    wish = forms.ChoiceField(label=_("依据哪个请求"), required=False)
    reason = reason_field(required=False)

    def prepare(self) -> None:
        """His open wishes to withdraw."""
        found = [one for one in open_wishes(self) if one[0] == "withdraw"]
        self.fields["wish"].choices = [("", _("申请人当面提出")), *((key, shown) for _kind, key, shown in found)]  # type: ignore[attr-defined]


class AnswerWishForm(CaseForm):
    """A wish granted or declined."""

    wish = forms.ChoiceField(label=_("哪个请求"))
    granted = forms.ChoiceField(
        label=_("答复"), choices=[("yes", _("同意")), ("no", _("不同意"))], widget=forms.RadioSelect, initial="yes"
    )
    reason = reason_field(required=False, help_text=_("不同意的，必须说明理由"))

    def prepare(self) -> None:
        """The wishes that wait."""
        self.fields["wish"].choices = [(key, shown) for _kind, key, shown in open_wishes(self)]  # type: ignore[attr-defined]


class TerminateForm(CaseForm):
    """Ended without a decision."""

    outcome = forms.ChoiceField(label=_("终止的种类"), choices=words.choices(words.TERMINATIONS))
    reason = reason_field()


class AmendForm(CaseForm):
    """A wrong decision put right."""

    granted = forms.ChoiceField(
        label=_("改为"), choices=[("yes", _("准予")), ("no", _("不予批准"))], widget=forms.RadioSelect, initial="no"
    )
    ground = text_field(_("纠正的依据"), rows=2)
    content = text_field(_("决定内容"), required=False)
    reason = reason_field(required=False, help_text=_("改为不予批准的，必须说明理由"))


class VisitForm(CaseForm):
    """The citizen came."""

    cause = forms.ChoiceField(label=_("为什么没有办成"), choices=words.choices(words.VISITS), initial="in-vain")
    note = forms.CharField(label=_("备注"), max_length=300, required=False)


class PayForm(CaseForm):
    """Money taken."""

    amount = forms.DecimalField(label=_("金额（元）"), min_value=0, max_digits=11, decimal_places=2)
    receipt = forms.CharField(label=_("票据号码"), max_length=80)

    def prepare(self) -> None:
        """The standard, which alone may be taken."""
        self.start("amount", fee(self.of.release, self.of.case.answers).total)


class WishForm(CaseForm):
    """A wish."""

    kind = forms.ChoiceField(label=_("请求什么"), choices=words.choices(words.WISHES))
    reason = reason_field(required=False)


class EvaluateForm(CaseForm):
    """One evaluation a case."""

    grade = forms.ChoiceField(label=_("满意度"), choices=words.choices(words.GRADES), widget=forms.RadioSelect)
    channel = forms.ChoiceField(label=_("评价渠道"), choices=words.choices(words.EVALUATION_CHANNELS), initial="5")
    words = text_field(_("评价内容"), required=False)


class NumberForm(CaseForm):
    """Another system's number."""

    system = forms.ChoiceField(label=_("系统"), choices=[("provincial", _("省政务服务平台")), ("line", _("业务系统"))])
    other = forms.CharField(label=_("编号"), max_length=80)


def open_wishes(form: CaseForm) -> list[tuple[str, str, str]]:
    """Kind, key and words of every wish that waits."""
    answered = form.of.case.wishes_answered
    found = [fact for fact in form.of.facts if fact.kind == "wish" and fact.key not in answered]
    return [(one.cause, one.key, f"{words.word(words.WISHES, one.cause)} · {one.on.isoformat()}") for one in found]


def agencies(division: str, *, but: str) -> list[tuple[str, str]]:
    """The agencies of a division and of those above it."""
    found = [one for code in reversed(chain(division)) for one in places.agencies_in(code)]
    return [(one.code, one.name) for one in found if one.code != but]
