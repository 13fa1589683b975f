"""SM3 (GB/T 32905-2016): the hash of every chain, file and look-up here."""

from cryptography.hazmat.primitives import hashes, hmac


class Sm3:
    """SM3 over data that comes in pieces."""

    def __init__(self) -> None:
        self._hash = hashes.Hash(hashes.SM3())

    def update(self, data: bytes) -> None:
        """Take the next piece."""
        self._hash.update(data)

    def digest(self) -> bytes:
        """The 32 bytes over all pieces so far; more may follow."""
        return self._hash.copy().finalize()


def sm3(data: bytes) -> bytes:
    """SM3 of the data, 32 bytes."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize()


def hmac_sm3(key: bytes, text: str | bytes) -> bytes:
    """HMAC-SM3 (GB/T 15852.2): the keyed hash under which a personal number can be looked up, not read."""
    keyed = hmac.HMAC(key, hashes.SM3())
    # What was typed may hold half a surrogate pair; it is looked up in vain, not met with a crash.
    keyed.update(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
    return keyed.finalize()
