"""Entries that rooms put into the bars of the pages, so that the kit needs to know no room.

A room (or `site`) calls `offer` once at `ready()`; the base templates render the bars `staff`, `public` and
`account`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from yizhan.web.refusals import Text


def everyone(request: HttpRequest) -> bool:
    """An entry for whoever sees the bar."""
    return True


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry: its words, its URL name, its place in the bar and for whom it shows; `post` makes it a button."""

    label: Text
    url: str
    order: int = 100
    shown: Callable[[HttpRequest], bool] = everyone
    post: bool = False
    icon: str = ""

    @property
    def address(self) -> str:
        """Where it leads."""
        return reverse(self.url)


_BARS: dict[str, dict[str, Entry]] = {}


def offer(bar: str, entry: Entry) -> None:
    """Put an entry into a bar; the same URL offered again replaces it."""
    _BARS.setdefault(bar, {})[entry.url] = entry


def entries(bar: str, request: HttpRequest) -> list[tuple[Entry, bool]]:
    """The entries of a bar that show for this request, in order, each with whether the page is at or below it."""
    shown = sorted((entry for entry in _BARS.get(bar, {}).values() if entry.shown(request)), key=lambda e: e.order)
    addresses = [entry.address for entry in shown if request.path.startswith(entry.address)]
    nearest = max(addresses, key=len, default="")
    return [(entry, entry.address == nearest) for entry in shown]
