"""Signatures (数字签名) under a named suite: Ed25519 (RFC 8032), or SM2 (GB/T 32918.2-2016) with the extra `gm`.

Only heads, envelopes and notices are signed, never single entries, so a pure Python SM2 is fast enough.
Such a signature shows that nothing was altered; it is no official seal (电子印章).
"""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from yizhan.kernel.hashing import hmac_sm3, sm3
from yizhan.kernel.refusals import Invalid, Refused

ED25519 = "ed25519"
SM2 = "sm2"

_KEY_BYTES = 32
_SM2_IDENTITY = b"1234567812345678"  # the signer's identity where none is agreed: GB/T 35276-2017, section 10
_SM2_ORDER = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123


@dataclass(frozen=True)
class Signature:
    """A signature with its suite and the key that made it; written `suite:key-id:base64`."""

    suite: str
    key_id: str
    value: bytes

    def __str__(self) -> str:
        return f"{self.suite}:{self.key_id}:{base64.b64encode(self.value).decode()}"

    @classmethod
    def parse(cls, text: str) -> "Signature":
        """The signature that is written so. Raises Invalid: bad-signature."""
        try:
            suite, identity, value = text.split(":")
            return cls(suite, identity, base64.b64decode(value, validate=True))
        except (ValueError, binascii.Error):
            raise Invalid("bad-signature") from None


def public_key(private: bytes, *, suite: str = ED25519) -> bytes:
    """The public key of a private key of 32 bytes. Raises Refused: bad-key, suite-missing."""
    return _suite(suite).public_key(_checked(private))


def key_id(public: bytes) -> str:
    """The short name of a public key: the first eight bytes of its SM3, in hexadecimal."""
    return sm3(public)[:8].hex()


def sign(private: bytes, message: bytes, *, suite: str = ED25519) -> Signature:
    """The signature over the message; the same again for the same message. Raises Refused: bad-key, suite-missing."""
    chosen = _suite(suite)
    return Signature(suite, key_id(chosen.public_key(_checked(private))), chosen.sign(private, message))


def verify(public: bytes, message: bytes, signature: Signature) -> bool:
    """Whether the holder of that public key signed the message. Raises Refused: suite-missing."""
    return signature.key_id == key_id(public) and _suite(signature.suite).verify(public, message, signature.value)


@dataclass(frozen=True)
class _Suite:
    public_key: Callable[[bytes], bytes]
    sign: Callable[[bytes, bytes], bytes]
    verify: Callable[[bytes, bytes, bytes], bool]


def _ed25519_public_key(private: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def _ed25519_sign(private: bytes, message: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(private).sign(message)


def _ed25519_verify(public: bytes, message: bytes, value: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(value, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _sm2_public_key(private: bytes) -> bytes:
    if not 1 <= int.from_bytes(private, "big") <= _SM2_ORDER - 2:
        raise Refused("bad-key")
    key: bytes = _sm2().generate_pk(private)
    return key


def _sm2_sign(private: bytes, message: bytes) -> bytes:
    # The secret number of each signature comes from key and message, as in RFC 6979: two equal ones would
    # give the key away, and a pure module draws no random numbers.
    tries = count()
    r, s = _sm2(
        sk=private,
        pk=_sm2_public_key(private),
        rnd_fn=lambda _: int.from_bytes(hmac_sm3(private, next(tries).to_bytes(4, "big") + message), "big"),
    ).sign(message)
    return bytes(r.rjust(32, b"\x00") + s.rjust(32, b"\x00"))


def _sm2_verify(public: bytes, message: bytes, value: bytes) -> bool:
    if len(value) != 64 or len(public) != 65 or public[0] != 4 or not _sm2().verify_pk(public):
        return False
    return bool(_sm2(pk=public).verify(message, value[:32], value[32:]))


def _sm2(**keys: Any) -> Any:
    try:
        import gmalg
    except ModuleNotFoundError:
        raise Refused("suite-missing", suite=SM2) from None
    return gmalg.SM2(uid=_SM2_IDENTITY, **keys)


_SUITES = {
    ED25519: _Suite(_ed25519_public_key, _ed25519_sign, _ed25519_verify),
    SM2: _Suite(_sm2_public_key, _sm2_sign, _sm2_verify),
}


def _suite(name: str) -> _Suite:
    try:
        return _SUITES[name]
    except KeyError:
        raise Refused("suite-missing", suite=name) from None


def _checked(private: bytes) -> bytes:
    if len(private) != _KEY_BYTES:
        raise Refused("bad-key")
    return private
