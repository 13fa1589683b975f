"""HTTPS for the window PCs: who trusts the root gets in, who does not is stopped, plain HTTP stays on this machine."""

import http.client
import os
import re
import signal
import socket
import ssl
import stat
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.x509 import load_der_x509_certificate
from django.conf import settings
from django.test import Client, override_settings
from tests.site.test_cli import Node

from yizhan.kernel import certificates
from yizhan.kernel.refusals import Refused
from yizhan.site import authority, lan

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
ORIGIN = "https://192.168.1.10:8443"
PATIENCE = 60


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    cookie: str
    body: bytes


def asked(client: http.client.HTTPConnection, path: str) -> Answer:
    """One request, its connection closed."""
    with closing(client):
        client.request("GET", path)
        answer = client.getresponse()
        return Answer(answer.status, answer.headers.get("Set-Cookie", ""), answer.read())


class Serving:
    """A node that serves its window PCs, all of them on this machine."""

    def __init__(self, node: Node) -> None:
        self.plain, self.secure, self.home = free_port(), free_port(), node.home
        words = ["serve", "--lan", "127.0.0.1", "--port", str(self.plain), "--secure-port", str(self.secure)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "yizhan.site.cli", *words],
            env=node.environment,
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        self.said = [self.process.stderr.readline(), self.process.stderr.readline()]

    def ask(self, path: str, *, trusting: bool = True) -> Answer:
        """A request over TLS; a client that does not trust the root has only what its system came with."""
        context = ssl.create_default_context(cafile=self.home / "keys" / "authority.crt" if trusting else None)
        return asked(http.client.HTTPSConnection("127.0.0.1", self.secure, context=context, timeout=PATIENCE), path)

    def ask_plainly(self, path: str) -> Answer:
        """A request by plain HTTP from this machine."""
        return asked(http.client.HTTPConnection("127.0.0.1", self.plain, timeout=PATIENCE), path)

    def ready(self) -> None:
        """Wait until both answer."""
        deadline = time.monotonic() + PATIENCE
        for port in (self.plain, self.secure):
            while not answers(port):
                assert self.process.poll() is None, self.process.stderr.read()
                assert time.monotonic() < deadline
                time.sleep(0.2)

    def stop(self) -> None:
        """Interrupt it as Ctrl+C does."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE)
        self.process.stderr.close()


def answers(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def serving(empty_node: dict[str, str]) -> object:
    node = Node(empty_node)
    node.does("init", "--name", "三江镇", "--division", "522601100000", "--level", "township")
    found = Serving(node)
    try:
        found.ready()
        yield found
    finally:
        found.stop()


def test_a_node_serves_its_window_pcs(serving: Serving) -> None:
    answer = serving.ask("/login/")
    assert (answer.status, "Secure" in answer.cookie) == (200, True)

    with pytest.raises(ssl.SSLCertVerificationError):
        serving.ask("/login/", trusting=False)

    here = serving.ask_plainly("/login/")
    assert (here.status, "csrftoken" in here.cookie and "Secure" in here.cookie) == (200, False)

    root = load_der_x509_certificate(serving.ask_plainly("/install/root.crt").body)
    assert certificates.fingerprint(root) in serving.said[0]
    assert f"http://127.0.0.1:{serving.plain}/install/" in serving.said[1]

    page = serving.ask_plainly("/install/?next=/desk/").body.decode()
    assert certificates.fingerprint(root) in page
    assert f"https://127.0.0.1:{serving.secure}/desk/" in page

    serving.stop()
    assert not answers(serving.plain)
    assert not answers(serving.secure)


PARENT = """
import multiprocessing, sys, time
from yizhan.site.processes import Listening, listen_plainly
beside = multiprocessing.get_context("spawn").Process(target=listen_plainly, args=(Listening(port=int(sys.argv[1])),))
beside.start()
time.sleep(600)
"""


def test_plain_http_ends_with_its_parent_by_whatever_death(empty_node: dict[str, str]) -> None:
    Node(empty_node).does("init", "--name", "三江镇", "--division", "522601100000", "--level", "township")
    port = free_port()
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(port)], env=empty_node, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + PATIENCE
    while not answers(port):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    parent.kill()
    parent.wait()
    while answers(port):
        assert time.monotonic() < deadline
        time.sleep(0.2)


# -- the authority on the disk -----------------------------------------------------------------------------------------


def made(home: Path, *names: str, now: datetime = NOW) -> authority.Pair:
    """The server's certificate under these names."""
    return authority.ready(home, title="Yizhan", names=names or ("192.168.1.10",), now=now)


def test_the_keys_are_for_the_nodes_user_alone(tmp_path: Path) -> None:
    made(tmp_path)
    files = sorted((tmp_path / "keys").iterdir())
    assert [file.name for file in files] == ["authority.crt", "authority.key", "server.crt", "server.key"]
    assert os.name == "nt" or {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_second_start_changes_nothing(tmp_path: Path) -> None:
    before = made(tmp_path).certificate.read_bytes(), authority.root_of(tmp_path)
    assert (
        made(tmp_path, now=NOW + timedelta(days=30)).certificate.read_bytes(),
        authority.root_of(tmp_path),
    ) == before


@pytest.mark.parametrize(
    ("names", "later"), [(("192.168.1.11",), 0), (("192.168.1.10", "hall.local"), 0), (("192.168.1.10",), 300)]
)
def test_a_new_address_or_an_end_in_sight_renews_the_server_and_keeps_the_root(
    tmp_path: Path, names: tuple[str, ...], later: int
) -> None:
    before, root = made(tmp_path).certificate.read_bytes(), authority.root_of(tmp_path)
    pair = made(tmp_path, *names, now=NOW + timedelta(days=later))
    assert pair.certificate.read_bytes() != before
    assert authority.root_of(tmp_path) == root
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(pair.certificate, pair.key)


def test_an_address_that_the_root_does_not_cover_is_refused_before_anything_is_issued(tmp_path: Path) -> None:
    before = made(tmp_path).certificate.read_bytes()
    with pytest.raises(Refused, match="names-not-covered"):
        made(tmp_path, "8.8.8.8")
    assert made(tmp_path).certificate.read_bytes() == before


def test_a_root_that_ends_soon_still_serves_and_one_that_ended_is_refused(tmp_path: Path) -> None:
    made(tmp_path)
    made(tmp_path, now=NOW + timedelta(days=3600))
    with pytest.raises(Refused, match="authority-ended"):
        made(tmp_path, now=NOW + timedelta(days=3654))


def test_the_end_of_the_root_is_told_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "YIZHAN_HOME", tmp_path)
    assert lan.root_ending(NOW) is None
    made(tmp_path)
    assert lan.root_ending(NOW) is None
    assert lan.root_ending(NOW + timedelta(days=3600)) == authority.root_of(tmp_path).not_valid_after_utc


@pytest.mark.parametrize("gone", ["authority.crt", "authority.key"])
def test_half_an_authority_is_never_replaced_in_silence(tmp_path: Path, gone: str) -> None:
    made(tmp_path)
    (tmp_path / "keys" / gone).unlink()
    with pytest.raises(Refused, match="authority-incomplete"):
        made(tmp_path)


def test_plain_http_is_not_served_abroad() -> None:
    for address in ("127.0.0.1", "localhost", "::1"):
        lan.insist_on_this_machine(address)
    with pytest.raises(Refused, match="plain-http-abroad"):
        lan.insist_on_this_machine("0.0.0.0")
    with override_settings(SECURE_COOKIES=True):
        lan.insist_on_this_machine("0.0.0.0")


def test_the_only_address_given_is_listened_at_and_a_name_means_all() -> None:
    assert lan.bound_to(["192.168.1.10"]) == "192.168.1.10"
    assert lan.bound_to(["hall.local"]) == lan.bound_to(["192.168.1.10", "hall.local"]) == "0.0.0.0"
    assert lan.heard_at("127.0.0.1") == "127.0.0.1"
    assert lan.heard_at("192.168.1.10") == "0.0.0.0"


# -- plain HTTP from another machine -----------------------------------------------------------------------------------


@pytest.fixture
def window_pc(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, db: None) -> Client:
    """A client on another machine, which speaks plain HTTP to a node that serves HTTPS."""
    monkeypatch.setenv("YIZHAN_LAN", ORIGIN)
    monkeypatch.setattr(settings, "YIZHAN_HOME", tmp_path)
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["192.168.1.10"])
    made(tmp_path)
    return Client(REMOTE_ADDR="192.168.1.20", HTTP_HOST="192.168.1.10:8000")


def test_another_machine_is_led_to_the_page_that_explains(window_pc: Client) -> None:
    answer = window_pc.get("/desk/?state=accepted", follow=True)
    assert answer.redirect_chain == [("/install/?next=%2Fdesk%2F%3Fstate%3Daccepted", 302)]
    assert f'href="{ORIGIN}/desk/?state=accepted"' in answer.content.decode()


@pytest.mark.parametrize("address", ["/login/", "/api/v1/cases", "/desk/find/"])
def test_nothing_is_taken_unencrypted(window_pc: Client, address: str) -> None:
    answer = window_pc.post(address, {"username": "a", "password": "b"})
    assert answer.status_code == 403
    assert "https-needed" in answer.content.decode()


def test_a_program_is_refused_in_its_own_language(window_pc: Client) -> None:
    answer = window_pc.get("/api/v1/items", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (403, "https-needed")


def test_encrypted_or_from_this_machine_everything_is_there(window_pc: Client) -> None:
    assert window_pc.get("/login/", secure=True).status_code == 200
    assert window_pc.get("/login/", REMOTE_ADDR="127.0.0.1").status_code == 200
    assert window_pc.get("/login/", REMOTE_ADDR="").status_code == 302


@pytest.mark.parametrize(
    "wanted", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_the_way_on_stays_on_this_node(window_pc: Client, wanted: str) -> None:
    page = window_pc.get("/install/", {"next": wanted}).content.decode()
    assert re.findall(r'class="btn btn-primary" href="([^"]*)" data-main', page) == [f"{ORIGIN}/"]


@pytest.mark.parametrize("address", ["/install/windows.cmd", "/install/linux.sh"])
def test_the_scripts_carry_the_certificate_and_its_fingerprint(window_pc: Client, address: str) -> None:
    answer = window_pc.get(address)
    text = answer.content.decode()
    root = authority.root_of(settings.YIZHAN_HOME)
    assert certificates.fingerprint(root) in text
    assert text.replace("\r\n", "\n").count(root.public_bytes(certificates.Encoding.PEM).decode()) == 1
    assert "attachment" in answer["Content-Disposition"]
    assert ("\r\n" in text) == address.endswith(".cmd")


def test_the_linux_script_is_one_that_a_shell_reads(window_pc: Client, tmp_path: Path) -> None:
    script = tmp_path / "yizhan-install.sh"
    script.write_bytes(window_pc.get("/install/linux.sh").content)
    assert subprocess.run(["sh", "-n", script], check=False).returncode == 0


def test_a_node_without_an_authority_says_how_to_make_one(client: Client, db: None, tmp_path: Path) -> None:
    with override_settings(YIZHAN_HOME=tmp_path):
        assert "yizhan serve --lan" in client.get("/install/").content.decode()
        assert client.get("/install/root.crt").status_code == 404
        assert client.get("/install/windows.cmd").status_code == 404
