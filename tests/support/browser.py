"""The system's Chromium, driven by Playwright; pictures of pages for the documentation."""

import gzip
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.support.environment import ROOT

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
COLOURS = 128
"""Pages are flat: a picture for the documentation needs no more, and is a third of the size."""
DESK = {"width": 1366, "height": 768}
"""The screen of an old township PC."""
FIRST_LOAD, AFTER = 300_000, 60_000
"""Bytes that a page may weigh: the first that a browser loads of a node, and every other."""


def chromium() -> str:
    """The browser's path; without one the test fails, since a page nobody looked at is not tested."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    pytest.fail("No Chromium on this machine: install the package `chromium` (on Debian: apt-get install chromium).")


@contextmanager
def launched() -> Iterator[Browser]:
    """One browser. Playwright keeps an event loop in this thread, so Django must be told that this is meant."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            yield browser
            browser.close()
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def violations(page: Page) -> list[tuple[str, str, list[str]]]:
    """What axe finds on the page as it stands: address, rule, and the first elements that break it."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(page.url, one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in found]


def travelled(request: Request) -> int:
    """What an answer weighs as a node sends it: style sheets and scripts compressed, and once."""
    answer = request.response()
    if answer is None or answer.from_service_worker or request.sizes()["responseBodySize"] <= 0:
        return 0
    body = answer.body()
    return len(gzip.compress(body)) if "/static/" in request.url else len(body)


def picture(page: Page, name: str) -> None:
    """Keep what the page shows as `docs/<name>`, when the run was asked to by `YIZHAN_PICTURES=1`."""
    if os.environ.get("YIZHAN_PICTURES") != "1":
        return
    target = ROOT / "docs" / Path(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target, caret="initial")  # hiding it would leave styles behind, which the policy refuses
    with Image.open(target) as taken:
        taken.convert("RGB").quantize(COLOURS).save(target, optimize=True)
