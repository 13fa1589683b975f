"""Reads of grants and seals."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from yizhan.accounts.rules import GrantFacts
from yizhan.journal.queries import Compiled
from yizhan.kernel.acting import Actor
from yizhan.mandates.access import may_manage
from yizhan.mandates.events import Granted
from yizhan.mandates.models import Grant, Seal
from yizhan.mandates.rules import ALL_ITEMS
from yizhan.mandates.state import Grant as GrantState

LONGEST = 200
COLUMNS = [column.attname for column in Grant._meta.concrete_fields]


def state_of_row(row: Grant) -> GrantState:
    """A row as the state that it shows."""
    given = Granted(
        kind=row.kind,
        grantor=row.grantor,
        grantee=row.grantee,
        items=tuple(row.items.split()),
        powers=tuple(row.powers.split()),
        starts=row.starts,
        ends=row.ends,
        document=row.document,
        hear_within_days=row.hear_within_days,
    )
    return GrantState(id=row.id, granted=given, confirmed=row.confirmed, revoked=row.revoked)


def facts_of(rows: Iterable[Grant]) -> tuple[GrantFacts, ...]:
    """Rows as the plain values that `may` takes."""
    return tuple(state_of_row(row).facts for row in rows)


def in_force(on: date) -> Q:
    """Grants that may carry on a day; whether they were heard again is left to `may`."""
    return Q(starts__lte=on) & (Q(ends=None) | Q(ends__gte=on)) & (Q(revoked=None) | Q(revoked__gt=on))


GRANTS_TO = Compiled(
    lambda one, other: Grant.objects.filter(grantee__in=[one, other]).order_by("id").values_list(*COLUMNS), bound=2
)


def grants_for(actor: Actor, *, item: str, today: date) -> tuple[GrantFacts, ...]:
    """The grants to the actor and to his organ that name the item and are in force: one indexed statement."""
    wanted = {item, ALL_ITEMS}
    rows = [Grant(*columns) for columns in GRANTS_TO.rows(actor.account, actor.organ)]
    return tuple(
        facts
        for facts in facts_of(row for row in rows if not wanted.isdisjoint(row.items.split()))
        if facts.starts <= today and (facts.ends is None or today <= facts.ends)
    )


def grants_about(*parties: str) -> tuple[GrantFacts, ...]:
    """Every grant from or to one of these organs and accounts."""
    return facts_of(Grant.objects.filter(Q(grantor__in=parties) | Q(grantee__in=parties)).order_by("id"))


def who_may(power: str, *, organ: str, item: str, today: date) -> tuple[str, ...]:
    """The accounts of an organ that hold a mandate for a power over an item on a day."""
    rows = Grant.objects.filter(in_force(today), kind="mandate", grantor=organ).order_by("grantee")
    carrying = (facts for facts in facts_of(rows) if facts.covers(item=item, power=power, on=today))
    return tuple(dict.fromkeys(facts.grantee for facts in carrying if facts.heard(today)))


def list_grants(actor: Actor, *, today: date) -> list[Grant]:
    """At most 200 grants from and to the actor's organ and to himself, the newest first."""
    parties = [party for party in (actor.organ, actor.account) if party]
    found = Grant.objects.filter(Q(grantor__in=parties) | Q(grantee__in=parties)).order_by("-starts", "-id")
    return list(found[:LONGEST])


def grants_at(division: str, *, today: date) -> list[Grant]:
    """What hangs on the wall of a division's centre: the grants in force from and to its organs, delegations first.

    One that had to be confirmed and was not carries no more, and is left out. At most 200.
    """
    here = Q(grantor__startswith=f"{division}-") | Q(grantee__startswith=f"{division}-")
    rows = list(Grant.objects.filter(here & in_force(today)).order_by("kind", "grantee", "id")[:LONGEST])
    return [row for row, facts in zip(rows, facts_of(rows), strict=True) if facts.heard(today)]


def can_grant(actor: Actor, *, today: date) -> bool:
    """Whether the actor may make grants in the name of his organ."""
    return bool(actor.organ) and may_manage(actor, actor.organ, today)


def seals_of(organ: str) -> list[Seal]:
    """The seals of an organ, those in use first."""
    return list(Seal.objects.filter(organ=organ).order_by("stopped", "id")[:LONGEST])


def keeps(actor: Actor, organ: str, *, today: date) -> list[Seal]:
    """The seals of an organ that the actor keeps on a day."""
    return [row for row in seals_of(organ) if keeper_of(row, today) == actor.account]


def keeper_of(row: Seal, on: date) -> str:
    """The keeper's account on a day: the temporary one within his time, else the regular one; empty for none."""
    if row.stopped is not None and on >= row.stopped:
        return ""
    return row.keeper if row.kept_until is None or on <= row.kept_until else row.regular_keeper
