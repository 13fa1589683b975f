"""The guide of an item: what Licensing Law art. 30 wants displayed, narrowed by answers, in English too."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.support.worlds import MONDAY, OTHER, TOWNSHIP, by, world  # noqa: F401
from yizhan.catalogue import queries
from yizhan.catalogue.queries import every_release_in_force, release_in_force
from yizhan.catalogue.release import Release
from yizhan.kernel.acting import legal_day
from yizhan.places.actions import create_centre
from yizhan.places.queries import centre_of
from yizhan.portal import listing

pytestmark = pytest.mark.usefixtures("world")
HAN = re.compile(r"[\u3400-\u9fff]")
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
SPOKEN = frozenset({"alt", "aria-label", "placeholder", "title"})


class Words(HTMLParser):
    """The program's own words on a page: everything but what is marked as Chinese data."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element: data when it, or what it stands in, is."""
        named = dict(attrs)
        inside = self.open[-1][1] if self.open else False
        data = named["lang"].startswith("zh") if named.get("lang") else inside
        data = data or tag in {"script", "style", "title"}
        if not data:
            self.words += [value for name, value in attrs if name in SPOKEN and value]
        if tag not in VOID:
            self.open.append((tag, data))

    def handle_endtag(self, tag: str) -> None:
        """The end of it, and of what was left open inside."""
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text: str) -> None:
        """A text between."""
        if not self.open or not self.open[-1][1]:
            self.words.append(text)


def own_words(page: str) -> list[str]:
    """Texts of the program that hold a Han character."""
    reader = Words()
    reader.feed(page)
    return [text.strip() for text in reader.words if HAN.search(text) and text.strip() != "中文"]


def in_force() -> list[Release]:
    """The catalogue of the small world."""
    return every_release_in_force(legal_day(MONDAY))


def page(client: Client, address: str, language: str = "zh-hans") -> str:
    """A page that opens."""
    answer = client.get(address, headers={"Accept-Language": language})
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_reader_of_words_sees_what_is_not_data() -> None:
    assert own_words('<p lang="en">a <b lang="zh-Hans">甲<br><i>乙</i></b> 丙</p><img alt="丁">') == ["丙", "丁"]


def test_every_guide_speaks_english_but_for_the_data(client: Client) -> None:
    for release in in_force():
        for part in ("", "print/", "form/"):
            assert own_words(page(client, f"/items/{release.code}/{part}", "en")) == [], release.code


@pytest.mark.parametrize("address", ["/", "/items/", "/items/?q=低保", "/items/?q=nothing", "/progress/"])
def test_every_other_page_does_too(client: Client, address: str) -> None:
    assert own_words(page(client, address, "en")) == []


def test_a_guide_shows_what_article_30_wants(client: Client) -> None:
    shown = page(client, "/items/dibao/")
    release = release_in_force("dibao", legal_day(MONDAY))
    for wanted in (
        *(basis.law for basis in release.legal_basis),
        *(condition.text for condition in release.conditions),
        *(step.name for step in release.steps),
        *(step.actor for step in release.steps),
        *(material.name for material in release.materials),
        *(procedure.name for procedure in release.special_procedures),
        release.limits.statutory.article,
        release.result.name,
        release.fee.basis,
        release.agency.name,
        release.contact.phone,
        release.contact.supervision_phone,
    ):
        assert wanted in shown, wanted
    assert re.search(r"法定时限.{0,80}30个工作日", shown, re.DOTALL)
    assert re.search(r"承诺时限.{0,80}23个工作日", shown, re.DOTALL)


def test_every_item_shows_its_whole_list_and_says_what_nobody_set(client: Client) -> None:
    for release in in_force():
        shown = page(client, f"/items/{release.code}/")
        assert [one.name for one in release.materials if one.name.replace("&", "&amp;") not in shown] == []
        if release.statutory is None or not release.contact.phone:
            assert "未作规定" in shown


def test_answers_narrow_the_list_and_none_must_be_given(client: Client) -> None:
    paper = "第二代残疾人证"
    for query, there in (("", True), ("?q_disabled_member=yes", True), ("?q_disabled_member=no", False)):
        shown = page(client, f"/items/dibao/{query}")
        assert (paper in materials_of(shown)) is there
    assert 'method="get"' in shown


def materials_of(shown: str) -> str:
    """The list of materials on a page."""
    return shown.partition('id="materials"')[2].partition("</section>")[0]


@pytest.mark.parametrize("query", ["q_household_size=x", "q_household_size=" + "9" * 40, "q_cause=nothing"])
def test_an_answer_that_cannot_be_read_is_said_and_counts_as_none(client: Client, query: str) -> None:
    shown = page(client, f"/items/dibao/?{query}")
    assert "error" in shown
    assert "第二代残疾人证" in materials_of(shown)


@pytest.mark.parametrize("code", ["nothing", "%00", "%ED%A0%80", "9" * 3000, "dibao%2F"])
@pytest.mark.parametrize("part", ["", "print/", "form/"])
def test_an_unknown_item_is_not_found(client: Client, code: str, part: str) -> None:
    assert client.get(f"/items/{code}/{part}").status_code == (400 if code == "%00" else 404)


@pytest.mark.parametrize("address", ["/", "/items/", "/items/dibao/", "/items/dibao/print/", "/items/dibao/form/"])
def test_nothing_is_sent_to_a_page_that_only_shows(client: Client, address: str) -> None:
    answer = client.post(address)
    assert answer.status_code == 405
    assert "GET" in answer["Allow"]


@pytest.mark.parametrize("query", ["q=" + "a" * 65, "cursor=x", "cursor=WzFd", "cursor=WyJhIiwiYiJd"])
def test_a_list_that_cannot_be_asked_for_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/items/?{query}").status_code == 422


@pytest.mark.parametrize("query", ["q=%00", "q=%ED%A0%80", "category=%00", "category=%25", "q=%25_", "page=x"])
def test_no_search_is_a_fault(client: Client, query: str) -> None:
    assert client.get(f"/items/?{query}").status_code in {200, 400, 422}


@pytest.mark.parametrize("address", ["/items/", "/", "/items/?category=社会救助"])
def test_a_list_reads_no_more_of_the_catalogue_than_it_shows(
    client: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGE", 4)
    page(client, "/")  # what leads is chosen once a day
    kept: dict[tuple[str, int], Release] = {}
    monkeypatch.setattr(queries, "_kept", kept)
    page(client, address)
    assert 0 < len(kept) <= listing.PAGE + 1 + listing.COMMON
    assert len(every_release_in_force(legal_day(MONDAY))) > 2 * (listing.PAGE + 1 + listing.COMMON)


def test_an_item_is_found_by_its_names_its_initials_and_its_category(client: Client) -> None:
    for query in ("q=低保", "q=zdshbz", "q=dibao", "category=社会救助"):
        assert "/items/dibao/" in page(client, f"/items/?{query}")
    assert "/items/lincai/" not in page(client, "/items/?category=社会救助")


def test_the_pages_of_the_list_reach_every_item_once(client: Client) -> None:
    address, found = "/items/", []
    while address:
        shown = page(client, address)
        listed = shown.partition('<ul class="items"')[2].partition("</ul>")[0] or shown
        found += re.findall(r'href="/items/([a-z0-9_.-]+)/"', listed)
        following = re.search(r'rel="next" href="([^"]+)"', shown)
        address = f"/items/{following[1]}" if following else ""
    assert sorted(found) == sorted(release.code for release in in_force())


def test_the_front_page_leads_everywhere(client: Client) -> None:
    shown = page(client, "/")
    for address in ("/items/", "/progress/", "/notices/verify/", "/login/"):
        assert f'href="{address}"' in shown
    assert 'name="q"' in shown
    assert "社会救助" in shown


def contacts(path: str) -> str:
    """What a guide says of where to go and whom to ask."""
    page = Client().get(path).content.decode()
    return page.partition('id="where"')[2].partition("</section>")[0]


@pytest.fixture
def telephones(world: object) -> None:
    """One township and the county have told their telephones; the other township has not."""
    act = by("c522601-officer")
    for division, phone in ((TOWNSHIP, "0855-8111111"), ("522601000000", "0855-8222222"), (OTHER, "")):
        row = centre_of(division)
        told = {"phone": phone, "address": f"{row.name}一楼", "hours": row.hours}
        create_centre(act=act, division=division, name=row.name, agency=row.agency, **told)


def test_the_nearest_halls_come_first_with_their_telephones(telephones: None) -> None:
    shown = contacts(f"/items/lincai/?at={TOWNSHIP}")
    assert shown.index("0855-8111111") < shown.index("0855-8222222")
    assert "三棵树镇便民服务中心一楼" in shown


def test_what_a_hall_has_not_told_is_the_items_own(telephones: None) -> None:
    shown = contacts(f"/items/lincai/?at={OTHER}")
    assert "0855-8111111" not in shown
    assert shown.index('href="tel:0855-0000002"') < shown.index("0855-8222222")


def test_a_village_has_the_hall_of_its_township(telephones: None) -> None:
    assert "0855-8111111" in contacts("/items/lincai/?at=522601100201")


@pytest.mark.parametrize("at", ["", "x", "\u8def", "520000000000"])
def test_who_chose_no_place_is_asked_and_sees_the_items_own(telephones: None, at: str) -> None:
    shown = contacts(f"/items/lincai/?at={at}")
    assert '<select class="form-select" id="at"' in shown
    assert "tel:" not in shown
    assert "0855-0000002" in shown


def test_the_place_and_the_answers_stay_together() -> None:
    page = Client().get(f"/items/dibao/?at={TOWNSHIP}&q.agent=no").content.decode()
    assert f'<input type="hidden" name="at" value="{TOWNSHIP}">' in page
    assert '<input type="hidden" name="q.agent" value="no">' in page
    assert f'value="{TOWNSHIP}" selected' in page
    assert "三棵树镇便民服务中心" in Client().get(f"/items/dibao/print/?at={TOWNSHIP}").content.decode()


def test_only_halls_that_take_the_item_are_offered() -> None:
    offered = contacts("/items/zhaijidi/")
    assert f'value="{TOWNSHIP}"' in offered
    assert 'value="522601000000"' not in offered


def test_an_item_says_when_a_hearing_is_told_of() -> None:
    page = Client().get("/items/lincai/").content.decode()
    assert "林权有争议" in page
    assert "五日内可以要求听证" in page
