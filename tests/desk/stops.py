"""The stops of the tour: who looks at which page, and what is pressed there before the picture is taken."""

from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Page

from tests.desk.conftest import CLERK, COUNTY_APPROVER, COUNTY_REVIEWER, MANAGER, PASSWORD, REVIEWER, STRANGER
from tests.desk.halls import FORESTER, Hall, in_a_sample

APPROVER, HELPER, OFFICER = "t522601100-approver", "t522601100-helper", "c522601-officer"
ABOVE, KEEPER = "prefecture-officer", "prefecture-keeper"
CENTRE = "522601100000-centre"
BACK = "核对报告编号：HD2026030200117\n核对日期：2026年3月2日\n核对结果：符合条件"
"""What comes back from the system in which a step is done."""
Hand = Callable[[Page, Hall], None]


def stay(page: Page, hall: Hall) -> None:
    """The page as it opens."""


class Stop(NamedTuple):
    """A picture: its name, who looks, the address (none: the page stays where it is), what is done there."""

    slug: str
    who: str
    where: Callable[[Hall], str]
    then: Hand = stay


def at(address: str) -> Callable[[Hall], str]:
    """An address that is always the same."""
    return lambda hall: address


HERE = at("")


def case(state: str, act: str = "") -> Callable[[Hall], str]:
    """The page of a case, or of one of its acts."""
    return lambda hall: f"/desk/cases/{hall.numbers[state]}/{act + '/' if act else ''}"


def original(name: str) -> Callable[[Hall], str]:
    """The page of a paper original."""
    return lambda hall: f"/desk/originals/{hall.numbers[name]}/"


def image(hall: Hall) -> str:
    """The viewer with a photographed material."""
    return f"/desk/cases/{hall.numbers['filed']}/files/{hall.numbers['digest']}/view/"


def compared(hall: Hall) -> str:
    """The viewer with what was brought, beside what was brought before."""
    number, first, second = hall.numbers["twice"], hall.known["first"], hall.known["second"]
    return f"/desk/cases/{number}/files/{second}/view/?beside={first}"


def draft(name: str) -> Callable[[Hall], str]:
    """A new matter that was typed and not sent."""
    return lambda hall: f"/desk/new/dibao/?draft={hall.known[name]}"


def first_day(hall: Hall) -> str:
    """The tasks of the first day, which a sample has."""
    in_a_sample()
    return "/desk/first-day/"


def quiet(page: Page) -> None:
    """Nothing is under way."""
    page.wait_for_function("() => !document.querySelector('.htmx-request')")


def press(*keys: str, see: str) -> Hand:
    """Keys, until something is seen."""

    def hand(page: Page, hall: Hall) -> None:
        for key in keys:
            page.keyboard.press(key)
        page.locator(see).first.wait_for()
        quiet(page)

    return hand


def fill(fields: dict[str, str], *, key: str, see: str) -> Hand:
    """Text into fields, a key, until something is seen."""

    def hand(page: Page, hall: Hall) -> None:
        for field, text in fields.items():
            page.locator(field).first.fill(text)
        page.keyboard.press(key)
        page.locator(see).first.wait_for()
        quiet(page)

    return hand


def fill_known(fields: dict[str, str], *, key: str = "Enter", see: str = "main h1") -> Hand:
    """What the hall knows under these names into fields, a key, until something is seen."""
    return lambda page, hall: fill({at: hall.known[name] for at, name in fields.items()}, key=key, see=see)(page, hall)


def signed(password: str, *, see: str) -> Hand:
    """A paper that was opened is ticked, and the pile signed with a password."""

    def hand(page: Page, hall: Hall) -> None:
        page.locator("[data-tick]:enabled").first.check()
        fill({"[type=password]": password}, key="Enter", see=see)(page, hall)

    return hand


def send(see: str = ".error-summary") -> Hand:
    """The page's main key, with nothing more typed."""
    return press("Alt+s", see=see)


def large(page: Page, hall: Hall) -> None:
    """Letters half as large again, as the button at the foot makes them."""
    page.evaluate("document.documentElement.dataset.print = '150'")


STOPS: tuple[Stop, ...] = (
    Stop("portal", "", at("/")),
    Stop("portal-items", "", at("/items/")),
    Stop("portal-guide", "", at("/items/dibao/")),
    Stop("portal-progress", "", at("/progress/")),
    Stop("portal-verify", "", at("/notices/verify/")),
    Stop("login", "", at("/login/")),
    Stop("work", CLERK, at("/desk/")),
    Stop("new", CLERK, at("/desk/new/")),
    Stop("matter", CLERK, at("/desk/new/dibao/")),
    Stop("matter-licence", CLERK, at("/desk/new/lincai/")),
    Stop("case-submitted", CLERK, case("submitted")),
    Stop("case-asked", CLERK, case("asked")),
    Stop("case-accepted", CLERK, case("accepted")),
    Stop("case-publicised", CLERK, case("publicised")),
    Stop("case-wished", CLERK, case("wished")),
    Stop("case-forwarded", CLERK, case("forwarded")),
    Stop("case-delivered", CLERK, case("delivered")),
    Stop("case-done", CLERK, lambda hall: f"/desk/cases/{hall.numbers['delivered']}/?done=deliver"),
    Stop("intake", CLERK, case("submitted", "intake")),
    Stop("look", CLERK, case("wished", "look")),
    Stop("viewer", CLERK, image),
    Stop("act-not-now", CLERK, case("delivered", "accept")),
    Stop("act-correct", CLERK, case("lacking", "correct")),
    Stop("act-answer-wish", CLERK, case("wished", "answer-wish")),
    Stop("act-visit", CLERK, case("wished", "visit")),
    Stop("act-contact", CLERK, case("wished", "contact")),
    Stop("act-evaluate", CLERK, case("wished", "evaluate")),
    Stop("act-correction", CLERK, case("submitted", "request-correction")),
    Stop("act-on-the-spot", CLERK, case("submitted", "on-the-spot")),
    Stop("act-hand-in", CLERK, case("asked", "hand-in")),
    Stop("act-hearing", CLERK, case("accepted", "tell-hearing")),
    Stop("act-consult", CLERK, case("wished", "consult")),
    Stop("act-advance", REVIEWER, case("wished", "advance")),
    Stop("act-hand-out", CLERK, case("certified", "hand-out")),
    Stop("act-decide", COUNTY_APPROVER, case("forwarded", "decide")),
    Stop("act-refuse", COUNTY_APPROVER, case("forwarded", "refuse")),
    Stop("act-deliver", COUNTY_REVIEWER, case("certified", "deliver")),
    Stop("originals", CLERK, at("/desk/originals/")),
    Stop("originals-count", CLERK, at("/desk/originals/count/")),
    Stop("originals-people", CLERK, at("/desk/originals/people/")),
    Stop("original-held", CLERK, original("book")),
    Stop("original-coming", CLERK, original("card")),
    Stop("case-originals", CLERK, case("kept")),
    Stop("act-take-originals", CLERK, case("kept", "take-originals")),
    Stop("act-return-originals", CLERK, case("kept", "return-originals")),
    Stop("shelf", CLERK, at("/desk/shelf/")),
    Stop("consults", REVIEWER, at("/desk/consults/")),
    Stop("sitting", COUNTY_APPROVER, at("/desk/sitting/")),
    Stop("devices", CLERK, at("/desk/devices/")),
    Stop("calendar", CLERK, at("/calendar/")),
    Stop("hall", CLERK, at("/halls/")),
    Stop("grants", APPROVER, at("/grants/")),
    Stop("grants-new", APPROVER, at("/grants/new/")),
    Stop("grants-wall", APPROVER, at("/grants/wall/")),
    Stop("my-account", CLERK, at("/account/")),
    Stop("manager-day", MANAGER, at("/desk/overview/")),
    Stop("staff", MANAGER, at("/staff/")),
    Stop("county-day", OFFICER, at("/desk/overview/")),
    Stop("county-staff", OFFICER, at("/staff/")),
    Stop("helper", HELPER, at("/desk/filed/")),
    Stop("not-found", CLERK, at("/desk/cases/52260110026ZZ0000000/")),
)
"""What opens at an address, on a quiet day."""

STATES: tuple[Stop, ...] = (
    # The citizen
    Stop("portal-guide-print", "", at("/items/dibao/print/")),
    Stop("portal-form", "", at("/items/dibao/form/")),
    Stop("portal-progress-found", "", at("/progress/"), fill_known({"#id_number": "number", "#id_code": "code"})),
    Stop(
        "portal-progress-unknown",
        "",
        at("/progress/"),
        fill({"#id_number": "52260110026AA0000010", "#id_code": "ABCD2345"}, key="Enter", see="main .notice"),
    ),
    Stop("notice-genuine", "", at("/notices/verify/"), fill_known({"#id_number": "notice", "#id_proof": "proof"})),
    Stop(
        "notice-void", "", at("/notices/verify/"), fill_known({"#id_number": "void-notice", "#id_proof": "void-proof"})
    ),
    Stop(
        "login-wrong",
        "",
        at("/login/"),
        fill({"[name=username]": "t522601100-clerk-a", "[name=password]": "wrong"}, key="Enter", see="main .errorlist"),
    ),
    # The list of work
    Stop("work-crowded", CLERK, at("/desk/")),
    Stop("work-empty", STRANGER, at("/desk/")),
    Stop("work-view", CLERK, at("/desk/?state=accepted&item=dibao")),
    Stop("work-nothing-found", CLERK, at("/desk/?state=submitted&q=zzz")),
    Stop("views", CLERK, at("/desk/views/")),
    Stop("work-county", COUNTY_REVIEWER, at("/desk/")),
    Stop("work-approver", APPROVER, at("/desk/")),
    Stop("palette", CLERK, at("/desk/"), press("Control+k", *"db", see=".palette-list a")),
    Stop("palette-case", CLERK, case("told"), press("Control+k", see=".palette-list a")),
    Stop("keys", CLERK, at("/desk/"), press("?", see="#keys h2")),
    Stop("help-panel", CLERK, at("/desk/new/"), press("F1", see="#help [data-help-title]")),
    Stop("help", CLERK, at("/help/")),
    Stop("help-page", CLERK, at("/help/desk/home/")),
    Stop("found", CLERK, at("/desk/"), fill({"#desk-search": "db"}, key="Enter", see="main h1")),
    Stop("large-print", CLERK, at("/desk/"), large),
    # A new matter
    Stop("new-person", CLERK, at("/desk/new/"), fill_known({"#who-search": "id"}, see="#who .earlier")),
    Stop("new-item", CLERK, at("/desk/new/"), fill({"#item-search": "kanshu"}, key="Tab", see="#items a")),
    Stop(
        "matter-same",
        CLERK,
        at("/desk/new/dibao/"),
        fill_known({"#id_a-name": "name", "#id_a-id_number": "id"}, key="Tab", see="#same section"),
    ),
    Stop("matter-draft", CLERK, draft("draft")),
    Stop("matter-outcome", CLERK, HERE, press("Control+Enter", see="#outcome")),
    Stop("matter-outcome-lacking", CLERK, draft("draft-lacking"), press("Control+Enter", see="#outcome")),
    Stop("matter-faults", CLERK, at("/desk/new/dibao/"), press("Control+Enter", see=".error-summary")),
    Stop("matter-urgent", CLERK, at("/desk/new/linshi-jiuzhu/")),
    Stop("matter-homestead", CLERK, at("/desk/new/zhaijidi/")),
    Stop("matter-insurance", CLERK, at("/desk/new/yibao-canbao/")),
    # Cases
    Stop("case-opened", CLERK, case("opened")),
    Stop("case-deemed", CLERK, case("deemed")),
    Stop("case-pledged", CLERK, case("pledged")),
    Stop("case-stopped", CLERK, case("stopped")),
    Stop("case-consulted", CLERK, case("consulted")),
    Stop("case-undone", CLERK, case("undone")),
    Stop("case-voided", CLERK, case("voided")),
    Stop("case-decided", COUNTY_REVIEWER, case("decided")),
    Stop("case-in-hand", CLERK, case("hand")),
    Stop("case-large", CLERK, case("submitted"), large),
    Stop("viewer-compared", CLERK, compared),
    Stop("review", REVIEWER, case("reviewing", "review")),
    Stop("review-decide", COUNTY_APPROVER, case("received", "review")),
    # Acts
    Stop("act-submit", CLERK, case("opened", "submit")),
    Stop("act-accept", CLERK, case("submitted", "accept")),
    Stop("act-confirm-acceptance", CLERK, case("deemed", "confirm-acceptance")),
    Stop("act-pledge", CLERK, case("short", "pledge")),
    Stop("act-not-required", CLERK, case("hand", "not-required")),
    Stop("act-not-competent", CLERK, case("hand", "not-competent")),
    Stop("act-supplement", CLERK, case("pledged", "supplement")),
    Stop(
        "act-advance-pasted",
        REVIEWER,
        case("wished", "advance"),
        fill({"#id_said": BACK}, key="Tab", see="[value=recognise]"),
    ),
    Stop("act-advance-recognised", REVIEWER, HERE, press("Enter", see="#recognised")),
    Stop("act-publicise", CLERK, case("reviewed", "publicise")),
    Stop("act-answer", FORESTER, case("consulted", "answer")),
    Stop("act-close-consult", CLERK, case("consulted", "close-consult")),
    Stop("act-stop", CLERK, case("fresh", "stop-clock")),
    Stop("act-resume", CLERK, case("stopped", "resume-clock")),
    Stop("act-name-interested", CLERK, case("accepted", "name-interested")),
    Stop("act-hear-statement", CLERK, case("accepted", "hear-statement")),
    Stop("act-set-hearing", CLERK, case("told", "set-hearing")),
    Stop("act-hold-hearing", CLERK, case("hearing", "hold-hearing")),
    Stop("act-extend", APPROVER, case("fresh", "extend")),
    Stop("act-forward", CLERK, case("ready", "forward")),
    Stop("act-pass-on", CLERK, case("wished", "pass-on")),
    Stop("act-receive", COUNTY_REVIEWER, case("forwarded", "receive")),
    Stop("act-return", COUNTY_REVIEWER, case("received", "return")),
    Stop("act-undo", CLERK, case("advanced", "undo")),
    Stop("act-void-notice", CLERK, case("wished", "void-notice")),
    Stop("act-reissue-notice", CLERK, case("voided", "reissue-notice")),
    Stop("act-pay", CLERK, case("accepted", "pay")),
    Stop("act-wish", CLERK, case("submitted", "wish")),
    Stop("act-remark", CLERK, case("submitted", "remark")),
    Stop("act-number", CLERK, case("wished", "number")),
    Stop("act-certify", COUNTY_REVIEWER, case("decided", "certify")),
    Stop("act-shelve", CLERK, case("spare", "shelve")),
    Stop("act-amend", COUNTY_APPROVER, case("decided", "amend")),
    Stop("act-order", ABOVE, case("decided", "order")),
    Stop("act-withdraw", CLERK, case("wished", "withdraw")),
    Stop("act-terminate", APPROVER, case("accepted", "terminate")),
    Stop("act-close", COUNTY_REVIEWER, case("delivered", "close")),
    Stop("act-faults", COUNTY_APPROVER, case("received", "refuse"), send()),
    # Originals and results
    Stop("originals-found", CLERK, at("/desk/originals/"), fill_known({"#find-original": "book-case"}, see="main h1")),
    Stop("original-missing", REVIEWER, original("missing")),
    Stop("originals-missing", REVIEWER, at("/desk/originals/")),
    Stop("originals-counted", CLERK, at("/desk/originals/count/"), send("#notices .notice-bad")),
    Stop("shelf-unknown", CLERK, at("/desk/shelf/"), fill({"#scan-slip": "999"}, key="Enter", see="#scan-fault")),
    # Whoever leads
    Stop("hands", REVIEWER, at("/desk/hands/")),
    Stop("consults-asked", FORESTER, at("/desk/consults/")),
    Stop("sitting-waiting", COUNTY_APPROVER, at("/desk/sitting/")),
    Stop("sitting-pile", COUNTY_APPROVER, HERE, send("form[data-pile]")),
    Stop("sitting-paper", COUNTY_APPROVER, HERE, press("Enter", see="#paper .person")),
    Stop("sitting-wrong", COUNTY_APPROVER, HERE, signed("wrong", see=".error-summary")),
    Stop("sitting-signed", COUNTY_APPROVER, HERE, signed(PASSWORD, see="main .notice-good")),
    Stop("sitting-none", "t522601101-approver", at("/desk/sitting/")),
    Stop("centres", OFFICER, at("/desk/centres/")),
    Stop("centre-list", OFFICER, at(f"/desk/centres/{CENTRE}/open/")),
    Stop("centres-prefecture", ABOVE, at("/desk/centres/")),
    Stop("prefecture-day", ABOVE, at("/desk/overview/")),
    Stop("calendar-keeping", OFFICER, at("/calendar/")),
    Stop("hall-keeping", MANAGER, at(f"/halls/{CENTRE}/")),
    Stop("staff-hall", MANAGER, at(f"/staff/{CENTRE}/")),
    Stop("staff-person", MANAGER, at("/staff/person/t522601100-clerk-a/")),
    Stop("staff-new", OFFICER, at(f"/staff/{CENTRE}/new/")),
    Stop("accounts", "system_admin", at("/accounts/")),
    Stop("account-new", "system_admin", at("/accounts/new/")),
    Stop("account", "security_admin", at("/accounts/t522601100-clerk-a/")),
    Stop("account-move", "system_admin", at("/accounts/t522601100-clerk-b/move/")),
    Stop("audit", "audit_admin", at("/audit/")),
    # Besides
    Stop("password", CLERK, at("/password/")),
    Stop("forbidden", CLERK, at("/accounts/")),
    Stop("problem", CLERK, at("/problems/already-accepted/")),
    Stop("kit", "system_admin", at("/kit/")),
    Stop("first-day", CLERK, first_day),
    Stop("first-day-begun", CLERK, HERE, send(".first-day .actions")),
    Stop("work-first-day", CLERK, at("/desk/")),
)
"""Every other state, on a market day; what changes the hall stands last in its group."""
