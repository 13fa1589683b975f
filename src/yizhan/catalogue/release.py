"""A release (事项版本): one version of a service item, whole, as frozen data that reads and writes the item files.

`to_data` gives the format of `items.yaml`, made richer: a plain item file is a subset of it. Nothing here imports
Django.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, Self

from pydantic import ConfigDict, Field, TypeAdapter

from yizhan.catalogue.codes import (
    CaseType,
    Deems,
    HandlingForm,
    HearingGround,
    ItemType,
    LapseSince,
    LegRole,
    Level,
    LimitUnit,
    Need,
    Office,
    Outcome,
    ProcedureKind,
    QuestionKind,
    ResultKind,
    ServiceObject,
    StepKind,
    StepRole,
)
from yizhan.catalogue.release_fields import (
    CONFIG,
    MAX_LIST,
    Alternative,
    CaseTypeWord,
    Code,
    Flag,
    HandlingFormWord,
    ItemTypeWord,
    LevelWord,
    Name,
    ServiceObjectWord,
    StatedLimit,
    Test,
    Text,
    When,
    Whole,
    stated_limit,
)
from yizhan.catalogue.release_leading import Example, ExampleLine, Pitfall
from yizhan.catalogue.release_parts import (
    AcceptedAt,
    Agency,
    Choice,
    Condition,
    ConditionLine,
    Contact,
    Delegation,
    Extension,
    Fee,
    FeeLine,
    Form,
    Leg,
    LegalBasis,
    Limits,
    Material,
    Provenance,
    Question,
    Result,
    Scenario,
    SourcePage,
    Step,
    Urgent,
    Variant,
)
from yizhan.catalogue.release_periods import HearingDuty, Lapse, Minimum, SpecialProcedure
from yizhan.kernel.periods import Limit, months_later

__all__ = [
    "AcceptedAt",
    "Agency",
    "Alternative",
    "CaseType",
    "Choice",
    "Condition",
    "Contact",
    "Deems",
    "Delegation",
    "Example",
    "ExampleLine",
    "Extension",
    "Fee",
    "FeeLine",
    "Form",
    "HandlingForm",
    "HearingDuty",
    "HearingGround",
    "ItemType",
    "Lapse",
    "LapseSince",
    "Leg",
    "LegRole",
    "LegalBasis",
    "Level",
    "LimitUnit",
    "Limits",
    "Material",
    "Minimum",
    "Need",
    "Office",
    "Outcome",
    "Pitfall",
    "ProcedureKind",
    "Provenance",
    "Question",
    "QuestionKind",
    "Release",
    "Result",
    "ResultKind",
    "Scenario",
    "ServiceObject",
    "SourcePage",
    "SpecialProcedure",
    "StatedLimit",
    "Step",
    "StepKind",
    "StepRole",
    "Test",
    "Urgent",
    "Variant",
    "When",
]


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
    synonyms: tuple[Name, ...] = ()  # the people's plain words for it (俗称), by which it is searched
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
    hearings: tuple[HearingDuty, ...] = ()  # when a hearing must be told of before deciding
    minimums: tuple[Minimum, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    urgent: Urgent | None = None
    concluding: Flag = False  # may be concluded on the spot under a grant
    pitfalls: tuple[Pitfall, ...] = ()
    examples: tuple[Example, ...] = ()
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
    def is_payment(self) -> bool:
        """Whether something is paid or given (行政给付)."""
        return self.item_type is ItemType.PAYMENT

    @property
    def statutory(self) -> Limit | None:
        """The statutory limit (法定时限) of the whole item; legs have their own."""
        return stated_limit(self.limits.statutory)

    @property
    def promised(self) -> Limit | None:
        """The promised limit (承诺时限) of the case; it does not restart with a leg."""
        return stated_limit(self.limits.promised)

    @property
    def intake(self) -> Limit | None:
        """Within which the five intake outcomes must fall (Licensing Law art. 32)."""
        return stated_limit(self.limits.intake)

    @property
    def service(self) -> Limit | None:
        """Within which the result is served after the decision (Licensing Law art. 44)."""
        return stated_limit(self.limits.service)

    @property
    def correction_reply(self) -> Limit | None:
        """Within which the applicant supplements after a correction notice; the law sets none."""
        return stated_limit(self.limits.correction_reply)

    @property
    def supply(self) -> Limit | None:
        """The longest within which what was pledged is supplied (容缺补交), where the item says so."""
        return stated_limit(self.limits.supply)

    @property
    def permit_months(self) -> int:
        """How many months a permit of this item lasts; 0 where it states no term."""
        return (self.result.permit_months if self.result else None) or 0

    def permit_until(self, granted: date) -> date | None:
        """The last day of a permit that is granted on a day; None where the item states no term."""
        return months_later(granted, self.permit_months) if self.permit_months else None

    def has_part(self, function: str) -> bool:
        """Whether the organs of a function implement the item, or have a leg of it."""
        return function in {self.agency.function, *(leg.function for leg in self.legs)}

    def material(self, code: str) -> Material | None:
        """The material with that code."""
        return next((material for material in self.materials if material.code == code), None)

    def example(self, code: str) -> Example | None:
        """The sample document with that code."""
        return next((example for example in self.examples if example.code == code), None)

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
