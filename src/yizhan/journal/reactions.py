"""Reactions: what rooms do after commit with lower rooms' entries, each by its own position, safe to run twice."""

from dataclasses import dataclass

from django.db import transaction

from yizhan.journal import registry, store
from yizhan.journal.models import Follower

BATCH = 500


@dataclass(frozen=True, slots=True)
class Numbered:
    """A committed entry at its place in the node's chain."""

    position: int
    stream: str
    no: int
    kind: str


def run_reactions() -> int:
    """Bring every reaction up to the newest place; how many entries were handled."""
    return sum(catch_up(reaction) for reaction in registry.all_reactions())


def catch_up(reaction: registry.Reaction) -> int:
    """Bring one reaction up: a batch and its position commit together."""
    handled = 0
    while True:
        with transaction.atomic():
            follower, _ = Follower.objects.select_for_update().get_or_create(name=reaction.name)
            rows = store.read_numbered(follower.position, BATCH)
            if not rows:
                return handled
            for position, stream, no, kind in rows:
                if kind in reaction.kinds:
                    reaction.handle(Numbered(position=position, stream=stream, no=no, kind=kind))
                    handled += 1
                follower.position = position
            follower.save(update_fields=["position"])
