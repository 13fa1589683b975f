"""Rows that an older program made (投影版本): what a kind of stream is shown in has a version, and the node keeps with
which one its rows were made. Where they differ the rows are made again, of those kinds alone.

A version is the number that the kind's room gives it, and the columns of its tables: a new derived column makes rows
older by itself, another meaning of an old one by the number.
"""

from collections.abc import Callable, Collection

from django.db import transaction

from yizhan.journal import projections, registry, replay
from yizhan.journal.models import Projected, Stream
from yizhan.journal.registry import Folded
from yizhan.kernel.hashing import sm3

SHOWN = 16


def version_of(kind: Folded) -> str:
    """The version of what this program shows a kind in."""
    tables = [(model._meta.db_table, *projections.columns_of(model._meta.concrete_fields)) for model in kind.models]
    columns = sm3("\n".join(" ".join(table) for table in sorted(tables)).encode()).hex()
    return f"{kind.version}.{columns[:SHOWN]}"


def outdated() -> tuple[str, ...]:
    """The kinds of which there are streams whose rows another version made, in the order of registration."""
    made = dict(Projected.objects.values_list("kind", "version"))
    others = [kind.kind for kind in registry.all_folded() if made.get(kind.kind) != version_of(kind)]
    held = set(Stream.objects.filter(kind__in=others).order_by().values_list("kind", flat=True).distinct())
    return tuple(kind for kind in others if kind in held)


def renew(kinds: Collection[str], *, progress: Callable[[int], None] = lambda _: None) -> int:
    """Make the rows of these kinds again, and keep that this program made them; how many streams were replayed."""
    done = replay.rebuild(kinds=kinds, progress=progress)
    keep(kinds)
    return done


@transaction.atomic
def keep(kinds: Collection[str]) -> None:
    """Keep that this program made the rows of these kinds."""
    known = [kind for kind in registry.all_folded() if kind.kind in kinds]
    projections.upsert(Projected, [Projected(kind=kind.kind, version=version_of(kind)) for kind in known])


def keep_all() -> None:
    """The same of every kind: the rows are new, or were all made again."""
    keep([kind.kind for kind in registry.all_folded()])
