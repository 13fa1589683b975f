"""A release (事项版本): one version of a service item, whole, as frozen data that reads and writes the item files.

`to_data` gives the format of `items.yaml`, made richer: a plain item file is a subset of it. Nothing here imports
Django.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints, TypeAdapter, WrapSerializer

from yizhan.catalogue.codes import (
    CaseType,
    Coded,
    Deems,
    HandlingForm,
    ItemType,
    LapseSince,
    LegRole,
    Level,
    LimitUnit,
    Need,
    Office,
    ProcedureKind,
    QuestionKind,
    ResultKind,
    ServiceObject,
    StepKind,
    StepRole,
)
from yizhan.kernel.periods import Limit

CONFIG = ConfigDict(extra="forbid", str_max_length=4000)
MAX_LIST = 500


def _word(member: Coded) -> str:
    return member.word


def _when_text(when: "tuple[Alternative, ...]") -> list[dict[str, object]]:
    return [{test.fact: test.written() for test in alternative} for alternative in when]


def _read_when(value: object) -> object:
    """`{fact: expected}` or a list of such mappings (any of them); expected: value, list of values, or bounds."""
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, list | tuple):
        return value
    return tuple(_read_alternative(alternative) for alternative in value)


def _read_alternative(alternative: object) -> object:
    if not isinstance(alternative, Mapping):
        return alternative
    return tuple({"fact": fact, **_read_expected(expected)} for fact, expected in alternative.items())


def _read_expected(expected: object) -> dict[str, object]:
    if isinstance(expected, Mapping):
        return {str(bound): value for bound, value in expected.items()}
    return {"one_of": expected if isinstance(expected, list) else [expected]}


def _read_condition(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


def _write_condition(value: object, handler: Any) -> object:
    written = handler(value)
    return written["text"] if list(written) == ["text"] else written


Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]*$", max_length=64)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Text = Annotated[str, StringConstraints(max_length=4000)]
Flag = Annotated[bool, Field(strict=True)]
Whole = Annotated[int, Field(strict=True, ge=0, le=10_000)]
Answer = Annotated[bool, Field(strict=True)] | Annotated[str, Field(strict=True)]
ItemTypeWord = Annotated[ItemType, BeforeValidator(ItemType.read), PlainSerializer(_word)]
CaseTypeWord = Annotated[CaseType, BeforeValidator(CaseType.read), PlainSerializer(_word)]
LevelWord = Annotated[Level, BeforeValidator(Level.read), PlainSerializer(_word)]
ServiceObjectWord = Annotated[ServiceObject, BeforeValidator(ServiceObject.read), PlainSerializer(_word)]
HandlingFormWord = Annotated[HandlingForm, BeforeValidator(HandlingForm.read), PlainSerializer(_word)]
ResultKindWord = Annotated[ResultKind, BeforeValidator(ResultKind.read), PlainSerializer(_word)]
NeedWord = Annotated[Need, BeforeValidator(Need.read), PlainSerializer(str)]
UnitWord = Annotated[LimitUnit, BeforeValidator(LimitUnit.read), PlainSerializer(str)]


@dataclass(frozen=True, kw_only=True)
class Test:
    """One test of a fact: the answer to a question, or the fact `scenario`, against values or bounds."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG
    __test__: ClassVar[bool] = False

    fact: Code
    one_of: tuple[Answer, ...] = ()
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    over: Decimal | None = None
    under: Decimal | None = None

    def written(self) -> object:
        """The test as the item files write it."""
        if self.one_of:
            return self.one_of[0] if len(self.one_of) == 1 else list(self.one_of)
        return {name: str(bound) for name, bound in self.bounds.items()}

    @property
    def bounds(self) -> dict[str, Decimal]:
        """The bounds that are set, by their names."""
        named = {"at_least": self.at_least, "at_most": self.at_most, "over": self.over, "under": self.under}
        return {name: bound for name, bound in named.items() if bound is not None}


Alternative = tuple[Test, ...]
When = Annotated[tuple[Alternative, ...], BeforeValidator(_read_when), PlainSerializer(_when_text)]
"""Alternatives, any of which is enough; in each, all tests must hold. Empty: always."""


@dataclass(frozen=True, kw_only=True)
class StatedLimit:
    """A limit as a source states it (时限), with the article that sets it and the words it was read from."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    value: Whole
    unit: UnitWord
    as_written: Text = ""
    article: Text = ""
    summed_from_steps: Flag = False
    decided: Text = ""  # the operator's decision, where the source says 日 only

    @property
    def limit(self) -> Limit:
        """The limit in which the kernel reckons."""
        return Limit(self.value, self.unit.unit)


def _limit(stated: StatedLimit | None) -> Limit | None:
    return stated.limit if stated else None


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The independent limits of an item: none of them is computed from another. None: nobody set it."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    statutory: StatedLimit | None = None
    promised: StatedLimit | None = None
    intake: StatedLimit | None = None
    service: StatedLimit | None = None
    correction_reply: StatedLimit | None = None
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Agency:
    """The body that implements the item (实施主体), or that keeps its guide."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    name: Name
    level: Text = ""
    function: Code | None = None
    nature: Text = ""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Who answers questions about the item and who hears complaints (咨询、监督)."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    keeper: Text = ""
    phone: Text = ""
    supervision_phone: Text = ""
    address: Text = ""
    hours: Text = ""


@dataclass(frozen=True, kw_only=True)
class AcceptedAt:
    """Where papers are accepted (受理地点)."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    place: Text = ""
    window_or_station: Text = ""


@dataclass(frozen=True, kw_only=True)
class Delegation:
    """Whether the deciding power may be delegated to a township (委托), and for which cases."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    possible: Flag
    mode: Text = ""
    evidence: Text = ""
    article: Text = ""
    when: When = ()


@dataclass(frozen=True, kw_only=True)
class Condition:
    """A condition of acceptance or grant (受理条件), with its article and the question that asks it."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    text: Text
    article: Text = ""
    when: When = ()  # to whom it applies
    met: When = ()  # the answers that meet it


ConditionLine = Annotated[Condition, BeforeValidator(_read_condition), WrapSerializer(_write_condition)]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer of a choice question."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    code: Code
    text: Text


@dataclass(frozen=True, kw_only=True)
class Question:
    """A guiding question (引导问题) that leads to scenario and materials."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    code: Code
    text: Text
    kind: QuestionKind = QuestionKind.YES_NO
    choices: tuple[Choice, ...] = ()
    unit: Text = ""
    help: Text = ""
    when: When = ()
    field: Text = ""  # the form field that carries the same fact


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A scenario (情形), chosen by the first whose answers fit."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    code: Code
    name: Name
    when: When = ()
    urgent: Flag = False


@dataclass(frozen=True, kw_only=True)
class Material:
    """A material (申请材料): when it is needed, how many, from where."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    code: Code
    name: Name
    required: NeedWord
    condition: Text = ""
    when: When = ()
    form: Text = ""
    originals: Whole | None = None
    copies: Whole | None = None
    source: Text = ""
    note: Text = ""
    article: Text = ""
    pledgeable: Flag = False  # may be supplied later under a pledge (容缺)


@dataclass(frozen=True, kw_only=True)
class Form:
    """The application form as JSON Schema, the order of its fields, and which of them are personal."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    schema: dict[str, Any]
    order: tuple[Text, ...] = ()
    labels: dict[str, Text] = field(default_factory=dict)
    personal: tuple[Text, ...] = ()
    summary: tuple[Text, ...] = ()  # fields that a list of cases may show


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step (办理环节): at which level, by which function of that level, by which role, within which limit."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    code: Code
    name: Name
    level: LevelWord
    function: Code
    role: StepRole
    kind: StepKind
    leg: Whole = 0
    actor: Text = ""
    limit: StatedLimit | None = None
    officers: Annotated[int, Field(strict=True, ge=1, le=9)] = 1
    minimum: Code | None = None
    elsewhere: Text = ""  # the line system in which the step is done
    note: Text = ""
    when: When = ()
    level_as_written: Text = ""


@dataclass(frozen=True, kw_only=True)
class Leg:
    """One organ's part (一个办件): a township's review closes as 转报办结 (outcome 4), the last leg decides."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    level: LevelWord
    function: Code
    role: LegRole
    statutory: StatedLimit | None = None
    outcome: Text = ""

    @property
    def limit(self) -> Limit | None:
        """The statutory limit of this leg."""
        return _limit(self.statutory)


@dataclass(frozen=True, kw_only=True)
class Extension:
    """The one extension (延长): how long, approved by which class of person, by which article."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    stated: StatedLimit
    approvers: tuple[Office, ...]
    article: Text = ""

    @property
    def limit(self) -> Limit:
        """How much the extension adds."""
        return self.stated.limit


@dataclass(frozen=True, kw_only=True)
class SpecialProcedure:
    """A special procedure (特别程序), and whether and by which law it stops the clock."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    code: Code
    name: Name
    kind: ProcedureKind
    max: StatedLimit | None = None
    stops_clock: Flag | None = None  # None: no source says
    basis: Text = ""
    note: Text = ""

    @property
    def limit(self) -> Limit | None:
        """How long it may take."""
        return _limit(self.max)


@dataclass(frozen=True, kw_only=True)
class Minimum:
    """A time before which the next act is not allowed, such as publicity (公示) of seven days."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    code: Code
    name: Name
    stated: StatedLimit
    article: Text = ""
    sample: Flag = False

    @property
    def limit(self) -> Limit:
        """The least time."""
        return self.stated.limit


@dataclass(frozen=True, kw_only=True)
class Lapse:
    """After which time the law deems what (逾期视为), from which event, by which article."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    code: Code
    stated: StatedLimit
    since: LapseSince
    deems: Deems
    against_citizen: Flag
    article: Text = ""
    sample: Flag = False

    @property
    def after(self) -> Limit:
        """The time after which the law deems."""
        return self.stated.limit


@dataclass(frozen=True, kw_only=True)
class FeeLine:
    """One fee: name, amount in yuan, per what, by which paper, for whom."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    name: Name
    amount: Annotated[Decimal, Field(ge=0, le=Decimal(10**9), allow_inf_nan=False, decimal_places=2)]
    unit: Text = ""
    basis: Text = ""
    when: When = ()


@dataclass(frozen=True, kw_only=True)
class Fee:
    """Fees (收费): `charged` is None where no source says."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    charged: Flag | None = None
    standard: Text | None = None
    basis: Text = ""
    lines: tuple[FeeLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Result:
    """What the citizen gets (办理结果)."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    name: Name
    kind: ResultKindWord
    kind_as_written: Text = ""
    validity: Text | None = None
    permit_months: Whole | None = None


@dataclass(frozen=True, kw_only=True)
class Urgent:
    """Urgent matters (急难型): decided first, the papers completed within the item's period."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    stated: StatedLimit
    article: Text = ""
    sample: Flag = False
    when: When = ()

    @property
    def limit(self) -> Limit:
        """Within which the papers are completed after the decision."""
        return self.stated.limit


@dataclass(frozen=True, kw_only=True)
class LegalBasis:
    """A law on which the item rests (设定依据)."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    law: Text
    article: Text = ""
    gist: Text = ""


@dataclass(frozen=True, kw_only=True)
class Variant:
    """What another region does: information, never a rule here."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    region: Text
    fact: Text


@dataclass(frozen=True, kw_only=True)
class SourcePage:
    """A page from which facts were read. Its date may be a year or a month only."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    title: Text
    url: Text = ""
    region: Text = ""
    date: Text = ""


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Where the item's facts come from and what is missing."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    inferred: tuple[Text, ...] = ()
    confidence: Text = ""
    gaps: tuple[Text, ...] = ()
    sources: tuple[SourcePage, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Release:
    """One version of an item: what the law and the organ say about it, from the first question to the result.

    `version` and `effective_from` are given when it is published; files do not carry them.
    """

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    code: Code
    name: Name
    item_type: ItemTypeWord
    case_type: CaseTypeWord
    aliases: tuple[Name, ...] = ()
    category: Text = ""
    basic_code: Text = ""
    implementation_code: Text = ""
    agency: Agency
    contact: Contact = field(default_factory=Contact)
    accepted_at: AcceptedAt = field(default_factory=AcceptedAt)
    village_role: Text = ""
    decided_at: Text = ""
    forwarded_to_county: Flag | None = None
    delegation: Delegation | None = None
    online: Text = ""
    visits: Whole | None = None
    levels: tuple[LevelWord, ...] = ()
    service_objects: tuple[ServiceObjectWord, ...] = ()
    handling_forms: tuple[HandlingFormWord, ...] = ()
    limits: Limits = field(default_factory=Limits)
    extension: Extension | None = None
    fee: Fee = field(default_factory=Fee)
    conditions: tuple[ConditionLine, ...] = ()
    questions: tuple[Question, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    materials: Annotated[tuple[Material, ...], Field(max_length=MAX_LIST)] = ()
    form: Form | None = None
    steps: Annotated[tuple[Step, ...], Field(max_length=MAX_LIST)] = ()
    legs: tuple[Leg, ...] = ()
    special_procedures: tuple[SpecialProcedure, ...] = ()
    minimums: tuple[Minimum, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    urgent: Urgent | None = None
    concluding: Flag = False  # may be concluded on the spot under a grant
    no_e_sign: Flag = False  # its papers cannot be signed electronically
    result: Result | None = None
    legal_basis: tuple[LegalBasis, ...] = ()
    notices: dict[str, Text] = field(default_factory=dict)
    elements: dict[str, Text] = field(default_factory=dict)  # further elements of GB/T 39046 table 4, by their names
    sources: dict[str, Text] = field(default_factory=dict)  # field -> where it is from, or "sample"
    derived: tuple[Text, ...] = ()  # fields that the importer derived, not the source
    regional_variants: tuple[Variant, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)
    version: Annotated[int, Field(strict=True, ge=0)] = 0
    effective_from: date | None = None

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> Self:
        """The release that `to_data` wrote. Raises pydantic.ValidationError."""
        return _adapter().validate_python(data)  # type: ignore[return-value]

    def to_data(self) -> dict[str, Any]:
        """The release in the format of the item files: JSON values only, what is not said left out."""
        written: dict[str, Any] = _adapter().dump_python(self, mode="json", exclude_defaults=True)
        return written

    @property
    def item(self) -> str:
        """The item's code."""
        return self.code

    @property
    def is_licence(self) -> bool:
        """Whether the Licensing Law (行政许可法) rules it."""
        return self.item_type is ItemType.LICENCE

    @property
    def statutory(self) -> Limit | None:
        """The statutory limit (法定时限) of the whole item; legs have their own."""
        return _limit(self.limits.statutory)

    @property
    def promised(self) -> Limit | None:
        """The promised limit (承诺时限) of the case; it does not restart with a leg."""
        return _limit(self.limits.promised)

    @property
    def intake(self) -> Limit | None:
        """Within which the five intake outcomes must fall (Licensing Law art. 32)."""
        return _limit(self.limits.intake)

    @property
    def service(self) -> Limit | None:
        """Within which the result is served after the decision (Licensing Law art. 44)."""
        return _limit(self.limits.service)

    @property
    def correction_reply(self) -> Limit | None:
        """Within which the applicant supplements after a correction notice; the law sets none."""
        return _limit(self.limits.correction_reply)

    def material(self, code: str) -> Material | None:
        """The material with that code."""
        return next((material for material in self.materials if material.code == code), None)

    def step(self, code: str) -> Step | None:
        """The step with that code."""
        return next((step for step in self.steps if step.code == code), None)

    def procedure(self, code: str) -> SpecialProcedure | None:
        """The special procedure with that code."""
        return next((procedure for procedure in self.special_procedures if procedure.code == code), None)

    def minimum(self, code: str) -> Minimum | None:
        """The minimum with that code."""
        return next((minimum for minimum in self.minimums if minimum.code == code), None)

    def lapse(self, since: LapseSince) -> Lapse | None:
        """The lapse that runs from that event."""
        return next((lapse for lapse in self.lapses if lapse.since is since), None)


@cache
def _adapter() -> TypeAdapter[Release]:
    return TypeAdapter(Release)
