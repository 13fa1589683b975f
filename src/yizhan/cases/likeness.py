"""Cases that may be the same as one that is asked about, anywhere on this node: bounded reads, each from an index."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from yizhan.cases import models as rows
from yizhan.cases.access import sees
from yizhan.cases.events import Party
from yizhan.cases.names import AFTER_ALL, name_key
from yizhan.cases.rules.sameness import Person, likeness, mistyped, since, surname
from yizhan.cases.state import DONE_STATES, OPEN_STATES
from yizhan.journal.queries import lookup_hash
from yizhan.kernel.acting import Actor

READ, SHOWN = 50, 8


@dataclass(frozen=True, kw_only=True)
class Likely:
    """A case that may be the same. Who is not entitled to it learns its number, centre and day, and nothing else."""

    number: str
    centre: str
    opened_on: date
    reasons: tuple[str, ...] = ()
    row: rows.Case | None = None


def candidates(actor: Actor, applicant: Party, item: str, *, today: date, but: str = "") -> list[Likely]:
    """What may be the same matter of the same person or household, the most alike first, but for case `but`.

    Open, or decided within six months; what somebody found to be another matter is not asked about again.
    """
    asked, near = _person(applicant), {lookup_hash(each) for each in mistyped(applicant.id_number)}
    found = {row.number: row for row in _found(asked, near, _recent(item, today))}
    settled = set(_settled(found, asked.number))
    likely = [
        (reasons, row)
        for row in found.values()
        if row.number != but and row.number not in settled and (reasons := likeness(asked, person_of(row), near=near))
    ]
    likely.sort(key=lambda one: (-len(one[0]), -one[1].opened_on.toordinal(), one[1].number))
    return [_shown(actor, row, reasons, today) for reasons, row in likely[:SHOWN]]


def _person(party: Party) -> Person:
    number, phone = lookup_hash(party.id_number), lookup_hash(party.phone)
    return Person(name=party.name, number=number, phone=phone, address=party.address)


def person_of(row: rows.Case) -> Person:
    """The applicant as a row has him."""
    return Person(name=row.applicant, number=row.id_lookup, phone=row.phone_lookup, address=row.address)


def _recent(item: str, today: date) -> QuerySet[rows.Case]:
    lasting = Q(state__in=OPEN_STATES) | Q(state__in=DONE_STATES, decided_on__gte=since(today))
    return rows.Case.objects.filter(lasting, item=item).order_by("-opened_on", "number")


def _found(asked: Person, near: Iterable[str], recent: QuerySet[rows.Case]) -> list[rows.Case]:
    """Each sign is looked up in an index of its own; of each at most fifty, the newest."""
    reads = []
    if asked.number:
        reads.append(recent.filter(id_lookup__in=[asked.number, *near]))
    if asked.phone:
        reads.append(recent.filter(phone_lookup=asked.phone))
    if asked.address:
        reads.append(recent.filter(address=asked.address))
    if asked.name:
        key = name_key(surname(asked.name))
        reads.append(recent.filter(name_key__gte=key, name_key__lt=key + AFTER_ALL))
    return [row for read in reads for row in read[:READ]]


def _settled(found: Iterable[str], number: str) -> Iterable[str]:
    another = rows.SamenessDecided.objects.filter(case__in=list(found), same=False, person=number)
    return another.values_list("case", flat=True) if number else ()


def _shown(actor: Actor, row: rows.Case, reasons: tuple[str, ...], today: date) -> Likely:
    known = Likely(number=row.number, centre=row.centre, opened_on=row.opened_on)
    if not sees(actor, row.number, today=today):
        return known
    return Likely(number=row.number, centre=row.centre, opened_on=row.opened_on, reasons=reasons, row=row)


def samenesses_of(number: str) -> Sequence[rows.SamenessDecided]:
    """What was decided about applications that may be the same as this case, the earliest first."""
    return list(rows.SamenessDecided.objects.filter(case=number).order_by("at", "key")[:READ])
