"""Writes about grants and seals: authority → rule → entry → row."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from yizhan.accounts import queries as accounts
from yizhan.journal import actions as journal
from yizhan.journal import projections
from yizhan.journal import queries as entries
from yizhan.kernel.acting import Act
from yizhan.kernel.refusals import NotHolder
from yizhan.mandates import access, queries, rules
from yizhan.mandates.events import Granted, SealIssued
from yizhan.mandates.state import Grant, Seal, evolve_grant, evolve_seal
from yizhan.places import queries as places

HEAR_WITHIN_DAYS = 365


@transaction.atomic
def grant(
    *,
    act: Act,
    kind: str,
    grantor: str,
    grantee: str,
    items: Sequence[str],
    powers: Sequence[str],
    starts: date,
    document: str,
    ends: date | None = None,
    hear_within_days: int | None = HEAR_WITHIN_DAYS,
) -> str:
    """Make a delegation (organ to organ) or a mandate (organ to its person), in the name of the actor's organ; its id.

    Raises Forbidden, NotFound, Invalid and what `rules.grant` refuses.
    """
    if (stream := entries.repeated(act)) is not None:
        return stream.partition(":")[2]
    access.demand_manage(act.actor, grantor, act.today)
    given = Granted(
        kind=kind,
        grantor=grantor,
        grantee=grantee,
        items=tuple(dict.fromkeys(items)),
        powers=tuple(power for power in rules.POWERS if power in powers) if set(powers) <= set(rules.POWERS) else (),
        starts=starts,
        ends=ends,
        document=document.strip(),
        hear_within_days=hear_within_days,
    )
    rules.check_content(given)
    # The serial's row stays locked until the commit: two grants at once that would make a chain meet here.
    grant_id = draw_id("grant", grantor, act.today.year)
    rules.grant(
        given=given,
        grantor=organ_party(grantor),
        grantee=organ_party(grantee) if kind == rules.DELEGATION else person_party(grantee, act.today),
        others=queries.grants_about(grantor, grantee),
        actor=act.actor,
    )
    begin(f"grant:{grant_id}", [given], organ=grantor, act=act)
    projections.show(f"grant:{grant_id}", evolve_grant(Grant(id=grant_id), given))
    return grant_id


def begin(stream: str, events: Sequence[object], *, organ: str, act: Act) -> None:
    """A new stream, held by the organ."""
    journal.open_stream(stream, centre=act.actor.centre, holder=organ, events=events, act=act)


def draw_id(kind: str, organ: str, year: int) -> str:
    """An identifier that no other node draws: division, year, the node's series, a serial."""
    division = organ[:12]
    series, serial = journal.draw_serial(kind, year)
    return f"{division}-{year % 100:02d}{series}{serial:05d}"


def organ_party(code: str) -> rules.Party:
    """An agency as a party. Raises NotFound."""
    agency = places.agency(code)
    return rules.Party(code=agency.code, kind=agency.kind, organ=agency.code)


def person_party(username: str, today: date) -> rules.Party:
    """A person as a party. Raises NotFound, Forbidden account-stopped."""
    person = accounts.actor(username, today=today)
    return rules.Party(code=person.account, organ=person.organ)


@transaction.atomic
def confirm(*, act: Act, grant_id: str) -> None:
    """The grantor says again that the grant stands (重新确认). Raises NotFound, Forbidden, NotHolder, Refused."""
    if entries.repeated(act) is not None:
        return
    head, state = held_grant(act, grant_id)
    write_grant(head, state, rules.confirm(state, today=act.today), act)


@transaction.atomic
def revoke(*, act: Act, grant_id: str, reason: str) -> None:
    """The grantor takes the grant back (撤销). Raises NotFound, Forbidden, NotHolder, Refused, Invalid."""
    if entries.repeated(act) is not None:
        return
    head, state = held_grant(act, grant_id)
    write_grant(head, state, rules.revoke(state, reason=reason, today=act.today), act)


def held_grant(act: Act, grant_id: str) -> tuple[journal.Head, Grant]:
    """The head, locked, and the state of a grant that the actor's organ made. Raises NotFound, Forbidden, NotHolder."""
    row = access.grant_for(act.actor, grant_id, today=act.today)
    access.demand_manage(act.actor, row.grantor, act.today)
    if row.grantor != act.actor.organ:
        raise NotHolder(holder=row.grantor)
    head = journal.lock_head(f"grant:{grant_id}")
    return head, entries.state_of(head.stream, key=head.key)


def write_grant(head: journal.Head, state: Grant, event: object, act: Act) -> None:
    """Entry, then row."""
    journal.append(head, [event], act=act)
    projections.show(head.stream, evolve_grant(state, event))


@transaction.atomic
def issue_seal(*, act: Act, name: str, kind: str, document: str, keeper: str) -> str:
    """Enter a seal of the actor's organ with its first keeper; its id. Raises Forbidden, NotFound, Invalid, Refused."""
    organ = act.actor.organ
    access.demand_manage(act.actor, organ, act.today)
    issued = rules.issue_seal(SealIssued(name=name.strip(), organ=organ, kind=kind, document=document.strip()))
    seal_id = draw_id("seal", organ, act.today.year)
    state = evolve_seal(Seal(id=seal_id), issued)
    handed = rules.hand_seal(state, keeper=person_party(keeper, act.today), until=None, today=act.today)
    begin(f"seal:{seal_id}", [issued, handed], organ=organ, act=act)
    projections.show(f"seal:{seal_id}", evolve_seal(state, handed))
    return seal_id


@transaction.atomic
def hand_seal(*, act: Act, seal_id: str, keeper: str, until: date | None = None) -> None:
    """Hand a seal to a named keeper, for a time with a last day: by the keeper himself or who manages grants.

    Raises NotFound, Forbidden, Refused, Invalid.
    """
    head, state = held_seal(act, seal_id)
    write_seal(
        head, state, rules.hand_seal(state, keeper=person_party(keeper, act.today), until=until, today=act.today), act
    )


@transaction.atomic
def stop_seal(*, act: Act, seal_id: str, notice: str, reason: str) -> None:
    """Take a seal out of use, with its public notice. Raises NotFound, Forbidden, Refused, Invalid."""
    head, state = held_seal(act, seal_id)
    write_seal(head, state, rules.stop_seal(state, notice=notice, reason=reason, today=act.today), act)


def held_seal(act: Act, seal_id: str) -> tuple[journal.Head, Seal]:
    """The head, locked, and the state of a seal: for its keeper and for who manages the organ's grants."""
    row = access.seal_for(act.actor, seal_id, today=act.today)
    if row.organ != act.actor.organ:
        raise NotHolder(holder=row.organ)
    head = journal.lock_head(f"seal:{seal_id}")
    state: Seal = entries.state_of(head.stream, key=head.key)
    if state.kept_by(act.today) != act.actor.account:
        access.demand_manage(act.actor, row.organ, act.today)
    return head, state


def write_seal(head: journal.Head, state: Seal, event: object, act: Act) -> None:
    """Entry, then row."""
    journal.append(head, [event], act=act)
    projections.show(head.stream, evolve_seal(state, event))
