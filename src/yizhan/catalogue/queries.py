"""Reading the catalogue: releases by version and by day, search, lists, checks. Bounded and indexed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Count, OuterRef, Subquery, Sum

from yizhan.catalogue import quality, search_rules, shipped
from yizhan.catalogue.findings import Finding, worth_attention
from yizhan.catalogue.importing import Decision, export_items, read_items
from yizhan.catalogue.models import Item, PublishedRelease
from yizhan.catalogue.publishing_rules import stored
from yizhan.catalogue.release import Release
from yizhan.catalogue.words import findings_data
from yizhan.kernel.refusals import NotFound

__all__ = ["export_items", "findings_data", "worth_attention"]

LONGEST_LIST = 200
SEARCHED = 2_000
"""As many items as a search ranks: more than any catalogue has."""
KEPT = 2048
_kept: dict[tuple[str, int], Release] = {}
_found: dict[tuple[str, int], tuple[Finding, ...]] = {}
_led: dict[tuple[date, int], list[tuple[str, int]]] = {}


def release_of(item: str, version: int) -> Release:
    """The release of a case, kept in this process: a release never changes. Raises NotFound."""
    return _releases([(item, version)])[0]


def release_in_force(item: str, day: date) -> Release:
    """The release under which papers received on that day are handled. Raises NotFound."""
    found = PublishedRelease.objects.filter(item=item, effective_from__lte=day).order_by("-version")
    version = found.values_list("version", flat=True).first()
    if version is None:
        raise NotFound(item=item)
    return release_of(item, version)


def items_in_force(day: date, *, after: str = "", limit: int = LONGEST_LIST) -> list[Release]:
    """The releases in force on a day, by item code, beginning after one; at most `limit`."""
    newest = PublishedRelease.objects.filter(item=OuterRef("item"), effective_from__lte=day).order_by("-version")
    rows = PublishedRelease.objects.filter(version=Subquery(newest.values("version")[:1]), item__gt=after)
    places = rows.order_by("item").values_list("item", "version")[: min(limit, LONGEST_LIST)]
    return _releases(list(places))


def items_of_category(category: str, day: date, *, after: str = "", limit: int = LONGEST_LIST) -> list[Release]:
    """The releases in force of the items whose newest release names the category, by code, beginning after one."""
    rows = Item.objects.filter(category=category, first_effective__lte=day, code__gt=after).order_by("code")
    return _in_force(list(rows.values_list("code", flat=True)[: min(limit, LONGEST_LIST)]), day)


def category_counts(day: date) -> list[tuple[str, int]]:
    """The categories with the number of their items, the larger first, in one read."""
    rows = Item.objects.filter(first_effective__lte=day).exclude(category="").order_by()
    counted = rows.values_list("category").annotate(items=Count("code"))
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))


def led_through(day: date, *, limit: int) -> list[Release]:
    """Items whose application the program leads through, then those done on the spot: at most `limit`, by code.

    Chosen from the whole catalogue once a day in each process, and again when a release was published.
    """
    published = Item.objects.aggregate(releases=Sum("latest", default=0))["releases"]  # grows with every release
    if (day, published) not in _led:
        found = sorted(every_release_in_force(day), key=lambda one: (one.form is None, one.case_type != "immediate"))
        _led.clear()
        _led[day, published] = [(each.code, each.version) for each in found[:LONGEST_LIST]]
    return _releases(_led[day, published][:limit])


def every_release_in_force(day: date) -> list[Release]:
    """The whole catalogue of a day, for export and check."""
    releases: list[Release] = []
    while part := items_in_force(day, after=releases[-1].code if releases else ""):
        releases += part
    return releases


def search(text: str, *, today: date, level: str = "", size: int = 20) -> list[Release]:
    """Items in force by plain words, names, pinyin (whole or initials) or code, the nearest first, at most `size`.

    With a level only items that an organ of that level handles. The keys were made when the items were published.
    """
    typed = search_rules.words(text)
    rows = Item.objects.filter(first_effective__lte=today, levels__contains=level)
    for word in typed:
        rows = rows.filter(search__contains=word)
    found = rows.order_by("code").values_list("search", flat=True)[:SEARCHED]
    keys = sorted((search_rules.read(column) for column in found), key=lambda each: search_rules.order(each, typed))
    return _in_force([each.codes[0] for each in keys[: min(size, LONGEST_LIST)]], today)


def releases_of_item(item: str) -> list[Release]:
    """Every release of an item, the newest first; at most 200. Raises NotFound."""
    rows = PublishedRelease.objects.filter(item=item).order_by("-version")
    found = _releases([(item, version) for version in rows.values_list("version", flat=True)[:LONGEST_LIST]])
    if not found:
        raise NotFound(item=item)
    return found


def newest_releases(codes: Sequence[str]) -> dict[str, Release]:
    """The newest release of each item, in force or not yet, by code."""
    latest = Item.objects.filter(code__in=codes).values_list("code", "latest")
    return {release.code: release for release in _releases(list(latest))}


def findings_of(release: Release) -> tuple[Finding, ...]:
    """What a release lacks: kept, for a release never changes."""
    place = (release.code, release.version)
    if place not in _found:
        if len(_found) > KEPT:
            _found.clear()
        _found[place] = tuple(quality.check(release, shipped.abolished_proofs()))
    return _found[place]


def item_names(codes: Iterable[str]) -> dict[str, str]:
    """Present names of items by code, in the order asked for, in one read."""
    asked = list(dict.fromkeys(codes))
    names = dict(Item.objects.filter(code__in=asked).values_list("code", "name"))
    return {code: names[code] for code in asked if code in names}


def still_in_force(codes: Collection[str], day: date) -> set[str]:
    """Those of these items that have a release in force on a day, in one read."""
    rows = PublishedRelease.objects.filter(item__in=codes, effective_from__lte=day).order_by()
    return set(rows.values_list("item", flat=True).distinct())


def check(releases: Sequence[Release]) -> list[Finding]:
    """What the items lack."""
    return [finding for release in releases for finding in quality.check(release, shipped.abolished_proofs())]


def check_file(content: bytes, decisions: Mapping[str, Decision] | None = None) -> list[Finding]:
    """Every fault of an item file, and what its readable items lack."""
    reading = read_items(content, decisions)
    return [*reading.findings, *check(reading.releases)]


def forget() -> None:
    """Another database: what was kept is not true there."""
    _kept.clear()
    _found.clear()
    _led.clear()


def _in_force(codes: Sequence[str], day: date) -> list[Release]:
    rows = PublishedRelease.objects.filter(item__in=codes, effective_from__lte=day).order_by("version")
    versions = dict(rows.values_list("item", "version"))  # the last one of each item stays
    return _releases([(code, versions[code]) for code in codes if code in versions])


def _releases(places: Sequence[tuple[str, int]]) -> list[Release]:
    """Releases by item and version, those not yet kept in one read. Raises NotFound."""
    missing = [f"{item}@{version}" for item, version in places if (item, version) not in _kept]
    found = {}
    for row in PublishedRelease.objects.filter(key__in=missing) if missing else ():
        release = stored(row.content, version=row.version, effective_from=row.effective_from)
        found[row.item, row.version] = release
    if len(_kept) + len(found) > KEPT:
        _kept.clear()
    _kept.update(found)
    try:
        return [found.get(place) or _kept[place] for place in places]
    except KeyError as unknown:
        raise NotFound(item=str(unknown.args[0][0])) from unknown
