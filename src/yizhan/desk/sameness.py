"""What may be the same matter (可能是同一件), side by side with what was typed just now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yizhan.cases import queries
from yizhan.cases.documents import row_document
from yizhan.cases.events import Party
from yizhan.cases.queries import Likely
from yizhan.desk import words
from yizhan.desk.words import data
from yizhan.kernel import masking
from yizhan.kernel.acting import Actor
from yizhan.kernel.identifiers import check_phone
from yizhan.kernel.refusals import Invalid
from yizhan.places import queries as places
from yizhan.web.refusals import Text

LONGEST = 200
REASONS: Mapping[str, Text] = {
    "same-number": _("证件号码相同"),
    "near-number": _("证件号码只差一处，可能填错"),
    "same-phone": _("电话相同"),
    "near-name": _("姓名相同或者相近"),
    "household": _("同一住址，可能是同一户"),
}


@dataclass(frozen=True, kw_only=True)
class Side:
    """A person on one side of the comparison, masked."""

    name: Text
    number: str
    phone: str
    address: Text


@dataclass(frozen=True, kw_only=True)
class Face:
    """A case that may be the same: who is not entitled to it sees number, centre and day."""

    number: str
    centre: Text
    opened: date
    reasons: Sequence[Text] = ()
    state: Text = ""
    tone: str = ""
    side: Side | None = None
    because: str = ""


def typed_party(given: QueryDict) -> Party:
    """The applicant as the page has him so far, in the form in which cases keep him; nothing is refused here."""
    typed = {name: clean(given.get(f"a-{name}", "")) for name in ("name", "id_number", "phone", "address")}
    typed["id_number"] = typed["id_number"].upper()
    try:
        typed["phone"] = check_phone(typed["phone"])
    except Invalid:
        typed["phone"] = ""
    return Party(**typed)


def clean(text: str) -> str:
    """What can be printed of a text, without spaces around it."""
    return " ".join("".join(one for one in text if one.isprintable()).split())[:LONGEST]


def faces(found: Sequence[Likely], given: QueryDict | None = None) -> list[Face]:
    """The cases found; a reason that was typed for one stays where it was."""
    names, typed = places.names_of({one.centre for one in found}), given or QueryDict()
    return [
        replace(face(one, data(names.get(one.centre, one.centre))), because=typed.get(f"because.{one.number}", ""))
        for one in found
    ]


def face(one: Likely, centre: Text) -> Face:
    """One case."""
    known = Face(number=one.number, centre=centre, opened=one.opened_on)
    if one.row is None:
        return known
    row = row_document(one.row)
    return replace(
        known,
        reasons=[words.word(REASONS, reason) for reason in one.reasons],
        state=words.word(words.STATES, row["state"]),
        tone=words.STATE_TONES.get(row["state"], "neutral"),
        side=Side(
            name=data(row["applicant"]),
            number=row["id_number"],
            phone=row["phone"],
            address=data(masking.mask_address(one.row.address)),
        ),
    )


def side_of(party: Party) -> Side:
    """The person at the window, masked as the other side is."""
    return Side(
        name=data(masking.mask_name(party.name)),
        number=masking.mask_id_number(party.id_number),
        phone=masking.mask_phone(party.phone),
        address=data(masking.mask_address(party.address)),
    )


def comparison(
    actor: Actor, party: Party, item: str, *, today: date, but: str = "", given: QueryDict | None = None
) -> dict[str, Any]:
    """What the panel shows: who is here, and what may be the same; nothing while nobody is typed."""
    known = party.name or party.id_number
    found = queries.candidates(actor, party, item, today=today, but=but) if known else []
    return {"likely": faces(found, given), "here": side_of(party)}
