"""Search boxes: what a number names, else a name by its beginning; each read from an index of its own."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from yizhan.cases import models as rows
from yizhan.cases.access import for_actor
from yizhan.cases.names import AFTER_ALL, name_key
from yizhan.journal.queries import lookup_hash
from yizhan.kernel.acting import Actor
from yizhan.kernel.identifiers import plain_number


def find_cases(actor: Actor, text: str, *, size: int) -> Sequence[rows.Case]:
    """The first cases of the actor's to know that a text names, the newest first: by an own or another system's number,
    an ID or a telephone number whole; where there is none, by the beginning of a name, in the order of names.

    Names are read in the order of their index until enough are found that he may know.
    """
    visible = for_actor(actor)
    numbered = visible.filter(number__in=cases_numbered(text)).order_by("-opened_on", "number")[:size]
    return list(numbered) or list(named(visible, text).order_by("name_key", "-opened_on")[:size])


def named(cases: QuerySet[rows.Case], text: str) -> QuerySet[rows.Case]:
    """Those whose applicant's name begins so."""
    key = name_key(text)
    return cases.filter(name_key__gte=key, name_key__lt=key + AFTER_ALL) if key else cases.none()


def cases_numbered(text: str) -> QuerySet[Any, Any]:
    """The numbers of the cases that a whole number names: joined by OR, a database would read the whole table."""
    whole = "".join(text.split()).upper()
    hashed, cases = lookup_hash(whole), rows.Case.objects.order_by()
    own = [cases.filter(number=plain_number(text)), cases.filter(id_lookup=hashed), cases.filter(phone_lookup=hashed)]
    others = [rows.CaseLeg.objects.filter(number=whole), rows.CaseNumber.objects.filter(lookup=hashed)]
    numbers = [one.values_list("number") for one in own] + [one.values_list("case") for one in others]
    return numbers[0].union(*numbers[1:])


def cases_meant(text: str) -> QuerySet[Any, Any]:
    """The numbers of all cases that a text names in one of these ways: what narrows a list."""
    return cases_numbered(text).union(named(rows.Case.objects.order_by(), text).values_list("number"))
