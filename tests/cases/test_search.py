"""Search: a number, an ID or telephone number whole, a name by its beginning; each from an index, each his own."""

import re
from contextlib import contextmanager
from datetime import date
from random import Random

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from tests.support.matters import APPLICANT, CLERK, REVIEWER, STRANGER, Matter
from tests.support.worlds import MONDAY, TOWNSHIP, by, world  # noqa: F401
from yizhan.cases.actions import ending, intake
from yizhan.cases.events import Party
from yizhan.cases.models import Case, CaseLeg, CaseNumber
from yizhan.cases.names import name_key
from yizhan.cases.queries import Filter, filed_by, find_cases, list_cases
from yizhan.journal import verification
from yizhan.journal.actions import destroy_key
from yizhan.journal.replay import rebuild
from yizhan.simulate.persons import person

PROVINCIAL, LINE_SYSTEM, STEP = "GZ-2026-000017", "MZ20260302-9", "HD2026001"


@pytest.fixture
def matter(world):
    """A matter that the provincial platform and two line systems know by numbers of their own."""
    played = Matter().received().accepted().reviewed()
    for system, other in (("provincial", PROVINCIAL), ("民政系统", LINE_SYSTEM)):
        ending.number_case(act=played.act(CLERK), number=played.number, system=system, other=other)
    return played


def found(text, username=CLERK):
    """What the search box finds; a list that is narrowed by the text finds the same."""
    actor = by(username).actor
    numbers = [row.number for row in find_cases(actor, text, size=10)]
    assert sorted(numbers) == sorted(row.number for row in list_cases(actor, Filter(text=text)).rows)
    return numbers


def texts(matter):
    return {
        "number": matter.number,
        "number in small letters": matter.number.lower(),
        "number with letters for digits": matter.number[:14].replace("0", "o").replace("1", "I") + matter.number[14:],
        "provincial": PROVINCIAL,
        "line system": LINE_SYSTEM.lower(),
        "step elsewhere": STEP,
        "id": APPLICANT.id_number,
        "phone": f" {APPLICANT.phone} ",
        "name": APPLICANT.name,
        "surname": APPLICANT.name[0],
    }


def test_a_case_is_found_by_everything_that_stands_on_papers(matter):
    for what, text in texts(matter).items():
        assert found(text) == [matter.number], what


def test_only_whole_numbers_find_and_only_the_beginning_of_a_name(matter):
    for text in (PROVINCIAL[:-1], APPLICANT.id_number[:-1], APPLICANT.phone[1:], APPLICANT.name[1:], "%", "_", "张%"):
        assert found(text) == [], text


def test_whose_case_it_is_not_finds_nothing(matter):
    for what, text in texts(matter).items():
        assert found(text, username=STRANGER) == [], what


def test_an_earlier_number_of_another_system_still_finds(matter):
    ending.number_case(act=matter.act(CLERK), number=matter.number, system="provincial", other="GZ-2")
    assert found("GZ-2") == found(PROVINCIAL) == [matter.number]


def test_a_latin_name_is_found_in_any_case_and_spacing(world):
    other = person(Random(9), division=TOWNSHIP, village="平乐村")
    applicant = Party(name="Anna Ólafsdóttir", id_number=other.id_number, phone=other.phone)
    number = intake.open_case(act=by(CLERK), item="lincai", applicant=applicant)
    assert found("anna ól") == found("ANNA") == [number]
    assert found("olaf") == []


def test_the_newest_of_a_name_comes_first_and_no_more_than_are_shown(matter):
    fill(Case.objects.get(), [{"number": f"N{day}", "opened_on": date(2026, 3, day)} for day in (5, 9, 7)])
    rows = find_cases(by(CLERK).actor, APPLICANT.name[0], size=3)
    assert [row.number for row in rows] == ["N9", "N7", "N5"]


def test_a_number_leaves_out_the_names_that_begin_like_it(matter):
    fill(Case.objects.get(), [{"number": "N1", "id_lookup": "", "name_key": name_key(f"{LINE_SYSTEM}甲")}])
    assert [row.number for row in find_cases(by(CLERK).actor, LINE_SYSTEM, size=3)] == [matter.number]


def test_numbers_come_again_with_a_rebuild_and_go_with_the_key(matter):
    CaseNumber.objects.all().delete()
    rebuild()
    assert found(LINE_SYSTEM) == found(STEP) == [matter.number]
    act = matter.act("c522601-officer")
    destroy_key(f"case:{matter.number}", ground="保存期满", first_person="甲", second_person="乙", act=act)
    assert not CaseNumber.objects.exists()
    assert found(APPLICANT.name) == found(LINE_SYSTEM) == []
    assert verification.verify().faults == []


def test_what_somebody_filed_is_read_from_an_index(big_book):
    with CaptureQueriesContext(connection) as caught:
        filed = filed_by(by(CLERK).actor)
    assert [row.number for row in filed] == [big_book.number]
    assert filed_by(by(STRANGER).actor) == []
    assert all(scans(query["sql"]) == [] for query in caught)
    begun = next(query["sql"] for query in caught if "journal_entry" in query["sql"])
    with read_by_index():
        assert any("entry_that_begins" in step for step in plan(begun)), plan(begun)


@contextmanager
def read_by_index():
    """PostgreSQL reads a journal of some dozen entries whole, whatever its indexes."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        yield
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = on")


@pytest.fixture
def big_book(matter):
    """A book so large that a database would rather use an index than read it all, with its statistics taken."""
    division = "522601101000"
    place = {"holder": f"{division}-government", "organ": f"{division}-government", "division": division}
    hidden = {"centre": f"{division}-centre", "id_lookup": "", "phone_lookup": ""}
    numbers = [f"{division}26AA{n:06d}X" for n in range(3000)]
    case, leg, other = Case.objects.get(), CaseLeg.objects.get(), CaseNumber.objects.first()
    fill(case, [{**place, **hidden, "number": number, "name_key": number.encode().hex()} for number in numbers])
    fill(leg, [{"key": f"{number}/0", "case": number, "number": number} for number in numbers])
    fill(other, [{"key": f"{number}/0", "case": number, "lookup": number} for number in numbers])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return matter


def fill(row, changes):
    """Rows like this one, but for what each changes."""
    model = type(row)
    plain = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
    model.objects.bulk_create(model(**{**plain, **each}) for each in changes)


@pytest.mark.parametrize("username", [CLERK, REVIEWER, "c522601-officer", "t522601100-manager", "prefecture-officer"])
def test_no_search_reads_the_whole_table(big_book, username):
    for what, text in {**texts(big_book), "nothing": "没有这个人"}.items():
        with CaptureQueriesContext(connection) as caught:
            found(text, username=username)
        selects = [query["sql"] for query in caught if "cases_case" in query["sql"]]
        assert selects
        for sql in selects:
            assert scans(sql) == [], f"{what}: {plan(sql)}"


def plan(sql):
    """What the database would do."""
    ways = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        cursor.execute(ways + sql)
        return [str(row[-1]) for row in cursor.fetchall()]


def scans(sql):
    """The steps of a plan that read a whole table of cases, legs or numbers."""
    whole = re.compile(r"^SCAN (cases_|[uU]\d)|Seq Scan on cases_")
    return [step for step in plan(sql) if whole.search(step)]


def test_the_check_of_plans_sees_a_search_that_reads_the_whole_table(big_book):
    either = Case.objects.filter(Q(applicant__startswith="王") | Q(provincial_number="GZ"))
    with CaptureQueriesContext(connection) as caught:
        list(either)
    assert scans(caught[0]["sql"])
