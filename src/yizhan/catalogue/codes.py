"""Code sets of GB/T 39046-2020 annex A (代码集): each word of a release, its Chinese word and its national code."""

from enum import StrEnum
from typing import Self

from yizhan.kernel.periods import Unit


class Coded(StrEnum):
    """A word with the Chinese word that files use and the code that exchanges use."""

    word: str
    code: str

    def __new__(cls, value: str, word: str, code: str = "") -> "Coded":
        member = str.__new__(cls, value)
        member._value_ = value
        member.word = word
        member.code = code
        return member

    @classmethod
    def read(cls, text: object) -> object:
        """The member named by its Chinese word, its own word or its code; anything else comes back unread."""
        for member in cls:
            if text in (member.word, member.value) or (member.code and text == member.code):
                return member
        return text

    @classmethod
    def named(cls, value: str) -> Self:
        """The member whose own word it is. Raises ValueError."""
        for member in cls:
            if member.value == value:
                return member
        raise ValueError(value)


class ItemType(Coded):
    """Item types (事项类型); 11 and above are extensions, of which filing is ours."""

    LICENCE = "licence", "行政许可", "01"
    PENALTY = "penalty", "行政处罚", "02"
    COERCION = "coercion", "行政强制", "03"
    LEVY = "levy", "行政征收", "04"
    PAYMENT = "payment", "行政给付", "05"
    INSPECTION = "inspection", "行政检查", "06"
    CONFIRMATION = "confirmation", "行政确认", "07"
    REWARD = "reward", "行政奖励", "08"
    RULING = "ruling", "行政裁决", "09"
    OTHER_POWER = "other_power", "其他行政权力", "10"
    FILING = "filing", "行政备案", "11"
    PUBLIC_SERVICE = "public_service", "公共服务", "20"


class CaseType(Coded):
    """Kinds of cases (办件类型)."""

    IMMEDIATE = "immediate", "即办件", "1"
    PROMISED = "promised", "承诺件", "2"
    OTHER = "other", "其他", "9"


class Level(Coded):
    """Levels at which a power is exercised (行使层级)."""

    COUNTRY = "country", "国家", "1"
    PROVINCE = "province", "省", "2"
    PREFECTURE = "prefecture", "州", "3"
    COUNTY = "county", "县", "4"
    TOWNSHIP = "township", "乡镇", "5"
    VILLAGE = "village", "村", "6"


class AgencyNature(Coded):
    """Nature of the implementing body (实施主体性质): where delegation and authorisation live in the data."""

    STATUTORY = "statutory", "法定机关", "1"
    AUTHORISED = "authorised", "授权组织", "2"
    DELEGATED = "delegated", "受委托组织", "3"
    OTHER = "other", "其他", "9"


class ServiceObject(Coded):
    """Whom an item serves (服务对象)."""

    PERSON = "person", "自然人", "1"
    COMPANY = "company", "企业法人", "2"
    INSTITUTION = "institution", "事业法人", "3"
    SOCIAL_ORGANISATION = "social_organisation", "社会组织法人", "4"
    AGENCY = "agency", "行政机关", "5"
    OTHER = "other", "其他组织", "6"


class HandlingForm(Coded):
    """How an application may come (办理形式)."""

    WINDOW = "window", "窗口", "1"
    COMPUTER = "computer", "电脑端", "2"
    MOBILE = "mobile", "移动端", "3"
    COURIER = "courier", "快递申请", "4"
    OTHER = "other", "其他", "9"


class ResultKind(Coded):
    """What the citizen holds in the end (结果类型)."""

    CERTIFICATE = "certificate", "证照"
    DECISION = "decision", "批文"
    PAYMENT = "payment", "给付决定"
    REGISTRATION = "registration", "登记"
    FILING = "filing", "备案"


class LimitUnit(Coded):
    """Units of a stated limit with the codes of exchanges (时限单位)."""

    WORKING_DAY = "working_day", "工作日", "1"
    CALENDAR_DAY = "calendar_day", "自然日", "2"
    HOUR = "hour", "小时", "3"
    MINUTE = "minute", "分钟", "4"
    MONTH = "month", "月", "5"

    @property
    def unit(self) -> Unit:
        """The unit in which the kernel reckons."""
        return UNITS[self]


UNITS = {
    LimitUnit.WORKING_DAY: Unit.WORKING_DAY,
    LimitUnit.CALENDAR_DAY: Unit.DAY,
    LimitUnit.HOUR: Unit.HOUR,
    LimitUnit.MINUTE: Unit.MINUTE,
    LimitUnit.MONTH: Unit.MONTH,
}


class Need(Coded):
    """Whether a material must be there (是否必备)."""

    YES = "yes", "必要"
    NO = "no", "非必要"
    CONDITIONAL = "conditional", "视情况"


class QuestionKind(StrEnum):
    """How a guiding question is answered."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    NUMBER = "number"


class StepKind(StrEnum):
    """What happens in a step (环节)."""

    INTAKE = "intake"
    REVIEW = "review"
    SURVEY = "survey"
    PUBLICITY = "publicity"
    FORWARD = "forward"
    CONSULT = "consult"
    DECIDE = "decide"
    CERTIFY = "certify"
    DELIVER = "deliver"
    ELSEWHERE = "elsewhere"


class StepRole(StrEnum):
    """The role that takes a step: 承办 (clerk), 审核 (reviewer), 批准 (approver)."""

    CLERK = "clerk"
    REVIEWER = "reviewer"
    APPROVER = "approver"


class LegRole(StrEnum):
    """What an organ does with the case in its leg: reviews and reports up (初审转报), or decides (决定)."""

    REVIEW = "review"
    DECIDE = "decide"


class ProcedureKind(Coded):
    """Special procedures (特别程序). The first eight are those of Licensing Law art. 45."""

    HEARING = "hearing", "听证"
    TENDER = "tender", "招标"
    AUCTION = "auction", "拍卖"
    INSPECTION = "inspection", "检验"
    TESTING = "testing", "检测"
    QUARANTINE = "quarantine", "检疫"
    APPRAISAL = "appraisal", "鉴定"
    EXPERT_REVIEW = "expert_review", "专家评审"
    PUBLICITY = "publicity", "公示"
    SURVEY = "survey", "现场踏勘"
    OTHER = "other", "其他"


ARTICLE_45 = frozenset(
    {
        ProcedureKind.HEARING,
        ProcedureKind.TENDER,
        ProcedureKind.AUCTION,
        ProcedureKind.INSPECTION,
        ProcedureKind.TESTING,
        ProcedureKind.QUARANTINE,
        ProcedureKind.APPRAISAL,
        ProcedureKind.EXPERT_REVIEW,
    }
)
"""Licensing Law art. 45: the only procedures whose time a licence's clock leaves out."""


class HearingGround(Coded):
    """Why a hearing is told of or held before deciding (听证事由): Licensing Law arts. 46, 47, or the item's list."""

    STATUTORY = "statutory", "法律法规规章规定应当听证"
    OTHERS_INTERESTS = "others_interests", "直接涉及他人重大利益"
    LISTED = "listed", "听证事项清单"


class Outcome(StrEnum):
    """What may be decided (决定的结果)."""

    GRANT = "grant"
    REFUSAL = "refusal"


class LapseSince(StrEnum):
    """The event from which a lapse runs."""

    RECEIVED = "received"
    CORRECTION_REQUESTED = "correction_requested"
    PLEDGED = "pledged"
    ACCEPTED = "accepted"
    PERMIT_EXPIRY = "permit_expiry"
    CONSULTED = "consulted"


class Deems(StrEnum):
    """What the law deems when the lapse has run (视为)."""

    ACCEPTED = "accepted"
    ABANDONED = "abandoned"
    RETURNED = "returned"
    RENEWED = "renewed"
    GRANTED = "granted"
    CONSENT = "consent"
    SIGNAL = "signal"


class Office(StrEnum):
    """Classes of persons whom an article names as approvers (Licensing Law art. 42)."""

    ORGAN_HEAD = "organ-head"
    GOVERNMENT_HEAD = "government-head"
