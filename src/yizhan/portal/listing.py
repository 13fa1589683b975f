"""Lists of items for the public: what most people come for, categories, and pages of the catalogue in force."""

from datetime import date

from yizhan.catalogue import queries
from yizhan.catalogue.release import Release
from yizhan.kernel.refusals import Invalid
from yizhan.web import paging
from yizhan.web.paging import Page

PAGE = 30
COMMON = 6


def common(today: date) -> list[Release]:
    """Items to lead with."""
    return queries.led_through(today, limit=COMMON)


def categories(today: date) -> list[tuple[str, int]]:
    """The categories with the number of their items, the larger first."""
    return queries.category_counts(today)


def page(today: date, *, q: str, category: str, cursor: str) -> Page[Release]:
    """A page of items: the matches of a search, a category, or the whole by code. Raises Invalid: bad-cursor."""
    if q:
        found = queries.search(q, today=today, size=queries.LONGEST_LIST)
        return Page([release for release in found if category in ("", release.category)])
    (after,) = paging.decode(cursor, size=1) if cursor else ("",)
    if not isinstance(after, str):
        raise Invalid("bad-cursor")
    if category:
        releases = queries.items_of_category(category, today, after=after, limit=PAGE + 1)
    else:
        releases = queries.items_in_force(today, after=after, limit=PAGE + 1)
    return paging.page_of(releases[: PAGE + 1], size=PAGE, key=lambda release: (release.code,))
