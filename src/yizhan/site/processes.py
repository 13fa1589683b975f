"""Processes of a node: the web server and the background work beside it. The one module that deals with them."""

import gc
import logging
import os
import threading
import time
from datetime import datetime, timedelta

BACKGROUND_EVERY = 0.5
HOUR = 3600.0
SEEN_EVERY = timedelta(minutes=5)
log = logging.getLogger("yizhan.background")


def serve(*, address: str = "127.0.0.1", port: int = 8000, workers: int = 1, only: str = "") -> None:
    """Serve until interrupted. Each worker also does the background work; the database elects who numbers."""
    from granian import Granian
    from granian.constants import Interfaces

    os.environ["YIZHAN_ONLY"] = only
    os.environ["YIZHAN_BACKGROUND"] = "1"
    Granian(
        "yizhan.site.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        backpressure=64,
        respawn_failed_workers=True,
        log_access=False,
    ).serve()


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
