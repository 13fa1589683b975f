"""The decision and what follows: Licensing Law arts. 24, 34, 38, 44, 69; SSR art. 48."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.cases.given import (
    COUNTY,
    FRIDAY,
    MONDAY,
    NO_HOLIDAYS,
    THURSDAY,
    TOWNSHIP,
    TUESDAY,
    WEDNESDAY,
    ZHANG,
    accepted,
    after,
    asked,
    benefit,
    day,
    decided,
    forwarded,
    handed_out,
    licence,
    on_the_spot,
    passed_on,
    received,
    refused,
    returned,
    stated,
    step,
    stopped,
    taken,
    urgent_help,
    visit,
    wanted,
    wd,
    wish,
)
from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.rules import decision, ending, review, satellites
from yizhan.cases.rules.materials import open_steps
from yizhan.cases.rules.settling import settle
from yizhan.cases.state import GRANTED, OTHER, REFUSED
from yizhan.kernel.refusals import Invalid

LICENCE = licence()
READY = accepted(*taken("survey", "review"))
GRANTED_CASE = after(READY, decided(TUESDAY, valid_until=day(365)))
REFUSED_CASE = after(READY, decided(TUESDAY, granted=False))
CERTIFIED = after(GRANTED_CASE, e.Certified(on=WEDNESDAY, name="林木采伐许可证", number="1"))


def decide(case=READY, item=LICENCE, *, granted=True, reason="", valid_until=None, delegated="", today=TUESDAY):
    return decision.decide(
        case, item, granted=granted, number="决1", content="准予", reason=reason, valid_until=valid_until,
        delegated=delegated, today=today, calendar=NO_HOLIDAYS,
    )  # fmt: skip


# -- decided --


def test_the_decision_keeps_facts_articles_and_the_proof_of_the_system_in_which_it_was_made():
    elsewhere = licence(steps=[step("decide", "decide", role="approver", elsewhere="全国投资项目在线审批监管平台")])
    proof = e.Proof(system="全国投资项目在线审批监管平台", number="2026-1", on=TUESDAY)
    told = {"granted": True, "number": "决1", "content": "", "reason": "", "valid_until": None, "delegated": ""}
    at = {"today": TUESDAY, "calendar": NO_HOLIDAYS}
    with refused("proof-missing"):
        decision.decide(accepted(), elsewhere, **told, **at)
    event = decision.decide(accepted(), elsewhere, **told, **at, facts="现场属实", basis="第五十八条", proof=proof)
    assert (event.facts, event.basis, event.proof) == ("现场属实", "第五十八条", proof)


def test_a_grant_closes_the_leg_with_its_outcome():
    case = after(READY, decide(valid_until=day(365)))
    assert (case.state, case.leg.outcome, case.leg.closed) == ("decided", GRANTED, TUESDAY)
    assert case.decision.valid_until == day(365)


def test_a_refusal_closes_it_with_another():
    case = after(READY, decide(granted=False, reason="不符合条件"))
    assert (case.leg.outcome, case.decision.granted) == (REFUSED, False)


def test_a_refusal_gives_its_reasons():
    with refused("reason-missing"):
        decide(granted=False)


def test_a_refusal_is_valid_from_no_day():
    event = decide(granted=False, reason="不符合条件", valid_until=day(365))
    assert (event.valid_from, event.valid_until) == (None, None)


@pytest.mark.parametrize("until", [MONDAY, TUESDAY])
def test_a_permit_is_not_granted_for_the_past(until):
    with refused("bad-validity") as caught:
        decide(valid_until=until)
    assert isinstance(caught.value, Invalid)


def test_the_steps_come_first():
    with refused("steps-open"):
        decide(accepted(*taken("survey")))


def test_what_is_pledged_is_supplied_first():
    pledged = after(received("application"), e.AcceptedWithPledge(on=MONDAY, lacking=wanted("tenure"), supply=wd(5)))
    with refused("pledge-open"):
        decide(after(pledged, *taken("survey", "review")))


def test_what_was_asked_is_answered_first():
    with refused("consult-open"):
        decide(after(READY, asked(MONDAY)))


def test_while_the_clock_stands_nothing_is_decided():
    with refused("clock-stopped"):
        decide(after(READY, stopped(MONDAY, wd(5))))


def test_before_acceptance_nothing_is_decided():
    with refused("not-accepted"):
        decide(received())


def test_a_case_is_decided_once():
    with refused("already-decided"):
        decide(GRANTED_CASE)


def test_a_late_decision_is_a_decision():
    assert decide(today=day(200)).on == day(200)


# -- minimums --

WAITING = licence(minimums=[{"code": "waiting", "name": "冷静期", "stated": stated(30, "calendar_day")}])


def test_a_time_of_waiting_runs_from_acceptance():
    with refused("too-early") as caught:
        decide(item=WAITING, today=day(30))
    assert caught.value.facts["until"] == day(31)


def test_on_the_day_after_the_waiting_it_is_decided():
    assert decide(item=WAITING, today=day(31)).on == day(31)


def test_a_publicity_that_a_step_guards_is_not_counted_from_acceptance():
    item = benefit()
    case = after(accepted(*taken("check", "publicity")), *forwarded(MONDAY), *taken("confirm"))
    assert decide(case, item, today=TUESDAY).on == TUESDAY


# -- who decides (art. 24) --

SMALL = accepted(*taken("check", "publicity"), answers={"amount": 800})
LARGE = accepted(*taken("check", "publicity"), answers={"amount": 5000})


def test_the_reviewing_organ_does_not_decide():
    with refused("not-deciding-organ"):
        decide(SMALL, benefit())


def test_its_delegate_decides_in_the_countys_name():
    event = decide(SMALL, benefit(), delegated=COUNTY)
    case = after(SMALL, event)
    assert event.acting_for == COUNTY
    assert (case.decision.organ, case.leg.outcome) == (TOWNSHIP, GRANTED)


def test_beyond_what_the_law_lets_delegate_it_does_not():
    with refused("not-delegable"):
        decide(LARGE, benefit(), delegated=COUNTY)


def test_what_is_not_known_to_be_delegable_is_not():
    with refused("not-delegable"):
        decide(accepted(*taken("check", "publicity"), answers={}), benefit(), delegated=COUNTY)


def test_an_amount_that_an_entry_gave_back_as_text_is_still_an_amount():
    case = accepted(*taken("check", "publicity"), answers={"amount": "800"})
    assert decide(case, benefit(), delegated=COUNTY).acting_for == COUNTY


def test_after_a_return_the_township_may_still_conclude_as_delegate():
    case = after(SMALL, *forwarded(TUESDAY), *returned(WEDNESDAY), *taken("check", "publicity", on=THURSDAY))
    concluded = after(case, decide(case, benefit(), delegated=COUNTY, today=FRIDAY))
    assert concluded.leg.organ == TOWNSHIP
    assert [leg.outcome for leg in concluded.legs] == [GRANTED, OTHER]


def test_the_station_decides_in_the_townships_leg():
    case = after(READY, *passed_on(MONDAY))
    assert after(case, decide(case)).decision.organ == case.holder


# -- urgent, and on the spot --

URGENT = after(received("application", answers={"urgent": True}, form={}), e.Accepted(on=MONDAY))
ORDINARY = after(received("application", answers={"urgent": False}, form={}), e.Accepted(on=MONDAY))


def test_urgent_help_is_granted_before_its_steps():
    event = decide(URGENT, urgent_help(), delegated=COUNTY)
    assert event.urgent
    assert after(URGENT, event).decision.urgent


PROOF = e.Proof(system="核对系统", number="1", on=TUESDAY)


def made_up(case, name, today=TUESDAY):
    return review.advance(
        case, urgent_help(), step=name, agrees=True, opinion="", officers=("a", "b"), proof=PROOF, today=today,
        calendar=NO_HOLIDAYS,
    )  # fmt: skip


def test_the_steps_of_urgent_help_are_made_up_afterwards_and_the_clock_says_until_when():
    help_first = urgent_help()
    case = after(URGENT, decide(URGENT, help_first, delegated=COUNTY))
    assert open_steps(case, help_first)
    case = after(case, e.PapersCompleted(on=WEDNESDAY, materials=()))
    assert clock.completion(case, help_first, FRIDAY, NO_HOLIDAYS).ended is None
    for step_left in open_steps(case, help_first):
        if step_left.kind == "publicity":
            case = after(case, review.publicise(case, help_first, step=step_left.code, place="公示栏", today=TUESDAY))
        case = after(case, made_up(case, step_left.code, day(30)))
    assert (case.state, open_steps(case, help_first)) == ("decided", ())
    assert clock.completion(case, help_first, day(31), NO_HOLIDAYS).ended == day(30)


def test_what_was_decided_the_ordinary_way_has_no_steps_to_make_up():
    with refused("already-decided"):
        made_up(after(ORDINARY, e.Decided(on=TUESDAY, granted=True, number="1")), "review")


def test_help_that_is_not_urgent_goes_the_whole_way():
    with refused("steps-open"):
        decide(ORDINARY, urgent_help(), delegated=COUNTY)


def test_refusing_urgent_help_goes_the_whole_way():
    with refused("steps-open"):
        decide(URGENT, urgent_help(), granted=False, reason="不符合", delegated=COUNTY)


def test_urgent_help_still_hears_whom_it_asked():
    with refused("consult-open"):
        decide(after(URGENT, asked(MONDAY)), urgent_help(), delegated=COUNTY)


def test_on_the_spot_the_window_decides_at_once():
    assert decide(accepted(), on_the_spot(), today=MONDAY).on == MONDAY


def test_even_on_the_spot_a_pledge_is_kept_first():
    item = on_the_spot(materials=[{"code": "a", "name": "A", "required": "yes"}])
    pledged = after(received("b"), e.AcceptedWithPledge(on=MONDAY, lacking=wanted("a"), supply=wd(5)))
    with refused("pledge-open"):
        decide(pledged, item)


# -- the certificate (制证) --


def certify(case=GRANTED_CASE, name=""):
    return decision.certify(case, LICENCE, name=name, number="1", today=WEDNESDAY)


def test_the_certificate_bears_the_items_result_and_the_decisions_validity():
    event = certify()
    assert (event.name, event.valid_until) == ("林木采伐许可证", day(365))


def test_it_may_bear_another_name():
    assert certify(name="采伐证").name == "采伐证"


def test_nothing_is_certified_before_the_decision():
    with refused("not-decided"):
        certify(READY)


def test_a_withdrawn_case_is_not_certified():
    with refused("not-decided"):
        certify(after(READY, e.Withdrawn(on=TUESDAY)))


def test_a_refusal_has_no_certificate():
    with refused("refused-no-certificate"):
        certify(REFUSED_CASE)


def test_one_certificate_is_made():
    with refused("already-certified"):
        certify(CERTIFIED)


def test_what_is_in_the_citizens_hands_is_not_certified_after():
    deemed = accepted(e.DeemedDecided(on=TUESDAY, deems="granted", article="x"), e.Delivered(on=TUESDAY, mode="direct"))
    with refused("already-delivered"):
        certify(deemed)


# -- service (送达) --


def deliver(case=CERTIFIED, mode="direct", collector=ZHANG, today=THURSDAY, **told):
    return decision.deliver(case, mode=mode, collector=collector, service=e.Service(**told), today=today)


def test_the_result_is_served_to_somebody():
    assert after(CERTIFIED, deliver()).delivered == THURSDAY


def test_a_refusal_is_served_without_a_certificate():
    assert deliver(REFUSED_CASE).on == THURSDAY


def test_what_the_law_deems_is_served_without_a_certificate():
    assert deliver(accepted(e.DeemedDecided(on=TUESDAY, deems="renewed", article="x"))).on == THURSDAY


WAYS = {
    "witness": ({"witnesses": ("李四", "王五"), "remark": "拒收"}, "witness-missing"),
    "electronic": ({"consent": "本人在申请书上勾选"}, "consent-missing"),
    "post": ({"remark": "EMS1234567"}, "tracking-missing"),
}


@pytest.mark.parametrize("mode", WAYS)
def test_each_way_of_service_is_told_as_the_law_wants_it(mode):
    told, code = WAYS[mode]
    event = deliver(mode=mode, collector=e.NOBODY, **told)
    assert (event.mode, event.service) == (mode, e.Service(**told))
    with refused(code):
        deliver(mode=mode, collector=e.NOBODY)


LI = e.Party(name="李四", id_number="522601199001011240")


def test_who_takes_it_for_another_says_why():
    with refused("proxy-reason-missing"):
        deliver(collector=LI)
    assert deliver(collector=LI, proxy_reason="同住成年家属").collector == LI


def test_the_agent_on_record_needs_no_reason():
    assert deliver(replace(CERTIFIED, agent=LI), collector=LI).collector == LI


def test_the_applicant_is_known_by_his_number_whatever_is_typed_as_name():
    assert deliver(collector=replace(ZHANG, name="张 三")).on == THURSDAY


def announce(case=CERTIFIED, **told):
    return deliver(case, "public-notice", e.NOBODY, **{"place": "公告栏", "remark": "下落不明", **told})


def test_a_public_notice_serves_thirty_days_later():
    case = after(CERTIFIED, announce())
    assert (case.announced, case.delivered) == (THURSDAY, None)
    last = THURSDAY + timedelta(days=30)
    while last.weekday() >= 5:
        last += timedelta(days=1)
    assert settle(case, LICENCE, (), last, NO_HOLIDAYS) == ()
    [done] = settle(case, LICENCE, (), last + timedelta(days=9), NO_HOLIDAYS)
    assert done.event == e.Delivered(on=last + timedelta(days=1), mode="public-notice")
    assert clock.service(case, LICENCE, last, NO_HOLIDAYS).ended == THURSDAY


def test_who_comes_meanwhile_gets_it_and_the_notice_serves_nobody_twice():
    case = after(CERTIFIED, announce(), deliver(today=FRIDAY))
    assert case.delivered == FRIDAY
    assert settle(case, LICENCE, (), FRIDAY + timedelta(days=60), NO_HOLIDAYS) == ()


@pytest.mark.parametrize(("lacking", "code"), [("place", "place-missing"), ("remark", "reason-missing")])
def test_a_public_notice_says_where_and_why(lacking, code):
    with refused(code):
        announce(**{lacking: ""})


def test_it_is_announced_once():
    with refused("already-announced"):
        announce(after(CERTIFIED, announce()))


@pytest.mark.parametrize("mode", ["direct", "entrusted"])
def test_who_collects_is_named(mode):
    with refused("collector-missing"):
        deliver(mode=mode, collector=e.NOBODY)


def test_modes_are_those_of_the_law():
    with refused("bad-mode"):
        deliver(mode="pigeon")


def test_nothing_is_served_before_the_decision():
    with refused("not-decided"):
        deliver(READY)


def test_a_grant_is_served_with_its_certificate():
    with refused("not-certified"):
        deliver(GRANTED_CASE)


def test_a_result_is_served_once():
    with refused("already-delivered"):
        deliver(after(CERTIFIED, deliver()))


# -- put right (纠正) --


def amend(
    case=CERTIFIED, *, granted=False, reason="条件不符", ground="职权审查", organ=TOWNSHIP, higher=False, order=None
):
    return decision.amend(
        case, LICENCE, granted=granted, number="决2", content="", reason=reason, ground=ground, organ=organ,
        higher=higher, today=FRIDAY, order=order, calendar=NO_HOLIDAYS,
    )  # fmt: skip


ORDER = wish("put-right", "o1")


def test_a_higher_authority_orders_and_the_holder_carries_it_out():
    satellites.order(CERTIFIED, higher=True, ground="公示不足七日")
    case = after(CERTIFIED, amend(order=ORDER))
    assert case.wishes_answered == {"o1"}
    with refused("wish-answered"):
        amend(case, order=ORDER)


def test_an_order_is_not_declined_and_no_wish_is_an_order():
    with refused("order-stands"):
        ending.decline_wish(CERTIFIED, wish=ORDER, reason="不同意", today=FRIDAY)
    for other in (wish("hurry"), visit("v1", FRIDAY)):
        with refused("wrong-wish"):
            amend(order=other)


def test_only_what_was_decided_below_is_ordered_to_be_put_right():
    with refused("not-higher"):
        satellites.order(CERTIFIED, higher=False, ground="x")
    with refused("not-decided"):
        satellites.order(READY, higher=True, ground="x")
    with refused("ground-missing"):
        satellites.order(CERTIFIED, higher=True, ground="")


def test_a_wrong_decision_is_put_right_and_the_old_one_stays_named():
    case = after(CERTIFIED, amend())
    assert (case.decision.number, case.decision.granted, case.decision.superseded) == ("决2", False, ("决〔2026〕1号",))
    assert case.leg.outcome == REFUSED


def test_the_new_decision_is_certified_and_served_anew():
    case = after(CERTIFIED, deliver(), amend(granted=True))
    assert (case.state, case.certificate, case.delivered) == ("decided", None, None)
    assert case.decision.valid_until == day(365)


def test_a_deemed_grant_that_was_put_right_is_deemed_no_more():
    case = after(accepted(e.DeemedDecided(on=TUESDAY, deems="granted", article="x")), amend(granted=True))
    assert (case.decision.deemed, case.decision.superseded) == ("", ())
    with refused("not-certified"):
        deliver(case)


def test_an_amended_decision_does_not_make_the_case_late():
    case = after(CERTIFIED, e.Amended(on=day(200), granted=True, number="决2", by_higher=False, ground="x"))
    assert not clock.promised(case, LICENCE, day(201), NO_HOLIDAYS).late


def test_a_higher_organ_puts_it_right_too():
    assert amend(organ=COUNTY, higher=True).by_higher


def test_another_organ_does_not():
    with refused("not-its-maker"):
        amend(organ=COUNTY)


def test_the_ground_is_given():
    with refused("ground-missing"):
        amend(ground="")


def test_a_refusal_by_amendment_gives_its_reasons():
    with refused("reason-missing"):
        amend(reason="")


def test_what_was_not_decided_is_not_amended():
    with refused("not-decided"):
        amend(READY)


# -- the result handed out at any centre --


def hand_out(case=CERTIFIED, facts=(), mode="direct", collector=ZHANG):
    satellites.hand_out(case, facts, collector=collector, mode=mode, service=e.NOT_TOLD)


def test_a_result_may_be_handed_out_again_after_an_amendment():
    first = e.Delivered(on=THURSDAY, mode="direct", fact="at:1")
    case = after(CERTIFIED, first, amend(granted=True), e.Certified(on=FRIDAY, name="证", number="2"))
    hand_out(case, [handed_out("at:1", THURSDAY)])
    with refused("already-delivered"):
        hand_out(case, [handed_out("at:1", THURSDAY), handed_out("at:2", FRIDAY)])
