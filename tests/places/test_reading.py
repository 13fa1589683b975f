"""Files of divisions and calendars: whole or not at all, every fault named."""

from datetime import date

import pytest

from yizhan.kernel.calendars import national_seed
from yizhan.kernel.refusals import Invalid
from yizhan.places import reading
from yizhan.places.actions import sample_divisions
from yizhan.places.events import DayOff, LocalDaysSet, YearPublished
from yizhan.places.rules import NATION, chain, contains, parent_of

GOOD = "code,name,level,parent\n522600,黔东南苗族侗族自治州,prefecture,520000\n522601,凯里市,county,522600\n"


def faults(content: bytes, **known: object) -> tuple[str, dict[str, list[str]]]:
    with pytest.raises(Invalid) as caught:
        reading.read_divisions(content, **known)
    return caught.value.code, caught.value.errors


def test_the_sample_is_read_whole():
    listed = reading.read_divisions(sample_divisions())
    assert len(listed) == 234
    assert (listed[0].code, listed[0].parent) == ("522600000000", "520000000000")
    assert listed[2].parent == "522601000000"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings_of_old_spreadsheets_are_read(encoding: str):
    assert [each.name for each in reading.read_divisions(GOOD.encode(encoding))] == ["黔东南苗族侗族自治州", "凯里市"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (GOOD.encode("utf-16"), "encoding"),
        (b"\xff\xff\xff", "encoding"),
        (GOOD.encode() + b"\x00", "encoding"),
        (b"", "columns"),
        (b"code,name,level\n", "columns"),
        (b"code,name,level,parent\n", "empty-file"),
        (b"x" * (reading.FILE_BYTES + 1), "file-too-large"),
        ('code,name,level,parent\n522601,"凯里'.encode(), "csv"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(content: bytes, code: str):
    assert faults(content)[0] == code


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("52260a,甲县,county,522600", {"4.code": ["division-format"]}),
        ("522601,甲县,county,522600", {"4.code": ["duplicate"]}),
        ("522602,,county,522600", {"4.name": ["name-empty"]}),
        (f"522602,{'长' * 101},county,522600", {"4.name": ["name-too-long"]}),
        ("522602,甲县,shire,522600", {"4.level": ["unknown-level"]}),
        ("522602,甲县,town,522600", {"4.level": ["wrong-level"]}),
        ("522602,甲县,county,522700", {"4.parent": ["wrong-parent"]}),
        ("522602001,甲镇,town,522602", {"4.parent": ["unknown-parent"]}),
        ("522602,甲县,county", {"4.line": ["columns"]}),
        ("522602,甲县,county,522600,x", {"4.line": ["columns"]}),
    ],
)
def test_every_fault_names_its_line_and_column(line: str, expected: dict[str, list[str]]):
    assert faults((GOOD + line + "\n").encode()) == ("divisions-faulty", expected)


def test_all_faults_are_listed_at_once():
    assert set(faults((GOOD + "x,,y,z\n522601,甲,county,522600\n").encode())[1]) >= {"4.code", "5.code"}


def test_a_parent_may_be_known_already():
    line = "code,name,level,parent\n522602001,甲镇,town,522602\n"
    assert reading.read_divisions(line.encode(), known=["522602000000"])[0].name == "甲镇"


LOCAL = """
division: "5226"
name: 黔东南
days:
  - {month_day: "07-23", reason: 成立纪念日, every_year: true}
  - {date: 2027-07-26, reason: 补休}
paper: 自治条例
limits_skip_them: true
"""


def test_local_days_are_read():
    division, event = reading.read_calendar(LOCAL.encode())
    assert division == "522600000000"
    assert isinstance(event, LocalDaysSet)
    assert event.limits_skip_them
    assert [(day.month_day, day.on) for day in event.days] == [("07-23", None), ("", date(2027, 7, 26))]


YEAR = """
year: 2027
paper: 国办发明电〔2026〕1号
days_off:
  - {date: 2027-01-01, name: 元旦}
make_up_days: [2027-01-02]
"""


def test_a_national_year_is_read():
    division, event = reading.read_calendar(YEAR.encode())
    assert division == NATION
    assert isinstance(event, YearPublished)
    assert (event.off, event.work) == ((DayOff(day=date(2027, 1, 1), name="元旦"),), (date(2027, 1, 2),))


@pytest.mark.parametrize(
    ("text", "field", "fault"),
    [
        (YEAR.replace("2027-01-01", "2026-01-01"), "days_off.0", "other-year"),
        (YEAR.replace("2027-01-01", '"2027-02-30"'), "days_off.0", "bad-date"),
        (YEAR.replace("name: 元旦", "name: ''"), "days_off.0", "name-missing"),
        (YEAR.replace("2027-01-02", "2027-01-05"), "make_up_days.0", "not-a-weekend"),
        (YEAR.replace("2027-01-02", "2027-01-01"), "make_up_days.0", "duplicate"),
        (YEAR.replace("paper: 国办发明电〔2026〕1号", ""), "paper", "missing"),
        (YEAR.replace("year: 2027", "year: 27"), "year", "bad-year"),
        (YEAR.replace("days_off:", "days_of:"), "days_of", "unknown-key"),
        (LOCAL.replace('"07-23"', '"02-30"'), "days.0", "bad-local-day"),
        (LOCAL.replace('"07-23"', "07"), "days.0", "bad-local-day"),
        (LOCAL.replace('"5226"', '"52x6"'), "division", "division-format"),
        (LOCAL.replace("limits_skip_them: true", "limits_skip_them: perhaps"), "limits_skip_them", "yes-or-no"),
        (LOCAL.replace("reason: 补休", "reason: 3"), "days.1", "name-missing"),
    ],
)
def test_faults_of_a_calendar_name_their_field(text: str, field: str, fault: str):
    with pytest.raises(Invalid) as caught:
        reading.read_calendar(text.encode())
    assert caught.value.code == "calendar-faulty"
    assert caught.value.errors[field] == [fault]


@pytest.mark.parametrize("text", ["year: [", "- a\n b: {", "year: 2027-02-30", "!!python/object:os.system {}"])
def test_what_is_no_yaml_is_refused(text: str):
    with pytest.raises(Invalid, match="yaml"):
        reading.read_calendar(text.encode())


def test_a_seeded_year_becomes_its_event():
    event = reading.published(2025, national_seed()[2025])
    assert len(event.work) == 5
    assert date(2025, 10, 1) in {each.day for each in event.off}


def test_the_chain_of_a_village():
    assert chain("522601100203") == (
        NATION,
        "520000000000",
        "522600000000",
        "522601000000",
        "522601100000",
        "522601100203",
    )
    assert chain(NATION) == (NATION,)
    assert parent_of("522601100000") == "522601000000"


def test_containment_is_by_significant_digits():
    assert contains(NATION, "522601100000")
    assert contains("522601000000", "522601100000")
    assert not contains("522601010000", "522601101000")
    assert not contains("522601100000", "522601000000")
