"""Review and custody (审查、流转): steps, publicity, stops, consultation, passing on."""

from django.utils.translation import gettext_lazy as _

from yizhan.cases.actions import custody, ending, hearing, review
from yizhan.desk import hearing_trials, trials
from yizhan.desk.acts.reading import said, yes
from yizhan.desk.deeds import Deed
from yizhan.desk.forms import handling as h
from yizhan.desk.forms.base import CaseForm, PlainForm, ReasonForm
from yizhan.kernel.acting import Act


def advance(act: Act, number: str, form: CaseForm) -> str:
    """The step in hand."""
    assert isinstance(form, h.AdvanceForm)
    return review.advance_case(
        act=act,
        number=number,
        step=said(form, "step"),
        agrees=yes(form, "agrees"),
        opinion=said(form, "opinion"),
        officers=tuple(form.cleaned_data.get("officers", ())),
        proof=form.proof(),
    )


def name_interested(act: Act, number: str, form: CaseForm) -> str:
    """As review found them."""
    assert isinstance(form, h.InterestedForm)
    people = form.cleaned_data["people"]
    return hearing.name_interested(act=act, number=number, people=people, interest=said(form, "interest"))


def hear_statement(act: Act, number: str, form: CaseForm) -> str:
    """Of the applicant, or of somebody interested."""
    assert isinstance(form, h.StatementForm)
    return hearing.hear_statement(act=act, number=number, by=form.name(), statement=said(form, "statement"))


def tell_hearing(act: Act, number: str, form: CaseForm) -> str:
    """Before deciding."""
    assert isinstance(form, h.HearingForm)
    return hearing.tell_hearing(act=act, number=number, matter=said(form, "matter"), to=form.names())


def set_hearing(act: Act, number: str, form: CaseForm) -> str:
    """With its notice."""
    return hearing.set_hearing(
        act=act,
        number=number,
        day=form.cleaned_data["day"],
        at=form.cleaned_data["at"],
        place=said(form, "place"),
        host=said(form, "host"),
    )


DEEDS: tuple[Deed, ...] = (
    Deed(
        slug="receive",
        may="receive",
        label=_("签收"),
        lead=_("确认已经打开别的单位移交来的件。期限从移交之日起算，不从签收起算。"),
        done=_("已签收。"),
        group="handling",
        form=PlainForm,
        run=lambda act, number, form: custody.receive_case(act=act, number=number),
        trial=trials.receive,
    ),
    Deed(
        slug="advance",
        may="advance",
        label=_("办理环节"),
        lead=_("按事项规定的顺序办理现在的环节。"),
        done=_("环节已办理。"),
        group="handling",
        form=h.AdvanceForm,
        run=advance,
        trial=trials.advance,
    ),
    Deed(
        slug="publicise",
        may="publicise",
        label=_("开始公示"),
        lead=_("公示满最短期间以前，不能进入下一个环节。"),
        done=_("公示已经开始。"),
        group="handling",
        form=h.PubliciseForm,
        run=lambda act, number, form: review.publicise_case(
            act=act, number=number, step=said(form, "step"), place=said(form, "place")
        ),
        trial=trials.publicise,
    ),
    Deed(
        slug="consult",
        may="consult",
        label=_("征求意见"),
        lead=_("向别的机关征求意见，出具《工作联系单》。"),
        done=_("已征求意见。"),
        group="handling",
        form=h.ConsultForm,
        run=lambda act, number, form: review.consult_agency(
            act=act,
            number=number,
            organ=said(form, "organ"),
            question=said(form, "question"),
            reply=form.cleaned_data["reply"],
        ),
        trial=trials.consult,
    ),
    Deed(
        slug="answer",
        may="answer",
        label=_("答复意见"),
        lead=_("以被征求意见的机关的名义答复，一次为准。"),
        done=_("已答复。"),
        group="handling",
        form=h.AnswerForm,
        run=lambda act, number, form: review.answer_consult(
            act=act,
            number=number,
            consult=form.cleaned_data["consult"],
            agrees=yes(form, "agrees"),
            answer=said(form, "answer"),
        ),
        trial=trials.answer,
    ),
    Deed(
        slug="close-consult",
        may="consult",
        label=_("不再等待答复"),
        lead=_("对方逾期没有答复的，可以不再等待，由本机关自行审查决定；这不等于对方同意。"),
        done=_("已不再等待答复。"),
        group="handling",
        form=h.CloseConsultForm,
        run=lambda act, number, form: review.close_consult(
            act=act, number=number, consult=form.cleaned_data["consult"], reason=said(form, "reason")
        ),
        trial=trials.close_consult,
    ),
    Deed(
        slug="stop-clock",
        may="stop-clock",
        label=_("停止计时"),
        lead=_("只有法律规定的特别程序可以停止计时，并且要书面告知申请人所需时间（行政许可法第四十五条）。"),
        done=_("已停止计时。请打印《特别程序告知书》交给申请人。"),
        group="handling",
        form=h.StopForm,
        run=lambda act, number, form: review.stop_clock(
            act=act,
            number=number,
            procedure=said(form, "procedure"),
            told_limit=form.cleaned_data["told"],
            reason=said(form, "reason"),
        ),
        trial=trials.stop_clock,
    ),
    Deed(
        slug="resume-clock",
        may="resume-clock",
        label=_("恢复计时"),
        lead=_("特别程序已经结束，期限从明天起继续计算。"),
        done=_("已恢复计时。"),
        group="handling",
        form=h.ResumeForm,
        run=lambda act, number, form: review.resume_clock(
            act=act, number=number, stop=form.cleaned_data["stop"], result=said(form, "result")
        ),
        trial=trials.resume_clock,
    ),
    Deed(
        slug="name-interested",
        may="name-interested",
        label=_("登记利害关系人"),
        lead=_(
            "审查时发现许可事项直接关系他人重大利益的，登记是谁、有什么利益；决定以前要告知他有权陈述申辩、要求听证（行政许可法第三十六条、第四十七条）。"
        ),
        done=_("已登记利害关系人。请由作出决定的机关“告知听证权利”。"),
        group="handling",
        form=h.InterestedForm,
        run=name_interested,
        trial=hearing_trials.name_interested,
    ),
    Deed(
        slug="hear-statement",
        may="hear-statement",
        label=_("听取意见"),
        lead=_("申请人、利害关系人有权陈述和申辩，应当听取（行政许可法第三十六条）。"),
        done=_("意见已登记。"),
        group="handling",
        form=h.StatementForm,
        run=hear_statement,
        trial=hearing_trials.hear_statement,
    ),
    Deed(
        slug="tell-hearing",
        may="tell-hearing",
        label=_("告知听证权利"),
        lead=_(
            "直接涉及他人重大利益的，决定以前告知听证的权利；被告知之日起五日内可以要求听证（行政许可法第四十七条）。"
        ),
        done=_("已告知听证权利。请打印《听证告知书》送达。"),
        group="handling",
        form=h.HearingForm,
        run=tell_hearing,
        trial=hearing_trials.tell_hearing,
    ),
    Deed(
        slug="set-hearing",
        may="set-hearing",
        label=_("举行听证"),
        lead=_("举行听证的七日以前，把时间、地点通知申请人、利害关系人；听证所需时间依法不计入办理期限。"),
        done=_("已确定听证的时间、地点。请打印《听证通知书》送达。"),
        group="handling",
        form=h.SetHearingForm,
        run=set_hearing,
        trial=hearing_trials.set_hearing,
    ),
    Deed(
        slug="hold-hearing",
        may="hold-hearing",
        label=_("登记听证笔录"),
        lead=_("听证已经举行的，登记笔录，计时随即恢复；决定要以听证笔录为根据（行政许可法第四十八条）。"),
        done=_("已登记听证笔录。"),
        group="handling",
        form=h.HoldHearingForm,
        run=lambda act, number, form: hearing.hold_hearing(act=act, number=number, record=said(form, "record")),
        trial=hearing_trials.hold_hearing,
    ),
    Deed(
        slug="extend",
        may="extend",
        label=_("延长期限"),
        lead=_("在期限届满以前，经法律规定的负责人批准，可以延长一次，并告知申请人理由。"),
        done=_("已延长期限。请打印通知书交给申请人。"),
        group="handling",
        form=ReasonForm,
        run=lambda act, number, form: review.extend_case(act=act, number=number, reason=said(form, "reason")),
        trial=trials.extend,
    ),
    Deed(
        slug="forward",
        may="forward",
        label=_("转报上级机关"),
        button=_("转报，全部材料一次移交"),
        lead=_("审查完毕，连同全部材料报送下一个机关；本机关的办件以“转报办结”结束，上级不得要求申请人重复提交。"),
        done=_("已转报。请打印《转报（材料移交）单》随材料移交。"),
        group="handling",
        form=h.ForwardForm,
        run=lambda act, number, form: custody.forward_case(act=act, number=number, opinion=said(form, "opinion")),
        trial=trials.forward,
    ),
    Deed(
        slug="pass-on",
        may="forward",
        label=_("流转给站所或者领导"),
        lead=_("窗口不能办结的，转给同级的站所或者领导；每一次流转都会记下原因。"),
        done=_("已流转。"),
        group="handling",
        form=h.PassOnForm,
        run=lambda act, number, form: custody.pass_on_case(
            act=act,
            number=number,
            organ=said(form, "organ"),
            cause=said(form, "cause"),
            reason=said(form, "reason"),
        ),
        trial=trials.pass_on,
    ),
    Deed(
        slug="return",
        may="return",
        label=_("退回"),
        lead=_("退回移交来的机关，并说明理由；不得让申请人重新跑一趟（行政许可法第三十五条）。"),
        done=_("已退回。"),
        group="handling",
        form=ReasonForm,
        run=lambda act, number, form: custody.return_case(act=act, number=number, reason=said(form, "reason")),
        trial=trials.return_down,
    ),
    Deed(
        slug="undo",
        may="undo",
        label=_("撤销我刚才的办理"),
        lead=_(
            "撤销您自己刚才办理的一步；原来的记录保留，另记一笔撤销，告知这一步的文书一并作废。文书已经打开打印、已经送出的，不能撤销。"
        ),
        done=_("已撤销。"),
        group="handling",
        form=PlainForm,
        run=lambda act, number, form: ending.undo_act(act=act, number=number),
        trial=trials.undo,
    ),
)
