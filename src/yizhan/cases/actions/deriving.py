"""Derived columns after a calendar was published: open cases of a division, in batches, recomputed, never decided."""

from django.db import transaction
from django.db.models import Q

from yizhan.cases.models import Case
from yizhan.cases.state import OPEN_STATES
from yizhan.journal.projections import show
from yizhan.journal.queries import state_of
from yizhan.places.queries import calendar_for
from yizhan.places.rules import contains

BATCH = 100


def derive_due_dates(division: str) -> int:
    """Derive the due dates of open cases below a division anew, and of urgent ones that are to be made up for; how many
    were out of date.
    """
    done = 0
    due = Q(state__in=OPEN_STATES) | Q(due_on__isnull=False)
    rows = Case.objects.filter(due).order_by("number").values_list("stream", "division", "calendar")
    stale = [
        stream
        for stream, place, version in rows.iterator(chunk_size=2000)
        if contains(division, place) and version != calendar_for(place).version
    ]
    for start in range(0, len(stale), BATCH):
        with transaction.atomic():
            for stream in stale[start : start + BATCH]:
                show(stream, state_of(stream))
                done += 1
    return done
