"""Remarks (留言): what those who handle a case say to each other beside it."""

from dataclasses import dataclass
from datetime import datetime

from yizhan.cases import models as rows
from yizhan.cases.access import Seen
from yizhan.cases.facts import REMARK
from yizhan.journal.queries import hidden_parts

MOST = 100


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One remark; `text` is blank where the key of its stream is not here."""

    at: datetime
    account: str
    centre: str
    text: str


def remarks_of(seen: Seen) -> list[Remark]:
    """The remarks on a case, the newest first, for whoever may read what was typed; without any it costs no read."""
    if not any(fact.kind == REMARK for fact in seen.facts):
        return []
    found = list(rows.CaseFact.objects.filter(case=seen.case.number, kind=REMARK).order_by("-at", "-no")[:MOST])
    parts = {stream: hidden_parts(stream) for stream in {row.stream for row in found}}
    return [
        Remark(
            at=row.at, account=row.account, centre=row.centre, text=parts[row.stream].get(row.no, {}).get("text", "")
        )
        for row in found
    ]
