"""The generator plays whole histories through the actions: the same counts from the same seed, and nothing at fault."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from django.db import transaction

from tests.support.worlds import MONDAY, OTHER, TOWNSHIP, world  # noqa: F401
from yizhan.cases.models import Case, CaseFact
from yizhan.cases.state import DONE_STATES, ENDED_STATES, OPEN_STATES
from yizhan.journal.models import Entry
from yizhan.journal.queries import last_moment
from yizhan.journal.verification import verify
from yizhan.people.queries import posts_of, staff_of
from yizhan.simulate.playing import Played, first_moment, play

UNTIL = datetime(2026, 3, 13, 7, 0, tzinfo=UTC)
LONG_AFTER = datetime(2026, 4, 24, 7, 0, tzinfo=UTC)


def played(*, days: int, until: datetime, seed: int = 7) -> Played:
    return play(centres=2, days=days, seed=seed, until=until)


def written() -> Counter[str]:
    """How many entries of each kind there are."""
    return Counter(Entry.objects.values_list("kind", flat=True))


def run_and_take_back(seed: int) -> tuple[Played, Counter[str]]:
    """What a run did and wrote; nothing of it stays, so that the next one begins where it began."""
    with transaction.atomic():
        found = played(days=3, until=UNTIL, seed=seed), written()
        transaction.set_rollback(True)
    return found


def test_the_same_seed_gives_the_same_history_and_another_one_another(world) -> None:
    first = run_and_take_back(7)
    assert run_and_take_back(7) == first
    assert run_and_take_back(8) != first


def test_everything_that_was_played_verifies(world) -> None:
    played(days=4, until=UNTIL)
    assert verify().faults == []


def test_nothing_happens_after_the_end(world) -> None:
    played(days=3, until=UNTIL)
    last = last_moment()
    assert last is not None
    assert last <= UNTIL


@pytest.mark.campaign
def test_a_longer_history_has_cases_in_every_state_and_mistakes_that_were_refused(world, campaign) -> None:
    days = max(12, campaign(30))
    endings, rare = (4, {"not-holder"}) if days >= 30 else (2, set())
    done = played(days=days, until=LONG_AFTER)
    states = set(Case.objects.values_list("state", flat=True))
    assert states >= OPEN_STATES | DONE_STATES
    assert len(states & ENDED_STATES) >= endings
    assert {"stale", "publicity-running", "no-mandate"} | rare <= set(done.by_code)
    assert {"visit", "hand-in", "hand-out", "evaluate", "wish"} <= set(CaseFact.objects.values_list("kind", flat=True))
    assert verify().faults == []


def test_every_post_of_a_hall_has_its_a_and_its_b_on_duty(world) -> None:
    for township in (TOWNSHIP, OTHER):
        there = {row.account for row in staff_of(f"{township}-centre", on=MONDAY.date())}
        posts = posts_of(f"{township}-centre")
        assert len(posts) == 3
        assert all(post.a != post.b and {post.a, post.b} <= there for post in posts)


def test_a_sample_is_founded_before_its_first_day() -> None:
    assert first_moment(days=60, until=UNTIL).date() < UNTIL.date()
