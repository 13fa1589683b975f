"""What other rooms may do with the node's keys without holding them, and how they read one record whole."""

import json
import secrets
from dataclasses import dataclass
from typing import Any

from yizhan.journal import codec, keys
from yizhan.journal.models import Entry, Node, StreamKey
from yizhan.kernel import sealing, signing
from yizhan.kernel.refusals import NotFound


@dataclass(frozen=True, slots=True)
class RecordPart:
    """A record's entry: its hash, and its sealed part, None where the key is gone or never came."""

    hash: str
    sealed: dict[str, Any] | None


def random_bytes(count: int) -> bytes:
    """Fresh randomness for keys, nonces and names."""
    return secrets.token_bytes(count)


def wrap(key: bytes, *, owner: str) -> bytes:
    """A key of a plain row (a draft, an upload) under the node's master key: it dies with the row."""
    return keys.wrap(key, owner=owner)


def unwrap(wrapped: bytes, *, owner: str) -> bytes:
    """The key that `wrap` stored. Raises Refused: seal-broken."""
    return keys.unwrap(wrapped, owner=owner)


def record_part(stream: str, no: int) -> RecordPart:
    """The entry of a record. Raises NotFound, Refused: seal-broken."""
    entry = Entry.objects.filter(stream=stream, no=no).values_list("hash", "sealed").first()
    if entry is None:
        raise NotFound(stream=stream, no=no)
    digest, sealed = bytes(entry[0]).hex(), entry[1]
    if sealed is None:
        return RecordPart(hash=digest, sealed={})
    wrapped = StreamKey.objects.filter(stream=stream).values_list("wrapped", flat=True).first()
    if wrapped is None:
        return RecordPart(hash=digest, sealed=None)
    key = keys.unwrap(bytes(wrapped), owner=stream)
    opened = sealing.open_sealed(key, bytes(sealed), aad=codec.sealed_context(stream, no))
    return RecordPart(hash=digest, sealed=json.loads(opened))


def sign(message: bytes) -> str:
    """The signature of this node, and so of the centres on it (签发中心的数字签名); no official seal."""
    return str(signing.sign(keys.read("signing"), message, suite=Node.objects.values_list("suite", flat=True).get()))


def signed_here(message: bytes, signature: str) -> bool:
    """Whether this node signed the message. Raises Invalid: bad-signature."""
    public = Node.objects.values_list("public_key", flat=True).first()
    return public is not None and signing.verify(bytes(public), message, signing.Signature.parse(signature))
