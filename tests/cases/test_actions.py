"""Each act on a case through every layer: who may, what he saw, once per request, entries before rows."""

import threading
from datetime import date, time, timedelta
from decimal import Decimal
from random import Random

import pytest
from django.db import connection

from tests.support.worlds import MONDAY, TOWNSHIP, by, world  # noqa: F401
from yizhan.cases.access import case_of_the_node, stream_of
from yizhan.cases.actions import custody, decision, ending, hearing, intake, review, satellites
from yizhan.cases.events import Given, Party, Wanted
from yizhan.cases.models import Case, CaseFact
from yizhan.catalogue.queries import release_in_force
from yizhan.catalogue.rules import checklist
from yizhan.journal import verification
from yizhan.journal.models import Entry
from yizhan.journal.replay import rebuild
from yizhan.kernel.acting import legal_day
from yizhan.kernel.periods import Limit, Unit
from yizhan.kernel.refusals import Forbidden, Invalid, NotFound, NotHolder, Refused, Stale
from yizhan.simulate.applications import application
from yizhan.simulate.persons import person

CLERK, COLLEAGUE, STRANGER = "t522601100-clerk-a", "t522601100-clerk-b", "t522601101-clerk-a"
MANAGER, COUNTY = "t522601100-manager", "c522601-civil-affairs-reviewer"
WHO = person(Random(7), division=TOWNSHIP, village="凯里市三棵树镇平乐村")
APPLICANT = Party(name=WHO.name, id_number=WHO.id_number, phone=WHO.phone, address=WHO.address)


def papers(item, answers, *, lacking=0):
    """What the item's checklist wants, but for the last few."""
    lines = [line for line in checklist(release_in_force(item, MONDAY.date()), answers) if line.must]
    return [Given(code=line.code, originals=1) for line in lines[: len(lines) - lacking]]


def opened(item="dibao", **changes):
    """A case that was just opened by the clerk, and the answers it was opened with."""
    release = release_in_force(item, MONDAY.date())
    answers, form = application(release, Random(11), WHO, MONDAY.date())
    number = intake.open_case(act=by(CLERK, **changes), item=item, applicant=APPLICANT, answers=answers, form=form)
    return number, answers


@pytest.fixture
def case(world):
    """A case whose papers were received whole."""
    number, answers = opened()
    intake.submit_case(act=by(CLERK), number=number, materials=papers("dibao", answers))
    return number


HOLDERS_VERBS = {
    "submit": (intake.submit_case, {"materials": []}),
    "correct-on-the-spot": (intake.correct_on_the_spot, {"what": "姓名"}),
    "request-correction": (intake.request_correction, {"wanted": [Wanted(code="identity", reason="缺")]}),
    "correct": (intake.correct_case, {"materials": []}),
    "accept": (intake.accept_case, {}),
    "pledge": (intake.pledge_case, {"supply": Limit.parse("3wd")}),
    "supplement": (intake.supplement_case, {"materials": []}),
    "not-required": (intake.not_required, {"reason": "无需许可"}),
    "not-competent": (intake.not_competent, {"competent": "县民政局", "reason": "不属于本机关"}),
    "advance": (review.advance_case, {"step": "check"}),
    "publicise": (review.publicise_case, {"step": "publicity", "place": "村"}),
    "stop-clock": (review.stop_clock, {"procedure": "hearing", "told_limit": Limit.parse("5wd")}),
    "resume-clock": (review.resume_clock, {"stop": 1}),
    "name-interested": (
        hearing.name_interested,
        {"people": [Party(name="李四", address="平乐村二组")], "interest": "水源"},
    ),
    "hear-statement": (hearing.hear_statement, {"by": APPLICANT.name, "statement": "不同意"}),
    "tell-hearing": (hearing.tell_hearing, {"matter": "拟准予"}),
    "set-hearing": (
        hearing.set_hearing,
        {"day": date(2026, 3, 20), "at": time(9, 30), "place": "会议室", "host": "王主持"},
    ),
    "hold-hearing": (hearing.hold_hearing, {"record": "双方陈述意见"}),
    "extend": (review.extend_case, {"reason": "复杂"}),
    "consult": (review.consult_agency, {"organ": "522601000000-forestry", "question": "请核实"}),
    "forward": (custody.forward_case, {"opinion": "同意"}),
    "pass-on": (custody.pass_on_case, {"organ": f"{TOWNSHIP}-station-civil_affairs", "cause": "no-grant"}),
    "receive": (custody.receive_case, {}),
    "return": (custody.return_case, {"reason": "不全"}),
    "decide": (decision.decide_case, {"content": "准予"}),
    "refuse": (decision.refuse_case, {"reason": "不符"}),
    "certify": (decision.certify_case, {}),
    "deliver": (decision.deliver_case, {}),
    "amend": (decision.amend_case, {"granted": False, "ground": "有误", "reason": "不符"}),
    "withdraw": (ending.withdraw_case, {}),
    "terminate": (ending.terminate_case, {"outcome": "2", "reason": "误录"}),
}
FACTS = {
    "visit": (satellites.record_visit, {}),
    "pay": (satellites.record_payment, {"amount": Decimal(1), "receipt": "1"}),
    "hand-in": (satellites.hand_in, {"materials": [Given(code="identity", copies=1)]}),
    "hand-out": (satellites.hand_out, {"collector": Party(name="王五")}),
    "evaluate": (satellites.evaluate_case, {"grade": "1", "channel": "4"}),
    "wish": (satellites.wish, {"kind": "hurry"}),
    "remark": (satellites.remark, {"words": "请核对户口簿"}),
}
EVERY = {**HOLDERS_VERBS, **FACTS}


@pytest.mark.parametrize("verb", EVERY)
class TestBattery:
    def test_a_stranger_does_not_know_the_case(self, case, verb):
        action, what = EVERY[verb]
        with pytest.raises(NotFound):
            action(act=by(STRANGER), number=case, **what)

    def test_an_unknown_number_is_answered_alike(self, case, verb):
        action, what = EVERY[verb]
        with pytest.raises(NotFound):
            action(act=by(CLERK), number=case[:-1] + ("0" if case[-1] != "0" else "1"), **what)

    def test_who_has_no_role_for_it_is_refused_and_nothing_is_written(self, case, verb):
        action, what = EVERY[verb]
        before = Entry.objects.count()
        if verb in {
            "forward",
            "pass-on",
            "receive",
            "return",
            "visit",
            "pay",
            "hand-in",
            "hand-out",
            "evaluate",
            "wish",
            "remark",
        }:
            pytest.raises(Refused, action, act=by("c522601-supervisor"), number=case, **what)
        else:
            pytest.raises(Forbidden, action, act=by(MANAGER), number=case, **what)
        assert Entry.objects.count() == before


@pytest.mark.parametrize("verb", HOLDERS_VERBS)
def test_a_form_that_was_overtaken_is_stale(case, verb):
    action, what = HOLDERS_VERBS[verb]
    account = "t522601100-approver" if verb in {"decide", "refuse", "amend", "terminate", "extend"} else CLERK
    try:
        action(act=by(account, seen=1), number=case, **what)
    except Stale as stale:
        assert stale.facts == {"seen": 1, "version": 2}
    except Forbidden as forbidden:  # without the power he is told that first
        assert forbidden.code in {"no-delegation", "no-mandate"}
    else:
        pytest.fail("a stale act was done")


@pytest.mark.parametrize("verb", FACTS)
def test_facts_never_go_stale_nor_make_a_form_stale(case, verb):
    action, what = FACTS[verb]
    try:
        action(act=by(CLERK, seen=0), number=case, **what)
    except Stale:
        pytest.fail("a fact was stale")
    except Refused:
        return
    intake.accept_case(act=by(CLERK, seen=2), number=case)


class TestHolder:
    def test_the_deciding_organ_knows_a_case_once_it_was_handed_over(self, case):
        with pytest.raises(NotFound):
            intake.accept_case(act=by(COUNTY), number=case)
        life_until_forwarded(case)
        custody.return_case(act=by(COUNTY, MONDAY + timedelta(days=30)), number=case, reason="公示材料缺页")
        with pytest.raises(NotHolder) as refused:
            review.stop_clock(
                act=by(COUNTY, MONDAY + timedelta(days=30)),
                number=case,
                procedure="hearing",
                told_limit=Limit(5, Unit.WORKING_DAY),
            )
        assert refused.value.facts["holder"] == f"{TOWNSHIP}-government"

    def test_after_the_hand_over_the_sender_can_only_wish(self, case):
        life_until_forwarded(case)
        with pytest.raises(NotHolder):
            ending.withdraw_case(act=by(CLERK, MONDAY + timedelta(days=30)), number=case)
        satellites.wish(act=by(CLERK, MONDAY + timedelta(days=30)), number=case, kind="recall")
        assert case_of_the_node(case, today=MONDAY.date()).case.holder == "522601000000-civil_affairs"


def life_until_forwarded(number):
    """Accepted, reviewed, publicised, forwarded."""
    from yizhan.cases.events import Proof

    day = MONDAY + timedelta(days=1)
    intake.accept_case(act=by(CLERK, MONDAY), number=number)
    reviewer = "t522601100-reviewer"
    proof = Proof(system="核对系统", number="HD1", on=legal_day(day))
    review.advance_case(act=by(reviewer, day), number=number, step="check", proof=proof)
    review.advance_case(act=by(reviewer, day), number=number, step="survey", officers=("a", "b"))
    review.advance_case(act=by(reviewer, day), number=number, step="review", opinion="符合")
    review.publicise_case(act=by(CLERK, day), number=number, step="publicity", place="平乐村公示栏")
    after = day + timedelta(days=9)
    review.advance_case(act=by(CLERK, after), number=number, step="publicity", opinion="无异议")
    custody.forward_case(act=by(CLERK, after), number=number, opinion="符合条件，建议批准")


class TestOnce:
    def test_a_repeat_is_answered_and_writes_nothing(self, world):
        first, _ = opened(key="k", digest="d")
        entries = Entry.objects.count()
        again, _ = opened(key="k", digest="d")
        assert again == first
        assert Entry.objects.count() == entries

    def test_the_same_key_for_something_else_is_refused(self, world):
        opened(key="k", digest="d")
        with pytest.raises(Refused, match="key-reused"):
            opened(key="k", digest="other")

    def test_a_repeat_is_found_before_the_version_is_compared(self, case):
        intake.accept_case(act=by(CLERK, seen=2, key="k", digest="d"), number=case)
        assert intake.accept_case(act=by(CLERK, seen=2, key="k", digest="d"), number=case) == case


@pytest.mark.django_db(transaction=True)
def test_two_equal_requests_at_once_open_one_case(world):
    found, barrier = [], threading.Barrier(4)

    def request():
        try:
            barrier.wait()
            found.append(opened(key="k", digest="d")[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=request) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert len(found) == 4
    assert Case.objects.count() == 1


class TestSecrets:
    def test_nothing_personal_stands_in_clear_in_the_journal(self, case):
        satellites.record_visit(act=by(CLERK), number=case, note="他说家里没有电话")
        secrets = [WHO.name, WHO.id_number, WHO.phone, WHO.address, "他说家里没有电话"]
        for entry in Entry.objects.all():
            stored = bytes(entry.head) + bytes(entry.sealed or b"")
            for secret in secrets:
                assert secret.encode() not in stored

    def test_rows_hold_masks_and_hashes_of_numbers(self, case):
        row = Case.objects.get()
        assert (row.applicant, row.address) == (WHO.name, WHO.address)
        values = {str(getattr(row, field.attname)) for field in row._meta.concrete_fields}
        assert WHO.id_number not in values
        assert WHO.phone not in values

    def test_a_fact_keeps_the_collectors_number_under_seal(self, case):
        satellites.record_visit(act=by(CLERK), number=case, note="秘密")
        assert "秘密" not in str(CaseFact.objects.values_list())


class TestWhole:
    def test_the_townships_leg_closes_as_forwarded_and_the_rows_follow_the_journal(self, case):
        life_until_forwarded(case)
        seen = case_of_the_node(case, today=legal_day(MONDAY + timedelta(days=11)))
        assert [leg.outcome for leg in seen.case.legs] == ["4", ""]
        assert verification.verify().faults == []
        before = list(Case.objects.values())
        rebuild()
        assert list(Case.objects.values()) == before
        assert verification.verify().faults == []

    def test_a_refusal_leaves_no_trace(self, case):
        before = (Entry.objects.count(), list(Case.objects.values()))
        with pytest.raises(Refused, match="not-accepted"):
            custody.forward_case(act=by(CLERK), number=case, opinion="同意")
        assert (Entry.objects.count(), list(Case.objects.values())) == before

    def test_what_time_did_is_written_with_the_next_act_and_dated_back(self, world):
        number, answers = opened("lincai")
        intake.submit_case(act=by(CLERK), number=number, materials=papers("lincai", answers))
        late = MONDAY + timedelta(days=10)
        with pytest.raises(Refused, match="already-accepted"):
            intake.request_correction(act=by(CLERK, late), number=number, wanted=[Wanted(code="identity", reason="缺")])
        review.publicise_case(act=by(CLERK, late), number=number, step="publicity", place="村公示栏")
        entries = {entry.kind: entry for entry in case_of_the_node(number, today=legal_day(late)).history}
        assert entries["DeemedAccepted"].account == "law"
        assert entries["DeemedAccepted"].effective == MONDAY.date()

    def test_bad_people_are_refused_field_by_field(self, world):
        with pytest.raises(Invalid) as refused:
            intake.open_case(act=by(CLERK), item="dibao", applicant=Party(name="", id_number="522601197501010011"))
        assert set(refused.value.errors) == {"name", "id_number"}

    def test_an_item_that_is_not_in_force_cannot_be_opened(self, world):
        with pytest.raises(NotFound):
            intake.open_case(act=by(CLERK), item="unknown", applicant=APPLICANT)

    def test_the_stream_is_named_by_the_number(self, case):
        assert stream_of(case) == f"case:{case}"
