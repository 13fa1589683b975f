"""A sample document (样表) laid out to be drawn: rows of label and value on a sheet that says that it is a sample."""

from collections.abc import Iterator
from dataclasses import dataclass

from yizhan.catalogue.release import Example

WIDTH, LEFT, TOP, ACROSS = 720, 190, 130, 26
"""Pixels of the sheet, of the column of labels and of the head; signs in a line of a value."""
LABEL_ACROSS, LINE, PADDING = 9, 26, 22


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of the sheet: where it begins, how high it is, what stands in it."""

    y: int
    height: int
    label: tuple[tuple[int, str], ...]
    value: tuple[tuple[int, str], ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sample, ready to be drawn."""

    name: str
    text: str
    rows: tuple[Row, ...]
    width: int
    height: int


def sheet(example: Example) -> Sheet:
    """The sheet of a sample."""
    laid = tuple(rows(example))
    bottom = laid[-1].y + laid[-1].height
    return Sheet(name=example.name, text=example.text, rows=laid, width=WIDTH, height=bottom + 60)


def rows(example: Example) -> Iterator[Row]:
    """Each line below the one before, as high as its longer cell."""
    y = TOP
    for line in example.lines:
        label, value = folded(line.label, LABEL_ACROSS), folded(line.value, ACROSS)
        height = max(len(label), len(value)) * LINE + PADDING
        yield Row(y=y, height=height, label=placed(label, y), value=placed(value, y))
        y += height


def folded(text: str, across: int) -> list[str]:
    """A text in lines of at most so many signs; SVG folds nothing by itself."""
    return [text[start : start + across] for start in range(0, len(text), across)] or [""]


def placed(lines: list[str], y: int) -> tuple[tuple[int, str], ...]:
    """Lines with the height at which each is written."""
    return tuple((y + PADDING // 2 + LINE * (place + 1) - 7, line) for place, line in enumerate(lines))
