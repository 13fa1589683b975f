"""The power of a served node is cut while a clerk is in the middle of the form, and comes back.

What was acknowledged is there, what was typed is there, and the page says all the while what is wrong.
"""

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page
from tests.site.test_cli import Node
from tests.site.test_https import free_port
from tests.support.browser import violations
from tests.support.environment import ROOT

pytestmark = [pytest.mark.browser]
CLERK, COLLEAGUE = "t522601100-clerk-a", "t522601100-clerk-b"
PASSWORD = "Sanke-shu-2026"
PAGE = "/desk/new/dibao/"
PATIENCE = 90
SIZES = {"desk": ({"width": 1366, "height": 768}, "zh-CN"), "phone": ({"width": 390, "height": 844}, "en-US")}


class Outlet:
    """A node at the mains: `yizhan serve`, all of whose processes go at once when the power does."""

    def __init__(self, variables: dict[str, str]) -> None:
        self.variables, self.port = variables, free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def on(self) -> None:
        """Start it, and wait until it answers."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "yizhan.site.cli", "serve", "--port", str(self.port)],
            env=self.variables,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            assert self.process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.2)

    def answers(self) -> bool:
        """Whether it serves."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as client:
            try:
                client.request("GET", "/healthz")
                return client.getresponse().status == 200
            except OSError:
                return False

    def cut(self) -> None:
        """SIGKILL, to every process of it."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)


@pytest.fixture
def outlet(empty_node: dict[str, str]) -> object:
    variables = {**empty_node, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", "tests.site.founder", PASSWORD], cwd=ROOT, env=variables, check=True)
    found = Outlet(variables)
    found.on()
    yield found
    found.cut()


@pytest.fixture
def window(browser: Browser, outlet: Outlet) -> object:
    """`window(username, size)`: the page of a clerk who logged in, at a size and in its language."""
    contexts = []

    def opened(username: str, size: str = "desk") -> Page:
        viewport, locale = SIZES[size]
        context = browser.new_context(base_url=outlet.url, viewport=viewport, locale=locale)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.goto("/login/")
        page.locator("[name=username]").fill(username)
        page.locator("[name=password]").fill(PASSWORD)
        page.keyboard.press("Alt+s")
        page.wait_for_url("**/desk/")
        return page

    yield opened
    for context in contexts:
        context.close()


def begin(page: Page, name: str, address: str) -> None:
    """A talk as far as two fields and an answer."""
    page.goto(PAGE)
    page.locator("#id_a-name").fill(name)
    page.locator("#q-local_household-yes").check()
    page.locator("#id_a-address").fill(address)


def typed(page: Page) -> list[str]:
    """What stands in the fields."""
    return [page.locator(one).input_value() for one in ("#id_a-name", "#id_a-address", "#id_a-phone")]


def told(page: Page, when: str) -> None:
    """Wait until the page says how it stands with the node."""
    page.locator(f"#contact [data-when={when}]").wait_for()


def kept(page: Page) -> None:
    """Wait until the node has what was typed."""
    page.wait_for_function(
        "() => document.querySelector('[data-draft-state]').textContent"
        " === document.querySelector('form[data-draft]').dataset.wordsKept"
    )


def sound(page: Page) -> bool:
    """Axe finds nothing, and nothing is wider than the screen."""
    wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return not wider and violations(page) == []


def received(page: Page) -> str:
    """A matter whose papers the node has taken in: the address of its case."""
    begin(page, "潘永福", "平乐村三组")
    page.locator("#id_a-id_number").fill("522601198503074511")
    page.locator("[data-tick-all]").click()
    page.locator("#form-members-0-monthly_income").fill("0")
    page.locator("#form-cause").select_option("age")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="没答的以后再问，先收件").click()
    page.wait_for_url(re.compile(r"/desk/cases/\w+/intake/"))
    return page.url


def test_the_power_goes_in_the_middle_of_a_form_and_comes_back(outlet: Outlet, window, picture) -> None:
    clerks = {"zh-desk": window(CLERK), "en-phone": window(COLLEAGUE, "phone")}
    acknowledged = received(clerks["zh-desk"])
    for page in clerks.values():
        begin(page, "杨秀英", "朗利村二组")
        kept(page)
    outlet.cut()
    for name, page in clerks.items():
        page.locator("#id_a-phone").fill("13900000001")
        page.locator("#id_a-address").focus()
        told(page, "away")
        page.keyboard.press("Control+Enter")
        told(page, "held")
        assert typed(page) == ["杨秀英", "朗利村二组", "13900000001"]
        assert sound(page)
        picture(page, f"tour/{name}-wrong-power.png")

    outlet.on()
    for name, page in clerks.items():
        told(page, "press-again")
        kept(page)
        assert typed(page) == ["杨秀英", "朗利村二组", "13900000001"]
        assert sound(page)
        picture(page, f"tour/{name}-wrong-power-back.png")
        page.keyboard.press("Control+Enter")
        page.locator("main .error-summary").wait_for()
        assert typed(page) == ["杨秀英", "朗利村二组", "13900000001"]

    page = clerks["zh-desk"]
    page.goto("/desk/")
    assert page.get_by_role("link", name=re.compile("杨秀英")).count() == 1
    page.goto(acknowledged)
    assert "已收件" in page.inner_text("main")
    assert "0 faults" in Node(outlet.variables).does("verify")


def test_the_power_of_the_window_pc_goes_too(outlet: Outlet, window) -> None:
    before = window(CLERK)
    begin(before, "杨秀英", "朗利村二组")
    before.locator("#q-disabled_member-no").check()
    kept(before)
    outlet.cut()
    before.locator("#id_a-phone").fill("13900000001")
    before.locator("#id_a-address").focus()
    told(before, "away")
    on_the_disk = before.context.storage_state()
    outlet.on()
    context = before.context.browser.new_context(base_url=outlet.url, storage_state=on_the_disk, locale="zh-CN")
    page = context.new_page()
    page.goto(PAGE)
    assert typed(page) == ["杨秀英", "朗利村二组", "13900000001"]
    assert page.locator("#q-disabled_member-no").is_checked()
    context.close()
