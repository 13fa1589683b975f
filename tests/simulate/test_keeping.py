"""The history has paper in it: kept, passed on, counted, handed back, and results on the shelf."""

from collections import Counter
from datetime import UTC, datetime

from tests.support.worlds import world  # noqa: F401
from yizhan.journal.verification import verify
from yizhan.papers.models import OriginalsCount, PaperOriginal
from yizhan.papers.original_rules import RESULT
from yizhan.papers.state import HELD, RETURNED
from yizhan.simulate.playing import play

UNTIL = datetime(2026, 3, 24, 7, 0, tzinfo=UTC)


def test_paper_has_a_holder_a_place_in_the_count_and_goes_back(world) -> None:
    played = play(centres=2, days=12, seed=7, until=UNTIL)
    originals = PaperOriginal.objects.exclude(kind=RESULT)
    statuses = Counter(originals.values_list("status", flat=True))
    assert statuses[HELD]
    assert statuses[RETURNED]
    assert originals.exclude(slip="").exists()
    assert originals.filter(home__startswith="5226011").exclude(centre__startswith="5226011").exists()
    assert OriginalsCount.objects.filter(there__gt=0).exists()
    assert PaperOriginal.objects.filter(shelf__isnull=False).exists()
    assert PaperOriginal.objects.filter(kind=RESULT, status=RETURNED).exists()
    about_paper = {
        "original-ended",
        "not-your-original",
        "same-person",
        "not-receiver",
        "already-shelved",
        "not-in-hand",
    }
    assert about_paper & set(played.by_code) == set()
    assert verify().faults == []
