"""Who stands at the window: what an ID number says by itself, and what the centre has had to do with him before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from yizhan.accounts.rules import insist
from yizhan.cases import queries
from yizhan.cases.access import Seen, case_seen_by, stream_of
from yizhan.cases.documents import row_document
from yizhan.catalogue import queries as catalogue
from yizhan.desk import words
from yizhan.desk.faces import day
from yizhan.kernel.acting import Act, Actor
from yizhan.kernel.identifiers import IdNumber, Sex, check_id_number
from yizhan.kernel.refusals import Forbidden, Invalid, NotFound
from yizhan.papers.queries import files_of
from yizhan.places.queries import division_names
from yizhan.web.refusals import Text, fault

MOST = 8
SEXES: Mapping[Sex, Text] = {Sex.MALE: _("男"), Sex.FEMALE: _("女")}
NUMBER_BEGINS = 6


@dataclass(frozen=True, kw_only=True)
class Identity:
    """What an ID number says (GB 11643-1999): its holder's sex, birthday and age, and where it was first given out."""

    number: str
    sex: Text
    birth: date
    age: int
    division: str


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """A case that somebody had before, as far as the reader knows it."""

    number: str
    item: str
    applicant: str
    id_number: str
    state: Text
    tone: str
    opened: date | None


def identity(text: str, today: date) -> Identity | None:
    """What the number says; None for one that is not an ID number yet. Raises Invalid with what is wrong with it."""
    if not looks_like_a_number(text):
        return None
    found: IdNumber = check_id_number(text)
    place = found.division.ljust(12, "0")
    had_birthday = (today.month, today.day) >= (found.birth.month, found.birth.day)
    return Identity(
        number=found.number,
        sex=SEXES[found.sex],
        birth=found.birth,
        age=today.year - found.birth.year - (0 if had_birthday else 1),
        division=division_names([place]).get(place, found.division),
    )


def looks_like_a_number(text: str) -> bool:
    """Whether somebody meant an ID number: long, and digits but for the last place."""
    return len(text) >= NUMBER_BEGINS and text[:-1].isdecimal() and not (len(text) == 11 and text.startswith("1"))


def wrong_number(text: str, today: date) -> Text:
    """What is wrong with an ID number; nothing where it is right or none."""
    try:
        identity(text, today)
    except Invalid as found:
        return fault(found.code)
    return ""


def earlier(actor: Actor, text: str) -> list[Earlier]:
    """The cases that fit a number, a name or a telephone number, the newest first."""
    rows = queries.find_cases(actor, text, size=MOST) if text else []
    found = [row_document(row) for row in rows]
    names = catalogue.item_names({str(one["item"]) for one in found})
    shown = [
        Earlier(
            number=str(one["number"]),
            item=names.get(str(one["item"]), str(one["item"])),
            applicant=str(one["applicant"]),
            id_number=str(one["id_number"]),
            state=words.word(words.STATES, str(one["state"])),
            tone=words.STATE_TONES.get(str(one["state"]), "neutral"),
            opened=day(one["opened"]),
        )
        for one in found
    ]
    return sorted(shown, key=lambda one: (one.opened or date.min, one.number), reverse=True)


def earlier_case(act: Act, number: str) -> Seen:
    """An earlier case with its applicant and form in clear, for whoever may look. Raises NotFound, Forbidden."""
    seen = case_seen_by(act.actor, number, today=act.today)
    insist(seen.may("view-unmasked"))
    return seen


@dataclass(frozen=True, kw_only=True)
class Reusable:
    """A paper that the centre has as a file from an earlier case (沿用): nobody brings it twice."""

    case: str
    name: str
    digest: str
    file_name: str
    on: date | None


def reusable(actor: Actor, number: str, today: date) -> Sequence[Reusable]:
    """The files of an earlier case by the paper's name; none where the reader may not open them."""
    try:
        seen = case_seen_by(actor, number, today=today)
        insist(seen.may("view-unmasked"))
    except (NotFound, Forbidden):
        return ()
    files = {one.digest: one for one in files_of(stream_of(number))}
    named = {one.code: one.name for one in seen.release.materials}
    return [
        Reusable(
            case=number,
            name=named[code],
            digest=given.file,
            file_name=files[given.file].name,
            on=seen.case.received,
        )
        for code, given in seen.case.materials.items()
        if given.file in files and code in named
    ]
