"""Rules of divisions (行政区划), agencies (机关单位), centres and windows, and how their codes are made."""

import re
from collections.abc import Callable, Mapping

from yizhan.kernel import identifiers
from yizhan.kernel.refusals import Invalid
from yizhan.places.events import AgencyEstablished, WindowOpened

NATION = "000000000000"

LEVELS: Mapping[str, identifiers.Level] = {
    "province": identifiers.Level.PROVINCE,
    "prefecture": identifiers.Level.PREFECTURE,
    "county": identifiers.Level.COUNTY,
    "town": identifiers.Level.TOWNSHIP,
    "township": identifiers.Level.TOWNSHIP,
    "ethnic_township": identifiers.Level.TOWNSHIP,
    "subdistrict": identifiers.Level.TOWNSHIP,
    "village": identifiers.Level.VILLAGE,
    "community": identifiers.Level.VILLAGE,
}
"""The words of a divisions file, and the level at which such a division stands."""

ADMINISTRATIVE = "administrative"
AGENCY_KINDS = frozenset({ADMINISTRATIVE, "institution", "authorised", "mass_organisation", "station"})
"""Administrative organ (行政机关), public institution (事业单位), organisation authorised by law (法律法规授权的组织),
mass organisation (群团组织), station of a township or of a county agency in it (站所)."""

WINDOW_KINDS = frozenset(
    {"general", "special", "helping", "unsolved", "cross_region", "bundle", "company", "disclosure"}
)
"""综合窗口, 专窗, 帮办代办, “办不成事”反映, 跨省（省内）通办, 一件事, 惠企, 政务公开."""

FUNCTION = re.compile(r"[a-z][a-z0-9_-]{1,47}")
WINDOW_NUMBER = re.compile(r"[A-Z]?[0-9]{1,4}")


def contains(upper: str, lower: str) -> bool:
    """Whether the lower division is the upper one or lies below it; the nation contains all (GB/T 2260)."""
    return upper == NATION or identifiers.contains(upper, lower)


def chain(division: str) -> tuple[str, ...]:
    """The nation, then every division above, then the division itself. Raises Invalid: division-format."""
    code = identifiers.division_code(division) if division != NATION else NATION
    uppers = [code[:digits].ljust(12, "0") for digits in (2, 4, 6, 9, 12)]
    return tuple(dict.fromkeys([NATION, *uppers])) if code != NATION else (NATION,)


def parent_of(division: str) -> str:
    """The division right above, by its code."""
    return chain(division)[-2]


def function_of(agency: str) -> str:
    """The function in an agency's code."""
    return agency.partition("-")[2]


def agency_code(division: str, function: str) -> str:
    """The code of an agency: `522601000000-forestry`."""
    return f"{division}-{function}"


def centre_code(division: str) -> str:
    """The code of a division's centre: `522601100000-centre`."""
    return f"{division}-centre"


def check_agency(agency: AgencyEstablished, *, division: str) -> None:
    """Code, function, kind, name and USCC fit. Raises Invalid."""
    errors: dict[str, list[str]] = {}
    if not FUNCTION.fullmatch(agency.function):
        errors["function"] = ["bad-function"]
    elif agency.code != agency_code(division, agency.function):
        errors["code"] = ["bad-code"]
    if agency.kind not in AGENCY_KINDS:
        errors["kind"] = ["unknown-kind"]
    if agency.uscc:
        errors |= fault_of("uscc", lambda: identifiers.check_uscc(agency.uscc))
    errors |= fault_of("name", lambda: identifiers.clean_name(agency.name))
    if errors:
        raise Invalid(errors=errors)


def check_window(window: WindowOpened) -> None:
    """Number, kind and name of a window fit. Raises Invalid."""
    errors: dict[str, list[str]] = {}
    if not WINDOW_NUMBER.fullmatch(window.number):
        errors["number"] = ["bad-window-number"]
    if window.kind not in WINDOW_KINDS:
        errors["kind"] = ["unknown-kind"]
    errors |= fault_of("name", lambda: identifiers.clean_name(window.name))
    if errors:
        raise Invalid(errors=errors)


def fault_of(field: str, check: Callable[[], object]) -> dict[str, list[str]]:
    """The fault of one field as an errors mapping, empty when the check passes."""
    try:
        check()
    except Invalid as fault:
        return {field: [fault.code]}
    return {}
