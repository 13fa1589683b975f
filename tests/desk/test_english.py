"""Every page of the desk in English: no Han character outside data, which says that it is Chinese (`lang`)."""

import re
from html.parser import HTMLParser

import pytest

from tests.desk.conftest import CLERK, COUNTY_APPROVER, COUNTY_REVIEWER, MANAGER, REVIEWER
from tests.desk.test_acts import asked_again, consulted, kept, stopped, wished
from tests.support.worlds import by
from yizhan.cases.actions import originals
from yizhan.cases.actions.intake import request_correction
from yizhan.cases.actions.satellites import record_visit
from yizhan.cases.events import Wanted
from yizhan.desk.acts.table import DEEDS
from yizhan.desk.below import MEASURED
from yizhan.papers import original_actions as actions
from yizhan.papers.original_actions import Paper
from yizhan.papers.original_queries import of_case

HAN = re.compile(r"[\u3400-\u9fff]")
VOID = frozenset({"meta", "link", "input", "img", "br", "hr"})
CARD = Paper(kind="identity-card", description="快到期")
SHOWN = ("title", "placeholder", "aria-label", "alt")
NAMES = frozenset({"who"})
"""The reader's own name, in the bar of the kit."""


class Reader(HTMLParser):
    """Collects the words of a page that are the program's own."""

    def __init__(self):
        super().__init__()
        self.open, self.found = [], []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        chinese = given.get("lang", "").startswith("zh") or given.get("class") in NAMES or tag == "textarea"
        if not chinese and not any(self.open):
            self.found += [given[name] for name in SHOWN if HAN.search(given.get(name) or "")]
        if tag not in VOID:
            self.open.append(chinese)

    def handle_endtag(self, tag):
        if tag not in VOID and self.open:
            self.open.pop()

    def handle_data(self, data):
        if HAN.search(data) and not any(self.open):
            self.found.append(data.strip())


def chinese_in(page):
    """The program's own words of a page that are not English."""
    reader = Reader()
    reader.feed(page)
    return reader.found


@pytest.fixture
def english(desk_of):
    """`english(username, address)`: a page in English, all its own words checked."""

    def seen(username, address, *, post=None):
        client = desk_of(username)
        headers = {"Accept-Language": "en"}
        answer = client.get(address, headers=headers) if post is None else client.post(address, post, headers=headers)
        if answer.status_code == 302:
            answer = client.get(answer["Location"], headers=headers)
        page = answer.content.decode()
        assert answer.status_code < 500
        assert '<html lang="en">' in page or "<html" not in page
        assert chinese_in(page) == [], address
        return page

    return seen


@pytest.mark.parametrize(
    "address",
    [
        "/desk/",
        "/desk/new/",
        "/desk/new/?q=db",
        "/desk/new/?q=zzz",
        "/desk/new/dibao/",
        "/desk/new/lincai/",
        "/desk/new/linshi-jiuzhu/",
        "/desk/new/zhaijidi/",
        "/desk/new/yibao-canbao/",
        "/desk/new/dibao/checklist/?q.local_household=no&q.agent=yes&q.cause=illness",
        "/desk/new/lincai/checklist/?q.land=homestead",
        "/desk/new/linshi-jiuzhu/checklist/?q.urgent=yes",
        "/desk/new/zhaijidi/checklist/?q.land=farmland&q.area=200",
        "/desk/new/yibao-canbao/checklist/?q.category=newborn",
        "/desk/overview/",
        "/desk/consults/",
        "/desk/devices/",
        "/desk/devices/print/",
    ],
)
def test_pages_without_a_case(english, address):
    english(CLERK, address)


def test_lists_with_every_mark(english, matter, clock):
    matter(seed=1).submitted()
    matter("lincai", seed=2).accepted()
    consulted(matter)
    clock.move(days=60)
    for username in (CLERK, MANAGER, "c522601-officer", "prefecture-officer", "c522601-supervisor"):
        english(username, "/desk/")
        english(username, "/desk/overview/")
    english("c522601-forestry-reviewer", "/desk/consults/")
    english("t522601100-helper", "/desk/filed/")
    english(CLERK, "/desk/find/", post={"q": "低保"})


def test_views_of_my_work(english, matter):
    matter(seed=1).submitted()
    for name, filter_ in (("急件", "due=late&item=gone&state=fly"), ("他的", "taken=nobody")):
        english(CLERK, "/desk/views/", post={"name": name, "filter": filter_})
    english(CLERK, "/desk/views/", post={"name": "急件", "filter": "due=late"})
    english(CLERK, "/desk/views/", post={"name": "", "filter": "due=late"})
    english(CLERK, "/desk/?due=late&item=gone&state=fly&taken=nobody&q=x")
    english(CLERK, "/desk/views/")


def test_the_centres_below_and_the_lists_behind(english, matter, clock):
    one = matter()
    one.submitted(but=("means",))
    wanted = [Wanted(code="means", reason="缺"), Wanted(code="beyond-list", name="无犯罪记录证明", reason="县里要求")]
    request_correction(act=one.by(CLERK), number=one.number, wanted=wanted)
    record_visit(act=one.by(CLERK), number=one.number)
    for username in ("c522601-officer", "prefecture-officer"):
        english(username, "/desk/centres/")
        english(username, "/desk/centres/?in=522601000000&sort=code")
    for measure in MEASURED:
        english("c522601-officer", f"/desk/centres/522601100000-centre/{measure}/")
        english("c522601-officer", f"/desk/centres/522601101000-centre/{measure}/")


@pytest.mark.parametrize(
    "stop", ["submitted", "accepted", "publicised", "forwarded", "decided", "certified", "delivered"]
)
def test_the_case_and_every_act_at_every_stop(english, matter, stop):
    number = getattr(matter(), stop)()
    for username in (REVIEWER, MANAGER, COUNTY_REVIEWER, COUNTY_APPROVER):
        english(username, f"/desk/cases/{number}/")
    actor = COUNTY_APPROVER if stop in {"forwarded", "decided", "certified"} else CLERK
    for slug in DEEDS:
        english(actor, f"/desk/cases/{number}/{slug}/")
    english(CLERK, f"/desk/cases/{number}/?done=accept")


@pytest.mark.parametrize("given", [asked_again, consulted, stopped, wished], ids=lambda given: given.__name__)
def test_the_case_in_its_special_states(english, matter, given):
    number = given(matter)
    for username in (CLERK, "c522601-forestry-reviewer"):
        english(username, f"/desk/cases/{number}/")
    for slug in ("answer", "resume-clock", "answer-wish", "hand-in", "correct", "withdraw"):
        english("c522601-forestry-reviewer" if slug == "answer" else CLERK, f"/desk/cases/{number}/{slug}/")


def test_paper_originals_and_the_shelf(english, matter):
    number = kept(matter)
    (book,) = [row.number for row in of_case(number)]
    clerk_b = by("t522601100-clerk-b")
    actions.give(act=clerk_b, numbers=actions.take_in(act=clerk_b, case=number, papers=[CARD], owner="杨"), to=CLERK)
    shelved = matter(seed=3).certified()
    originals.shelve_result(act=by(CLERK), number=shelved)
    for where in ("", "count/", "people/", f"{book}/"):
        for username in (CLERK, MANAGER):
            english(username, f"/desk/originals/{where}")
    english(CLERK, "/desk/originals/give/", post={"numbers": book})
    english(CLERK, "/desk/originals/place/", post={})
    english(CLERK, "/desk/originals/confirm/", post={})
    english(CLERK, "/desk/originals/find/", post={"q": number})
    english(CLERK, "/desk/originals/find/", post={"q": "nobody"})
    english(CLERK, f"/desk/originals/{book}/retain/", post={})
    english(CLERK, "/desk/originals/count/", post={"key": "k"})
    english(CLERK, f"/desk/originals/{book}/")
    english(CLERK, "/desk/shelf/")
    english(CLERK, "/desk/shelf/", post={"q": "99"})
    for seen in (number, shelved):
        english(CLERK, f"/desk/cases/{seen}/")
    english(CLERK, f"/desk/cases/{number}/return-originals/")


def test_the_choice_of_an_outcome(english, matter):
    english(CLERK, f"/desk/cases/{matter().submitted()}/intake/")
    english(CLERK, f"/desk/cases/{matter(seed=2).submitted(but=('means', 'undertaking'), form={})}/intake/")
    english(CLERK, f"/desk/cases/{matter('lincai').submitted()}/intake/")


def test_refused_forms(english, matter):
    number = matter().submitted(but=("means",))
    for slug in DEEDS:
        english(CLERK, f"/desk/cases/{number}/{slug}/", post={"seen": "2"})
    english(CLERK, "/desk/new/dibao/", post={"a-name": "", "q.household_size": "x", "form.members.rows": "1"})


def test_a_look(english, matter):
    number = matter().accepted()
    english(CLERK, f"/desk/cases/{number}/look/")
    english(CLERK, f"/desk/cases/{number}/look/", post={"why": ""})
    english(CLERK, f"/desk/cases/{number}/look/", post={"why": "电话通知"})


def test_the_reader_finds_what_is_not_english():
    assert chinese_in(
        '<p>好</p><span lang="zh-Hans">好<b>好</b></span><input placeholder="找"><p title="看">x</p>'
    ) == [
        "好",
        "找",
        "看",
    ]
