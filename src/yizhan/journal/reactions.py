"""Reactions: what rooms do after commit with lower rooms' entries, each by its own position, safe to run twice."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from yizhan.journal import registry, store_chain
from yizhan.journal.models import Follower

BATCH = 50  # entries of one transaction: no writer waits long

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A committed entry at its place in the node's chain."""

    position: int
    stream: str
    no: int
    kind: str


def run_reactions() -> int:
    """Bring every reaction up to the newest place; how many entries were handled.

    A reaction that fails stays before the entry it failed at and is tried again next time; the others go on.
    """
    handled = 0
    for reaction in registry.all_reactions():
        try:
            handled += catch_up(reaction)
        except Exception:  # whatever a room's handler raises must not stop the other rooms
            log.exception("the reaction %s failed", reaction.name)
    return handled


def catch_up(reaction: registry.Reaction) -> int:
    """Bring one reaction up: a batch and its position commit together."""
    handled = 0
    while _is_behind(reaction):
        try:
            handled += _advance(reaction, BATCH)
        except Exception:
            # What lies before the entry that fails is not done again and again: up to there one by one.
            while True:
                handled += _advance(reaction, 1)
    return handled


def _is_behind(reaction: registry.Reaction) -> bool:
    """A look without a lock: most of the time there is nothing new."""
    reached = Follower.objects.filter(name=reaction.name).values_list("position", flat=True).first() or 0
    return bool(store_chain.read_numbered(reached, 1))


def _advance(reaction: registry.Reaction, limit: int) -> int:
    return _apart(reaction, limit) if reaction.apart else _together(reaction, limit)


def _together(reaction: registry.Reaction, limit: int) -> int:
    handled = 0
    with transaction.atomic():
        follower = _follower(reaction)
        for entry in _read(follower.position, limit):
            if entry.kind in reaction.kinds:
                reaction.handle(entry)
                handled += 1
            follower.position = entry.position
        follower.save(update_fields=["position"])
    return handled


def _apart(reaction: registry.Reaction, limit: int) -> int:
    """The place is noted only after what the entries ask for was done; no further than this process came."""
    reached = Follower.objects.filter(name=reaction.name).values_list("position", flat=True).first() or 0
    entries = list(_read(reached, limit))
    wanted = [entry for entry in entries if entry.kind in reaction.kinds]
    for entry in wanted:
        reaction.handle(entry)
    with transaction.atomic():
        follower = _follower(reaction)
        follower.position = max(follower.position, *(entry.position for entry in entries), 0)
        follower.save(update_fields=["position"])
    return len(wanted)


def _follower(reaction: registry.Reaction) -> Follower:
    follower, _ = Follower.objects.select_for_update().get_or_create(name=reaction.name)
    return follower


def _read(after: int, limit: int) -> Iterator[Numbered]:
    for position, stream, no, kind in store_chain.read_numbered(after, limit):
        yield Numbered(position=position, stream=stream, no=no, kind=kind)
