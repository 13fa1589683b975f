"""The node's own chain: committed entries get their places, and its newest head is signed."""

from datetime import datetime

from django.db import transaction

from yizhan.journal import codec, keys, store, store_chain
from yizhan.journal.models import Checkpoint
from yizhan.journal.queries import this_node
from yizhan.kernel import signing

SEQUENCER = 0x5955  # the advisory lock of the one process that numbers


def sequence(*, limit: int = 500) -> int:
    """Number committed entries and extend the node's chain over them; how many were numbered.

    One process at a time: the others return 0. On SQLite each writer numbers its own entries.
    """
    with transaction.atomic():
        if not store_chain.try_lead(SEQUENCER):
            return 0
        waiting = store_chain.take_pending(limit)
        if waiting:
            # Two entries of one stream keep their order: the second writer drew its id after it had the head's lock.
            store.insert_positions(waiting, store_chain.last_position())
            store_chain.drop_pending([entry for entry, _ in waiting])
        return len(waiting)


def checkpoint(*, now: datetime) -> Checkpoint:
    """Sign the newest head of the node's chain."""
    position, digest = store_chain.last_position()
    digest = digest or codec.GENESIS
    signature = signing.sign(keys.read("signing"), checkpoint_message(position, digest), suite=this_node().suite)
    return Checkpoint.objects.create(
        position=position, hash=digest, at=codec.moment_text(now), signature=str(signature)
    )


def checkpoint_message(position: int, digest: bytes) -> bytes:
    """What a checkpoint and its witnesses sign."""
    return codec.canonical({"node": this_node().code, "position": position, "hash": digest.hex()})
