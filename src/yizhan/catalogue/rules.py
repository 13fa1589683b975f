"""What a release asks of a case: which scenario, which materials and why, which steps, what fee, is the form right.

Pure. Answers are plain values by question code: bool for yes/no, text for a choice, Decimal for a number; a question
not answered is absent. Every test is three-valued: what is not known yet is asked, never guessed.
"""

import operator
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from yizhan.catalogue.codes import ARTICLE_45, Need, Office, Outcome, ProcedureKind, QuestionKind
from yizhan.catalogue.release import (
    Alternative,
    Condition,
    Example,
    FeeLine,
    HearingDuty,
    Leg,
    Material,
    Pitfall,
    Question,
    Release,
    Scenario,
    Step,
    Test,
    When,
)
from yizhan.kernel.refusals import Invalid

__all__ = [
    "Applies",
    "FeeDue",
    "FormFault",
    "MaterialLine",
    "Office",
    "Release",
    "Why",
    "check_form",
    "checklist",
    "conditions",
    "delegable",
    "examples",
    "facts_of",
    "fee",
    "hearing_duties",
    "holds",
    "is_urgent",
    "legs",
    "names_a_law",
    "pitfalls",
    "questions",
    "read_answers",
    "release_in_force",
    "scenario",
    "steps",
    "stop_basis",
]

Answers = Mapping[str, object]
ARTICLE_45_BASIS = "《中华人民共和国行政许可法》第四十五条"
_NAMES_A_LAW = re.compile(r"法|条例|办法|规定|规程|细则")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_SOURCE_NUMBER = re.compile(r"^s\d+")


class Applies(StrEnum):
    """Whether a line applies: yes, or it depends on what is not answered yet."""

    YES = "yes"
    ASK = "ask"


class Why(StrEnum):
    """Why a material stands on the checklist."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    CONDITION = "condition"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, kw_only=True)
class MaterialLine:
    """One line of the checklist (材料清单); `condition` is the text that the citizen is told as the reason."""

    material: Material
    applies: Applies
    must: bool
    why: Why
    condition: str = ""
    questions: tuple[str, ...] = ()  # whose answers decided, or are still open

    @property
    def code(self) -> str:
        """The material's code."""
        return self.material.code


@dataclass(frozen=True, kw_only=True)
class FeeDue:
    """What is charged (应收费用): no lines and `charged` False is free; None: no source says."""

    charged: bool | None
    lines: tuple[FeeLine, ...] = ()
    open: tuple[FeeLine, ...] = ()

    @property
    def total(self) -> Decimal:
        """The sum in yuan of the lines that apply."""
        return sum((line.amount for line in self.lines), Decimal(0))


@dataclass(frozen=True, kw_only=True)
class FormFault:
    """A fault of the form: where (dotted path), which rule of the schema, what it expects; never what was typed."""

    field: str
    fault: str
    expected: str = ""


def _test(test: Test, facts: Answers) -> bool | None:
    if test.fact not in facts:
        return None
    value = facts[test.fact]
    if test.one_of:
        return any(
            value == expected and isinstance(value, bool) == isinstance(expected, bool) for expected in test.one_of
        )
    number = _number(value)
    if number is None:
        return None
    within = {"at_least": operator.ge, "at_most": operator.le, "over": operator.gt, "under": operator.lt}
    return all(within[name](number, bound) for name, bound in test.bounds.items())


def _number(value: object) -> Decimal | None:
    """A number, also where an entry gave it back as text: JSON knows no Decimal."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _every(results: Iterable[bool | None]) -> bool | None:
    known = list(results)
    if False in known:
        return False
    return None if None in known else True


def holds(when: When, facts: Answers) -> bool | None:
    """Whether any alternative holds; None where an answer is missing that could decide. Empty: True."""
    if not when:
        return True
    results = [_every(_test(test, facts) for test in alternative) for alternative in when]
    if True in results:
        return True
    return None if None in results else False


def _asked(when: tuple[Alternative, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(test.fact for alternative in when for test in alternative))


def scenario(release: Release, answers: Answers) -> Scenario | None:
    """The first scenario (情形) whose answers fit; None while it is open, or where the item has none."""
    for candidate in release.scenarios:
        result = holds(candidate.when, answers)
        if result is True:
            return candidate
        if result is None:
            return None
    return None


def facts_of(release: Release, answers: Answers) -> dict[str, object]:
    """The answers and, once it is settled, the fact `scenario`."""
    chosen = scenario(release, answers)
    return {**answers, "scenario": chosen.code} if chosen else dict(answers)


def questions(release: Release, answers: Answers) -> tuple[Question, ...]:
    """The guiding questions that are to be asked, given what is answered so far."""
    facts = facts_of(release, answers)
    return tuple(question for question in release.questions if holds(question.when, facts) is True)


def open_questions(release: Release, answers: Answers) -> tuple[Question, ...]:
    """Those that nobody answered yet and whose answer decides about a material."""
    deciding = {code for line in checklist(release, answers) for code in line.questions}
    if "scenario" in deciding:
        choosing = (alternative for each in release.scenarios for alternative in each.when)
        deciding |= {test.fact for alternative in choosing for test in alternative}
    return tuple(each for each in questions(release, answers) if each.code in deciding and each.code not in answers)


def read_answers(release: Release, raw: Mapping[str, str]) -> dict[str, object]:
    """Typed answers from typed-in text; an empty answer is none. Raises Invalid with the question's code."""
    answers: dict[str, object] = {}
    errors: dict[str, list[str]] = {}
    for question in release.questions:
        text = raw.get(question.code, "").strip()
        if not text:
            continue
        value = _read_answer(question, text)
        if value is None:
            errors[question.code] = ["bad-answer"]
        else:
            answers[question.code] = value
    if errors:
        raise Invalid("bad-answers", errors=errors)
    return answers


def _read_answer(question: Question, text: str) -> object:
    if question.kind is QuestionKind.YES_NO:
        return {"yes": True, "true": True, "no": False, "false": False}.get(text.lower())
    if question.kind is QuestionKind.CHOICE:
        return text if text in {choice.code for choice in question.choices} else None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < Decimal(10) ** 15 else None


def checklist(release: Release, answers: Answers) -> tuple[MaterialLine, ...]:
    """Which materials apply and why, in the item's order; those excluded by the answers are left out."""
    facts = facts_of(release, answers)
    lines = (_line(material, facts) for material in release.materials)
    return tuple(line for line in lines if line is not None)


def _line(material: Material, facts: Answers) -> MaterialLine | None:
    result = holds(material.when, facts)
    if result is False:
        return None
    conditional = material.required is Need.CONDITIONAL
    if result is None or (conditional and not material.when):
        return MaterialLine(
            material=material,
            applies=Applies.ASK,
            must=False,
            why=Why.UNANSWERED,
            condition=material.condition,
            questions=tuple(fact for fact in _asked(material.when) if fact not in facts),
        )
    must = material.required is not Need.NO
    reason = Why.CONDITION if material.when else Why.REQUIRED if must else Why.OPTIONAL
    return MaterialLine(
        material=material,
        applies=Applies.YES,
        must=must,
        why=reason,
        condition=material.condition,
        questions=_asked(material.when),
    )


def steps(release: Release, answers: Answers) -> tuple[Step, ...]:
    """The steps that this case takes: not the exceptional ones; one whose condition is still open is among them."""
    facts = facts_of(release, answers)
    return tuple(step for step in release.steps if not step.exceptional and holds(step.when, facts) is not False)


def legs(release: Release) -> tuple[Leg, ...]:
    """The legs of a case: never empty for a release that may be published."""
    return release.legs


def conditions(release: Release, answers: Answers) -> tuple[tuple[Condition, bool | None], ...]:
    """Every condition that applies, and whether the answers meet it (None: for the officer to see)."""
    facts = facts_of(release, answers)
    return tuple(
        (condition, holds(condition.met, facts) if condition.met else None)
        for condition in release.conditions
        if holds(condition.when, facts) is not False
    )


def pitfalls(release: Release, answers: Answers) -> tuple[Pitfall, ...]:
    """What often goes wrong in such a case (易错提示): all but what the answers and the checklist rule out."""
    facts = facts_of(release, answers)
    wanted = {line.code for line in checklist(release, answers)}
    return tuple(
        each
        for each in release.pitfalls
        if holds(each.when, facts) is not False and (each.material is None or each.material in wanted)
    )


def examples(release: Release, answers: Answers) -> tuple[Example, ...]:
    """The sample documents (样表) of the papers that this case needs."""
    wanted = {line.code for line in checklist(release, answers)}
    return tuple(each for each in release.examples if each.material is None or each.material in wanted)


def delegable(release: Release, answers: Answers) -> bool:
    """Whether this case is one of those whose decision the law lets the organ delegate (委托)."""
    delegation = release.delegation
    return bool(delegation and delegation.possible and holds(delegation.when, facts_of(release, answers)) is True)


def is_urgent(release: Release, answers: Answers) -> bool:
    """Whether the matter is decided first and its papers completed later (急难, SSR art. 48)."""
    return release.urgent is not None and holds(release.urgent.when, facts_of(release, answers)) is True


def hearing_duties(release: Release, answers: Answers, *, granting: bool) -> tuple[HearingDuty, ...]:
    """Why a hearing is told of before this case is granted, or refused (Licensing Law arts. 46, 47)."""
    facts, outcome = facts_of(release, answers), Outcome.GRANT if granting else Outcome.REFUSAL
    return tuple(duty for duty in release.hearings if outcome in duty.before and holds(duty.when, facts) is True)


def names_a_law(basis: str) -> bool:
    """Whether a basis names a law or rule; a bare `s3` points to a guide that somebody published."""
    return bool(_NAMES_A_LAW.search(basis)) and not _SOURCE_NUMBER.match(basis)


def stop_basis(release: Release, code: str) -> str | None:
    """By which law the procedure with that code stops the clock; None where nothing says so.

    The item's own procedure must say that it stops and by which law. For licences the eight procedures of Licensing Law
    art. 45 stop it without being listed, named by their kind.
    """
    procedure = release.procedure(code)
    if procedure is not None and procedure.stops_clock is not None:
        return procedure.basis if procedure.stops_clock and names_a_law(procedure.basis) else None
    kind = procedure.kind if procedure else ProcedureKind.read(code)
    return ARTICLE_45_BASIS if release.is_licence and kind in ARTICLE_45 else None


def fee(release: Release, answers: Answers) -> FeeDue:
    """What this case is charged; lines whose condition is open stand apart."""
    if not release.fee.charged:
        return FeeDue(charged=release.fee.charged)
    facts = facts_of(release, answers)
    judged = [(line, holds(line.when, facts)) for line in release.fee.lines]
    return FeeDue(
        charged=True,
        lines=tuple(line for line, result in judged if result is True),
        open=tuple(line for line, result in judged if result is None),
    )


def check_form(release: Release, data: Mapping[str, Any]) -> tuple[FormFault, ...]:
    """The faults of the form data against the item's JSON Schema; an item without a form takes no data."""
    if release.form is None:
        return tuple(FormFault(field=str(name), fault="unknown-field") for name in sorted(data))
    unwritable = tuple(FormFault(field=path, fault="bad-text") for path in _unwritable(data, ""))
    if unwritable:
        return unwritable
    validator = Draft202012Validator(release.form.schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    faults = sorted(validator.iter_errors(data), key=lambda error: [str(part) for part in error.absolute_path])
    return tuple(dict.fromkeys(fault for error in faults for fault in _form_faults(error)))


def _unwritable(value: object, path: str) -> Iterator[str]:
    """Paths of texts that cannot be stored: lone surrogates and control characters."""
    if isinstance(value, str):
        if _UNWRITABLE.search(value):
            yield path
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _unwritable(name, path)
            yield from _unwritable(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _unwritable(inner, f"{path}.{index}")


def _form_faults(error: ValidationError) -> list[FormFault]:
    path = [str(part) for part in error.absolute_path]
    wanted: object = error.validator_value
    if error.validator == "required" and isinstance(wanted, list) and isinstance(error.instance, Mapping):
        missing = [str(name) for name in wanted if name not in error.instance]
        return [FormFault(field=".".join([*path, name]), fault="required") for name in missing]
    expected = str(wanted)[:100] if isinstance(wanted, str | int | float | list) else ""
    return [FormFault(field=".".join(path), fault=str(error.validator), expected=expected)]


def release_in_force(releases: Iterable[Release], day: date) -> Release | None:
    """The release in force on that day: the latest that took effect by then, of two on one day the newer version."""
    begun = [one for one in releases if one.effective_from is not None and one.effective_from <= day]
    return max(begun, key=lambda one: (one.effective_from, one.version), default=None)
