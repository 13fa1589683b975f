"""What leads: what often goes wrong, samples that are nobody's, the article of each condition."""

import re
from dataclasses import fields, replace

import pytest

from tests.catalogue.samples import DIBAO, TIMBER, document, item, release
from tests.support.environment import ROOT
from yizhan.catalogue import quality, rules, shipped
from yizhan.catalogue.importing import read_items
from yizhan.catalogue.release import Example, ExampleLine, Pitfall, Release
from yizhan.kernel.identifiers import check_id_number

LINE = {"label": "申请人", "value": "张样例"}
SAMPLE = {"code": "application", "name": "申请书", "lines": [LINE]}
REAL = "522601195801010010"


def texts(one: Release, answers: dict[str, object]) -> list[str]:
    return [pitfall.text for pitfall in rules.pitfalls(one, answers)]


def faults(**changes: object) -> list[tuple[str, str]]:
    return [(one.field, one.fault) for one in read_items(document(item(**changes))).findings]


@pytest.mark.parametrize("one", shipped.authored(), ids=lambda one: one.code)
def test_every_authored_item_leads(one: Release) -> None:
    assert len(one.pitfalls) >= 5
    assert all(pitfall.advice for pitfall in one.pitfalls)
    assert one.examples
    assert len(one.synonyms) >= 5
    assert [condition.text for condition in one.conditions if not condition.article] == []
    assert {"pitfalls", "examples", "synonyms"} <= set(one.sources)


def test_a_tip_is_told_only_to_whom_it_applies() -> None:
    elsewhere = "户籍不在本乡镇，白跑一趟"
    assert elsewhere in texts(DIBAO, {})
    assert elsewhere in texts(DIBAO, {"local_household": False})
    assert elsewhere not in texts(DIBAO, {"local_household": True})


def test_a_tip_and_a_sample_about_a_paper_go_with_the_paper() -> None:
    about = "申请表的蓄积、面积和作业设计对不上"
    assert about in texts(TIMBER, {"over_provincial": True})
    assert about not in texts(TIMBER, {"over_provincial": False})
    shown = replace(TIMBER, examples=(replace(TIMBER.examples[0], material="design"),))
    assert rules.examples(shown, {"over_provincial": True}) == shown.examples
    assert rules.examples(shown, {"over_provincial": False}) == ()


def test_a_release_of_before_has_none() -> None:
    old = {key: value for key, value in DIBAO.to_data().items() if key not in {"pitfalls", "examples", "synonyms"}}
    assert (Release.from_data(old).pitfalls, Release.from_data(old).examples) == ((), ())


@pytest.mark.parametrize("field", ["pitfalls", "examples"])
def test_what_is_about_no_material_of_the_item_is_refused(field: str) -> None:
    row = {"text": "常漏签名"} if field == "pitfalls" else SAMPLE
    assert faults(**{field: [{**row, "material": "m1"}]}) == []
    assert faults(**{field: [{**row, "material": "m9"}]}) == [(f"{field}[0].material", "unknown-material")]


def test_a_tip_asks_only_questions_that_exist() -> None:
    assert faults(pitfalls=[{"text": "常漏签名", "when": {"nothing": True}}]) == [
        ("pitfalls[0].when", "unknown-question")
    ]


@pytest.mark.parametrize("value", [REAL, f"号码{REAL}。"])
def test_no_number_that_could_be_somebodys_stands_in_a_sample(value: str) -> None:
    check_id_number(REAL)
    sample = {**SAMPLE, "lines": [LINE, {"label": "身份号码", "value": value}]}
    assert faults(examples=[sample]) == [("examples[0].lines[1]", "real-number-in-sample")]


@pytest.mark.parametrize("value", ["522601195801010***", REAL[:17], f"1{REAL}", "522601195801010011"])
def test_a_number_that_is_nobodys_may_stand_there(value: str) -> None:
    sample = {**SAMPLE, "lines": [{"label": "身份号码", "value": value}]}
    assert faults(examples=[sample]) == []


def test_two_samples_of_one_code_and_an_empty_one_are_refused() -> None:
    assert faults(examples=[SAMPLE, SAMPLE]) == [("examples", "duplicate-code")]
    assert faults(examples=[{**SAMPLE, "lines": []}]) == [("examples[0].lines", "bad-value")]


def test_a_condition_without_article_and_an_item_without_samples_are_told() -> None:
    found = {(one.field, one.fault) for one in quality.check(release(conditions=["有本地户籍"]), ())}
    assert {("conditions[0].article", "condition-without-article"), ("examples", "element-missing")} <= found


def test_the_format_of_item_files_is_documented_key_by_key() -> None:
    told = (ROOT / "docs" / "items.md").read_text(encoding="utf-8")
    for part in (Release, Pitfall, Example, ExampleLine):
        assert [each.name for each in fields(part) if not re.search(rf"\b{each.name}\b", told)] == []
