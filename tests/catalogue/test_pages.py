"""The catalogue for staff: found, compared, and a file taken over whole after it was looked at."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.catalogue.samples import document, item
from tests.support.worlds import MONDAY, by, world  # noqa: F401
from yizhan.accounts.models import Account
from yizhan.catalogue import queries
from yizhan.catalogue.actions import publish_release
from yizhan.catalogue.comparing import differences
from yizhan.catalogue.importing import read_items
from yizhan.catalogue.models import Item, PublishedRelease, StagedFile
from yizhan.web import moment

KEEPER, MANAGER = "prefecture-keeper", "t522601100-manager"
HAN = re.compile(r"[\u3400-\u9fff]")
IMPORT = "/catalogue/import/"
OPEN_LIMIT = {"statutory": None, "promised": {"value": 5, "unit": "day", "as_written": "5日"}}


@pytest.fixture
def clock():
    """The clock of the pages."""
    with moment.told_by(moment.StandingClock(MONDAY)) as standing:
        yield standing


@pytest.fixture
def staff(world, clock):
    """`staff(username)`: a client that is logged in: the keeper of the catalogue, where nobody is named."""

    def logged_in(username=KEEPER):
        client = Client()
        client.force_login(Account.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return logged_in


def handed_in(client, *items, day="2026-03-02"):
    """A file of these items handed in; the address of its page."""
    return sent(client, document(*items), day=day)["Location"]


def sent(client, content, day="2026-03-02"):
    """A file handed in; the answer."""
    file = SimpleUploadedFile("事项.yaml", content)
    return client.post(IMPORT, {"file": file, "effective_from": day, "key": "one-file"})


def report(client, page):
    """What the page shows of the file, in words."""
    return client.get(f"{page}report/", headers={"HX-Request": "true"}).content.decode()


def test_the_list_shows_the_release_in_force_and_is_found_by_pinyin(staff):
    client = staff()
    page = client.get("/catalogue/").content.decode()
    assert "/catalogue/items/dibao/" in page
    assert "cursor=" in page
    found = client.get("/catalogue/", {"q": "zjd"}).content.decode()
    assert re.findall(r"/catalogue/items/([\w-]+)/", found)[0].startswith("zhaijidi")
    licences = client.get("/catalogue/", {"type": "licence"}).content.decode()
    assert "/catalogue/items/dibao/" not in licences
    assert "/catalogue/items/lincai/" in licences


def test_paging_shows_every_item_once(staff):
    client, seen, address = staff(), [], "/catalogue/"
    while address:
        page = client.get(address).content.decode()
        seen += re.findall(r'href="/catalogue/items/([\w-]+)/"', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = f"/catalogue/{following[1]}" if following else ""
    assert seen == sorted(Item.objects.values_list("code", flat=True))


def test_only_items_with_findings(staff):
    sound = {one.code for one in queries.every_release_in_force(MONDAY.date()) if not any_warning(one)}
    page = staff().get("/catalogue/", {"faulty": "1"}).content.decode()
    assert sound.isdisjoint(re.findall(r'href="/catalogue/items/([\w-]+)/"', page))


def any_warning(release):
    """Whether a release has something to look at."""
    return any(one.severity == "warning" for one in queries.findings_of(release))


@pytest.mark.parametrize("query", [{"cursor": "rubbish"}, {"cursor": "WzFd"}])
def test_a_cursor_that_nobody_gave_is_refused(staff, query):
    assert staff().get("/catalogue/", query).status_code == 422


def test_an_unknown_item_is_not_found(staff):
    assert staff().get("/catalogue/items/nothing/").status_code == 404


def test_a_file_with_faults_lists_every_one_and_changes_nothing(staff):
    client, before = staff(), PublishedRelease.objects.count()
    page = handed_in(client, item(name=None), item(code="other", case_type="急件"))
    told = report(client, page)
    assert "文件不能导入，一项也没有改变" in told
    assert told.count("错误") == 2
    assert "case_type" in told
    assert 'take-over/"' not in told
    answer = client.post(f"{page}take-over/", {"key": "k"})
    assert answer.status_code == 422
    assert PublishedRelease.objects.count() == before


def test_what_would_change_is_shown_then_done_once(staff):
    client = staff()
    page = handed_in(client, item(code="first"), item(code="second", name="第二项"))
    told = report(client, page)
    assert "新的事项：2" in told
    assert not Item.objects.filter(code="first").exists()
    for _click in (1, 2):
        assert client.post(f"{page}take-over/", {"key": "k1"})["Location"] == "/catalogue/"
    assert Item.objects.get(code="first").latest == 1
    assert not StagedFile.objects.exists()

    again = handed_in(
        client,
        item(
            code="first",
            limits={"statutory": None, "promised": {"value": 3, "unit": "working_day"}},
            steps=[{"name": "审批", "actor": "县民政", "level": "县", "limit": {"value": 3, "unit": "working_day"}}],
        ),
    )
    told = report(client, again)
    assert "有新版本的事项：1" in told
    assert "limits.promised.value" in told
    client.post(f"{again}take-over/", {"key": "k2"})
    one = client.get("/catalogue/items/first/").content.decode()
    assert "limits.promised.value" in one
    assert "steps[审批]" in one or "steps[" in one


def test_a_file_that_says_nothing_new_offers_nothing(staff):
    client = staff()
    client.post(f"{handed_in(client, item())}take-over/", {"key": "k1"})
    told = report(client, handed_in(client, item()))
    assert "没有要导入的" in told
    assert 'take-over/"' not in told


def test_an_open_day_is_asked_and_never_guessed(staff):
    client = staff()
    page = handed_in(client, item(limits=OPEN_LIMIT))
    told = report(client, page)
    assert "要您决定" in told
    assert "checked" not in told
    assert 'take-over/"' not in told
    assert client.post(f"{page}decide/", {"reason": "x"}).status_code == 422
    decided = {"gaoling.limits.promised": "working_day", "reason": "县民政局2026年3月2日答复"}
    assert client.post(f"{page}decide/", decided)["Location"] == page
    client.post(f"{page}take-over/", {"key": "k1"})
    limit = queries.release_in_force("gaoling", MONDAY.date()).limits.promised
    assert (limit.unit.value, limit.decided) == ("working_day", "县民政局2026年3月2日答复")


def test_a_day_before_the_last_release_is_told_before(staff):
    client = staff()
    client.post(f"{handed_in(client, item())}take-over/", {"key": "k1"})
    told = report(client, handed_in(client, item(name="高龄补贴"), day="2026-02-27"))
    assert "生效日早于上一版本" in told
    assert 'take-over/"' not in told


def test_a_file_waits_for_its_owner_alone(staff):
    page = handed_in(staff(), item())
    stranger = staff(MANAGER)
    assert stranger.get("/catalogue/").status_code == 200
    assert IMPORT not in stranger.get("/catalogue/").content.decode()
    for address in (IMPORT, page, f"{page}report/"):
        assert stranger.get(address).status_code == 403
    for verb in ("decide", "take-over", "drop"):
        assert stranger.post(f"{page}{verb}/", {"key": "k"}).status_code in {403, 404}
        assert staff().get(f"{page}{verb}/").status_code == 405
    assert StagedFile.objects.count() == 1
    assert Client().get("/catalogue/").status_code == 302


def test_a_file_thrown_away_and_one_forgotten_are_gone(staff, clock):
    client = staff()
    page = handed_in(client, item())
    assert client.post(f"{page}drop/").status_code == 302
    assert client.get(page).status_code == 404
    handed_in(client, item())
    clock.move(days=2)
    client.post(
        IMPORT, {"file": SimpleUploadedFile("b.yaml", document(item())), "effective_from": "2026-03-04", "key": "b"}
    )
    assert list(StagedFile.objects.values_list("key", flat=True)) == ["b"]


def test_no_file_and_no_day_are_said_at_their_fields(staff):
    answer = staff().post(IMPORT, {"key": "k"})
    assert answer.status_code == 422
    assert answer.content.decode().count("errorlist") >= 2


def test_the_export_is_read_back_the_same(staff):
    content = staff().get("/catalogue/export/").content
    reading = read_items(content)
    assert not reading.refused
    current = queries.every_release_in_force(MONDAY.date())
    assert [differences(old, new) for old, new in zip(current, reading.releases, strict=True)] == [[]] * len(current)


def test_the_pages_are_english_for_whom_reads_english(staff):
    client = staff()
    client.cookies["django_language"] = "en"
    page = handed_in(client, item(limits=OPEN_LIMIT), item(code="second", item_type="行政许可", name=None))
    publish_release(act=by(KEEPER), release=queries.release_in_force("dibao", MONDAY.date()))
    for address in ("/catalogue/", "/catalogue/items/dibao/", IMPORT, f"{page}report/"):
        shown = client.get(address).content.decode()
        own = re.sub(
            r'<(\w+)[^>]*lang="zh-Hans"[^>]*>.*?</\1>|<title>.*?</title>|<button[^>]*>中文</button>',
            "",
            shown,
            flags=re.S,
        )
        own = re.sub(r'<span class="who">.*?</span>|<h1>.*?</h1>|data-words[\w-]*="[^"]*"', "", own)
        assert HAN.findall(own) == [], address
