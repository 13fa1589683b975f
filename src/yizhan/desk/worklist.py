"""My work (我的待办): which states wait for which roles, and a list of cases as rows of a table."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yizhan.cases.documents import row_document
from yizhan.catalogue import queries as catalogue
from yizhan.desk import words
from yizhan.desk.faces import case_link, day
from yizhan.desk.words import data, word
from yizhan.kernel.acting import Actor
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


def silence(rows: Iterable[object], today: date) -> list[tuple[Text, str, Text, Text]]:
    """Cases that time decides if nobody does, today or tomorrow: number, address, item, and when in words."""
    documents = [row_document(row) for row in rows]  # type: ignore[arg-type]
    names = catalogue.item_names({one["item"] for one in documents})
    return [
        (one["number"], case_link(one["number"]), data(names.get(one["item"], one["item"])), silent_when(one, today))
        for one in documents
    ]


def silent_when(one: Mapping[str, object], today: date) -> Text:
    """From when the law speaks where nobody did."""
    on = day(one["time_may_have_moved"])  # type: ignore[arg-type]
    return gettext("已到时间") if on is not None and on <= today else gettext("明天")


def cells_of(one: Mapping[str, object], names: Mapping[str, str], today: date) -> list[Cell]:
    """The cells of one case."""
    state = str(one["state"])
    return [
        Cell(text=str(one["number"]), href=case_link(str(one["number"])), note=marks(one, today)),
        Cell(text=data(names.get(str(one["item"]), one["item"]))),
        Cell(text=data(one["applicant"]), note=str(one["id_number"])),
        Cell(text=word(words.STATES, state), tone=words.STATE_TONES.get(state, "neutral")),
        Cell(text=due_words(one, today), tone=due_tone(one, today), note=due_note(one)),
    ]


def marks(one: Mapping[str, object], today: date) -> Text:
    """What the stored row cannot say: time may have changed it since."""
    look = day(one["time_may_have_moved"])  # type: ignore[arg-type]
    return gettext("时间已到，打开后按法律规定重新判断") if look is not None and look <= today else ""


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


def due_note(one: Mapping[str, object]) -> Text:
    """The promise, and whether the day may still move."""
    said = []
    if one["provisional"]:
        said.append(gettext("暂定，该年放假安排尚未公布"))
    promised = day(one["promised"])  # type: ignore[arg-type]
    if promised is not None:
        said.append(gettext("承诺 %(day)s") % {"day": wording.legal_date(promised)})
    return format_html("{}", "；".join(said) if not wording.in_english() else "; ".join(said))
