"""Which characters our fonts have: a name with one that they lack is kept, and printed with its code (生僻字).

Only the `cmap` table of an OpenType font is read (ISO/IEC 14496-22, 5.2; formats 4 and 12).
"""

import struct
import unicodedata
from collections.abc import Collection, Iterator

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_BREAK_AFTER = 24


def coverage(font: bytes) -> set[int]:
    """The code points that the font has a glyph for."""
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    points: set[int] = set()
    for number in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 4 + 8 * number + 4)
        points.update(_subtable(font, start + offset))
    return points


def printable(text: str, covered: Collection[int]) -> str:
    """The text as it can be printed: a character without glyph, or that would act unseen, becomes `〔U+2A6B4〕`.

    Line breaks stay. Long runs without a place to break get invisible ones, so that nothing leaves the paper.
    """
    shown = (char if _shows(char, covered) else f"〔U+{ord(char):04X}〕" for char in text)
    return "".join(_broken("".join(shown)))


def _shows(char: str, covered: Collection[int]) -> bool:
    if char == "\n":
        return True
    return ord(char) in covered and unicodedata.category(char) not in _INVISIBLE


def _broken(text: str) -> Iterator[str]:
    run = 0
    for char in text:
        run = run + 1 if char.isascii() and char not in " \n" else 0
        yield char
        if run and run % _BREAK_AFTER == 0:
            yield "\u200b"


def _table(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        name, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if name == tag:
            return int(offset)
    raise ValueError("font without cmap")


def _subtable(font: bytes, start: int) -> Iterator[int]:
    (form,) = struct.unpack_from(">H", font, start)
    if form == 4:
        yield from _segments(font, start)
    elif form == 12:
        (groups,) = struct.unpack_from(">I", font, start + 12)
        for number in range(groups):
            first, last, glyph = struct.unpack_from(">III", font, start + 16 + 12 * number)
            yield from range(first + (glyph == 0), last + 1)


def _segments(font: bytes, start: int) -> Iterator[int]:
    (double,) = struct.unpack_from(">H", font, start + 6)
    count = double // 2
    words = struct.unpack_from(f">{4 * count + 1}H", font, start + 14)
    ends, starts = words[:count], words[count + 1 : 2 * count + 1]
    deltas, offsets = words[2 * count + 1 : 3 * count + 1], words[3 * count + 1 :]
    offsets_at = start + 14 + 2 * (3 * count + 1)
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for point in range(first, min(last, 0xFFFE) + 1):
            glyph = point + deltas[number]
            if offsets[number]:
                at = offsets_at + 2 * number + offsets[number] + 2 * (point - first)
                (glyph,) = struct.unpack_from(">H", font, at)
            if glyph & 0xFFFF:
                yield point
