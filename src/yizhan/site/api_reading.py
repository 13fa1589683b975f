"""How the API reads what comes in: JSON as RFC 8259 has it, no deeper than sense, no text that cannot be stored."""

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.parser import Parser
from ninja.types import DictStrAny

from yizhan.kernel.refusals import Invalid
from yizhan.web.refusals import BadRequest

DEEPEST = 32


class StrictParser(Parser):
    """JSON without NaN and Infinity, without lone surrogates and U+0000, at most 32 levels deep."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        """The body. Raises BadRequest bad-request, Invalid with the places of the texts."""
        try:
            data: DictStrAny = json.loads(request.body, parse_constant=_no_number)
        except (ValueError, RecursionError) as fault:
            raise BadRequest("bad-request") from fault
        _demand_text(data)
        return data

    def parse_querydict(
        self, data: "MultiValueDict[str, Any]", list_fields: list[str], request: HttpRequest
    ) -> DictStrAny:
        """The query or the form. Raises Invalid with the names of the texts."""
        values = super().parse_querydict(data, list_fields, request)
        _demand_text({name: value for name, value in values.items() if isinstance(value, str | list)})
        return values


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _demand_text(data: object) -> None:
    wrong = sorted({place for place, text in _texts(data) if not _writable(text)})
    if wrong:
        raise Invalid("invalid", errors={place: ["text-characters"] for place in wrong})


def _texts(data: object) -> Iterator[tuple[str, str]]:
    """Every text with its place, keys too; level by level, so that no depth breaks the stack."""
    waiting: list[tuple[str, object, int]] = [("", data, 0)]
    while waiting:
        place, value, depth = waiting.pop()
        if depth > DEEPEST:
            raise BadRequest("bad-request")
        match value:
            case str():
                yield place or "body", value
            case list():
                waiting += [
                    (f"{place}.{number}" if place else str(number), one, depth + 1) for number, one in enumerate(value)
                ]
            case dict():
                for name, one in value.items():
                    yield place or "body", name
                    waiting.append((f"{place}.{_shown(name)}" if place else _shown(name), one, depth + 1))


def _writable(text: str) -> bool:
    return "\x00" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def _shown(name: str) -> str:
    """A key as an answer can carry it."""
    return name.encode("utf-8", "replace").decode()
