"""The staff and the posts of a centre as tables of the kit."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from yizhan.people.models import Post, Staff
from yizhan.web.faces import Cell, Column, Table
from yizhan.web.templatetags.kit import legal_date


def centres(found: Mapping[str, str], counts: Mapping[str, int]) -> Table:
    """Centres, each with how many people it has; one without anybody stands out."""
    rows = [
        (
            Cell(text=name, href=reverse("people:list", args=[code])),
            Cell(text=str(counts[code])) if code in counts else Cell(text=_("无人"), tone="warn"),
        )
        for code, name in found.items()
    ]
    columns = (Column(label=_("中心")), Column(label=_("在岗人数"), number=True))
    return Table(caption=_("中心"), columns=columns, rows=rows, empty_title=_("没有您管理的中心"))


def people(found: Sequence[Staff], organs: Mapping[str, str], *, manages: bool) -> Table:
    """Who is at a centre, for which organ, from where, since when."""
    columns = [_("姓名"), _("岗位"), _("代表单位"), _("派驻单位"), _("联系电话"), _("到岗")]
    return Table(
        caption=_("在岗人员"),
        caption_shown=True,
        columns=[Column(label=label) for label in columns],
        rows=[person(row, organs, manages=manages) for row in found],
        empty_title=_("还没有登记在岗人员"),
        empty_text=_("登记到岗以后，才能安排AB岗。"),
    )


def person(row: Staff, organs: Mapping[str, str], *, manages: bool) -> list[Cell]:
    """One line of the staff."""
    seconded = _("借调至%(day)s") % {"day": legal_date(row.until)} if row.until else ""
    return [
        Cell(text=row.name or row.account, href=reverse("people:detail", args=[row.account]) if manages else ""),
        Cell(text=row.post, note=seconded),
        Cell(text=organs.get(row.organ, row.organ)),
        Cell(text=organs.get(row.home_organ, row.home_organ)),
        Cell(text=row.phone_mask),
        Cell(text=legal_date(row.starts)),
    ]


def posts(found: Sequence[Post], staff: Sequence[Staff], *, manages: bool) -> Table:
    """The posts of a centre (AB岗); one whose A or B has left stands out."""
    names = {row.account: row.name or row.account for row in staff}
    return Table(
        caption=_("AB岗"),
        caption_shown=True,
        columns=[Column(label=label) for label in (_("岗位"), _("A岗"), _("B岗"))],
        rows=[[post(row, manages=manages), holder(row.a, names), holder(row.b, names)] for row in found],
        empty_title=_("还没有设置AB岗"),
        empty_text=_("每个岗位设A岗、B岗各一人，A岗不在时由B岗顶上。"),
    )


def post(row: Post, *, manages: bool) -> Cell:
    """The post's name, which leads to its form."""
    address = f"{reverse('people:post', args=[row.centre])}?code={row.code}" if manages else ""
    return Cell(text=row.name, href=address)


def holder(account: str, names: Mapping[str, str]) -> Cell:
    """Who holds one side of a post."""
    if account in names:
        return Cell(text=names[account])
    return Cell(text=_("%(account)s 已离岗") % {"account": account}, tone="bad")


def facts_of(row: Staff, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """What the register says of a person, each with its name."""
    said = [
        (_("中心"), names.get(row.centre, row.centre)),
        (_("岗位"), row.post),
        (_("代表单位"), names.get(row.organ, row.organ)),
        (_("派驻单位"), names.get(row.home_organ, row.home_organ)),
        (_("联系电话"), row.phone_mask),
        (_("到岗"), legal_date(row.starts)),
        (_("借调期满"), legal_date(row.until)),
        (_("离岗"), legal_date(row.left)),
    ]
    return [(label, value) for label, value in said if value]
