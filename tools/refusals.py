"""Writes docs/refusals.md: every refusal code with its words, as the program knows them. Run by `make refusals`."""

from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "docs" / "refusals.md"
HEAD = """# Refusals

When the rules do not allow an act, nothing is changed and the answer carries a stable code: on a page with its words,
over the API as `application/problem+json` with the field `code`, on the command line as one line on stderr.
Made by `make refusals`.

| Code | What happened | 发生了什么 | 怎么办 |
| --- | --- | --- | --- |
"""


def page() -> str:
    """The whole page."""
    from yizhan.web.refusals import known_codes

    return HEAD + "".join(line(code) for code in sorted(known_codes()))


def line(code: str) -> str:
    """One code as a row of the table; facts that fill the words appear as an ellipsis."""
    from django.utils.translation import override

    from yizhan.web.refusals import words

    with override("en"):
        english, _detail, _advice = words(code, {})
    with override("zh-hans"):
        title, _detail, advice = words(code, {})
    cells = [f"`{code}`", *(cell.replace("—", "…").replace("|", "\\|") for cell in (english, title, advice))]
    return f"| {' | '.join(cells)} |\n"


def main() -> None:
    """Write the page."""
    import django

    django.setup()
    TARGET.write_text(page(), encoding="utf-8")
    print(f"{TARGET.name}: {page().count('| `')} codes")


if __name__ == "__main__":
    main()
