"""Publishing and importing: whole or nothing, each release in force from its day, the journal as the truth."""

from dataclasses import replace
from datetime import date

import pytest

from tests.catalogue.samples import DIBAO, RELEASES, TIMBER, document, item, release
from yizhan.catalogue import actions, queries, shipped
from yizhan.catalogue.importing import export_items, read_items, same_content
from yizhan.catalogue.models import Item, PublishedRelease
from yizhan.journal import queries as entries
from yizhan.kernel.acting import Act
from yizhan.kernel.refusals import Forbidden, Invalid, NotFound, Refused

pytestmark = pytest.mark.django_db

JANUARY, JUNE = date(2026, 1, 1), date(2026, 6, 1)
LONGER = replace(DIBAO, visits=2)


@pytest.fixture
def sample(node: object, act: Act) -> None:
    """The sample catalogue, in force since January."""
    actions.install_sample(act=act, effective_from=JANUARY)


def test_the_sample_catalogue_is_installed_whole(sample: None) -> None:
    assert Item.objects.count() == len(RELEASES)
    assert len(queries.every_release_in_force(JANUARY)) == len(RELEASES)
    assert same_content(queries.release_in_force("lincai", JANUARY), TIMBER)


def test_a_case_lives_under_the_release_of_its_day(sample: None, act: Act) -> None:
    assert actions.publish_release(act=act, release=LONGER, effective_from=JUNE) == 2
    assert queries.release_in_force("dibao", date(2026, 5, 31)).version == 1
    assert queries.release_in_force("dibao", JUNE).version == 2
    assert queries.release_of("dibao", 1).visits == 1
    assert [one.version for one in queries.items_in_force(JUNE) if one.code == "dibao"] == [2]


def test_nothing_is_in_force_before_the_first_release(sample: None) -> None:
    with pytest.raises(NotFound):
        queries.release_in_force("dibao", date(2025, 12, 31))
    assert queries.items_in_force(date(2025, 12, 31)) == []
    assert queries.search("低保", today=date(2025, 12, 31)) == []


def test_the_same_content_again_is_no_new_release(sample: None, act: Act) -> None:
    assert actions.publish_release(act=act, release=DIBAO) is None
    assert len(entries.written("item:dibao")) == 1


def test_a_release_never_takes_effect_before_the_last_one(sample: None, act: Act) -> None:
    actions.publish_release(act=act, release=LONGER, effective_from=JUNE)
    with pytest.raises(Refused, match="effective-before-last"):
        actions.publish_release(act=act, release=replace(DIBAO, visits=3), effective_from=JANUARY)


def test_only_the_keeper_publishes(node: object, act: Act) -> None:
    stranger = replace(act, actor=replace(act.actor, roles=()))
    with pytest.raises(Forbidden, match="no-authority"):
        actions.publish_release(act=stranger, release=DIBAO)
    assert not PublishedRelease.objects.exists()


def test_a_file_with_one_fault_changes_nothing(sample: None, act: Act) -> None:
    content = document(item(name="改了"), item(code="b", visits=-1))
    with pytest.raises(Invalid) as refusal:
        actions.import_catalogue(act=act, content=content)
    assert refusal.value.errors == {"b.visits": ["bad-value"]}
    assert refusal.value.facts["findings"][0]["severity"] == "error"
    assert Item.objects.get(code="gaoling").latest == 1


def test_a_fault_in_the_middle_of_the_writing_changes_nothing(sample: None, act: Act) -> None:
    actions.publish_release(act=act, release=LONGER, effective_from=JUNE)
    content = export_items([release(name="改了"), replace(DIBAO, visits=3)])
    with pytest.raises(Refused, match="effective-before-last"):
        actions.import_catalogue(act=act, content=content, effective_from=JANUARY)
    assert Item.objects.get(code="gaoling").latest == 1


def test_an_import_tells_what_is_new_and_what_is_not(sample: None, act: Act) -> None:
    imported = actions.import_catalogue(act=act, content=export_items([LONGER, TIMBER]), effective_from=JUNE)
    assert (imported.published, imported.unchanged) == (("dibao",), ("lincai",))


def test_an_abolished_proof_is_refused_at_the_import(node: object, act: Act) -> None:
    content = document(item(materials=[{"name": "婚姻状况证明", "required": "yes"}]))
    with pytest.raises(Invalid) as refusal:
        actions.import_catalogue(act=act, content=content)
    assert refusal.value.errors == {"gaoling.materials[0].name": ["abolished-proof"]}


def test_the_shipped_file_needs_the_decisions(node: object, act: Act) -> None:
    with pytest.raises(Invalid):
        actions.import_catalogue(act=act, content=shipped.sample_items())
    decisions = actions.decisions_from(options=["*=working_day"])
    assert len(actions.import_catalogue(act=act, content=shipped.sample_items(), decisions=decisions).published) == 35


def test_a_repeated_request_writes_nothing_twice(node: object, act: Act) -> None:
    request = replace(act, key="k", digest="d")
    assert actions.publish_release(act=request, release=DIBAO) == 1
    assert actions.publish_release(act=request, release=DIBAO) is None
    assert len(entries.written("item:dibao")) == 1


def test_an_export_of_what_is_in_force_imports_the_same(sample: None) -> None:
    releases = queries.every_release_in_force(JANUARY)
    back = read_items(queries.export_items(releases)).releases
    assert all(same_content(one, other) for one, other in zip(back, releases, strict=True))


@pytest.mark.parametrize(
    ("text", "first"),
    [("db", "dibao"), ("低保", "dibao"), ("DIBAO", "dibao"), ("lszj", ""), ("采伐", "lincai"), ("cfz", "lincai")],
)
def test_items_are_found_by_name_alias_code_and_pinyin(sample: None, text: str, first: str) -> None:
    found = [one.code for one in queries.search(text, today=JANUARY)]
    assert (found[0] if found else "") == first


@pytest.mark.parametrize("text", ["%", "_", "'", "\\", "长" * 10_000, "  "])
def test_odd_texts_find_nothing_odd(sample: None, text: str) -> None:
    assert len(queries.search(text, today=JANUARY)) in {0, 20}


def test_lists_are_read_page_by_page(sample: None) -> None:
    first = queries.items_in_force(JANUARY, limit=20)
    rest = queries.items_in_force(JANUARY, after=first[-1].code, limit=20)
    assert len(first) + len(rest) == len(RELEASES)
    assert [one.code for one in first + rest] == sorted(RELEASES)


def test_a_release_is_read_once_for_the_process(sample: None, django_assert_num_queries: object) -> None:
    queries.release_of("dibao", 1)
    with django_assert_num_queries(0):
        assert queries.release_of("dibao", 1).code == "dibao"
    with pytest.raises(NotFound):
        queries.release_of("dibao", 9)


def test_names_of_many_items_cost_one_read(sample: None, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):
        assert queries.item_names(["dibao", "lincai", "nothing"]).keys() == {"dibao", "lincai"}


def test_the_rows_are_what_the_stream_says(sample: None, act: Act) -> None:
    actions.publish_release(act=act, release=LONGER, effective_from=JUNE)
    state = entries.state_of("item:dibao")
    assert [(one.version, one.effective_from) for one in state.releases] == [(1, JANUARY), (2, JUNE)]
    assert list(PublishedRelease.objects.filter(item="dibao").order_by("version").values_list("key", "content")) == [
        (f"dibao@{one.version}", one.content) for one in state.releases
    ]
