"""The views that somebody kept of his list (常用视图): a filter under a name, never anybody else's."""

from dataclasses import dataclass

from yizhan.accounts.models import SavedView
from yizhan.accounts.view_rules import MOST_VIEWS
from yizhan.kernel.acting import Actor
from yizhan.kernel.refusals import NotFound


@dataclass(frozen=True, kw_only=True)
class View:
    """A filter under a name; `first` is the one with which the list opens."""

    id: int
    name: str
    filter: str
    first: bool


def views_of(actor: Actor) -> list[View]:
    """The actor's views in the order in which he kept them."""
    found = SavedView.objects.filter(account__username=actor.account).order_by("pk")
    return [_view(row) for row in found[:MOST_VIEWS]]


def view_of(actor: Actor, view: int) -> View:
    """One of the actor's views. Raises NotFound."""
    row = SavedView.objects.filter(account__username=actor.account, pk=view).first()
    if row is None:
        raise NotFound
    return _view(row)


def _view(row: SavedView) -> View:
    return View(id=row.pk, name=row.name, filter=row.filter, first=row.first)
