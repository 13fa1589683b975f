"""May this actor do that? One pure answer (权限判定), from plain values that each `access.py` hands in.

The table says which roles may do an act and what else the act needs; the order of the checks is the order of
secrecy: first whether the case is the actor's to know, then his role and its scope, then custody, then the grants.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from yizhan.accounts.verbs import ADMINISTRATORS, BUSINESS, NEEDS, OVERSIGHT, Needs
from yizhan.kernel.acting import Actor
from yizhan.kernel.identifiers import contains
from yizhan.kernel.refusals import Forbidden, Invalid, NotFound, NotHolder, Refused


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """What `may` must know of a case (办件).

    `accepting`, `reviewing` and `deciding` are the organs to which the law gives these powers by the release;
    empty means: the holder itself. `organs` are those that had a leg or were consulted. `opened_by` is the account
    that opened it, `authorised` whether the applicant's authorisation of an agent or helper is recorded.
    """

    number: str
    division: str
    centre: str
    holder: str
    item: str
    state: str = ""
    accepting: str = ""
    reviewing: str = ""
    deciding: str = ""
    organs: tuple[str, ...] = ()
    opened_by: str = ""
    applicant_account: str = ""
    authorised: bool = False

    def owner(self, power: str) -> str:
        """The organ whose power it is by law."""
        named = {"accept": self.accepting, "review": self.reviewing, "decide": self.deciding, "seal": self.deciding}
        return named[power] or self.holder


@dataclass(frozen=True, kw_only=True)
class GrantFacts:
    """A grant as plain values: a delegation (委托) from organ to organ, or a mandate (授权) from organ to person.

    `ends` is the last day included; None is without end. `hear_by` is the last day on which a grant that must be
    heard again still carries.
    """

    id: str
    kind: str
    grantor: str
    grantee: str
    items: tuple[str, ...]
    powers: tuple[str, ...]
    starts: date
    ends: date | None = None
    hear_by: date | None = None

    def covers(self, *, item: str, power: str, on: date) -> bool:
        """Whether it names the power over the item and is in force on that day."""
        named = power in self.powers and ("*" in self.items or item in self.items)
        return named and self.starts <= on and (self.ends is None or on <= self.ends)

    def heard(self, on: date) -> bool:
        """Whether it was heard recently enough to conclude by it."""
        return self.hear_by is None or on <= self.hear_by


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Yes with the grants relied on, or no with a code and its facts."""

    allowed: bool
    code: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    relied_on: tuple[str, ...] = ()


CONCLUDED = frozenset({"decided", "certified", "delivered"})
NOT_THEIRS = "not-found"
USERNAME = re.compile(r"[a-z][a-z0-9._-]{1,63}")


def no(code: str, **facts: str) -> Answer:
    """A no with its reason."""
    return Answer(allowed=False, code=code, facts=facts)


def may(
    *,
    actor: Actor,
    act: str,
    today: date,
    case: CaseFacts | None = None,
    grants: Sequence[GrantFacts] = (),
    division: str = "",
) -> Answer:
    """May `actor` do `act` to `case`, or to something of `division` (12 digits) where there is no case?

    Codes of a no: not-found (a stranger: 404), no-authority, out-of-scope, no-authorisation, own-case,
    not-holder (409), no-delegation, no-mandate, must-hear-again. Raises KeyError for an act that does not exist.
    """
    needs = NEEDS[act]
    if case is not None and not knows(actor, case):
        return no(NOT_THEIRS)
    roles = [held for held in actor.roles if held.role in needs.roles]
    if not roles:
        return no("no-authority", act=act)
    place = case.division if case is not None else division
    reaching = {held.role for held in roles if reaches(held.role, held.scope, place)}
    if not reaching:
        return no("out-of-scope", act=act)
    if case is None:
        return Answer(allowed=True)
    return answer_for_case(actor=actor, act=act, needs=needs, case=case, grants=grants, today=today, roles=reaching)


def knows(actor: Actor, case: CaseFacts) -> bool:
    """Whether the case is his to know: his organ's, his centre's, opened by him, or below his oversight (监督).

    The organ to which the law gives the decision knows it once it was handed over, or decided in its name (art. 24).
    """
    if not any(held.role in BUSINESS for held in actor.roles):
        return False
    if actor.account == case.opened_by:
        return True
    concerned = {case.holder, *case.organs, *([case.deciding] if case.state in CONCLUDED else [])} - {""}
    if actor.organ in concerned or (actor.centre and actor.centre == case.centre):
        return any(held.role in BUSINESS - {"helper"} for held in actor.roles)
    return any(held.role in OVERSIGHT and contains(held.scope, case.division) for held in actor.roles)


def reaches(role: str, scope: str, place: str) -> bool:
    """Whether a role's scope reaches a place; a helper of a village reaches the centre above it."""
    if not place:
        return True
    return contains(place, scope) or scope == place if role == "helper" else contains(scope, place)


def answer_for_case(
    *,
    actor: Actor,
    act: str,
    needs: Needs,
    case: CaseFacts,
    grants: Sequence[GrantFacts],
    today: date,
    roles: set[str],
) -> Answer:
    """Authorisation of a helper, custody, one's own case, grants: in this order."""
    if roles == {"helper"} and needs.authorisation and not case.authorised:
        return no("no-authorisation", act=act)
    if needs.holder and actor.organ != case.holder:
        return no("not-holder", holder=case.holder)
    if not needs.power:
        return Answer(allowed=True)
    if actor.account == case.applicant_account:
        return no("own-case", act=act)
    return answer_by_grants(actor, needs, case, grants, today)


def answer_by_grants(actor: Actor, needs: Needs, case: CaseFacts, grants: Sequence[GrantFacts], today: date) -> Answer:
    """Licensing Law art. 24: another organ's power by its delegation; to conclude, also a mandate to the person."""
    owner = case.owner(needs.power)
    carrying = [("delegation", owner, actor.organ)] if owner != actor.organ else []
    carrying += [("mandate", actor.organ, actor.account)] if needs.concludes else []
    relied: list[str] = []
    for kind, grantor, grantee in carrying:
        found = pick(
            grants, kind=kind, grantor=grantor, grantee=grantee, power=needs.power, item=case.item, today=today
        )
        if isinstance(found, Answer):
            return found
        relied.append(found.id)
    return Answer(allowed=True, relied_on=tuple(relied))


def pick(
    grants: Sequence[GrantFacts], *, kind: str, grantor: str, grantee: str, power: str, item: str, today: date
) -> GrantFacts | Answer:
    """The grant that carries the act, or why none does."""
    covering = [
        grant
        for grant in grants
        if (grant.kind, grant.grantor, grant.grantee) == (kind, grantor, grantee)
        and grant.covers(item=item, power=power, on=today)
    ]
    if not covering:
        return no(f"no-{kind}", grantor=grantor, power=power, item=item)
    for grant in covering:
        if grant.heard(today):
            return grant
    return no("must-hear-again", grant=covering[0].id, grantor=grantor)


def insist(answer: Answer) -> tuple[str, ...]:
    """The grants relied on, or the refusal that the answer means.

    404 to a stranger, 409 to somebody who does not hold the case, else 403.
    """
    if answer.allowed:
        return answer.relied_on
    if answer.code == NOT_THEIRS:
        raise NotFound
    if answer.code == "not-holder":
        raise NotHolder(holder=answer.facts["holder"])
    raise Forbidden(answer.code, **answer.facts)


def check_roles(roles: Sequence[str]) -> None:
    """GB/T 22239-2019, 8.1.4.2: the three administrators (三员) are kept apart from each other and from all business.

    Raises Refused: unknown-role, administrators-kept-apart.
    """
    for role in roles:
        if role not in BUSINESS | ADMINISTRATORS:
            raise Refused("unknown-role", role=role)
    distinct = set(roles)
    if distinct & ADMINISTRATORS and len(distinct) > 1:
        raise Refused("administrators-kept-apart", roles=", ".join(sorted(distinct)))


def division_of(code: str) -> str:
    """The division (12 digits) with which the code of an agency or a centre begins; empty for any other text."""
    return code[:12] if len(code) > 12 and code[:12].isascii() and code[:12].isdigit() and code[12] == "-" else ""


def check_username(username: str) -> None:
    """Two to 64 small letters, digits, dots, hyphens, underscores, beginning with a letter. Raises Invalid."""
    if not USERNAME.fullmatch(username):
        raise Invalid(errors={"username": ["bad-username"]})


def check_period(starts: date, ends: date | None) -> None:
    """A period ends no earlier than it begins. Raises Invalid."""
    if ends is not None and ends < starts:
        raise Invalid(errors={"ends": ["ends-before-it-starts"]})


def token_ends(now: datetime, wanted: datetime | None, *, usual: int, most: int) -> datetime:
    """When an API token ends: as wanted within the node's longest time, else after its usual one (both in days).

    Raises Invalid: bad-expiry.
    """
    ends = wanted if wanted is not None else now + timedelta(days=usual)
    if not now < ends <= now + timedelta(days=most):
        raise Invalid(errors={"expires": ["bad-expiry"]})
    return ends


DRAFT_LIVES = timedelta(days=7)
"""As long as the files that were uploaded with it."""
PRESENT_FOR = timedelta(minutes=2)


def draft_owner(username: str, key: str) -> str:
    """Whose key a draft's key is: a sealed draft opens in no other row."""
    return f"draft:{username}:{key}"
