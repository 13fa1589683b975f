"""Identifiers are taken in their normal form, or refused by name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_37_36

from yizhan.kernel.identifiers import (
    QUERY_ALPHABET,
    CaseNumber,
    IdNumber,
    Level,
    Sex,
    build_case_number,
    check_id_number,
    check_phone,
    check_uscc,
    clean_name,
    contains,
    division_code,
    level_of,
    parse_case_number,
    plain_number,
    plain_query_code,
    query_code,
    same_query_code,
    text,
)
from yizhan.kernel.refusals import Invalid


def refused(code):
    return pytest.raises(Invalid, match=f"^{code}")


class TestIdNumber:
    def test_says_birth_sex_and_division(self):
        assert check_id_number("360426199101010071") == IdNumber(
            number="360426199101010071", division="360426", birth=date(1991, 1, 1), sex=Sex.MALE
        )
        assert check_id_number("11010519491231002X").sex is Sex.FEMALE

    def test_takes_a_small_x_and_spaces_around(self):
        assert check_id_number(" 11010519491231002x\n").number == "11010519491231002X"

    @pytest.mark.parametrize(
        ("number", "code"),
        [
            ("110105491231002", "id-number-old"),
            ("", "id-number-format"),
            ("1101051949123100", "id-number-format"),
            ("X1010519491231002X", "id-number-format"),
            ("１１0105194912310020", "id-number-format"),
            ("01010519491231002X", "id-number-format"),
            ("110105194912310021", "id-number-check"),
            ("110105194912310\ud8002X", "id-number-format"),
            ("360426199102300074", "id-number-date"),
            ("360426100001010074", "id-number-date"),
        ],
    )
    def test_is_refused_by_name(self, number, code):
        with refused(code):
            check_id_number(fitting(number) if code == "id-number-date" else number)

    def test_a_refusal_does_not_repeat_the_number(self):
        with pytest.raises(Invalid) as caught:
            check_id_number("110105194912310021")
        assert not caught.value.facts

    @given(st.integers(0, 16), st.integers(1, 9))
    def test_no_single_wrong_digit_passes(self, place, shift):
        number = "360426199101010071"
        wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
        with pytest.raises(Invalid):
            check_id_number(wrong)


def fitting(number):
    """The number with the check character that belongs to it (weights 2^i mod 11)."""
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(number[:17]))
    return number[:17] + "0123456789X"[(12 - total % 11) % 11]


class TestUscc:
    @pytest.mark.parametrize(
        "code",
        ["11330800MB0R57773W", "11341702730007167P", "11511301008778183N", "115113010833722043", "11441226007170459F"],
    )
    def test_the_codes_of_real_organs_pass(self, code):
        assert check_uscc(f" {code.lower()} ") == code

    def test_a_village_collective_begins_with_a_letter(self):
        assert check_uscc(with_check("N2522601MF1234567")).startswith("N2")

    @pytest.mark.parametrize(
        ("code", "fault"),
        [
            ("", "uscc-format"),
            ("11330800MB0R57773", "uscc-format"),
            ("11330800MB0R5777IW", "uscc-format"),
            ("1133080XMB0R57773W", "uscc-format"),
            ("11330800MB0R57773X", "uscc-check"),
        ],
    )
    def test_is_refused_by_name(self, code, fault):
        with refused(fault):
            check_uscc(code)


def with_check(body):
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    return body + alphabet[-sum(alphabet.index(c) * 3**i for i, c in enumerate(body)) % 31]


class TestPhone:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("13985512345", "13985512345"),
            (" 139-8551-2345 ", "13985512345"),
            ("+86 139 8551 2345", "13985512345"),
            ("0855-8221234", "0855-8221234"),
            ("（0855）8221234", "0855-8221234"),
            ("010 62345678", "010-62345678"),
            ("085182345678", "0851-82345678"),
        ],
    )
    def test_is_kept_in_one_form(self, typed, kept):
        assert check_phone(typed) == kept

    @pytest.mark.parametrize(
        "typed", ["", "8221234", "12345678901", "1398551234", "139855123456", "010-6234567", "１３985512345", "tel"]
    )
    def test_anything_else_is_refused(self, typed):
        with refused("phone-format"):
            check_phone(typed)


class TestName:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("  张三 ", "张三"),
            ("阿布都·热合曼", "阿布都·热合曼"),
            ("John\u3000  Smith", "John Smith"),
            ("e\u0301", "é"),
            ("\U0003106c\U00020bb7", "\U0003106c\U00020bb7"),
            ("王\ue863", "王\ue863"),
            ("\U000f0000", "\U000f0000"),
            ("龙" * 100, "龙" * 100),
        ],
    )
    def test_is_kept(self, typed, kept):
        assert clean_name(typed) == kept

    @pytest.mark.parametrize(
        "typed", ["a\ud800", "\udc00", "张\x00", "张\n三", "张\x1f", "\u202e张", "张\ufffe", "\u2028"]
    )
    def test_what_cannot_be_shown_is_refused(self, typed):
        with refused("name-characters"):
            clean_name(typed)

    def test_nothing_is_no_name(self):
        with refused("name-empty"):
            clean_name(" \u3000")

    def test_a_name_has_an_end(self):
        with refused("name-too-long"):
            clean_name("龙" * 101)


class TestText:
    def test_is_kept_with_its_lines(self):
        assert text(" 第一行\r\n\t第二行\r ", 20) == "第一行\n\t第二行"
        assert text("", 0) == ""

    @pytest.mark.parametrize("typed", ["\ud83d", "a\x00b", "\x1b[31m", "\x7f", "\u202e"])
    def test_control_characters_are_refused(self, typed):
        with refused("text-characters"):
            text(typed, 100)

    def test_too_much_is_refused(self):
        with refused("text-too-long"):
            text("字" * 11, 10)

    @given(st.text())
    def test_what_is_kept_is_kept_again(self, typed):
        try:
            kept = text(typed, 1000)
        except Invalid:
            return
        assert text(kept, 1000) == kept
        assert kept.encode().decode() == kept


class TestCaseNumber:
    NUMBER = build_case_number("522601100000", 2026, "KM", 123)

    def test_is_division_year_series_serial_and_check(self):
        assert self.NUMBER[:-1] == "52260110000026KM000123"
        assert parse_case_number(self.NUMBER) == CaseNumber(division="522601100000", year=2026, series="KM", serial=123)

    def test_is_read_as_people_type_it(self):
        typed = f" {self.NUMBER[:12]}-{self.NUMBER[12:].lower()} "
        assert str(parse_case_number(typed)) == self.NUMBER

    @given(st.integers(0, 22), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    def test_no_single_wrong_character_passes(self, place, character):
        wrong = self.NUMBER[:place] + character + self.NUMBER[place + 1 :]
        if wrong != self.NUMBER:
            with pytest.raises(Invalid):
                parse_case_number(wrong)

    def test_a_wrong_check_character_is_named(self):
        with refused("case-number-check"):
            parse_case_number(self.NUMBER[:-1] + ("0" if self.NUMBER[-1] != "0" else "1"))

    @pytest.mark.parametrize("typed", ["", "52260110000026KM00012", "5226", "x" * 23, "\ud800" * 23, "１" * 23])
    def test_anything_else_is_refused(self, typed):
        with refused("case-number-format"):
            parse_case_number(typed)

    @pytest.mark.parametrize(
        "parts",
        [
            ("5226", 2026, "KM", 1),
            ("522601100000", 1999, "KM", 1),
            ("522601100000", 2100, "KM", 1),
            ("522601100000", 2026, "K", 1),
            ("522601100000", 2026, "km", 1),
            ("522601100000", 2026, "KM", 0),
            ("522601100000", 2026, "KM", -1),
            ("522601100000", 2026, "KM", 1_000_000),
        ],
    )
    def test_is_built_from_what_fits(self, parts):
        with pytest.raises(Invalid):
            build_case_number(*parts)


@st.composite
def typed_numbers(draw):
    """A number of a case, a notice or an original, and one of the ways in which it may be typed."""
    body = draw(st.from_regex(r"[0-9]{14}[A-Z]{2}[0-9]{6}", fullmatch=True))
    number = draw(st.sampled_from(["", "WS", "YJ"])) + body + mod_37_36.calc_check_digit(body)
    alike = {"0": "0Oo", "O": "O0o", "1": "1Ii", "I": "I1i"}
    typed = [draw(st.sampled_from(alike.get(one, one + one.lower() + chr(ord(one) + 0xFEE0)))) for one in number]
    return number, draw(st.sampled_from(["", " ", "-"])).join(typed)


class TestPlainNumber:
    @given(typed_numbers())
    def test_what_looks_alike_is_told_apart_by_its_place_and_the_check_character(self, numbers):
        number, typed = numbers
        assert plain_number(typed) == number

    @pytest.mark.parametrize("typed", ["", "王小明", "GZ2026OOO17I", "52260119900101001X", "\ud800"])
    def test_anything_else_keeps_its_characters(self, typed):
        assert plain_number(typed) == typed

    def test_a_wrong_check_character_stays_wrong(self):
        number = build_case_number("522601100000", 2026, "KM", 123)
        wrong = number[:-1] + ("A" if number[-1] != "A" else "B")
        assert plain_number(wrong) == wrong


class TestQueryCode:
    def test_is_read_aloud_without_doubt(self):
        assert len(QUERY_ALPHABET) == 32
        assert not set("01OI") & set(QUERY_ALPHABET)
        assert query_code(bytes([0, 31, 32, 255, 8, 9, 10, 11, 99])) == "2Z2ZABCD"

    def test_is_compared_without_case_and_separators(self):
        assert same_query_code("abcd-2345", " ABCD 2345")
        assert not same_query_code("abcd2345", "abcd2346")
        assert not same_query_code("\ud800", "abcd2346")
        assert plain_query_code("ab cd-23 45") == "ABCD2345"
        assert plain_query_code("ＡＢcd２３４５") == "ABCD2345"

    def test_needs_its_noise(self):
        with pytest.raises(ValueError, match="8 bytes"):
            query_code(b"short")


class TestDivision:
    @pytest.mark.parametrize(
        ("typed", "code", "level"),
        [
            ("52", "520000000000", Level.PROVINCE),
            ("5226", "522600000000", Level.PREFECTURE),
            ("522600", "522600000000", Level.PREFECTURE),
            ("522601", "522601000000", Level.COUNTY),
            ("522601100", "522601100000", Level.TOWNSHIP),
            ("522601100201", "522601100201", Level.VILLAGE),
            ("441900003", "441900003000", Level.TOWNSHIP),
        ],
    )
    def test_is_kept_in_twelve_digits_and_has_a_level(self, typed, code, level):
        assert division_code(typed) == code
        assert level_of(code) is level

    @pytest.mark.parametrize(
        "typed", ["", "5", "52260110", "5226011000000", "52260x", "００", "000000000000", "5226\n"]
    )
    def test_anything_else_is_refused(self, typed):
        with refused("division-format"):
            division_code(typed)

    @pytest.mark.parametrize(
        ("upper", "lower"),
        [
            ("522600000000", "522601100000"),
            ("522601000000", "522601000000"),
            ("522601000000", "522601100201"),
            ("522601100000", "522601100201"),
            ("520000000000", "522601100201"),
            ("441900000000", "441900003000"),
        ],
    )
    def test_contains_itself_and_what_lies_below(self, upper, lower):
        assert contains(upper, lower)
        assert upper == lower or not contains(lower, upper)

    @pytest.mark.parametrize(
        ("upper", "lower"),
        [
            ("522601100000", "522601101000"),
            ("522601100000", "522601100"[:8] + "1000"),
            ("522601000000", "522622000000"),
            ("522601010000", "522601100000"),
            ("52260110", "522601101000"),
            ("", "522601101000"),
            ("522601000000", ""),
            ("522601100201", "522601100202"),
        ],
    )
    def test_does_not_contain_its_neighbour(self, upper, lower):
        assert not contains(upper, lower)
