"""Reads the program as text and as syntax trees, without importing it."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.support.environment import ROOT

PROGRAM = ROOT / "src" / "yizhan"
PURE_PIECES = ("rules", "clock", "events", "state")
PURE_MODULES = ("yizhan.catalogue.release",)


@dataclass(frozen=True)
class Module:
    """One file of the program."""

    name: str
    path: Path

    @property
    def room(self) -> str:
        """The room that it belongs to; empty for the package itself."""
        return ([*self.name.split("."), ""])[1]

    @property
    def piece(self) -> str:
        """Which piece of the room's furniture it is part of, by name."""
        return ([*self.name.split("."), "", ""])[2]

    @property
    def tree(self) -> ast.Module:
        """Its syntax."""
        return parsed(self.path)

    @property
    def is_pure(self) -> bool:
        """Whether it states law, and so must know nothing but its arguments."""
        words = self.piece.split("_")
        return self.room == "kernel" or words[-1] in PURE_PIECES or self.name in PURE_MODULES

    def at(self, node: ast.AST) -> str:
        """A place as `path:line`."""
        return f"{self.path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the program."""
    return tuple(Module(dotted(path), path) for path in sorted(PROGRAM.rglob("*.py")))


def dotted(path: Path) -> str:
    """`src/yizhan/cases/rules.py` is `yizhan.cases.rules`."""
    parts = path.relative_to(PROGRAM.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def files_of_tests() -> list[Path]:
    """Every Python file of the tests."""
    return sorted((ROOT / "tests").rglob("*.py"))


def imports(tree: ast.Module) -> Iterator[tuple[ast.stmt, str, str]]:
    """Every import as (statement, module, name taken from it or nothing)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name, ""
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield node, node.module or "", alias.name


def calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the last name of what is called: `datetime.now()` is `now`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Attribute):
                yield node, function.attr
            elif isinstance(function, ast.Name):
                yield node, function.id


@cache
def contracts() -> dict[str, dict[str, object]]:
    """The import-linter contracts of pyproject.toml by their id."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract for contract in project["tool"]["importlinter"]["contracts"]}


@cache
def floors() -> dict[str, int]:
    """Each room's floor, the kernel lowest, also of rooms that are still to come."""
    layers = reversed(list(contracts()["floors"]["layers"]))
    return {room.strip(" ()"): floor for floor, layer in enumerate(layers, start=1) for room in layer.split("|")}
