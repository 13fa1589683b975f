"""How my work is narrowed (筛选): read from the address, written back, kept in a view, and what of it is gone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext as _

from yizhan.accounts import queries as accounts
from yizhan.cases.queries import NOBODY, Filter
from yizhan.cases.queue_queries import GROUPS
from yizhan.catalogue import queries as catalogue
from yizhan.desk import words
from yizhan.desk.reading import typed
from yizhan.desk.words import data
from yizhan.kernel.acting import Actor
from yizhan.web.refusals import Text

KEPT = ("due", "state", "turn", "item", "taken", "centre")
ME, UNTAKEN = "me", "none"
TURN_ROLES = ("clerk", "reviewer", "approver")


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """What is asked for, as it stands in the address; every part is optional."""

    due: str = ""
    state: str = ""
    turn: str = ""
    item: str = ""
    taken: str = ""
    centre: str = ""
    text: str = ""

    @property
    def kept(self) -> str:
        """What a view keeps: never the text, which names a citizen or his case."""
        parts = {name: getattr(self, name) for name in KEPT}
        return urlencode({name: value for name, value in parts.items() if value})

    @property
    def address(self) -> str:
        """The whole as the query of an address, to be read back the same."""
        text = urlencode({"q": self.text}) if self.text else ""
        return "?" + ("&".join(part for part in (self.kept, text) if part) or "all=1")

    def but(self, **changes: str) -> Self:
        """The same with other parts."""
        return replace(self, **changes)


def read(given: QueryDict) -> Narrowing:
    """What an address, or a view's filter, asks for."""
    parts = {name: typed(given, name) for name in KEPT}
    parts["due"] = parts["due"] if parts["due"] in GROUPS else ""
    return Narrowing(**parts, text=typed(given, "q"))


def filter_of(asked: Narrowing, actor: Actor, states: Sequence[str]) -> Filter:
    """The filter for the reader's organ; a state that is not the reader's narrows nothing."""
    return Filter(
        holder=actor.organ,
        states=tuple(states),
        state=asked.state if asked.state in states else "",
        turn=asked.turn if asked.turn in actor_turns(actor) else "",
        item=asked.item,
        taken={ME: actor.account, UNTAKEN: NOBODY}.get(asked.taken, asked.taken),
        centre=asked.centre,
        text=asked.text,
    )


def actor_turns(actor: Actor) -> list[str]:
    """The roles of the reader whose turn it can be, where he has several: with one, there is nothing to tell apart."""
    roles = [role for role in TURN_ROLES if actor.has(role)]
    return roles if len(roles) > 1 else []


@dataclass(frozen=True, kw_only=True)
class Known:
    """What can still be asked for on a day: the reader's states, items in force, people of his organ."""

    states: Collection[str]
    items: Collection[str]
    people: Collection[str]

    def gone(self, asked: Narrowing, names: Mapping[str, str]) -> list[Text]:
        """What of it is gone, in sentences."""
        found: list[Text] = []
        if asked.state and asked.state not in self.states:
            found.append(state_gone(asked.state))
        if asked.item and asked.item not in self.items:
            found.append(item_gone(asked.item, names))
        if asked.taken not in {"", ME, UNTAKEN} and asked.taken not in self.people:
            found.append(_("这位经手人已经不在本单位，只列出还在他手里的件。"))
        return found


def known_to(actor: Actor, states: Sequence[str], asked: Sequence[Narrowing], today: date) -> Known:
    """What of all these can still be asked for; reads nothing where nothing is asked."""
    items = {one.item for one in asked} - {""}
    people = {one.taken for one in asked} - {"", ME, UNTAKEN}
    return Known(
        states=states,
        items=catalogue.still_in_force(items, today) if items else (),
        people=[account for account, _name in accounts.colleagues(actor.organ)] if people else (),
    )


def state_gone(state: str) -> Text:
    """A state that the reader's roles do not have, or that is none."""
    told = _("状态“{}”不在您现在的岗位要办的状态里，没有按它筛选。")
    return format_html(told, words.word(words.STATES, state))


def item_gone(item: str, names: Mapping[str, str]) -> Text:
    """An item that is not in force any more."""
    return format_html(_("事项“{}”已经停办或者不存在，只列出还没有办完的件。"), data(names.get(item, item)))
