"""A node, two organs, and small streams of the tests' own."""

import pytest

from tests.journal import talks
from tests.support.nodes import node  # noqa: F401


@pytest.fixture(autouse=True)
def known():
    """The journal knows talks and notes while these tests run."""
    talks.register()
    yield
    talks.forget()


@pytest.fixture
def tables(db):
    """The tables of talks and notes."""
    talks.make_tables()
