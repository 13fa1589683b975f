"""A node with two streams of records, and clerks of two centres."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache

from tests.support.nodes import NOW, node  # noqa: F401
from yizhan.kernel.acting import Act, Actor

CENTRE = "522601100000-centre"
ELSEWHERE = "522601101000-centre"
CASE = "52260110000026QK000001X"
STREAM = f"at:{CASE}:{CENTRE}"
OTHER = "at:52260110000026QK0000020:522601100000-centre"


def clerk(account: str = "clerk", centre: str = CENTRE) -> Actor:
    """A clerk of a centre."""
    return Actor(account=account, name="吴小梅", organ=f"{centre[:12]}-government", centre=centre)


@pytest.fixture
def act() -> Callable[..., Act]:
    """`act(minutes)`: an act of a clerk, some minutes after the first."""

    def make(minutes: int = 0, actor: Actor | None = None) -> Act:
        return Act(actor=actor or clerk(), now=NOW + timedelta(minutes=minutes))

    return make


@pytest.fixture(autouse=True)
def patience() -> None:
    """Every test begins with the whole allowance of looks."""
    cache.clear()
