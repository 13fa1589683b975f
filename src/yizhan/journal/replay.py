"""`yizhan rebuild`: rows made again from the journal, stream by stream. Reactions keep their positions."""

from collections.abc import Callable

from django.db import transaction

from yizhan.journal import projections, queries, registry
from yizhan.journal.models import Entry, Stream
from yizhan.journal.verification import record_row

BATCH = 500


def rebuild(*, progress: Callable[[int], None] = lambda _: None) -> int:
    """Delete every rebuilt row and make it again; how many streams and records were replayed."""
    done = 0
    for kind in registry.all_folded():
        with transaction.atomic():
            for model in reversed(kind.models):
                model._base_manager.all().delete()
            for stream in (
                Stream.objects.filter(kind=kind.kind, readable=True).order_by("key").values_list("key", flat=True)
            ):
                projections.show(stream, queries.state_of(stream))
                done += 1
                progress(1)
    for name, model in registry.all_recorded().items():
        with transaction.atomic():
            model._base_manager.all().delete()
            batch = []
            for entry in Entry.objects.filter(kind=name).order_by("id").iterator(chunk_size=BATCH):
                batch.append(record_row(entry))
                if len(batch) == BATCH:
                    model._base_manager.bulk_create(batch)
                    batch = []
                done += 1
                progress(1)
            model._base_manager.bulk_create(batch)
    return done
