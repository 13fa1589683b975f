"""Items, releases and findings as tables of the kit."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yizhan.catalogue.comparing import Difference
from yizhan.catalogue.findings import Finding, Severity
from yizhan.catalogue.release import Release
from yizhan.catalogue.staging import Changed
from yizhan.catalogue.words import FAULTS, PARTS, SEVERITY_WORDS
from yizhan.web.faces import Cell, Column, Table
from yizhan.web.refusals import Text
from yizhan.web.templatetags.kit import full_date

TONES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "neutral"}


def data(text: str) -> SafeString:
    """Words of a release: Chinese in every language of the page."""
    return format_html('<span lang="zh-Hans">{}</span>', text) if text else SafeString()


def items(found: Sequence[Release], counts: Mapping[str, Counter[Severity]]) -> Table:
    """The catalogue: each item with the release in force and what the checks found."""
    labels = [_("事项"), _("类型"), _("现行版本"), _("从哪天起"), _("要看的"), _("提示")]
    rows = [
        (
            Cell(text=data(one.name), href=reverse("catalogue:item", args=[one.code]), note=one.code),
            Cell(text=data(one.item_type.word)),
            Cell(text=str(one.version)),
            Cell(text=full_date(one.effective_from)),
            counted(counts[one.code][Severity.WARNING], "warn"),
            Cell(text=str(counts[one.code][Severity.INFO])),
        )
        for one in found
    ]
    return Table(
        caption=_("事项目录"),
        columns=[Column(label=label, number=place in {2, 4, 5}) for place, label in enumerate(labels)],
        rows=rows,
        empty_title=_("没有这样的事项"),
        empty_text=_("换一个词，或者去掉筛选。"),
    )


def counted(count: int, tone: str) -> Cell:
    """A number that stands out unless it is none."""
    return Cell(text=str(count), tone=tone if count else "")


def releases(found: Sequence[Release], today: date) -> Table:
    """The releases of an item, the newest first."""
    current = next((one.version for one in found if one.effective_from and one.effective_from <= today), 0)
    rows = [
        (
            Cell(text=str(one.version)),
            Cell(text=full_date(one.effective_from)),
            Cell(text=standing(one.version, current), tone="good" if one.version == current else "neutral"),
        )
        for one in found
    ]
    columns = [Column(label=_("版本"), number=True), Column(label=_("从哪天起")), Column(label=_("状态"))]
    return Table(caption=_("各个版本"), caption_shown=True, columns=columns, rows=rows, empty_title="")


def standing(version: int, current: int) -> str:
    """Whether a release is in force."""
    if version == current:
        return pgettext("release", "现行")
    return pgettext("release", "还没有生效") if version > current else pgettext("release", "已被代替")


def findings(found: Iterable[Finding], caption: Text, *, named: bool = False) -> Table:
    """Findings, the gravest first; `named`: of several items."""
    order = list(Severity)
    lines = sorted(found, key=lambda one: order.index(one.severity))
    rows = [
        (
            Cell(text=SEVERITY_WORDS[one.severity], tone=TONES[one.severity]),
            *([Cell(text=one.item)] if named else []),
            Cell(text=part_words(one.field), note=data(one.field)),
            Cell(text=FAULTS[one.fault], note=data(one.detail)),
        )
        for one in lines
    ]
    labels = [_("程度"), *([_("事项")] if named else []), _("字段"), _("怎么了")]
    columns = [Column(label=label) for label in labels]
    return Table(caption=caption, caption_shown=True, columns=columns, rows=rows, empty_title=_("没有发现问题"))


def part_words(field: str) -> Text:
    """The part of the item that a field belongs to, in the reader's language."""
    part = field.partition(".")[0].partition("[")[0]
    return PARTS.get(part, part)


def differences(found: Sequence[Difference], caption: Text) -> Table:
    """What changed, field by field."""
    rows = [
        (
            Cell(text=part_words(one.field), note=data(one.field)),
            Cell(text=data(one.before) or "—"),
            Cell(text=data(one.after) or "—"),
        )
        for one in found
    ]
    columns = [Column(label=_("字段")), Column(label=_("改以前")), Column(label=_("改以后"))]
    return Table(caption=caption, caption_shown=True, columns=columns, rows=rows, empty_title=_("两个版本说的一样"))


def changed(one: Changed) -> Table:
    """What changes in an item of a file."""
    return differences(one.changes, f"{one.release.code} · {_('改了什么')}")
