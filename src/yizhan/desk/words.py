"""The desk's words for what the rooms below call by codes: states, acts, events, causes, modes, notices."""

from collections.abc import Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from yizhan.web.refusals import Text

STATES: Mapping[str, Text] = {
    "opened": _("已立件"),
    "submitted": _("待受理"),
    "correction-requested": _("待补正"),
    "accepted": _("已受理"),
    "under-review": _("审查中"),
    "decided": _("已决定"),
    "certified": _("待领取"),
    "delivered": _("已送达"),
    "not-required": _("不需要办理"),
    "not-competent": _("不予受理"),
    "withdrawn": _("已撤回"),
    "terminated": _("已终止"),
    "abandoned": _("逾期未补正"),
    "returned": _("已退办"),
}
STATE_TONES: Mapping[str, str] = {
    "opened": "neutral",
    "submitted": "warn",
    "correction-requested": "warn",
    "accepted": "info",
    "under-review": "info",
    "decided": "good",
    "certified": "good",
    "delivered": "good",
}

EVENTS: Mapping[str, Text] = {
    "Opened": _("立件"),
    "Submitted": _("收到材料"),
    "CorrectedOnTheSpot": _("当场更正"),
    "CorrectionRequested": _("一次性告知补正"),
    "Corrected": _("补正"),
    "Accepted": _("受理"),
    "AcceptedWithPledge": _("容缺受理"),
    "DeemedAccepted": _("依法视为受理"),
    "Supplemented": _("补交容缺材料"),
    "NotRequired": _("不受理（不需要办理）"),
    "NotCompetent": _("不予受理（不属本机关职权）"),
    "Advanced": _("办理环节"),
    "Publicised": _("开始公示"),
    "ClockStopped": _("停止计时"),
    "ClockResumed": _("恢复计时"),
    "InterestedFound": _("登记利害关系人"),
    "StatementHeard": _("听取意见"),
    "HearingTold": _("告知听证权利"),
    "HearingSet": _("通知听证的时间、地点"),
    "HearingHeld": _("举行听证"),
    "Extended": _("延长期限"),
    "Consulted": _("征求意见"),
    "ConsultAnswered": _("收到答复"),
    "ConsultClosed": _("不再等待答复"),
    "Forwarded": _("转报"),
    "HandedOver": _("移交"),
    "PassedOn": _("流转"),
    "Received": _("签收"),
    "ReturnedDown": _("退回"),
    "Decided": _("作出决定"),
    "PapersCompleted": _("补齐手续"),
    "DeemedDecided": _("依法视为准予"),
    "Certified": _("制作证件、文书"),
    "ServiceAnnounced": _("公告送达"),
    "AcceptanceConfirmed": _("补发受理通知书"),
    "Delivered": _("送达"),
    "Withdrawn": _("撤回申请"),
    "Terminated": _("终止办理"),
    "DeemedEnded": _("逾期终止"),
    "Amended": _("纠正决定"),
    "WishAnswered": _("答复请求"),
    "Closed": _("结案归档"),
    "Numbered": _("登记其他系统的编号"),
    "ContactChanged": _("变更联系方式"),
    "Undone": _("撤销操作"),
    "Erased": _("销毁个人信息"),
}
EVENT_TONES: Mapping[str, str] = {
    "Accepted": "good",
    "AcceptedWithPledge": "good",
    "DeemedAccepted": "good",
    "Decided": "good",
    "DeemedDecided": "good",
    "Delivered": "good",
    "CorrectionRequested": "warn",
    "ClockStopped": "warn",
    "ReturnedDown": "warn",
    "Extended": "warn",
    "NotRequired": "bad",
    "NotCompetent": "bad",
    "Terminated": "bad",
    "DeemedEnded": "bad",
}

CLOCKS: Mapping[str, Text] = {
    "intake": _("受理期限"),
    "statutory": _("法定期限"),
    "promised": _("承诺期限"),
    "stage": _("本环节期限"),
    "service": _("送达期限"),
    "completion": _("补齐手续期限"),
    "hearing-request": _("要求听证的期限"),
    "hearing": _("举行听证的期限"),
}

FACTS: Mapping[str, Text] = {
    "visit": _("来访"),
    "pay": _("缴费"),
    "hand-in": _("交件"),
    "hand-out": _("领取结果"),
    "evaluate": _("评价"),
    "wish": _("请求"),
}
VISITS: Mapping[str, Text] = {
    "in-vain": _("来了，没有办成"),
    "nobody-at-window": _("窗口没有人"),
    "system-down": _("系统故障"),
    "material-not-listed": _("要了清单外的材料"),
    "asked": _("来咨询"),
    "other": _("其他"),
}
WISHES: Mapping[str, Text] = {
    "withdraw": _("撤回申请"),
    "recall": _("收回转出的件"),
    "hurry": _("请求加快"),
    "hearing": _("要求听证"),
    "put-right": _("责令纠正"),
}
TRIP_CAUSES: Mapping[str, Text] = {
    "submission": _("提交材料"),
    "supplement": _("补交材料"),
    "collection": _("领取结果"),
    **VISITS,
}
CHANNELS: Mapping[str, Text] = {
    "window": _("窗口"),
    "village": _("村级代办"),
    "online": _("网上"),
    "telephone": _("电话"),
    "post": _("邮寄"),
}
HAND_IN_MODES: Mapping[str, Text] = {key: CHANNELS[key] for key in ("window", "village", "online", "post")}
SERVICE_MODES: Mapping[str, Text] = {
    "direct": _("直接送达（当面领取）"),
    "post": _("邮寄送达"),
    "entrusted": _("委托送达"),
    "electronic": _("电子送达"),
    "witness": _("留置送达"),
    "public-notice": _("公告送达"),
}
PASSING_CAUSES: Mapping[str, Text] = {
    "no-grant": _("窗口没有委托或者授权"),
    "must-hear-again": _("委托要再次确认"),
    "leader-signs": _("须领导签字"),
    "seal-at-station": _("印章在站所"),
    "law": _("法律规定由其办理"),
    "make-up": _("急难先行，交其补办环节"),
}
TERMINATIONS: Mapping[str, Text] = {
    "6": _("其他原因终止"),
    "2": _("作废"),
    "3": _("录入错误，删除"),
    "5": _("补正、补交逾期不来"),
}
GRADES: Mapping[str, Text] = {
    "1": _("非常满意"),
    "2": _("满意"),
    "3": _("基本满意"),
    "4": _("不满意"),
    "5": _("非常不满意"),
}
EVALUATION_CHANNELS: Mapping[str, Text] = {
    "1": _("电脑端"),
    "2": _("移动端"),
    "3": _("二维码"),
    "4": _("政务大厅平板电脑"),
    "5": _("政务大厅其他终端"),
    "6": _("电话"),
    "7": _("短信"),
}
OUTCOMES: Mapping[str, Text] = {
    "0": _("准予（出证办结）"),
    "1": _("不予批准"),
    "2": _("作废"),
    "3": _("删除"),
    "4": _("转报办结"),
    "5": _("补正不来"),
    "6": _("其他"),
}
ID_TYPES: Mapping[str, Text] = {
    "111": _("居民身份证"),
    "414": _("普通护照"),
    "511": _("台湾居民来往大陆通行证"),
    "516": _("港澳居民来往内地通行证"),
    "821": _("营业执照"),
    "uscc": _("统一社会信用代码"),
    "999": _("其他证件"),
}
ROLES: Mapping[str, Text] = {"clerk": _("经办"), "reviewer": _("审查"), "approver": _("审批")}
NOTICES: Mapping[str, Text] = {
    "receipt": _("收件凭证"),
    "correction": _("补正告知书"),
    "acceptance": _("受理通知书"),
    "pledge": _("容缺受理通知书"),
    "restart": _("补办件重新启动通知书"),
    "not_required": _("不受理告知书"),
    "not_competent": _("不予受理通知书"),
    "special_procedure": _("特别程序告知书"),
    "hearing": _("听证告知书"),
    "hearing_notice": _("听证通知书"),
    "extension": _("延长办理期限通知书"),
    "liaison": _("工作联系单"),
    "forwarding": _("转报（材料移交）单"),
    "grant": _("准予决定书"),
    "refusal": _("不予决定书"),
    "completion": _("办结通知书"),
    "service": _("送达回证"),
    "announcement": _("送达公告"),
    "withdrawal": _("撤回、终止办理通知书"),
    "original_receipt": _("原件收存单"),
    "original_handover": _("原件交接单"),
    "original_return": _("原件退还单"),
    "pickup": _("领取通知单"),
}
ORIGINAL_KINDS: Mapping[str, Text] = {
    "household-book": _("户口簿"),
    "identity-card": _("居民身份证"),
    "land-certificate": _("土地承包经营权证（土地证）"),
    "property-deed": _("不动产权证书（房产证）"),
    "marriage-certificate": _("结婚证（离婚证）"),
    "licence": _("营业执照、许可证"),
    "disability-card": _("残疾人证"),
    "medical-record": _("病历、诊断证明"),
    "contract": _("合同、协议"),
    "other": _("其他原件"),
    "result": _("办理结果"),
}
ORIGINAL_KINDS_TAKEN: Mapping[str, Text] = {
    code: word for code, word in ORIGINAL_KINDS.items() if code not in {"result", "identity-card"}
}
"""What the window offers to keep: never an identity card, which nobody but the police may (居民身份证法第十五条)."""
ORIGINAL_STATES: Mapping[str, tuple[Text, str]] = {
    "held": (_("在手上"), "info"),
    "under-way": (_("等待签收"), "warn"),
    "missing": (_("短少"), "bad"),
    "returned": (_("已退还"), "good"),
    "retained": (_("不退还"), "neutral"),
}
ORIGINAL_EVENTS: Mapping[str, Text] = {
    "OriginalTakenIn": _("收存"),
    "OriginalGiven": _("交出"),
    "OriginalReceived": _("签收"),
    "OriginalDeclined": _("拒收"),
    "OriginalPlaced": _("存放"),
    "OriginalHandedBack": _("退还"),
    "OriginalRetained": _("不退还"),
    "OriginalMissing": _("短少"),
    "OriginalFound": _("找到"),
    "OriginalTakenOver": _("接管"),
    "HandedOver": _("移交"),
    "Erased": _("销毁"),
}
BACK_MODES: Mapping[str, Text] = {"self": _("本人领回"), "proxy": _("他人代领"), "post": _("邮寄")}
GROUNDS: Mapping[str, Text] = {
    "surrendered": _("依法收回、注销"),
    "kept-by-law": _("依法存入案卷"),
    "replaced": _("遗失，已补办或者赔偿"),
}
UNITS: Mapping[str, Text] = {"wd": _("个工作日"), "d": _("日"), "h": _("小时"), "mo": _("个月")}
ROADS: Mapping[str, Text] = {
    "Forwarded": _("转报至"),
    "PassedOn": _("转送至"),
    "ReturnedDown": _("退回至"),
    "HandedOver": _("已到达"),
    "Received": _("已签收"),
}
"""What an entry proves of a case's way from organ to organ."""
LEFT_OUT: Mapping[str, Text] = {"周末": _("周末"), "停止计时": _("停止计时")}
SCHEMA_FAULTS: Mapping[str, Text] = {
    "required": _("没有填写"),
    "pattern": _("格式不对"),
    "minLength": _("太短"),
    "maxLength": _("太长"),
    "minimum": _("太小"),
    "maximum": _("太大"),
    "minItems": _("至少填一行"),
    "maxItems": _("行数太多"),
    "oneOf": _("请从列出的选项中选择"),
    "enum": _("请从列出的选项中选择"),
    "type": _("应填整数"),
    "format": _("日期不对"),
    "bad-text": _("有不能保存的字符"),
    "unknown-field": _("表上没有这一栏"),
}


def word(words: Mapping[str, Text], code: str) -> Text:
    """The word for a code; an unknown code stands for itself."""
    return words.get(code, code)


def choices(words: Mapping[str, Text], *, empty: Text | None = None) -> list[tuple[str, Text]]:
    """Words as the choices of a field."""
    listed = list(words.items())
    return listed if empty is None else [("", empty), *listed]


def data(text: object) -> SafeString:
    """A piece of data (a name, an item, what somebody typed) inside the program's own words: in its own language."""
    return format_html('<span lang="zh-Hans">{}</span>', text) if text else SafeString("")
