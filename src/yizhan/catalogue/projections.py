"""An item's stream as rows."""

from collections.abc import Iterator
from functools import lru_cache

from django.db.models import Model

from yizhan.catalogue import search_rules
from yizhan.catalogue.models import Item, PublishedRelease
from yizhan.catalogue.publishing_rules import stored
from yizhan.catalogue.release import Release
from yizhan.catalogue.state import ItemHistory


def rows(stream: str, state: ItemHistory) -> Iterator[Model]:
    """The item by its newest release, and every release."""
    last = state.releases[-1]
    release = stored(last.content, version=last.version, effective_from=last.effective_from)
    yield Item(
        code=state.code,
        stream=stream,
        name=release.name,
        category=release.category,
        item_type=release.item_type.value,
        case_type=release.case_type.value,
        search=search_text(release),
        levels=" ".join(dict.fromkeys(leg.level.value for leg in release.legs)),
        first_effective=min(one.effective_from for one in state.releases),
        latest=last.version,
    )
    for one in state.releases:
        yield PublishedRelease(
            key=f"{state.code}@{one.version}",
            stream=stream,
            item=state.code,
            version=one.version,
            effective_from=one.effective_from,
            content=one.content,
        )


def search_text(release: Release) -> str:
    """What the item is searched by: codes, names, plain words and their pinyin."""
    names = search_rules.names_of(release)
    return search_rules.written(
        release, initials=[initials(name) for name in names], pinyin=[pinyin(name) for name in names]
    )


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """First letters of a name's pinyin (拼音首字母): 低保 gives `db`."""
    return "".join(syllable[:1] for syllable in _syllables(name))


@lru_cache(maxsize=4096)
def pinyin(name: str) -> str:
    """The whole pinyin of a name without tones: 低保 gives `dibao`."""
    return "".join(_syllables(name))


@lru_cache(maxsize=4096)
def _syllables(name: str) -> tuple[str, ...]:
    # Its tables take tens of megabytes, and only the process that publishes needs them.
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(name, errors=lambda other: "".join(filter(str.isalnum, other))))
