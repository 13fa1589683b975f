"""The leader's sitting (集中签批): one pile, each paper opened, one authentication, each case checked again and signed
as an act of its own. What changed meanwhile, or is refused, is left out and named.
"""

import secrets
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import transaction

from yizhan.accounts.actions import confirm_person
from yizhan.cases.access import case_seen_by
from yizhan.cases.actions.decision import decide_case, refuse_case
from yizhan.cases.models import Sitting, SittingPaper, SittingRecord
from yizhan.cases.queries import pile_of, proposal_of, sitting_of, sittings_of, waiting_for
from yizhan.journal.actions import record
from yizhan.kernel.acting import Act, legal_day
from yizhan.kernel.hashing import sm3
from yizhan.kernel.refusals import NotFound, Refused
from yizhan.web.telling import told

AT_ONCE = 10
"""Papers signed in one request: none takes longer than a person waits for a page."""
AUTHENTICATED_FOR = timedelta(minutes=30)
SIGNED, LEFT_OUT = "signed", "left-out"


def begin_sitting(*, act: Act) -> str:
    """Lay what waits for this approver as one pile, or lay it on the pile that he began today; the sitting.

    The cases are read before the transaction. Raises Refused: nothing-waits.
    """
    waiting = waiting_for(act.actor, today=act.today)
    with transaction.atomic():
        begun = [one for one in sittings_of(act.actor, size=1) if one.authenticated_at is None]
        today = [one.pk for one in begun if legal_day(one.opened_at) == act.today]
        if not today and not waiting:
            raise Refused("nothing-waits")
        sitting = today[0] if today else _opened(act)
        _lay(sitting, waiting)
    return sitting


def _opened(act: Act) -> str:
    sitting = secrets.token_hex(8)
    Sitting.objects.create(id=sitting, account=act.actor.account, organ=act.actor.organ, opened_at=act.now)
    return sitting


def _lay(sitting: str, waiting: Iterable[str]) -> None:
    """What does not lie there yet, below what does."""
    lying = [paper.case for paper in pile_of(sitting)]
    fresh = [number for number in waiting if number not in lying]
    SittingPaper.objects.bulk_create(
        SittingPaper(key=f"{sitting}/{place:04d}/{number}", sitting=sitting, case=number)
        for place, number in enumerate(fresh, start=len(lying))
    )


@transaction.atomic
def open_paper(*, act: Act, sitting: str, number: str) -> int:
    """Note that the approver opened a paper of his pile, and which version he saw. Raises NotFound; Refused."""
    _must_be_open(sitting_of(act.actor, sitting))
    version = case_seen_by(act.actor, number, today=act.today).version
    if not SittingPaper.objects.filter(sitting=sitting, case=number).update(seen=version):
        raise NotFound
    return version


def sign_pile(*, act: Act, sitting: str, numbers: Collection[str], password: str) -> None:
    """One authentication for the ticked papers, each of which was opened: from here they are signed in batches.

    Raises NotFound; Invalid: password-wrong; TooMany; Refused: nothing-ticked, paper-not-opened, sitting-closed.
    """
    sitting_of(act.actor, sitting)
    confirm_person(act=act, password=password)
    with transaction.atomic():
        begun = Sitting.objects.select_for_update().get(pk=sitting)
        _must_be_open(begun)
        papers = [paper for paper in pile_of(sitting) if paper.case in numbers]
        if not papers:
            raise Refused("nothing-ticked")
        unread = [paper.case for paper in papers if paper.seen is None]
        if unread:
            raise Refused("paper-not-opened", number="、".join(unread))
        SittingPaper.objects.filter(key__in=[paper.key for paper in papers]).update(ticked=True)
        Sitting.objects.filter(pk=sitting).update(authenticated_at=act.now)
        _record(act, begun, "authenticated", [{"number": paper.case, "seen": paper.seen} for paper in papers])


def _must_be_open(sitting: Sitting) -> None:
    if sitting.authenticated_at is not None:
        raise Refused("sitting-closed")


def sign_some(*, act: Act, sitting: str) -> None:
    """Sign the next few ticked papers, each in a transaction of its own; the last one closes the sitting.

    A repeat, or a second window, finds each act's own key and signs nothing twice. Raises NotFound;
    Refused: not-authenticated, authenticate-again.
    """
    begun = sitting_of(act.actor, sitting)
    if begun.authenticated_at is None:
        raise Refused("not-authenticated")
    if begun.closed_at is not None:
        return
    if act.now - begun.authenticated_at > AUTHENTICATED_FOR:
        _close(act, begun)
        raise Refused("authenticate-again")
    for paper in _unsigned(sitting)[:AT_ONCE]:
        _sign(act, paper)
    if not _unsigned(sitting):
        _close(act, begun)


def _unsigned(sitting: str) -> list[SittingPaper]:
    return [paper for paper in pile_of(sitting) if paper.ticked and not paper.outcome]


def _sign(act: Act, paper: SittingPaper) -> None:
    """The case as it is now must be the version that was opened, and every rule must let it pass; else it is named."""
    outcome: dict[str, str] = {"outcome": SIGNED}
    try:
        _decided(act, paper)
    except Refused as refused:
        words = told(refused)
        outcome = {"outcome": LEFT_OUT, "code": refused.code, "why": f"{words.title}: {words.detail}"}
    SittingPaper.objects.filter(pk=paper.pk, outcome="").update(**outcome)


def _decided(act: Act, paper: SittingPaper) -> None:
    key = f"sitting.{paper.sitting}.{paper.case}"
    signing = replace(act, seen=paper.seen, key=key, digest=sm3(f"{key}@{paper.seen}".encode()).hex())
    proposed = proposal_of(case_seen_by(act.actor, paper.case, today=act.today))
    if proposed.granted:
        decide_case(act=signing, number=paper.case, content=proposed.content)
    else:
        refuse_case(act=signing, number=paper.case, reason=proposed.reason)


@transaction.atomic
def _close(act: Act, sitting: Sitting) -> None:
    """What became of each paper is recorded once: of two batches that end at the same moment one closes."""
    if not Sitting.objects.filter(pk=sitting.pk, closed_at=None).update(closed_at=act.now):
        return
    papers = [
        {"number": paper.case, "seen": paper.seen, "outcome": paper.outcome, "code": paper.code}
        for paper in pile_of(sitting.pk)
        if paper.ticked
    ]
    _record(act, sitting, "closed", papers)


def _record(act: Act, sitting: Sitting, stage: str, papers: list[dict[str, Any]]) -> None:
    row = SittingRecord(sitting=sitting.pk, stage=stage, organ=sitting.organ, papers=papers)
    stream = f"sitting:{sitting.organ}:{act.today:%Y%m%d}"
    record(row, stream=stream, centre=act.actor.centre, act=replace(act, key="", digest=""))
