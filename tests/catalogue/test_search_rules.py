"""Items are found by what people say: the nearest first, whole codes before words."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.catalogue.samples import DIBAO, RELEASES
from yizhan.catalogue import actions, projections, queries, search_rules
from yizhan.catalogue.search_rules import Keys, Nearness, nearness
from yizhan.kernel.acting import Act

JANUARY = date(2026, 1, 1)
KEYS = Keys(
    codes=("dibao", "000511002000"),
    names=("最低生活保障金给付", "低保", "困难补助"),
    initials=("zdshbzjjf", "db", "knbz"),
    pinyin=("zuidishenghuobaozhangjinjifu", "dibao", "kunnanbuzhu"),
    topics=("社会救助",),
)


@pytest.fixture
def sample(node: object, act: Act) -> None:
    """The sample catalogue, in force since January."""
    actions.install_sample(act=act, effective_from=JANUARY)


def found(text: str, **changes: object) -> list[str]:
    return [one.code for one in queries.search(text, today=JANUARY, **changes)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("dibao", Nearness.CODE),
        ("000511002000", Nearness.CODE),
        ("困难补助", Nearness.NAME),
        ("最低生活", Nearness.BEGINNING),
        ("困难", Nearness.BEGINNING),
        ("db", Nearness.INITIALS),
        ("zdsh", Nearness.INITIALS_BEGINNING),
        ("kunnanbuzhu", Nearness.PINYIN),
        ("kun nan bu", Nearness.PINYIN_BEGINNING),
        ("补助", Nearness.WORD),
        ("救助", Nearness.ANYWHERE),
        ("低保 给付", Nearness.ANYWHERE),
    ],
)
def test_the_first_that_fits_counts(typed: str, expected: Nearness) -> None:
    assert nearness(KEYS, search_rules.words(typed)) is expected


def test_among_equals_the_shorter_title_comes_first() -> None:
    longer = replace(KEYS, names=("最低生活保障金给付（城市居民）", "低保"))
    assert search_rules.order(KEYS, ["低保"]) < search_rules.order(longer, ["低保"])


def test_the_column_reads_back_what_was_written() -> None:
    column = projections.search_text(DIBAO)
    keys = search_rules.read(column)
    assert keys.codes == ("dibao",)
    assert (keys.names[0], keys.topics) == (DIBAO.name.casefold(), (DIBAO.category,))
    assert {"db", "knbz"} <= set(keys.initials)
    assert {"dibao", "kunnanbuzhu"} <= set(keys.pinyin)


def test_the_column_of_an_older_program_still_finds() -> None:
    keys = search_rules.read("dibao\n低保\ndb")
    assert search_rules.order(keys, ["db"])[0] is Nearness.CODE


@given(st.lists(st.text(max_size=12), max_size=4), st.text(max_size=80))
def test_no_name_and_no_typing_breaks_the_column(names: list[str], typed: str) -> None:
    named = replace(DIBAO, aliases=tuple(names))
    keys = search_rules.read(search_rules.written(named, initials=names, pinyin=names))
    assert keys.codes[0] == "dibao"
    assert search_rules.order(keys, search_rules.words(typed))[2] == "dibao"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("低保", "dibao"),
        ("db", "dibao"),
        ("ＤＢ", "dibao"),
        ("di bao", "dibao"),
        ("zjd", "zhaijidi"),
        ("宅基地", "zhaijidi"),
        ("盖房", "zhaijidi"),
        ("jianfang", "zhaijidi"),
        ("砍树", "lincai"),
        ("ks", "lincai"),
        ("kanshu", "lincai"),
        ("000164120000", "lincai"),
        ("医保", "yibao-canbao"),
        ("yb", "yibao-canbao"),
        ("合作医疗", "yibao-canbao"),
        ("hzyl", "yibao-canbao"),
        ("火灾", "linshi-jiuzhu"),
        ("林木采伐许可", "lincai"),
        ("离婚", "hunyin-lihun"),
        ("身份证", "shenfenzheng"),
    ],
)
def test_what_people_say_finds_what_they_mean(sample: None, typed: str, first: str) -> None:
    assert found(typed)[0] == first


@pytest.mark.django_db
def test_one_plain_word_of_two_items_finds_both(sample: None) -> None:
    assert set(found("困难补助")[:2]) == {"dibao", "linshi-jiuzhu"}


@pytest.mark.django_db
def test_a_topic_finds_its_items_and_nonsense_none(sample: None) -> None:
    assert {"dibao", "linshi-jiuzhu", "tekun"} <= set(found("社会救助"))
    assert found("火星移民") == []


@pytest.mark.django_db
def test_a_level_finds_only_what_its_organs_handle(sample: None) -> None:
    assert "zhaijidi" in found("宅基地", level="township")
    assert "zhaijidi" not in found("宅基地", level="county")
    assert "budongchan" in found("宅基地", level="county")


@pytest.mark.django_db
def test_every_shipped_item_is_found_by_its_own_name_initials_and_code(sample: None) -> None:
    for code, one in RELEASES.items():
        assert found(code)[0] == code
        assert found(one.name)[0] == code
        assert code in found(projections.initials(one.name))


@pytest.mark.django_db
def test_a_search_reads_the_keys_and_the_releases_and_no_table_of_pinyin(
    sample: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    found("db")  # the releases are kept
    monkeypatch.setattr(projections, "_syllables", None)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(found("s", size=5)) == 5
    assert len(asked) <= 3
