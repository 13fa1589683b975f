"""The ground that every other test stands on."""

import os
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from queue import Queue
from threading import Thread

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from tests.support import campaigns, environment, fresh
from tests.support.loopback import NetworkRefused, is_loopback

TOMORROW = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_one_test_commits_the_next_does_not_see(turn: str) -> None:
    assert not Session.objects.exists()
    Session.objects.create(session_key=turn, session_data="", expire_date=TOMORROW)


@pytest.mark.django_db(transaction=True)
def test_a_fresh_database_keeps_what_the_migrations_wrote() -> None:
    from django.contrib.contenttypes.models import ContentType

    assert ContentType.objects.filter(app_label="sessions").exists()


@pytest.mark.django_db
def test_the_database_under_test_is_the_one_asked_for() -> None:
    assert connection.vendor == environment.database()
    assert ":memory:" not in str(connection.settings_dict["NAME"])


def test_no_test_leaves_this_machine() -> None:
    with pytest.raises(NetworkRefused):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(NetworkRefused):
        socket.getaddrinfo("example.org", 80)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost", None])
def test_this_machine_may_be_reached(host: str | None) -> None:
    assert is_loopback(host)


def test_a_campaign_is_scaled_and_never_empty(monkeypatch: pytest.MonkeyPatch, campaign: Callable[[int], int]) -> None:
    monkeypatch.setenv("YIZHAN_CAMPAIGN", "0.1")
    assert (campaign(1000), campaign(3)) == (100, 1)


@pytest.mark.parametrize("wrong", ["much", "0", "-1", "11"])
def test_a_wrong_size_of_campaign_stops_the_run(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("YIZHAN_CAMPAIGN", wrong)
    with pytest.raises(SystemExit, match="YIZHAN_CAMPAIGN"):
        campaigns.size()


def test_an_empty_node_has_a_home_and_a_database_of_its_own(empty_node: dict[str, str]) -> None:
    assert empty_node["YIZHAN_HOME"] != os.environ["YIZHAN_HOME"]
    assert empty_node["YIZHAN_DATABASE_URL"] != os.environ["YIZHAN_DATABASE_URL"]


@pytest.mark.django_db(transaction=True)
def test_a_thread_that_lingers_sees_the_fresh_database() -> None:
    asked, answered = Queue[str](), Queue[int]()

    def linger() -> None:
        while asked.get() == "count":
            connection.close_if_unusable_or_obsolete()
            answered.put(Session.objects.count())
        connection.close()

    thread = Thread(target=linger)
    thread.start()
    Session.objects.create(session_key="lingering", session_data="", expire_date=TOMORROW)
    counts = []
    for put_back in (lambda: None, fresh.put_back):
        put_back()
        asked.put("count")
        counts.append(answered.get(timeout=10))
    asked.put("stop")
    thread.join(timeout=10)
    assert counts == [1, 0]
