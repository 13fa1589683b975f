"""The manager's day, and the county's view of the centres below: what is due, late, stuck, and waiting for whom."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yizhan.accounts import queries as accounts
from yizhan.accounts.access import StaffRequest, staff_only
from yizhan.cases import queries
from yizhan.cases.access import for_actor
from yizhan.desk import words, worklist
from yizhan.desk.faces import case_link
from yizhan.desk.overseeing import demand_staff
from yizhan.desk.words import data
from yizhan.kernel.acting import Actor
from yizhan.people import queries as people
from yizhan.places import queries as places
from yizhan.web import moment, wording
from yizhan.web.faces import Cell, Column, Table

SILENT_DAYS = 7
LISTED = 30
WAITS_FOR = {
    "opened": gettext_lazy("窗口收件"),
    "submitted": gettext_lazy("窗口作出受理与否的决定"),
    "correction-requested": gettext_lazy("申请人补正"),
    "accepted": gettext_lazy("审查人员"),
    "under-review": gettext_lazy("审查、审批人员"),
}


@require_safe
@never_cache
@staff_only
def overview(request: StaffRequest) -> HttpResponse:
    """What is due today, tomorrow, this week; what is late; what nobody touched; waiting for whom; empty posts."""
    actor, today = request.actor, moment.today()
    demand_staff(actor)
    found = watched(actor)
    silent_since = moment.now() - timedelta(days=SILENT_DAYS)
    context = {
        "due": queries.due_counts(found, today),
        "urgent": urgent_table(found, today),
        "silent": silent_table(queries.without_an_act(found, since=silent_since, size=LISTED)),
        "silent_days": SILENT_DAYS,
        "signatures": signatures_table(found, today),
        "posts": empty_posts(actor.centre, today),
        "has_posts": bool(people.posts_of(actor.centre)),
        "today": today,
    }
    return render(request, "desk/overview.html", context)


def watched(actor: Actor) -> QuerySet[Any]:
    """What is the actor's to watch over: everything that he oversees, his organ's and his centre's cases."""
    return for_actor(actor)


def urgent_table(found: QuerySet[Any], today: date) -> Table:
    """Late, due today, tomorrow and this week, the earliest first, with whom each waits for."""
    rows = queries.due_soonest(found, until=today + timedelta(days=7), size=LISTED)
    shown = worklist.table(rows, today, caption=_("本周到期和超期"), empty=_("本周没有到期的件"), holders=True)
    waits = [Cell(text=WAITS_FOR.get(row.state, "")) for row in rows]
    return Table(
        caption=shown.caption,
        columns=[*shown.columns, Column(label=_("在等谁"))],
        rows=[[*cells, wait] for cells, wait in zip(shown.rows, waits, strict=True)],
        empty_title=shown.empty_title,
    )


def silent_table(found: Sequence[tuple[Any, Any]]) -> Table:
    """Open cases that nobody touched, the longest silent first."""
    names = places.names_of({row.holder for row, _at in found})
    days = [(moment.now() - at).days for _row, at in found]
    return Table(
        caption=_("没有动静的件"),
        columns=[
            Column(label=_("编号")),
            Column(label=_("状态")),
            Column(label=_("掌握单位")),
            Column(label=_("在等谁")),
            Column(label=_("几天没有办理"), number=True),
        ],
        rows=[
            [
                Cell(text=row.number, href=case_link(row.number)),
                Cell(text=words.word(words.STATES, row.state), tone=words.STATE_TONES.get(row.state, "neutral")),
                Cell(text=data(names.get(row.holder, row.holder))),
                Cell(text=WAITS_FOR.get(row.state, "")),
                Cell(text=str(silent)),
            ]
            for (row, _at), silent in zip(found, days, strict=True)
        ],
        empty_title=_("没有停滞的件"),
    )


def signatures_table(found: QuerySet[Any], today: date) -> Table:
    """What waits for signature: at which organ, how many, since the first is due when, and who signs there."""
    waiting = queries.waiting_for_signature(found)
    names = places.names_of({organ for organ, _cases, _first in waiting})
    signers = accounts.holders_of("approver", {organ for organ, _cases, _first in waiting}, today=today)
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
                Cell(text=data(wording.listed(signers.get(organ, []))) if organ in signers else _("没有审批人员")),
                Cell(text=str(cases)),
                Cell(text=wording.legal_date(first) if first else "—", tone="bad" if first and first < today else ""),
            ]
            for organ, cases, first in waiting
        ],
        empty_title=_("没有等待签批的件"),
    )


def empty_posts(centre: str, today: date) -> list[tuple[str, bool]]:
    """The posts of the centre whose A, or whose A and B, are not there; `True` where nobody is."""
    there = {row.account for row in people.staff_of(centre, on=today)}
    found = [(post.name, post.a in there, post.b in there) for post in people.posts_of(centre)]
    return [(name, not b) for name, a, b in found if not a]
