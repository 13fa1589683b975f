"""WCAG 2.2 AA: text on its ground has 4.5 to 1, edges of controls and marks 3 to 1."""

import re
from pathlib import Path

import pytest

from yizhan.web import middleware

STYLE = (Path(middleware.__file__).parent / "static" / "web" / "yizhan.css").read_text(encoding="utf-8")
COLOURS = dict(re.findall(r"--yz-([a-z-]+):\s*(#[0-9a-f]{6})", STYLE)) | {"white": "#ffffff", "table": "#fafbfc"}
TEXT = [
    *((ink, ground) for ink in ("ink", "quiet") for ground in ("paper", "sheet", "table")),
    *((ink, "indigo-pale") for ink in ("ink", "indigo", "quiet")),
    *((ink, f"{tone}-pale") for tone in ("good", "warn", "bad") for ink in ("ink", tone)),
    *(("white", ground) for ground in ("indigo", "indigo-deep", "bad")),
    ("indigo", "sheet"),
    ("warn", "sheet"),
    ("bad", "sheet"),
]
EDGES = [("line-strong", "sheet"), ("indigo", "sheet"), ("bad", "sheet"), ("line-strong", "paper")]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two named colours."""
    dark, light = sorted((luminance(COLOURS[one]), luminance(COLOURS[other])))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_is_readable(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_controls_are_seen(edge: str, ground: str) -> None:
    assert contrast(edge, ground) >= 3


def test_the_focus_ring_is_seen_on_light_and_on_dark() -> None:
    assert contrast("focus", "indigo-deep") >= 3
    assert contrast("ink", "paper") >= 3
