"""The halls of the tour: one case in each state that a reader should see, named by what it shows."""

import io
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

import pylopdf_fonts_zh_cn as fonts
from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from tests.desk.conftest import CLERK, COUNTY_REVIEWER, MANAGER, REVIEWER
from tests.desk.test_acts import (
    asked_again,
    consulted,
    deemed,
    just_advanced,
    kept,
    on_the_day_of_the_hearing,
    opened,
    pledged,
    stopped,
    told_of_a_hearing,
    voided,
)
from tests.desk.test_new_matter import whole
from tests.desk.test_pages import with_a_file
from tests.support.worlds import by
from yizhan.accounts import actions as accounts
from yizhan.accounts.view_actions import keep_view
from yizhan.cases.access import case_of_the_node
from yizhan.cases.actions import custody, ending, hands, intake, originals, review, satellites
from yizhan.cases.events import Given, Proof, Wanted
from yizhan.journal.models import Entry
from yizhan.papers import original_actions as papers
from yizhan.papers.actions import receive_upload
from yizhan.papers.original_actions import Paper
from yizhan.papers.original_queries import of_case
from yizhan.papers.queries import notices_of_case
from yizhan.site.sample import ACCOUNTS
from yizhan.web import moment

FORESTER = "c522601-forestry-reviewer"
STATEMENT = ("收 入 证 明", "兹证明 杨秀英 系本单位职工，", "2025年月平均收入 480 元。", "凯里市三棵树镇农机站")


@dataclass
class Hall:
    """The cases of the tour, by what they show; whatever else a stop has to know."""

    numbers: dict[str, str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)


def filled(matter, clock) -> Hall:
    """A hall at work."""
    found = Hall()
    asked = matter(seed=3)
    asked.submitted(but=("means",))
    wanted = [Wanted(code="means", reason="收入证明缺少单位盖章")]
    intake.request_correction(act=asked.by(CLERK), number=asked.number, wanted=wanted)
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
    found.numbers["filed"], found.numbers["digest"] = with_a_file(matter, sheet(*STATEMENT), "收入证明.png")
    shelve(found)
    clock.move(days=1)
    satellites.remark(act=by(MANAGER, clock.now()), number=wished.number, words="老人还在医院，请今天办好")
    return found


def shelve(found: Hall) -> None:
    """An identity card on its way to the clerk, and a result on the shelf."""
    card = papers.take_in(
        act=by(REVIEWER), case=found.numbers["kept"], papers=[Paper(kind="identity-card")], owner="杨秀兰"
    )
    papers.give(act=by(REVIEWER), numbers=card, to=CLERK)
    (found.numbers["card"],) = card
    originals.shelve_result(act=by(CLERK), number=found.numbers["certified"])


def crowded(matter, clock) -> Hall:
    """The same hall on a market day: every other state, and a clerk who has kept his views."""
    found, seeds = filled(matter, clock), count(21)

    def another(item="dibao"):
        return matter(item, 1 if item == "lincai" else next(seeds))  # the first felling is small: the township decides

    numbers = found.numbers
    numbers["opened"] = opened(another)
    numbers["deemed"] = deemed(another)
    numbers["hearing"] = on_the_day_of_the_hearing(another)
    numbers["told"] = told_of_a_hearing(another).number
    numbers["ready"] = over(another(), clock)
    numbers["received"] = received(another(), clock)
    numbers["signing"] = received(another(), clock)
    numbers["spare"] = another().certified()
    numbers["pledged"] = pledged(another)
    numbers["consulted"] = consulted(another)
    numbers["stopped"] = stopped(another)
    numbers["fresh"] = another("lincai").accepted()
    numbers["short"] = another().submitted(but=("means",))
    numbers["advanced"] = just_advanced(another)
    numbers["undone"] = undone(another())
    numbers["reviewing"] = surveyed(another())
    numbers["reviewed"] = reviewed(another())
    numbers["voided"] = voided(another)
    numbers["hand"] = another("linshi-jiuzhu").submitted()
    hands.take_case(act=by(CLERK, clock.now()), number=numbers["hand"])
    numbers["twice"], found.known["first"], found.known["second"] = handed_in_twice(another())
    found.known["book-case"] = numbers["kept"]
    found.known |= slip(numbers["delivered"], "") | slip(numbers["voided"], "void-")
    found.known |= person_of(matter(seed=4)) | typed_by_the_clerk(another(), clock)
    views_of_the_clerk(clock)
    missed(found, clock)
    return found


def surveyed(one) -> str:
    """Whose next step is the reviewer's opinion."""
    one.accepted()
    proof = Proof(system="社会救助信息核对系统", number="HD2026030200117", on=moment.today())
    review.advance_case(act=one.by(CLERK), number=one.number, step="check", proof=proof)
    officers = (CLERK, REVIEWER)
    return review.advance_case(
        act=one.by(REVIEWER), number=one.number, step="survey", officers=officers, opinion="家中两人，情况属实"
    )


def reviewed(one) -> str:
    """Which waits for its publicity."""
    surveyed(one)
    return review.advance_case(act=one.by(REVIEWER), number=one.number, step="review", opinion="符合条件")


def over(one, clock) -> str:
    """Whose publicity is over: it can be handed up."""
    one.publicised()
    clock.move(days=10)
    return review.advance_case(act=one.by(CLERK), number=one.number, step="publicity")


def received(one, clock) -> str:
    """Which lies at the county, received."""
    over(one, clock)
    custody.forward_case(act=one.by(CLERK), number=one.number, opinion="家庭人均收入低于标准，建议纳入低保")
    return custody.receive_case(act=one.by(COUNTY_REVIEWER), number=one.number)


def undone(one) -> str:
    """Whose acceptance was taken back."""
    one.accepted()
    return ending.undo_act(act=one.by(CLERK), number=one.number)


def sheet(*lines: str) -> bytes:
    """A photographed paper with these lines."""
    page = Image.new("RGB", (900, 640), "#f6f3ea")
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(str(fonts.sans_path()), 34)
    for place, line in enumerate(lines):
        draw.text((80, 70 + 78 * place), line, fill="#222", font=font)
    content = io.BytesIO()
    page.save(content, "PNG")
    return content.getvalue()


def handed_in_twice(one) -> tuple[str, str, str]:
    """A certificate without its stamp, and the one that was brought after the correction."""
    act = one.by(CLERK)
    first = receive_upload([sheet(*STATEMENT)], "收入证明.png", act).digest
    second = receive_upload([sheet(*STATEMENT, "（公章） 2026年3月2日")], "收入证明-盖章.png", act).digest
    number = intake.open_case(act=act, item="dibao", applicant=one.applicant, answers=one.answers, form=one.form)
    given = [other for other in one.materials() if other.code != "means"]
    lacking = Given(code="means", originals=1, file=first)
    intake.submit_case(act=one.by(CLERK), number=number, materials=[*given, lacking])
    wanted = [Wanted(code="means", reason="收入证明缺少单位盖章")]
    intake.request_correction(act=one.by(CLERK), number=number, wanted=wanted)
    brought = [Given(code="means", originals=1, file=second)]
    satellites.hand_in(act=one.by(CLERK), number=number, materials=brought)
    return number, first, second


def slip(number: str, prefix: str) -> dict[str, str]:
    """What stands on the citizen's slips of a case: its query code, a notice and the first letters of its record."""
    notice = notices_of_case(number)[-1]
    code = case_of_the_node(number, today=moment.today()).case.query_code
    proof = Entry.objects.get(stream=notice.stream, no=notice.no)
    return {
        f"{prefix}number": number,
        f"{prefix}code": code,
        f"{prefix}notice": notice.number,
        f"{prefix}proof": bytes(proof.hash).hex()[:12],
    }


def person_of(one) -> dict[str, str]:
    """Somebody who was here before."""
    return {"name": one.applicant.name, "id": one.applicant.id_number}


def typed_by_the_clerk(one, clock) -> dict[str, str]:
    """A page filled in and not sent: everything at hand, and one paper missing."""
    drafts = {}
    for name, but in (("draft", ()), ("draft-lacking", ("means",))):
        typed = whole(one, but=but)
        drafts[name] = typed["key"]
        act = by(CLERK, clock.now())
        accounts.keep_draft(act=act, key=typed["key"], page="/desk/new/dibao/", content=urlencode(typed))
    return drafts


def views_of_the_clerk(clock) -> None:
    """Two views of his work under names of his own."""
    act = by(CLERK, clock.now())
    keep_view(act=act, name="等补正的", filter_="state=correction-requested")
    keep_view(act=act, name="低保已受理", filter_="state=accepted&item=dibao")


def missed(found: Hall, clock) -> None:
    """A household book of the reviewer's that nobody finds."""
    act = by(REVIEWER, clock.now())
    (number,) = papers.take_in(
        act=act, case=found.numbers["kept"], papers=[Paper(kind="household-book")], owner="杨秀兰"
    )
    found.numbers["missing"] = papers.report_missing(act=act, number=number, reason="清点时不在柜中") or number


def in_a_sample() -> None:
    """The node as `yizhan demo` leaves it, with a first day for who begins."""
    (Path(settings.YIZHAN_HOME) / ACCOUNTS).write_text("[]", encoding="utf-8")
