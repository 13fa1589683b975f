"""What a release asks of a case."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalogue.samples import DIBAO, RELEASES, TIMBER, URGENT, release
from yizhan.catalogue import rules
from yizhan.catalogue.codes import Need, ProcedureKind, QuestionKind
from yizhan.catalogue.release import Fee, FeeLine, Release, SpecialProcedure
from yizhan.catalogue.rules import Applies, Why
from yizhan.kernel.refusals import Invalid

SMALL = {"land": "own_hill", "volume": Decimal(12), "agent": False, "renewal": False, "protected": False}


def codes(release: Release, answers: dict[str, object], applies: Applies = Applies.YES) -> set[str]:
    """The materials on the checklist."""
    return {line.code for line in rules.checklist(release, answers) if line.applies is applies}


def test_a_small_felling_brings_the_notification_and_no_design() -> None:
    listed = codes(TIMBER, SMALL)
    assert "notification" in listed
    assert "design" not in listed


def test_a_felling_over_the_provincial_limit_brings_the_design() -> None:
    assert "design" in codes(TIMBER, {**SMALL, "volume": Decimal("30.001"), "over_provincial": True})


def test_a_material_whose_question_is_open_is_asked_about() -> None:
    lines = {line.code: line for line in rules.checklist(TIMBER, {})}
    assert (lines["mandate"].applies, lines["mandate"].why) == (Applies.ASK, Why.UNANSWERED)
    assert lines["mandate"].questions == ("agent",)
    assert not lines["mandate"].must


def test_a_line_tells_why_it_applies() -> None:
    lines = {line.code: line for line in rules.checklist(DIBAO, {"disabled_member": True})}
    assert (lines["identity"].why, lines["identity"].must) == (Why.REQUIRED, True)
    assert (lines["disability"].why, lines["disability"].condition) == (Why.CONDITION, "家庭成员为残疾人")


@pytest.mark.parametrize(
    ("item", "answers", "scenario"),
    [
        (TIMBER, {"land": "homestead"}, "not_required"),
        (TIMBER, {"land": "other"}, "not_competent"),
        (TIMBER, {**SMALL, "renewal": True}, "renewal"),
        (TIMBER, SMALL, "small"),
        (TIMBER, {**SMALL, "volume": Decimal(31)}, "ordinary"),
        (TIMBER, {"land": "own_hill"}, None),
        (URGENT, {"event": "fire", "urgent": True}, "urgent"),
        (URGENT, {"event": "fire", "urgent": False}, "emergency"),
        (URGENT, {"event": "expenditure"}, "expenditure"),
        (DIBAO, {"local_household": False}, "elsewhere"),
    ],
)
def test_the_answers_choose_the_scenario(item: Release, answers: dict[str, object], scenario: str | None) -> None:
    chosen = rules.scenario(item, answers)
    assert (chosen.code if chosen else None) == scenario


def test_questions_appear_when_their_condition_is_answered() -> None:
    assert "urgent" not in {question.code for question in rules.questions(URGENT, {"event": "expenditure"})}
    assert "urgent" in {question.code for question in rules.questions(URGENT, {"event": "fire"})}


def test_an_urgent_matter_is_decided_first_and_makes_up_for_publicity_afterwards() -> None:
    urgent = {"event": "fire", "urgent": True}
    assert rules.is_urgent(URGENT, urgent)
    assert not rules.is_urgent(URGENT, {"event": "fire", "urgent": False})
    for answers in (urgent, {"event": "expenditure"}):
        assert {"survey", "publicity"} <= {step.code for step in rules.steps(URGENT, answers)}


@pytest.mark.parametrize(("amount", "delegable"), [(2000, True), (2001, False)])
def test_only_small_amounts_may_be_decided_by_the_township(amount: int, delegable: bool) -> None:
    assert rules.delegable(URGENT, {"amount": Decimal(amount)}) is delegable


def test_nothing_is_delegable_while_it_is_open() -> None:
    assert not rules.delegable(URGENT, {})


def test_conditions_are_met_unmet_or_for_the_officer_to_see() -> None:
    judged = {
        condition.text: met for condition, met in rules.conditions(TIMBER, {"tenure_clear": True, "replanted": False})
    }
    assert judged["林权清楚无争议"] is True
    assert judged["上年度采伐后已完成更新造林"] is False
    assert judged["有采伐限额"] is None


def test_typed_answers_are_read_by_their_kind() -> None:
    raw = {"land": "own_hill", "volume": " 12.5 ", "agent": "no", "renewal": ""}
    assert rules.read_answers(TIMBER, raw) == {"land": "own_hill", "volume": Decimal("12.5"), "agent": False}


@pytest.mark.parametrize(
    "raw", [{"land": "moon"}, {"volume": "many"}, {"volume": "NaN"}, {"volume": "1e999"}, {"agent": "perhaps"}]
)
def test_answers_that_do_not_fit_are_refused_by_question(raw: dict[str, str]) -> None:
    with pytest.raises(Invalid) as refusal:
        rules.read_answers(TIMBER, raw)
    assert refusal.value.errors == {code: ["bad-answer"] for code in raw}


def test_publicity_and_survey_do_not_stop_a_licence() -> None:
    assert rules.stop_basis(TIMBER, "publicity") is None
    assert rules.stop_basis(TIMBER, "survey") is None


def test_the_eight_procedures_stop_a_licence_whether_listed_or_not() -> None:
    assert "第四十五条" in rules.stop_basis(TIMBER, "appraisal")
    assert "第四十五条" in rules.stop_basis(TIMBER, "testing")
    assert rules.stop_basis(DIBAO, "testing") is None


@pytest.mark.parametrize(
    ("basis", "stops"), [("《某省某条例》第十九条", True), ("s3", False), ("s1：据某通知办法", False), ("", False)]
)
def test_a_procedure_stops_the_clock_only_by_a_law(basis: str, stops: bool) -> None:
    procedure = SpecialProcedure(code="p", name="公示", kind=ProcedureKind.PUBLICITY, stops_clock=True, basis=basis)
    item = replace(DIBAO, special_procedures=(procedure,))
    assert rules.stop_basis(item, "p") == (basis if stops else None)


def test_fees_are_summed_from_the_lines_that_apply() -> None:
    lines = (
        FeeLine(name="工本费", amount=Decimal("10.00")),
        FeeLine(name="加急", amount=Decimal("5.50"), when=DIBAO.materials[3].when),
    )
    item = replace(DIBAO, fee=Fee(charged=True, lines=lines))
    assert rules.fee(item, {"disabled_member": True}).total == Decimal("15.50")
    assert rules.fee(item, {"disabled_member": False}).total == Decimal("10.00")
    assert rules.fee(item, {}).open == (lines[1],)


def test_free_and_unsaid_are_two_things() -> None:
    assert rules.fee(DIBAO, {}).charged is False
    assert rules.fee(RELEASES["gaoling"], {}).charged is None


FORM = {
    "address": "三棵树镇",
    "members": [{"name": "张三", "relation": "self", "monthly_income": 300}],
    "cause": "illness",
}


def test_a_right_form_has_no_faults() -> None:
    assert rules.check_form(DIBAO, FORM) == ()


@pytest.mark.parametrize(
    ("changes", "field", "fault"),
    [
        ({"address": ""}, "address", "minLength"),
        ({"members": []}, "members", "minItems"),
        ({"members": [{"name": "张三", "relation": "self"}]}, "members.0.monthly_income", "required"),
        (
            {"members": [{"name": "张三", "relation": "self", "monthly_income": -1}]},
            "members.0.monthly_income",
            "minimum",
        ),
        ({"cause": "laziness"}, "cause", "oneOf"),
        ({"colour": "red"}, "", "additionalProperties"),
        ({"address": "\ud800"}, "address", "bad-text"),
        ({"address": "长" * 10_000}, "address", "maxLength"),
    ],
)
def test_faults_of_a_form_are_named_by_field(changes: dict[str, object], field: str, fault: str) -> None:
    assert (field, fault) in {(one.field, one.fault) for one in rules.check_form(DIBAO, {**FORM, **changes})}


def test_a_fault_never_repeats_what_was_typed() -> None:
    assert "张三" not in str(rules.check_form(DIBAO, {**FORM, "members": "张三"}))


def test_an_item_without_a_form_takes_no_data() -> None:
    assert rules.check_form(release(), {}) == ()
    assert [fault.fault for fault in rules.check_form(release(), {"a": 1})] == ["unknown-field"]


def test_the_release_in_force_is_the_latest_that_took_effect() -> None:
    first = replace(DIBAO, version=1, effective_from=date(2026, 1, 1))
    second = replace(DIBAO, version=2, effective_from=date(2026, 6, 1))
    third = replace(DIBAO, version=3, effective_from=date(2026, 6, 1))
    assert rules.release_in_force([third, first, second], date(2025, 12, 31)) is None
    assert rules.release_in_force([third, first, second], date(2026, 5, 31)) is first
    assert rules.release_in_force([third, first, second], date(2026, 6, 1)) is third


def answers_for(item: Release) -> st.SearchStrategy[dict[str, object]]:
    """Any answers to any of an item's questions."""

    def answer(question: object) -> st.SearchStrategy[object]:
        if question.kind is QuestionKind.YES_NO:
            return st.booleans()
        if question.kind is QuestionKind.CHOICE:
            return st.sampled_from([choice.code for choice in question.choices])
        return st.decimals(0, 10_000, places=2)

    return st.fixed_dictionaries({}, optional={question.code: answer(question) for question in item.questions})


ITEM_AND_ANSWERS = st.sampled_from(list(RELEASES.values())).flatmap(
    lambda item: st.tuples(st.just(item), answers_for(item))
)


@given(ITEM_AND_ANSWERS)
def test_what_is_always_required_is_always_listed_and_nothing_twice(pair: tuple[Release, dict[str, object]]) -> None:
    item, answers = pair
    lines = rules.checklist(item, answers)
    assert len({line.code for line in lines}) == len(lines)
    always = {material.code for material in item.materials if material.required is Need.YES and not material.when}
    assert always <= {line.code for line in lines if line.must}
    assert all(line.questions for line in lines if line.applies is Applies.ASK and line.material.when)


@given(ITEM_AND_ANSWERS, st.data())
def test_one_more_answer_only_settles_what_was_open(
    pair: tuple[Release, dict[str, object]], data: st.DataObject
) -> None:
    item, answers = pair
    fewer = dict(answers)
    if fewer:
        del fewer[data.draw(st.sampled_from(sorted(fewer)))]
    before = {line.code: line.applies for line in rules.checklist(item, fewer)}
    after = {line.code: line.applies for line in rules.checklist(item, answers)}
    assert after.keys() <= before.keys()
    assert {code for code, applies in before.items() if applies is Applies.YES} <= {
        code for code, applies in after.items() if applies is Applies.YES
    }
