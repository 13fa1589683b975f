"""Sample documents: drawn by the program, marked as samples, the picture of nobody's paper."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.support.worlds import world  # noqa: F401
from yizhan.catalogue.release import Example, ExampleLine, Release
from yizhan.catalogue.shipped import authored
from yizhan.portal.sample_sheet import ACROSS, sheet

SVG = "{http://www.w3.org/2000/svg}"
EVERY = [(release.code, example.code) for release in authored() for example in release.examples]


def sample(*values: str) -> Example:
    lines = tuple(ExampleLine(label="情况", value=value) for value in values)
    return Example(code="a", name="申请书", lines=lines)


@pytest.mark.parametrize(("item", "example"), EVERY)
@pytest.mark.parametrize(("language", "mark"), [("zh-hans", "样例"), ("en", "Sample")])
def test_every_sample_is_a_picture_that_says_so(world, client: Client, item, example, language, mark) -> None:
    answer = client.get(f"/items/{item}/examples/{example}.svg", headers={"Accept-Language": language})
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    drawn = ElementTree.fromstring(answer.content)
    written = [text.text for text in drawn.iter(f"{SVG}text")]
    assert written.count(mark) == 2
    assert drawn.find(f".//{SVG}style") is None


def test_a_guide_leads_to_its_samples_and_tips(world, client: Client) -> None:
    page = client.get("/items/zhaijidi/").content.decode()
    assert "/items/zhaijidi/examples/application.svg" in page
    assert "先动工，后补手续" in page
    assert "不要收了材料再退" not in page  # what the office is told, not the citizen
    assert "容易出错的地方" not in client.get("/items/geti/").content.decode()


@pytest.mark.parametrize("address", ["/items/dibao/examples/nothing.svg", "/items/nothing/examples/application.svg"])
def test_an_unknown_sample_is_not_found(world, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_long_values_are_folded_and_no_row_covers_another() -> None:
    drawn = sheet(sample("长" * (2 * ACROSS + 1), "短", ""))
    assert [len(row.value) for row in drawn.rows] == [3, 1, 1]
    assert [row.y + row.height for row in drawn.rows[:-1]] == [row.y for row in drawn.rows[1:]]
    assert drawn.height > drawn.rows[-1].y + drawn.rows[-1].height


def test_what_a_sample_says_is_never_markup(world, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = "<script>alert(1)</script> & \"'"
    monkeypatch.setattr(Release, "example", lambda _release, _code: sample(odd))
    answer = client.get("/items/dibao/examples/a.svg")
    assert b"<script" not in answer.content
    assert "".join(ElementTree.fromstring(answer.content).itertext()).count("alert") == 1
