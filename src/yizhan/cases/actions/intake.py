"""Opening, receiving and the five intake outcomes (立件、收件、受理), each with the notice that the law wants."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from yizhan.cases import events as e
from yizhan.cases import notices
from yizhan.cases.access import Held, case_for, is_only_helper, stream_of
from yizhan.cases.actions.writing import demand, draw_number, once, told, write
from yizhan.cases.events import NOBODY, Given, Party, Wanted
from yizhan.cases.queries import hash_of_code
from yizhan.cases.rules import intake as rules
from yizhan.cases.rules import opening
from yizhan.cases.state import evolve, initial
from yizhan.catalogue.queries import release_in_force
from yizhan.journal.actions import open_stream
from yizhan.journal.events import Basis
from yizhan.journal.projections import show
from yizhan.kernel.acting import Act
from yizhan.kernel.identifiers import query_code, text
from yizhan.kernel.periods import Limit
from yizhan.papers.actions import use_files
from yizhan.places.queries import calendar_for, centre

LONGEST_TEXT = 2000


@once
def open_case(
    *,
    act: Act,
    item: str,
    applicant: Party,
    answers: Mapping[str, Any] | None = None,
    form: Mapping[str, Any] | None = None,
    channel: str = "window",
    agent: Party = NOBODY,
    authorisation: str = "",
    renewal_of: str = "",
    permit_expires: date | None = None,
) -> str:
    """Open a case in the centre's book and draw its number (立件). An agent or helper needs an authorisation on record.

    Raises Forbidden; NotFound for an item that is not in force; Refused: authorisation-missing, unknown-channel;
    Invalid.
    """
    place = centre(act.actor.centre)
    demand(act, "open", division=place.division)
    release = release_in_force(item, act.today)
    wanted = opening.apply(
        applicant=applicant,
        answers=dict(answers or {}),
        form=dict(form or {}),
        channel=channel,
        agent=agent,
        authorisation=text(authorisation, LONGEST_TEXT),
        renewal_of=renewal_of,
        permit_expires=permit_expires,
        only_helper=is_only_helper(act.actor),
    )
    number = draw_number(place.division, act.today.year)
    code = query_code(secrets.token_bytes(8))
    opened = replace(
        opening.open_case(wanted, release, division=place.division, organ=act.actor.organ, today=act.today),
        number=number,
        centre=place.code,
        query_hash=hash_of_code(code),
        query_code=code,
    )
    stream = stream_of(number)
    calendar = calendar_for(place.division)
    basis = Basis(release=f"{item}@{release.version}", calendar=calendar.version)
    open_stream(stream, centre=place.code, holder=act.actor.organ, events=(opened,), act=act, basis=basis)
    show(stream, evolve(initial(stream), opened))
    return number


@once
def submit_case(*, act: Act, number: str, materials: Sequence[Given]) -> str:
    """Receive the papers (收件) with a receipt; the release in force today is the one the case lives under."""
    held = case_for(act, number, may="submit")
    release = release_in_force(held.case.item, act.today)
    event = rules.submit(held.case, release, materials=materials, today=held.today)
    attach(held, event.materials)
    held = replace(held, release=release)
    return told(held, event, notices.receipt(held, event))


@once
def correct_on_the_spot(
    *,
    act: Act,
    number: str,
    what: str,
    form: Mapping[str, Any] | None = None,
    answers: Mapping[str, Any] | None = None,
) -> str:
    """Let the applicant correct an error at the window (当场更正, art. 32(3)); `answers` are all, as they stand now."""
    held = case_for(act, number, may="request-correction")
    event = rules.correct_on_the_spot(
        held.case,
        held.release,
        what=text(what, LONGEST_TEXT),
        form=form or {},
        answers=answers or {},
        today=held.today,
    )
    write(held, event)
    return number


@once
def request_correction(*, act: Act, number: str, wanted: Sequence[Wanted]) -> str:
    """Tell once everything that is missing (一次性告知, art. 32(4)), with its notice."""
    held = case_for(act, number, may="request-correction")
    event = rules.request_correction(held.case, held.release, wanted=wanted, today=held.today, calendar=held.calendar)
    return told(held, event, notices.correction(held, event))


@once
def correct_case(*, act: Act, number: str, materials: Sequence[Given]) -> str:
    """Take in what the correction notice asked for (补正)."""
    held = case_for(act, number, may="correct")
    event = rules.correct(held.case, held.release, materials=materials, today=held.today)
    attach(held, event.materials)
    write(held, event)
    return number


@once
def accept_case(*, act: Act, number: str) -> str:
    """Accept complete papers (受理), with the notice that starts the clocks."""
    held = case_for(act, number, may="accept")
    event = rules.accept(held.case, held.release, today=held.today)
    return told(held, event, notices.acceptance(held, event))


@once
def confirm_acceptance(*, act: Act, number: str) -> str:
    """Give the notice of acceptance of a case that the law deems accepted (补发受理通知书)."""
    held = case_for(act, number, may="accept")
    event = rules.confirm_acceptance(held.case, today=held.today)
    return told(held, event, notices.late_acceptance(held))


@once
def pledge_case(*, act: Act, number: str, supply: Limit, reasons: Mapping[str, str] | None = None) -> str:
    """Accept with minor gaps on a pledge (容缺受理), in two copies."""
    held = case_for(act, number, may="pledge")
    event = rules.pledge(
        held.case,
        held.release,
        supply=supply,
        reasons=dict(reasons or {}),
        today=held.today,
        calendar=held.calendar,
    )
    return told(held, event, notices.pledge(held, event))


@once
def supplement_case(*, act: Act, number: str, materials: Sequence[Given]) -> str:
    """Take in pledged materials, or complete the papers of an urgent matter (容缺补交、补齐手续)."""
    held = case_for(act, number, may="supplement")
    event: e.Supplemented | e.PapersCompleted
    if held.case.decision is not None and held.case.decision.urgent:
        event = rules.complete_papers(held.case, held.release, materials=materials, today=held.today)
        attach(held, event.materials)
        write(held, event)
        return number
    event = rules.supplement(held.case, held.release, materials=materials, today=held.today)
    attach(held, event.materials)
    return told(held, event, notices.restart(held, event))


@once
def not_required(*, act: Act, number: str, reason: str) -> str:
    """Tell at once that the matter needs no licence (不受理, art. 32(1))."""
    held = case_for(act, number, may="not-required")
    event = rules.not_required(held.case, reason=text(reason, LONGEST_TEXT), today=held.today)
    return told(held, event, notices.not_required(held, event))


@once
def not_competent(*, act: Act, number: str, competent: str, reason: str) -> str:
    """Refuse at once for want of power, and name the competent organ (不予受理, art. 32(2))."""
    held = case_for(act, number, may="not-competent")
    event = rules.not_competent(
        held.case, competent=text(competent, 200), reason=text(reason, LONGEST_TEXT), today=held.today
    )
    return told(held, event, notices.not_competent(held, event))


def attach(held: Held, materials: Sequence[Given]) -> None:
    """Let the case's stream use the files that were uploaded for it."""
    use_files([material.file for material in materials if material.file], held.head.stream, held.act)
