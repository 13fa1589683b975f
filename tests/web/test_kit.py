"""Every component in every state, in both languages; accessible by construction."""

import re
from datetime import date, timedelta

import pytest
from django.conf import LazySettings
from django.template import Context, Template
from django.test import Client, RequestFactory

from yizhan.web import navigation, samples
from yizhan.web.faces import ClockFace, Moment

pytestmark = pytest.mark.urls("tests.web.addresses")
PAGES = ["/kit/", "/kit/public/", "/kit/confirm/", "/kit/print/"]
LANGUAGES = {"zh-hans": "zh-Hans", "en": "en"}


@pytest.fixture(autouse=True)
def _debug(settings: LazySettings) -> None:
    settings.DEBUG = True


def drawn(text: str, **context: object) -> str:
    """A snippet of a template."""
    return Template("{% load kit %}" + text).render(Context(context))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_every_page_of_the_kit_renders(client: Client, address: str, language: str) -> None:
    response = client.get(address, headers={"Accept-Language": language})
    body = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{LANGUAGES[language]}">' in body
    assert body.count("<h1") == 1
    assert '<meta name="renderer" content="webkit">' in body
    assert 'id="main"' in body


@pytest.mark.parametrize("address", PAGES)
def test_every_id_is_used_once_and_every_reference_finds_it(client: Client, address: str) -> None:
    body = client.get(address).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', body)
    assert sorted(ids) == sorted(set(ids))
    named = re.findall(r'(?:aria-describedby|aria-labelledby|for)="([^"]+)"|href="#([^"]+)"', body)
    wanted = {one for pair in named for part in pair for one in part.split()}
    assert wanted - set(ids) == set()


def test_the_kit_is_unknown_outside_development_and_to_all_but_named_people(
    client: Client, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEBUG = False
    assert {client.get(address).status_code for address in PAGES} == {404}
    assert client.post("/kit/refuse/").status_code == 404
    monkeypatch.setattr("yizhan.web.access._ALLOWED", [lambda request: True])
    assert client.get("/kit/").status_code == 200


def test_a_field_ties_its_help_and_its_fault_to_the_control(client: Client) -> None:
    form = samples.SampleForm({"name": ""})
    body = drawn("{{ form }}", form=form)
    assert 'aria-describedby="id_name_helptext id_name_error"' in body
    assert 'id="id_name_error"' in body
    assert 'aria-invalid="true"' in body
    assert '<label for="id_name">' in body
    assert "选填" in body
    assert not re.search(r"<(?:input|select|textarea)[^>]*\srequired", body)


def test_help_of_a_field_is_text_and_never_markup() -> None:
    form = samples.SampleForm()
    form.fields["name"].help_text = "<img src=x>"
    assert "&lt;img" in drawn("{{ form }}", form=form)


def test_the_summary_links_every_fault_to_its_field() -> None:
    body = drawn("{% error_summary form %}", form=samples.wrong_form())
    assert 'href="#w_name"' in body
    assert "data-focus" in body
    assert drawn("{% error_summary form %}", form=samples.SampleForm()).strip() == ""


CLOCKS = [
    (ClockFace(title="t", value=7, due=date(2026, 12, 4)), "还剩"),
    (ClockFace(title="t", value=-3, late=True), "已超期"),
    (ClockFace(title="t", value=0), "今天到期"),
    (ClockFace(title="t", value=5, stopped=True), "暂停计时"),
    (ClockFace(title="t", value=5, provisional=True), "暂定"),
    (ClockFace(title="t", value=0, ended=True), "已结束"),
    (ClockFace(title="t", value=None), "没有规定期限"),
]


@pytest.mark.parametrize(("face", "words"), CLOCKS)
def test_a_clock_says_its_state_in_words(face: ClockFace, words: str) -> None:
    assert words in drawn("{% clock face %}", face=face)


def test_a_clock_shows_how_much_it_is_over_without_a_sign() -> None:
    body = drawn("{% clock face %}", face=ClockFace(title="t", value=-3, late=True))
    assert "<strong>3</strong>" in body
    assert "-3" not in body


def test_a_clock_that_was_due_today_and_is_late_never_says_both() -> None:
    body = drawn("{% clock face %}", face=ClockFace(title="t", value=0, late=True))
    assert "今天到期" not in body


def test_components_escape_what_they_show() -> None:
    evil = "<script>1</script>"
    body = drawn(
        "{% facts pairs %}{% badge evil 'bad' %}{% notice 'bad' evil %}{{ evil }}{% end_notice %}",
        pairs=[(evil, evil)],
        evil=evil,
    )
    assert "<script" not in body
    assert body.count("&lt;script&gt;") == 5


def test_an_empty_value_in_a_list_of_facts_is_a_dash() -> None:
    assert "<dd>—</dd>" in drawn("{% facts pairs %}", pairs=[("备注", "")])
    assert "<dd>0</dd>" in drawn("{% facts pairs %}", pairs=[("人数", 0)])


def test_an_empty_table_says_so_and_offers_the_next_act() -> None:
    body = drawn("{% table table %}", table=samples.empty_table())
    assert "没有待办" in body
    assert "受理新的申请" in body
    assert "<table" not in body


def test_the_pager_keeps_the_other_parts_of_the_query() -> None:
    request = RequestFactory().get("/list/", {"state": "open", "cursor": "abc"})
    body = Template("{% load kit %}{% pager 'def' %}").render(Context({"request": request}))
    assert 'href="?state=open"' in body
    assert 'href="?state=open&amp;cursor=def"' in body
    assert "下一页" not in Template("{% load kit %}{% pager '' %}").render(Context({"request": request}))


def test_the_bars_show_what_rooms_offered_to_whom_it_is_for(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_BARS", {})
    navigation.offer("staff", navigation.Entry(label="后", url="web:kit-confirm", order=2))
    navigation.offer("staff", navigation.Entry(label="先", url="web:kit", order=1))
    navigation.offer("staff", navigation.Entry(label="不归他", url="web:kit-print", shown=lambda request: False))
    navigation.offer("account", navigation.Entry(label="退出", url="web:language", post=True))
    body = client.get("/kit/confirm/").content.decode()
    assert body.index("先") < body.index("后")
    assert "不归他" not in body
    assert re.search(r'href="/kit/confirm/" aria-current="page"', body)
    assert not re.search(r'href="/kit/" aria-current="page"', body)
    assert re.search(r'<form method="post" action="/language/"><input type="hidden" name="csrf', body)


def test_the_language_is_switched_kept_and_leads_back(client: Client) -> None:
    assert "English" in client.get("/kit/?a=1").content.decode()
    response = client.post("/language/", {"language": "en", "next": "/kit/?a=1"})
    assert response["Location"] == "/kit/?a=1"
    assert '<html lang="en">' in client.get("/kit/").content.decode()
    assert client.post("/language/", {"language": "en", "next": "https://elsewhere.example/"})["Location"] == "/"


def test_health_answers_without_a_write(client: Client, db: None) -> None:
    response = client.get("/healthz")
    assert response.json() == {"ok": True}
    assert "no-store" in response["Cache-Control"]
    assert client.post("/healthz").status_code == 405


def test_an_icon_comes_from_the_sprite_and_never_speaks(client: Client) -> None:
    body = client.get("/kit/").content.decode()
    for name in samples.icons():
        assert f"icons.svg#{name}" in body
    assert body.count("<use ") == body.count('<svg class="icon" aria-hidden="true"')


def test_the_look_of_pages_is_chosen_and_kept(client: Client) -> None:
    assert "data-bs-theme" not in client.get("/kit/").content.decode().split("<head>")[0]
    answer = client.post("/appearance/", {"look": "dark", "next": "/kit/public/?a=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/kit/public/?a=1")
    client.post("/appearance/", {"print": "150", "next": "/kit/"})
    assert '<html lang="zh-Hans" data-bs-theme="dark" data-print="150">' in client.get("/kit/").content.decode()
    client.post("/appearance/", {"look": "", "next": "/kit/"})
    assert '<html lang="zh-Hans" data-print="150">' in client.get("/kit/").content.decode()


def test_a_look_that_nobody_offers_is_none_and_the_way_back_stays_here(client: Client) -> None:
    answer = client.post("/appearance/", {"look": '"><script>', "next": "https://evil.example/"})
    assert answer["Location"] == "/"
    assert not answer.cookies
    client.cookies["yizhan_print"] = '9" onload="x'
    assert '<html lang="zh-Hans">' in client.get("/kit/").content.decode()
    assert client.get("/appearance/").status_code == 405


def test_a_history_is_folded_by_legal_day_and_the_newest_day_is_open() -> None:
    late = samples.AT.replace(hour=15, minute=59)
    moments = [Moment(at=late + timedelta(minutes=minutes), title="受理") for minutes in (1, 0, -1)]
    body = drawn("{% timeline_by_day moments 1 %}", moments=moments)
    assert re.findall(r'<details class="day"( open)?>', body) == [" open", ""]
    assert body.count('class="moment ') == 3
    assert "还没有记录" in drawn("{% timeline_by_day moments %}", moments=[])
