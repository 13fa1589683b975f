"""WCAG 2.2 AA: text on its ground has 4.5 to 1, edges of controls and marks 3 to 1."""

import re
from pathlib import Path

import pytest

from yizhan.web import middleware

STYLE = (Path(middleware.__file__).parent / "static" / "web" / "yizhan.css").read_text(encoding="utf-8")
LIGHT_STYLE, DARK_STYLE = STYLE.split("@media screen", 1)
LIGHT = dict(re.findall(r"--yz-([a-z-]+):\s*(#[0-9a-f]{6})", LIGHT_STYLE)) | {"white": "#ffffff"}
DARK = dict(re.findall(r"--yz-([a-z-]+):\s*(#[0-9a-f]{6})", DARK_STYLE)) | {"white": "#ffffff"}
THEMES = {"light": LIGHT, "dark": DARK}
TEXT = [
    *((ink, ground) for ink in ("ink", "quiet") for ground in ("paper", "sheet", "head", "hover")),
    *((ink, "indigo-pale") for ink in ("ink", "indigo", "quiet")),
    *((ink, f"{tone}-pale") for tone in ("good", "warn", "bad") for ink in ("ink", tone)),
    *(("on", ground) for ground in ("indigo", "indigo-deep", "bad", "bad-deep", "faint")),
    ("white", "bar"),
    ("quiet", "neutral-pale"),
    ("placeholder", "sheet"),
    ("indigo", "sheet"),
    ("warn", "sheet"),
    ("bad", "sheet"),
]
EDGES = [
    ("line-strong", "sheet"),
    ("indigo", "sheet"),
    ("bad", "sheet"),
    ("line-strong", "paper"),
    ("tick", "sheet"),
    ("white", "tick"),
]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(theme: str, one: str, other: str) -> float:
    """The contrast ratio of two named colours of a theme."""
    dark, light = sorted((luminance(THEMES[theme][one]), luminance(THEMES[theme][other])))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_is_readable(theme: str, ink: str, ground: str) -> None:
    assert contrast(theme, ink, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_controls_are_seen(theme: str, edge: str, ground: str) -> None:
    assert contrast(theme, edge, ground) >= 3


def test_the_dark_look_leaves_no_colour_of_the_light_one() -> None:
    assert set(LIGHT) == set(DARK)


@pytest.mark.parametrize("theme", THEMES)
def test_the_focus_ring_is_seen_on_every_ground(theme: str) -> None:
    assert contrast(theme, "focus", "bar") >= 3
    assert contrast(theme, "ink", "paper") >= 3
