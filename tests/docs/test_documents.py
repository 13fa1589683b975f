"""What the documentation says exists, and what exists is in it."""

import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest
from tests.support.environment import ROOT

DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
PICTURE = ROOT / "docs" / "picture.png"
SOURCES = ["src", "tests", "bench", "tools", ".ci", "Makefile"]
VARIABLE = re.compile(r"\bYIZHAN_[A-Z][A-Z_]*[A-Z]\b")
PLAIN_SETTINGS = {"YIZHAN_MAX_FILE_BYTES", "YIZHAN_MAX_PUBLIC_BYTES"}


def links(document: Path) -> list[str]:
    """The targets of a document's links and pictures that stand in this project."""
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    return [target for target in targets if not target.startswith(("http://", "https://", "mailto:"))]


def headings(document: Path) -> set[str]:
    """The anchors of a document's headings."""
    titles = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in links(document):
        name, _, anchor = target.partition("#")
        file = (document.parent / name).resolve() if name else document
        assert file.exists(), f"{document.name} → {target}"
        assert not anchor or anchor in headings(file), f"{document.name} → {target}"


@pytest.mark.parametrize("drawing", sorted((ROOT / "docs").rglob("*.svg")), ids=lambda path: path.name)
def test_every_drawing_can_be_read(drawing: Path) -> None:
    root = ElementTree.parse(drawing).getroot()
    assert root.find("{*}title") is not None


def test_the_readmes_show_the_picture_when_there_is_one() -> None:
    for name in ("README.md", "README.zh.md"):
        shown = "docs/picture.png" in links(ROOT / name)
        assert shown == PICTURE.exists(), name


def test_both_readmes_name_the_two_commands() -> None:
    for name in ("README.md", "README.zh.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "make demo" in text
        assert "make test" in text


def variables_in(text: str) -> set[str]:
    """Names of environment variables in a text."""
    return set(VARIABLE.findall(text)) - PLAIN_SETTINGS


def test_every_environment_variable_is_documented_and_none_else() -> None:
    files = [file for name in SOURCES for file in [ROOT / name, *(ROOT / name).rglob("*")] if file.is_file()]
    used = {
        variable
        for file in files
        if file.suffix in {".py", ""} and file != Path(__file__)
        for variable in variables_in(file.read_text(encoding="utf-8"))
    }
    assert used == variables_in(OPERATIONS)


def commands(command: click.Command, name: str) -> set[str]:
    """Every command below this one, by its whole name."""
    if isinstance(command, click.Group):
        return {whole for part, below in command.commands.items() for whole in commands(below, f"{name} {part}")}
    return {name}


def test_every_command_is_documented_and_none_else() -> None:
    from yizhan.site import cli

    groups = [value for value in vars(cli).values() if isinstance(value, click.Group)]
    inner = [command for group in groups for command in group.commands.values()]
    whole = next(group for group in groups if group not in inner)
    documented = set(re.findall(r"^\| `(yizhan [a-z ]+)`", OPERATIONS, flags=re.MULTILINE))
    assert commands(whole, "yizhan") == documented


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = [name for group in project["project"]["optional-dependencies"].values() for name in group]
    asked = [*project["project"]["dependencies"], *extras, *project["dependency-groups"]["dev"]]
    names = {re.match(r"[A-Za-z0-9-]+", requirement).group() for requirement in asked}
    rows = re.findall(r"^\| (`.+?) \|", (ROOT / "docs" / "dependencies.md").read_text("utf-8"), flags=re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`([^`]+)`", row)} == names


def test_every_refusal_is_documented_with_its_words() -> None:
    from tools.refusals import TARGET

    from yizhan.web.refusals import known_codes

    assert set(re.findall(r"^\| `([a-z0-9-]+)`", TARGET.read_text("utf-8"), flags=re.MULTILINE)) == known_codes()


def test_nothing_of_one_machine_stands_in_the_documents() -> None:
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        assert not re.search(r"/root/|/home/\w|/Users/", text), document.name
