"""Items in and out: the shipped files import, derive what a case needs, and come back the same."""

import copy

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogue.samples import DIBAO, RELEASES, TIMBER, document, item, release
from yizhan.catalogue import rules, shipped
from yizhan.catalogue.codes import Deems, LapseSince, LegRole, Level, StepKind, StepRole
from yizhan.catalogue.importing import export_items, read_items, same_content
from yizhan.catalogue.release import Release


def test_the_sample_items_import_only_with_the_sample_decisions() -> None:
    assert {finding.fault for finding in read_items(shipped.sample_items()).findings} == {"open-day-unit"}
    reading = shipped.sample_reading()
    assert (reading.findings, len(reading.releases)) == ((), 35)


def test_the_items_authored_whole_need_nothing_derived() -> None:
    assert [release.code for release in shipped.authored()] == list(shipped.AUTHORED)
    assert {release.derived for release in shipped.authored()} == {()}


def test_every_authored_fact_names_its_source() -> None:
    for one in shipped.authored():
        sourced = {field.split(".")[0] for field in one.sources}
        facts = {"limits", "questions", "scenarios", "materials", "form", "steps", "legs", "lapses", "notices"}
        assert facts - sourced == set()


def test_an_export_imports_the_same() -> None:
    releases = tuple(RELEASES.values())
    reading = read_items(export_items(releases))
    assert reading.findings == ()
    assert reading.releases == releases
    assert export_items(reading.releases) == export_items(releases)


def test_a_release_reads_back_what_it_wrote() -> None:
    for one in RELEASES.values():
        assert Release.from_data(one.to_data()) == one


def test_what_two_versions_say_is_compared_without_their_numbers() -> None:
    assert same_content(DIBAO, Release.from_data({**DIBAO.to_data(), "version": 3, "effective_from": "2026-01-01"}))
    assert not same_content(DIBAO, TIMBER)


def test_every_imported_item_can_run() -> None:
    for one in RELEASES.values():
        kinds = [step.kind for step in one.steps]
        assert {StepKind.INTAKE, StepKind.DECIDE, StepKind.DELIVER} <= set(kinds), one.code
        assert kinds[0] is StepKind.INTAKE, one.code
        assert one.legs[-1].role is LegRole.DECIDE
        assert [step.leg for step in one.steps if step.kind is StepKind.DECIDE] == [len(one.legs) - 1]


def test_what_the_county_decides_begins_with_a_leg_of_the_township_that_forwards() -> None:
    generic = release()
    review, decide = generic.legs
    assert (review.level, review.role, review.outcome) == (Level.TOWNSHIP, LegRole.REVIEW, "4")
    assert (decide.level, decide.function) == (Level.COUNTY, "civil_affairs")
    assert [step.kind for step in generic.steps] == [
        StepKind.INTAKE,
        StepKind.FORWARD,
        StepKind.DECIDE,
        StepKind.DELIVER,
    ]
    assert generic.steps[2].role is StepRole.APPROVER
    assert {"steps", "legs", "questions"} <= set(generic.derived)


def test_what_the_township_decides_is_one_leg_that_may_be_concluded_on_the_spot() -> None:
    generic = release(decided_at="乡镇")
    assert [(leg.level, leg.function) for leg in generic.legs] == [(Level.TOWNSHIP, "government")]
    assert generic.concluding


STEPS = item()["steps"]
PUBLICITY = {"name": "村公示", "level": "村"}


def test_publicity_of_known_length_is_a_minimum_and_of_unknown_length_a_review() -> None:
    known = release(steps=[STEPS[0], {**PUBLICITY, "limit": {"value": 7, "unit": "calendar_day"}}, STEPS[1]])
    assert (known.steps[1].kind, known.steps[1].minimum) == (StepKind.PUBLICITY, "publicity")
    assert str(known.minimum("publicity").limit) == "7d"
    unknown = release(steps=[STEPS[0], PUBLICITY, STEPS[1]])
    assert (unknown.steps[1].kind, unknown.minimums) == (StepKind.REVIEW, ())


def test_what_follows_the_decision_or_only_an_objection_calls_for_is_not_waited_for() -> None:
    steps = [STEPS[0], {"name": "异议复查", "level": "乡镇"}, STEPS[1], {"name": "年度复核", "level": "县"}]
    generic = release(steps=steps)
    assert [step.name for step in generic.steps if step.exceptional] == ["异议复查", "年度复核"]
    assert [step.name for step in rules.steps(generic, {})] == ["受理", "报送", "审批", "送达"]


def test_a_condition_in_words_becomes_a_question() -> None:
    generic = release()
    assert [(question.code, question.text) for question in generic.questions] == [("q-m2", "代办")]


def test_every_licence_has_what_the_licensing_law_gives_it() -> None:
    licence = release(item_type="行政许可")
    assert (str(licence.intake), str(licence.service), str(licence.extension.limit)) == ("5wd", "10wd", "10wd")
    lapse = licence.lapse(LapseSince.RECEIVED)
    assert (lapse.deems, lapse.against_citizen, str(lapse.after)) == (Deems.ACCEPTED, False, "5wd")
    assert str(licence.legs[0].limit) == "20wd"


def test_other_items_get_no_limit_that_nobody_set() -> None:
    generic = release()
    assert (generic.statutory, generic.intake, generic.service, generic.extension) == (None, None, None, None)
    assert generic.lapses == ()


def test_an_unquoted_yes_is_read_as_the_word() -> None:
    content = document(item()).replace(b"required: 'yes'", b"required: yes")
    assert b"required: yes" in content
    assert read_items(content).releases[0].materials[0].required.value == "yes"


SHIPPED = yaml.safe_load(shipped.sample_items())
AUTHORED = yaml.safe_load(export_items(shipped.authored()))
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=12),
    st.sampled_from(["day", "working_day", "yes", "", "长" * 5000, "scenario", "2023-02-30", "\x00"]),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=6), st.integers(), max_size=3),
)


def places(value: object) -> list[tuple[object, object]]:
    """Every container of a document with each of its keys or indices."""
    found: list[tuple[object, object]] = []
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        found += [(value, key), *places(inner)]
    return found


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_mutation_of_an_item_file_crashes_or_imports_in_part(data: st.DataObject) -> None:
    origin = data.draw(st.sampled_from([SHIPPED[2:4], SHIPPED[11:13], AUTHORED]))
    mutated = copy.deepcopy(origin)
    for _ in range(data.draw(st.integers(1, 3))):
        found = places(mutated)
        if not found:
            break
        container, key = found[data.draw(st.integers(0, len(found) - 1))]
        change = data.draw(st.sampled_from(["replace", "remove", "double"]))
        try:
            if change == "replace":
                container[key] = data.draw(ODD)
            elif change == "remove":
                del container[key]
            elif isinstance(container, list):
                container.append(container[key])
            else:
                container[f"{key}x"] = container[key]
        except (KeyError, IndexError):
            continue
    content = yaml.dump(mutated, Dumper=yaml.CSafeDumper, allow_unicode=True).encode()
    reading = read_items(content)
    if not reading.refused:
        assert len(reading.releases) == len(mutated)
        assert read_items(export_items(reading.releases)).releases == reading.releases


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 30_000), junk=st.binary(min_size=1, max_size=8), cut=st.integers(0, 8))
def test_no_flipped_bytes_crash_the_reader(place: int, junk: bytes, cut: int) -> None:
    content = shipped.sample_items()[:30_000] + b"\n"
    reading = read_items(content[:place] + junk + content[place + cut :])
    assert all(finding.fault for finding in reading.findings)
