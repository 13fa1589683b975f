"""What may be kept as a view of a list (常用视图)."""

from yizhan.kernel.identifiers import text
from yizhan.kernel.refusals import Invalid, Refused

MOST_VIEWS = 9
"""Each opens by a digit."""
LONGEST_NAME, LONGEST_FILTER = 20, 500


def view_name(typed: str) -> str:
    """A name of one to twenty characters. Raises Invalid: view-name."""
    name = " ".join(typed.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Invalid(errors={"name": ["view-name"]})
    return text(name, LONGEST_NAME)


def check_view(kept: int, filter_: str) -> None:
    """Nine at most, and only of what is narrowed. Raises Refused: too-many-views, view-of-everything."""
    if not filter_ or len(filter_) > LONGEST_FILTER:
        raise Refused("view-of-everything")
    if kept >= MOST_VIEWS:
        raise Refused("too-many-views", most=MOST_VIEWS)
