"""Our CSS and JavaScript against the first versions of Chromium that know what they use: 86 is what we have."""

import re
from pathlib import Path

import pytest

from yizhan.web import middleware

PROGRAM = Path(middleware.__file__).parents[1]
OLDEST = 86
CSS = {
    r":is\(": 88,
    r":where\(": 88,
    r":has\(": 105,
    r":not\([^)]*,": 88,
    r":user-(?:in)?valid": 119,
    r"@container": 105,
    r"@layer": 99,
    r"@scope": 118,
    r"@property": 85,
    r"@starting-style": 117,
    r"@import[^;]*layer": 99,
    r"\d(?:d|s|l)v[hwib]\b": 108,
    r"\baspect-ratio\s*:": 88,
    r"\baccent-color\s*:": 93,
    r"\binset(?:-block|-inline)?\s*:": 87,
    r"\b(?:margin|padding)-(?:block|inline)\s*:": 87,
    r"\btext-underline-offset\s*:": 87,
    r"\bscrollbar-gutter\s*:": 94,
    r"\bscrollbar-color\s*:": 121,
    r"\btext-wrap\s*:": 114,
    r"\bcontent-visibility\s*:": 85,
    r"\boverflow\s*:\s*clip": 90,
    r"\bcolor-mix\(": 111,
    r"\b(?:oklch|oklab|lab|lch)\(": 111,
    r"\blight-dark\(": 123,
    r"\bsubgrid\b": 117,
    r"\bmin-(?:width|height)\s*[<>]|\((?:width|height)\s*[<>]": 104,
    r"^\s*&|[{;]\s*&": 112,
    r"\bindividual-transform|\b(?:rotate|scale|translate)\s*:": 104,
    r"\bforced-colors\b": 89,
    r"\bprefers-contrast\b": 96,
    r":modal\b": 105,
    r"\bgap\s*:": 84,
    r":focus-visible": 86,
}
JAVASCRIPT = {
    r"\.at\(": 92,
    r"\bstructuredClone\b": 98,
    r"\.replaceAll\(": 85,
    r"\|\|=|&&=|\?\?=": 85,
    r"\bObject\.hasOwn\b": 93,
    r"\bObject\.groupBy\b": 117,
    r"\.findLast(?:Index)?\(": 97,
    r"\.to(?:Sorted|Reversed|Spliced)\(": 110,
    r"\bArray\.fromAsync\b": 121,
    r"\bcrypto\.randomUUID\b": 92,
    r"\bAggregateError\b|\bPromise\.any\b": 85,
    r"\bPromise\.withResolvers\b": 119,
    r"\bWeakRef\b": 84,
    r"\bAbortSignal\.timeout\b": 103,
    r"\bAbortSignal\.any\b": 116,
    r"\bIntl\.Segmenter\b": 87,
    r"\.showModal\(": 37,
    r"\bnavigation\.navigate\b": 102,
    r"\bstartViewTransition\b": 111,
    r"\brequestIdleCallback\b": 47,
    r"\bnew CSSStyleSheet\b": 73,
    r"\.checkVisibility\(": 105,
    r"\bpopover\b": 114,
    r"\.requestSubmit\(": 76,
    r"\.replaceChildren\(": 86,
    r"\bimport\s.*\bwith\s*{": 123,
    r"^\s*static\s*{|\s#[a-z]\w*\s+in\s": 94,
    r"/[a-z]*[dv][a-z]*\.(?:test|exec)\(": 90,
    r"\d_\d": 75,
    r"\bsetHTML(?:Unsafe)?\(": 124,
}
BEYOND_ES2019 = {r"\?\.[\w(\[]": "optional chaining", r"\?\?": "nullish coalescing", r"\b\d+n\b": "BigInt"}
COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
STYLES = sorted(PROGRAM.glob("*/static/**/*.css"))
SCRIPTS = sorted(PROGRAM.glob("*/static/**/*.js"))


def too_new(text: str, table: dict[str, int]) -> dict[str, int]:
    """What the text uses that came after the oldest browser."""
    code = COMMENTS.sub("", text)
    return {
        pattern: version
        for pattern, version in table.items()
        if version > OLDEST and re.search(pattern, code, re.MULTILINE)
    }


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_style_sheet_uses_nothing_newer_than_the_oldest_browser(path: Path) -> None:
    assert too_new(path.read_text(encoding="utf-8"), CSS) == {}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_uses_nothing_newer_than_the_oldest_browser(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert too_new(text, JAVASCRIPT) == {}
    assert [name for pattern, name in BEYOND_ES2019.items() if re.search(pattern, COMMENTS.sub("", text))] == []


@pytest.mark.parametrize("path", [*STYLES, *SCRIPTS], ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    text = COMMENTS.sub("", path.read_text(encoding="utf-8")).replace("http://www.w3.org/", "")
    assert re.findall(r"https?://[^\s\"')]+|url\(\s*['\"]?//", text) == []


@pytest.mark.parametrize(
    "text", [".a:has(b) {}", "@layer x;", ".a { height: 100dvh }", ".a { inset: 0 }", ".a { & b {} }", ":is(a) {}"]
)
def test_the_table_finds_new_css(text: str) -> None:
    assert too_new(text, CSS)


@pytest.mark.parametrize("text", ["list.at(-1)", "structuredClone(x)", "Object.hasOwn(a, b)", "list.findLast(f)"])
def test_the_table_finds_new_javascript(text: str) -> None:
    assert too_new(text, JAVASCRIPT)
    assert not too_new("text.replaceAll('a', 'b')", JAVASCRIPT)
