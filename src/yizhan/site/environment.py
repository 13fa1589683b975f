"""Strict little readers of environment variables: a wrong value stops the start, naming the variable."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

DEFAULT_HOME = Path.home() / ".yizhan"


def home() -> Path:
    """`YIZHAN_HOME`: the node's data directory (database, files, keys, configuration)."""
    return Path(os.environ.get("YIZHAN_HOME") or DEFAULT_HOME).expanduser().resolve()


def switch(name: str, *, default: bool = False) -> bool:
    """A yes or a no: `1`, `true`, `yes` or `0`, `false`, `no`."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes"}:
        return True
    if value in {"0", "false", "no"}:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}")


def token_days() -> tuple[int, int]:
    """How many days an API token lasts where nobody says so (`YIZHAN_TOKEN_DAYS`), and at most (`…_MOST`)."""
    most = number("YIZHAN_TOKEN_DAYS_MOST", default=366, least=1, most=3660)
    return number("YIZHAN_TOKEN_DAYS", default=min(90, most), least=1, most=most), most


def number(name: str, *, default: int, least: int, most: int) -> int:
    """A whole number within bounds."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and least <= int(value[:9]) <= most):
        raise ImproperlyConfigured(f"{name} must be a number from {least} to {most}, not {value!r}")
    return int(value)


def only_portal() -> bool:
    """Whether this process serves the public site alone (`yizhan serve --only portal`)."""
    only = os.environ.get("YIZHAN_ONLY", "")
    if only not in {"", "portal"}:
        raise ImproperlyConfigured(f"YIZHAN_ONLY must be portal or nothing, not {only!r}")
    return only == "portal"


def lan() -> list[str]:
    """Origins of the HTTPS that this node serves to its window PCs (`yizhan serve --lan`); empty without."""
    return words("YIZHAN_LAN", default=[])


def words(name: str, *, default: list[str]) -> list[str]:
    """A list separated by commas."""
    value = os.environ.get(name, "")
    return [word.strip() for word in value.split(",") if word.strip()] or default


def storage() -> str:
    """`YIZHAN_FILES_URL`: object storage for the files (`s3://bucket/prefix`); empty for the folder of the node."""
    url = os.environ.get("YIZHAN_FILES_URL", "")
    if url and not url.startswith("s3://"):
        raise ImproperlyConfigured("YIZHAN_FILES_URL must begin with s3://")
    return url


def database(home_directory: Path) -> dict[str, object]:
    """`YIZHAN_DATABASE_URL` as Django's setting: `sqlite:///file` or `postgresql://user:password@host:port/name`."""
    url = os.environ.get("YIZHAN_DATABASE_URL") or f"sqlite:///{home_directory / 'db.sqlite3'}"
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(unquote(parts.path[1:]) if parts.path.startswith("//") else unquote(parts.path))
    if parts.scheme in {"postgresql", "postgres"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": host_of(parts.query) or parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"prepare_threshold": 3, "server_side_binding": True},
        }
    raise ImproperlyConfigured("YIZHAN_DATABASE_URL must begin with sqlite:/// or postgresql://")


def host_of(query: str) -> str:
    """The `host` of a PostgreSQL URL's query: how a Unix socket's directory is written."""
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        if name == "host":
            return unquote(value)
    return ""


def sqlite(path: str) -> dict[str, object]:
    """SQLite as every node runs it: WAL, full sync, immediate transactions, 20 s of patience."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;",
        },
    }


def secret(home_directory: Path) -> str:
    """The secret that signs sessions: `YIZHAN_SECRET_KEY`, else a file of the node, made at the first start."""
    if value := os.environ.get("YIZHAN_SECRET_KEY"):
        return value
    path = home_directory / "keys" / "session.secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
        path.chmod(0o600)
    return path.read_text(encoding="ascii")
