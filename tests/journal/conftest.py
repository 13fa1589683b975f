"""A node, two organs, and a small folded stream of its own, so that the journal is tested without any room above it."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from tests.support.nodes import NOW, node  # noqa: F401
from yizhan.journal import registry
from yizhan.journal.events import sealed
from yizhan.kernel.acting import Act, Actor


@dataclass(frozen=True, kw_only=True)
class Said:
    """Somebody said something."""

    word: str
    secret: str = sealed()


@dataclass(frozen=True, kw_only=True)
class Talk:
    """What was said so far."""

    words: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()


def evolve(talk: Talk, event: object) -> Talk:
    """The talk with one more word."""
    if isinstance(event, Said):
        return replace(talk, words=(*talk.words, event.word), secrets=(*talk.secrets, event.secret))
    return talk


def actor(organ: str = "522601100000-government", account: str = "clerk") -> Actor:
    """Somebody of an organ."""
    return Actor(account=account, name="", organ=organ, centre="522601100000-centre")


def act(minutes: int = 0, *, organ: str = "522601100000-government", key: str = "", digest: str = "") -> Act:
    """An act some minutes after the first."""
    return Act(actor=actor(organ), now=NOW + timedelta(minutes=minutes), key=key, digest=digest)


@pytest.fixture(autouse=True)
def talks():
    """The journal knows talks while these tests run."""
    registry.folded(kind="talk", events=(Said,), initial=lambda _: Talk(), evolve=evolve, rows=lambda *_: (), models=())
    yield
    registry.forget("talk")
