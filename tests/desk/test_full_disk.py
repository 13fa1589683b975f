"""The disk of the node is full: nothing is half done, what was typed is there, what is done can be read."""

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, connections
from django.db.backends.signals import connection_created
from django.utils import timezone

from tests.desk.conftest import CLERK
from tests.desk.test_acts import sent, stands
from yizhan.journal.verification import verify
from yizhan.web.fullness import is_full

WORDS = "身份证明：缺户主本人的身份证复印件；" * 20
ONLY_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its own disk")


def bounded(connection, **kwargs):
    """From now on this connection's database may not grow by a page."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")


@pytest.fixture
def disk():
    """`disk()` fills the disk; `disk(full=False)` makes room again."""

    def fill(*, full=True):
        connections.close_all()
        if not full:
            connection_created.disconnect(bounded)
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA max_page_count = 1073741823")
            return
        connection_created.connect(bounded)
        bounded(connection)
        for size in (100_000, 3000, 200):
            try:
                for number in range(2000):
                    key = f"filler-{size}-{number}"
                    Session.objects.create(session_key=key, session_data="x" * size, expire_date=timezone.now())
            except DatabaseError as fault:
                assert is_full(fault)
            else:
                pytest.fail("the disk took everything")

    yield fill
    connection_created.disconnect(bounded)


@ONLY_SQLITE
@pytest.mark.django_db(transaction=True)
def test_an_act_is_refused_whole_and_goes_through_once_there_is_room(desk_of, matter, disk):
    number = matter().submitted()
    client, form = desk_of(CLERK), sent(number, reason=WORDS)
    before = stands(number)
    disk()
    answer = client.post(f"/desk/cases/{number}/not-required/", form)
    page = answer.content.decode()
    assert answer.status_code == 507
    assert "disk-full" in page
    assert WORDS[:30] in page
    assert client.get(f"/desk/cases/{number}/").status_code == 200
    assert stands(number) == before
    disk(full=False)
    assert verify().faults == []
    assert client.post(f"/desk/cases/{number}/not-required/", form).status_code == 302
    assert stands(number) != before


@ONLY_SQLITE
@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_what_the_person_sees(browser, live_server, settings, desk_of, matter, disk, picture):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    number, client = matter().submitted(), desk_of(CLERK)
    disk()
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1366, "height": 768}, locale="zh-CN")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"/desk/cases/{number}/not-required/")
    page.locator("[name=reason]").fill(WORDS)
    page.keyboard.press("Alt+s")
    page.get_by_role("heading", name="节点的磁盘满了").wait_for()
    assert WORDS[:30] in page.inner_text("main")
    picture(page, "pictures/full-disk.png")
    page.keyboard.press("Alt+s")
    page.locator("[name=reason]").wait_for()
    assert page.input_value("[name=reason]") == WORDS
    context.close()


@pytest.mark.django_db
def test_postgresql_says_it_in_its_own_way():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite says it above")
    with pytest.raises(DatabaseError) as caught, connection.cursor() as cursor:
        cursor.execute("DO $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = '53100'; END $$")
    assert is_full(caught.value)


@pytest.mark.parametrize(
    "fault", [OSError(28, "No space left on device"), RuntimeError("Generic: No space left on device")]
)
def test_the_file_store_says_it_in_its_own_way(fault):
    assert is_full(fault)
    wrapped = ValueError("upload failed")
    wrapped.__cause__ = fault
    assert is_full(wrapped)


@pytest.mark.parametrize("fault", [OSError(13, "Permission denied"), DatabaseError("database is locked"), ValueError()])
def test_other_faults_are_not_taken_for_it(fault):
    assert not is_full(fault)
