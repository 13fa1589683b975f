"""Processes of a node: the web server and the background work beside it. The one module that deals with them."""

import gc
import logging
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from yizhan.kernel.refusals import Refused

BACKGROUND_EVERY = 0.5
MINUTE, HOUR = 60, 3600.0
OVERLAP = 30.0
"""Seconds that an old PC may take to start a worker before the one that it relieves is asked to end."""
SEEN_EVERY = timedelta(minutes=5)
log = logging.getLogger("yizhan.background")


@dataclass(frozen=True, kw_only=True)
class Listening:
    """Where a server listens; with a certificate and its key it speaks HTTPS only.

    `renew` makes a new certificate where one is due, and says whether it did: then each worker is relieved by one that
    shows the new one, and ends what it has begun first.
    """

    address: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    certificate: Path | None = None
    key: Path | None = None
    renew: Callable[[], bool] | None = None
    every: float = HOUR
    overlap: float = OVERLAP


def insist_on_free(*listening: Listening) -> None:
    """Raises Refused: port-taken, where another program listens already, or this one may not.

    The web server itself would share the port with another node's, and each page would be now of one, now of the other.
    """
    for each in listening:
        family = socket.AF_INET6 if ":" in each.address else socket.AF_INET
        try:
            socket.create_server((each.address, each.port), family=family).close()
        except OSError:
            raise Refused("port-taken", address=each.address, port=each.port) from None


def serve(listening: Listening, *, only: str = "") -> None:
    """Serve until interrupted. Each worker also does the background work; the database elects who numbers.

    Raises Refused: port-taken.
    """
    insist_on_free(listening)
    os.environ["YIZHAN_ONLY"] = only
    os.environ["YIZHAN_BACKGROUND"] = "1"
    listen(listening)


def announce(origins: Sequence[str]) -> None:
    """Tell the settings, which Django reads once, under which addresses the window PCs reach this node by HTTPS."""
    os.environ["YIZHAN_LAN"] = ",".join(origins)
    os.environ["YIZHAN_HTTPS"] = "yes"


def serve_window_pcs(secure: Listening, *, plain: Listening) -> None:
    """HTTPS for the window PCs; plain HTTP in a process of its own, for the node itself and the page that explains.

    Raises Refused: port-taken.
    """
    insist_on_free(secure, plain)
    beside = multiprocessing.get_context("spawn").Process(target=listen_plainly, args=(plain,), name="plain-http")
    beside.start()
    try:
        serve(secure)
    finally:
        beside.terminate()
        beside.join()


def command_apart(*words: str) -> int:
    """Run a command of `yizhan` in a process of its own, which ends with this one; its exit code.

    What it needed of memory goes back with it, where this process stays as long as the node is served.
    """
    beside = multiprocessing.get_context("spawn").Process(target=obey, args=words, name=words[0])
    beside.start()
    beside.join()
    return beside.exitcode or 0


def obey(*words: str) -> None:
    """The process of a command. An interrupt is answered once, by the process that waits for it."""
    from yizhan.site.cli import main

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=end_with_parent, name="parent", daemon=True).start()
    main(words)


def listen_plainly(listening: Listening) -> None:
    """The process of plain HTTP: its cookies need no HTTPS, it does no background work, it ends with its parent."""
    os.environ["YIZHAN_HTTPS"] = "no"
    os.environ["YIZHAN_BACKGROUND"] = ""
    threading.Thread(target=end_with_parent, name="parent", daemon=True).start()
    listen(listening)


def end_with_parent() -> None:
    """Interrupt this process once its parent is gone, by whatever death."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os.kill(os.getpid(), signal.SIGINT)


def listen(listening: Listening) -> None:
    """One web server, until interrupted. TLS from 1.2 on: the browsers of old PCs know no 1.3."""
    from granian import Granian
    from granian.constants import Interfaces, SSLProtocols

    server = Granian(
        "yizhan.site.wsgi:application",
        address=listening.address,
        port=listening.port,
        interface=Interfaces.WSGI,
        workers=listening.workers,
        blocking_threads=4,
        backpressure=64,
        respawn_failed_workers=True,
        respawn_interval=listening.overlap,
        workers_kill_timeout=MINUTE,
        log_access=False,
        ssl_cert=listening.certificate,
        ssl_key=listening.key,
        ssl_protocol_min=SSLProtocols.tls12,
    )
    if listening.renew is not None:
        work = (listening.renew, server.signal_handler_reload, listening.every)
        threading.Thread(target=renew_in_time, args=work, name="renewal", daemon=True).start()
    server.serve()


def renew_in_time(renew: Callable[[], bool], take_up: Callable[[], None], every: float) -> None:
    """Look again and again; no POSIX signal is sent, so that the server takes it up on Windows too."""
    while True:
        try:
            if renew():
                take_up()
        except Exception:
            log.exception("the certificate of the web server could not be renewed; the next round tries again")
        time.sleep(every)


def start_background() -> None:
    """Begin the background work of this worker."""
    collect_rarely()
    threading.Thread(target=work, name="background", daemon=True).start()


def collect_rarely() -> None:
    """Leave what was loaded out of every later garbage collection, and collect seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 50)


def work() -> None:
    """Number entries, run reactions, watch the clock, every hour what time has done: whatever fails once."""
    from django.db import close_old_connections
    from django.utils import timezone

    done = time.monotonic() - HOUR
    before, since = timezone.now(), passed()
    while True:
        try:
            round_of_work()
            now, then = timezone.now(), passed()
            watch_the_clock(now, before=before, elapsed=then - since)
            before, since = now, then
            if time.monotonic() - done >= HOUR:
                done = time.monotonic()
                every_hour()
        except Exception:
            log.exception("a round of background work failed; the next one tries again")
            close_old_connections()
        time.sleep(BACKGROUND_EVERY)


def passed() -> float:
    """Seconds by a clock that nobody sets, and that goes on while the machine sleeps."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


def watch_the_clock(now: datetime, *, before: datetime, elapsed: float) -> None:
    """A jump of the clock while the node runs is asked about, once; every few minutes the node notes that it runs."""
    from yizhan.journal import clock_guard
    from yizhan.site.operating import operator_act

    finding = clock_guard.check_running(now, before=before, elapsed=timedelta(seconds=elapsed))
    if finding is not None and clock_guard.open_question() is None:
        clock_guard.question_clock(finding, act=operator_act(now))
    seen = clock_guard.last_seen() if finding is None else None
    if seen is not None and now - seen > SEEN_EVERY:
        clock_guard.keep_seen(now)


def round_of_work() -> None:
    """One round: what the sequencer and the reactions have to do now."""
    from yizhan.journal.actions import sequence
    from yizhan.journal.reactions import run_reactions
    from yizhan.journal.store import on_sqlite

    if not on_sqlite():
        while sequence():
            pass
    run_reactions()


def every_hour() -> None:
    """Uploads that nobody used in time go; what time has done to cases is written down."""
    from django.utils import timezone

    from yizhan.cases.actions.settling import settle_due
    from yizhan.papers.actions import purge

    purge(now=timezone.now())
    settle_due(now=timezone.now())
