"""Writes about somebody's first day (第一天): a plain table, a convenience of one person."""

from django.db import transaction

from yizhan.accounts.models import Account, FirstDay
from yizhan.kernel.acting import Act


@transaction.atomic
def begin_first_day(*, act: Act) -> None:
    """The day begins now, also when it had begun before: what was done earlier counts no longer."""
    FirstDay.objects.update_or_create(account=_account(act), defaults={"began": act.now, "away": False})


@transaction.atomic
def put_first_day_away(*, act: Act) -> None:
    """Show it no longer; it goes on where it was when it comes back."""
    FirstDay.objects.update_or_create(account=_account(act), defaults={"away": True})


@transaction.atomic
def bring_first_day_back(*, act: Act) -> None:
    """Show it again."""
    FirstDay.objects.update_or_create(account=_account(act), defaults={"away": False})


def _account(act: Act) -> Account:
    return Account.objects.get(username=act.actor.account)
