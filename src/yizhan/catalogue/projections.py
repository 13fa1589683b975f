"""An item's stream as rows."""

from collections.abc import Iterator
from functools import lru_cache

from django.db.models import Model

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
    """Code, name, aliases and the initials of their pinyin, one a line, in small letters."""
    names = [release.name, *release.aliases]
    return "\n".join([release.code, *names, *(initials(name) for name in names)]).lower()


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """First letters of a name's pinyin (拼音首字母): 低保 gives `db`."""
    # Its tables take tens of megabytes, and only the process that publishes needs them.
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
