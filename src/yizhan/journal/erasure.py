"""Erasure (销毁): the key of a stream is destroyed, the rows that showed what it sealed go blank, the chain stays."""

from django.db import transaction

from yizhan.journal import erasure_lists, replay, store, store_bulk, writing
from yizhan.journal.events import Erased
from yizhan.journal.models import Stream, StreamKey
from yizhan.kernel.acting import Act
from yizhan.kernel.refusals import NotFound, Refused


def destroy_key(stream: str, *, ground: str, first_person: str, second_person: str, act: Act) -> None:
    """Record the erasure of a stream and destroy its key: what was sealed under it can never be read again.

    The rows are shown again without it. After the commit the database's files are scrubbed and the lists beside the
    backups are brought up to date. The law of erasure (retention, lock) is the caller's.
    Raises NotFound, NotHolder, Refused: two-persons-needed, read-only.
    """
    if not first_person or not second_person or first_person == second_person:
        raise Refused("two-persons-needed")
    with transaction.atomic():
        stored = store.read_head(stream, lock=True)
        if stored is None:
            raise NotFound(stream=stream)
        event = Erased(ground=ground, first_person=first_person, second_person=second_person)
        writing.extend(writing.head_of(stream, stored), drafts=[writing.draft_of(event)], act=act)
        forget([stream])
        transaction.on_commit(finish)


def forget(streams: list[str]) -> None:
    """Destroy the keys of streams without an entry (their holder wrote it) and blank the rows that showed them."""
    Stream.objects.filter(key__in=streams).update(erased=True)
    StreamKey.objects.filter(stream__in=streams).delete()
    replay.show_again(streams)


def finish() -> bool:
    """What an erasure leaves to be done outside its transaction; False when it must be done again later."""
    return store_bulk.scrub() and erasure_lists.keep_up()
