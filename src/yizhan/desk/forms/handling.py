"""Forms of review, custody, ends, and facts beside a case."""

from datetime import time

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from yizhan.accounts import queries as accounts
from yizhan.cases.facts import HEARING, ORDER
from yizhan.cases.rules import hearing, interested
from yizhan.cases.rules.materials import next_step, steps_left
from yizhan.cases.rules.organs import next_organ
from yizhan.catalogue.release import Step
from yizhan.catalogue.rules import fee, stop_basis
from yizhan.desk import words
from yizhan.desk.forms.base import CaseForm, LimitField, ProvenForm, open_wishes, reason_field, text_field
from yizhan.desk.forms.parties import PeopleField
from yizhan.kernel.masking import mask_name
from yizhan.kernel.periods import Limit, Unit
from yizhan.places import queries as places
from yizhan.places.rules import chain
from yizhan.web.forms import DayInput
from yizhan.web.widgets import DataSelect
from yizhan.web.wording import full_date

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


class AdvanceForm(ProvenForm):
    """The next step: an opinion, who went there, the proof of the other system."""

    step = forms.CharField(max_length=64, widget=forms.HiddenInput)
    agrees = forms.ChoiceField(
        label=_("意见"),
        choices=[("yes", _("同意，符合要求")), ("no", _("不同意，不符合要求"))],
        widget=forms.RadioSelect,
    )
    opinion = text_field(_("说明"), required=False, needed=_("不同意的必填"))

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
            self.ask_for_proof(step.elsewhere)

    def step_in_hand(self) -> Step | None:
        """The step that comes next."""
        return next_step(self.of.case, self.of.release)


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
        self.offer("procedure", [*own, *by_law])
        self.start("told", Limit(10, Unit.WORKING_DAY))


class ResumeForm(CaseForm):
    """A special procedure that ended."""

    stop = forms.TypedChoiceField(label=_("哪一次停止"), coerce=int, widget=DataSelect)
    result = text_field(_("结果"), required=False, help_text=_("听证没有举行的，写明原因"))

    def prepare(self) -> None:
        """The stops that still stand."""
        self.offer(
            "stop",
            [
                (one.stop, f"{self._name(one.procedure)} · {full_date(one.on)}")
                for one in self.of.case.stops
                if one.resumed is None
            ],
        )

    def _name(self, code: str) -> str:
        known = self.of.release.procedure(code)
        return known.name if known else str(LICENCE_PROCEDURES.get(code, code))


class InterestedForm(CaseForm):
    """Whose major interests are touched, one a line, and which."""

    people = PeopleField(
        label=_("利害关系人（一行一人）"),
        help_text=_("姓名、住址、电话之间用逗号隔开，例如：李四，平乐村二组，13800000000"),
    )
    interest = text_field(_("有什么重大利益"), help_text=_("例如：采伐地点在其水源上方"))


class StatementForm(CaseForm):
    """What the applicant or somebody interested states."""

    by = forms.TypedChoiceField(label=_("谁的意见"), coerce=int, widget=DataSelect)
    statement = text_field(_("陈述、申辩的内容"), rows=5, help_text=_("书面意见请一并存档"))

    def prepare(self) -> None:
        """The applicant, and whoever is known to be touched."""
        case = self.of.case
        interests = {each.who.name: each.interest for each in case.touched}
        roles = {case.agent.name: _("代理人"), case.applicant.name: _("申请人")}
        told = [
            " · ".join(filter(None, (str(roles.get(name, _("利害关系人"))), mask_name(name), interests.get(name, ""))))
            for name in interested.may_speak(case)
        ]
        self.offer("by", list(enumerate(told)))

    def name(self) -> str:
        """Whose statement it is."""
        place: int = self.cleaned_data["by"]
        return interested.may_speak(self.of.case)[place]


class HearingForm(CaseForm):
    """The right to a hearing: what is about to be decided, and whom else it touches."""

    matter = text_field(_("拟作出的决定及事由"))
    to = forms.CharField(
        label=_("利害关系人"),
        max_length=500,
        required=False,
        help_text=_("除申请人以外还要告知的人，用空格分开。"),
    )

    def prepare(self) -> None:
        """Who was found in review is told too, without being typed again."""
        found = len(interested.untold(self.of.case))
        if found:
            told = ngettext(
                "审查中登记的 %(count)s 名利害关系人一并告知，不必再写；另有别人的，写在这里，用空格分开。",
                "审查中登记的 %(count)s 名利害关系人一并告知，不必再写；另有别人的，写在这里，用空格分开。",
                found,
            )
            self.fields["to"].help_text = told % {"count": found}

    def names(self) -> tuple[str, ...]:
        """Whom besides the applicant."""
        return tuple(self.cleaned_data["to"].replace("、", " ").split())


class SetHearingForm(CaseForm):
    """When and where the hearing is held, and who presides."""

    day = forms.DateField(label=_("听证日期"), widget=DayInput)
    at = forms.TimeField(label=_("几点开始"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    place = forms.CharField(label=_("听证地点"), max_length=200)
    host = forms.CharField(
        label=_("听证主持人"),
        max_length=60,
        help_text=_("由审查本件的工作人员以外的人员主持（行政许可法第四十八条）。"),
    )

    def prepare(self) -> None:
        """The first day that the law allows."""
        self.start("day", hearing.earliest(self.of.today, self.of.calendar))
        self.start("at", time(9, 30))


class HoldHearingForm(CaseForm):
    """The record of the hearing."""

    record = text_field(_("听证笔录"), rows=5, help_text=_("双方的陈述、证据和质证；参加人已经签字的笔录请一并存档。"))


class ConsultForm(CaseForm):
    """A question to another agency."""

    organ = forms.ChoiceField(label=_("征求哪个机关的意见"), widget=DataSelect)
    question = text_field(_("征求什么意见"))
    reply = LimitField(label=_("要求多久答复"), required=False)

    def prepare(self) -> None:
        """The agencies of the division and of those above it."""
        self.offer("organ", agencies(self.of.case.division, but=self.of.case.holder))
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
        self.offer(
            "consult",
            [
                (one.consult, gettext("第 {n} 次，{day}来函").format(n=one.consult, day=full_date(one.on)))
                for one in mine
            ],
        )


class CloseConsultForm(CaseForm):
    """A question that is no longer waited for."""

    consult = forms.TypedChoiceField(label=_("哪一次征求意见"), coerce=int)
    reason = reason_field(help_text=_("不作为同意。之后收到的答复仍会留在本件的记录里。"))

    def prepare(self) -> None:
        """The questions that are open."""
        waiting = [one for one in self.of.case.consults if one.answered is None]
        names = places.names_of({one.organ for one in waiting})
        told = [(one.consult, f"{names.get(one.organ, one.organ)} · {full_date(one.on)}") for one in waiting]
        self.offer("consult", told)


class ForwardForm(CaseForm):
    """The opinion with which the case goes up."""

    opinion = text_field(_("审查意见"))

    def prepare(self) -> None:
        """To whom it goes, by name."""
        case = self.of.case
        if organ := next_organ(self.of.release, case.leg.index, case.division):
            named = places.names_of([organ]).get(organ, organ)
            self.fields["opinion"].help_text = format_html(gettext("报送：{}"), words.data(named))


class PassOnForm(CaseForm):
    """To a station or a leader of the same level, or to whom an urgent matter's steps are left; why is counted."""

    organ = forms.ChoiceField(label=_("流转给"), widget=DataSelect)
    cause = forms.ChoiceField(label=_("为什么不能在窗口办"), choices=words.choices(words.PASSING_CAUSES))
    reason = reason_field(required=False, label=_("说明"))

    def prepare(self) -> None:
        """The organs of the same division; before them the one that left steps to be made up."""
        case, left = self.of.case, self._left_at()
        found = {one.code: one.name for one in places.agencies_in(case.holder.partition("-")[0])}
        named = {**places.names_of(left), **found}
        self.offer("organ", [(code, name) for code, name in named.items() if code != case.holder])
        self.start("cause", "make-up" if left else "no-grant")

    def _left_at(self) -> list[str]:
        """The organs of the earlier legs that left steps (急难先行)."""
        case = self.of.case
        indexes = {step.leg for step in steps_left(case, self.of.release)} if case.decision is not None else set()
        return [leg.organ for leg in case.legs if leg.index in indexes and leg.organ != case.holder]


class WithdrawForm(CaseForm):
    """The applicant withdraws: here, or in a wish that he made somewhere."""

    wish = forms.ChoiceField(label=_("依据哪个请求"), required=False)
    reason = reason_field(required=False)

    def prepare(self) -> None:
        """His open wishes to withdraw."""
        found = [one for one in open_wishes(self) if one[0] == "withdraw"]
        self.offer("wish", [("", _("申请人当面提出")), *((key, shown) for _kind, key, shown in found)])


class AnswerWishForm(CaseForm):
    """A wish granted or declined."""

    wish = forms.ChoiceField(label=_("哪个请求"))
    granted = forms.ChoiceField(
        label=_("答复"), choices=[("yes", _("同意")), ("no", _("不同意"))], widget=forms.RadioSelect, initial="yes"
    )
    reason = reason_field(required=False, needed=_("不同意的必填"))

    def prepare(self) -> None:
        """The wishes that wait."""
        self.offer("wish", [(key, shown) for _kind, key, shown in open_wishes(self)])


class TerminateForm(CaseForm):
    """Ended without a decision."""

    outcome = forms.ChoiceField(label=_("终止的种类"), choices=words.choices(words.TERMINATIONS))
    reason = reason_field()


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

    kind = forms.ChoiceField(label=_("请求什么"))
    reason = reason_field(required=False)

    def prepare(self) -> None:
        """An order is none; for a hearing asks who was told of it."""
        told = hearing.told(self.of.case) is not None
        only = {HEARING} if self.of.case.decision is not None else set(words.WISHES) - {ORDER}
        kinds = only if told else only - {HEARING}
        found = {kind: shown for kind, shown in words.WISHES.items() if kind in kinds}
        self.offer("kind", words.choices(found))


class RemarkForm(CaseForm):
    """A word to whoever handles the case with us."""

    words = text_field(_("留言"), rows=2)


class EvaluateForm(CaseForm):
    """One evaluation a case."""

    grade = forms.ChoiceField(label=_("满意度"), choices=words.choices(words.GRADES), widget=forms.RadioSelect)
    channel = forms.ChoiceField(label=_("评价渠道"), choices=words.choices(words.EVALUATION_CHANNELS), initial="5")
    words = text_field(_("评价内容"), required=False)


class NumberForm(CaseForm):
    """Another system's number."""

    system = forms.ChoiceField(label=_("系统"), choices=[("provincial", _("省政务服务平台")), ("line", _("业务系统"))])
    other = forms.CharField(label=_("编号"), max_length=80)


def agencies(division: str, *, but: str) -> list[tuple[str, str]]:
    """The agencies of a division and of those above it."""
    found = [one for code in reversed(chain(division)) for one in places.agencies_in(code)]
    return [(one.code, one.name) for one in found if one.code != but]
