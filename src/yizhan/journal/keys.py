"""The node's keys on disk: the master key that wraps stream keys, the signing key, the look-up key.

All lie in `YIZHAN_HOME/keys`, made by `init`. Nothing else reads or writes that folder.
"""

import secrets
from functools import cache
from pathlib import Path

from django.conf import settings

from yizhan.kernel import sealing
from yizhan.kernel.refusals import Refused

NAMES = ("master", "signing", "lookup")


def folder() -> Path:
    """Where the keys lie."""
    return Path(settings.YIZHAN_HOME) / "keys"


def make() -> None:
    """Make the keys of a new node. Refuses to overwrite any."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in NAMES:
        write(name, secrets.token_bytes(32))


def write(name: str, value: bytes) -> None:
    """Store a key once."""
    path = folder() / f"{name}.key"
    if path.exists():
        raise Refused("key-exists", name=name)
    path.write_text(value.hex(), encoding="ascii")
    path.chmod(0o600)
    read.cache_clear()


@cache
def read(name: str) -> bytes:
    """A key of this node. Raises Refused: no-node."""
    try:
        return bytes.fromhex((folder() / f"{name}.key").read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError) as fault:
        raise Refused("no-node", key=name) from fault


def new_stream_key() -> bytes:
    """A fresh random key for a stream or a file."""
    return secrets.token_bytes(32)


def wrap(key: bytes, *, owner: str) -> bytes:
    """A stream key under the master key, bound to its owner's name."""
    return seal(read("master"), key, aad=owner.encode())


def unwrap(wrapped: bytes, *, owner: str) -> bytes:
    """The stream key that `wrap` stored. Raises Refused: seal-broken."""
    return sealing.open_sealed(read("master"), wrapped, aad=owner.encode())


def seal(key: bytes, plaintext: bytes, *, aad: bytes) -> bytes:
    """Seal with a fresh random nonce: the same key may have lived on a cloned disk."""
    return sealing.seal(key, plaintext, nonce=secrets.token_bytes(12), aad=aad)
