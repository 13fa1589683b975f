"""A node that is left on for over a year: its certificate is made anew in time, and no request is lost over it."""

import http.client
import socket
import ssl
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import timezone
from tests.site.test_cli import Node
from tests.site.test_https import NOW, PATIENCE, answers, free_port, made

from yizhan.kernel import certificates
from yizhan.site import authority, lan, processes

LONG_AGO = timedelta(days=380)
TOKEN = "a" * 32
NODE = """
import os, sys
from datetime import timedelta
from pathlib import Path

import django

plain, secure, night = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
os.environ.update(DJANGO_SETTINGS_MODULE="yizhan.site.settings", YIZHAN_LAN=f"https://127.0.0.1:{secure}")
os.environ["YIZHAN_HTTPS"] = "yes"
django.setup()

from django.utils import timezone

from yizhan.site import lan
from yizhan.site.processes import Listening, serve_window_pcs

NAMES = ["127.0.0.1"]
pair = lan.certified(NAMES, timezone.now() - timedelta(days=int(sys.argv[4])))
made_anew = lambda: night.exists() and lan.renewed(NAMES)
serve_window_pcs(
    Listening(port=secure, certificate=pair.certificate, key=pair.key, renew=made_anew, every=0.5, overlap=8),
    plain=Listening(port=plain),
)
"""
"""A node that was started so many days ago; what it does about its certificate begins when the test says so."""


class LeftOn:
    """A served node that nobody stops."""

    def __init__(self, node: Node, folder: Path) -> None:
        self.night, self.secure, self.home = folder / "night", free_port(), node.home
        words = [str(free_port()), str(self.secure), str(self.night), str(LONG_AGO.days)]
        self.process = subprocess.Popen(
            [sys.executable, "-c", NODE, *words], env=node.environment, stdout=subprocess.DEVNULL, text=True
        )
        self.until(lambda: answers(self.secure))

    def until(self, happened) -> None:
        """Wait for something."""
        deadline = time.monotonic() + 2 * PATIENCE
        while not happened():
            assert self.process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.1)

    def connected(self) -> ssl.SSLSocket:
        """A connection of a PC that trusts the root."""
        context = ssl.create_default_context(cafile=self.home / "keys" / "authority.crt")
        return context.wrap_socket(
            socket.create_connection(("127.0.0.1", self.secure), PATIENCE), server_hostname="127.0.0.1"
        )

    def shown(self) -> str:
        """The end of the certificate that a PC is shown now."""
        with closing(self.connected()) as connection:
            return connection.getpeercert()["notAfter"]

    def asked(self) -> int:
        """One request on a connection of its own: its status."""
        client = http.client.HTTPConnection("127.0.0.1", self.secure)
        with closing(client):
            client.sock = self.connected()
            client.request("GET", "/healthz")
            return client.getresponse().status

    def begun(self) -> ssl.SSLSocket:
        """A log-in of which half was sent."""
        body = f"csrfmiddlewaretoken={TOKEN}&username=a&password=b"
        head = ["POST /login/ HTTP/1.1", f"Host: 127.0.0.1:{self.secure}", f"Content-Length: {len(body)}"]
        head += [f"Referer: https://127.0.0.1:{self.secure}/login/", f"Cookie: csrftoken={TOKEN}"]
        head += ["Content-Type: application/x-www-form-urlencoded"]
        connection = self.connected()
        connection.sendall("\r\n".join([*head, "", body.removesuffix("name=a&password=b")]).encode())
        return connection

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(PATIENCE)


@pytest.fixture
def left_on(empty_node: dict[str, str], tmp_path: Path) -> object:
    node = Node(empty_node)
    node.does("init", "--name", "三江镇", "--division", "522601100000", "--level", "township")
    found = LeftOn(node, tmp_path)
    yield found
    found.stop()


@dataclass
class Clerk:
    """Somebody who never stops asking."""

    node: LeftOn
    statuses: list[int] = field(default_factory=list)
    faults: list[OSError] = field(default_factory=list)
    enough: threading.Event = field(default_factory=threading.Event)

    def work(self) -> None:
        while not self.enough.wait(0.02):
            try:
                self.statuses.append(self.answered())
            except OSError as fault:
                self.faults.append(fault)

    def answered(self) -> int:
        """Ask, and once more where the connection was closed before a word of the question was read: a worker that is
        relieved closes what is silent, and a question may be on its way just then. What it began, it answers."""
        try:
            return self.node.asked()
        except OSError:
            return self.node.asked()


def test_a_node_left_on_shows_a_new_certificate_and_ends_what_it_began(left_on: LeftOn) -> None:
    before, clerk = left_on.shown(), Clerk(left_on)
    working = threading.Thread(target=clerk.work)
    working.start()
    left_on.until(lambda: clerk.statuses != [])
    asked, slow = len(clerk.statuses), left_on.begun()
    assert slow.getpeercert()["notAfter"] == before
    try:
        left_on.night.touch()
        left_on.until(lambda: left_on.shown() != before)
        left_on.until(lambda: {left_on.shown() for _ in range(20)}.isdisjoint({before}))
        slow.sendall(b"name=a&password=b")
        answer = slow.recv(64)
    finally:
        clerk.enough.set()
        working.join()
        slow.close()
    assert answer.startswith(b"HTTP/1.1 422")
    assert clerk.faults == []
    assert len(clerk.statuses) > asked
    assert set(clerk.statuses) == {200}


# -- when it is time ---------------------------------------------------------------------------------------------------

TEN, NIGHT = (datetime(2026, 11, 24, hour, 0, tzinfo=ZoneInfo("Asia/Shanghai")) for hour in (10, 2))
HERE = ("192.168.1.10",)


@pytest.mark.parametrize(
    ("moment", "days", "expected"),
    [
        (NIGHT, 397 - 121, False),
        (NIGHT, 397 - 119, True),
        (TEN, 397 - 119, False),
        (TEN, 397 - 31, False),
        (TEN, 397 - 29, True),
        (TEN, 397 + 1, True),
    ],
)
def test_it_is_made_at_night_and_in_the_last_days_at_once(
    tmp_path: Path, moment: datetime, days: int, expected: bool
) -> None:
    before = made(tmp_path, now=TEN).certificate.read_bytes()
    now = moment + timedelta(days=days)
    assert authority.renewed(tmp_path, names=HERE, now=now) == expected
    server = authority.server_of(tmp_path)
    assert (made(tmp_path, now=TEN).certificate.read_bytes() != before) == expected
    assert certificates.ends_soon(server, now) == (not expected and days > 397 - 120)


def test_it_stays_the_same_key_and_the_same_names(tmp_path: Path) -> None:
    pair = made(tmp_path)
    key, root = pair.key.read_bytes(), authority.root_of(tmp_path)
    assert authority.renewed(tmp_path, names=HERE, now=NOW + timedelta(days=390))
    assert pair.key.read_bytes() == key
    public = authority.load_key(pair).public_key()
    named = certificates.names_of(HERE)
    assert certificates.is_in_use(authority.server_of(tmp_path), root=root, public=public, names=named)


def test_nothing_outlives_the_root(tmp_path: Path) -> None:
    made(tmp_path)
    root = authority.root_of(tmp_path)
    made(tmp_path, now=NOW + timedelta(days=3600))
    assert authority.server_of(tmp_path).not_valid_after_utc == root.not_valid_after_utc
    assert not authority.renewed(tmp_path, names=HERE, now=NOW + timedelta(days=3640))


def test_serving_the_window_pcs_looks_after_the_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served = []
    monkeypatch.setattr(processes, "serve_window_pcs", lambda secure, plain: served.append((secure, plain)))
    monkeypatch.setattr(settings, "YIZHAN_HOME", tmp_path)
    made(tmp_path, now=timezone.now() - timedelta(days=390))
    lan.serve(authority.files_of(tmp_path, authority.SERVER), HERE, secure_port=8443, port=8000, workers=1)
    [(secure, plain)] = served
    assert [secure.renew(), secure.renew()] == [True, False]
    assert plain.renew is None


def test_a_round_that_fails_is_not_the_last(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    rounds = iter([OSError("the disk is full"), False, True, StopIteration])
    taken_up, waited = [], []

    def renew() -> bool:
        found = next(rounds)
        if isinstance(found, bool):
            return found
        raise found

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", wait)
    with pytest.raises(KeyboardInterrupt):
        processes.renew_in_time(renew, lambda: taken_up.append(len(waited)), 3600)
    assert (taken_up, waited) == ([2], [3600] * 3)
    assert "could not be renewed" in caplog.text
