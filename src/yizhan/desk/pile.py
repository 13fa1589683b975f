"""The pile of a sitting as its page shows it: a line for each paper, and one paper opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from yizhan.accounts import queries as accounts
from yizhan.cases import documents, queries
from yizhan.cases.access import Seen, case_seen_by
from yizhan.cases.queries import Opinion
from yizhan.cases.rules.materials import urgent
from yizhan.catalogue import queries as catalogue
from yizhan.desk import faces, words, worklist
from yizhan.desk.words import data
from yizhan.kernel.acting import Actor
from yizhan.kernel.refusals import Forbidden, NotFound
from yizhan.web.faces import Badge
from yizhan.web.refusals import Text
from yizhan.web.telling import Told, told


@dataclass(frozen=True, kw_only=True)
class Said:
    """One opinion: which step, who, for or against, in which words."""

    step: Text
    who: Text
    agrees: bool
    text: Text


@dataclass(frozen=True, kw_only=True)
class Line:
    """One paper of the pile."""

    number: str
    item: Text = ""
    applicant: Text = ""
    identity: str = ""
    due: Text = "—"
    due_tone: str = ""
    heard: Sequence[Said] = ()
    granted: bool = True
    proposal: Text = ""
    flags: Sequence[Badge] = ()
    opened: bool = False
    ticked: bool = False
    gone: bool = False


def lines(actor: Actor, pile: Sequence[Any], today: date, *, ticked: Sequence[str] = ()) -> list[Line]:
    """The pile; a paper that is no longer the reader's to see stands there without its content."""
    known = queries.rows_of([paper.case for paper in pile])
    names = catalogue.item_names({row.item for row in known.values()})
    found = []
    for paper in pile:
        marks = {"number": paper.case, "opened": paper.seen is not None, "ticked": paper.case in ticked}
        try:
            seen = case_seen_by(actor, paper.case, today=today)
        except (NotFound, Forbidden):
            found.append(Line(**marks, gone=True))
            continue
        row = documents.row_document(known[paper.case])
        found.append(
            Line(
                **marks,
                item=data(names.get(seen.case.item, seen.case.item)),
                applicant=data(row["applicant"]),
                identity=row["id_number"],
                due=worklist.due_words(row, today),
                due_tone=worklist.due_tone(row, today),
                flags=flags(seen, row, today),
                **proposed(seen),
                heard=briefly(said(seen)),
            )
        )
    return found


def kept_back(actor: Actor, lying: Sequence[str], today: date) -> list[tuple[str, Told]]:
    """What waits for the approver and cannot be signed in the pile, each with the reason in words."""
    return [(number, told(refused)) for number, refused in queries.kept_back(actor, lying, today=today)]


def briefly(opinions: Sequence[Said]) -> list[Said]:
    """What a line has room for: every dissent, and the newest words; the opened paper shows all."""
    spoken = [one for one in opinions if str(one.text)]
    return [one for one in spoken if not one.agrees or one is spoken[-1]]


def proposed(seen: Seen) -> dict[str, Any]:
    """What the opinions propose."""
    proposal = queries.proposal_of(seen)
    return {
        "granted": proposal.granted,
        "proposal": data(proposal.content or proposal.reason),
    }


def said(seen: Seen) -> list[Said]:
    """Every opinion, the earliest first."""
    found = queries.opinions_of(seen)
    names = accounts.names({one.entry.account for one in found})
    return [
        Said(
            step=step_name(seen, one),
            who=data(names.get(one.entry.account, one.entry.account)),
            agrees=one.agrees,
            text=data(one.text),
        )
        for one in found
    ]


def step_name(seen: Seen, one: Opinion) -> Text:
    """The step's name; reporting up has none of its own."""
    step = seen.release.step(one.step)
    return data(step.name if step else one.step) if one.step else words.EVENTS["Forwarded"]


def flags(seen: Seen, row: dict[str, Any], today: date) -> list[Badge]:
    """What the approver must know before he opens it."""
    due, found = faces.day(row["due"]), []
    if urgent(seen.case, seen.release):
        found.append(Badge(text=_("急难先办"), tone="warn"))
    if due is not None and due < today and not row["stopped"]:
        found.append(Badge(text=_("超期"), tone="bad"))
    if seen.case.pledge is not None:
        found.append(Badge(text=_("容缺受理"), tone="warn"))
    if seen.case.extension is not None:
        found.append(Badge(text=_("已延长"), tone="info"))
    if any(not one.agrees for one in seen.case.taken):
        found.append(Badge(text=_("有不同意见"), tone="bad"))
    return found
