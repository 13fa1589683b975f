"""What a sitting brought (签批结果): its page, its list for the file, and the decisions to print in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yizhan.cases import queries
from yizhan.cases.access import Seen, case_seen_by
from yizhan.cases.actions.sitting import LEFT_OUT, SIGNED
from yizhan.cases.events import Decided
from yizhan.catalogue import queries as catalogue
from yizhan.journal.queries import Written
from yizhan.kernel.acting import LEGAL_ZONE, Actor
from yizhan.kernel.masking import mask_name
from yizhan.kernel.refusals import Forbidden, NotFound
from yizhan.papers.void_queries import printed_of
from yizhan.places import queries as places

GRANTED, REFUSED = "准予", "不予批准"
TAKEN_BACK, AMENDED, AWAY, NOT_DONE = "决定已撤销", "决定已纠正", "已经不在本单位", "没有签完"
"""The list goes into the file: its words are Chinese, as those of every official paper."""


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A paper that was signed: its decision as it was made then, and the notice that tells it as long as it stands."""

    case: str
    item: str = ""
    applicant: str = ""
    decision: str = ""
    number: str = ""
    notice: str = ""
    note: str = AWAY


def result_of(actor: Actor, sitting: str, today: date) -> dict[str, Any]:
    """What is signed, left out, still to be signed, and not ticked; the decisions themselves once it is over."""
    begun, papers = queries.sitting_of(actor, sitting), queries.pile_of(sitting)
    ticked = [one for one in papers if one.ticked]
    over = begun.closed_at is not None
    signed = [one for one in ticked if one.outcome == SIGNED]
    found = [signed_paper(actor, one, today) for one in signed] if over else [Signed(case=one.case) for one in signed]
    notices = [one.notice for one in found if one.notice]
    return {
        "sitting": sitting,
        "begun": begun,
        "ticked": len(ticked),
        "done": sum(1 for one in ticked if one.outcome),
        "signed": found,
        "notices": notices,
        "prepared": len(printed_of(notices)),
        "left_out": [one for one in ticked if one.outcome == LEFT_OUT],
        "unsigned": [one.case for one in ticked if not one.outcome] if over else [],
        "not_ticked": [one.case for one in papers if not one.ticked],
    }


def signed_paper(actor: Actor, paper: Any, today: date) -> Signed:
    """A signed paper with its decision; one that is no longer the reader's to see by its number alone."""
    try:
        seen = case_seen_by(actor, paper.case, today=today)
    except (NotFound, Forbidden):
        return Signed(case=paper.case)
    entry = decided_after(seen.history, paper.seen)
    told = [one for one in seen.issued if one.entry == entry.no and one.voided_on is None]
    note = what_became(seen, entry.event)
    return Signed(
        case=paper.case,
        item=seen.release.name,
        applicant=mask_name(seen.case.applicant.name),
        decision=GRANTED if entry.event.granted else REFUSED,
        number=entry.event.number,
        notice=told[-1].number if told and not note else "",
        note=note,
    )


def decided_after(history: Sequence[Written], seen: int) -> Written:
    """The decision that was signed on the version that the approver had opened."""
    return next(entry for entry in history[seen:] if isinstance(entry.event, Decided))


def what_became(seen: Seen, event: Decided) -> str:
    """Whether the decision stands: nothing, or what became of it."""
    if seen.case.decision is None:
        return TAKEN_BACK
    return "" if seen.case.decision.number == event.number else AMENDED


def list_content(actor: Actor, result: dict[str, Any]) -> dict[str, Any]:
    """The list of the sitting (集中签批清单) as its form reads it."""
    begun = result["begun"]
    items = items_of([one.case for one in result["left_out"]] + result["unsigned"] + result["not_ticked"])
    return {
        "sitting": result["sitting"],
        "organ": places.names_of([begun.organ]).get(begun.organ, begun.organ),
        "approver": actor.name,
        "authenticated": moment_words(begun.authenticated_at),
        "closed": moment_words(begun.closed_at),
        "ticked": result["ticked"],
        "signed": [
            {
                "number": one.case,
                "item": one.item,
                "applicant": one.applicant,
                "decision": one.decision,
                "papers": [words for words in (one.number, one.notice) if words],
                "note": one.note,
            }
            for one in result["signed"]
        ],
        "left_out": [{"number": one.case, "item": items[one.case], "why": one.why} for one in result["left_out"]],
        "unsigned": [{"number": case, "item": items[case], "why": NOT_DONE} for case in result["unsigned"]],
        "not_ticked": [{"number": case, "item": items[case]} for case in result["not_ticked"]],
    }


def items_of(numbers: Sequence[str]) -> dict[str, str]:
    """The names of the items of cases on the pile."""
    rows = queries.rows_of(numbers)
    names = catalogue.item_names({row.item for row in rows.values()})
    return {number: names.get(rows[number].item, "") if number in rows else "" for number in numbers}


def moment_words(moment: datetime | None) -> str:
    """A moment as the list prints it."""
    return f"{moment.astimezone(LEGAL_ZONE):%Y-%m-%d %H:%M}" if moment else "—"
