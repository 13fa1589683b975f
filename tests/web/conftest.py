"""What every test of the kit stands on."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from yizhan.web import navigation


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    """A request leaves its language on the thread; each test starts in the program's own."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture(autouse=True)
def _only_our_own_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kit is tested without the rooms above it: their menu entries lead to addresses that are not mounted here."""
    monkeypatch.setattr(navigation, "_BARS", {})


@pytest.fixture(autouse=True)
def _no_room_tells_its_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kit is tested alone: a room above it would look an organ's name up."""
    monkeypatch.setattr("yizhan.web.refusals._FACTS", {})
