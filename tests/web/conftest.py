"""What every test of the kit stands on."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    """A request leaves its language on the thread; each test starts in the program's own."""
    with translation.override("zh-hans"):
        yield
