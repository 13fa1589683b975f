"""What the desk does with several acts of the rooms below at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from yizhan.accounts import actions as accounts
from yizhan.cases.access import stream_of
from yizhan.cases.actions.hands import take_case
from yizhan.cases.actions.intake import open_case, submit_case
from yizhan.cases.events import NOBODY, Given, Party
from yizhan.desk.people import Reusable
from yizhan.desk.worklist import works_cases
from yizhan.kernel.acting import Act
from yizhan.papers.actions import share_file

REUSE = "新件沿用材料"
Follow = Callable[[Act, str], str]
"""An act on a case that follows in the same transaction: act and number in, number out."""


@transaction.atomic
def receive_matter(
    *,
    act: Act,
    item: str,
    applicant: Party,
    materials: Sequence[Given],
    answers: Mapping[str, Any],
    form: Mapping[str, Any],
    channel: str = "window",
    agent: Party = NOBODY,
    authorisation: str = "",
    renewal_of: str = "",
    permit_expires: date | None = None,
    reused: Sequence[Reusable] = (),
    then: Sequence[Follow] = (),
) -> str:
    """Open a case, receive its papers and do what follows in one go (立件、收件并受理): all or nothing. The number.

    Whoever takes a matter in at a window has it in hand from then on (首问负责).
    Each entry has a key of its own, made from the request's. Raises what the acts raise.
    """
    number = open_case(
        act=part_of(act, "open"),
        item=item,
        applicant=applicant,
        answers=answers,
        form=form,
        channel=channel,
        agent=agent,
        authorisation=authorisation,
        renewal_of=renewal_of,
        permit_expires=permit_expires,
    )
    for (
        paper
    ) in reused:  # whoever opens the file of an earlier case looks at it: `people.reusable` asked whether he may
        share_file(paper.digest, source=stream_of(paper.case), target=stream_of(number), act=act)
        accounts.record_look(act=act, subject=stream_of(paper.case), field=f"file {paper.digest[:16]}", why=REUSE)
    submit_case(act=part_of(act, "submit"), number=number, materials=materials)
    if works_cases(act.actor):
        take_case(act=part_of(act, "take"), number=number)
    for place, follow in enumerate(then):
        follow(part_of(act, f"then{place}"), number)
    accounts.drop_draft(act=act, key=act.key)
    return number


@transaction.atomic
def carry_out(*, act: Act, number: str, follow: Follow) -> str:
    """One act on a case; what was kept of its form while it was typed goes with it. Raises what the act raises."""
    follow(act, number)
    accounts.drop_draft(act=act, key=act.key)
    return number


def part_of(act: Act, name: str) -> Act:
    """One of the acts that a request asks for."""
    return replace(act, seen=None, key=f"{act.key}.{name}" if act.key else "")


def look(*, act: Act, number: str, field: str, why: str) -> None:
    """Record that the actor sees personal data of a case in clear. Raises Invalid."""
    accounts.record_look(act=act, subject=stream_of(number), field=field, why=why)
