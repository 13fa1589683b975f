"""Bounded reads of accounts for the pages of administrators and for the rooms above."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from yizhan.accounts.access import actor_of
from yizhan.accounts.models import Account, ApiToken, Draft, Presence, RoleAssignment
from yizhan.accounts.rules import DRAFT_LIVES, PRESENT_FOR, USERNAME, draft_owner
from yizhan.journal import access as keys
from yizhan.kernel import sealing
from yizhan.kernel.acting import Actor
from yizhan.kernel.refusals import NotFound


def actor(username: str, *, today: date) -> Actor:
    """The account of that name as an actor. Raises NotFound, Forbidden account-stopped."""
    account = Account.objects.filter(username=username).first() if USERNAME.fullmatch(username) else None
    if account is None:
        raise NotFound
    return actor_of(account, today)


def names(usernames: Collection[str]) -> dict[str, str]:
    """The display names of accounts, by username."""
    return dict(Account.objects.filter(username__in=usernames).values_list("username", "name"))


def colleagues(organ: str) -> list[tuple[str, str]]:
    """Username and name of the people who act for an organ, at most 200, by username."""
    found = Account.objects.filter(organ=organ, is_active=True).order_by("username")
    return list(found.values_list("username", "name")[:200]) if organ else []


def working_at(centre: str) -> dict[str, str]:
    """The names of the people who act at a centre, by username, at most 200."""
    found = Account.objects.filter(centre=centre, is_active=True).order_by("username")
    return dict(found.values_list("username", "name")[:200]) if centre else {}


def holders_of(role: str, organs: Collection[str], *, today: date) -> dict[str, list[str]]:
    """The names of whoever has a role on a day, by organ."""
    held = RoleAssignment.objects.filter(
        Q(ends__isnull=True) | Q(ends__gte=today),
        role=role,
        starts__lte=today,
        account__is_active=True,
        account__organ__in=organs,
    )
    found: dict[str, list[str]] = {}
    for organ, name in held.order_by("account__name").values_list("account__organ", "account__name").distinct():
        found.setdefault(organ, []).append(name)
    return found


def assignments_of(username: str) -> list[RoleAssignment]:
    """All role assignments of an account, the newest first."""
    return list(RoleAssignment.objects.filter(account__username=username).order_by("-starts", "role"))


def roles_held(accounts: Collection[Account], *, today: date) -> dict[str, list[str]]:
    """The roles of accounts in force on a day, by username."""
    held = RoleAssignment.objects.filter(account__in=accounts, starts__lte=today).exclude(ends__lt=today)
    found: dict[str, list[str]] = {}
    for username, role in held.order_by("role").values_list("account__username", "role").distinct():
        found.setdefault(username, []).append(role)
    return found


def tokens_of(username: str) -> list[ApiToken]:
    """The API tokens of an account, the newest first."""
    return list(ApiToken.objects.filter(account__username=username).order_by("-created"))


MOST_DRAFTS = 50


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What somebody has typed and not sent yet: where, when it was kept, and the content as it was typed."""

    key: str
    page: str
    saved: datetime
    content: str


def drafts_of(actor: Actor, *, now: datetime) -> list[Kept]:
    """What an actor has not sent yet, the newest first."""
    found = Draft.objects.filter(account__username=actor.account, saved__gt=now - DRAFT_LIVES)
    return [_kept(actor, row) for row in found.order_by("-saved", "-pk")[:MOST_DRAFTS]]


def draft_of(actor: Actor, key: str, *, now: datetime) -> Kept | None:
    """What the actor kept under a key; None where he kept nothing."""
    found = Draft.objects.filter(account__username=actor.account, key=key, saved__gt=now - DRAFT_LIVES)
    return next((_kept(actor, row) for row in found), None)


def _kept(actor: Actor, row: Draft) -> Kept:
    owner = draft_owner(actor.account, row.key)
    secret = keys.unwrap(bytes(row.wrapped), owner=owner)
    content = sealing.open_sealed(secret, bytes(row.content), aad=owner.encode())
    return Kept(key=row.key, page=row.page, saved=row.saved, content=content.decode())


def present_at(place: str, *, now: datetime, but: Actor) -> list[tuple[str, datetime]]:
    """Who else has a page open: name, and when the browser last said so."""
    found = Presence.objects.filter(place=place, seen__gt=now - PRESENT_FOR).exclude(account__username=but.account)
    return list(found.order_by("account__username").values_list("account__name", "seen")[:MOST_DRAFTS])


def was_present(actor: Actor, place: str, *, since: datetime) -> bool:
    """Whether the actor's browser has said so since a moment."""
    return Presence.objects.filter(account__username=actor.account, place=place, seen__gt=since).exists()
