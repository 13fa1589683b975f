"""Raw SQL, environment, operating system, sizes, names of files: what may stand where."""

import ast
import re
import subprocess

from tests.support.environment import ROOT
from tests.walls.source import PROGRAM, Module, calls, files_of_tests, imports, modules, parsed

RAW_SQL = {"execute", "executemany", "executescript", "raw", "RunSQL", "RawSQL", "cursor", "extra"}
SYSTEM = {"fcntl", "signal", "pwd", "grp", "resource", "termios", "pty", "posix", "msvcrt"}
SYSTEM_CALLS = {"fork", "forkpty", "kill", "killpg", "setsid", "getuid", "geteuid", "getpgid"}
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
LONGEST_MODULE = 400


def may_speak_sql(module: Module) -> bool:
    """The modules of the journal's store, its migrations, nobody else."""
    return module.name.startswith("yizhan.journal.store") or module.name.startswith("yizhan.journal.migrations.")


def test_hand_written_sql_stands_in_the_journals_store_only() -> None:
    faults = [
        f"{module.at(node)} {name}()"
        for module in modules()
        if not may_speak_sql(module)
        for node, name in calls(module.tree)
        if name in RAW_SQL
    ]
    assert faults == []


def test_the_operating_system_is_spoken_to_in_one_module() -> None:
    inside = [module for module in modules() if module.name != "yizhan.site.processes"]
    imported = [module.at(node) for module in inside for node, source, _ in imports(module.tree) if source in SYSTEM]
    called = [module.at(node) for module in inside for node, name in calls(module.tree) if name in SYSTEM_CALLS]
    assert imported + called == []


def test_the_environment_is_read_in_one_place() -> None:
    faults = [
        module.at(node)
        for module in modules()
        if module.room != "site"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    ]
    assert faults == []


def test_no_database_is_mocked() -> None:
    mocks = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in files_of_tests()
        for node, source, name in imports(parsed(path))
        if source.startswith(("unittest", "mock", "pytest_mock")) or (source, name) == ("django.test", "TestCase")
    ]
    assert mocks == []


def test_modules_are_short_enough_to_be_read() -> None:
    long = [
        f"{module.path.relative_to(ROOT)}: {lines} lines"
        for module in modules()
        if "migrations" not in module.path.parts
        and (lines := len(module.path.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    ]
    assert long == []


def tracked() -> list[str]:
    """Every file that the project keeps, or is about to."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return [name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).exists()]


def is_fit_for_windows(name: str) -> bool:
    """Whether Windows can hold a file of that name."""
    return all(
        not re.search(r'[<>:"\\|?*\x00-\x1f]', part)
        and part.rstrip(". ") == part
        and part.split(".")[0].lower() not in RESERVED
        for part in name.split("/")
    )


def test_no_comment_of_a_template_is_shown_to_people() -> None:
    """A `{#` without its `#}` on the same line is text of the page."""
    templates = [*PROGRAM.rglob("*.html"), *PROGRAM.rglob("*.txt")]
    assert len(templates) > 100
    assert [
        f"{path.relative_to(PROGRAM)}:{number}"
        for path in templates
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"\{#|#\}", re.sub(r"\{#.*?#\}", "", line))
    ] == []


def test_every_file_can_be_kept_on_windows() -> None:
    names = tracked()
    assert [name for name in names if not is_fit_for_windows(name)] == []
    assert len({name.lower() for name in names}) == len(names)
    assert max(map(len, names)) < 160


def test_fitness_for_windows_is_judged_right() -> None:
    assert not any(map(is_fit_for_windows, ["a:b", "docs/con.md", "x.", "a?b", "lpt1"]))
    assert is_fit_for_windows("src/yizhan/cases/rules.py")
