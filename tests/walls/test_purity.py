"""Pure modules state law: they read no clock, no disk, no chance, and Django does not exist for them."""

import ast

import pytest
from tests.walls.source import Module, calls, imports, modules

READS_THE_WORLD = {
    "now", "today", "utcnow", "localtime", "gmtime", "time_ns", "monotonic", "perf_counter",
    "uuid1", "uuid4", "urandom", "token_bytes", "token_hex", "token_urlsafe", "randbelow", "randbytes", "randint",
    "choice", "choices", "shuffle", "sample", "getrandbits", "SystemRandom", "Random",
    "open", "read_text", "read_bytes", "write_text", "write_bytes", "getenv", "print", "input",
}  # fmt: skip
IMPURE = {
    "django", "ninja", "axes", "os", "pathlib", "random", "secrets", "socket", "sqlite3", "psycopg", "subprocess",
    "tempfile", "threading", "time", "importlib",
}  # fmt: skip
DRAWS_KEYS = "generate_key"


def pure() -> list[Module]:
    """Every pure module."""
    return [module for module in modules() if module.is_pure]


def methods(tree: ast.Module) -> set[str]:
    """Names that the module defines itself: a rule may be called what it likes."""
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_pure_modules_read_neither_clock_nor_disk_nor_chance() -> None:
    faults = [
        f"{module.at(node)} calls {name}()"
        for module in pure()
        for node, name in calls(module.tree)
        if name in READS_THE_WORLD - methods(module.tree)
    ]
    assert faults == []


def test_pure_modules_import_nothing_impure() -> None:
    faults = [
        f"{module.at(node)} imports {source}"
        for module in pure()
        for node, source, _name in imports(module.tree)
        if source.split(".")[0] in IMPURE
    ]
    assert faults == []


def test_every_room_of_law_is_watched() -> None:
    watched = {module.name for module in pure()}
    assert "yizhan.kernel.periods" in watched
    assert "yizhan.catalogue.release" in watched


@pytest.mark.parametrize(
    "line", ["datetime.now(zone)", "date.today()", "uuid.uuid4()", "open('x')", "random.choice([1])", "now()"]
)
def test_the_wall_sees_every_way_to_the_world(line: str) -> None:
    assert {name for _node, name in calls(ast.parse(line))} & READS_THE_WORLD
