"""Facts and wishes beside a case (事实、请求): whoever holds it."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from yizhan.cases.actions import ending, satellites
from yizhan.desk import trials
from yizhan.desk.acts.reading import said
from yizhan.desk.deeds import Deed
from yizhan.desk.forms import handling as h
from yizhan.desk.forms import intake as i
from yizhan.desk.forms import result as r
from yizhan.desk.forms.base import CaseForm
from yizhan.desk.forms.materials import given
from yizhan.desk.forms.parties import ContactForm
from yizhan.kernel.acting import Act


def hand_in(act: Act, number: str, form: CaseForm) -> str:
    """At any centre."""
    assert isinstance(form, i.HandInForm)
    return satellites.hand_in(act=act, number=number, materials=given(form.lines), mode=said(form, "mode"))


def hand_out(act: Act, number: str, form: CaseForm) -> str:
    """At any centre."""
    assert isinstance(form, r.CollectorForm)
    return satellites.hand_out(
        act=act, number=number, mode=said(form, "mode"), collector=form.collector(), service=form.service()
    )


DEEDS: tuple[Deed, ...] = (
    Deed(
        slug="hand-out",
        may="hand-out",
        label=_("结果已领取"),
        lead=_("结果在本中心当面交给了申请人或者代领人。不掌握本件的中心也可以登记。"),
        done=_("已登记领取。请打印《送达回证》由领取人签字。"),
        group="beside",
        form=r.CollectorForm,
        run=hand_out,
        trial=trials.hand_out,
    ),
    Deed(
        slug="hand-in",
        may="hand-in",
        label=_("交件"),
        lead=_("申请人在本中心交来材料；材料齐了，系统自动转入办件。"),
        done=_("已登记交件。"),
        group="beside",
        form=i.HandInForm,
        run=hand_in,
        trial=trials.hand_in,
    ),
    Deed(
        slug="pay",
        may="pay",
        label=_("缴费"),
        lead=_("只能按规定的标准收费，一件一次（行政许可法第五十八条）。"),
        done=_("已登记缴费。"),
        group="beside",
        form=h.PayForm,
        run=lambda act, number, form: satellites.record_payment(
            act=act, number=number, amount=Decimal(form.cleaned_data["amount"]), receipt=said(form, "receipt")
        ),
        trial=trials.pay,
    ),
    Deed(
        slug="visit",
        may="visit",
        label=_("来访登记"),
        lead=_("申请人为这件事来过，没有办成。每一趟都要记下原因。"),
        done=_("已登记来访。"),
        group="beside",
        form=h.VisitForm,
        run=lambda act, number, form: satellites.record_visit(
            act=act, number=number, cause=said(form, "cause"), note=said(form, "note")
        ),
        trial=trials.visit,
    ),
    Deed(
        slug="wish",
        may="wish",
        label=_("提出请求"),
        lead=_("申请人请求撤回、收回或者加快；由掌握本件的机关答复。"),
        done=_("已登记请求。"),
        group="beside",
        form=h.WishForm,
        run=lambda act, number, form: satellites.wish(
            act=act, number=number, kind=said(form, "kind"), reason=said(form, "reason")
        ),
        trial=trials.wish,
    ),
    Deed(
        slug="order",
        may="order",
        label=_("责令纠正"),
        lead=_("上级机关认为原决定有错的，责令作出机关纠正；由掌握本件的机关执行（行政许可法第六十条、第六十九条）。"),
        done=_("已责令纠正。"),
        group="beside",
        form=r.OrderForm,
        run=lambda act, number, form: satellites.order_amendment(act=act, number=number, ground=said(form, "ground")),
        trial=trials.order,
    ),
    Deed(
        slug="remark",
        may="remark",
        label=_("留言"),
        lead=_("窗口和审查人员之间的话，只有办理本件的人看得到；不改变办件，也不影响别人正在填的内容。"),
        done=_("留言已保存。"),
        group="beside",
        form=h.RemarkForm,
        run=lambda act, number, form: satellites.remark(act=act, number=number, words=said(form, "words")),
        trial=trials.remark,
    ),
    Deed(
        slug="evaluate",
        may="evaluate",
        label=_("评价"),
        lead=_("一事一评。评价由申请人自己作出。"),
        done=_("已登记评价。"),
        group="beside",
        form=h.EvaluateForm,
        run=lambda act, number, form: satellites.evaluate_case(
            act=act,
            number=number,
            grade=said(form, "grade"),
            channel=said(form, "channel"),
            words=said(form, "words"),
        ),
        trial=trials.evaluate,
    ),
    Deed(
        slug="contact",
        may="advance",
        label=_("变更联系方式"),
        lead=_("申请人换了电话、搬了地址，或者收件时写错了，在这里改。姓名和证件号码不能改。"),
        done=_("联系方式已变更，以后的文书按新的写。已经发出的文书上写错的，作废后重新出具。"),
        group="beside",
        form=ContactForm,
        run=lambda act, number, form: ending.change_contact(
            act=act,
            number=number,
            phone=said(form, "phone"),
            address=said(form, "address"),
            agent_phone=said(form, "agent_phone"),
            agent_address=said(form, "agent_address"),
        ),
        trial=trials.contact,
    ),
    Deed(
        slug="number",
        may="advance",
        label=_("登记其他系统的编号"),
        lead=_("省平台或者业务系统里的编号，与本系统的编号并列保存。"),
        done=_("编号已登记。"),
        group="beside",
        form=h.NumberForm,
        run=lambda act, number, form: ending.number_case(
            act=act, number=number, system=said(form, "system"), other=said(form, "other")
        ),
        trial=trials.number,
    ),
)
