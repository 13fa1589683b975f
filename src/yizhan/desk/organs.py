"""Organs and people by their names."""

from yizhan.accounts import queries as accounts
from yizhan.accounts.rules import division_of
from yizhan.places.queries import names_of


def organ_name(value: object) -> str:
    """An organ by its name, for whoever reads a refusal; a code that nobody knows stays as it is."""
    code = str(value or "—")
    return names_of([code]).get(code, code) if division_of(code) else code


def person_name(value: object) -> str:
    """A person by his name; an account that nobody knows stays as it is."""
    account = str(value or "—")
    return accounts.names([account]).get(account, account)
