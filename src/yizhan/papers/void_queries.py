"""Which notices are void, printed, issued anew: what the rules of voiding and undoing ask of the register."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from yizhan.papers.models import Notice, NoticeRendered, NoticeVoided

Voidings = Mapping[str, NoticeVoided]
"""The void notices (作废) of a case, by number."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A notice of a case as the register knows it; `again` is the number of the one issued in its place."""

    notice: Notice
    printed: bool
    void: NoticeVoided | None
    again: str


def voiding_of(number: str) -> NoticeVoided | None:
    """When, why and by whom a notice was declared void; None for one that stands."""
    return NoticeVoided.objects.filter(number=number).first()


def is_printed(number: str) -> bool:
    """Whether a notice was opened for printing: from then on it may have gone out."""
    return NoticeRendered.objects.filter(number=number).exists()


def voidings_of_case(case_number: str) -> Voidings:
    """The void notices of a case, by their numbers."""
    return {row.number: row for row in NoticeVoided.objects.filter(case_number=case_number).order_by("at", "number")}


def register_of(case_number: str, void: Voidings) -> list[Registered]:
    """Every notice of a case, oldest first, with what became of it; `void`: its voidings, by number."""
    notices = list(Notice.objects.filter(case_number=case_number).order_by("issued_at", "number"))
    numbers = [one.number for one in notices]
    printed = printed_of(numbers)
    again = {one.replaces: one.number for one in notices if one.replaces}
    return [Registered(one, one.number in printed, void.get(one.number), again.get(one.number, "")) for one in notices]


def printed_of(numbers: Collection[str]) -> set[str]:
    """Which of these notices were opened for printing."""
    return set(NoticeRendered.objects.filter(number__in=numbers).values_list("number", flat=True))
