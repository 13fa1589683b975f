"""The parts of a release (事项版本): limits, questions, materials, steps, legs, lapses. `release` is their door."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, ConfigDict, Field, WrapSerializer

from yizhan.catalogue.codes import LegRole, Office, QuestionKind, StepKind, StepRole
from yizhan.catalogue.release_fields import (
    CONFIG,
    Code,
    Flag,
    LevelWord,
    Name,
    NeedWord,
    ResultKindWord,
    StatedLimit,
    Text,
    When,
    Whole,
    stated_limit,
)
from yizhan.kernel.periods import Limit


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The independent limits of an item: none of them is computed from another. None: nobody set it."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    statutory: StatedLimit | None = None
    promised: StatedLimit | None = None
    intake: StatedLimit | None = None
    service: StatedLimit | None = None
    correction_reply: StatedLimit | None = None
    supply: StatedLimit | None = None  # the longest within which a pledged paper comes (容缺)
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


def _read_condition(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


def _write_condition(value: object, handler: Any) -> object:
    written = handler(value)
    return written["text"] if list(written) == ["text"] else written


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
    exceptional: Flag = False  # taken only where something calls for it (异议、终止): no case waits for it
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
        return stated_limit(self.statutory)


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
