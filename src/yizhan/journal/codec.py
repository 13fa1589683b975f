"""Entries as bytes: written once, hashed, never serialised again.

The head of an entry is canonical JSON: it names the stream, the number, the previous hash and the digest of the
sealed part, so SM3 over the head chains everything. Pure.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from yizhan.journal.events import Basis
from yizhan.kernel.hashing import sm3
from yizhan.kernel.refusals import Invalid

GENESIS = b"\x00" * 32
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Custody:
    """Who holds a stream, at which node, and the centre it belongs to: said by its first entry."""

    holder: str
    node: str
    centre: str


@dataclass(frozen=True, slots=True)
class EntryHead:
    """Everything of an entry but its sealed part."""

    stream: str
    no: int
    term: int
    kind: str
    version: int
    at: str
    account: str
    organ: str
    centre: str
    body: Mapping[str, Any]
    sealed_digest: str
    previous: str
    effective: str
    reason: str
    basis: Basis
    key: str
    digest: str
    custody: Custody | None = None


def canonical(value: object) -> bytes:
    """Canonical JSON: sorted keys, no spaces, UTF-8. Raises Invalid: bad-text (half a surrogate pair), bad-number."""
    try:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return text.encode()
    except UnicodeEncodeError:
        raise Invalid("bad-text") from None
    except ValueError:
        raise Invalid("bad-number") from None


def moment_text(moment: datetime) -> str:
    """A moment as the journal writes it: UTC, microseconds, sortable as text."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment_of(text: str) -> datetime:
    """The moment that `moment_text` wrote."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def head_bytes(head: EntryHead) -> bytes:
    """The head as it is stored and hashed."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "stream": head.stream,
        "no": head.no,
        "term": head.term,
        "kind": head.kind,
        "version": head.version,
        "at": head.at,
        "account": head.account,
        "organ": head.organ,
        "centre": head.centre,
        "body": head.body,
        "previous": head.previous,
    }
    if head.custody:
        content["custody"] = asdict(head.custody)
    if head.sealed_digest:
        content["sealed"] = head.sealed_digest
    if head.effective:
        content["effective"] = {"on": head.effective, "reason": head.reason}
    if head.basis != Basis():
        content["basis"] = {
            "grants": list(head.basis.grants),
            "release": head.basis.release,
            "calendar": head.basis.calendar,
        }
    if head.key:
        content["request"] = {"key": head.key, "digest": head.digest}
    return canonical(content)


def head_of(data: bytes) -> EntryHead:
    """Read a stored head. Raises ValueError or KeyError when it is none."""
    content = json.loads(data)
    effective = content.get("effective", {})
    basis = content.get("basis", {})
    request = content.get("request", {})
    return EntryHead(
        stream=content["stream"],
        no=content["no"],
        term=content["term"],
        kind=content["kind"],
        version=content["version"],
        at=content["at"],
        account=content["account"],
        organ=content["organ"],
        centre=content["centre"],
        body=content["body"],
        sealed_digest=content.get("sealed", ""),
        previous=content["previous"],
        effective=effective.get("on", ""),
        reason=effective.get("reason", ""),
        basis=Basis(
            grants=tuple(basis.get("grants", ())), release=basis.get("release", ""), calendar=basis.get("calendar", "")
        ),
        key=request.get("key", ""),
        digest=request.get("digest", ""),
        custody=Custody(**content["custody"]) if "custody" in content else None,
    )


def entry_hash(head: bytes) -> bytes:
    """SM3 (GB/T 32905) of a head: 32 bytes."""
    return sm3(head)


def chain_hash(previous: bytes, position: int, entry: bytes) -> bytes:
    """The node's own chain: each committed entry in the order of its position."""
    return sm3(previous + position.to_bytes(8, "big") + entry)


@cache
def adapter(cls: type) -> TypeAdapter[Any]:
    """The codec of an event class."""
    return TypeAdapter(cls)


@cache
def sealed_names(cls: type) -> Mapping[str, Any]:
    """The names of an event's sealed fields with what they show without the key."""
    return {item.name: item.metadata["blank"] for item in fields(cls) if item.metadata.get("sealed")}


def encode(event: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The open and the sealed part of an event as JSON values."""
    cls: Any = type(event)
    body: dict[str, Any] = adapter(cls).dump_python(event, mode="json")
    return body, {name: body.pop(name) for name in sealed_names(cls)}


def decode(cls: type, body: Mapping[str, Any], sealed: Mapping[str, Any] | None) -> Any:
    """The event of an entry; sealed fields are blank when `sealed` is None.

    Raises ValueError (pydantic's) when the body does not fit: such a stream is unreadable here.
    """
    return adapter(cls).validate_python({**body, **(sealed_names(cls) if sealed is None else sealed)})


def effective_day(text: str) -> date | None:
    """The effective day of a head, if the law counts another than the recorded one."""
    return date.fromisoformat(text) if text else None


def sealed_context(stream: str, no: int) -> bytes:
    """What binds a sealed part to its place (the associated data)."""
    return f"{stream}#{no}".encode()
