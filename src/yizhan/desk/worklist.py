"""My work (我的待办): which states wait for which roles, and a list of cases as rows of a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from yizhan.accounts import queries as accounts
from yizhan.cases import queries
from yizhan.cases.documents import row_document
from yizhan.cases.queue_queries import Placed
from yizhan.catalogue import queries as catalogue
from yizhan.desk import words
from yizhan.desk.faces import case_link, day
from yizhan.desk.narrowing import Narrowing
from yizhan.desk.words import data, word
from yizhan.kernel.acting import LEGAL_ZONE, Actor, legal_day
from yizhan.places import queries as places
from yizhan.web import wording
from yizhan.web.faces import Cell, Column, Table
from yizhan.web.refusals import Text

WAITING: Mapping[str, tuple[str, ...]] = {
    "clerk": ("opened", "submitted", "correction-requested", "accepted", "under-review", "decided", "certified"),
    "reviewer": ("accepted", "under-review"),
    "approver": ("accepted", "under-review", "decided"),
}
"""The states in which a role has something to do, or watches over what the applicant has to do."""


def states_of(actor: Actor) -> tuple[str, ...]:
    """The states that wait for any of the actor's roles, in the order of a case's life."""
    found = {state for role, states in WAITING.items() if actor.has(role) for state in states}
    return tuple(state for state in words.STATES if state in found)


def roles_of(actor: Actor) -> list[str]:
    """The actor's roles that have a queue."""
    return [role for role in WAITING if actor.has(role)]


def opens_cases(actor: Actor) -> bool:
    """Whether the actor receives matters at a window."""
    return actor.has("clerk") or actor.has("reviewer")


def works_cases(actor: Actor) -> bool:
    """Whether the actor has work of his own on cases."""
    return any(actor.has(role) for role in WAITING)


COLUMNS = (
    Column(label=_("编号")),
    Column(label=_("事项")),
    Column(label=_("申请人")),
    Column(label=_("状态")),
    Column(label=_("到期")),
)


def table(rows: Iterable[object], today: date, *, caption: Text, empty: Text, holders: bool = False) -> Table:
    """Cases as a table; `holders` adds who has them in hand."""
    documents = [row_document(row) for row in rows]  # type: ignore[arg-type]
    names = catalogue.item_names({one["item"] for one in documents})
    organs = places.names_of({one["holder"] for one in documents}) if holders else {}
    columns = [*COLUMNS, Column(label=_("掌握单位"))] if holders else list(COLUMNS)
    lines = []
    for one in documents:
        cells = cells_of(one, names, today)
        lines.append([*cells, Cell(text=data(organs.get(one["holder"], one["holder"])))] if holders else cells)
    return Table(caption=caption, columns=columns, rows=lines, empty_title=empty)


GROUPS: Mapping[str, tuple[Text, Text, str]] = {
    "silence": (
        _("今天不办，明天就依法视为决定"),
        _("今天不办，明天由法律规定作出结果，责任在本单位。"),
        "bad",
    ),
    "late": (_("已经超期"), _("法定或者承诺的期限已过。"), "bad"),
    "today": (_("今天到期"), _("今天是最后一天。"), "warn"),
    "soon": (_("三个工作日内到期"), "", "warn"),
    "later": (_("以后到期"), _("没有定期限的也在这里。"), "neutral"),
    "stopped": (_("停止计时"), _("特别程序期间不计入期限；结束后恢复计时。"), "neutral"),
    "waiting": (_("在等别人"), _("等申请人补正、领取，或者等别的岗位办理。"), "neutral"),
}
"""The groups of the queue in their order: name, what it means, tone."""
TURNS: Mapping[str, Text] = {
    "clerk": _("轮到窗口人员"),
    "reviewer": _("轮到审查人员"),
    "approver": _("轮到审批人员"),
}
"""Whose turn it is, where a case is being handled."""
DEEMED: Mapping[str, Text] = {
    "submitted": _("视为受理"),
    "correction-requested": _("视为放弃申请"),
}
"""What the law makes of it, where nothing but the state is needed to know."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """A group of the queue as a page shows it: how many stand in it, and those of them on this page."""

    code: str
    name: Text
    why: Text
    tone: str
    cases: int
    table: Table


@dataclass(frozen=True, kw_only=True)
class Tile:
    """A group's number above the queue; `there` narrows the queue to it, or takes that back."""

    name: Text
    cases: int
    tone: str
    there: Narrowing
    here: bool


def groups(placed: Sequence[Placed], counts: Mapping[str, int], now: datetime) -> list[Group]:
    """The groups that have something on this page."""
    taken = queries.takers([one.row for one in placed])
    hands = accounts.names(set(taken.values()))
    items = catalogue.item_names({one.row.item for one in placed})
    lines = [(one.group, line_of(one, items, hands.get(taken.get(one.row.number, ""), ""), now)) for one in placed]
    return [
        Group(
            code=code,
            name=name,
            why=why,
            tone=tone,
            cases=counts[code],
            table=Table(caption=name, columns=COLUMNS, rows=rows, empty_title=""),
        )
        for code, (name, why, tone) in GROUPS.items()
        if (rows := [line for group, line in lines if group == code])
    ]


def tiles(counts: Mapping[str, int], asked: Narrowing) -> list[Tile]:
    """How many stand in each group, each number with the way to its list."""
    return [
        Tile(
            name=name,
            cases=counts[code],
            tone=tone if counts[code] else "neutral",
            there=asked.but(due="" if asked.due == code else code),
            here=asked.due == code,
        )
        for code, (name, _why, tone) in GROUPS.items()
    ]


def line_of(placed: Placed, items: Mapping[str, str], taker: str, now: datetime) -> list[Cell]:
    """A line of the queue: in whose hands it is stands below its state, what silence makes of it below its day."""
    number, item, applicant, state, due = cells_of(row_document(placed.row), items, legal_day(now))
    turn = TURNS.get(placed.row.waits_for, "")
    hand = format_html(gettext("经手：{}"), data(taker)) if taker else ""
    state = replace(state, note=format_html("{} · {}", turn, hand) if turn and hand else turn or hand)
    return [number, item, applicant, state, silent_cell(placed.row, now) if placed.group == "silence" else due]


def urging_table(found: Sequence[queries.Urging], today: date) -> Table:
    """Who urges which case on, when, and until when it is due."""
    items = catalogue.item_names({one.case.item for one in found})
    names = accounts.names({one.account for one in found})
    lines = []
    for one in found:
        number, item, applicant, state, due = cells_of(row_document(one.case), items, today)
        what = words.WISHES["hurry"] if one.wish else _("留言")
        who = data(names.get(one.account, one.account))
        lines.append([number, Cell(text=who, note=told_at(what, one.at)), item, applicant, state, due])
    columns = [COLUMNS[0], Column(label=_("谁在催")), *COLUMNS[1:]]
    return Table(caption=_("有人催办或者留言，还没有回应"), columns=columns, rows=lines, empty_title="")


def told_at(what: Text, at: datetime) -> Text:
    """What somebody did, and when."""
    return format_html("{} · {}", what, wording.legal_datetime(at))


def silent_cell(row: Any, now: datetime) -> Cell:
    """What the law makes of the case when, and how many hours are left."""
    deemed = DEEMED.get(row.state, _("按法律规定视为决定"))
    ends = datetime.combine(row.lapse_on, time(), tzinfo=LEGAL_ZONE)
    if ends <= now:
        return Cell(text=deemed, tone="bad", note=gettext("已到时间"))
    hours = int((ends - now).total_seconds() // 3600)
    left = ngettext("还剩 %(n)s 小时", "还剩 %(n)s 小时", hours) % {"n": hours}
    return Cell(text=deemed, tone="bad", note=left)


def cells_of(one: Mapping[str, object], names: Mapping[str, str], today: date) -> list[Cell]:
    """The cells of one case."""
    state = str(one["state"])
    return [
        Cell(text=str(one["number"]), href=case_link(str(one["number"])), note=marks(one, today)),
        Cell(text=data(names.get(str(one["item"]), one["item"]))),
        Cell(text=data(one["applicant"]), note=str(one["id_number"])),
        Cell(text=word(words.STATES, state), tone=words.STATE_TONES.get(state, "neutral")),
        Cell(text=due_words(one, today), tone=due_tone(one, today), note=due_note(one, today)),
    ]


def marks(one: Mapping[str, object], today: date) -> Text:
    """What the stored row cannot say: time may have changed it since."""
    look = day(one["time_may_have_moved"])  # type: ignore[arg-type]
    return gettext("有期限或者公示到了，请打开办理") if look is not None and look <= today else ""


def due_words(one: Mapping[str, object], today: date) -> Text:
    """Until when, and how late it is, in words."""
    due = day(one["due"])  # type: ignore[arg-type]
    if due is None:
        return "—"
    if one["stopped"]:
        return gettext("停止计时")
    if due < today:
        return gettext("已超期 %(days)d 天") % {"days": (today - due).days}
    if due == today:
        return gettext("今天到期")
    return wording.legal_date(due)


def due_tone(one: Mapping[str, object], today: date) -> str:
    """Late is bad, today and tomorrow a warning."""
    due = day(one["due"])  # type: ignore[arg-type]
    if due is None or one["stopped"]:
        return ""
    left = (due - today).days
    return "bad" if left < 0 else "warn" if left <= 1 else ""


def due_note(one: Mapping[str, object], today: date) -> Text:
    """The limit that was missed, the promise, and whether the day may still move."""
    said = []
    due = day(one["due"])  # type: ignore[arg-type]
    if due is not None and due < today and not one["stopped"]:
        said.append(gettext("期限 %(day)s") % {"day": wording.legal_date(due)})
    promised = day(one["promised"])  # type: ignore[arg-type]
    if promised is not None:
        said.append(gettext("承诺 %(day)s") % {"day": wording.legal_date(promised)})
    if one["provisional"]:
        said.append(gettext("明年的日子是暂定的，放假安排尚未公布"))
    return format_html("{}", "；".join(said) if not wording.in_english() else "; ".join(said))
