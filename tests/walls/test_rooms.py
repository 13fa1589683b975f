"""What passes between rooms, and what stands in them: what import-linter cannot see."""

from itertools import pairwise

from tests.walls.source import PROGRAM, Module, contracts, floors, imports, modules

DOORS = {"actions", "queries", "access", "rules", "events"}  # also with a word before: `original_actions`
FREE = {"kernel", "web"}
MORE_DOORS = {
    "cases": {"clock", "documents", "facts"},  # pure; one case as a document, which the pages read
    "catalogue": {"release"},  # the version of an item, pure, which everybody reads
    "journal": {"projections"},  # `show`, which an action calls after its entry
}
OFFERED = {
    ("yizhan.journal.models", "Recorded"),  # what a table of records inherits
}
COMPOSED = {"urls", "api", "models", "projections", "reactions", "registry", "state", "consult_state"}
ANYTHING: set[str] = set()
OPERATORS = {"site", "simulate"}
OPERATED = {"journal", "simulate"}  # they keep a node going: verify, rebuild, back up, number, play
EXEMPT_PIECES = {"apps", "migrations"}
ROOMS_WITHOUT_FURNITURE = {"kernel", "site", "simulate"}


def doors_into(room: str, visitor: Module) -> set[str]:
    """Through which pieces of a room a module of another room may reach; `site` puts the pieces together."""
    if visitor.room in OPERATORS and room in OPERATED:
        return ANYTHING
    composed = COMPOSED if visitor.room == "site" else set()
    return DOORS | MORE_DOORS.get(room, set()) | composed


def trespasses(module: Module) -> list[str]:
    """Imports of another room's inner pieces."""
    found = []
    for node, source, name in imports(module.tree):
        parts = (f"{source}.{name}" if source.count(".") == 1 else source).split(".")
        if parts[0] != "yizhan" or len(parts) < 3 or parts[1] in {module.room, *FREE} or (source, name) in OFFERED:
            continue
        doors = doors_into(parts[1], module)
        if doors is not ANYTHING and parts[2] not in doors and parts[2].rpartition("_")[2] not in doors:
            found.append(f"{module.at(node)} imports {source} {name}")
    return found


def test_another_room_is_entered_only_by_its_doors() -> None:
    visitors = [module for module in modules() if module.piece not in EXEMPT_PIECES]
    assert [fault for module in visitors for fault in trespasses(module)] == []


def test_every_room_has_its_floor_and_its_furniture_checked() -> None:
    rooms = {path.name for path in PROGRAM.iterdir() if (path / "__init__.py").exists()}
    furnished = {container.removeprefix("yizhan.") for container in contracts()["furniture"]["containers"]}
    assert rooms - floors().keys() == set()
    assert rooms - ROOMS_WITHOUT_FURNITURE == furnished


def test_packages_are_empty_so_that_importing_a_rule_starts_nothing() -> None:
    packages = [module for module in modules() if module.path.name == "__init__.py"]
    assert [module.name for module in packages if module.path.read_bytes()] == []


def test_modules_are_imported_by_their_whole_name() -> None:
    relative = [
        f"{module.at(node)}"
        for module in modules()
        for node, _source, _name in imports(module.tree)
        if getattr(node, "level", 0)
    ]
    assert relative == []


def test_the_floors_are_those_of_the_house() -> None:
    order = ["kernel", "web", "journal", "accounts", "places", "people", "catalogue", "mandates", "papers", "cases"]
    assert all(floors()[lower] < floors()[upper] for lower, upper in pairwise([*order, "desk", "simulate", "site"]))
    assert floors()["desk"] == floors()["portal"]
    assert floors()["cases"] == floors()["exchange"]
