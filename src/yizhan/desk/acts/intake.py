"""Intake (受理): the five outcomes, correction on the spot, papers that come later."""

from django.utils.translation import gettext_lazy as _

from yizhan.cases.actions import intake
from yizhan.desk import trials
from yizhan.desk.acts.reading import said
from yizhan.desk.deeds import Deed
from yizhan.desk.forms import intake as i
from yizhan.desk.forms.base import CaseForm, PlainForm, ReasonForm
from yizhan.desk.forms.materials import given
from yizhan.kernel.acting import Act


def request_correction(act: Act, number: str, form: CaseForm) -> str:
    """Everything that is missing."""
    assert isinstance(form, i.CorrectionForm)
    return intake.request_correction(act=act, number=number, wanted=form.wanted())


def pledge(act: Act, number: str, form: CaseForm) -> str:
    """On a pledge."""
    assert isinstance(form, i.PledgeForm)
    return intake.pledge_case(act=act, number=number, supply=said(form, "supply"), reasons=form.reasons())


def on_the_spot(act: Act, number: str, form: CaseForm) -> str:
    """At the window."""
    assert isinstance(form, i.OnTheSpotForm)
    return intake.correct_on_the_spot(
        act=act, number=number, what=said(form, "what"), form=form.changed(), answers=form.answers_now()
    )


def submit(act: Act, number: str, form: CaseForm) -> str:
    """What was brought."""
    assert isinstance(form, i.SubmitForm)
    return intake.submit_case(act=act, number=number, materials=given(form.lines))


def correct(act: Act, number: str, form: CaseForm) -> str:
    """What the notice asked for."""
    assert isinstance(form, i.CorrectForm)
    return intake.correct_case(act=act, number=number, materials=given(form.lines))


def supplement(act: Act, number: str, form: CaseForm) -> str:
    """What was pledged, or what completes an urgent matter."""
    assert isinstance(form, i.SupplementForm)
    return intake.supplement_case(act=act, number=number, materials=given(form.lines))


DEEDS: tuple[Deed, ...] = (
    Deed(
        slug="submit",
        may="submit",
        label=_("收件"),
        lead=_("登记收到的材料，出具《收件凭证》；材料不齐也照收，下一步一次性告知补正。"),
        done=_("已收件。请打印《收件凭证》交给申请人。"),
        group="intake",
        form=i.SubmitForm,
        run=submit,
        trial=trials.submit,
    ),
    Deed(
        slug="accept",
        may="accept",
        label=_("受理"),
        button=_("受理，出具受理通知书"),
        lead=_("材料齐全、符合法定形式的，当场受理。从今天起计算办理期限，并出具《受理通知书》。"),
        done=_("已受理。请打印《受理通知书》交给申请人。"),
        group="intake",
        form=PlainForm,
        run=lambda act, number, form: intake.accept_case(act=act, number=number),
        trial=trials.accept,
    ),
    Deed(
        slug="confirm-acceptance",
        may="accept",
        label=_("补发受理通知书"),
        lead=_("逾期没有告知补正，依法自收到材料之日起即为受理的，补发《受理通知书》。"),
        done=_("已出具《受理通知书》。请打印交给申请人。"),
        group="intake",
        form=PlainForm,
        run=lambda act, number, form: intake.confirm_acceptance(act=act, number=number),
        trial=trials.confirm_acceptance,
    ),
    Deed(
        slug="request-correction",
        may="request-correction",
        label=_("一次性告知补正"),
        button=_("告知补正，出具告知书"),
        lead=_("缺少的材料必须在这一份告知书里一次写全；依法只能要求补正一次。"),
        done=_("已告知补正。请打印《补正告知书》交给申请人。"),
        group="intake",
        form=i.CorrectionForm,
        run=request_correction,
        trial=trials.request_correction,
    ),
    Deed(
        slug="pledge",
        may="pledge",
        label=_("容缺受理"),
        button=_("容缺受理，出具通知书"),
        lead=_("次要材料暂缺，申请人承诺按期补交的，先受理、先办理。"),
        done=_("已容缺受理。请打印通知书，一式两份，由申请人签字。"),
        group="intake",
        form=i.PledgeForm,
        run=pledge,
        trial=trials.pledge,
    ),
    Deed(
        slug="on-the-spot",
        may="request-correction",
        label=_("当场更正"),
        lead=_("可以当场更正的错误，允许申请人当场更正（行政许可法第三十二条第三项）。"),
        done=_("已当场更正。"),
        group="intake",
        form=i.OnTheSpotForm,
        run=on_the_spot,
        trial=trials.correct_on_the_spot,
    ),
    Deed(
        slug="not-required",
        may="not-required",
        label=_("不受理（不需要办理）"),
        lead=_("依法不需要办理的，即时告知不受理，并出具告知书。"),
        done=_("已告知不受理。请打印告知书交给申请人。"),
        group="intake",
        form=ReasonForm,
        run=lambda act, number, form: intake.not_required(act=act, number=number, reason=said(form, "reason")),
        trial=trials.not_required,
    ),
    Deed(
        slug="not-competent",
        may="not-competent",
        label=_("不予受理（不属本机关职权）"),
        lead=_("不属于本机关职权范围的，即时决定不予受理，并告知向哪个机关申请。"),
        done=_("已决定不予受理。请打印通知书交给申请人。"),
        group="intake",
        form=i.NotCompetentForm,
        run=lambda act, number, form: intake.not_competent(
            act=act, number=number, competent=said(form, "competent"), reason=said(form, "reason")
        ),
        trial=trials.not_competent,
    ),
    Deed(
        slug="correct",
        may="correct",
        label=_("登记补正材料"),
        lead=_("申请人按告知书交来了全部材料。交来一部分的，用“交件”登记。"),
        done=_("已登记补正材料。"),
        group="intake",
        form=i.CorrectForm,
        run=correct,
        trial=trials.correct,
    ),
    Deed(
        slug="supplement",
        may="supplement",
        label=_("登记补交材料"),
        lead=_("容缺受理或者急难先办以后，申请人补交了材料。"),
        done=_("已登记补交材料。"),
        group="intake",
        form=i.SupplementForm,
        run=supplement,
        trial=trials.supplement,
    ),
)
