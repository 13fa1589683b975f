"""Which organ a release's leg or step means in a division (承办机关): by level and function."""

from yizhan.catalogue.release import Leg, Release
from yizhan.kernel.identifiers import contains

DIGITS = {"country": 0, "province": 2, "prefecture": 4, "county": 6, "township": 9, "village": 12}


def lifted(division: str, level: str) -> str:
    """The division itself or the one above it at a level (12 digits)."""
    return division[: DIGITS[level]].ljust(12, "0")


def organ_at(division: str, level: str, function: str) -> str:
    """The code of the organ with that function at that level above a division."""
    return f"{lifted(division, level)}-{function}"


def organ_of(leg: Leg, division: str) -> str:
    """The organ that a leg of a release means for a case of a division."""
    return organ_at(division, leg.level.value, leg.function)


def next_organ(release: Release, leg: int, division: str) -> str:
    """The organ to which the leg after this one belongs; empty after the last."""
    return organ_of(release.legs[leg + 1], division) if leg + 1 < len(release.legs) else ""


def deciding_organ(release: Release, division: str) -> str:
    """The organ to which the law gives the decision: that of the last leg."""
    return organ_of(release.legs[-1], division) if release.legs else ""


def is_above(organ: str, other: str) -> bool:
    """Whether an organ is a higher authority (上级机关) than another: its division lies above the other's."""
    mine, theirs = organ.partition("-")[0], other.partition("-")[0]
    return mine != theirs and contains(mine, theirs)


def first_leg(release: Release, level: str) -> int:
    """The leg with which a case begins at a centre of a level: that level's, else the first."""
    for index, leg in enumerate(release.legs):
        if DIGITS[leg.level.value] == DIGITS.get(level, 0):
            return index
    return 0
