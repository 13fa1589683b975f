"""One 低保 matter of the small world, led through its life by the actions, stop by stop."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from tests.support.worlds import MONDAY, TOWNSHIP, by
from yizhan.cases.access import case_of_the_node
from yizhan.cases.actions import custody, decision, intake, review, satellites
from yizhan.cases.events import Given, Party, Proof, Wanted
from yizhan.catalogue.queries import release_in_force
from yizhan.catalogue.rules import checklist
from yizhan.kernel.acting import Act, legal_day
from yizhan.simulate.applications import application
from yizhan.simulate.persons import person

CLERK, REVIEWER = "t522601100-clerk-a", "t522601100-reviewer"
COUNTY_REVIEWER, COUNTY_APPROVER = "c522601-civil-affairs-reviewer", "c522601-civil-affairs-approver"
STRANGER = "t522601101-clerk-a"
WHO = person(Random(7), division=TOWNSHIP, village="凯里市三棵树镇平乐村")
APPLICANT = Party(name=WHO.name, id_number=WHO.id_number, phone=WHO.phone, address=WHO.address)
REASON = "户口簿缺少第三页，请补来"


def told(day: datetime = MONDAY) -> tuple[dict[str, Any], dict[str, Any]]:
    """Answers and form of the application."""
    return application(release_in_force("dibao", legal_day(day)), Random(11), WHO, legal_day(day))


class Matter:
    """A matter and the moment in which it stands; each act leaves the clock where it is, `wait` moves it."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now
        answers, form = told(now)
        self.wanted = [line.code for line in checklist(release_in_force("dibao", legal_day(now)), answers) if line.must]
        self.number = intake.open_case(
            act=self.act(CLERK), item="dibao", applicant=APPLICANT, answers=answers, form=form
        )

    def act(self, username: str) -> Act:
        """An act of somebody at this moment."""
        return by(username, self.now)

    def wait(self, days: int) -> "Matter":
        """So many days later."""
        self.now += timedelta(days=days)
        return self

    @property
    def code(self) -> str:
        """The query code on the slip."""
        return case_of_the_node(self.number, today=legal_day(self.now)).case.query_code

    def papers(self, *, lacking: int = 0) -> list[Given]:
        """What the checklist wants, but for the last few."""
        return [Given(code=code, originals=1) for code in self.wanted[: len(self.wanted) - lacking]]

    def received(self, *, lacking: int = 0) -> "Matter":
        """The papers come in."""
        intake.submit_case(act=self.act(CLERK), number=self.number, materials=self.papers(lacking=lacking))
        return self

    def asked(self) -> "Matter":
        """The clerk tells once what is missing."""
        wanted = [Wanted(code=self.wanted[-1], reason=REASON)]
        intake.request_correction(act=self.act(CLERK), number=self.number, wanted=wanted)
        return self

    def handed_in(self) -> "Matter":
        """The citizen brings what was missing."""
        given = [Given(code=self.wanted[-1], originals=1)]
        satellites.hand_in(act=self.act(CLERK), number=self.number, materials=given)
        return self

    def accepted(self) -> "Matter":
        """The clerk accepts."""
        intake.accept_case(act=self.act(CLERK), number=self.number)
        return self

    def reviewed(self) -> "Matter":
        """Check elsewhere, survey by two, review, publicity begins."""
        act, number = self.act(REVIEWER), self.number
        proof = Proof(system="社会救助信息核对系统", number="HD2026001", on=legal_day(self.now))
        review.advance_case(act=act, number=number, step="check", proof=proof)
        review.advance_case(act=act, number=number, step="survey", officers=(CLERK, REVIEWER), opinion="情况属实")
        review.advance_case(act=act, number=number, step="review", opinion="符合条件")
        review.publicise_case(act=act, number=number, step="publicity", place="平乐村公示栏")
        return self

    def forwarded(self) -> "Matter":
        """Publicity is over, the file goes up, the county opens it."""
        review.advance_case(act=self.act(REVIEWER), number=self.number, step="publicity")
        custody.forward_case(act=self.act(CLERK), number=self.number, opinion="同意上报")
        custody.receive_case(act=self.act(COUNTY_REVIEWER), number=self.number)
        return self

    def decided(self) -> "Matter":
        """The county grants and makes the paper."""
        decision.decide_case(act=self.act(COUNTY_APPROVER), number=self.number, content="确认为低保对象")
        decision.certify_case(act=self.act(COUNTY_APPROVER), number=self.number)
        return self

    def delivered(self) -> "Matter":
        """The township hands the result out."""
        satellites.hand_out(act=self.act(CLERK), number=self.number, collector=APPLICANT)
        return self
