"""What is applied for, and the opening of a case for it (立件)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yizhan.cases.events import NOBODY, Opened, Party
from yizhan.cases.rules.organs import first_leg
from yizhan.cases.rules.parties import checked
from yizhan.catalogue.release import Release
from yizhan.catalogue.rules import scenario
from yizhan.kernel.identifiers import level_of
from yizhan.kernel.refusals import Refused

CHANNELS = frozenset({"window", "village", "online", "telephone", "post"})


@dataclass(frozen=True, kw_only=True)
class Application:
    """What somebody applies for, checked: people, answers to the guiding questions, the form, the way it came."""

    applicant: Party
    answers: Mapping[str, Any]
    form: Mapping[str, Any]
    channel: str = "window"
    agent: Party = NOBODY
    authorisation: str = ""
    renewal_of: str = ""
    permit_expires: date | None = None


def apply(
    *,
    applicant: Party,
    answers: Mapping[str, Any],
    form: Mapping[str, Any],
    channel: str,
    agent: Party,
    authorisation: str,
    renewal_of: str,
    permit_expires: date | None,
    only_helper: bool,
) -> Application:
    """An application with its people checked; whoever files for another has an authorisation on record.

    Raises Invalid: bad-party; Refused: unknown-channel, authorisation-missing.
    """
    whole = Application(
        applicant=checked(applicant),
        answers=answers,
        form=form,
        channel=channel,
        agent=checked(agent) if agent != NOBODY else agent,
        authorisation=authorisation,
        renewal_of=renewal_of,
        permit_expires=permit_expires,
    )
    if channel not in CHANNELS:
        raise Refused("unknown-channel", channel=channel)
    if (agent != NOBODY or only_helper) and not authorisation:
        raise Refused("authorisation-missing")
    return whole


def open_case(wanted: Application, release: Release, *, division: str, organ: str, today: date) -> Opened:
    """The opening of a case in a division's book; number, centre and query code are the book's to add."""
    chosen = scenario(release, wanted.answers)
    return Opened(
        on=today,
        number="",
        item=release.code,
        release=release.version,
        division=division,
        centre="",
        organ=organ,
        leg=first_leg(release, level_of(division)),
        channel=wanted.channel,
        applicant=wanted.applicant,
        agent=wanted.agent,
        authorisation=wanted.authorisation,
        answers=dict(wanted.answers),
        form=dict(wanted.form),
        scenario=chosen.code if chosen else "",
        renewal_of=wanted.renewal_of,
        permit_expires=wanted.permit_expires,
    )
