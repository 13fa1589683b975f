"""Clients of the API: threads that keep their connections, each playing one life after the other."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from random import Random
from typing import Any

from bench.nodes import ROOT, Node

Tokens = dict[str, dict[str, str]]
CALLS = 8
SECONDS = 6.0
WORKERS = 2


def read_tokens(said: str) -> Tokens:
    """Township to duty to token, as `prepare` prints them."""
    tokens: Tokens = {}
    for line in said.splitlines():
        township, duty, token = line.split()
        tokens.setdefault(township, {})[duty] = token
    return tokens


@dataclass(frozen=True)
class Server:
    """A server and where it listens."""

    process: "subprocess.Popen[bytes]"
    port: int


@contextmanager
def started(node: Node, *, workers: int = WORKERS) -> Iterator[Server]:
    """The node served as its users serve it, from the moment when it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "yizhan.site.cli", "serve", "--port", str(port), "--workers", str(workers)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, env=node.environment, stdout=quiet, stderr=quiet)
    try:
        wait_for(port)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port: int) -> None:
    """Wait until something answers."""
    began = time.perf_counter()
    while time.perf_counter() - began < 60:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/login/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.02)
    sys.exit("the server does not answer")


@dataclass
class Measured:
    """What the clients did: lives a second together, the seconds of each life."""

    rate: float = 0.0
    seconds: list[float] = field(default_factory=list)


def lives(port: int, tokens: Tokens, *, clients: int, files: bool) -> Measured:
    """So many clients at once, for a few seconds, after a life each to warm up."""
    measured, ready = Measured(), threading.Barrier(clients)
    townships = sorted(tokens)

    def client(number: int) -> None:
        caller = Client(port, tokens[townships[number % len(townships)]], files=files)
        caller.life()
        ready.wait()
        until = time.perf_counter() + SECONDS
        while time.perf_counter() < until:
            began = time.perf_counter()
            caller.life()
            measured.seconds.append(time.perf_counter() - began)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    measured.rate = len(measured.seconds) / SECONDS
    return measured


class Client:
    """One caller with one connection and the tokens of those who act."""

    def __init__(self, port: int, tokens: dict[str, str], *, files: bool) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.tokens = tokens
        self.files = files
        self.random = Random()

    def call(self, duty: str, path: str, body: Any) -> Any:
        """One call; whatever is not a success ends the bench."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"
        headers = {"Authorization": f"Bearer {self.tokens[duty]}", "Content-Type": kind}
        self.connection.request("POST", f"/api/v1{path}", raw, headers)
        answer = self.connection.getresponse()
        said = answer.read()
        if answer.status >= 300:
            os.write(2, f"{path}: {answer.status} {said.decode()[:500]}\n".encode())
            os._exit(1)
        return json.loads(said)

    def life(self) -> None:
        """One life: each change says which version it saw."""
        files = [self.upload() for _ in range(3)] if self.files else ["", "", ""]
        who = self.applicant()
        case = self.call("clerk-a", "/cases", {"item": "bench", "applicant": who})
        materials = [{"code": f"b{place}", "originals": 1, "file": file} for place, file in enumerate(files, start=1)]
        case = self.change("clerk-a", case, "submit", materials=materials)
        case = self.change("clerk-a", case, "accept")
        for step in [step["code"] for step in case["steps"] if step["kind"] == "review"]:
            case = self.change("reviewer", case, "advance", step=step, opinion="同意")
        case = self.change("approver", case, "decide", content="符合条件")
        case = self.change("clerk-a", case, "certify")
        self.change("clerk-a", case, "deliver", collector=who)

    def change(self, duty: str, case: Any, verb: str, **what: Any) -> Any:
        """One verb of the lifecycle."""
        return self.call(duty, f"/cases/{case['number']}/{verb}", {"seen": case["version"], **what})

    def upload(self) -> str:
        """A small file; its digest."""
        content = b"%PDF-1.4\n" + self.random.randbytes(4096) + b"\n%%EOF\n"
        digest: str = self.call("clerk-a", "/files?name=a.pdf", content)["digest"]
        return digest

    def applicant(self) -> dict[str, str]:
        """Somebody invented."""
        from yizhan.simulate.persons import person

        who = person(self.random, division="522601100000", village="测试村")
        return {"name": who.name, "id_number": who.id_number, "phone": who.phone, "address": who.address}
