"""The tour: every page and state, at both sizes and in both languages, as pictures for `docs/tour/`.

`YIZHAN_PICTURES=1` keeps them. Every run asks of every page what nobody should have to look for: axe finds nothing,
in the light (Chinese) and in the dark (English), nothing is wider than the screen, no request leaves the node, the
browser's console has no error, and few bytes travel: styles and scripts once.
"""

from collections import defaultdict

import pytest
from django.conf import settings
from playwright.sync_api import ConsoleMessage, Page, Request, Response, TimeoutError

from tests.desk.halls import Hall, crowded, filled
from tests.desk.stops import HERE, STATES, STOPS, Stop, at, quiet
from tests.support.browser import AFTER, DESK, FIRST_LOAD, travelled, violations
from tests.support.campaigns import campaign
from tests.support.environment import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.looks]
PHONE = {"width": 390, "height": 844}
SIZES = {"desk": DESK, "phone": PHONE}
ALL = [("zh", "desk"), ("en", "phone"), ("zh", "phone"), ("en", "desk")]
ROUNDS = ALL[: campaign(20)]
"""CI walks the first two, so that both sizes are seen; the whole campaign walks all four."""
STATE_ROUNDS, EACH = ALL[: campaign(4)], max(1, len(STATES) // campaign(len(STATES)))
"""The states have tests of their own: CI walks a tenth of them once, the whole campaign all of them in all four."""
PATIENCE = 6_000
"""Milliseconds in which a stop shows what it is to show; one that does not is a fault, and the tour goes on."""
LANGUAGES = {"zh": "zh-hans", "en": "en"}
LOOKS = {"zh": "light", "en": "dark"}


@pytest.mark.parametrize(("language", "size"), ROUNDS)
def test_the_tour(offices, matter, clock, picture, live_server, size, language):
    hall, faults, known = filled(matter, clock), [], defaultdict(set)
    for stop in STOPS:
        page = dressed(offices(stop.who), live_server.url, size=size, language=language)
        faults += look(page, stop, hall, live_server.url, known[stop.who])
        picture(page, f"tour/{language}-{size}-{stop.slug}.png")
    assert not faults, "\n".join(str(fault) for fault in faults)


@pytest.mark.parametrize(("language", "size"), STATE_ROUNDS)
def test_the_tour_of_states(offices, matter, clock, picture, live_server, size, language):
    hall, faults, known = crowded(matter, clock), [], defaultdict(set)
    for stop in chosen():
        page = dressed(offices(stop.who), live_server.url, size=size, language=language)
        faults += look(page, stop, hall, live_server.url, known[stop.who])
        picture(page, f"tour/{language}-{size}-{stop.slug}.png")
    assert not faults, "\n".join(str(fault) for fault in faults)


def test_the_page_of_the_tour_tells_of_every_stop():
    told = (ROOT / "docs" / "tour" / "README.md").read_text(encoding="utf-8")
    assert [stop.slug for stop in (*STOPS, *STATES) if f"(zh-desk-{stop.slug}.png)" not in told] == []


def chosen() -> list[Stop]:
    """Every so manieth state; one that goes on from the one before it is walked with it only."""
    return [stop for place, stop in enumerate(STATES) if EACH == 1 or (place % EACH == 0 and stop.where is not HERE)]


def dressed(page: Page, url: str, *, size: str, language: str) -> Page:
    """The page at a size, in a language and its look."""
    page.set_default_timeout(PATIENCE)
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=LOOKS[language])
    page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": LANGUAGES[language], "url": url}])
    return page


class Watched:
    """What a page asks of other hosts, what it weighs and what its console says, from now on.

    `known`: the styles and scripts that this browser has kept from earlier pages; the new ones are added.
    """

    def __init__(self, page: Page, home: str, known: set[str]) -> None:
        self.home, self.away, self.refused, self.said, self.loads = home, [], set(), [], [0]
        self.listening = {
            "request": self.asked,
            "response": self.answered,
            "requestfinished": self.weighed,
            "console": self.told,
        }
        self.page, self.known, self.allowed = page, known, AFTER if known else FIRST_LOAD
        for what, listener in self.listening.items():
            page.on(what, listener)

    def asked(self, request: Request) -> None:
        """Something was asked for."""
        if request.url.startswith(("http", "ws")) and not request.url.startswith(self.home):
            self.away.append(request.url)

    def answered(self, response: Response) -> None:
        """A page that says no does so with a status of 4.., of which the console speaks too."""
        if response.request.is_navigation_request() and 400 <= response.status < 500:
            self.refused.add(response.url)

    def weighed(self, request: Request) -> None:
        """Something has arrived: with a page, or a part of one, a load begins. What people brought is not weighed."""
        if request.resource_type in ("document", "xhr", "fetch"):
            self.loads.append(travelled(request))
        elif "/static/" in request.url and request.url not in self.known:
            self.known.add(request.url)
            self.loads[-1] += travelled(request)

    def told(self, message: ConsoleMessage) -> None:
        """The console has a new line."""
        self.said.append(message)

    def faults(self, name: str) -> list[object]:
        """What was wrong; nobody listens any more."""
        for what, listener in self.listening.items():
            self.page.remove_listener(what, listener)
        errors = [one for one in self.said if one.type == "error" and one.location["url"] not in self.refused]
        heavy = [f"{name}: {weight} bytes" for weight in self.loads if weight > self.allowed]
        return heavy + [f"{name}: asks {url}" for url in self.away] + [f"{name}: {one.text}" for one in errors]


def look(page: Page, stop: Stop, hall: Hall, home: str, known: set[str]) -> list[object]:
    """What is wrong with a page."""
    watched, faults = Watched(page, home, known), []
    try:
        if address := stop.where(hall):
            page.goto(address)
        stop.then(page, hall)
        quiet(page)
    except TimeoutError as late:
        faults.append(f"{stop.slug}: {late.message}")
    faults += watched.faults(stop.slug)
    if not page.locator("main h1").count():
        faults.append(f"{stop.slug}: no page")
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        faults.append(f"{stop.slug}: wider than the screen")
    return faults + violations(page)


def test_an_error_in_the_console_is_a_fault_of_its_page(browser, live_server):
    page = browser.new_page(base_url=live_server.url)
    page.add_init_script("console.error('a script that broke')")
    faults = look(page, Stop("login", "", at("/login/")), None, live_server.url, set())
    page.close()
    assert faults == ["login: a script that broke"]
