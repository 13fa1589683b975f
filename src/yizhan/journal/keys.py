"""The node's keys on disk: the master key that wraps stream keys, the signing key, the look-up key.

All lie in `YIZHAN_HOME/keys`, made by `init`. Nothing else reads or writes that folder.
"""

import os
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
    """Make the keys of a new node. Those that an `init` cut short has left there serve."""
    for name in NAMES:
        if not path_of(name).exists():
            write(name, secrets.token_bytes(32))


def path_of(name: str) -> Path:
    """Where a key lies."""
    return folder() / f"{name}.key"


def write(name: str, value: bytes) -> None:
    """Store a key once, readable by the node's user alone, on disk before this returns. Raises Refused: key-exists."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    waiting = folder() / f"{name}.new"
    with open(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(value.hex())
        file.flush()
        os.fsync(file.fileno())
    if path_of(name).exists():
        waiting.unlink()
        raise Refused("key-exists", name=name)
    waiting.rename(path_of(name))
    read.cache_clear()


@cache
def read(name: str) -> bytes:
    """A key of this node. Raises Refused: no-node."""
    try:
        return bytes.fromhex(path_of(name).read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError) as fault:
        raise Refused("no-node", key=name) from fault


def new_stream_key() -> bytes:
    """A fresh random key for a stream or a file."""
    return secrets.token_bytes(32)


def wrap(key: bytes, *, owner: str) -> bytes:
    """A stream key under the master key, bound to its owner's name."""
    return sealing.wrap(key, under=read("master"), nonce=secrets.token_bytes(12), aad=owner.encode())


def unwrap(wrapped: bytes, *, owner: str) -> bytes:
    """The stream key that `wrap` stored. Raises Refused: seal-broken."""
    return sealing.unwrap(wrapped, under=read("master"), aad=owner.encode())


def seal(key: bytes, plaintext: bytes, *, aad: bytes) -> bytes:
    """Seal with a fresh random nonce: the same key may have lived on a cloned disk."""
    return sealing.seal(key, plaintext, nonce=secrets.token_bytes(12), aad=aad)
