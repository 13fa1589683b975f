"""How often something may be asked."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from yizhan.web.throttle import TooMany, allow, demand


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def test_so_many_and_no_more() -> None:
    assert [allow("progress", "10.0.0.7", 3, 60, now=1000.0) for _ in range(5)] == [True, True, True, False, False]


def test_keys_and_scopes_do_not_count_for_each_other() -> None:
    assert allow("progress", "a", 1, 60, now=1000.0)
    assert allow("progress", "b", 1, 60, now=1000.0)
    assert allow("notices", "a", 1, 60, now=1000.0)
    assert not allow("progress", "a", 1, 60, now=1000.0)


def test_the_window_slides() -> None:
    assert all(allow("progress", "a", 10, 60, now=1019.0) for _ in range(10))
    assert not allow("progress", "a", 10, 60, now=1021.0)
    assert allow("progress", "a", 10, 60, now=1060.0)
    assert allow("progress", "a", 10, 60, now=1200.0)


def test_a_refused_request_does_not_prolong_the_wait() -> None:
    assert allow("progress", "a", 1, 60, now=1020.0)
    assert not any(allow("progress", "a", 1, 60, now=1030.0) for _ in range(50))
    assert allow("progress", "a", 1, 60, now=1141.0)


def test_the_demand_is_a_refusal_that_says_how_long() -> None:
    demand("progress", "a", 1, 60, now=1000.0)
    with pytest.raises(TooMany) as refused:
        demand("progress", "a", 1, 60, now=1000.0)
    assert (refused.value.status, refused.value.code, refused.value.facts) == (429, "too-many-requests", {"wait": 60})


def test_odd_keys_are_taken() -> None:
    assert allow("progress", "\ud800 编号 " + "x" * 5000, 1, 60, now=1000.0)
