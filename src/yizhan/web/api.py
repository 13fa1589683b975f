"""What every operation of the API may answer besides its own answer: problems by RFC 9457."""

from typing import Any

from ninja import Schema


class Problem(Schema):
    """A refusal (application/problem+json): `code` is stable, the words are for people."""

    type: str
    title: str
    status: int
    code: str
    detail: str = ""
    instance: str = ""
    errors: dict[str, Any] | None = None


PROBLEMS: dict[int, Any] = {status: Problem for status in (400, 401, 403, 404, 409, 413, 415, 422, 429, 503)}
"""The problems that any operation may answer."""
READ_PROBLEMS: dict[int, Any] = {status: Problem for status in (400, 401, 403, 404, 422, 429)}
"""The problems that any read may answer."""
