"""The centres below as the county and the prefecture see them (所辖中心): a line each, every number with its bar and
the way to the list behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yizhan.cases.below_queries import MEASURES, sums
from yizhan.desk.overseeing import OVERSEERS
from yizhan.desk.words import data
from yizhan.kernel.acting import Actor
from yizhan.kernel.identifiers import Level, contains, level_of
from yizhan.kernel.refusals import NotFound
from yizhan.places import queries as places
from yizhan.web.faces import Cell, Column, Table
from yizhan.web.refusals import Text

MEASURED: Mapping[str, tuple[Text, Text]] = {
    "open": (_("在办"), _("还没有办完的件")),
    "late": (_("超期"), _("法定或者承诺的期限已过")),
    "deemed": (_("两天内视为"), _("再不办理，两天内由法律规定作出结果")),
    "stuck": (_("停滞"), _("七天没有人办理；依法停止计时、等申请人补正的不算")),
    "signature": (_("等签批"), _("等有权的人作出决定")),
    "unopened": (_("转到未签收"), _("已经转到接收机关，还没有人打开")),
    "trips": (_("本月白跑"), _("本月来了没有办成的")),
    "beyond": (_("本月清单外要材料"), _("本月要了清单以外的材料的件")),
}
"""The numbers in the order of the columns: heading, what is counted."""
BAD = frozenset({"late", "deemed"})
FIRST = "late"
ABOVE = frozenset({Level.PROVINCE, Level.PREFECTURE})
"""Whoever watches over these sees counties first."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A centre, or all centres of a county together."""

    code: str
    name: str
    numbers: Mapping[str, int]
    county: bool = False

    def address(self, measure: str) -> str:
        """The list behind a number; of a county, its centres by that number."""
        if self.county:
            return f"{reverse('desk:centres')}?{urlencode({'in': self.code, 'sort': measure})}"
        return reverse("desk:centre-list", args=[self.code, measure])


def scopes_of(actor: Actor) -> list[str]:
    """The divisions that the actor oversees."""
    return sorted({held.scope for held in actor.roles if held.role in OVERSEERS})


def chosen(actor: Actor, division: str) -> list[str]:
    """The divisions to look at: one below the actor's, or all of his. Raises NotFound."""
    scopes = scopes_of(actor)
    if not division:
        return scopes
    if not any(contains(scope, division) for scope in scopes):
        raise NotFound
    return [division]


def centres_of(divisions: Sequence[str]) -> dict[str, str]:
    """The centres of these divisions and of those below: name by code."""
    return {row.code: row.name for one in divisions for row in places.centres_below(one)}


def by_county(divisions: Sequence[str]) -> bool:
    """Whether counties stand first, then their townships: above the counties."""
    return any(level_of(one) in ABOVE for one in divisions)


def lines(centres: Mapping[str, str], numbers: Mapping[str, Mapping[str, int]], *, counties: bool) -> list[Line]:
    """A line for each centre; or for each county, and for each centre above the counties."""
    inside: dict[str, list[str]] = {}
    for code in centres if counties else ():
        if level_of(code[:12]) not in ABOVE:
            inside.setdefault(code[:6].ljust(12, "0"), []).append(code)
    names = places.division_names(inside) if inside else {}
    grouped = {code for codes in inside.values() for code in codes}
    alone = [Line(code=code, name=name, numbers=numbers[code]) for code, name in centres.items() if code not in grouped]
    whole = {county: sums({one: numbers[one] for one in codes}) for county, codes in inside.items()}
    return alone + [
        Line(code=county, name=names.get(county, county), numbers=total, county=True) for county, total in whole.items()
    ]


def ordered(found: Sequence[Line], sort: str) -> list[Line]:
    """By a number, the most first, then by code; or by code alone."""
    if sort not in MEASURED:
        return sorted(found, key=lambda line: line.code)
    return sorted(found, key=lambda line: (-line.numbers[sort], line.code))


def table(found: Sequence[Line], sort: str, division: str) -> Table:
    """The lines, each number drawn beside the largest of its column; headings sort."""
    largest = {measure: max((line.numbers[measure] for line in found), default=0) for measure in MEASURES}
    heading = _("县（市、区）") if any(line.county for line in found) else _("中心")
    columns = [Column(label=heading, href=sorting("code", division), sorts="" if sort in MEASURED else "ascending")]
    columns += [
        Column(
            label=MEASURED[measure][0],
            number=True,
            href=sorting(measure, division),
            sorts="descending" if sort == measure else "",
        )
        for measure in MEASURES
    ]
    return Table(
        caption=_("所辖中心"),
        columns=columns,
        rows=[[name_cell(line), *(number_cell(line, one, largest[one]) for one in MEASURES)] for line in found],
        empty_title=_("您的管辖范围里还没有登记的中心"),
    )


def sorting(sort: str, division: str) -> str:
    """The address of the same page in another order."""
    return "?" + urlencode({"sort": sort, **({"in": division} if division else {})})


def name_cell(line: Line) -> Cell:
    """A county leads to its centres."""
    there = f"{reverse('desk:centres')}?{urlencode({'in': line.code})}" if line.county else ""
    return Cell(text=data(line.name), href=there)


def number_cell(line: Line, measure: str, largest: int) -> Cell:
    """A number, the list behind it, its bar; nothing leads from nought."""
    count = line.numbers[measure]
    return Cell(
        text=str(count),
        href=line.address(measure) if count else "",
        bar=round(100 * count / largest) if largest else 0,
        bar_tone="bad" if measure in BAD else "info",
    )
