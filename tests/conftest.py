"""What every test stands on. Made before Django is imported: its settings read the environment once."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import campaigns, environment, loopback

environment.prepare()
loopback.stay_here()

import django  # noqa: E402

django.setup()

from tests.support import fresh  # noqa: E402
from tests.support.campaigns import campaign as rounds  # noqa: E402

fresh.install()


TOUCHING = {"db", "transactional_db", "django_db_setup", "live_server"}
"""Fixtures that bring the database."""


COMMANDS = {"test_cli.py", "test_https.py"}
"""What the commands say and refuse, each in a process of its own."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what touches the database: pure rules, and how pages look, were asked on SQLite."""
    if environment.database() != "postgresql":
        return
    touching = [item for item in items if touches_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(touching)])
    items[:] = touching


def touches_the_database(item: pytest.Item) -> bool:
    """Whether a test asks for the database by a mark or a fixture, and for more than the looks of pages.

    Commands, and pages in the browser but for the whole walk, are asked on PostgreSQL by a whole campaign only: both
    databases together would take CI more than its 20 minutes.
    """
    if item.get_closest_marker("looks") is not None:
        return False
    if campaigns.size() < 1 and (item.path.name in COMMANDS or in_the_browser(item)):
        return False
    return item.get_closest_marker("django_db") is not None or not TOUCHING.isdisjoint(
        getattr(item, "fixturenames", ())
    )


def in_the_browser(item: pytest.Item) -> bool:
    """Whether a test drives the browser, and is not the walk."""
    return item.get_closest_marker("browser") is not None and item.get_closest_marker("walk") is None


def pytest_xdist_setupnodes() -> None:
    """A worker that inherited the name of the settings would read them before it has a home of its own."""
    del os.environ["DJANGO_SETTINGS_MODULE"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """The test database: on SQLite a file with the pragmas of a node, so that locks, triggers and threads are real."""
    from django.conf import settings

    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    test = settings.DATABASES["default"].setdefault("TEST", {})
    if environment.database() == "sqlite":
        test["NAME"] = str(settings.YIZHAN_HOME / "test.sqlite3")
    else:
        test["NAME"] = f"yizhan_test_{worker}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """The migrated database, and a copy of it to start from after each test that commits."""
    with django_db_blocker.unblock():
        fresh.keep_template()


@pytest.fixture(scope="session")
def campaign() -> Callable[[int], int]:
    """`campaign(1000)`: how many of a thousand rounds this run plays (`YIZHAN_CAMPAIGN`)."""
    return rounds


@pytest.fixture
def database_url(transactional_db: None) -> str:
    """`YIZHAN_DATABASE_URL` of the test database, for other processes that share it with the test."""
    return url_of(fresh.database_name())


@pytest.fixture
def empty_node(tmp_path: Path, django_db_setup: None, django_db_blocker: object) -> dict[str, str]:
    """The environment of a node that does not exist yet, on the database under test: for `yizhan init` and its kin."""
    home = tmp_path / "home"
    variables = {**os.environ, "YIZHAN_HOME": str(home)}
    if environment.database() == "sqlite":
        return {**variables, "YIZHAN_DATABASE_URL": url_of(str(home / "db.sqlite3"))}
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with django_db_blocker.unblock():
        fresh.empty_database(f"yizhan_node_{worker}")
    return {**variables, "YIZHAN_DATABASE_URL": url_of(f"yizhan_node_{worker}")}


def url_of(name: str) -> str:
    """The URL of a database of this run: a file, or a name on the run's PostgreSQL."""
    if environment.database() == "sqlite":
        return f"sqlite:///{name}"
    return os.environ["YIZHAN_TEST_SERVER"].replace("/yizhan?", f"/{name}?")


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """The system's Chromium, one for the run."""
    from tests.support.browser import launched

    with launched() as opened:
        yield opened


@pytest.fixture
def browser_page(browser: object, live_server: object) -> Iterator[object]:
    """A page of a new visitor on the running server; any error in the page's scripts fails the test."""
    from tests.support.browser import DESK

    context = browser.new_context(base_url=live_server.url, viewport=DESK, locale="zh-CN")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def picture() -> Callable[..., None]:
    """`picture(page, "pictures/desk.png")`: keeps a picture below docs/ when `YIZHAN_PICTURES=1`."""
    from tests.support.browser import picture as keep

    return keep
