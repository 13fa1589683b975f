"""The fields (要素) that notices are made of: one table of names, labels, kinds and openness.

A field that is not `public` goes into the sealed part of the notice's entry: everything about a person,
and every text that somebody typed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a value is written in the data of a notice (plain JSON) and hence how it is printed."""

    TEXT = "text"
    CODE = "code"  # a word of a fixed list: chooses wording
    DATE = "date"  # 2026-11-24
    MOMENT = "moment"  # 2026-11-24T09:30:00+08:00
    LIMIT = "limit"  # 20wd, 30d, 8h, 30min, 3mo
    COUNT = "count"  # a whole number
    MONEY = "money"  # "12.50", yuan
    FLAG = "flag"
    ROWS = "rows"  # a list of objects with the field's columns


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field: its name in the data, its labels on paper, the kind of its value."""

    name: str
    zh: str
    en: str
    kind: Kind = Kind.TEXT
    public: bool = False
    columns: tuple["Field", ...] = ()
    codes: tuple[str, ...] = ()


def _text(name: str, zh: str, en: str) -> Field:
    return Field(name=name, zh=zh, en=en)


def _open(name: str, zh: str, en: str, kind: Kind = Kind.TEXT) -> Field:
    return Field(name=name, zh=zh, en=en, kind=kind, public=True)


def _code(name: str, zh: str, en: str, *codes: str) -> Field:
    return Field(name=name, zh=zh, en=en, kind=Kind.CODE, public=True, codes=codes)


def _rows(name: str, zh: str, en: str, *columns: Field) -> Field:
    return Field(name=name, zh=zh, en=en, kind=Kind.ROWS, columns=columns)


_NAME = _text("name", "材料名称", "Material")
_FORM = _text("form", "形式", "Form")
_ORIGINALS = Field(name="originals", zh="原件", en="Originals", kind=Kind.COUNT)
_COPIES = Field(name="copies", zh="复印件", en="Copies", kind=Kind.COUNT)
_NOTE = _text("note", "备注", "Note")
_MATERIAL = (_NAME, _FORM, _ORIGINALS, _COPIES, _NOTE)
_REASON = _text("reason", "理由和要求", "Reason and requirement")

_ALL = (
    # What every notice carries.
    _open("hall", "政务服务场所", "Service centre"),
    _open("window", "受理窗口", "Window department"),
    _open("organ", "行政机关", "Authority"),
    _open("case_number", "办件编号", "Case number"),
    _text("query_code", "查询码", "Query code"),
    _open("item", "事项名称", "Service item"),
    Field(name="item_type", zh="事项类型", en="Item type", kind=Kind.CODE, public=True, codes=()),
    _text("applicant", "申请人", "Applicant"),
    _open("date", "日期", "Date", Kind.DATE),
    _open("window_phone", "窗口电话", "Window phone"),
    _open("supervision_phone", "监督电话", "Supervision phone"),
    _text("clerk", "经办人", "Clerk"),
    # What any notice may carry.
    _text("agent", "代理人", "Agent"),
    _text("case_name", "办件名称", "Case name"),
    _open("delegate", "受委托机关", "Delegate"),
    _open("seal", "印章名称", "Seal"),
    _open("address", "办理地点", "Address"),
    _open("provincial_number", "省平台办件编号", "Provincial number"),
    _text("remarks", "备注", "Remarks"),
    _open("basis", "依据", "Legal basis"),
    # Intake (收件、受理).
    _open("case_type", "办件类型", "Case type"),
    _open("received_on", "收到材料日期", "Papers received on", Kind.DATE),
    _open("accepted_on", "受理日期", "Accepted on", Kind.DATE),
    _open("statutory_limit", "法定办结时限", "Statutory limit", Kind.LIMIT),
    _open("promised_limit", "承诺办结时限", "Promised limit", Kind.LIMIT),
    _open("due", "办结期限", "To be concluded before", Kind.DATE),
    _open("deemed", "视为受理的依据", "Deemed accepted by"),
    _open("announced_on", "公告日期", "Announced on", Kind.DATE),
    _open("announced_until", "公告期满日期", "Announced until", Kind.DATE),
    _open("provisional", "暂定日期", "Provisional date", Kind.FLAG),
    _rows(
        "special_steps",
        "特别程序",
        "Special procedures",
        _text("name", "环节", "Step"),
        Field(name="limit", zh="时限", en="Limit", kind=Kind.LIMIT),
        _text("basis", "依据", "Legal basis"),
    ),
    _text("fee", "收费依据和标准", "Fee basis and standard"),
    _text("contact", "联系人", "Contact person"),
    _text("contact_phone", "联系电话", "Phone"),
    _text("message_phone", "短信接收号码", "Phone for text messages"),
    _text("contact_address", "联系地址", "Address of the applicant"),
    _rows("received", "已收材料", "Materials received", *_MATERIAL),
    _rows("not_received", "未收材料", "Materials not received", _NAME, _NOTE),
    _rows("wanted", "需要补正的材料", "Materials to be supplied", _NAME, _FORM, _ORIGINALS, _COPIES, _REASON),
    _open("supply_until", "补正期限", "To be supplied before", Kind.DATE),
    _text("consequence", "逾期不补的后果", "If not supplied in time"),
    _open("late_means_accepted", "逾期告知视为受理", "A late notice means accepted", Kind.FLAG),
    _text("reason", "理由", "Reason"),
    _open("competent_organ", "有权办理的机关", "Competent authority"),
    _open("review_organ", "行政复议机关", "Authority of reconsideration"),
    _open("court", "有管辖权的人民法院", "Competent court"),
    _open("complaint", "投诉渠道", "Complaints"),
    _rows(
        "lacking",
        "容缺材料",
        "Materials lacking",
        _NAME,
        _FORM,
        Field(name="until", zh="补交期限", en="To be supplied before", kind=Kind.DATE),
    ),
    _open("original_date", "原受理日期", "Original date", Kind.DATE),
    _open("original_due", "原办结期限", "Original due date", Kind.DATE),
    _open("supplied_on", "补正日期", "Supplied on", Kind.DATE),
    # On the way (办理中).
    _code(
        "procedure",
        "特别程序种类",
        "Special procedure",
        "hearing",
        "tender",
        "auction",
        "inspection",
        "testing",
        "quarantine",
        "appraisal",
        "expert-review",
        "other",
    ),
    _open("days", "所需时间", "Time needed", Kind.LIMIT),
    _open("start", "开始日期", "Start", Kind.DATE),
    _open("expected_end", "预计结束日期", "Expected end", Kind.DATE),
    _open("extra", "延长期限", "Extension", Kind.LIMIT),
    _text("approver", "批准人", "Approved by"),
    _open("approver_office", "批准人职务", "Office of the approver"),
    _text("matter", "拟作出的决定及事由", "Intended decision and grounds"),
    _open("hearing_organ", "听证组织机关", "Authority holding the hearing"),
    _open("hearing_time", "听证时间", "Time of the hearing", Kind.MOMENT),
    _text("hearing_place", "听证地点", "Place of the hearing"),
    _text("hearing_host", "听证主持人", "Presiding"),
    # The end (办结).
    _open("decision_number", "决定文号", "Decision number"),
    _text("application", "申请事项", "Application"),
    _open("applied_on", "申请日期", "Applied on", Kind.DATE),
    _text("content", "决定内容", "Content of the decision"),
    _open("valid_from", "有效期自", "Valid from", Kind.DATE),
    _open("valid_until", "有效期至", "Valid until", Kind.DATE),
    _open("organ_code", "机关统一社会信用代码", "Unified social credit code"),
    _text("holder", "持有人", "Holder"),
    _open("certificate", "证照名称", "Certificate"),
    _text("certificate_number", "证照编号", "Certificate number"),
    _text("facts", "认定的事实", "Facts"),
    _code(
        "result",
        "办结结果",
        "Result",
        "granted",
        "refused",
        "forwarded",
        "returned",
        "withdrawn",
        "terminated",
        "other",
    ),
    _text("result_text", "结果说明", "Result in words"),
    _open("concluded_on", "办结日期", "Concluded on", Kind.DATE),
    _text("collect", "领取方式", "How to collect"),
    _text("paid", "收费情况", "Fees"),
    _code("ending", "终止原因", "Ground", "withdrawn", "terminated", "abandoned"),
    _rows("returned", "退还材料", "Materials returned", *_MATERIAL),
    # Service and collection (送达、领取).
    _rows(
        "documents",
        "送达文书",
        "Documents served",
        _text("name", "文书名称", "Document"),
        _text("number", "文号", "Number"),
        Field(name="copies", zh="份数", en="Copies", kind=Kind.COUNT),
    ),
    _text("person_served", "受送达人", "Person served"),
    _text("place", "地点", "Place"),
    _open("time", "时间", "Time", Kind.MOMENT),
    _code("mode", "方式", "Mode", "direct", "left", "electronic", "entrusted", "post", "public-notice"),
    _text("receiver", "收件人", "Receiver"),
    _open("receipt_date", "签收日期", "Received on", Kind.DATE),
    _text("server", "送达人", "Served by"),
    _text("witness", "见证人", "Witness"),
    _text("proxy", "代收人", "Proxy"),
    _text("proxy_reason", "代收理由", "Reason for the proxy"),
    _text("collector", "领取人", "Collector"),
    _text("identity_type", "证件类型", "Type of document"),
    _text("identity_number", "证件号码", "Document number"),
    _code("collect_mode", "领取方式", "Mode", "window", "post", "agent", "machine"),
    # Payment (缴费).
    _rows(
        "charges",
        "收费项目",
        "Charges",
        _text("name", "项目", "Charge"),
        _text("basis", "收费依据", "Basis"),
        _text("standard", "标准", "Standard"),
        Field(name="quantity", zh="数量", en="Quantity", kind=Kind.COUNT),
        Field(name="amount", zh="金额（元）", en="Amount (yuan)", kind=Kind.MONEY),
    ),
    Field(name="total", zh="合计", en="Total", kind=Kind.MONEY),
    _open("payee", "收款单位", "Payee"),
    _open("how_to_pay", "缴费方式", "How to pay"),
    _open("pay_until", "缴费期限", "Pay before", Kind.DATE),
    # Between organs (机关之间).
    _code("slip", "联系单种类", "Kind of slip", "ask", "received", "handed", "opinion"),
    _open("sender", "发出单位", "Sender"),
    _open("addressee", "接收单位", "Addressee"),
    _open("reply_by", "回复期限", "Reply before", Kind.DATE),
    _open("reply_limit", "回复时限", "Limit of the reply", Kind.LIMIT),
    _text("subject", "事由", "Subject"),
    _text("body", "内容", "Text"),
    _text("opinion", "意见", "Opinion"),
    _rows(
        "attachments",
        "附件",
        "Attachments",
        _text("name", "名称", "Name"),
        Field(name="copies", zh="份数", en="Copies", kind=Kind.COUNT),
        Field(name="pages", zh="页数", en="Pages", kind=Kind.COUNT),
    ),
    _text("review_opinion", "初审意见", "Opinion of the review"),
    _open("review_limit", "初审时限", "Limit of the review", Kind.LIMIT),
    _rows("materials", "移交材料", "Materials handed over", *_MATERIAL, _text("pages", "页数", "Pages")),
    # Agents (委托、帮办代办).
    _text("principal", "委托人", "Principal"),
    _text("principal_identity", "委托人证件号码", "Document number of the principal"),
    _text("principal_phone", "委托人电话", "Phone of the principal"),
    _text("agent_identity", "代理人证件号码", "Document number of the agent"),
    _text("agent_phone", "代理人电话", "Phone of the agent"),
    _text("agent_organization", "代理人单位", "Organisation of the agent"),
    _text("powers", "委托权限", "Powers"),
    _open("mandate_from", "委托期限自", "From", Kind.DATE),
    _open("mandate_until", "委托期限至", "Until", Kind.DATE),
    _open("renewal_of", "原委托书编号", "Renews"),
    _rows("papers", "交接材料", "Papers handed over", *_MATERIAL),
    _code("agency_end", "代办结果", "How the agency ends", "done", "ended", "suspended"),
    # Paper originals and results that wait (原件、成果架).
    _rows(
        "originals",
        "原件",
        "Originals",
        _text("name", "名称", "Original"),
        _text("original", "原件编号", "Number of the original"),
        Field(name="pages", zh="页数", en="Pages", kind=Kind.COUNT),
        _text("case", "办件编号", "Case number"),
        _NOTE,
    ),
    _text("owner", "交件人", "Handed in by"),
    _text("taker", "接收人", "Receiver"),
    _code("back_mode", "退还方式", "How it goes back", "self", "proxy", "post"),
    _open("shelf", "取件号", "Shelf number", Kind.COUNT),
)

FIELDS = {field.name: field for field in _ALL}
"""Every field by its name."""

COMMON = ("hall", "window", "organ", "case_number", "item", "item_type", "applicant", "date")
PHONES = ("window_phone", "supervision_phone")
EVERYWHERE = (*COMMON, *PHONES, "clerk")
"""What each notice must have (文书共有要素)."""

WITHOUT_CASE = ("hall", "organ", "date", *PHONES, "clerk")
"""What a slip between two people carries that speaks of many cases, or of none."""

ANYWHERE = (
    "query_code",
    "agent",
    "case_name",
    "delegate",
    "seal",
    "address",
    "provincial_number",
    "remarks",
    "basis",
)
"""What each notice may have."""

REMEDIES = ("review_organ", "court", "complaint")
"""The block of remedies (救济途径): reconsideration, suit, complaint."""


def columns_of(name: str) -> tuple[str, ...]:
    """The names of a table's columns."""
    return tuple(column.name for column in FIELDS[name].columns)


def public_of(names: Iterable[str]) -> frozenset[str]:
    """Those of the names that may stand in clear in an entry."""
    return frozenset(name for name in names if FIELDS[name].public)
