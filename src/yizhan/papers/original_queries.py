"""Bounded reads of paper originals: who has what, what is under way, what is missing, what lies on the shelf."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from yizhan.journal import queries as journal
from yizhan.journal.queries import Written
from yizhan.kernel.acting import Actor
from yizhan.kernel.identifiers import plain_number
from yizhan.papers.access import originals_for_actor
from yizhan.papers.models import OriginalsCount, PaperOriginal
from yizhan.papers.original_rules import RESULT
from yizhan.papers.original_slips import lines
from yizhan.papers.state import HELD, MISSING, OUT, UNDER_WAY, Original

__all__ = ["Original", "PaperOriginal"]

LONGEST = 500


def of_case(case: str) -> list[PaperOriginal]:
    """Every original of a case, as taken in; whether the case is the reader's, the caller knows."""
    return list(PaperOriginal.objects.filter(case=case).order_by("taken_on", "number")[:LONGEST])


def out_of_case(case: str) -> list[PaperOriginal]:
    """The citizen's originals that a case still answers for; a result on the shelf is none of them."""
    return [row for row in of_case(case) if row.is_citizens]


def in_hand(account: str) -> list[PaperOriginal]:
    """What a person has, without the shelf, the oldest first."""
    rows = PaperOriginal.objects.filter(account=account, status=HELD, shelf=None)
    return list(rows.order_by("since", "number")[:LONGEST])


def to_confirm(account: str) -> list[PaperOriginal]:
    """What is on its way to a person."""
    return list(PaperOriginal.objects.filter(to_account=account, status=UNDER_WAY).order_by("slip", "number")[:LONGEST])


def given_away(account: str) -> list[PaperOriginal]:
    """What a person gave and nobody confirmed yet."""
    return list(PaperOriginal.objects.filter(account=account, status=UNDER_WAY).order_by("slip", "number")[:LONGEST])


def missing_of(account: str) -> list[PaperOriginal]:
    """What was last in a person's hands, or on its way to him, and is missing."""
    mine = Q(account=account) | Q(to_account=account)
    return list(PaperOriginal.objects.filter(mine, status=MISSING).order_by("since", "number")[:LONGEST])


def to_count(account: str) -> list[PaperOriginal]:
    """What a person must show at the evening's count: in his hands, and on its way to him."""
    return [*in_hand(account), *to_confirm(account)]


def on_slip(account: str, slip: str) -> list[PaperOriginal]:
    """What a slip brings to a person and waits for his word."""
    return [row for row in to_confirm(account) if row.slip == slip]


def find(actor: Actor, words: str, *, cases: Collection[str] = ()) -> list[PaperOriginal]:
    """Originals that are the actor's to know: by their number, case or slip, and those of cases that the caller found
    by a person. Those still out first."""
    if not words:
        return []
    exact = plain_number(words)
    wanted = Q(number=exact) | Q(case=exact) | Q(slip=exact) | Q(case__in=list(cases)[:LONGEST])
    return list(originals_for_actor(actor).filter(wanted).order_by("ended", "-taken_on", "number")[:LONGEST])


def missing_seen_by(actor: Actor) -> list[PaperOriginal]:
    """What is missing, of all that is the actor's to know."""
    return list(originals_for_actor(actor).filter(status=MISSING).order_by("since", "number")[:LONGEST])


def out_seen_by(actor: Actor) -> list[PaperOriginal]:
    """The citizens' originals that we answer for, of all that is the actor's to know, the oldest first."""
    rows = originals_for_actor(actor).filter(status__in=OUT).exclude(kind=RESULT)
    return list(rows.order_by("taken_on", "number")[:LONGEST])


def late_seen_by(actor: Actor, today: date) -> list[PaperOriginal]:
    """What was given on an earlier day and nobody confirmed, of all that is the actor's to know."""
    rows = originals_for_actor(actor).filter(status=UNDER_WAY, since__lt=today)
    return list(rows.order_by("since", "number")[:LONGEST])


@dataclass(frozen=True, kw_only=True)
class PersonHas:
    """One person's originals at a look: in his hands, given and not confirmed, missing; whether he counted today."""

    account: str
    centre: str
    held: int
    under_way: int
    missing: int
    counted: bool


def by_person(actor: Actor, today: date) -> list[PersonHas]:
    """Who has how many, of all that is the actor's to know, and who counted today."""
    rows = originals_for_actor(actor).filter(status__in=OUT, shelf=None).values_list("account", "centre")
    grouped = rows.annotate(
        held=Count("pk", filter=Q(status=HELD)),
        under_way=Count("pk", filter=Q(status=UNDER_WAY)),
        missing=Count("pk", filter=Q(status=MISSING)),
    ).order_by("centre", "account")[:LONGEST]
    found = list(grouped)
    done = counted_on(today, [account for account, *_ in found])
    return [
        PersonHas(account=account, centre=centre, held=held, under_way=way, missing=gone, counted=account in done)
        for account, centre, held, way, gone in found
    ]


def counted_on(day: date, accounts: Collection[str]) -> set[str]:
    """Which of these people counted on a day."""
    return set(OriginalsCount.objects.filter(on=day, person__in=accounts).values_list("person", flat=True))


def last_count(account: str) -> OriginalsCount | None:
    """A person's last count."""
    return OriginalsCount.objects.filter(person=account).order_by("-at").first()


def missing_at_last_count(account: str) -> list[str]:
    """What a person's last count named missing."""
    row = last_count(account)
    return list(row.missing) if row else []


def slip_of(number: str) -> str:
    """The last slip of an original."""
    return PaperOriginal.objects.filter(number=number).values_list("slip", flat=True).first() or ""


def shelf_numbers(centre: str) -> list[int]:
    """The numbers of a centre's shelf on which something lies."""
    found = PaperOriginal.objects.filter(centre=centre, shelf__isnull=False).values_list("shelf", flat=True)
    return [number for number in found if number is not None]


def on_shelf(centre: str, *, case: str = "") -> list[PaperOriginal]:
    """What lies on a centre's shelf, for one case or for all, by its number."""
    rows = PaperOriginal.objects.filter(centre=centre, shelf__isnull=False)
    return list((rows.filter(case=case) if case else rows).order_by("shelf")[:LONGEST])


def state_of(number: str) -> Original:
    """An original whole; that it is the reader's to know, the caller made sure. Raises NotFound."""
    state: Original = journal.state_of(f"original:{number}")
    return state


def original_lines(originals: Iterable[Original], *, described: bool) -> list[dict[str, Any]]:
    """Originals as rows of a slip; the description only where the slip is the owner's."""
    return lines(originals, described=described)


def history_of(number: str) -> list[Written]:
    """Every entry of an original."""
    return journal.written(f"original:{number}")
