"""Staff at their desks: logged-in clients, a clock that stands, and cases brought to where a test wants them."""

import re
from random import Random

import pytest
from django.test import Client

from tests.support.worlds import MONDAY, TOWNSHIP, by, world  # noqa: F401
from yizhan.accounts.models import Account
from yizhan.cases.actions import custody, decision, intake, review, satellites
from yizhan.cases.events import Given, Party, Proof
from yizhan.catalogue.queries import release_in_force
from yizhan.catalogue.rules import checklist
from yizhan.simulate.applications import application
from yizhan.simulate.persons import person
from yizhan.web import moment

CLERK, REVIEWER, MANAGER = "t522601100-clerk-a", "t522601100-reviewer", "t522601100-manager"
PASSWORD = "Sanke-shu-2026"
STRANGER = "t522601101-clerk-a"
COUNTY_REVIEWER, COUNTY_APPROVER = "c522601-civil-affairs-reviewer", "c522601-civil-affairs-approver"


@pytest.fixture
def clock():
    """The clock of the pages: Monday 2 March 2026, half past nine."""
    with moment.told_by(moment.StandingClock(MONDAY)) as standing:
        yield standing


@pytest.fixture
def desk_of(world, clock):
    """`desk_of("t522601100-clerk-a")`: a client that is logged in."""

    def logged_in(username):
        client = Client()
        client.force_login(Account.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return logged_in


class Matter:
    """A case on its way, carried by the actions up to where a test begins."""

    def __init__(self, clock, item="dibao", seed=1):
        self.clock, self.item = clock, item
        self.release = release_in_force(item, moment.today())
        who = person(Random(seed), division=TOWNSHIP, village="三棵树镇朗利村二组")
        self.applicant = Party(name=who.name, id_number=who.id_number, phone=who.phone, address=who.address)
        self.answers, self.form = application(self.release, Random(seed), who, moment.today())
        self.number = ""

    def by(self, username):
        return by(username, self.clock.now())

    def materials(self, but=()):
        lines = checklist(self.release, self.answers)
        return [Given(code=one.code, originals=1) for one in lines if one.must and one.code not in but]

    def submitted(self, *, but=(), form=None):
        self.number = intake.open_case(
            act=self.by(CLERK),
            item=self.item,
            applicant=self.applicant,
            answers=self.answers,
            form=self.form if form is None else form,
        )
        intake.submit_case(act=self.by(CLERK), number=self.number, materials=self.materials(but))
        return self.number

    def accepted(self):
        self.submitted()
        return intake.accept_case(act=self.by(CLERK), number=self.number)

    def publicised(self):
        """低保 up to the running publicity."""
        self.accepted()
        proof = Proof(system="社会救助信息核对系统", number="HD1", on=moment.today())
        review.advance_case(act=self.by(CLERK), number=self.number, step="check", proof=proof)
        officers = (CLERK, REVIEWER)
        review.advance_case(act=self.by(CLERK), number=self.number, step="survey", officers=officers)
        review.advance_case(act=self.by(REVIEWER), number=self.number, step="review", opinion="符合条件")
        return review.publicise_case(act=self.by(CLERK), number=self.number, step="publicity", place="村务公开栏")

    def forwarded(self):
        self.publicised()
        self.clock.move(days=10)
        review.advance_case(act=self.by(CLERK), number=self.number, step="publicity")
        return custody.forward_case(act=self.by(CLERK), number=self.number, opinion="建议纳入低保")

    def decided(self):
        self.forwarded()
        custody.receive_case(act=self.by(COUNTY_REVIEWER), number=self.number)
        return decision.decide_case(act=self.by(COUNTY_APPROVER), number=self.number, content="纳入低保")

    def certified(self):
        self.decided()
        return decision.certify_case(act=self.by(COUNTY_REVIEWER), number=self.number)

    def delivered(self):
        self.certified()
        return satellites.hand_out(act=self.by(CLERK), number=self.number, collector=self.applicant)


@pytest.fixture
def matter(world, clock):
    """`matter().accepted()`: the number of a case that got there."""
    return lambda item="dibao", seed=1: Matter(clock, item, seed)


@pytest.fixture
def offices(browser, live_server, world, clock, settings):
    """`offices(username)`: the page of somebody who logged in with his password, each in a browser of his own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    opened, faults = {}, []

    def page_of(username=""):
        if username in opened:
            return opened[username]
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": 1366, "height": 768}, locale="zh-CN", accept_downloads=True
        )
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        if username:
            account = Account.objects.get(username=username)
            account.set_password(PASSWORD)
            account.must_change_password = False
            account.save(update_fields=["password", "must_change_password"])
            page.goto("/desk/")
            page.get_by_label("账号").fill(username)
            page.get_by_label("密码").fill(PASSWORD)
            page.keyboard.press("Alt+s")
            page.wait_for_url(re.compile("(?<!next=)/(desk|account)/(overview/|filed/)?$"))
        opened[username] = page
        return page

    yield page_of
    for page in opened.values():
        page.context.close()
    assert [fault for fault in faults if "status of 4" not in fault and "net::ERR_FAILED" not in fault] == []
