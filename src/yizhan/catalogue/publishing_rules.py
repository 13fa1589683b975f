"""When a release may be published, and whether it says anything new."""

import json
from dataclasses import replace
from datetime import date

from yizhan.catalogue.events import ReleasePublished
from yizhan.catalogue.release import Release
from yizhan.catalogue.state import ItemHistory
from yizhan.kernel.refusals import Refused


def stored(content: str, *, version: int, effective_from: date) -> Release:
    """A release from its stored text."""
    return replace(Release.from_data(json.loads(content)), version=version, effective_from=effective_from)


def text_of(release: Release) -> str:
    """A release as the text that is stored: without version and day, which the event carries."""
    data = replace(release, version=0, effective_from=None).to_data()
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def publish(history: ItemHistory, release: Release, *, effective_from: date) -> ReleasePublished | None:
    """The next release of an item; None where it says what the last one says.

    A day before the last release's would change under which release old cases live.
    Raises Refused: wrong-item, effective-before-last.
    """
    if release.code != history.code:
        raise Refused("wrong-item", item=release.code)
    content = text_of(release)
    if not history.releases:
        return ReleasePublished(version=1, content=content, effective_from=effective_from)
    last = history.releases[-1]
    if last.content == content:
        return None
    if effective_from < last.effective_from:
        raise Refused("effective-before-last", item=release.code, last=last.effective_from)
    return ReleasePublished(version=last.version + 1, content=content, effective_from=effective_from)
