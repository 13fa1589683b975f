"""An item file is read with suspicion: one clear refusal, never a crash, never a part."""

import pytest

from tests.catalogue.samples import document, item
from yizhan.catalogue import shipped
from yizhan.catalogue.codes import LimitUnit
from yizhan.catalogue.importing import Decision, parse_decisions, read_decisions, read_items
from yizhan.kernel.refusals import Invalid

BOMB = b"- &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"- &%c [%s]\n" % (letter + 1, b",".join([b"*%c" % letter] * 9)) for letter in range(97, 107)
)


def faults(content: bytes, **options: object) -> set[tuple[str, str, str]]:
    """Item, field and fault of every error of a file."""
    reading = read_items(content, **options)
    found = {(one.item, one.field, one.fault) for one in reading.findings if one.severity == "error"}
    assert bool(found) == reading.refused
    return found


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "empty-file"),
        (b"\n \n", "empty-file"),
        ("- 低保\n".encode("gbk"), "not-utf-8"),
        ("- 低保\n".encode("utf-16"), "not-utf-8"),
        (b"- a\0b\n", "not-utf-8"),
        (b"code: dibao\n", "not-a-list"),
        (b"- [1\n", "not-yaml"),
        (b"- a\n---\n- b\n", "not-yaml"),
        (b'- "\\ud800"\n', "not-yaml"),
        (b"- {code: a, code: b}\n", "duplicate-key"),
        (b"- " + b"[" * 5000 + b"\n", "too-deep"),
        (b"- &a {b: *a}\n", "recursive-alias"),
        (BOMB, "too-many-nodes"),
        (b"- !!python/object:os.system x\n", "bad-tag"),
        (b"- !!timestamp 2023-02-30\n", "bad-tag"),
        (b"- ? {a: b}\n  : c\n", "bad-tag"),
        (b"- 1" + b"0" * 6000 + b"\n", "bad-tag"),
        (b"- just text\n", "wrong-type"),
        (b"- !!binary aGk=\n", "wrong-type"),
        (b"x" * (8 * 1024 * 1024 + 1), "file-too-large"),
    ],
)
def test_a_file_that_is_no_item_file_is_refused_with_one_clear_fault(content: bytes, fault: str) -> None:
    assert {found for _item, _field, found in faults(content)} == {fault}


def test_a_duplicate_key_is_named_with_its_item_and_line() -> None:
    reading = read_items(b"- code: dibao\n  name: a\n  limits: {note: a,\n    note: b}\n")
    (finding,) = reading.findings
    assert (finding.item, finding.field, finding.fault) == ("dibao", "note", "duplicate-key")
    assert "line 4" in finding.detail


def test_a_copy_that_broke_off_is_refused_wherever_it_broke_off_in_a_line() -> None:
    whole = shipped.sample_items()
    for place in range(1000, len(whole), 4999):
        if whole[place - 1] != ord("\n"):
            assert read_items(whole[:place]).refused


@pytest.mark.parametrize(
    ("changes", "field", "fault"),
    [
        ({"name": None}, "name", "missing"),
        ({"name": ""}, "name", "missing"),
        ({"name": "长" * 10_000}, "name", "too-long"),
        ({"name": 7}, "name", "wrong-type"),
        ({"colour": "red"}, "colour", "unknown-key"),
        ({"item_type": "行政魔法"}, "item_type", "unknown-word"),
        ({"code": "低保"}, "code", "bad-code"),
        ({"basic_code": 14592}, "basic_code", "wrong-type"),
        ({"visits": True}, "visits", "wrong-type"),
        ({"materials": "身份证"}, "materials", "wrong-type"),
        ({"materials": [{"name": "a", "required": "maybe"}]}, "materials[0].required", "unknown-word"),
        ({"materials": [{"name": "a", "required": "yes", "copies": -1}]}, "materials[0].copies", "bad-value"),
        ({"limits": {"promised": {"value": -3, "unit": "working_day"}}}, "limits.promised.value", "negative-limit"),
        ({"limits": {"promised": {"value": 10**9, "unit": "working_day"}}}, "limits.promised.value", "limit-too-large"),
        ({"limits": {"promised": {"value": "3", "unit": "working_day"}}}, "limits.promised.value", "wrong-type"),
        ({"limits": {"promised": {"value": 3, "unit": "fortnight"}}}, "limits.promised.unit", "unknown-word"),
        ({"limits": {"promised": {"value": 3, "unit": "day"}}}, "limits.promised", "open-day-unit"),
        ({"fee": {"charged": True, "lines": [{"name": "费", "amount": "-1"}]}}, "fee.lines[0].amount", "bad-value"),
        (
            {"provenance": {"sources": [{"title": "a", "date": "2023-02-30"}]}},
            "provenance.sources[0].date",
            "no-such-date",
        ),
        ({"questions": [{"code": "a", "text": "b", "kind": "choice"}]}, "questions[0].choices", "no-choices"),
        ({"form": {"schema": {"type": "strange"}}}, "form.schema", "bad-schema"),
        ({"form": {"schema": {"type": "object", "$ref": "http://x/"}}}, "form.schema", "bad-schema"),
    ],
)
def test_every_fault_is_listed_with_item_and_field(changes: dict[str, object], field: str, fault: str) -> None:
    found = faults(document(item(**changes)))
    assert (field, fault) in {(where, what) for _item, where, what in found}


def test_all_faults_of_a_file_are_listed_at_once_and_nothing_is_read_in_part() -> None:
    content = document(item(), item(code="b", colour="red"), item(code="c", visits=-1))
    assert faults(content) == {("b", "colour", "unknown-key"), ("c", "visits", "bad-value")}


def test_an_item_code_stands_only_once_in_a_file() -> None:
    assert faults(document(item(), item())) == {("gaoling", "code", "duplicate-code")}


def test_what_a_condition_asks_must_exist() -> None:
    material = {"name": "a", "required": "conditional", "when": {"nobody": True}}
    asked = [{"code": "who", "text": "谁"}]
    content = document(item(materials=[material], questions=asked))
    assert ("gaoling", "materials[0].when", "unknown-question") in faults(content)


OPEN = item(limits={"statutory": {"value": 20, "unit": "day", "as_written": "20日"}})


def test_a_limit_in_days_that_may_be_either_is_never_guessed() -> None:
    assert faults(document(OPEN)) == {("gaoling", "limits.statutory", "open-day-unit")}


@pytest.mark.parametrize("where", ["gaoling.limits.statutory", "gaoling", "*"])
def test_the_operator_decides_for_a_field_an_item_or_all(where: str) -> None:
    decisions = {where: Decision(unit=LimitUnit.CALENDAR_DAY, reason="局长会议")}
    reading = read_items(document(OPEN), decisions)
    stated = reading.releases[0].limits.statutory
    assert not reading.refused
    assert (str(stated.limit), stated.decided) == ("20d", "局长会议")


def test_the_most_exact_decision_counts() -> None:
    decisions = parse_decisions(["*=calendar_day", "gaoling.limits.statutory=working_day"])
    assert str(read_items(document(OPEN), decisions).releases[0].statutory) == "20wd"


def test_a_decision_that_nobody_asked_for_is_pointed_out() -> None:
    reading = read_items(document(item()), parse_decisions(["gaoling.limits.statutry=working_day"]))
    assert [finding.fault for finding in reading.findings] == ["unused-decision"]


@pytest.mark.parametrize("option", ["x", "x=day", "x=", "=working_day=", "x=working_day\ny=z"])
def test_a_decision_that_cannot_be_read_is_refused(option: str) -> None:
    with pytest.raises(Invalid, match="bad-decisions"):
        parse_decisions([option])


@pytest.mark.parametrize("content", [b"- a\n", b"a: b\n", b"a: {unit: day}\n", b"\xff", b"a: [\n"])
def test_a_file_of_decisions_is_read_as_strictly(content: bytes) -> None:
    with pytest.raises(Invalid, match="bad-decisions"):
        read_decisions(content)
