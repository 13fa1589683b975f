"""Lists of items for the public: what most people come for, categories, and pages of the catalogue in force."""

from collections import Counter
from datetime import date

from yizhan.catalogue import queries
from yizhan.catalogue.release import Release
from yizhan.kernel.refusals import Invalid
from yizhan.web import paging
from yizhan.web.paging import Page

PAGE = 30
COMMON = 6


def common(today: date) -> list[Release]:
    """Items to lead with: those whose application the program leads through, then those done on the spot."""
    releases = queries.every_release_in_force(today)
    return sorted(releases, key=lambda each: (each.form is None, each.case_type != "immediate", each.code))[:COMMON]


def categories(today: date) -> list[tuple[str, int]]:
    """The categories with the number of their items, the larger first."""
    counted = Counter(release.category for release in queries.every_release_in_force(today) if release.category)
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def page(today: date, *, q: str, category: str, cursor: str) -> Page[Release]:
    """A page of items: the matches of a search, a category, or the whole by code. Raises Invalid: bad-cursor."""
    if q:
        found = queries.search(q, today=today, size=queries.LONGEST_LIST)
        return Page([release for release in found if category in ("", release.category)])
    (after,) = paging.decode(cursor, size=1) if cursor else ("",)
    if not isinstance(after, str):
        raise Invalid("bad-cursor")
    if category:
        everything = queries.every_release_in_force(today)
        releases = [release for release in everything if release.category == category and release.code > after]
    else:
        releases = queries.items_in_force(today, after=after, limit=PAGE + 1)
    return paging.page_of(releases[: PAGE + 1], size=PAGE, key=lambda release: (release.code,))
