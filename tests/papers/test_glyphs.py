"""A character that the fonts lack is kept and printed with its code."""

from pathlib import Path

import pylopdf_fonts_zh_cn as fonts
import pytest

from yizhan.papers import glyphs

SERIF = frozenset(glyphs.coverage(Path(fonts.serif_path()).read_bytes()))


@pytest.mark.parametrize("char", "中〔〕䶮①·Aé，")
def test_the_font_has(char: str):
    assert ord(char) in SERIF


def test_a_character_without_glyph_is_printed_with_its_code():
    assert glyphs.printable("王\U0002a6b4", SERIF) == "王〔U+2A6B4〕"


@pytest.mark.parametrize("char", ["\u202e", "\ud800", "\x07", "\ue000", "\u2028", "\u200f"])
def test_what_would_act_unseen_is_printed_with_its_code(char: str):
    assert glyphs.printable(f"a{char}b", SERIF) == f"a〔U+{ord(char):04X}〕b"


def test_line_breaks_and_compatibility_characters_stay():
    assert glyphs.printable("一\n二", SERIF) == "一\n二"
    assert glyphs.printable("\uf9dc", {0xF9DC}) == "\uf9dc"


def test_a_long_run_gets_places_to_break():
    shown = glyphs.printable("x" * 100, SERIF)
    assert max(map(len, shown.split("\u200b"))) == 24
    assert shown.replace("\u200b", "") == "x" * 100


def test_a_file_without_character_map_is_no_font():
    with pytest.raises(ValueError, match="cmap"):
        glyphs.coverage(b"OTTO" + bytes(20))
