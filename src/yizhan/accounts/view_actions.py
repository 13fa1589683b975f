"""Writes about the views that somebody keeps of his list (常用视图): a plain table, a convenience of one person."""

from django.db import IntegrityError, transaction

from yizhan.accounts.models import Account, SavedView
from yizhan.accounts.view_rules import check_view, view_name
from yizhan.kernel.acting import Act
from yizhan.kernel.refusals import NotFound, Refused


@transaction.atomic
def keep_view(*, act: Act, name: str, filter_: str) -> None:
    """Keep a filter under a name. Raises Invalid: view-name; Refused: view-of-everything, too-many-views,
    view-name-taken."""
    named, account = view_name(name), _locked(act)
    check_view(account.views.count(), filter_)
    _saved(SavedView(account=account, name=named, filter=filter_))


@transaction.atomic
def rename_view(*, act: Act, view: int, name: str) -> None:
    """Another name. Raises NotFound; Invalid: view-name; Refused: view-name-taken."""
    named, row = view_name(name), _view(_locked(act), view)
    row.name = named
    _saved(row)


@transaction.atomic
def drop_view(*, act: Act, view: int) -> None:
    """Keep it no longer. Raises NotFound."""
    _view(_locked(act), view).delete()


@transaction.atomic
def open_first(*, act: Act, view: int) -> None:
    """Let the list open with this one from now on. Raises NotFound."""
    account = _locked(act)
    row = _view(account, view)
    account.views.update(first=False)
    row.first = True
    row.save(update_fields=["first"])


@transaction.atomic
def open_all_first(*, act: Act) -> None:
    """Let the list open whole again."""
    _locked(act).views.update(first=False)


def _locked(act: Act) -> Account:
    """The actor's account, locked: two windows of one person settle who comes first."""
    return Account.objects.select_for_update().get(username=act.actor.account)


def _view(account: Account, view: int) -> SavedView:
    row = account.views.filter(pk=view).first()
    if row is None:
        raise NotFound
    return row


def _saved(row: SavedView) -> None:
    """Two views of one name are settled by the unique index."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as fault:
        raise Refused("view-name-taken", name=row.name) from fault
