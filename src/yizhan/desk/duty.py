"""Who is on duty (在岗): the posts with their A and B, and in whose hands cases are, there or away today."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from yizhan.accounts import queries as accounts
from yizhan.cases import queries
from yizhan.desk.words import data
from yizhan.people import queries as people
from yizhan.web.faces import Cell, Column, Table
from yizhan.web.refusals import Text


@dataclass(frozen=True, kw_only=True)
class Hands:
    """In whose hands cases are: account by number, names, and who of them is away."""

    takers: Mapping[str, str]
    names: Mapping[str, str]
    absent: Collection[str]

    def away(self, number: str) -> bool:
        """Whether somebody has it in hand who is not there today."""
        return self.takers.get(number, "") in self.absent

    def words(self, number: str) -> Text:
        """Who has it in hand."""
        taker = self.takers.get(number)
        if taker is None:
            return _("还没有人经手")
        told = _("经手：{}，今天不在") if taker in self.absent else _("经手：{}")
        return format_html(told, data(self.names.get(taker, taker)))


def hands_of(rows: Sequence[Any], today: date) -> Hands:
    """The hands in which these cases are; whoever left, or has not begun, is away."""
    takers = queries.takers(rows)
    involved = set(takers.values())
    return Hands(takers=takers, names=accounts.names(involved), absent=involved - people.present(involved, on=today))


def posts_table(centre: str, today: date) -> Table:
    """Every post of a centre: its A, its B, and who has it today."""
    posts = people.posts_of(centre)
    there = {row.account for row in people.staff_of(centre, on=today)}
    names = people.names({account for post in posts for account in (post.a, post.b)})
    return Table(
        caption=_("今天在岗"),
        columns=[Column(label=label) for label in (_("岗位"), _("A岗"), _("B岗"), _("今天由谁"))],
        rows=[
            [
                Cell(text=data(post.name)),
                *(person_cell(account, names, there) for account in (post.a, post.b)),
                today_cell(post, names, there),
            ]
            for post in posts
        ],
        empty_title=_("本中心还没有登记A、B岗"),
    )


def person_cell(account: str, names: Mapping[str, str], there: Collection[str]) -> Cell:
    """One of the two, and whether away."""
    if not account:
        return Cell(text="—")
    return Cell(text=data(names.get(account, account)), note="" if account in there else _("不在"))


def today_cell(post: Any, names: Mapping[str, str], there: Collection[str]) -> Cell:
    """Who has the post today: A, else B, else nobody."""
    if post.a in there:
        return Cell(text=data(names.get(post.a, post.a)))
    if post.b in there:
        return Cell(text=_("A岗今天不在，由B岗办理"), tone="warn", note=data(names.get(post.b, post.b)))
    return Cell(text=_("A岗和B岗今天都不在"), tone="bad")
