"""How near an item is to what somebody typed (事项检索): codes, names, plain words, pinyin. Pure.

The keys of an item stand in one column, section by section, made when its release is published.
"""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from yizhan.catalogue.release import Release

LONGEST = 64
SECTIONS = 5
NOTHING: tuple[tuple[str, ...], ...] = ((),) * SECTIONS


class Nearness(IntEnum):
    """How near: the first that fits counts."""

    CODE = 0
    NAME = 1
    BEGINNING = 2
    INITIALS = 3
    INITIALS_BEGINNING = 4
    PINYIN = 5
    PINYIN_BEGINNING = 6
    WORD = 7
    ANYWHERE = 8


@dataclass(frozen=True, kw_only=True)
class Keys:
    """What an item is found by: codes, names (official and plain, title first), their initials, pinyin, topics."""

    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    pinyin: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


def words(text: str) -> list[str]:
    """The words of what was typed, at most 64 signs of it, without case and width: ＤＢ is db."""
    return unicodedata.normalize("NFKC", text[:LONGEST]).casefold().split()


def key(name: str) -> str:
    """A name as a key: in small letters, without width and spaces."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def names_of(release: Release) -> list[str]:
    """What an item is called: its title, other official names, the people's words."""
    return list(dict.fromkeys([release.name, *release.aliases, *release.synonyms]))


def written(release: Release, *, initials: Sequence[str], pinyin: Sequence[str]) -> str:
    """The column: five sections parted by an empty line, one key a line."""
    codes = (release.code, release.basic_code, release.implementation_code)
    sections = (codes, names_of(release), initials, pinyin, (release.category,))
    return "\n\n".join(_lines(section) for section in sections)


def _lines(keys: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(filter(None, map(key, keys))))


def read(column: str) -> Keys:
    """The keys in the column; a column of an older program is one section of codes, until `rebuild` writes it anew."""
    sections = [tuple(section.split("\n")) for section in column.split("\n\n")]
    codes, names, initials, pinyin, topics = (*sections, *NOTHING)[:SECTIONS]
    return Keys(codes=codes, names=names, initials=initials, pinyin=pinyin, topics=topics)


def nearness(keys: Keys, typed: Sequence[str]) -> Nearness:
    """How near the keys are to the typed words; every word is among the keys somewhere."""
    wanted = "".join(typed)
    tiers: tuple[tuple[Nearness, tuple[str, ...], Callable[[str, str], bool]], ...] = (
        (Nearness.CODE, keys.codes, str.__eq__),
        (Nearness.NAME, keys.names, str.__eq__),
        (Nearness.BEGINNING, keys.names, str.startswith),
        (Nearness.INITIALS, keys.initials, str.__eq__),
        (Nearness.INITIALS_BEGINNING, keys.initials, str.startswith),
        (Nearness.PINYIN, keys.pinyin, str.__eq__),
        (Nearness.PINYIN_BEGINNING, keys.pinyin, str.startswith),
        (Nearness.WORD, keys.names, str.__contains__),
    )
    for tier, known, fits in tiers:
        if any(fits(one, wanted) for one in known):
            return tier
    return Nearness.ANYWHERE


def order(keys: Keys, typed: Sequence[str]) -> tuple[int, int, str]:
    """By what found items are sorted: nearness, then the shorter title, then the code."""
    return nearness(keys, typed), len("".join(keys.names[:1])), keys.codes[0]
