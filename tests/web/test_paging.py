"""Cursors."""

import base64

import pytest

from yizhan.kernel.refusals import Invalid
from yizhan.web import paging


def test_a_cursor_gives_back_what_it_was_made_of() -> None:
    parts = ("2026-12-04", 17, None, "凯里")
    assert paging.decode(paging.encode(parts), size=4) == parts


def test_the_extra_row_only_tells_that_there_is_more() -> None:
    page = paging.page_of([1, 2, 3], size=2, key=lambda row: [row])
    assert page.rows == [1, 2]
    assert paging.decode(page.following, size=1) == (2,)
    assert paging.page_of([1, 2], size=2, key=lambda row: [row]).following == ""


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "!!",
        "é",
        "x" * 3000,
        "bnVsbA",
        base64.urlsafe_b64encode(b'[{"a":1}]').decode(),
        paging.encode(["a", "b"]),
        "_w",
    ],
)
def test_a_broken_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid) as refused:
        paging.decode(cursor, size=1)
    assert refused.value.code == "bad-cursor"
