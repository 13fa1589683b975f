"""Bounded reads of accounts for the pages of administrators and for the rooms above."""

from collections.abc import Collection
from datetime import date

from yizhan.accounts.access import actor_of
from yizhan.accounts.models import Account, ApiToken, RoleAssignment
from yizhan.accounts.rules import USERNAME
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


def assignments_of(username: str) -> list[RoleAssignment]:
    """All role assignments of an account, the newest first."""
    return list(RoleAssignment.objects.filter(account__username=username).order_by("-starts", "role"))


def tokens_of(username: str) -> list[ApiToken]:
    """The API tokens of an account, the newest first."""
    return list(ApiToken.objects.filter(account__username=username).order_by("-created"))
