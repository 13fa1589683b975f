"""Paper originals as the pages show them: what it is, who has it, where, since when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yizhan.accounts import queries as accounts
from yizhan.cases import queries as cases
from yizhan.desk import words
from yizhan.desk.words import data, word
from yizhan.kernel.acting import Actor
from yizhan.kernel.masking import mask_name
from yizhan.papers import original_queries as originals
from yizhan.papers.original_queries import PaperOriginal
from yizhan.people import queries as people
from yizhan.web import wording
from yizhan.web.faces import Cell, Column, Moment, Table
from yizhan.web.refusals import Text

TYPED = ("receiver", "proxy_reason", "reason")
ACT_WORDS: dict[str, tuple[Text, Text]] = {
    "decline": (gettext_lazy("拒收"), gettext_lazy("退给交出的人，并说明理由")),
    "missing": (gettext_lazy("登记短少"), gettext_lazy("找不到了，说明在哪里找过")),
    "found": (gettext_lazy("找到了"), gettext_lazy("说明在哪里找到；登记后由您保管")),
    "take-over": (gettext_lazy("接管"), gettext_lazy("保管人不在岗，由您保管，说明原因")),
    "retain": (gettext_lazy("登记不退还"), gettext_lazy("依法收回、存入案卷，或者遗失后已经补办")),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One original on a list, its owner masked: `late` when nobody confirmed it on the day it was given."""

    row: PaperOriginal
    name: Text
    owner: str
    state: tuple[Text, str]
    with_whom: Text
    days: int
    late: bool


def lines(rows: Iterable[PaperOriginal], today: date) -> list[Line]:
    """Rows with the names of people."""
    listed = list(rows)
    names = accounts.names({name for row in listed for name in (row.account, row.to_account) if name})
    return [
        Line(
            row=row,
            name=name_of(row),
            owner=mask_name(row.owner),
            state=words.ORIGINAL_STATES.get(row.status, (row.status, "neutral")),
            with_whom=with_whom(row, names),
            days=(today - row.since).days,
            late=row.status == "under-way" and row.since < today,
        )
        for row in listed
    ]


def name_of(row: PaperOriginal) -> Text:
    """What it is: its kind, its pages, what is special about it."""
    pages = ngettext("%(n)d 页", "%(n)d 页", row.pages) % {"n": row.pages}
    kind = word(words.ORIGINAL_KINDS, row.kind)
    if row.description:
        return format_html("{} · {} · {}", kind, pages, data(row.description))
    return format_html("{} · {}", kind, pages)


def with_whom(row: PaperOriginal, names: dict[str, str]) -> Text:
    """Who has it, where it lies, to whom it is on its way."""
    person, receiver = data(names.get(row.account, row.account)), data(names.get(row.to_account, row.to_account))
    if row.status in {"returned", "retained"}:
        return format_html(_("经手人：{}"), person)
    if receiver:
        return format_html(_("{} 交给 {}"), person, receiver)
    if row.shelf is not None:
        return format_html(_("成果架 {} 号"), row.shelf)
    if row.place:
        return format_html("{} · {}", person, data(row.place))
    return format_html("{}", person)


def givers(rows: Iterable[PaperOriginal]) -> Text:
    """Who gives these, each named once."""
    accounts_of = list(dict.fromkeys(row.account for row in rows))
    names = accounts.names(set(accounts_of))
    return format_html_join(wording.listed(["", ""]), "{}", ((data(names.get(one, one)),) for one in accounts_of))


def history(number: str, *, texts: bool) -> list[Moment]:
    """What happened to an original, the newest first; what was typed only for whoever handles cases."""
    entries = originals.history_of(number)
    names = accounts.names({entry.account for entry in entries} | {told_to(entry.event) for entry in entries})
    return [
        Moment(
            at=entry.at,
            title=word(words.ORIGINAL_EVENTS, entry.kind),
            who=data(names.get(entry.account, entry.account)),
            text=text_of(entry.event, names, texts=texts),
            tone="bad" if entry.kind == "OriginalMissing" else "info",
        )
        for entry in reversed(entries)
        if entry.kind != "HandedOver"
    ]


def told_to(event: object) -> str:
    """The account to which an event gives the original."""
    return str(getattr(getattr(event, "to", None), "account", ""))


def text_of(event: object, names: dict[str, str], *, texts: bool) -> Text:
    """To whom, on which slip, where, and why."""
    said: list[Text] = []
    if account := told_to(event):
        said.append(format_html(_("交给 {}"), data(names.get(account, account))))
    for name in ("slip", "place", *(TYPED if texts else ())):
        if value := getattr(event, name, ""):
            said.append(data(value))
    if shelf := getattr(event, "shelf", None):
        said.append(format_html(_("成果架 {} 号"), shelf))
    if ground := getattr(event, "ground", ""):
        said.append(word(words.GROUNDS, ground))
    return format_html(" · ".join("{}" for _one in said), *said) if said else ""


def people_table(found: Iterable[originals.PersonHas]) -> Table:
    """Who has how many."""
    listed = list(found)
    names = accounts.names({one.account for one in listed})
    return Table(
        caption=_("谁手上有多少原件"),
        columns=[
            Column(label=_("保管人")),
            Column(label=_("在手上"), number=True),
            Column(label=_("等待签收"), number=True),
            Column(label=_("短少"), number=True),
            Column(label=_("今天清点")),
        ],
        rows=[person_cells(one, names) for one in listed],
        empty_title=_("现在没有人保管原件"),
    )


def person_cells(one: originals.PersonHas, names: dict[str, str]) -> list[Cell]:
    """One person's line."""
    return [
        Cell(text=data(names.get(one.account, one.account)), note=one.account),
        Cell(text=str(one.held)),
        Cell(text=str(one.under_way)),
        Cell(text=str(one.missing), tone="bad" if one.missing else ""),
        Cell(text=_("已清点"), tone="good") if one.counted else Cell(text=_("还没有清点"), tone="warn"),
    ]


def receivers(actor: Actor, rows: Sequence[PaperOriginal], today: date) -> list[tuple[str, Text]]:
    """To whom the reader can give: his organ, his centre, and the organs that hold the cases of what he has."""
    organs = [actor.organ, *cases.holders(actor, {row.case for row in rows})]
    found = dict(pair for organ in dict.fromkeys(organs) for pair in accounts.colleagues(organ))
    found |= {one.account: one.name for one in people.staff_of(actor.centre, on=today)}
    found.pop(actor.account, None)
    return [(account, format_html("{} · {}", name, account)) for account, name in found.items()]
