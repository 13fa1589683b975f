"""The catalogue in force, over HTTP (`GET /items`, `GET /items/{code}`)."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from yizhan.catalogue import queries
from yizhan.catalogue.release import Release
from yizhan.kernel.refusals import Invalid
from yizhan.web import moment, paging
from yizhan.web.api import READ_PROBLEMS

router = Router(tags=["items"])


class ItemLine(Schema):
    """One line of the list of items."""

    code: str
    name: str
    aliases: list[str]
    category: str
    item_type: str = Field(description="GB/T 39046 word, such as 行政许可")
    item_type_code: str
    case_type: str
    case_type_code: str
    version: int
    effective_from: date
    statutory: str | None = Field(description="as 20wd; null: nobody set it")
    promised: str | None


class ItemPage(Schema):
    """A page of items and the cursor of the next one, empty on the last."""

    items: list[ItemLine]
    cursor: str


class ItemQuery(Schema):
    """What to list: a text to search for, or everything page by page."""

    q: str = Field("", max_length=64, description="part of code, name, plain word or pinyin, whole or initials")
    cursor: str = Field("", max_length=2000)
    limit: int = Field(50, ge=1, le=100)


@router.get("/items", response={200: ItemPage, **READ_PROBLEMS}, summary="The catalogue in force")
def list_items(request: HttpRequest, query: Query[ItemQuery]) -> dict[str, Any]:
    """Items in force today, by code; with `q` only the closest matches, on one page."""
    today = moment.today()
    if query.q:
        found = queries.search(query.q, today=today, size=query.limit)
        return {"items": [line(release) for release in found], "cursor": ""}
    (after,) = paging.decode(query.cursor, size=1) if query.cursor else ("",)
    if not isinstance(after, str):
        raise Invalid("bad-cursor")
    releases = queries.items_in_force(today, after=after, limit=query.limit + 1)
    page = paging.page_of(releases, size=query.limit, key=lambda release: (release.code,))
    return {"items": [line(release) for release in page.rows], "cursor": page.following}


@router.get("/items/{code}", response={200: dict[str, Any], **READ_PROBLEMS}, summary="One item whole")
def one_item(request: HttpRequest, code: str) -> dict[str, Any]:
    """The release in force today, in the format of the item files, with its version and day."""
    return queries.release_in_force(code, moment.today()).to_data()


def line(release: Release) -> dict[str, Any]:
    """A release as a line of the list."""
    return {
        "code": release.code,
        "name": release.name,
        "aliases": list(release.aliases),
        "category": release.category,
        "item_type": release.item_type.word,
        "item_type_code": release.item_type.code,
        "case_type": release.case_type.word,
        "case_type_code": release.case_type.code,
        "version": release.version,
        "effective_from": release.effective_from,
        "statutory": str(release.statutory) if release.statutory else None,
        "promised": str(release.promised) if release.promised else None,
    }
