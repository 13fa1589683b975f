"""Sealing (加密封存): authenticated encryption under a named suite; keys and nonces come from outside.

Every sealed text begins with a byte that names its suite: AES-256-GCM (NIST SP 800-38D), or SM4 (GB/T 32907-2016)
in the same mode. Files are sealed in chunks by the STREAM construction, so that a chunk left out, moved, added or cut
off is found. Nothing here promises conformity with GB/T 39786: certified modules stand behind the same functions.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import count
from typing import Protocol

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from yizhan.kernel.hashing import hmac_sm3
from yizhan.kernel.refusals import Refused

AES = "aes-256-gcm"
SM4 = "sm4-gcm"

KEY_BYTES = 32
NONCE_BYTES = 12
PREFIX_BYTES = 7
CHUNK_BYTES = 64 * 1024

_TAG_BYTES = 16
_SUITE_BYTES = {AES: b"\x01", SM4: b"\x02"}
_SUITES = {byte: suite for suite, byte in _SUITE_BYTES.items()}


class _Aead(Protocol):
    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes: ...

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes: ...


def seal(key: bytes, plaintext: bytes, *, nonce: bytes, aad: bytes = b"", suite: str = AES) -> bytes:
    """The sealed text: suite, nonce (12 bytes, never twice under a key), cipher text with its tag.

    Raises Refused: bad-key, suite-missing.
    """
    name = _suite_byte(suite)
    return name + nonce + _cipher(key, suite).encrypt(nonce, plaintext, name + aad)


def open_sealed(key: bytes, sealed: bytes, *, aad: bytes = b"") -> bytes:
    """What was sealed under this key with this associated data. Raises Refused: seal-broken, bad-key, suite-missing."""
    name, nonce, text = sealed[:1], sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    return _opened(_cipher(key, _suite_of(name)), nonce, text, name + aad)


def wrap(key: bytes, *, under: bytes, nonce: bytes, aad: bytes = b"", suite: str = AES) -> bytes:
    """A key sealed under another, bound to `aad` (whose key it is); a sealed text never passes for one."""
    return seal(under, _checked(key), nonce=nonce, aad=b"key\x00" + aad, suite=suite)


def unwrap(wrapped: bytes, *, under: bytes, aad: bytes = b"") -> bytes:
    """The key that `wrap` sealed. Raises Refused: seal-broken, bad-key, suite-missing."""
    return open_sealed(under, wrapped, aad=b"key\x00" + aad)


def seal_chunks(
    key: bytes, nonce_prefix: bytes, chunks: Iterable[bytes], *, aad: bytes = b"", suite: str = AES
) -> Iterator[bytes]:
    """A file sealed piece by piece, at constant memory: suite and prefix (7 bytes, once per key), then the chunks.

    Raises Refused: bad-key, suite-missing.
    """
    if len(nonce_prefix) != PREFIX_BYTES:
        raise ValueError(f"a nonce prefix has {PREFIX_BYTES} bytes")
    head, cipher = _suite_byte(suite) + nonce_prefix, _cipher(key, suite)
    yield head
    for nonce, chunk in _numbered(nonce_prefix, _resized(chunks, CHUNK_BYTES)):
        yield cipher.encrypt(nonce, chunk, head + aad)


def open_chunks(key: bytes, chunks: Iterable[bytes], *, aad: bytes = b"") -> Iterator[bytes]:
    """The file that `seal_chunks` sealed, piece by piece; whole and genuine only when it has run to its end.

    Raises Refused: seal-broken, bad-key, suite-missing.
    """
    head, rest = _taken(iter(chunks), 1 + PREFIX_BYTES)
    cipher = _cipher(key, _suite_of(head[:1]))
    for nonce, chunk in _numbered(head[1:], _resized(rest, CHUNK_BYTES + _TAG_BYTES)):
        yield _opened(cipher, nonce, chunk, head + aad)


class _Sm4Gcm:
    """SM4 in GCM with the face of AESGCM; its 128 bits are derived from our longer key."""

    def __init__(self, key: bytes) -> None:
        self._algorithm = algorithms.SM4(hmac_sm3(key, b"sm4-gcm")[:16])

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        encryptor = Cipher(self._algorithm, modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(associated_data)
        return encryptor.update(data) + encryptor.finalize() + encryptor.tag

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        text, tag = data[:-_TAG_BYTES], data[-_TAG_BYTES:]
        decryptor = Cipher(self._algorithm, modes.GCM(nonce, tag)).decryptor()
        decryptor.authenticate_additional_data(associated_data)
        return decryptor.update(text) + decryptor.finalize()


def _cipher(key: bytes, suite: str) -> _Aead:
    if suite == AES:
        return AESGCM(_checked(key))
    if not _has_sm4():
        raise Refused("suite-missing", suite=suite)
    return _Sm4Gcm(_checked(key))


@cache
def _has_sm4() -> bool:
    """Whether the OpenSSL below can do it: some distributions build it without SM4."""
    try:
        _Sm4Gcm(bytes(KEY_BYTES)).encrypt(bytes(NONCE_BYTES), b"", b"")
    except UnsupportedAlgorithm:
        return False
    return True


def _opened(cipher: _Aead, nonce: bytes, text: bytes, aad: bytes) -> bytes:
    if len(nonce) != NONCE_BYTES or len(text) < _TAG_BYTES:
        raise Refused("seal-broken")
    try:
        return cipher.decrypt(nonce, text, aad)
    except InvalidTag:
        raise Refused("seal-broken") from None


def _checked(key: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise Refused("bad-key")
    return key


def _suite_byte(suite: str) -> bytes:
    try:
        return _SUITE_BYTES[suite]
    except KeyError:
        raise Refused("suite-missing", suite=suite) from None


def _suite_of(name: bytes) -> str:
    try:
        return _SUITES[name]
    except KeyError:
        raise Refused("seal-broken") from None


def _numbered(prefix: bytes, chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk with its nonce: prefix, number, and whether it is the last. There is always one, if empty."""
    pieces = iter(chunks)
    held = next(pieces, b"")
    for number in count():
        following = next(pieces, None)
        yield prefix + number.to_bytes(4, "big") + bytes([following is None]), held
        if following is None:
            return
        held = following


def _resized(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    """The same bytes in pieces of the size; only the last may be shorter, none is empty."""
    buffer = bytearray()
    for chunk in chunks:
        buffer += chunk
        while len(buffer) >= size:
            yield bytes(buffer[:size])
            del buffer[:size]
    if buffer:
        yield bytes(buffer)


def _taken(chunks: Iterator[bytes], size: int) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes, and the rest."""
    buffer = b""
    while len(buffer) < size:
        chunk = next(chunks, None)
        if chunk is None:
            raise Refused("seal-broken")
        buffer += chunk
    return buffer[:size], _chained(buffer[size:], chunks)


def _chained(first: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from chunks
