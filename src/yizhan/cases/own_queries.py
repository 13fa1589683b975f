"""What somebody did himself since a moment (本人所办): by the journal and the rows of facts, never by what he says."""

from dataclasses import dataclass
from datetime import datetime

from yizhan.cases import models as rows
from yizhan.cases.access import number_of
from yizhan.journal.queries import written_since
from yizhan.kernel.acting import Actor, legal_day

MOST = 2000
"""Entries and facts that are read: a day of work has far fewer."""


@dataclass(frozen=True, kw_only=True)
class Done:
    """One entry of a case's own stream: its kind, the case and the case's item."""

    kind: str
    case: str
    item: str


def acts_of(actor: Actor, since: datetime) -> list[Done]:
    """What the actor wrote into the streams of cases, in order."""
    entries = written_since(actor.account, since, limit=MOST)
    found = [(number_of(stream), kind) for stream, kind in entries if stream.startswith("case:")]
    numbers = {number for number, _kind in found}
    items = dict(rows.Case.objects.filter(number__in=numbers).values_list("number", "item"))
    return [Done(kind=kind, case=number, item=items.get(number, "")) for number, kind in found]


def facts_of(actor: Actor, since: datetime, *, kinds: tuple[str, ...]) -> list[rows.CaseFact]:
    """The facts of some kinds that the actor recorded, in order."""
    found = rows.CaseFact.objects.filter(kind__in=kinds, on__gte=legal_day(since), account=actor.account, at__gte=since)
    return list(found.order_by("at", "key")[:MOST])
