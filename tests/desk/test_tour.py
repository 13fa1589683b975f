"""The tour: every page and state, at both sizes and in both languages, as pictures for `docs/tour/`.

`YIZHAN_PICTURES=1` keeps them. Every run asks of every page what nobody should have to look for: axe finds nothing,
in the light (Chinese) and in the dark (English), nothing is wider than the screen, no request leaves the node.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.conf import settings
from playwright.sync_api import Page, Request

from tests.desk.conftest import CLERK, COUNTY_APPROVER, COUNTY_REVIEWER, MANAGER, REVIEWER
from tests.desk.test_acts import asked_again, kept
from tests.desk.test_pages import with_a_file
from tests.support.browser import DESK, violations
from tests.support.campaigns import campaign
from tests.support.worlds import by
from yizhan.cases.actions import originals, satellites
from yizhan.cases.actions.intake import request_correction
from yizhan.cases.events import Wanted
from yizhan.papers import original_actions as papers
from yizhan.papers.original_actions import Paper
from yizhan.papers.original_queries import of_case

pytestmark = [pytest.mark.browser, pytest.mark.looks]
PHONE = {"width": 390, "height": 844}
SIZES = {"desk": DESK, "phone": PHONE}
ROUNDS = [("zh", "desk"), ("en", "phone"), ("zh", "phone"), ("en", "desk")][: campaign(20)]
"""CI walks the first two, so that both sizes are seen; the whole campaign walks all four."""
LANGUAGES = {"zh": "zh-hans", "en": "en"}
LOOKS = {"zh": "light", "en": "dark"}
APPROVER, HELPER, OFFICER = "t522601100-approver", "t522601100-helper", "c522601-officer"


@dataclass
class Hall:
    """The cases of the tour, by what they show."""

    numbers: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def hall(matter, clock) -> Hall:
    """One case in each state that a reader should see."""
    found = Hall()
    asked = matter(seed=3)
    asked.submitted(but=("means",))
    request_correction(
        act=asked.by(CLERK), number=asked.number, wanted=[Wanted(code="means", reason="收入证明缺少单位盖章")]
    )
    found.numbers["asked"] = asked.number
    found.numbers["submitted"] = matter(seed=4).submitted()
    felling = matter("lincai", 5)
    found.numbers["accepted"] = felling.accepted()
    found.numbers["publicised"] = matter(seed=6).publicised()
    wished = matter(seed=8)
    wished.accepted()
    satellites.wish(act=wished.by(CLERK), number=wished.number, kind="hurry", reason="老人住院急用")
    found.numbers["wished"] = wished.number
    found.numbers["forwarded"] = matter(seed=7).forwarded()
    found.numbers["decided"] = matter(seed=2).decided()
    certified = matter(seed=9)
    found.numbers["certified"] = certified.certified()
    found.numbers["delivered"] = matter(seed=10).delivered()
    found.numbers["lacking"] = asked_again(matter)
    found.numbers["kept"] = kept(matter)
    (found.numbers["book"],) = [row.number for row in of_case(found.numbers["kept"])]
    found.numbers["filed"], found.numbers["digest"] = with_a_file(matter)
    shelve(found)
    clock.move(days=1)
    return found


def shelve(found: Hall) -> None:
    """An identity card on its way to the clerk, and a result on the shelf."""
    card = papers.take_in(
        act=by(REVIEWER), case=found.numbers["kept"], papers=[Paper(kind="identity-card")], owner="杨秀兰"
    )
    papers.give(act=by(REVIEWER), numbers=card, to=CLERK)
    (found.numbers["card"],) = card
    originals.shelve_result(act=by(CLERK), number=found.numbers["certified"])


Stop = tuple[str, str, Callable[[Hall], str]]


def at(address: str) -> Callable[[Hall], str]:
    """An address that is always the same."""
    return lambda hall: address


def case(state: str, act: str = "") -> Callable[[Hall], str]:
    """The page of a case, or of one of its acts."""
    return lambda hall: f"/desk/cases/{hall.numbers[state]}/{act + '/' if act else ''}"


def original(name: str) -> Callable[[Hall], str]:
    """The page of a paper original."""
    return lambda hall: f"/desk/originals/{hall.numbers[name]}/"


def image(hall: Hall) -> str:
    """The viewer with a photographed material."""
    return f"/desk/cases/{hall.numbers['filed']}/files/{hall.numbers['digest']}/view/"


STOPS: tuple[Stop, ...] = (
    ("portal", "", at("/")),
    ("portal-items", "", at("/items/")),
    ("portal-guide", "", at("/items/dibao/")),
    ("portal-progress", "", at("/progress/")),
    ("portal-verify", "", at("/notices/verify/")),
    ("login", "", at("/login/")),
    ("work", CLERK, at("/desk/")),
    ("new", CLERK, at("/desk/new/")),
    ("matter", CLERK, at("/desk/new/dibao/")),
    ("matter-licence", CLERK, at("/desk/new/lincai/")),
    ("case-submitted", CLERK, case("submitted")),
    ("case-asked", CLERK, case("asked")),
    ("case-accepted", CLERK, case("accepted")),
    ("case-publicised", CLERK, case("publicised")),
    ("case-wished", CLERK, case("wished")),
    ("case-forwarded", CLERK, case("forwarded")),
    ("case-delivered", CLERK, case("delivered")),
    ("case-done", CLERK, lambda hall: f"/desk/cases/{hall.numbers['delivered']}/?done=deliver"),
    ("intake", CLERK, case("submitted", "intake")),
    ("look", CLERK, case("wished", "look")),
    ("viewer", CLERK, image),
    ("act-not-now", CLERK, case("delivered", "accept")),
    ("act-correct", CLERK, case("lacking", "correct")),
    ("act-answer-wish", CLERK, case("wished", "answer-wish")),
    ("act-visit", CLERK, case("wished", "visit")),
    ("act-evaluate", CLERK, case("wished", "evaluate")),
    ("act-shelve", CLERK, case("certified", "shelve")),
    ("act-correction", CLERK, case("submitted", "request-correction")),
    ("act-on-the-spot", CLERK, case("submitted", "on-the-spot")),
    ("act-hand-in", CLERK, case("asked", "hand-in")),
    ("act-hearing", CLERK, case("accepted", "tell-hearing")),
    ("act-stop", CLERK, case("accepted", "stop-clock")),
    ("act-consult", CLERK, case("wished", "consult")),
    ("act-advance", REVIEWER, case("wished", "advance")),
    ("act-hand-out", CLERK, case("certified", "hand-out")),
    ("act-decide", COUNTY_APPROVER, case("forwarded", "decide")),
    ("act-refuse", COUNTY_APPROVER, case("forwarded", "refuse")),
    ("act-deliver", COUNTY_REVIEWER, case("certified", "deliver")),
    ("originals", CLERK, at("/desk/originals/")),
    ("originals-count", CLERK, at("/desk/originals/count/")),
    ("originals-people", CLERK, at("/desk/originals/people/")),
    ("original-held", CLERK, original("book")),
    ("original-coming", CLERK, original("card")),
    ("case-originals", CLERK, case("kept")),
    ("act-take-originals", CLERK, case("kept", "take-originals")),
    ("act-return-originals", CLERK, case("kept", "return-originals")),
    ("shelf", CLERK, at("/desk/shelf/")),
    ("consults", REVIEWER, at("/desk/consults/")),
    ("sitting", COUNTY_APPROVER, at("/desk/sitting/")),
    ("devices", CLERK, at("/desk/devices/")),
    ("calendar", CLERK, at("/calendar/")),
    ("hall", CLERK, at("/halls/")),
    ("grants", APPROVER, at("/grants/")),
    ("grants-new", APPROVER, at("/grants/new/")),
    ("grants-wall", APPROVER, at("/grants/wall/")),
    ("my-account", CLERK, at("/account/")),
    ("manager-day", MANAGER, at("/desk/overview/")),
    ("staff", MANAGER, at("/staff/")),
    ("county-day", OFFICER, at("/desk/overview/")),
    ("county-staff", OFFICER, at("/staff/")),
    ("helper", HELPER, at("/desk/filed/")),
    ("not-found", CLERK, at("/desk/cases/52260110026ZZ0000000/")),
)


@pytest.mark.parametrize(("language", "size"), ROUNDS)
def test_the_tour(offices, hall, picture, live_server, size, language):
    faults: list[str] = []
    for slug, who, address in STOPS:
        page = dressed(offices(who), live_server.url, size=size, language=language)
        faults += look(page, address(hall), live_server.url)
        picture(page, f"tour/{language}-{size}-{slug}.png")
    assert faults == []


def dressed(page: Page, url: str, *, size: str, language: str) -> Page:
    """The page at a size, in a language and its look."""
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=LOOKS[language])
    page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": LANGUAGES[language], "url": url}])
    return page


def look(page: Page, address: str, home: str) -> list[object]:
    """What is wrong with a page."""
    away: list[str] = []

    def listen(request: Request) -> None:
        if request.url.startswith(("http", "ws")) and not request.url.startswith(home):
            away.append(request.url)

    page.on("request", listen)
    answer = page.goto(address)
    page.wait_for_function("() => !document.querySelector('.htmx-request')")
    page.remove_listener("request", listen)
    faults: list[object] = [f"{address}: asks {url}" for url in away]
    if answer is None or answer.status >= 500:
        faults.append(f"{address}: no page")
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        faults.append(f"{address}: wider than the screen")
    return faults + violations(page)
