"""When can a clerk type? `python -m bench.interactive [times slower than this processor]`.

The sample prefecture, served as `make demo` serves it, and the system's Chromium on a processor slowed down (four times
unless told otherwise, as an office PC of 2018 is to a server of today). Interactive: the document and its scripts are
in place and the last task of over 50 ms that began with the loading is done. Medians in milliseconds, beside what the
server took; nothing is asserted.
"""

import json
import sys
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Page, sync_playwright
from tests.support.browser import DESK, FLAGS, chromium

from bench.nodes import Node, middle, node, table
from bench.over_http import started

ROUNDS = 7
CLERK, REVIEWER, MANAGER = "t522601100-clerk-a", "t522601100-reviewer", "t522601100-manager"
OBSERVE = """
  window.longTasks = [];
  new PerformanceObserver((list) => longTasks.push(...list.getEntries())).observe({type: 'longtask', buffered: true});
"""
READ = """
  async () => {
    await new Promise((done) => setTimeout(done, 400));
    const page = performance.getEntriesByType('navigation')[0];
    const busy = longTasks.map((task) => task.startTime + task.duration);
    return {
      server: page.responseEnd - page.requestStart,
      painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      interactive: Math.max(page.domContentLoadedEventEnd, ...busy),
    };
  }
"""


def main(slower: float) -> None:
    """Measure the main pages of each role."""
    with node("sqlite") as made:
        accounts = sample(made)
        with started(made, workers=1) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            rows = [["page", "server", "first paint", "interactive"]]
            for username in (CLERK, REVIEWER, MANAGER):
                page = browser.new_page(base_url=f"http://127.0.0.1:{server.port}", viewport=DESK)
                log_in(page, username, accounts[username])
                page.add_init_script(OBSERVE)
                page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
                rows += [[name, *timed(page, address)] for name, address in addresses(page, username)]
            browser.close()
    print(f"\nChromium on a processor slowed down {slower:g} times, milliseconds from the click\n")
    table(rows)


def sample(made: Node) -> dict[str, str]:
    """The sample prefecture; its accounts with their passwords."""
    said = made.run("yizhan.site.cli", "demo", "--accounts", "--json")
    return {one["username"]: one["password"] for one in json.loads(said)}


def log_in(page: Page, username: str, password: str) -> None:
    """As a person does it."""
    page.goto("/login/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(password)
    page.keyboard.press("Alt+s")
    page.wait_for_url("**/desk/**")


def addresses(page: Page, username: str) -> Sequence[tuple[str, str]]:
    """The pages that a role works on all day; a case is the first of its list of work."""
    if username == MANAGER:
        return [("due and stuck", "/desk/overview/")]
    page.goto("/desk/")
    case = page.locator("main table a[href*='/desk/cases/']").first.get_attribute("href")
    if username == REVIEWER:
        return [("review", f"{case}review/"), ("signing desk", "/desk/sitting/")]
    return [
        ("my work", "/desk/"),
        ("new matter", "/desk/new/"),
        ("new matter, the form", "/desk/new/dibao/"),
        ("case", f"{case}"),
        ("an act", f"{case}withdraw/"),
        ("originals", "/desk/originals/"),
        ("shelf", "/desk/shelf/"),
    ]


def timed(page: Page, address: str) -> list[str]:
    """Medians of a page that was opened before."""
    found: list[dict[str, Any]] = []
    for _ in range(ROUNDS + 1):
        page.goto(address)
        found.append(page.evaluate(READ))
    return [f"{middle([one[what] for one in found[1:]]):.0f}" for what in ("server", "painted", "interactive")]


if __name__ == "__main__":
    main(float(sys.argv[1]) if sys.argv[1:] else 4.0)
