"""Whether a release agrees with itself: every reference leads somewhere, somebody decides, the form is a schema."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from jsonschema import Draft202012Validator, SchemaError

from yizhan.catalogue.codes import LegRole, ProcedureKind, QuestionKind, StepKind
from yizhan.catalogue.findings import Finding
from yizhan.catalogue.release import Example, Pitfall, Release, When
from yizhan.kernel.identifiers import check_id_number
from yizhan.kernel.refusals import Invalid

SCENARIO = "scenario"
_ID_NUMBER = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9Xx])")


def inconsistencies(release: Release) -> list[Finding]:
    """Every contradiction of a release with itself; all of them are errors."""
    checks = (_codes, _questions, _whens, _steps, _legs, _hearings, _form, _leading)
    return [
        Finding(item=release.code, field=field, fault=fault, detail=detail)
        for check in checks
        for field, fault, detail in check(release)
    ]


Faults = Iterator[tuple[str, str, str]]


def _codes(release: Release) -> Faults:
    lists: dict[str, Iterable[str]] = {
        "questions": (question.code for question in release.questions),
        "scenarios": (one.code for one in release.scenarios),
        "materials": (material.code for material in release.materials),
        "steps": (step.code for step in release.steps),
        "special_procedures": (procedure.code for procedure in release.special_procedures),
        "minimums": (minimum.code for minimum in release.minimums),
        "hearings": (duty.code for duty in release.hearings),
        "lapses": (lapse.code for lapse in release.lapses),
        "examples": (example.code for example in release.examples),
    }
    for field, codes in lists.items():
        for code, count in Counter(codes).items():
            if count > 1:
                yield field, "duplicate-code", code


def _questions(release: Release) -> Faults:
    for index, question in enumerate(release.questions):
        if question.kind is QuestionKind.CHOICE and len(question.choices) < 2:
            yield f"questions[{index}].choices", "no-choices", question.code


def _whens(release: Release) -> Faults:
    """Conditions ask only questions that exist, and expect only answers that they can have."""
    answers = {question.code: question for question in release.questions}
    scenarios = {one.code for one in release.scenarios}
    for path, when in _all_whens(release):
        for test in (test for alternative in when for test in alternative):
            if test.fact == SCENARIO:
                yield from ((path, "unknown-answer", str(code)) for code in test.one_of if code not in scenarios)
            elif test.fact not in answers:
                yield path, "unknown-question", test.fact
            else:
                question = answers[test.fact]
                expected = {choice.code for choice in question.choices}
                for value in test.one_of:
                    right = isinstance(value, bool) if question.kind is QuestionKind.YES_NO else value in expected
                    if not right:
                        yield path, "unknown-answer", f"{test.fact}: {value}"
                if bool(test.bounds) != (question.kind is QuestionKind.NUMBER):
                    yield path, "unknown-answer", test.fact


def _all_whens(release: Release) -> Iterator[tuple[str, When]]:
    for field in ("questions", "scenarios", "materials", "steps", "conditions", "pitfalls", "hearings"):
        for index, row in enumerate(getattr(release, field)):
            yield f"{field}[{index}].when", row.when
    for index, condition in enumerate(release.conditions):
        yield f"conditions[{index}].met", condition.met
    for index, line in enumerate(release.fee.lines):
        yield f"fee.lines[{index}].when", line.when
    if release.delegation:
        yield "delegation.when", release.delegation.when
    if release.urgent:
        yield "urgent.when", release.urgent.when


def _steps(release: Release) -> Faults:
    minimums = {minimum.code for minimum in release.minimums}
    legs = [step.leg for step in release.steps]
    if not any(step.kind is StepKind.DECIDE for step in release.steps):
        yield "steps", "no-deciding-step", ""
    if legs != sorted(legs):
        yield "steps", "legs-out-of-order", ""
    for index, step in enumerate(release.steps):
        if step.minimum is not None and step.minimum not in minimums:
            yield f"steps[{index}].minimum", "unknown-minimum", step.minimum
        if step.minimum is None and step.kind is StepKind.PUBLICITY:
            yield f"steps[{index}].minimum", "unknown-minimum", ""
        if step.leg >= len(release.legs):
            yield f"steps[{index}].leg", "unknown-leg", str(step.leg)
        if release.is_licence and step.kind is StepKind.SURVEY and step.officers < 2:
            yield f"steps[{index}].officers", "one-officer-survey", step.code


def _legs(release: Release) -> Faults:
    roles = [leg.role for leg in release.legs]
    if not roles or roles[-1] is not LegRole.DECIDE or LegRole.DECIDE in roles[:-1]:
        yield "legs", "no-deciding-leg", ""


def _hearings(release: Release) -> Faults:
    """What must be told of can be held: a licence by law, another item by a procedure of its own."""
    known = release.is_licence or any(one.kind is ProcedureKind.HEARING for one in release.special_procedures)
    for index, duty in enumerate(release.hearings):
        if not known:
            yield f"hearings[{index}]", "hearing-without-procedure", duty.text[:80]
        if not duty.before:
            yield f"hearings[{index}].before", "missing", ""


def _form(release: Release) -> Faults:
    if release.form is None:
        return
    try:
        Draft202012Validator.check_schema(release.form.schema)
    except SchemaError as fault:
        yield "form.schema", "bad-schema", fault.message[:120]
        return
    if release.form.schema.get("type") != "object" or _has_reference(release.form.schema):
        yield "form.schema", "bad-schema", "type: object, no $ref"
        return
    known = set(release.form.schema.get("properties", {}))
    for field, names in (
        ("order", release.form.order),
        ("labels", tuple(release.form.labels)),
        ("personal", release.form.personal),
        ("summary", release.form.summary),
    ):
        for name in names:
            if name.partition(".")[0] not in known:
                yield f"form.{field}", "unknown-form-field", name
    for index, question in enumerate(release.questions):
        if question.field and question.field.partition(".")[0] not in known:
            yield f"questions[{index}].field", "unknown-form-field", question.field


def _leading(release: Release) -> Faults:
    """Tips and samples are about materials that exist; nobody's real number stands in a sample."""
    materials = {material.code for material in release.materials}
    told: tuple[tuple[str, Sequence[Pitfall | Example]], ...] = (
        ("pitfalls", release.pitfalls),
        ("examples", release.examples),
    )
    for field, rows in told:
        for index, row in enumerate(rows):
            if row.material is not None and row.material not in materials:
                yield f"{field}[{index}].material", "unknown-material", row.material
    for index, example in enumerate(release.examples):
        for place, line in enumerate(example.lines):
            if _has_id_number(line.value):
                yield f"examples[{index}].lines[{place}]", "real-number-in-sample", ""


def _has_id_number(value: str) -> bool:
    """Whether a text holds a number that could be a living person's: all eighteen digits, and the check is right."""
    for number in _ID_NUMBER.findall(value):
        with suppress(Invalid):
            check_id_number(number)
            return True
    return False


def _has_reference(schema: object) -> bool:
    """References could lead out of the file, to a network or into a circle."""
    if isinstance(schema, dict):
        return any(key in ("$ref", "$dynamicRef") or _has_reference(value) for key, value in schema.items())
    return isinstance(schema, list) and any(_has_reference(value) for value in schema)
