"""The reference bridge: this PC alone, the pages that were named alone, with the pairing code alone."""

import ast
import http.client
import json
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from tools import bridge

from tests.support.environment import ROOT

PAGE, CODE = "https://192.168.1.10:8443", "0123456789abcdef"
CARD = {"name": "杨光", "id_number": "522601198503074511", "sex": "男", "secret": "x"}


@pytest.fixture
def asking():
    """`asking(path, **headers)`: status, headers and JSON of a bridge with the simulated reader."""
    opened = []

    def ask(path, *, method="GET", reader=bridge.simulated, host="", **headers):
        server = bridge.Bridge(0, origins=[PAGE], token=CODE, reader=reader)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        opened.append(server)
        with closing(http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)) as client:
            given = {"Host": host or f"127.0.0.1:{server.server_port}", **headers}
            client.request(method, path, headers=given)
            answer = client.getresponse()
            return answer.status, answer.headers, json.loads(answer.read())

    yield ask
    for server in opened:
        server.shutdown()
        server.server_close()


def printing(tmp_path: Path, said: str, code: int = 0):
    """A reader's command that prints this and ends so."""
    script = tmp_path / "reader.py"
    script.write_text(f"import sys\nsys.stdout.buffer.write({said!r}.encode())\nsys.exit({code})\n", encoding="utf-8")
    return bridge.by_command([sys.executable, str(script)])


def paired(**more):
    """The headers of our page."""
    return {"Origin": PAGE, "Authorization": f"Bearer {CODE}", **more}


def test_our_page_with_the_code_reads_the_card(asking):
    status, headers, card = asking("/idcard", **paired())
    assert (status, card["name"], set(card)) == (200, "杨光", set(bridge.FIELDS))
    assert headers["Access-Control-Allow-Origin"] == PAGE
    assert headers["Cache-Control"] == "no-store"


def test_the_browser_may_ask_beforehand(asking):
    status, headers, _ = asking("/idcard", method="OPTIONS", Origin=PAGE)
    assert (status, headers["Access-Control-Allow-Headers"]) == (200, "Authorization")
    assert headers["Access-Control-Allow-Private-Network"] == "true"


@pytest.mark.parametrize("path", ["/status", "/idcard"])
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", f"{PAGE}.evil.example"])
def test_another_page_is_refused_even_with_the_code(asking, path, origin):
    status, _, said = asking(path, **paired(Origin=origin))
    assert (status, said) == (403, {"code": "strange-origin"})


def test_another_page_may_not_even_ask_beforehand(asking):
    assert asking("/idcard", method="OPTIONS", Origin="https://evil.example")[0] == 403


def test_a_name_that_somebody_points_at_this_pc_is_refused(asking):
    status, _, said = asking("/idcard", host="evil.example:18522", **paired())
    assert (status, said["code"]) == (403, "strange-origin")


@pytest.mark.parametrize("code", ["", "Bearer", "Bearer wrong", f"Basic {CODE}", f"Bearer {CODE}x"])
def test_without_the_code_nothing_is_read(asking, code):
    status, _, said = asking("/idcard", Origin=PAGE, Authorization=code)
    assert (status, said) == (401, {"code": "bad-token"})


def test_a_command_is_a_reader_and_only_known_fields_pass(asking, tmp_path):
    status, _, card = asking("/idcard", reader=printing(tmp_path, json.dumps(CARD)), **paired())
    assert (status, card["id_number"], card["valid_to"]) == (200, CARD["id_number"], None)
    assert "secret" not in card


@pytest.mark.parametrize(
    ("said", "ended", "code"),
    [("", 3, "no-card"), ("", 1, "no-reader"), ("not json", 0, "broken"), ("[]", 0, "broken"), ("{}", 0, "broken")],
)
def test_a_reader_that_cannot_is_told_apart(asking, tmp_path, said, ended, code):
    assert asking("/idcard", reader=printing(tmp_path, said, ended), **paired())[2] == {"code": code}


def test_a_reader_that_is_not_there_is_told(asking, tmp_path):
    missing = bridge.by_command([str(tmp_path / "missing")])
    assert asking("/idcard", reader=missing, **paired())[2] == {"code": "no-reader"}


def test_the_code_is_made_once_and_is_this_users_alone(tmp_path):
    file = tmp_path / "code"
    first = bridge.pairing_code(file)
    assert (len(first), bridge.pairing_code(file), file.stat().st_mode & 0o077) == (16, first, 0)


def test_it_needs_nothing_but_an_old_python():
    """Imports of the standard library only, and no syntax after 3.8."""
    text = (ROOT / "tools" / "bridge.py").read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 8))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    }
    assert imported <= sys.stdlib_module_names


def test_every_code_has_its_words_on_the_page():
    from yizhan.desk.devices import DEVICES

    told = {found.key for device in DEVICES if device.key == "bridge" for found in device.states}
    assert {"strange-origin", "bad-token", "no-card", "no-reader", "broken", "absent"} <= told
