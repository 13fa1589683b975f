"""Reading what came in an address or a bare field: short, printable, nothing that a database cannot hold."""

from django.http import QueryDict
from django.urls.converters import StringConverter

LONGEST = 64


class CodeConverter(StringConverter):
    """A code in an address: of an item, a case, a file."""

    regex = r"[A-Za-z0-9_.-]{1,80}"


def typed(given: QueryDict, name: str) -> str:
    """A short text as it was typed, without what cannot be printed."""
    return "".join(one for one in given.get(name, "") if one.isprintable()).strip()[:LONGEST]
