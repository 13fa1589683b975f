"""Halls, windows, stations and the named days of a calendar as tables of the kit."""

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.places.forms import KINDS
from yizhan.places.models import Centre, VillageStation, Window
from yizhan.places.queries import CalendarDay
from yizhan.web.faces import Cell, Column, Table
from yizhan.web.templatetags.kit import full_date

KIND_WORDS = dict(KINDS)


def named_days(days: Sequence[CalendarDay], names: Mapping[str, str]) -> Table:
    """The days off and made up of a year: which, why, by whose word."""
    rows = [
        (
            Cell(text=full_date(each.day)),
            Cell(text=_("上班"), tone="info") if each.working else Cell(text=_("放假"), tone="good"),
            Cell(text=each.reason),
            Cell(text=names.get(each.division, _("全国")), note=each.paper),
        )
        for each in days
    ]
    columns = [Column(label=label) for label in (_("日期"), _("安排"), _("名称"), _("依据"))]
    return Table(caption=_("放假和调休"), columns=columns, rows=rows, empty_title=_("这一年的放假安排还没有公布"))


def halls(found: Sequence[Centre]) -> Table:
    """Halls with their telephones."""
    rows = [
        (
            Cell(text=row.name, href=reverse("places:hall", args=[row.code])),
            Cell(text=row.phone),
            Cell(text=row.address),
        )
        for row in found
    ]
    columns = [Column(label=label) for label in (_("中心"), _("咨询电话"), _("地址"))]
    return Table(caption=_("中心"), columns=columns, rows=rows, empty_title=_("没有您管理的中心"))


def windows(found: Sequence[Window]) -> Table:
    """The windows of a hall."""
    rows = [(Cell(text=row.number), Cell(text=row.name), Cell(text=KIND_WORDS[row.kind])) for row in found]
    columns = [Column(label=label) for label in (_("窗口号"), _("窗口名称"), _("类别"))]
    return Table(
        caption=pgettext("list", "窗口"),
        caption_shown=True,
        columns=columns,
        rows=rows,
        empty_title=_("还没有登记窗口"),
    )


def stations(found: Sequence[VillageStation]) -> Table:
    """The village stations of a hall."""
    rows = [(Cell(text=row.name), Cell(text=row.address)) for row in found]
    columns = [Column(label=label) for label in (_("名称"), _("地址"))]
    return Table(
        caption=_("便民服务站"),
        caption_shown=True,
        columns=columns,
        rows=rows,
        empty_title=_("还没有登记便民服务站"),
    )


def facts_of(row: Centre, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """What people need to know of a hall; what is missing says so."""
    missing = _("未登记")
    return [
        (_("管理单位"), names.get(row.agency, row.agency)),
        (_("咨询电话"), row.phone or missing),
        (_("监督电话"), row.supervision_phone or missing),
        (_("地址"), row.address or missing),
        (_("办公时间"), row.hours or missing),
    ]
