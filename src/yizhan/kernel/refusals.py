"""Refusals (不予办理的理由): what a rule, an action or a check says when it will not do the thing.

The code is stable and part of the public contract; the words for it belong to the page that shows it
(`web/refusals.py`).
"""

from collections.abc import Mapping, Sequence


class Refused(Exception):
    """An act that the rules do not allow now. `code` is stable kebab-case; `facts` fill the words."""

    status = 409

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code} ({details})" if details else self.code


class Invalid(Refused):
    """Input that cannot be read or does not fit; `errors` names every field with its fault codes."""

    status = 422

    def __init__(self, code: str = "invalid", *, errors: Mapping[str, Sequence[str]] | None = None, **facts: object):
        super().__init__(code, **facts)
        self.errors = {field: list(faults) for field, faults in (errors or {}).items()}


class WrongType(Invalid):
    """Content of a type that is not taken."""

    status = 415


class Forbidden(Refused):
    """The thing is known to the actor, the act is not his."""

    status = 403


class NotFound(Refused):
    """The thing does not exist, or is not the actor's to know."""

    status = 404

    def __init__(self, code: str = "not-found", **facts: object) -> None:
        super().__init__(code, **facts)


class Stale(Refused):
    """The actor decided on an older version than the stored one."""

    def __init__(self, *, seen: int | None, version: int) -> None:
        super().__init__("stale", seen=seen, version=version)


class NotHolder(Refused):
    """Only the organ that holds the case may append to its stream."""

    def __init__(self, *, holder: str) -> None:
        super().__init__("not-holder", holder=holder)
