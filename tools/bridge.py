"""The reference bridge between a window PC's card reader and the desk (docs/devices.md): one file, nothing to install.

    python3 bridge.py --origin https://192.168.1.10:8443 --reader "C:\\reader\\read.exe"

It listens on this PC alone, answers only pages of the origins that it was given, and only with the pairing code that it
prints. `--reader simulated` needs no reader; any other value is the command that prints the card's fields as JSON.
Runs on Python 3.8 and newer.
"""

from __future__ import annotations

import argparse
import hmac
import json
import os
import re
import secrets
import shlex
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

VERSION = 1
PORT = 18522
PATIENCE = 10
FIELDS = ("name", "id_number", "sex", "ethnic", "birth", "address", "issuer", "valid_from", "valid_to")
NO_CARD = 3
SIMULATED = {
    "name": "杨光",
    "id_number": "522601198503074511",
    "sex": "男",
    "ethnic": "苗",
    "birth": "1985-03-07",
    "address": "贵州省凯里市三棵树镇朗利村二组",
    "issuer": "凯里市公安局",
    "valid_from": "2016-05-20",
    "valid_to": "2036-05-20",
}


class Refused(Exception):
    """What the desk is told instead of a card: a status and a code."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


def simulated() -> dict[str, Any]:
    """A card that nobody holds."""
    return dict(SIMULATED)


def by_command(words: Sequence[str]) -> Callable[[], dict[str, Any]]:
    """A reader behind a command: JSON on its output, exit code 3 where no card lies on the reader."""

    def read() -> dict[str, Any]:
        try:
            done = subprocess.run(
                words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=PATIENCE, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as fault:
            raise Refused(503, "no-reader") from fault
        if done.returncode == NO_CARD:
            raise Refused(404, "no-card")
        if done.returncode != 0:
            raise Refused(503, "no-reader")
        return card_of(done.stdout)

    return read


def card_of(output: bytes) -> dict[str, Any]:
    """The known fields of what a command printed; anything else stays here. Raises Refused: broken."""
    try:
        found = json.loads(output.decode("utf-8"))
        card = {field: found.get(field) for field in FIELDS}
    except (ValueError, AttributeError) as fault:
        raise Refused(502, "broken") from fault
    if not re.fullmatch(r"\d{17}[\dX]", str(card["id_number"])) or not card["name"]:
        raise Refused(502, "broken")
    return card


class Bridge(ThreadingHTTPServer):
    """The server: this PC alone, these origins alone."""

    daemon_threads = True

    def __init__(self, port: int, *, origins: Sequence[str], token: str, reader: Callable[[], dict[str, Any]]) -> None:
        self.origins, self.token, self.reader = frozenset(origins), token, reader
        super().__init__(("127.0.0.1", port), Asked)

    @property
    def hosts(self) -> Sequence[str]:
        """The names under which a page may speak to it: a name that somebody points at 127.0.0.1 is none of them."""
        return (f"127.0.0.1:{self.server_port}", f"localhost:{self.server_port}")


class Asked(BaseHTTPRequestHandler):
    """One request."""

    server: Bridge
    server_version = "YizhanBridge/1"
    sys_version = ""

    def do_OPTIONS(self) -> None:
        """The browser asks beforehand (CORS, Private Network Access)."""
        self.answered(lambda: {})

    def do_GET(self) -> None:
        """`/status` and `/idcard`."""
        self.answered(self.said)

    def answered(self, work: Callable[[], dict[str, Any]]) -> None:
        """The answer or the refusal as JSON; a strange page is told nothing but that."""
        try:
            self.insist_on_the_page()
            status, said = 200, work()
        except Refused as refused:
            status, said = refused.status, {"code": refused.code}
        self.send(status, said)

    def insist_on_the_page(self) -> None:
        """Only a page of an origin that was named, under a name of this PC. Raises Refused: strange-origin."""
        if self.headers.get("Host", "") not in self.server.hosts:
            raise Refused(403, "strange-origin")
        if self.headers.get("Origin", "") not in self.server.origins:
            raise Refused(403, "strange-origin")

    def said(self) -> dict[str, Any]:
        """Raises Refused: bad-token, no-card, no-reader, broken, not-found."""
        if self.path == "/status":
            return {"bridge": "yizhan", "version": VERSION}
        if self.path != "/idcard":
            raise Refused(404, "not-found")
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or not hmac.compare_digest(token.strip().encode(), self.server.token.encode()):
            raise Refused(401, "bad-token")
        return self.server.reader()

    def send(self, status: int, said: dict[str, Any]) -> None:
        """The answer, readable for the page that asked."""
        body = json.dumps(said, ensure_ascii=False).encode("utf-8")
        self.send_response(status)
        origin = self.headers.get("Origin", "")
        # A strange page may read that it is strange, so that ours, on an address not yet named, can say what to do.
        if origin in self.server.origins or said == {"code": "strange-origin"}:
            self.send_header("Access-Control-Allow-Origin", origin)
            self.send_header("Access-Control-Allow-Headers", "Authorization")
            self.send_header("Access-Control-Allow-Private-Network", "true")
        self.send_header("Vary", "Origin")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """No log: what is asked here is somebody's identity."""


def pairing_code(file: Path) -> str:
    """The code that the desk's page must know; made once, readable by this user alone."""
    if not file.exists():
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as stream:
            stream.write(secrets.token_hex(8))
    return file.read_text(encoding="ascii").strip()


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Lets the desk of Yizhan read ID cards on this PC.")
    parser.add_argument("--origin", action="append", required=True, help="address of the desk, as https://HOST:PORT")
    parser.add_argument("--reader", default="simulated", help="'simulated', or the command that prints a card as JSON")
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--code-file", type=Path, default=Path.home() / ".yizhan-bridge")
    return parser.parse_args(given)


def main() -> None:
    """Serve until interrupted."""
    asked = arguments()
    words = shlex.split(asked.reader, posix=os.name != "nt")
    reader = simulated if asked.reader == "simulated" else by_command(words)
    token = pairing_code(asked.code_file)
    bridge = Bridge(asked.port, origins=asked.origin, token=token, reader=reader)
    print(f"Pairing code / 配对码: {token}", flush=True)
    print(f"Listening at http://127.0.0.1:{bridge.server_port} for {', '.join(asked.origin)}", flush=True)
    try:
        bridge.serve_forever()
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
