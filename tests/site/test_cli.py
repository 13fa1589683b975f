"""The command line, as another process sees it: exit codes, one line for a refusal, JSON alone, never a traceback."""

import json
import socket
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from tests.support import environment

MINUTE = 60
DATA = files("yizhan.catalogue") / "data"
NUMBER = "522601100000" + "26AA000001" + "0"


class Node:
    """A node's command line."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = {**environment, "NO_COLOR": "1"}
        self.home = Path(environment["YIZHAN_HOME"])

    def run(self, *words: str, given: str = "", **changed: str) -> subprocess.CompletedProcess[str]:
        """Run a command; whatever happens, nobody is shown a traceback."""
        done = subprocess.run(
            [sys.executable, "-m", "yizhan.site.cli", *words],
            env={**self.environment, **changed},
            input=given,
            capture_output=True,
            text=True,
            timeout=2 * MINUTE,
            check=False,
        )
        assert "Traceback" not in done.stderr + done.stdout, done.stderr
        return done

    def does(self, *words: str) -> str:
        """What a command that succeeds prints."""
        done = self.run(*words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def tells(self, *words: str) -> object:
        """The JSON document of a command that succeeds."""
        return json.loads(self.does(*words, "--json"))

    def refuses(self, *words: str, code: str = "", given: str = "", **changed: str) -> str:
        """The one line of a command that is refused."""
        done = self.run(*words, given=given, **changed)
        assert done.returncode == 1, (done.stdout, done.stderr)
        line = done.stderr.strip().splitlines()[-1]
        assert line.startswith("yizhan: ")
        assert code in line
        return line


@pytest.fixture
def bare(empty_node: dict[str, str]) -> Node:
    """A machine on which no node was made."""
    return Node(empty_node)


@pytest.fixture
def node(bare: Node) -> Node:
    """A node of the sample prefecture."""
    bare.does("init", "--name", "样例", "--division", "522600000000", "--level", "prefecture")
    return bare


def written(folder: Path, name: str, content: bytes) -> str:
    """A file for a command."""
    path = folder / name
    path.write_bytes(content)
    return str(path)


# -- a node ------------------------------------------------------------------------------------------------------------


def test_init_prints_three_passwords_and_the_recovery_key_once(bare: Node) -> None:
    printed = bare.does("init", "--name", "样例", "--division", "522600000000", "--level", "prefecture")
    names = [line.split("\t")[0] for line in printed.splitlines()]
    assert names == ["system_admin", "security_admin", "audit_admin", "recovery key"]
    bare.refuses("init", "--name", "样例", "--division", "522600000000", "--level", "prefecture", code="node-exists")


def test_a_node_shows_itself_and_verifies(node: Node) -> None:
    shown = node.tells("node", "show")
    assert shown["division"] == "522600000000"
    assert len(bytes.fromhex(shown["head"])) == 32
    assert node.tells("verify")["faults"] == []


def test_verify_finds_an_altered_row(node: Node) -> None:
    code = (
        "import django; django.setup()\n"
        "from yizhan.places.models import Division\n"
        "Division.objects.filter(code='522601000000').update(name='别处')\n"
    )
    altering = {**node.environment, "DJANGO_SETTINGS_MODULE": "yizhan.site.settings"}
    subprocess.run([sys.executable, "-c", code], env=altering, check=True, timeout=MINUTE)
    done = node.run("verify", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["faults"]
    node.does("rebuild")
    assert node.tells("verify")["faults"] == []


@pytest.mark.parametrize("head", ["x", "1", "1:zz", ":", "999999:" + "00" * 32])
def test_a_head_that_is_no_head_or_not_ours_is_told(node: Node, head: str) -> None:
    assert node.run("verify", "--head", head).returncode == 1


@pytest.mark.parametrize(
    "words",
    [
        ("node", "show"),
        ("verify",),
        ("case", "show", NUMBER),
        ("token", "create", "--account", "nobody"),
        ("catalogue", "import", str(DATA / "items.yaml")),
        ("serve",),
    ],
)
def test_without_a_node_a_command_says_so(bare: Node, words: tuple[str, ...]) -> None:
    bare.refuses(*words)


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "sqlite:///nowhere/at/all/db.sqlite3"])
def test_a_database_that_cannot_be_is_told_in_one_line(bare: Node, url: str) -> None:
    bare.refuses("node", "show", YIZHAN_DATABASE_URL=url)


@pytest.mark.parametrize("words", [("demo", "--accounts"), ("demo", "--port", "8471")])
def test_a_demo_never_touches_a_node_that_is_none(node: Node, words: tuple[str, ...]) -> None:
    before = node.tells("node", "show")
    node.refuses(*words, code="demo")
    assert node.tells("node", "show")["head"] == before["head"]


def test_a_port_that_is_taken_is_told_before_the_sample_is_made(bare: Node) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        bare.refuses("demo", "--port", str(other.getsockname()[1]), code="port-taken")
    bare.refuses("node", "show")


def test_a_node_shares_its_port_with_nobody(node: Node) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        node.refuses("serve", "--port", str(other.getsockname()[1]), code="port-taken")


# -- wrong usage -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("init",),
        ("init", "--name", "x", "--division", "522600000000", "--level", "moon"),
        ("due", "--from", "2026-03-02"),
        ("serve", "--port", "many"),
        ("serve", "--port", "70000"),
        ("divisions", "import"),
        ("verify", "--nonsense"),
    ],
)
def test_wrong_usage_ends_with_two(bare: Node, words: tuple[str, ...]) -> None:
    assert bare.run(*words).returncode == 2


def test_help_needs_no_node(bare: Node) -> None:
    assert "verify" in bare.does("--help")


# -- the legal clock ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "due"),
    [
        (("--from", "2026-03-02", "--limit", "20wd"), "2026-03-30"),
        (("--from", "2026-09-30", "--limit", "1wd"), "2026-10-08"),
        (("--from", "2026-03-02", "--limit", "5wd", "--stop", "2026-03-04..2026-03-05"), "2026-03-11"),
        (("--from", "2026-03-02", "--limit", "7d", "--minimum"), "2026-03-10"),
        (("--from", "2026-01-31", "--limit", "1mo"), "2026-02-28"),
    ],
)
def test_due_needs_no_node(bare: Node, words: tuple[str, ...], due: str) -> None:
    assert str(bare.tells("due", *words)["due"]).startswith(due)


@pytest.mark.parametrize(
    "words",
    [
        ("--from", "2026-02-30", "--limit", "20wd"),
        ("--from", "2026-03-02", "--limit", "20"),
        ("--from", "2026-03-02", "--limit", "-1wd"),
        ("--from", "2026-03-02", "--limit", "5wd", "--stop", "2026-03-05"),
        ("--from", "2026-03-02", "--limit", "5wd", "--stop", "2026-03-05..2026-03-01"),
        ("--from", "2026-03-02", "--limit", "5wd", "--division", "52x"),
        ("--from", "2026-03-02", "--limit", "99999999999999999999wd"),
    ],
)
def test_a_period_that_cannot_be_is_refused(bare: Node, words: tuple[str, ...]) -> None:
    bare.refuses("due", *words)


# -- what a node holds -------------------------------------------------------------------------------------------------

CSV = "code,name,level,parent\n522601100201,上寨村,village,522601100000\n"


def test_divisions_are_imported(node: Node, tmp_path: Path) -> None:
    assert "divisions" in node.does("divisions", "import", written(tmp_path, "d.csv", CSV.encode()))


def test_the_catalogue_goes_out_and_comes_in_again_unchanged(node: Node, tmp_path: Path) -> None:
    node.does("catalogue", "import", str(DATA / "items.yaml"), "--decisions", str(DATA / "decisions.yaml"))
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    node.does("catalogue", "export", str(first))
    assert node.does("catalogue", "import", str(first)).startswith("0 published")
    node.does("catalogue", "export", str(second))
    assert first.read_bytes() == second.read_bytes()
    assert isinstance(json.loads(node.run("catalogue", "check", "--json").stdout), list)


def test_a_calendar_is_imported_and_shown(node: Node, tmp_path: Path) -> None:
    delivered = files("yizhan.places") / "data" / "calendars" / "5226.yaml"
    node.does("calendar", "import", str(delivered))
    days = node.tells("calendar", "show", "--division", "522600000000", "--year", "2026")
    assert {"2026-10-01", "2026-02-17"} <= {day["day"] for day in days}


def test_a_token_is_made_for_an_account_and_for_nobody_else(node: Node) -> None:
    assert len(node.does("token", "create", "--account", "system_admin").strip()) > 20
    node.refuses("token", "create", "--account", "nobody", code="not-found")
    assert node.run("token", "create", "--account", "system_admin", "--days", "0").returncode == 2
    node.refuses("token", "create", "--account", "system_admin", "--days", "367", code="invalid")
    made = node.tells("token", "list", "--account", "system_admin")
    assert (len(made), made[0]["last_used"], made[0]["ends"] > made[0]["made"]) == (1, None, True)
    number = str(made[0]["token"])
    node.refuses("token", "revoke", number, "--account", "security_admin", code="not-found")
    node.does("token", "revoke", number, "--account", "system_admin")
    assert node.tells("token", "list", "--account", "system_admin") == []


def test_two_administrators_open_what_a_restore_closed(bare: Node) -> None:
    printed = bare.does("init", "--name", "样例", "--division", "522600000000", "--level", "prefecture")
    words = dict(line.split("\t") for line in printed.splitlines())
    release = ("node", "release", "--first", "system_admin", "--second")
    both = f"{words['system_admin']}\n{words['audit_admin']}\n"
    assert bare.run(*release, "audit_admin", given=both).stdout == "0 streams\n"
    bare.refuses(*release, "audit_admin", code="signature-wrong", given=f"{words['system_admin']}\nwrong\n")
    twice = f"{words['system_admin']}\n{words['system_admin']}\n"
    bare.refuses(*release, "system_admin", code="two-persons-needed", given=twice)


@pytest.mark.parametrize("number", [NUMBER, "x", "", "\udcff", "1" * 5000])
def test_a_case_that_is_not_there_is_refused(node: Node, number: str) -> None:
    node.refuses("case", "show", number)


IMPORTS = (("divisions", "import"), ("catalogue", "import"), ("calendar", "import"))
BROKEN = {
    "empty": b"",
    "null": b"\x00" * 10,
    "gbk": "编码,名称\n".encode("gbk"),
    "utf-16": CSV.encode("utf-16"),
    "truncated": b"items:\n  - code: dibao\n    name: [",
    "other": b"%PDF-1.7\n\xff\xfe",
    "alias-bomb": b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n",
    "surrogate": b'- "\\ud800"\n',
    "numbers": b"1\n",
}


MANY = None if environment.database() == "sqlite" else 2
"""How a file is read asks no database: on PostgreSQL two show that nothing was written."""


@pytest.mark.parametrize("command", IMPORTS, ids=lambda words: words[0])
def test_broken_files_are_refused_and_change_nothing(node: Node, tmp_path: Path, command: tuple[str, ...]) -> None:
    before = node.tells("node", "show")["position"]
    for name, content in list(BROKEN.items())[:MANY]:
        node.refuses(*command, written(tmp_path, name, content))
    node.refuses(*command, str(tmp_path / "missing"))
    assert node.run(*command, str(tmp_path)).returncode == 2
    assert node.tells("node", "show")["position"] == before
