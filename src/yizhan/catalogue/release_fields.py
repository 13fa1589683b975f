"""What the parts of a release are made of: words of code sets, bounded texts, conditions over answers, limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints

from yizhan.catalogue.codes import (
    CaseType,
    Coded,
    HandlingForm,
    HearingGround,
    ItemType,
    Level,
    LimitUnit,
    Need,
    ResultKind,
    ServiceObject,
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


Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]*$", max_length=64)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Text = Annotated[str, StringConstraints(max_length=4000)]
Flag = Annotated[bool, Field(strict=True)]
Whole = Annotated[int, Field(strict=True, ge=0, le=10_000)]
Answer = Annotated[bool, Field(strict=True)] | Annotated[str, Field(strict=True)]
ItemTypeWord = Annotated[ItemType, BeforeValidator(ItemType.read), PlainSerializer(_word)]
CaseTypeWord = Annotated[CaseType, BeforeValidator(CaseType.read), PlainSerializer(_word)]
HearingGroundWord = Annotated[HearingGround, BeforeValidator(HearingGround.read), PlainSerializer(_word)]
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


def stated_limit(stated: StatedLimit | None) -> Limit | None:
    """The limit that is stated, None where nobody set one."""
    return stated.limit if stated else None
