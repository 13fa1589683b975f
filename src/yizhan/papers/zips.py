"""What a zip-based document says about itself, read from its directory alone: nothing is ever unpacked. Pure.

APPNOTE.TXT 4.3.12 (central directory header) and 4.3.16 (end of central directory).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from yizhan.kernel.refusals import Invalid

TAIL_BYTES = 1024 * 1024
MOST_PARTS = 10_000
MOST_BYTES = 1024 * 1024 * 1024
HIGHEST_RATIO = 100
SMALL = 16 * 1024 * 1024

_END = struct.Struct("<4s4H2IH")
_PART = struct.Struct("<4s6H3I5H2I")
_ENCRYPTED = 1


@dataclass(frozen=True)
class Part:
    """One file within the document."""

    name: str
    packed: int
    unpacked: int
    offset: int
    encrypted: bool


def parts(tail: bytes, size: int) -> list[Part]:
    """The directory of a zip file of that size, of which `tail` are the last bytes (up to TAIL_BYTES).

    Raises Invalid: file-damaged, file-locked, zip-bomb, zip-unsafe.
    """
    listed = list(_listed(tail, size))
    _check(listed, size)
    return listed


def _listed(tail: bytes, size: int) -> Iterator[Part]:
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        raise Invalid("file-damaged")
    _, disk, first_disk, here, total, length, offset, comment = _END.unpack_from(tail, at)
    if disk or first_disk or here != total or at + _END.size + comment != len(tail):
        raise Invalid("file-damaged")
    start = offset - (size - len(tail))
    if total > MOST_PARTS or start < 0:
        raise Invalid("zip-bomb")
    if start + length != at:
        raise Invalid("file-damaged")
    for _ in range(total):
        part, start = _part(tail, start, at)
        yield part


def _part(tail: bytes, at: int, end: int) -> tuple[Part, int]:
    if at + _PART.size > end:
        raise Invalid("file-damaged")
    signature, _, _, flags, _, _, _, _, packed, unpacked, named, extra, comment, _, _, _, offset = _PART.unpack_from(
        tail, at
    )
    following = at + _PART.size + named + extra + comment
    if signature != b"PK\x01\x02" or following > end:
        raise Invalid("file-damaged")
    name = tail[at + _PART.size : at + _PART.size + named].decode("utf-8", "replace")
    return Part(name, packed, unpacked, offset, bool(flags & _ENCRYPTED)), following


def _check(listed: list[Part], size: int) -> None:
    if any(part.encrypted for part in listed):
        raise Invalid("file-locked")
    if any(_leaves(part.name) for part in listed):
        raise Invalid("zip-unsafe")
    unpacked = sum(part.unpacked for part in listed)
    # Parts that share bytes of the file are the trick of the densest bombs.
    shared = len({part.offset for part in listed}) != len(listed) or sum(part.packed for part in listed) > size
    if shared or unpacked > MOST_BYTES or (unpacked > SMALL and unpacked > HIGHEST_RATIO * size):
        raise Invalid("zip-bomb")


def _leaves(name: str) -> bool:
    path = name.replace("\\", "/")
    return path.startswith("/") or ":" in path or ".." in path.split("/")
