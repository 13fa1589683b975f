"""Who this node is: its row, its keys, and the two letters that keep its numbers apart from all others."""

import secrets
from collections.abc import Collection
from datetime import datetime

from yizhan.journal import codec, keys, upgrading
from yizhan.journal.models import Node
from yizhan.journal.queries import forget_node
from yizhan.kernel import signing
from yizhan.kernel.refusals import Refused

SERIES_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def make_node(*, code: str, name: str, division: str, level: str, now: datetime) -> Node:
    """Make this node's identity and keys (`init`). Raises Refused: node-exists."""
    if Node.objects.exists():
        raise Refused("node-exists")
    keys.make()
    node = Node.objects.create(
        code=code,
        name=name,
        division=division,
        level=level,
        suite="ed25519",
        public_key=signing.public_key(keys.read("signing"), suite="ed25519"),
        series=new_series(),
        made_at=codec.moment_text(now),
    )
    upgrading.keep_all()
    forget_node()
    return node


def new_series(used: Collection[str] = ()) -> str:
    """Two letters that this node has never used. Raises Refused: series-exhausted."""
    free = sorted({a + b for a in SERIES_LETTERS for b in SERIES_LETTERS} - set(used))
    if not free:
        raise Refused("series-exhausted")
    return secrets.choice(free)


def renew_series() -> Node:
    """Draw another series for this node (`restore`): no number of the former ones can come again."""
    node = Node.objects.get()
    used = [*node.former_series.split(), node.series]
    node.series, node.former_series = new_series(used), " ".join(used)
    node.save(update_fields=["series", "former_series"])
    forget_node()
    return node
