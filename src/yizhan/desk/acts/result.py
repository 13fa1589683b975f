"""Decision, result, ends (决定、送达、终止)."""

from django.utils.translation import gettext_lazy as _

from yizhan.cases.actions import decision, ending
from yizhan.desk import trials
from yizhan.desk.acts.reading import said, yes
from yizhan.desk.deeds import Deed
from yizhan.desk.forms import handling as h
from yizhan.desk.forms import result as r
from yizhan.desk.forms.base import CaseForm
from yizhan.kernel.acting import Act


def refuse(act: Act, number: str, form: CaseForm) -> str:
    """With reasons from the law."""
    assert isinstance(form, r.RefuseForm)
    return decision.refuse_case(
        act=act,
        number=number,
        reason=form.whole_reason(),
        facts=said(form, "facts"),
        decision_number=said(form, "decision_number"),
        basis=said(form, "basis"),
        proof=form.proof(),
    )


def decide(act: Act, number: str, form: CaseForm) -> str:
    """Under the organ's own power or a delegation."""
    assert isinstance(form, r.DecideForm)
    return decision.decide_case(
        act=act,
        number=number,
        content=said(form, "content"),
        valid_until=form.cleaned_data["valid_until"],
        decision_number=said(form, "decision_number"),
        facts=said(form, "facts"),
        basis=said(form, "basis"),
        proof=form.proof(),
    )


def deliver(act: Act, number: str, form: CaseForm) -> str:
    """By the holder."""
    assert isinstance(form, r.CollectorForm)
    return decision.deliver_case(
        act=act, number=number, mode=said(form, "mode"), collector=form.collector(), service=form.service()
    )


DEEDS: tuple[Deed, ...] = (
    Deed(
        slug="decide",
        may="decide",
        label=_("作出准予决定"),
        button=_("作出准予的决定"),
        lead=_("符合法定条件、标准的，依法作出书面决定。"),
        done=_("已作出准予的决定。"),
        group="decision",
        form=r.DecideForm,
        run=decide,
        trial=trials.decide,
    ),
    Deed(
        slug="refuse",
        may="refuse",
        label=_("不予批准"),
        button=_("作出不予批准的决定"),
        lead=_("不予批准的，说明理由，并告知复议、诉讼的权利（行政许可法第三十八条）。"),
        done=_("已作出不予批准的决定。"),
        group="decision",
        form=r.RefuseForm,
        run=refuse,
        trial=trials.refuse,
    ),
    Deed(
        slug="certify",
        may="certify",
        label=_("制作证件、文书"),
        lead=_("制作结果证件或者文书，并通知申请人领取。"),
        done=_("已制作。请打印《办结通知书》。"),
        group="decision",
        form=r.CertifyForm,
        run=lambda act, number, form: decision.certify_case(
            act=act,
            number=number,
            name=said(form, "name"),
            certificate_number=said(form, "certificate_number"),
        ),
        trial=trials.certify,
    ),
    Deed(
        slug="deliver",
        may="deliver",
        label=_("送达"),
        lead=_("把结果送达申请人，并由其在《送达回证》上签字。"),
        done=_("已送达。请打印《送达回证》由领取人签字。"),
        group="decision",
        form=r.CollectorForm,
        run=deliver,
        trial=trials.deliver,
    ),
    Deed(
        slug="amend",
        may="amend",
        label=_("纠正决定"),
        lead=_("原决定有错的，由作出机关或者上级机关纠正；原决定保留，可以查阅（行政许可法第六十九条）。"),
        done=_("决定已经纠正。"),
        group="decision",
        form=r.AmendForm,
        run=lambda act, number, form: decision.amend_case(
            act=act,
            number=number,
            granted=yes(form, "granted"),
            ground=said(form, "ground"),
            content=said(form, "content"),
            reason=said(form, "reason"),
            order=said(form, "order"),
        ),
        trial=trials.amend,
    ),
    Deed(
        slug="answer-wish",
        may="withdraw",
        label=_("答复请求"),
        lead=_("答复别的中心登记的请求；撤回申请的请求，用“撤回申请”办理。"),
        done=_("已答复请求。"),
        group="ending",
        form=h.AnswerWishForm,
        run=lambda act, number, form: ending.answer_wish(
            act=act,
            number=number,
            wish=said(form, "wish"),
            granted=yes(form, "granted"),
            reason=said(form, "reason"),
        ),
        trial=trials.answer_wish,
    ),
    Deed(
        slug="withdraw",
        may="withdraw",
        label=_("撤回申请"),
        lead=_("申请人在决定以前撤回申请。材料原件退还申请人。"),
        done=_("申请已撤回。请打印通知书，并退还材料。"),
        group="ending",
        form=h.WithdrawForm,
        run=lambda act, number, form: ending.withdraw_case(
            act=act, number=number, wish=said(form, "wish"), reason=said(form, "reason")
        ),
        trial=trials.withdraw,
    ),
    Deed(
        slug="terminate",
        may="terminate",
        label=_("终止办理"),
        lead=_("不作决定，终止办理，并说明理由。"),
        done=_("已终止办理。请打印通知书。"),
        group="ending",
        form=h.TerminateForm,
        run=lambda act, number, form: ending.terminate_case(
            act=act, number=number, outcome=said(form, "outcome"), reason=said(form, "reason")
        ),
        trial=trials.terminate,
    ),
)
