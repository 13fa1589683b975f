"""The contracts of pyproject.toml bite: each is broken once, in a copy, and must say so."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.environment import ROOT

BREACHES = [
    ("floors", "places/queries.py", "from yizhan.cases import actions\n"),
    ("floors", "newroom/__init__.py", ""),
    ("furniture", "people/rules.py", "from yizhan.people import actions\n"),
    ("purity", "people/rules.py", "from yizhan.people import dates\n"),
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bare copy of the house: the rooms, nearly empty, and the contracts."""
    root = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", root)
    for room in (ROOT / "src" / "yizhan").iterdir():
        if (room / "__init__.py").exists():
            (root / "yizhan" / room.name).mkdir(parents=True)
            (root / "yizhan" / room.name / "__init__.py").touch()
    (root / "yizhan" / "__init__.py").touch()
    for name in ("rules", "clock", "events", "state", "actions"):
        (root / "yizhan" / "people" / f"{name}.py").touch()
        (root / "yizhan" / "cases" / f"{name}.py").touch()
    (root / "yizhan" / "catalogue" / "release.py").touch()
    (root / "yizhan" / "people" / "dates.py").write_text("import django\n", encoding="utf-8")
    return root


def judged(root: Path, contract: str) -> subprocess.CompletedProcess[str]:
    """What import-linter says about one contract of a house."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    return subprocess.run(
        [*command, "--no-cache", "--contract", contract],
        cwd=root, env={"PYTHONPATH": str(root), "PATH": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("contract", ["floors", "furniture", "purity"])
def test_a_house_in_order_is_left_alone(house: Path, contract: str) -> None:
    answer = judged(house, contract)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize(("contract", "path", "text"), BREACHES)
def test_a_breach_is_seen(house: Path, tmp_path: Path, contract: str, path: str, text: str) -> None:
    root = tmp_path / "house"
    shutil.copytree(house, root)
    target = root / "yizhan" / path
    target.parent.mkdir(exist_ok=True)
    target.write_text(text, encoding="utf-8")
    answer = judged(root, contract)
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert "BROKEN" in answer.stdout or "missing" in answer.stdout.lower()
