"""The words of this room's refusals: what is wrong, and what to do next."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from yizhan.cases.result_refusals import CHOOSE, DECISION, ENDING, GIVE_REASON, HEARING, SEE_CASE
from yizhan.cases.sitting_refusals import SITTING
from yizhan.web import wording
from yizhan.web.refusals import Text, teach, teach_fact

LOOK_AT_LIST = _("请对照材料清单核对。")
BRING_ALL = _("请收齐后一次登记；先收到一部分的，可以登记为“交件”，齐了系统自动转入。")

STATES: Mapping[str, Text] = {
    "opened": _("已立件"),
    "submitted": _("已收件"),
    "correction-requested": _("待补正"),
    "accepted": _("已受理"),
    "under-review": _("审查中"),
    "decided": _("已决定"),
    "certified": _("已制证"),
    "delivered": _("已送达"),
    "not-required": _("不受理"),
    "not-competent": _("不予受理"),
    "withdrawn": _("已撤回"),
    "terminated": _("已终止"),
    "abandoned": _("逾期未补正，已终止"),
    "returned": _("容缺逾期未补，已退办"),
}
OFFICES: Mapping[str, Text] = {
    "organ-head": _("本机关负责人"),
    "government-head": _("本级人民政府负责人"),
    "clerk": _("承办人员"),
    "reviewer": _("审核人员"),
    "approver": _("批准人员"),
}

OVER = (
    ("ended", _("此件已经结束"), _("此件的状态是“%(state)s”，不能再办理。"), _("需要再办的，请重新立件。")),
    (
        "already-decided",
        _("此件已经作出决定"),
        _("此件的状态是“%(state)s”，决定以前的步骤不能再办。"),
        _("决定有错的，请用“纠正”；没有送达的，请制证、送达。"),
    ),
)

INTAKE = (
    (
        "authorisation-missing",
        _("没有委托"),
        _("由他人代办的，须有申请人的委托。"),
        _("请登记委托书或者申请人的授权。"),
    ),
    ("unknown-channel", _("没有这种申请方式"), _("系统不认识“%(channel)s”。"), CHOOSE),
    ("bad-party", _("当事人信息有误"), _("姓名、证件、电话或者地址里有不合要求的内容。"), _("请按下面的提示改正。")),
    ("id-number-empty", _("没有填写证件号码"), _("申请人的证件号码不能是空的。"), _("请按证件填写。")),
    ("not-submitted", _("还没有收件"), _("申请材料还没有登记收到，不能作受理与否的处理。"), _("请先收件。")),
    ("already-submitted", _("材料已经收过"), _("本件已于 %(on)s 收件。"), _("补来的材料请登记为“补正”或者“交件”。")),
    ("unknown-material", _("清单上没有的材料"), _("有的材料不在本事项的材料清单上，不能索要或者收取。"), LOOK_AT_LIST),
    (
        "form-faulty",
        _("申请表有误"),
        _("申请表有的栏目缺少或者不符合要求。"),
        _("请按提示更正；窗口能当场改的，请当场更正。"),
    ),
    (
        "materials-missing",
        _("材料不齐"),
        _("还缺：%(materials)s。"),
        _("请一次性告知补正；可以容缺的，请申请人承诺后容缺受理。"),
    ),
    (
        "questions-open",
        _("还有问题没有回答"),
        _("这些问题决定要交哪些材料，还没有回答：%(questions)s"),
        _("请问清申请人，在“当场更正”里补上答案。"),
    ),
    ("not-deemed-accepted", _("不是视为受理的件"), _("此件不是因逾期没有告知补正而视为受理的。"), SEE_CASE),
    ("already-confirmed", _("已经补发"), _("已于 %(on)s 补发受理通知书。"), SEE_CASE),
    ("already-accepted", _("此件已经受理"), _("此件已于 %(on)s 受理。"), SEE_CASE),
    ("not-accepted", _("此件还没有受理"), _("受理以后才能办理这一步。"), _("请先作出受理与否的处理。")),
    (
        "competent-organ-missing",
        _("没有写明主管机关"),
        _("不予受理的，须告知申请人向哪个机关申请。"),
        _("请写明有权机关。"),
    ),
    ("reason-missing", _("没有写明理由"), _("这一步须说明理由。"), GIVE_REASON),
)

CORRECTION = (
    (
        "correction-already-requested",
        _("已经告知过补正"),
        _("本件已于 %(on)s 一次性告知补正，依法不能再次要求补正。"),
        _("材料齐了请受理；仍不符合的，请受理后依法审查决定。"),
    ),
    (
        "correction-open",
        _("正在等申请人补正"),
        _("补正告知已经发出，材料还没有补齐。"),
        _("请等申请人补正，或者登记补来的材料。"),
    ),
    (
        "cannot-be-undone",
        _("上一步不能撤销"),
        _(
            "已经送出、已经公示、当场告知了申请人、在别的系统办理或者由法律规定发生的，不能撤销；刚撤销过的也不能再撤销。"
        ),
        _("办错了的，请用更正、撤回、退回或者纠正决定来处理。"),
    ),
    (
        "notice-went-out",
        _("文书已经打开打印，不能撤销"),
        _("告知这一步的文书 %(notice)s 已经打开打印，可能已经交给申请人。"),
        _("办错了的，请用更正、撤回、退回或者纠正决定来处理；纸质文书收回的，可以作废后重新出具。"),
    ),
    (
        "notice-of-another-centre",
        _("文书不是本中心、本机关出具的"),
        _("文书 %(notice)s 由出具它的中心作废或者重新出具。"),
        _("请告诉出具的中心。"),
    ),
    (
        "not-your-notice",
        _("文书不是您出具的"),
        _("文书 %(notice)s 由出具的人，或者本中心的审核人、审批人、负责人作废。"),
        _("请告诉他们。"),
    ),
    (
        "decision-went-out",
        _("决定已经到了申请人手里"),
        _("文书 %(notice)s 告知的决定已经送达，或者纸质文书没有收回，不能用作废代替纠正。"),
        _("决定有错的，请依法纠正决定；只是文书有误的，请先收回纸质文书。"),
    ),
    ("notice-stands", _("文书没有作废"), _("文书 %(notice)s 还有效，不用重新出具。"), _("需要的，请直接打印。")),
    (
        "nothing-to-tell",
        _("没有要告知的办理"),
        _("文书 %(notice)s 不告知哪一步办理，或者那一步已经撤销。"),
        _("需要的，请重新办理，文书随之出具。"),
    ),
    ("nothing-to-void", _("没有可以作废的文书"), _("本件没有您可以作废的文书。"), SEE_CASE),
    ("nothing-untold", _("没有要重新出具的文书"), _("本件没有作废后还没有重新出具的文书。"), SEE_CASE),
    (
        "not-yours-to-undo",
        _("上一步不是您办理的"),
        _("只有办理的人自己可以撤销。"),
        _("请告诉办理的人，或者打开办件页面另行办理。"),
    ),
    (
        "time-has-acted",
        _("时间已经起了作用"),
        _("办理以后，期限已经依法发生了结果，原来的一步不能再撤销。"),
        SEE_CASE,
    ),
    (
        "late-correction",
        _("告知补正已经逾期"),
        _("依法应在 %(due)s 以前一次性告知；逾期不告知的，自收到材料之日起即为受理。"),
        _("请按已受理办理，不要再要求补正。"),
    ),
    ("nothing-wanted", _("没有写明要补什么"), _("补正告知里一份材料也没有。"), _("请列出全部需要补正的材料。")),
    (
        "not-told-whole",
        _("没有一次告知全部内容"),
        _("还缺以下材料，告知里没有列出：%(materials)s。"),
        _("请把全部缺少的材料列在同一份告知单上。"),
    ),
    (
        "no-correction-open",
        _("没有等待补正的内容"),
        _("本件没有发出补正告知，或者已经补正。"),
        _("自行补来的材料请登记为“交件”。"),
    ),
    ("still-missing", _("还没有补齐"), _("还缺：%(materials)s。"), BRING_ALL),
    ("nothing-lacking", _("材料不缺"), _("材料已经齐全，不需要容缺。"), _("请直接受理。")),
    ("not-pledgeable", _("主要材料不能容缺"), _("以下材料不能后补：%(materials)s。"), _("请告知申请人补齐后再受理。")),
    (
        "pledge-too-long",
        _("容缺补交期限太长"),
        _("补交期限最晚到 %(due)s：不能超过承诺、法定的办结期限和事项规定的最长补交期限。"),
        _("请把补交期限改短。"),
    ),
    ("no-pledge-open", _("没有等待补交的材料"), _("本件没有容缺，或者已经补齐。"), SEE_CASE),
    ("pledge-open", _("容缺的材料还没有补齐"), _("申请人承诺在 %(due)s 以前补交。"), _("请等材料补齐后再办理这一步。")),
    ("not-urgent", _("不是先行办理的急难事项"), _("只有先行办理的急难事项需要事后补齐手续。"), SEE_CASE),
    ("papers-complete", _("手续已经补齐"), _("本件已于 %(on)s 补齐手续。"), SEE_CASE),
)

REVIEW = (
    ("no-step-open", _("没有要办的环节"), _("本机关的环节都已经办完。"), _("请转报或者作出决定。")),
    ("not-next-step", _("还没有轮到这个环节"), _("按事项的流程，现在要办的是“%(name)s”。"), _("请按顺序办理。")),
    (
        "steps-left",
        _("急难先行上报，环节还没有办"),
        _("先行上报时没有办的环节：%(steps)s。准予的可以先决定，这些环节事后补办；其他决定须先办完。"),
        _("请退回上报的机关，办完这些环节后再转报。"),
    ),
    (
        "step-of-another-organ",
        _("这个环节由上报的机关补办"),
        _("环节“%(step)s”由%(organ)s补办。"),
        _("请用“流转”交给该机关补办，办完后由其退回。"),
    ),
    ("steps-open", _("还有环节没有办"), _("还没有办的环节：%(steps)s。"), _("请先办完这些环节。")),
    (
        "two-officers-needed",
        _("办理人员不够"),
        _("这个环节须有 %(needed)s 名以上工作人员；现场核查依法须两人以上。"),
        _("请填写全部到场人员。"),
    ),
    ("opinion-missing", _("没有写明意见"), _("不同意的，以及向上转报的，须写明意见。"), _("请填写意见。")),
    (
        "proof-missing",
        _("没有填写业务系统的凭据"),
        _("这个环节在“%(system)s”办理。"),
        _("请填写该系统的办理编号和日期。"),
    ),
    ("wrong-role", _("这个环节不由您办理"), _("环节“%(step)s”由%(needed)s办理。"), _("请转给相应的人员。")),
    ("not-publicity", _("这个环节不是公示"), _("只有公示环节可以开始公示。"), SEE_CASE),
    ("publicity-open", _("公示正在进行"), _("公示已于 %(on)s 开始。"), _("请等公示期满后办结公示环节。")),
    ("not-publicised", _("还没有公示"), _("公示环节须先公示，期满才能办结。"), _("请先开始公示。")),
    (
        "publicity-running",
        _("公示期还没有满"),
        _("公示期满以后、%(until)s 起才能办下一步。"),
        _("请到期后再办；有异议的，请先登记。"),
    ),
    (
        "no-minimum",
        _("事项没有规定公示期"),
        _("事项“%(step)s”环节没有公示期，不能开始公示。"),
        _("请事项管理员补全事项后再办。"),
    ),
    ("place-missing", _("没有写明地点"), _("公示、公告须写明在哪里。"), _("请填写地点。")),
)

CLOCKS = (
    (
        "no-basis",
        _("没有停止计时的依据"),
        _("“%(procedure)s”不是法律规定可以不计入期限的程序。"),
        _("请在期限内办理；确需更长时间的，可以依法延长一次。"),
    ),
    (
        "already-stopped",
        _("这个程序已经在进行"),
        _("“%(procedure)s”的计时已经停止，还没有恢复。"),
        _("程序结束后请先恢复计时。"),
    ),
    ("nothing-told", _("没有写明需要多久"), _("特别程序须书面告知申请人所需时间。"), _("请填写所需时间。")),
    ("longer-than-allowed", _("时间超过规定"), _("这个程序最长 %(limit)s。"), _("请改短。")),
    ("not-stopped", _("没有停止的计时"), _("第 %(stop)s 次停止没有记录，或者已经恢复。"), SEE_CASE),
    (
        "record-missing",
        _("没有填写听证笔录"),
        _("决定要以听证笔录为根据。"),
        _("请填写听证笔录的内容。"),
    ),
    ("clock-stopped", _("计时还停着"), _("特别程序还没有结束，现在不能转报或者决定。"), _("程序结束后请先恢复计时。")),
    ("no-limit", _("没有期限"), _("本事项没有规定期限，不能停止或者延长。"), SEE_CASE),
    (
        "limit-passed",
        _("期限已经过了"),
        _("期限到 %(due)s 为止，期满以后不能停止或者延长。"),
        _("请尽快办结，并说明逾期原因。"),
    ),
    ("already-extended", _("已经延长过"), _("本件已于 %(on)s 延长，依法只能延长一次。"), _("请在延长后的期限内办结。")),
    ("not-extendable", _("不能延长"), _("本事项没有规定可以延长期限。"), _("请在期限内办结。")),
    (
        "wrong-approver",
        _("批准人不对"),
        _("延长须经%(needed)s批准。"),
        _("请报其批准；批准人不在现在办理的单位的，把件流转给他的单位，批准以后再转回。"),
    ),
    ("too-early", _("还没有到时间"), _("依规定 %(until)s 起才能决定。"), _("请到期后再办。")),
)

CONSULTATION = (
    ("question-missing", _("没有写明要问什么"), _("征求意见须写明问题。"), _("请填写要征求意见的内容。")),
    ("asks-itself", _("不能向本单位征求意见"), _("被征求意见的单位就是现在办理的单位。"), _("请选择别的单位。")),
    ("already-asked", _("已经问过"), _("已向该单位征求意见，对方还没有答复。"), _("请等答复，或者催办。")),
    ("already-answered", _("已经答复过"), _("已于 %(on)s 答复。"), _("需要补充的，请与办理单位联系。")),
    ("answer-missing", _("没有写明意见"), _("答复须写明意见。"), _("请填写意见。")),
    ("consult-open", _("还在等答复"), _("征求的意见还没有全部答复。"), _("请等答复，或者催办。")),
    ("reply-too-long", _("答复期限太长"), _("填写的是%(given)s，最长%(longest)s。"), _("请核对数字和单位。")),
    ("no-consult-open", _("没有在等的答复"), _("这一次征求意见已经答复或者已经不再等待。"), SEE_CASE),
    (
        "reply-running",
        _("答复期限还没有到"),
        _("对方可以在 %(until)s 以前（含当日）答复。"),
        _("请等到期后再办，或者先催办。"),
    ),
    ("not-consulted", _("还没有征求意见"), _("这个环节须先征求有关单位的意见。"), _("请先发出征求意见。")),
)

CUSTODY = (
    ("no-next-leg", _("没有上级要转报"), _("本事项到本机关为止，由本机关决定。"), _("请作出决定。")),
    ("bad-cause", _("原因不在选项里"), _("没有写明原因，或者系统不认识。"), CHOOSE),
    ("passes-to-itself", _("不能转给本单位"), _("此件现在就由该单位办理。"), _("请选择别的单位。")),
    ("already-received", _("已经签收"), _("已于 %(on)s 签收。"), SEE_CASE),
    ("not-forwarded", _("不是转来的件"), _("此件由本单位收件，没有可以签收或者退回的上一单位。"), SEE_CASE),
)

FACTS = (
    ("nothing-given", _("没有登记材料"), _("交件须写明交来了什么。"), _("请登记交来的材料。")),
    ("no-fee", _("本件不收费"), _("本事项不收费，或者没有适用的收费标准。"), _("请不要收费；已经收取的，请退还。")),
    ("not-the-standard", _("金额与标准不符"), _("按收费标准应收 %(standard)s 元。"), _("请按标准收取。")),
    ("already-paid", _("已经缴费"), _("本件的费用已经收过。"), _("请不要重复收费。")),
    ("bad-evaluation", _("评价无法识别"), _("评价的等级或者渠道不在选项里。"), CHOOSE),
    ("nothing-done", _("还没有可以评价的服务"), _("收件以后才能评价。"), _("请在收件以后评价。")),
    ("already-evaluated", _("已经评价过"), _("一件一评，本件已经评价。"), _("需要补充的，请向中心反映。")),
)

FIELDS = (
    ("in-the-past", _("日期已经过去"), _("日期须在今天以后。"), _("请核对日期。")),
    ("left-blank", _("“＿＿＿”的地方还没有填"), _("决定书上不能留空白。"), _("请把空白处的金额等内容填上。")),
)

WORDS = (
    *OVER,
    *INTAKE,
    *CORRECTION,
    *REVIEW,
    *CLOCKS,
    *CONSULTATION,
    *CUSTODY,
    *HEARING,
    *DECISION,
    *ENDING,
    *FACTS,
    *SITTING,
    ("nothing-changed", _("没有写新的联系方式"), _("电话和地址都没有填写。"), _("请填写要变更的电话或者地址。")),
    ("no-agent", _("本件没有代理人"), _("本件由申请人自己申请。"), _("请只填写申请人的电话和地址。")),
    ("remark-missing", _("没有写留言"), _("留言不能是空的。"), _("请写明要说的话。")),
    *FIELDS,
)


def told_state(value: object) -> str:
    """A case's state in the reader's language."""
    return str(STATES.get(str(value), value))


def told_office(value: object) -> str:
    """Who is needed: a class of approver, a role, or a number of persons."""
    return wording.listed([str(OFFICES.get(part, part)) for part in str(value).split(", ")])


def teach_words() -> None:
    """Give every code of the room its words, and its facts theirs."""
    for code, title, detail, advice in WORDS:
        teach(code, title, detail, advice)
    teach_fact("state", told_state)
    teach_fact("needed", told_office)
