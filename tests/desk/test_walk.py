"""The main job in a browser: a 低保 matter from the citizen's arrival to the delivered result, and everything proved.

Nobody calls an action here: every act is done on a page, by the person who may, on the day that the law allows. The
legal day moves by the plain double of the clock. Then all rebuilt rows are deleted, `rebuild` runs, and the walk is
walked again on the result.
"""

import io
import re

import pytest
from django.test import Client
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.desk.conftest import CLERK, COUNTY_APPROVER, COUNTY_REVIEWER, REVIEWER
from tests.desk.test_acts import PDF
from yizhan.accounts.models import Account
from yizhan.cases.access import case_of_the_node
from yizhan.journal.registry import rebuilt_models
from yizhan.journal.replay import rebuild
from yizhan.journal.verification import verify
from yizhan.papers.queries import notices_of_case
from yizhan.web import moment

pytestmark = [pytest.mark.browser, pytest.mark.walk]
HAN = re.compile(r"[\u3400-\u9fff]")
MISSING = "社会救助申请承诺书"


class Walk:
    """One matter through every page; `keep` takes a picture."""

    def __init__(self, offices, clock, keep, matter):
        self.offices, self.clock, self.keep, self.matter = offices, clock, keep, matter
        self.number, self.code = "", ""

    def case(self, who: str) -> Page:
        """Somebody's page of the case, opened by its number in the search box."""
        page = self.offices(who)
        page.goto("/desk/")
        page.locator("[data-search]").fill(self.number)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/desk/cases/{self.number}/")
        return page

    def act(self, who: str, name: str, **typed: str) -> Page:
        """Open an act of the case and do it: labels and what is typed."""
        page = self.opened(self.case(who), name)
        for label, value in typed.items():
            page.get_by_label(label).fill(value)
        return self.press(page)

    def opened(self, page: Page, name: str) -> Page:
        """The page of an act, by its link on the case's page."""
        page.locator("main").get_by_role("link", name=re.compile(f"^{name}( Alt.S)?$")).first.click()
        page.wait_for_url(re.compile(f"/cases/{self.number}/[a-z-]+/$"))
        return page

    def press(self, page: Page) -> Page:
        """The page's main act, by keyboard, until the case shows that it was done."""
        page.keyboard.press("Alt+s")
        page.wait_for_url(re.compile(r"done="))
        return page

    def said(self, *words: str) -> None:
        """The public page tells whoever has the number and the code of the slip."""
        page = self.offices()
        page.goto("/progress/")
        page.get_by_label("编号").fill(self.number)
        page.get_by_label("查询码").fill(self.code)
        page.get_by_role("button", name="查询").click()
        text = page.locator("main").inner_text()
        assert [word for word in words if word not in text] == [], text
        for secret in (self.matter.applicant.name, self.matter.applicant.id_number, self.matter.applicant.phone):
            assert secret not in text

    def arrives(self) -> None:
        """The citizen comes; the clerk finds the item and fills the page while they talk."""
        clerk = self.offices(CLERK)
        clerk.goto("/desk/")
        self.keep(clerk, "pictures/desk-work.png")
        clerk.keyboard.press("Alt+s")
        clerk.wait_for_url("**/desk/new/")
        clerk.get_by_label("申请人要办什么").type("db")
        clerk.locator("#items").get_by_role("link", name="最低生活保障").first.click()
        clerk.wait_for_url("**/desk/new/dibao/")
        self.people(clerk)
        self.answers(clerk)
        self.papers(clerk)
        self.form(clerk)
        clerk.evaluate("window.scrollTo(0, 0)")
        self.keep(clerk, "pictures/desk-new-matter.png")
        clerk.keyboard.press("Control+Enter")
        clerk.locator("#outcome").wait_for()

    def people(self, clerk: Page) -> None:
        """Who applies."""
        who = self.matter.applicant
        clerk.locator("#id_a-name").fill(who.name)
        clerk.locator("#id_a-id_number").fill(who.id_number)
        clerk.locator("#id_a-phone").fill(who.phone)
        clerk.locator("#id_a-address").fill(who.address)

    def answers(self, clerk: Page) -> None:
        """The guiding questions; each answer narrows the checklist at once."""
        assert "诊断证明" in clerk.locator("#checklist").inner_text()
        for code, value in self.matter.answers.items():
            if isinstance(value, bool):
                clerk.locator(f"#q-{code}-{'yes' if value else 'no'}").check()
            elif isinstance(value, str):
                clerk.locator(f"#q-{code}-{value}").check()
            else:
                clerk.locator(f"#q-{code}-value").fill(str(value))
        clerk.wait_for_function("() => !document.querySelector('.htmx-request')")
        chosen = [value for value in self.matter.answers.values() if isinstance(value, bool | str)]
        assert clerk.locator("#questions input:checked").count() == len(chosen)
        wanted = clerk.locator("#checklist")
        assert ("诊断证明" in wanted.inner_text()) == (self.matter.answers["cause"] == "illness")

    def papers(self, clerk: Page) -> None:
        """All but one paper, the household register photographed."""
        clerk.get_by_role("button", name="必要的全部收到").click()
        clerk.get_by_role("checkbox", name=MISSING).uncheck()
        with clerk.expect_response(re.compile("/files/household/")):
            clerk.locator("#file-household").set_input_files(
                {"name": "户口簿.pdf", "mimeType": "application/pdf", "buffer": PDF}
            )
        clerk.locator("#cell-household .kept").wait_for()

    def form(self, clerk: Page) -> None:
        """The application form, with a row for each of the household."""
        form = self.matter.form
        clerk.locator("#form-address").fill(form["address"])
        for place, member in enumerate(form["members"]):
            if place:
                clerk.get_by_role("button", name="加一行").click()
                clerk.locator(f"#form-members-{place}-name").wait_for()
            clerk.locator(f"#form-members-{place}-name").fill(member["name"])
            clerk.locator(f"#form-members-{place}-relation").select_option(member["relation"])
            clerk.locator(f"#form-members-{place}-monthly_income").fill(str(member["monthly_income"]))
        clerk.locator("#form-cause").select_option(form["cause"])

    def is_told_once_what_is_missing(self) -> None:
        """The correction notice is ready with the missing line; the slip carries the query code."""
        clerk = self.offices(CLERK)
        assert "还缺材料：一次性告知补正" in clerk.locator("main").inner_text()
        assert clerk.get_by_label(MISSING).input_value() == "未提交。"
        self.keep(clerk, "pictures/desk-correction.png")
        clerk.keyboard.press("Control+Enter")
        clerk.wait_for_url(re.compile(r"done=request-correction"))
        assert clerk.get_by_role("link", name=re.compile("打开并打印《")).count() == 2
        self.number = clerk.url.split("/")[-2]
        receipt = next(one for one in notices_of_case(self.number) if one.template == "receipt")
        self.code = re.search(r"查询码[^0-9A-Z]*([0-9A-Z]{4}[- ]?[0-9A-Z]{4})", self.words_of(receipt.number))[1]
        self.said("等您补正", MISSING)

    def comes_back(self) -> None:
        """Next day the citizen brings it; then the case is accepted and the clocks start."""
        self.clock.move(days=1)
        page = self.opened(self.case(CLERK), "登记补正材料")
        page.get_by_role("checkbox", name=MISSING).check()
        self.press(page)
        page = self.case(CLERK)
        page.keyboard.press("Alt+s")
        page.wait_for_url("**/intake/")
        assert "材料齐全，可以受理" in page.locator("main").inner_text()
        self.keep(page, "pictures/desk-accept.png")
        self.press(page)
        self.said("已受理", "法定期限", "承诺期限")

    def is_reviewed_in_the_township(self) -> None:
        """Check elsewhere with its proof, two on site, the reviewer's opinion."""
        self.act(CLERK, "办理环节", **{"该系统的编号": "HD2026-0001"})
        page = self.case(CLERK)
        page.keyboard.press("Alt+s")
        page.wait_for_url("**/advance/")
        for box in page.get_by_role("checkbox").all()[:3]:
            box.check()
        self.press(page)
        self.act(REVIEWER, "办理环节", 说明="入户调查属实，符合条件")

    def is_publicised_for_its_minimum(self) -> None:
        """Seven days in the village; a day too early is refused with the day from which it is allowed."""
        page = self.act(CLERK, "开始公示", 公示地点="朗利村村务公开栏")
        assert "可以继续办理的第一天" in page.locator("main").inner_text()
        self.keep(page, "pictures/desk-case.png")
        self.said("正在公示")
        clock = page.locator(".clock", has_text="法定期限").inner_text()
        assert "暂停" not in clock  # no law lets this item's publicity stop the clock
        self.clock.move(days=6)
        page = self.case(CLERK)
        page.get_by_text("项现在不能办理，为什么").click()
        assert "公示" in page.locator(".closed-list", has_text="办理环节").inner_text()
        self.clock.move(days=3)
        self.act(CLERK, "办理环节")

    def goes_up(self) -> None:
        """The township's handling closes as 转报办结; the county has the whole file."""
        page = self.act(CLERK, "转报上级机关", 审查意见="公示无异议，建议纳入低保")
        assert "转报办结" in page.locator("main").inner_text()
        assert page.get_by_role("link", name=re.compile("打开并打印《")).count() == 1
        assert "凯里市民政局" in page.locator(".lead-line").inner_text()
        self.said("凯里市民政局", "转报办结")

    def is_decided_by_the_county(self) -> None:
        """Received, granted, the paper made."""
        self.clock.move(days=1)
        self.act(COUNTY_REVIEWER, "签收")
        page = self.opened(self.case(COUNTY_APPROVER), "作出准予决定")
        assert (
            "准予" in page.get_by_label("决定内容").input_value()
            or "确认" in page.get_by_label("决定内容").input_value()
        )
        self.keep(page, "pictures/desk-decide.png")
        self.press(page)
        self.said("已作出决定", "准予")
        self.act(COUNTY_REVIEWER, "制作证件、文书")

    def gets_the_result(self) -> None:
        """Handed out at the township, though the county holds the case."""
        self.clock.move(days=1)
        page = self.act(CLERK, "结果已领取")
        assert "已经登记，系统随后自动记入，不用再办" in page.locator("main").inner_text()
        self.keep(page, "pictures/desk-delivered.png")
        self.said("送达")

    def words_of(self, notice: str) -> str:
        """The text of a notice's PDF, opened as the clerk."""
        answer = self.offices(CLERK).context.request.get(f"/notices/{notice}.pdf")
        assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.body())).pages)

    def is_proved(self) -> None:
        """Every notice is a PDF with Chinese text, and the public page calls each genuine."""
        notices = notices_of_case(self.number)
        assert [one.template for one in notices] == [
            "receipt", "correction", "acceptance", "forwarding", "grant", "completion", "service",
        ]  # fmt: skip
        visitor = self.offices()
        for one in notices:
            assert len(HAN.findall(self.words_of(one.number))) > 100, one.template
            content = self.offices(CLERK).context.request.get(f"/notices/{one.number}.pdf").body()
            visitor.goto("/notices/verify/")
            visitor.get_by_label("文书文件").set_input_files(
                {"name": "文书.pdf", "mimeType": "application/pdf", "buffer": content}
            )
            visitor.get_by_role("button", name="核验").click()
            assert "文书真实有效" in visitor.locator("main").inner_text()

    def whole(self) -> str:
        """From arrival to result."""
        self.arrives()
        self.is_told_once_what_is_missing()
        self.comes_back()
        self.is_reviewed_in_the_township()
        self.is_publicised_for_its_minimum()
        self.goes_up()
        self.is_decided_by_the_county()
        self.gets_the_result()
        self.is_proved()
        return self.number


def pages_of(number):
    """What the case's page says to the clerk, without what is new in each answer."""
    client = Client()
    client.force_login(Account.objects.get(username=CLERK), backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/desk/cases/{number}/").content.decode()
    return re.sub(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"', "", page)


def test_a_matter_is_carried_from_arrival_to_result_and_again_after_a_rebuild(offices, clock, picture, matter):
    number = Walk(offices, clock, picture, matter(seed=1)).whole()
    assert verify().faults == []
    before = pages_of(number)
    for model in rebuilt_models():
        model._base_manager.all().delete()
    rebuild()
    assert pages_of(number) == before
    assert verify().faults == []
    again = Walk(offices, clock, lambda page, name: None, matter(seed=2)).whole()
    assert again != number
    assert verify().faults == []
    assert case_of_the_node(number, today=moment.today()).case.decision is not None
