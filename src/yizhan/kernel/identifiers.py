"""Identifiers (标识): numbers of persons, organisations, cases and divisions, and typed names and texts.

Every check returns the normal form or raises Invalid with a code. What was typed is never a fact of the refusal:
it may be somebody's number.
"""

import hmac
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stdnum.cn import ric, uscc
from stdnum.iso7064 import mod_37_36

from yizhan.kernel.refusals import Invalid

NAME_CHARACTERS = 100
QUERY_CODE_CHARACTERS = 8
QUERY_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

_ID_NUMBER = re.compile(r"[1-9][0-9]{16}[0-9X]")
_OLD_ID_NUMBER = re.compile(r"[1-9][0-9]{14}")
_USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9][0-9]{9})")
_LANDLINE = re.compile(r"(?:(010|02[0-9])([0-9]{8})|(0[3-9][0-9]{2})([0-9]{7,8}))")
_CASE_BODY = re.compile(r"([0-9]{12})([0-9]{2})([A-Z]{2})([0-9]{6})")
_TYPED_NUMBER = re.compile(r"([A-Z]{2}|)([0-9OI]{14})([A-Z01]{2})([0-9OI]{6})([0-9A-Z])")
_CHECK_CHARACTER = re.compile(r"[0-9A-Z]")
_DIVISION = re.compile(r"(?!00)(?:[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})")
_SEPARATORS = re.compile(r"[\s()（）-]")
_AS_DIGITS = str.maketrans("OI", "01")
_AS_LETTERS = str.maketrans("01", "OI")
# Written direction that can be turned round makes a name look like another.
_TURNING = frozenset({"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"})


class Sex(StrEnum):
    """Sex (性别) as the ID number tells it: the order code is odd for men, even for women."""

    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, kw_only=True)
class IdNumber:
    """A citizen's ID number (公民身份号码, GB 11643-1999) and what it says."""

    number: str
    division: str
    birth: date
    sex: Sex


def check_id_number(text: str) -> IdNumber:
    """The ID number of 18 characters, `x` in capitals.

    Raises Invalid: id-number-old (15 digits), id-number-format, id-number-date, id-number-check.
    """
    number = text.strip().upper()
    if _OLD_ID_NUMBER.fullmatch(number):
        raise Invalid("id-number-old")
    if not _ID_NUMBER.fullmatch(number):
        raise Invalid("id-number-format")
    if ric.calc_check_digit(number) != number[-1]:
        raise Invalid("id-number-check")
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return IdNumber(number=number, division=number[:6], birth=_birth(number[6:14]), sex=sex)


def check_uscc(text: str) -> str:
    """The unified social credit code (统一社会信用代码, GB 32100-2015), letters in capitals.

    Raises Invalid: uscc-format, uscc-check.
    """
    # Not the library's own check: it wants digits first, and village collectives have N2.
    code = text.strip().upper()
    if not _USCC.fullmatch(code):
        raise Invalid("uscc-format")
    if uscc.calc_check_digit(code[:-1]) != code[-1]:
        raise Invalid("uscc-check")
    return code


def check_phone(text: str) -> str:
    """A mainland phone number: a mobile's 11 digits, or a landline as `0855-8221234`. Raises Invalid: phone-format."""
    digits = _SEPARATORS.sub("", text)
    if mobile := _MOBILE.fullmatch(digits):
        return mobile[1]
    if landline := _LANDLINE.fullmatch(digits):
        return f"{landline[1] or landline[3]}-{landline[2] or landline[4]}"
    raise Invalid("phone-format")


def clean_name(text: str) -> str:
    """A name as it is kept: NFC, spaces joined, `·` and rare characters untouched, private-use ones too.

    Raises Invalid: name-empty, name-too-long, name-characters.
    """
    if not all(_printable(character) for character in text):
        raise Invalid("name-characters")
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name:
        raise Invalid("name-empty")
    if len(name) > NAME_CHARACTERS:
        raise Invalid("name-too-long", limit=NAME_CHARACTERS)
    return name


def text(value: str, limit: int) -> str:
    """A typed text as it is kept: NFC, lines ended by a newline, nothing around it; it may be empty.

    Raises Invalid: text-characters, text-too-long.
    """
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    if not all(character in "\n\t" or _printable(character) for character in lines):
        raise Invalid("text-characters")
    cleaned = unicodedata.normalize("NFC", lines).strip()
    if len(cleaned) > limit:
        raise Invalid("text-too-long", limit=limit)
    return cleaned


@dataclass(frozen=True, kw_only=True)
class CaseNumber:
    """A case number (办件编号): division, year, the node's series, serial; written with a check character at its end.

    Raises Invalid: case-number-format.
    """

    division: str
    year: int
    series: str
    serial: int

    def __post_init__(self) -> None:
        if not _CASE_BODY.fullmatch(self._body) or not 2000 <= self.year < 2100 or self.serial < 1:
            raise Invalid("case-number-format")

    def __str__(self) -> str:
        return self._body + str(mod_37_36.calc_check_digit(self._body))

    @property
    def _body(self) -> str:
        return f"{self.division}{self.year % 100:02d}{self.series}{self.serial:06d}"


def build_case_number(division: str, year: int, series: str, serial: int) -> str:
    """The number with its check character (ISO 7064 MOD 37,36). Raises Invalid: case-number-format."""
    return str(CaseNumber(division=division, year=year, series=series, serial=serial))


def parse_case_number(text: str) -> CaseNumber:
    """What a case number says, typed with or without spaces and hyphens, in any case.

    Raises Invalid: case-number-format, case-number-check.
    """
    number = _SEPARATORS.sub("", text).upper()
    found = _CASE_BODY.fullmatch(number[:-1])
    if found is None or not _CHECK_CHARACTER.fullmatch(number[-1]):
        raise Invalid("case-number-format")
    if not mod_37_36.is_valid(number):
        raise Invalid("case-number-check")
    division, year, series, serial = found.groups()
    return CaseNumber(division=division, year=2000 + int(year), series=series, serial=int(serial))


def plain_number(typed: str) -> str:
    """A typed number of a case, or of a notice or an original with its two letters before it, as it is looked up:
    capitals, no separators, wide characters narrow, and 0 and O, 1 and I read as the one that can stand in their place;
    at the end, where both can, as the check character says.

    What is no such number comes back in capitals without separators.
    """
    plain = _plain(typed)
    found = _TYPED_NUMBER.fullmatch(plain)
    if found is None:
        return plain
    letters, place_and_year, series, serial, end = found.groups()
    body = place_and_year.translate(_AS_DIGITS) + series.translate(_AS_LETTERS) + serial.translate(_AS_DIGITS)
    check = str(mod_37_36.calc_check_digit(body))
    return letters + body + (check if check.translate(_AS_DIGITS) == end.translate(_AS_DIGITS) else end)


def query_code(noise: bytes) -> str:
    """A query code (查询码) of eight characters that can be read aloud, from as many random bytes."""
    if len(noise) < QUERY_CODE_CHARACTERS:
        raise ValueError(f"a query code needs {QUERY_CODE_CHARACTERS} bytes")
    return "".join(QUERY_ALPHABET[byte % 32] for byte in noise[:QUERY_CODE_CHARACTERS])


def plain_query_code(typed: str) -> str:
    """A typed query code as it is compared and hashed: capitals, no separators, wide characters narrow."""
    return _plain(typed)


def same_query_code(one: str, other: str) -> bool:
    """Whether two typed codes are the same; takes as long for a near miss as for a far one."""
    first, second = (plain_query_code(code).encode("utf-8", "surrogatepass") for code in (one, other))
    return hmac.compare_digest(first, second)


class Level(StrEnum):
    """Level of a division (行政区划级别)."""

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"


# How many leading digits tell a division of the level apart (GB/T 2260-2007, statistical codes below the county).
_SIGNIFICANT = {Level.VILLAGE: 12, Level.TOWNSHIP: 9, Level.COUNTY: 6, Level.PREFECTURE: 4, Level.PROVINCE: 2}


def division_code(text: str) -> str:
    """A division's code in its 12 digits, from 2, 4, 6, 9 or 12. Raises Invalid: division-format."""
    if not _DIVISION.fullmatch(text):
        raise Invalid("division-format")
    return text.ljust(12, "0")


def level_of(division: str) -> Level:
    """The level of a division. Raises Invalid: division-format."""
    code = division_code(division)
    return next(level for level, digits in _SIGNIFICANT.items() if _level_digits(code, digits).strip("0"))


def contains(upper: str, lower: str) -> bool:
    """Whether the lower division is the upper one or lies below it. What is no division contains nothing."""
    try:
        return division_code(lower).startswith(division_code(upper)[: _SIGNIFICANT[level_of(upper)]])
    except Invalid:
        return False


def _level_digits(code: str, digits: int) -> str:
    """The digits that this level adds to the one above it."""
    return code[max((above for above in _SIGNIFICANT.values() if above < digits), default=0) : digits]


def _plain(typed: str) -> str:
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", typed)).upper()


def _birth(digits: str) -> date:
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise Invalid("id-number-date") from None
    if birth.year < 1850:
        raise Invalid("id-number-date")
    return birth


def _printable(character: str) -> bool:
    """Whether it may stand in a name: no control character, no half surrogate pair, nothing that turns the writing."""
    code = ord(character)
    return (
        unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        and unicodedata.bidirectional(character) not in _TURNING
        and code & 0xFFFE != 0xFFFE
        and not 0xFDD0 <= code <= 0xFDEF
    )
