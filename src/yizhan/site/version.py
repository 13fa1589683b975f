"""The version of this program."""

from functools import cache
from importlib.metadata import version


@cache
def program_version() -> str:
    """As the package says."""
    return version("yizhan")
