"""The manager's day as tables: each line says who is waited for, in whose hands it is, and what can be done."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yizhan.accounts import queries as accounts
from yizhan.cases import queries
from yizhan.catalogue import queries as catalogue
from yizhan.desk import words, worklist
from yizhan.desk.duty import Hands
from yizhan.desk.faces import case_link
from yizhan.desk.overseeing import handles, leads
from yizhan.desk.words import data
from yizhan.kernel.acting import Actor
from yizhan.places import queries as places
from yizhan.web import wording
from yizhan.web.faces import Cell, Column, Table
from yizhan.web.refusals import Text

WAITS_FOR = {
    "opened": gettext_lazy("窗口收件"),
    "submitted": gettext_lazy("窗口作出受理与否的决定"),
    "correction-requested": gettext_lazy("申请人补正"),
    "clerk": gettext_lazy("窗口人员"),
    "reviewer": gettext_lazy("审查人员"),
    "approver": gettext_lazy("审批人员"),
}
"""Who is waited for: by the role whose turn it is, before acceptance by the state."""


def waits_cell(row: Any, hands: Hands) -> Cell:
    """Who is waited for, and in whose hands it is."""
    return Cell(text=WAITS_FOR.get(row.waits_for or row.state, ""), note=hands.words(row.number))


def step_cell(actor: Actor, row: Any, hands: Hands) -> Cell:
    """What the reader can do from here: give it to others where its person is away, else leave a word on the case."""
    if hands.away(row.number) and row.holder == actor.organ:
        return Cell(text=_("换人经手"), href=reverse("desk:hands"))
    if leads(actor, row.centre) or handles(actor):
        return Cell(text=_("留言催办"), href=reverse("desk:act", args=[row.number, "remark"]))
    return Cell(text=_("看这一件"), href=case_link(row.number))


def silence_table(actor: Actor, rows: Sequence[Any], hands: Hands, now: datetime) -> Table:
    """Cases of which the law makes something within two days, what it makes of them, and the hours that are left."""
    items = catalogue.item_names({row.item for row in rows})
    names = places.names_of({row.holder for row in rows})
    headings = (_("编号"), _("事项"), _("到时候"), _("掌握单位"), _("在等谁"), _("可以做什么"))
    return Table(
        caption=_("两天内由法律作出结果的件"),
        columns=[Column(label=heading) for heading in headings],
        rows=[
            [
                Cell(text=row.number, href=case_link(row.number)),
                Cell(text=data(items.get(row.item, row.item))),
                worklist.silent_cell(row, now),
                Cell(text=data(names.get(row.holder, row.holder))),
                waits_cell(row, hands),
                step_cell(actor, row, hands),
            ]
            for row in rows
        ],
        empty_title=_("没有"),
    )


def urgent_table(actor: Actor, rows: Sequence[Any], hands: Hands, today: date) -> Table:
    """Late, due today, tomorrow and this week, the earliest first."""
    shown = worklist.table(rows, today, caption=_("本周到期和超期"), empty=_("本周没有到期的件"), holders=True)
    ends = [[waits_cell(row, hands), step_cell(actor, row, hands)] for row in rows]
    return Table(
        caption=shown.caption,
        columns=[*shown.columns, Column(label=_("在等谁")), Column(label=_("可以做什么"))],
        rows=[[*cells, *end] for cells, end in zip(shown.rows, ends, strict=True)],
        empty_title=shown.empty_title,
    )


def stuck_table(actor: Actor, found: Sequence[tuple[Any, datetime]], hands: Hands, now: datetime) -> Table:
    """Open cases that nobody touched, the longest silent first."""
    names = places.names_of({row.holder for row, _at in found})
    items = catalogue.item_names({row.item for row, _at in found})
    headings = (_("编号"), _("事项"), _("状态"), _("掌握单位"), _("在等谁"))
    return Table(
        caption=_("没有动静的件"),
        columns=[
            *(Column(label=heading) for heading in headings),
            Column(label=_("几天没有办理"), number=True),
            Column(label=_("可以做什么")),
        ],
        rows=[
            [
                Cell(text=row.number, href=case_link(row.number)),
                Cell(text=data(items.get(row.item, row.item))),
                Cell(text=words.word(words.STATES, row.state), tone=words.STATE_TONES.get(row.state, "neutral")),
                Cell(text=data(names.get(row.holder, row.holder))),
                waits_cell(row, hands),
                Cell(text=str((now - at).days)),
                step_cell(actor, row, hands),
            ]
            for row, at in found
        ],
        empty_title=_("没有停滞的件"),
    )


def signatures_table(found: QuerySet[Any], today: date) -> Table:
    """What waits for signature: at which organ, how many, since the first is due when, and who signs there."""
    waiting = queries.waiting_for_signature(found)
    organs = {organ for organ, _cases, _first in waiting}
    names, signers = places.names_of(organs), accounts.holders_of("approver", organs, today=today)
    return Table(
        caption=_("等待签批的件"),
        columns=[
            Column(label=_("掌握单位")),
            Column(label=_("由谁签批")),
            Column(label=_("件数"), number=True),
            Column(label=_("最早到期")),
        ],
        rows=[
            [
                Cell(text=data(names.get(organ, organ))),
                Cell(text=signers_of(signers.get(organ, []))),
                Cell(text=str(cases)),
                Cell(text=wording.legal_date(first) if first else "—", tone="bad" if first and first < today else ""),
            ]
            for organ, cases, first in waiting
        ],
        empty_title=_("没有等待签批的件"),
    )


def signers_of(names: Sequence[str]) -> Text:
    """Who signs, by name."""
    return data(wording.listed(list(names))) if names else _("没有审批人员")
