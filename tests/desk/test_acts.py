"""Every act of the table through its page: the standing battery, and nothing typed is ever lost."""

import re
import uuid
from datetime import time
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.desk.conftest import CLERK, COUNTY_APPROVER, COUNTY_REVIEWER, MANAGER, REVIEWER, STRANGER
from yizhan.accounts.models import Look
from yizhan.cases.access import case_of_the_node
from yizhan.cases.actions import hearing, originals, review, satellites, voiding
from yizhan.cases.actions.intake import open_case, pledge_case, request_correction
from yizhan.cases.events import Proof, Wanted
from yizhan.cases.rules import hearing as hearing_rules
from yizhan.desk.acts.table import DEEDS
from yizhan.kernel.periods import Limit
from yizhan.papers.original_actions import Paper
from yizhan.papers.original_queries import of_case
from yizhan.papers.queries import notices_of_case
from yizhan.places.queries import calendar_for
from yizhan.web import moment

HAN = re.compile(r"[\u3400-\u9fff]")
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
APPROVER = "t522601100-approver"
OFFICERS = [CLERK, REVIEWER]


def stands(number):
    """The case as it stands."""
    return case_of_the_node(number, today=moment.today()).case


def sent(case, /, **typed):
    """A form as the page would send it."""
    return {"seen": case_of_the_node(case, today=moment.today()).version, "key": uuid.uuid4().hex, **typed}


def line(code, *, originals="1", copies="0"):
    """A ticked line of the material list."""
    return {f"has.{code}": "1", f"originals.{code}": originals, f"copies.{code}": copies}


def consulted(matter):
    """A case in which the county's forestry bureau was asked."""
    one = matter()
    one.accepted()
    return review.consult_agency(
        act=one.by(CLERK), number=one.number, organ="522601000000-forestry", question="林地性质"
    )


def stopped(matter):
    """A felling licence whose clock stands for an expert review."""
    one = matter("lincai")
    one.accepted()
    return review.stop_clock(
        act=one.by(CLERK), number=one.number, procedure="hearing", told_limit=Limit.parse("10wd"), reason="听证"
    )


def told_of_a_hearing(matter):
    """A felling licence about which the right to a hearing was told."""
    one = matter("lincai")
    one.accepted()
    hearing.tell_hearing(act=one.by(CLERK), number=one.number, matter="涉及邻户水源", to=("李四",))
    return one


def on_the_day_of_the_hearing(matter):
    """The same on the day for which the hearing was set."""
    one = told_of_a_hearing(matter)
    day = hearing_rules.earliest(moment.today(), calendar_for(stands(one.number).division))
    where = {"place": "林业局会议室", "host": "王主持"}
    hearing.set_hearing(act=one.by(CLERK), number=one.number, day=day, at=time(9, 30), **where)
    one.clock.move(days=(day - moment.today()).days)
    return one.number


def wished(matter, kind="hurry"):
    """A case beside which a wish waits."""
    one = matter()
    one.accepted()
    return satellites.wish(act=one.by(CLERK), number=one.number, kind=kind)


def asked_again(matter):
    """A case that waits for a correction."""
    one = matter()
    one.submitted(but=("means",))
    return request_correction(act=one.by(CLERK), number=one.number, wanted=[Wanted(code="means", reason="未提交")])


def pledged(matter):
    """A case that was accepted on a pledge."""
    one = matter()
    one.submitted(but=("means",))
    return pledge_case(act=one.by(CLERK), number=one.number, supply=Limit.parse("5wd"))


def deemed(matter):
    """A felling licence of which nothing was told in time: the law deems it accepted."""
    one = matter("lincai")
    one.submitted()
    one.clock.move(days=14)
    return one.number


def kept(matter):
    """A case of which the clerk keeps a household book."""
    one = matter()
    one.accepted()
    papers = [Paper(kind="household-book", pages=6)]
    return originals.take_originals(act=one.by(CLERK), number=one.number, originals=papers)


def voided(matter):
    """A case whose acceptance stands while its notice is void."""
    one = matter()
    one.accepted()
    notice = notices_of_case(one.number)[-1].number
    return voiding.void_notice(act=one.by(CLERK), number=one.number, notice=notice, reason="开错了件")


def opened(matter):
    """A case that was only opened, as the API can."""
    one = matter()
    one.number = open_case(act=one.by(CLERK), item="dibao", applicant=one.applicant, answers=one.answers, form=one.form)
    return one.number


def just_advanced(matter):
    """A case whose last act is the clerk's own, and nobody outside has heard of it."""
    one = matter()
    one.accepted()
    proof = Proof(system="核对系统", number="7", on=moment.today())
    return review.advance_case(act=one.by(CLERK), number=one.number, step="check", proof=proof)


ACTS = [
    ("undo", CLERK, just_advanced, {}, "accepted"),
    ("undo", CLERK, lambda m: m().accepted(), {}, "submitted"),
    ("submit", CLERK, opened, line("means"), "submitted"),
    ("accept", CLERK, lambda m: m().submitted(), {}, "accepted"),
    ("confirm-acceptance", CLERK, deemed, {}, "accepted"),
    (
        "request-correction",
        CLERK,
        lambda m: m().submitted(but=("means",)),
        {"reason.means": "未提交。"},
        "correction-requested",
    ),
    ("pledge", CLERK, lambda m: m().submitted(but=("means",)), {"supply_0": "5", "supply_1": "wd"}, "accepted"),
    ("on-the-spot", CLERK, lambda m: m().submitted(), {"what": "住址写错"}, "submitted"),
    ("not-required", CLERK, lambda m: m("lincai").submitted(), {"reason": "房前屋后零星林木"}, "not-required"),
    (
        "not-competent",
        CLERK,
        lambda m: m().submitted(),
        {"competent": "舟溪镇人民政府", "reason": "户籍不在本镇"},
        "not-competent",
    ),
    ("correct", CLERK, asked_again, line("means"), "submitted"),
    ("supplement", CLERK, pledged, line("means"), "accepted"),
    (
        "advance",
        CLERK,
        lambda m: m().accepted(),
        {"step": "check", "agrees": "yes", "system": "核对系统", "number": "7", "on": "2026-03-02"},
        "under-review",
    ),
    (
        "consult",
        CLERK,
        lambda m: m().accepted(),
        {"organ": "522601000000-forestry", "question": "林地性质", "reply_0": "3", "reply_1": "wd"},
        "accepted",
    ),
    ("close-consult", CLERK, consulted, {"consult": "1", "reason": "逾期没有答复"}, "accepted"),
    (
        "answer",
        "c522601-forestry-reviewer",
        consulted,
        {"consult": "1", "agrees": "yes", "answer": "没有异议"},
        "accepted",
    ),
    (
        "stop-clock",
        CLERK,
        lambda m: m("lincai").accepted(),
        {"procedure": "hearing", "told_0": "10", "told_1": "wd"},
        "accepted",
    ),
    (
        "name-interested",
        CLERK,
        lambda m: m("lincai").accepted(),
        {"people": "李四，平乐村二组，13800000000", "interest": "采伐地点在其水源上方"},
        "accepted",
    ),
    ("hear-statement", CLERK, lambda m: m("lincai").accepted(), {"by": "0", "statement": "请求尽快办理"}, "accepted"),
    ("tell-hearing", CLERK, lambda m: m("lincai").accepted(), {"matter": "涉及邻户水源"}, "accepted"),
    (
        "set-hearing",
        CLERK,
        lambda m: told_of_a_hearing(m).number,
        {"day": "2026-03-20", "at": "09:30", "place": "林业局会议室", "host": "王主持"},
        "accepted",
    ),
    ("hold-hearing", CLERK, on_the_day_of_the_hearing, {"record": "双方陈述意见"}, "accepted"),
    ("resume-clock", CLERK, stopped, {"stop": "1", "result": "听证结束"}, "accepted"),
    (
        "pass-on",
        CLERK,
        lambda m: m().accepted(),
        {"organ": "522601100000-station-civil_affairs", "cause": "no-grant"},
        "under-review",
    ),
    ("receive", COUNTY_REVIEWER, lambda m: m().forwarded(), {}, "under-review"),
    ("return", COUNTY_REVIEWER, lambda m: m().forwarded(), {"reason": "缺少调查记录"}, "under-review"),
    ("decide", COUNTY_APPROVER, lambda m: m().forwarded(), {"content": "纳入低保"}, "decided"),
    (
        "refuse",
        COUNTY_APPROVER,
        lambda m: m().forwarded(),
        {"conditions": ["1"], "facts": "人均收入高于标准"},
        "decided",
    ),
    ("certify", COUNTY_REVIEWER, lambda m: m().decided(), {"name": "低保证"}, "certified"),
    ("deliver", COUNTY_REVIEWER, lambda m: m().certified(), {"mode": "direct", "who": "self"}, "delivered"),
    (
        "amend",
        COUNTY_APPROVER,
        lambda m: m().decided(),
        {"granted": "no", "ground": "复查发现收入漏报", "reason": "收入超标"},
        "decided",
    ),
    ("order", "prefecture-officer", lambda m: m().decided(), {"ground": "未按规定公示"}, "decided"),
    ("withdraw", CLERK, lambda m: m().accepted(), {"reason": "不办了"}, "withdrawn"),
    ("terminate", APPROVER, lambda m: m("lincai").accepted(), {"outcome": "6", "reason": "申请人死亡"}, "terminated"),
    ("answer-wish", CLERK, wished, {}, "accepted"),
    ("hand-out", CLERK, lambda m: m().certified(), {"mode": "direct", "who": "self"}, "delivered"),
    ("hand-in", CLERK, asked_again, {**line("means"), "mode": "window"}, "submitted"),
    ("take-originals", CLERK, lambda m: m().accepted(), {"owner": "杨秀兰", "kind_0": "household-book"}, "accepted"),
    ("return-originals", CLERK, kept, {"mode": "self", "receiver": "杨秀兰"}, "accepted"),
    ("shelve", CLERK, lambda m: m().certified(), {}, "certified"),
    ("void-notice", CLERK, lambda m: m().accepted(), {"reason": "开错了件"}, "accepted"),
    ("reissue-notice", CLERK, voided, {}, "accepted"),
    ("close", COUNTY_REVIEWER, lambda m: m().delivered(), {}, "delivered"),
    ("visit", CLERK, lambda m: m().accepted(), {"cause": "in-vain"}, "accepted"),
    ("wish", CLERK, lambda m: m().accepted(), {"kind": "hurry"}, "accepted"),
    ("evaluate", CLERK, lambda m: m().accepted(), {"grade": "1", "channel": "5"}, "accepted"),
    ("remark", CLERK, lambda m: m().accepted(), {"words": "请核对户口簿"}, "accepted"),
    ("contact", CLERK, lambda m: m().accepted(), {"phone": "13800138000", "address": "三棵树镇新村2组"}, "accepted"),
    ("number", CLERK, lambda m: m().accepted(), {"system": "provincial", "other": "GZ-1"}, "accepted"),
]
TYPED = [
    act
    for act in ACTS
    if act[0] not in {"submit", "accept", "confirm-acceptance", "receive", "withdraw", "on-the-spot"}
]
PAPERS = {"take-originals", "return-originals", "shelve", "void-notice", "reissue-notice"}
ANYBODYS = {"answer", "hand-out", "hand-in", "visit", "wish", "order", "evaluate", "remark"} | PAPERS
HOLDERS_ONLY = [act for act in ACTS if act[0] not in ANYBODYS]
NAMED = {"ids": lambda value: value if isinstance(value, str) else ""}


def address(number, slug):
    """The page of an act."""
    return f"/desk/cases/{number}/{slug}/"


def content_of(slug, number, typed):
    """What is typed; a wish is named by its key."""
    if slug == "answer-wish":
        key = next(fact.key for fact in case_of_the_node(number, today=moment.today()).facts if fact.kind == "wish")
        return {"wish": key, "granted": "yes"}
    if slug in {"void-notice", "reissue-notice"}:
        return {**typed, "notice": notices_of_case(number)[-1].number}
    if slug == "return-originals":
        return {**typed, "originals": [row.number for row in of_case(number)]}
    if slug == "on-the-spot":
        return {**typed, **form_fields(stands(number).form)}
    return typed


def test_what_is_shown_in_clear_to_be_corrected_is_recorded_as_a_look(desk_of, matter):
    number = matter().submitted()
    assert desk_of(CLERK).get(address(number, "accept")).status_code == 200
    assert not Look.objects.exists()
    assert desk_of(CLERK).get(address(number, "on-the-spot")).status_code == 200
    (look,) = Look.objects.all()
    assert (look.account, look.subject, look.field) == (CLERK, f"case:{number}", "form")


def form_fields(form):
    """The application form as its fields send it."""
    sent_form = {}
    for name, value in form.items():
        if isinstance(value, list):
            sent_form[f"form.{name}.rows"] = len(value)
            sent_form |= {f"form.{name}.{at}.{key}": one for at, row in enumerate(value) for key, one in row.items()}
        else:
            sent_form[f"form.{name}"] = value
    return sent_form


@pytest.mark.parametrize(("slug", "who", "given", "typed", "after"), ACTS, **NAMED)
def test_the_act_works_from_its_page_and_twice_is_once(desk_of, matter, slug, who, given, typed, after):
    number, client = given(matter), desk_of(who)
    assert client.get(address(number, slug)).status_code == 200
    content = sent(number, **content_of(slug, number, typed))
    first, again = client.post(address(number, slug), content), client.post(address(number, slug), content)
    assert (first.status_code, again.status_code) == (302, 302), unescape(first.content.decode())[-3000:]
    assert first["Location"] == f"/desk/cases/{number}/?done={slug}"
    assert stands(number).state == after
    assert str(DEEDS[slug].done) in client.get(first["Location"]).content.decode()


@pytest.mark.parametrize(("slug", "who", "given", "typed", "after"), ACTS, **NAMED)
def test_strangers_nobodies_and_wrong_methods_are_turned_away(desk_of, matter, slug, who, given, typed, after):
    number = given(matter)
    content = sent(number, **content_of(slug, number, typed))
    before = case_of_the_node(number, today=moment.today())
    assert desk_of(STRANGER).get(address(number, slug)).status_code == 404
    assert desk_of(STRANGER).post(address(number, slug), content).status_code == 404
    assert Client().post(address(number, slug), content).status_code == 302
    assert desk_of(who).put(address(number, slug)).status_code == 405
    assert desk_of("c522601-supervisor").post(address(number, slug), content).status_code in {403, 409}
    after_all = case_of_the_node(number, today=moment.today())
    assert (after_all.version, after_all.facts) == (before.version, before.facts)


@pytest.mark.parametrize(("slug", "who", "given", "typed", "after"), HOLDERS_ONLY, **NAMED)
def test_a_stale_form_changes_nothing_and_gives_back_what_was_typed(desk_of, matter, slug, who, given, typed, after):
    number = given(matter)
    content = sent(number, **content_of(slug, number, typed)) | {"seen": 0}
    answer = desk_of(who).post(address(number, slug), content)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "您打开时" in page
    assert f'name="seen" value="{case_of_the_node(number, today=moment.today()).version}"' in page
    texts = [value for value in typed.values() if isinstance(value, str) and HAN.search(value)]
    assert [text for text in texts if text not in page] == []


@pytest.mark.parametrize(("slug", "who", "given", "typed", "after"), TYPED, **NAMED)
def test_bad_input_is_refused_at_its_field(desk_of, matter, slug, who, given, typed, after):
    number = given(matter)
    before = case_of_the_node(number, today=moment.today()).version
    faulty = sent(number, mode="balloon", cause="x", kind="x", grade="9", seen="zero", agrees="perhaps", granted="x")
    answer = desk_of(who).post(address(number, slug), faulty)
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert case_of_the_node(number, today=moment.today()).version == before


def test_two_clerks_on_one_case_both_versions_are_shown_and_the_second_can_go_on(desk_of, matter):
    number = matter().submitted(but=("means",))
    first, second = desk_of(CLERK), desk_of("t522601100-clerk-b")
    page, late = address(number, "not-competent"), sent(number, competent="舟溪镇人民政府", reason="户籍在舟溪镇")
    noted = sent(number, what="住址写错", **form_fields(stands(number).form))
    assert first.post(address(number, "on-the-spot"), noted).status_code == 302
    answer = second.post(page, late).content.decode()
    for words in ("您打开时", "当场更正", "舟溪镇人民政府", "户籍在舟溪镇"):
        assert words in answer, words
    assert second.post(page, late | {"seen": 3}).status_code == 302
    assert stands(number).state == "not-competent"


def test_a_stale_form_of_an_act_that_is_closed_now_says_why_and_keeps_the_words(desk_of, matter):
    number = matter().submitted(but=("means",))
    late = sent(number, **{"reason.means": "没有房产证明"})
    assert (
        desk_of(CLERK).post(address(number, "request-correction"), sent(number, **{"reason.means": "缺"})).status_code
        == 302
    )
    answer = desk_of("t522601100-clerk-b").post(address(number, "request-correction"), late)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("没有房产证明" in page, "data-main" in page, "怎么办" in page) == (True, False, True)
    assert "待补正" in page


def test_every_act_of_the_table_is_in_the_battery():
    assert {act[0] for act in ACTS} | {"publicise", "forward", "extend", "pay"} == set(DEEDS)


def test_publicity_forwarding_and_review_by_role(desk_of, matter, clock):
    one = matter()
    number = one.accepted()
    clerk, reviewer = desk_of(CLERK), desk_of(REVIEWER)
    proof = {"system": "核对系统", "number": "7", "on": "2026-03-02"}
    clerk.post(address(number, "advance"), sent(number, step="check", agrees="yes", **proof))
    lonely = clerk.post(address(number, "advance"), sent(number, step="survey", agrees="yes", officers=[CLERK]))
    assert lonely.status_code == 409
    assert "办理人员不够" in lonely.content.decode()
    clerk.post(address(number, "advance"), sent(number, step="survey", agrees="yes", officers=OFFICERS))
    assert clerk.get(address(number, "advance")).status_code == 403  # the review is a reviewer's
    reviewer.post(address(number, "advance"), sent(number, step="review", agrees="yes", opinion="符合条件"))
    clerk.post(address(number, "publicise"), sent(number, step="publicity", place="朗利村公开栏"))
    early = clerk.post(address(number, "advance"), sent(number, step="publicity", agrees="yes"))
    assert early.status_code == 409
    clock.move(days=8)
    clerk.post(address(number, "advance"), sent(number, step="publicity", agrees="yes"))
    done = clerk.post(address(number, "forward"), sent(number, opinion="建议纳入"))
    assert done.status_code == 302
    case = stands(number)
    assert case.holder == "522601000000-civil_affairs"
    assert case.legs[0].outcome == "4"


def test_only_the_office_that_the_article_names_extends(desk_of, matter):
    number = matter().accepted()
    refused = desk_of(REVIEWER).post(address(number, "extend"), sent(number, reason="调查复杂"))
    assert refused.status_code == 409
    assert "调查复杂" in refused.content.decode()
    done = desk_of(APPROVER).post(address(number, "extend"), sent(number, reason="调查复杂"))
    assert done.status_code == 302
    assert stands(number).extension.office == "government-head"


def test_a_free_item_takes_no_money(desk_of, matter):
    number = matter().accepted()
    assert desk_of(CLERK).get(address(number, "pay")).status_code == 409
    answer = desk_of(CLERK).post(address(number, "pay"), sent(number, amount="10", receipt="P1"))
    assert answer.status_code == 409


def test_a_rule_that_refuses_keeps_what_was_typed(desk_of, matter):
    number = matter().submitted(but=("means", "undertaking"))
    typed = {"reason.means": "收入证明没有盖章", "reason.undertaking": ""}
    answer = desk_of(CLERK).post(address(number, "request-correction"), sent(number, **typed))
    assert answer.status_code == 422
    assert "收入证明没有盖章" in answer.content.decode()


def test_a_file_of_a_refused_form_is_kept_on_the_page(desk_of, matter):
    number = asked_again(matter)
    upload = SimpleUploadedFile("收入证明.pdf", PDF, content_type="application/pdf")
    content = sent(number, **line("means"), mode="balloon") | {"file.means": upload}
    answer = desk_of(CLERK).post(address(number, "hand-in"), content)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert 'name="kept.means"' in body
    kept = body.split('name="kept.means" value="')[1].split('"')[0]
    again = sent(number, **line("means"), mode="window") | {"kept.means": unescape(kept)}
    assert desk_of(CLERK).post(address(number, "hand-in"), again).status_code == 302
    assert stands(number).materials["means"].file == kept.split(" ")[0]


def test_an_executable_that_calls_itself_a_paper_is_refused_at_its_line(desk_of, matter):
    number = asked_again(matter)
    upload = SimpleUploadedFile("收入证明.pdf", b"MZ\x90\x00" + b"\x00" * 600)
    content = sent(number, **line("means"), mode="window") | {"file.means": upload}
    answer = desk_of(CLERK).post(address(number, "hand-in"), content)
    assert answer.status_code == 422
    assert "line-wrong" in answer.content.decode()


def test_the_same_key_with_another_content_is_refused(desk_of, matter):
    number = matter().accepted()
    content = sent(number, cause="in-vain")
    clerk = desk_of(CLERK)
    assert clerk.post(address(number, "visit"), content).status_code == 302
    assert clerk.post(address(number, "visit"), content | {"cause": "other"}).status_code == 409


def test_an_act_that_does_not_exist_is_not_found(desk_of, matter):
    assert desk_of(CLERK).get(address(matter().accepted(), "bless")).status_code == 404


def test_a_greyed_act_says_why(desk_of, matter):
    number = matter().accepted()
    page = desk_of(CLERK).get(f"/desk/cases/{number}/").content.decode()
    assert "此件已经受理" in page  # accept again
    assert "没有写明" not in page  # nothing is refused for what is still to be typed
    manager = desk_of(MANAGER).get(f"/desk/cases/{number}/").content.decode()
    assert "您没有办理这一步的权限" in manager


def test_the_one_key_for_a_visit_in_vain(desk_of, matter):
    number = matter().accepted()
    desk_of(CLERK).post(address(number, "visit"), {"key": "k1", "cause": "in-vain"})
    page = desk_of(CLERK).get(f"/desk/cases/{number}/").content.decode()
    assert "申请人跑动次数：2" in page
