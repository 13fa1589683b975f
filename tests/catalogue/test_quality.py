"""What an item lacks is found and told; only what the law forbids refuses it."""

import pytest
from django.utils import translation

from tests.catalogue.samples import DIBAO, RELEASES, TIMBER, item, release
from yizhan.catalogue import quality, shipped, words
from yizhan.catalogue.consistency import inconsistencies
from yizhan.catalogue.findings import SEVERITIES, Finding, Severity, has_errors, worth_attention
from yizhan.catalogue.quality import Rank
from yizhan.catalogue.release import Release


def found(**changes: object) -> dict[tuple[str, str], Finding]:
    """Findings of the small item by field and fault."""
    checked = quality.check(release(**changes), shipped.abolished_proofs())
    return {(finding.field, finding.fault): finding for finding in checked}


def test_the_authored_items_lack_nothing_that_must_be_looked_at() -> None:
    for one in shipped.authored():
        assert not worth_attention(quality.check(one, shipped.abolished_proofs()))


def test_no_shipped_item_is_refused() -> None:
    for one in RELEASES.values():
        assert quality.refusals(one, shipped.abolished_proofs()) == []


def test_the_sum_of_the_steps_and_the_promise_disagree_as_a_finding() -> None:
    limits = {"promised": {"value": 6, "unit": "working_day"}}
    assert found(limits=limits)["limits.promised", "steps-differ-from-promise"].severity is Severity.WARNING
    assert ("limits.promised", "steps-differ-from-promise") not in found()


def test_steps_in_other_units_are_not_added_up() -> None:
    limits = {"promised": {"value": 6, "unit": "calendar_day"}}
    assert ("limits.promised", "steps-differ-from-promise") not in found(limits=limits)


def test_a_promise_longer_than_the_statute_is_found() -> None:
    limit = {"value": 5, "unit": "working_day"}
    limits = {"statutory": {"value": 4, "unit": "working_day"}, "promised": limit}
    assert ("limits.promised", "promise-longer") in found(limits=limits)


def test_a_licence_fee_without_basis_is_an_error_and_of_low_rank_a_warning() -> None:
    line = {"name": "费", "amount": "10"}
    bare = release(item_type="行政许可", fee={"charged": True, "lines": [line]})
    assert has_errors(quality.refusals(bare, ()))
    low = found(item_type="行政许可", fee={"charged": True, "lines": [{**line, "basis": "某县办法"}]})
    assert low["fee.lines[0].basis", "fee-basis-rank"].severity is Severity.WARNING


def test_another_fee_without_basis_is_a_warning() -> None:
    fee = {"charged": True, "lines": [{"name": "费", "amount": "10"}]}
    assert found(fee=fee)["fee.lines[0].basis", "fee-basis-missing"].severity is Severity.WARNING


def test_an_abolished_proof_is_refused() -> None:
    materials = [{"name": "村委会亲属关系证明", "required": "yes"}]
    assert found(materials=materials)["materials[0].name", "abolished-proof"].severity is Severity.ERROR


def test_what_no_source_says_is_told() -> None:
    assert {fault for _field, fault in found()} >= {
        "no-statutory-limit",
        "display-element-missing",
        "element-missing",
        "derived",
        "copies-unsaid",
        "no-form",
    }


def test_samples_and_gaps_are_told() -> None:
    faults = {finding.fault for finding in quality.check(DIBAO)}
    assert {"sample", "gap"} <= faults


@pytest.mark.parametrize(
    ("paper", "rank"),
    [
        ("中华人民共和国森林法（2019）", Rank.LAW),
        ("《中华人民共和国行政许可法》第五十八条", Rank.LAW),
        ("社会救助暂行办法（国务院令第649号，2019修订）", Rank.ADMINISTRATIVE_REGULATION),
        ("森林法实施条例（2018）", Rank.ADMINISTRATIVE_REGULATION),
        ("重庆市城乡居民最低生活保障条例（2016）", Rank.LOCAL_REGULATION),
        ("最低生活保障审核确认办法（民发〔2021〕57号）", Rank.NORMATIVE),
        ("婚姻登记工作办法", Rank.RULE),
        ("某某", None),
    ],
)
def test_the_rank_of_a_paper_is_read_from_its_name(paper: str, rank: Rank | None) -> None:
    assert quality.rank(paper) is rank


def test_every_fault_has_words() -> None:
    assert words.FAULTS.keys() == SEVERITIES.keys()


def test_findings_are_told_in_the_contracts_shape() -> None:
    finding = Finding(item="dibao", field="limits.promised", fault="promise-longer", detail="5wd > 4wd")
    with translation.override("zh-hans"):
        (told,) = words.findings_data([finding])
    assert told == {
        "item": "dibao",
        "field": "limits.promised",
        "fault": "promise-longer",
        "severity": "warning",
        "message": "承诺时限比法定时限长：5wd > 4wd",
    }


def test_an_item_that_lacks_nothing_serious_passes_the_check() -> None:
    assert item()["code"] == "gaoling"
    assert not worth_attention([Finding(item="a", field="b", fault="sample")])


def felling_with(*hearings: object, **changes: object) -> Release:
    """The felling licence with these grounds of a hearing."""
    return Release.from_data({**TIMBER.to_data(), "hearings": list(hearings), **changes})


TENURE = {"code": "tenure", "ground": "直接涉及他人重大利益", "text": "林权有争议", "article": "第四十七条"}


def faults_of_hearings(one: Release) -> set[tuple[str, str]]:
    """What is found about the grounds of hearings."""
    findings = [*inconsistencies(one), *quality.check(one)]
    return {(each.field, each.fault) for each in findings if each.field.startswith("hearings")} - {
        ("hearings", "sample")
    }


def test_a_ground_of_a_hearing_names_its_article_and_a_procedure_its_grounds() -> None:
    assert faults_of_hearings(felling_with(TENURE)) == set()
    bare = {name: value for name, value in TENURE.items() if name != "article"}
    assert faults_of_hearings(felling_with(bare)) == {("hearings[0].article", "hearing-without-article")}
    assert faults_of_hearings(felling_with()) == {("hearings", "hearing-ground-unsaid")}


def test_what_must_be_told_of_can_be_held() -> None:
    benefit = Release.from_data({**DIBAO.to_data(), "hearings": [TENURE]})
    assert ("hearings[0]", "hearing-without-procedure") in faults_of_hearings(benefit)
    assert faults_of_hearings(felling_with(TENURE, special_procedures=[])) == set()


def test_a_ground_asks_only_questions_that_exist_and_stands_before_some_decision() -> None:
    unknown = {**TENURE, "when": {"nobody_asks": True}}
    assert ("hearings[0].when", "unknown-question") in faults_of_hearings(felling_with(unknown))
    assert ("hearings[0].before", "missing") in faults_of_hearings(felling_with({**TENURE, "before": []}))
    assert ("hearings", "duplicate-code") in faults_of_hearings(felling_with(TENURE, TENURE))
