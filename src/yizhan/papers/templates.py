"""The notices (文书) that we issue: a registry of their templates with the fields that each must have.

Three classes of field: *needed* ones must have a value; *stated* ones must be given but may be empty
(None, [] or ""), and the notice then says so ("未作规定", "无"); the rest may be left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from yizhan.papers.fields import ANYWHERE, EVERYWHERE, REMEDIES, WITHOUT_CASE

APPLICANT_COPY = "申请人联"
FILE_COPY = "存档联"
STUB = "存根联"
COUNTERFOIL = "回执联"


@dataclass(frozen=True, kw_only=True)
class NoticeTemplate:
    """One form of notice. `halves` are its copies or halves on paper; one entry means a single sheet."""

    code: str
    title: str
    title_en: str
    version: int
    halves: tuple[str, ...]
    needed: tuple[str, ...]
    stated: tuple[str, ...]
    optional: tuple[str, ...]
    titles: Mapping[str, tuple[str, str]]
    titled_by: str
    to_citizen: bool

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that the notice may carry."""
        return (*self.needed, *self.stated, *self.optional)

    def title_of(self, data: Mapping[str, object]) -> tuple[str, str]:
        """Chinese and English title; some depend on the type of item or the kind of slip."""
        return self.titles.get(str(data.get(self.titled_by, "")), (self.title, self.title_en))

    def missing(self, data: Mapping[str, object]) -> tuple[str, ...]:
        """The fields that the notice must have and lacks, in the order of the table."""
        absent = [name for name in self.needed if data.get(name) in (None, "", [], ())]
        return (*absent, *(name for name in self.stated if name not in data))

    def unknown(self, data: Mapping[str, object]) -> tuple[str, ...]:
        """Names in the data that the notice does not know."""
        return tuple(sorted(set(data) - set(self.fields)))


def _notice(  # the one place where a template's fields are put together
    code: str,
    title: str,
    title_en: str,
    *,
    needed: tuple[str, ...] = (),
    stated: tuple[str, ...] = (),
    optional: tuple[str, ...] = (),
    halves: tuple[str, ...] = (),
    titles: Mapping[str, tuple[str, str]] | None = None,
    titled_by: str = "",
    to_citizen: bool = True,
    carried: tuple[str, ...] = EVERYWHERE,
) -> NoticeTemplate:
    everywhere = (*carried, "query_code") if to_citizen else carried
    own = (*everywhere, *needed)
    return NoticeTemplate(
        code=code,
        title=title,
        title_en=title_en,
        version=1,
        halves=halves,
        needed=own,
        stated=stated,
        optional=tuple(name for name in dict.fromkeys((*ANYWHERE, *optional)) if name not in (*own, *stated)),
        titles=MappingProxyType(dict(titles or {})),
        titled_by=titled_by,
        to_citizen=to_citizen,
    )


GRANTS = {
    "01": ("准予行政许可决定书", "Decision to Grant a Licence"),
    "05": ("行政给付决定书", "Decision on a Benefit"),
    "07": ("行政确认通知书", "Notice of Confirmation"),
    "08": ("行政奖励决定书", "Decision on a Reward"),
    "09": ("行政裁决书", "Administrative Adjudication"),
    "20": ("公共服务办理结果通知书", "Notice of the Result of a Public Service"),
}
REFUSALS = {
    "01": ("不予行政许可决定书", "Decision to Refuse a Licence"),
    "05": ("不予给付决定书", "Decision to Refuse a Benefit"),
    "07": ("不予确认通知书", "Notice of Refusal to Confirm"),
    "08": ("不予奖励决定书", "Decision to Refuse a Reward"),
    "20": ("公共服务不予办理通知书", "Notice of Refusal of a Public Service"),
}
SLIPS = {
    "ask": ("工作联系单", "Liaison Slip"),
    "received": ("接收单", "Slip of Receipt"),
    "handed": ("签收单", "Slip of Handing Over"),
    "opinion": ("回执函", "Letter of Reply"),
}
ENDINGS = {
    "withdrawn": ("撤回申请通知书", "Notice of Withdrawal"),
    "terminated": ("终止办理通知书", "Notice of Termination"),
    "abandoned": ("逾期未补正终止办理通知书", "Notice of Abandonment"),
}
AGENCY_ENDINGS = {
    "done": ("帮办代办办结单", "Agency Concluded"),
    "ended": ("帮办代办终止单", "Agency Ended"),
    "suspended": ("帮办代办中止单", "Agency Suspended"),
}

_LIMITS = ("statutory_limit", "promised_limit", "due")
_CONTACT = ("contact", "contact_phone")

_ALL = (
    _notice(
        "receipt",
        "申请材料收件凭证",
        "Receipt for Application Materials",
        needed=("received_on", "received", *_CONTACT),
        stated=("not_received",),
        optional=("case_type", "message_phone", "contact_address"),
    ),
    _notice(
        "acceptance",
        "受理通知书",
        "Notice of Acceptance",
        needed=("received_on", "accepted_on", "case_type", "case_name", "received", *_CONTACT, "address"),
        stated=(*_LIMITS, "special_steps", "fee", "not_received", "message_phone"),
        optional=("provisional", "contact_address", "deemed"),
    ),
    _notice(
        "correction",
        "补正告知书（一次性告知单）",
        "Notice of Correction",
        needed=("received_on", "wanted", "consequence"),
        stated=("received", "supply_until", "late_means_accepted"),
        optional=_CONTACT,
    ),
    _notice(
        "not_required",
        "不受理告知书",
        "Notice that No Application is Needed",
        needed=("received_on", "reason"),
        optional=("complaint",),
    ),
    _notice(
        "not_competent",
        "不予受理通知书",
        "Notice of Refusal to Accept",
        needed=("received_on", "reason", "competent_organ", *REMEDIES),
    ),
    _notice(
        "pledge",
        "容缺受理通知书",
        "Notice of Acceptance with a Pledge",
        needed=("received_on", "accepted_on", "received", "lacking", "supply_until", "consequence", *_CONTACT),
        stated=_LIMITS,
        optional=("provisional", "case_type", "contact_address"),
        halves=(APPLICANT_COPY, FILE_COPY),
    ),
    _notice(
        "restart",
        "补办件重新启动通知书",
        "Notice that Handling Goes On",
        needed=("original_date", "supplied_on", "received"),
        stated=("original_due", "due"),
        optional=("provisional", "promised_limit"),
    ),
    _notice(
        "special_procedure",
        "特别程序告知书",
        "Notice of a Special Procedure",
        needed=("accepted_on", "procedure", "basis", "days", "start", "expected_end"),
        stated=("original_due",),
        optional=("reason", "place", "due", "provisional"),
    ),
    _notice(
        "extension",
        "延长办理期限通知书",
        "Notice of Extension",
        needed=("accepted_on", "original_due", "extra", "due", "reason", "approver", "approver_office", "basis"),
        optional=("provisional",),
    ),
    _notice(
        "hearing",
        "听证告知书",
        "Notice of the Right to a Hearing",
        needed=("accepted_on", "matter", "basis", "hearing_organ", *_CONTACT),
        optional=("address",),
    ),
    _notice(
        "hearing_notice",
        "听证通知书",
        "Notice of a Hearing",
        needed=(
            "accepted_on",
            "hearing_time",
            "hearing_place",
            "hearing_host",
            "hearing_organ",
            "basis",
            *_CONTACT,
        ),
        optional=("days",),
    ),
    _notice(
        "grant",
        "准予决定书",
        "Decision to Grant",
        needed=("decision_number", "applied_on", "application", "content", "basis", "organ_code", "holder"),
        optional=("valid_from", "valid_until", "certificate", "certificate_number", "accepted_on", *REMEDIES),
        titles=GRANTS,
        titled_by="item_type",
    ),
    _notice(
        "refusal",
        "不予批准决定书",
        "Decision to Refuse",
        needed=("decision_number", "applied_on", "application", "facts", "reason", "basis", *REMEDIES),
        optional=("accepted_on",),
        titles=REFUSALS,
        titled_by="item_type",
    ),
    _notice(
        "completion",
        "办结通知书",
        "Notice of Conclusion",
        needed=("concluded_on", "result", "collect"),
        stated=("paid",),
        optional=(
            "result_text",
            "decision_number",
            "certificate",
            "certificate_number",
            "address",
            *_CONTACT,
            *REMEDIES,
        ),
    ),
    _notice(
        "return",
        "退件通知书",
        "Notice of Return",
        needed=("received_on", "reason", *REMEDIES),
        stated=("returned",),
    ),
    _notice(
        "service",
        "送达回证",
        "Proof of Service",
        needed=("documents", "person_served", "place", "mode", "server"),
        stated=("time", "receiver", "receipt_date"),
        optional=("witness", "proxy", "proxy_reason"),
        to_citizen=False,
    ),
    _notice(
        "announcement",
        "送达公告",
        "Public Notice of Service",
        needed=("documents", "person_served", "place", "reason", "announced_on", "announced_until", *_CONTACT),
        to_citizen=False,
    ),
    _notice(
        "collection",
        "办理结果领取登记表",
        "Register of Collection",
        needed=("documents", "collector", "identity_type", "identity_number", "collect_mode", "time"),
        optional=("proxy_reason", "contact_phone"),
        to_citizen=False,
    ),
    _notice(
        "payment",
        "缴费通知书",
        "Notice of Payment",
        needed=("charges", "total", "payee", "how_to_pay"),
        stated=("pay_until",),
        optional=("complaint",),
    ),
    _notice(
        "liaison",
        "工作联系单",
        "Liaison Slip",
        needed=("slip", "sender", "addressee", "subject", *_CONTACT),
        stated=("reply_by", "attachments"),
        optional=("reply_limit", "body", "opinion", "provisional"),
        halves=(STUB, COUNTERFOIL),
        titles=SLIPS,
        titled_by="slip",
        to_citizen=False,
    ),
    _notice(
        "forwarding",
        "转报（材料移交）单",
        "Forwarding Slip",
        needed=("sender", "addressee", "accepted_on", "materials", "review_opinion", *_CONTACT),
        stated=("review_limit", "reply_by"),
        optional=("statutory_limit", "promised_limit", "due", "provisional"),
        halves=(STUB, COUNTERFOIL),
        to_citizen=False,
    ),
    _notice(
        "withdrawal",
        "终止办理通知书",
        "Notice of Termination",
        needed=("ending", "applied_on", "reason"),
        stated=("returned",),
        optional=(*REMEDIES, "supply_until"),
        titles=ENDINGS,
        titled_by="ending",
    ),
    _notice(
        "authorisation",
        "委托书",
        "Letter of Authority",
        needed=(
            *("principal", "principal_identity", "principal_phone"),
            *("agent", "agent_identity", "agent_phone", "powers", "mandate_from", "mandate_until"),
        ),
        optional=("agent_organization", "renewal_of"),
        to_citizen=False,
    ),
    _notice(
        "agency_acceptance",
        "帮办代办受理单",
        "Agency Accepted",
        needed=("principal", "principal_phone", "agent", "agent_phone", "powers", "time"),
        stated=("papers",),
        optional=("agent_organization", "mandate_until"),
        halves=(APPLICANT_COPY, FILE_COPY),
    ),
    _notice(
        "agency_end",
        "帮办代办办结（终止）单",
        "Agency Ended",
        needed=("agency_end", "principal", "agent", "agent_phone", "time"),
        stated=("papers", "reason"),
        optional=("agent_organization", "result_text"),
        halves=(APPLICANT_COPY, FILE_COPY),
        titles=AGENCY_ENDINGS,
        titled_by="agency_end",
    ),
    _notice(
        "original_receipt",
        "原件收存单",
        "Receipt for Originals",
        needed=("originals", "owner", "time", *_CONTACT),
        halves=(APPLICANT_COPY, FILE_COPY),
    ),
    _notice(
        "original_handover",
        "原件交接单",
        "Hand-over Slip of Originals",
        needed=("originals", "sender", "addressee", "taker", "time"),
        halves=(STUB, COUNTERFOIL),
        to_citizen=False,
        carried=WITHOUT_CASE,
    ),
    _notice(
        "original_return",
        "原件退还单",
        "Return Slip of Originals",
        needed=("originals", "receiver", "back_mode", "time"),
        optional=("proxy_reason",),
        halves=(APPLICANT_COPY, FILE_COPY),
    ),
    _notice(
        "pickup",
        "领取通知单",
        "Collection Slip",
        needed=("shelf", "documents", "collect", "time", *_CONTACT),
    ),
)

TEMPLATES: Mapping[str, NoticeTemplate] = MappingProxyType({template.code: template for template in _ALL})
"""The template in force by its code."""
