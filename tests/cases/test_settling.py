"""What time does alone: each lapse with a history that must lapse, one that nearly does, one that is excused."""

from datetime import date

import pytest

from tests.cases.given import (
    COMPLETE,
    COUNTY,
    FRIDAY,
    MONDAY,
    NATIONAL,
    NO_HOLIDAYS,
    STATION,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    accepted,
    after,
    asked,
    benefit,
    day,
    days,
    decided,
    forwarded,
    given,
    handed_in,
    handed_out,
    lapse,
    licence,
    opened,
    papers,
    passed_on,
    received,
    stopped,
    taken,
    time_does,
    urgent_help,
    visit,
    wanted,
    wd,
    working_day,
)
from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.facts import ANSWER, Fact
from yizhan.cases.rules.settling import settle
from yizhan.cases.state import GRANTED, NOT_SUPPLEMENTED

LICENCE = licence()
FIVE_DAYS_OVER = working_day(6)
LONG_AFTER = day(400)


def done(case, release=LICENCE, today=LONG_AFTER, facts=(), calendar=NO_HOLIDAYS, **more):
    return settle(case, release, facts, today, calendar, **more)


# -- accepted because the notice is late: Licensing Law art. 32(4) --


def test_must_lapse_no_notice_in_five_days_is_acceptance_from_the_day_of_receipt():
    (settled,) = done(received("application"), today=FIVE_DAYS_OVER)
    assert isinstance(settled.event, e.DeemedAccepted)
    assert (settled.effective, settled.came) == (MONDAY, FIVE_DAYS_OVER)
    assert settled.event.statutory == wd(20)
    assert "三十二" in settled.reason


def test_nearly_lapses_on_the_fifth_day_the_notice_is_in_time():
    assert done(received("application"), today=working_day(5)) == ()


def test_excused_a_correction_was_asked_in_time():
    case = after(received("application"), e.CorrectionRequested(on=TUESDAY, wanted=wanted("tenure"), reply=days(30)))
    assert done(case, today=FIVE_DAYS_OVER) == ()


def test_excused_an_outcome_was_given_in_time():
    assert done(accepted(), today=LONG_AFTER) == ()
    assert done(after(received(), e.NotRequired(on=TUESDAY, reason="x"))) == ()


def test_excused_a_holiday_lies_between():
    case = received("application", on=date(2026, 2, 13))
    assert done(case, today=date(2026, 2, 27), calendar=NATIONAL) == ()
    assert len(done(case, today=date(2026, 2, 28), calendar=NATIONAL)) == 1


def test_a_late_answer_to_corrected_papers_is_late_and_no_more():
    case = after(
        received("application"), e.CorrectionRequested(on=TUESDAY, wanted=wanted("tenure")),
        e.Corrected(on=WEDNESDAY, materials=papers("tenure")),
    )  # fmt: skip
    assert done(case) == ()
    assert clock.intake(case, LICENCE, LONG_AFTER, NO_HOLIDAYS).late


def test_where_the_item_only_signals_a_late_notice_deems_nothing():
    assert done(received("application"), benefit()) == ()


def test_a_deemed_case_runs_from_the_day_of_receipt():
    case = time_does(received("application"), LICENCE, FIVE_DAYS_OVER)
    assert (case.state, case.accepted, case.deemed_accepted) == ("accepted", MONDAY, True)
    assert clock.statutory(case, LICENCE, FIVE_DAYS_OVER, NO_HOLIDAYS).due == working_day(20)


# -- abandoned: the correction never came --

NOTICE = e.CorrectionRequested(on=TUESDAY, wanted=wanted("tenure", "map"), reply=days(30))
ASKED = after(
    received("application"), e.CorrectionRequested(on=TUESDAY, wanted=wanted("tenure", "map"), reply=days(30))
)
REPLY_DUE = day(31)


def test_must_lapse_what_never_came_is_abandoned_after_the_items_period():
    (settled,) = done(ASKED, today=day(32))
    assert settled.event == e.DeemedEnded(on=day(32), deems="abandoned", outcome=NOT_SUPPLEMENTED, article="")
    assert settled.reason


def test_nearly_lapses_on_its_last_day():
    assert date(2026, 4, 2) == REPLY_DUE
    assert done(ASKED, today=REPLY_DUE) == ()


def test_excused_it_came_on_its_last_day_and_somebody_looked_much_later():
    facts = [handed_in("at:1", REPLY_DUE, "tenure", "map")]
    case = time_does(ASKED, LICENCE, LONG_AFTER, facts)
    assert (case.state, case.corrected) == ("submitted", REPLY_DUE)


def test_a_last_day_that_is_a_holiday_gives_way():
    case = after(received("application"), e.CorrectionRequested(on=MONDAY, wanted=wanted("tenure"), reply=days(5)))
    assert done(case, today=day(7)) == ()
    assert done(case, today=day(8))[0].effective == day(8)


def test_what_came_a_day_too_late_came_too_late():
    case = time_does(ASKED, LICENCE, LONG_AFTER, [handed_in("at:1", day(32), "tenure", "map")])
    assert case.state == "abandoned"


def test_a_part_of_it_excuses_nothing():
    assert time_does(ASKED, LICENCE, LONG_AFTER, [handed_in("at:1", TUESDAY, "tenure")]).state == "abandoned"


def test_the_notices_own_period_goes_before_the_lapses():
    case = after(received("application"), e.CorrectionRequested(on=MONDAY, wanted=wanted("tenure"), reply=None))
    assert done(case, today=day(91)) == ()
    assert done(case, today=day(92))[0].effective == day(92)


def test_without_a_period_in_the_release_nothing_is_abandoned():
    assert done(ASKED, licence(lapses=[])) == ()


def test_a_node_that_was_not_heard_holds_back_what_goes_against_the_citizen():
    assert done(ASKED, heard=False) == ()


def test_a_node_that_was_not_heard_holds_back_nothing_else():
    assert len(done(received("application"), heard=False)) == 1


# -- returned: the pledge was not kept --

PLEDGED = after(
    received("application"), e.AcceptedWithPledge(on=MONDAY, lacking=wanted("tenure"), supply=wd(5), statutory=wd(20))
)


def test_must_lapse_a_pledge_that_was_not_kept_returns_the_case():
    (settled,) = done(PLEDGED, today=working_day(6))
    assert (settled.event.deems, settled.effective) == ("returned", day(8))
    assert after(PLEDGED, settled.event).state == "returned"


def test_nearly_lapses_on_the_last_day_of_the_pledge():
    assert done(PLEDGED, today=working_day(5)) == ()


def test_excused_the_pledge_was_kept_at_another_centre():
    case = time_does(PLEDGED, LICENCE, LONG_AFTER, [handed_in("at:1", working_day(5), "tenure")])
    assert (case.state, case.supplemented) == ("accepted", working_day(5))
    assert case.facts_taken == {"at:1"}


def test_an_extension_or_a_stop_does_not_prolong_a_pledge():
    case = after(PLEDGED, stopped(TUESDAY, wd(10)))
    assert done(case, today=working_day(6))[0].event.deems == "returned"


# -- renewed: Licensing Law art. 50 --

EXPIRY = day(30)


def renewal(on: date = MONDAY, expires: date = EXPIRY, *events: object):
    return accepted(*events, on=on, permit_expires=expires, renewal_of="证1")


def test_must_lapse_not_decided_before_the_permit_expires_is_renewed():
    (settled,) = done(renewal(), today=day(31))
    assert settled.event == e.DeemedDecided(on=day(31), deems="renewed", article=settled.reason)
    case = after(renewal(), settled.event)
    assert (case.state, case.leg.outcome, case.decision.granted) == ("decided", GRANTED, True)


def test_nearly_lapses_on_the_day_of_expiry():
    assert done(renewal(), today=EXPIRY) == ()


def test_excused_the_organ_decided_in_time():
    assert done(renewal(MONDAY, EXPIRY, decided(FRIDAY, granted=False))) == ()


def test_who_asked_later_than_thirty_days_before_is_not_renewed_by_silence():
    assert done(renewal(TUESDAY)) == ()


def test_who_withdrew_is_not_renewed():
    assert done(renewal(MONDAY, EXPIRY, e.Withdrawn(on=FRIDAY))) == ()


def test_who_was_behind_with_a_correction_at_expiry_is_not_renewed_by_silence():
    correcting = after(
        received("application", permit_expires=EXPIRY), e.CorrectionRequested(on=TUESDAY, wanted=wanted("tenure"))
    )
    corrected = after(correcting, e.Corrected(on=day(40), materials=papers("tenure")))
    assert done(correcting, today=day(50)) == ()
    assert done(corrected, today=day(50)) == ()


def test_who_corrected_in_time_is_renewed():
    case = after(
        received("application", permit_expires=EXPIRY), e.CorrectionRequested(on=TUESDAY, wanted=wanted("tenure")),
        e.Corrected(on=FRIDAY, materials=papers("tenure")),
    )  # fmt: skip
    assert done(case, today=day(31))[0].event.deems == "renewed"


def test_a_stop_of_the_clock_does_not_move_the_day_of_expiry():
    assert done(renewal(MONDAY, EXPIRY, stopped(TUESDAY, wd(20))), today=day(31))[0].effective == day(31)


def test_a_case_that_renews_nothing_is_not_renewed():
    assert done(accepted()) == ()


# -- granted by silence, where a rule says so --

SILENT = licence(lapses=[lapse("accepted", "granted", 10, article="《旧规定》第八条")])


def test_must_lapse_silence_until_the_limit_grants():
    (settled,) = done(accepted(), SILENT, today=working_day(11))
    assert settled.event == e.DeemedDecided(on=working_day(10) + clock.ONE_DAY, deems="granted", article=settled.reason)


def test_nearly_lapses_on_the_last_day_of_silence():
    assert done(accepted(), SILENT, today=working_day(10)) == ()


def test_excused_the_organ_spoke():
    assert done(accepted(decided(working_day(10), granted=False)), SILENT) == ()


def test_excused_a_stop_left_its_days_out():
    case = accepted(stopped(TUESDAY, wd(5)), e.ClockResumed(on=FRIDAY, stop=1))
    assert done(case, SILENT, today=working_day(14)) == ()
    assert done(case, SILENT, today=working_day(15))[0].effective == working_day(14) + clock.ONE_DAY


def test_while_the_clock_stands_silence_does_not_grant():
    assert done(accepted(stopped(TUESDAY, wd(15))), SILENT, today=working_day(12)) == ()


def test_a_stop_that_runs_past_its_told_end_counts_again():
    case = accepted(stopped(TUESDAY, wd(5)))
    assert done(case, SILENT, today=LONG_AFTER)[0].effective == working_day(16) + clock.ONE_DAY


def test_an_extension_prolongs_the_silence():
    case = accepted(e.Extended(on=TUESDAY, limit=wd(10), approved_by="w", office="organ-head"))
    assert done(case, SILENT, today=working_day(20)) == ()
    assert done(case, SILENT, today=working_day(21))[0].event.deems == "granted"


def test_a_lapse_in_hours_ends_with_its_day():
    hours = licence(lapses=[lapse("accepted", "granted", 48, "hour")])
    assert done(accepted(), hours, today=WEDNESDAY) == ()
    assert done(accepted(), hours, today=THURSDAY)[0].effective == THURSDAY


# -- consent by silence, an internal rule --

QUESTION = accepted(asked(MONDAY, reply=wd(7)))


def test_must_lapse_an_asked_agency_that_does_not_answer_consents():
    (settled,) = done(QUESTION, benefit(), today=working_day(8))
    assert settled.event == e.ConsultAnswered(on=working_day(7) + clock.ONE_DAY, consult=1, agrees=True, deemed=True)


def test_nearly_lapses_on_the_seventh_day():
    assert done(QUESTION, benefit(), today=working_day(7)) == ()


def answer(on: date, *, agrees: bool = False) -> Fact:
    return Fact(key="consult:1", kind=ANSWER, on=on, consult=1, agrees=agrees, text="不同意")


def test_excused_it_answered_in_time():
    case = time_does(QUESTION, benefit(), LONG_AFTER, [answer(working_day(7))])
    assert (case.consults[0].answered, case.consults[0].agrees) == (working_day(7), False)


def test_an_answer_that_came_too_late_does_not_undo_the_consent():
    case = time_does(QUESTION, benefit(), LONG_AFTER, [answer(working_day(8))])
    assert case.consults[0].agrees


def test_where_silence_does_not_consent_the_question_stays_open():
    assert done(accepted(asked(MONDAY, reply=wd(7), silence=False)), benefit()) == ()


def test_the_answer_of_an_ended_case_is_not_taken_over():
    case = after(QUESTION, e.Withdrawn(on=TUESDAY))
    assert done(case, benefit(), facts=[answer(WEDNESDAY)]) == ()


# -- facts that move the case --


def test_papers_brought_before_anybody_asked_are_there():
    case = time_does(received("application"), LICENCE, WEDNESDAY, [handed_in("at:1", TUESDAY, "tenure")])
    assert set(case.materials) == {"application", "tenure"}
    assert (case.state, case.corrected) == ("submitted", None)


def test_papers_handed_in_before_the_fifth_day_are_there_when_the_law_deems_later():
    case = time_does(received("application"), LICENCE, LONG_AFTER, [handed_in("at:1", TUESDAY, "tenure")])
    assert "tenure" in case.materials
    assert case.deemed_accepted


def test_papers_that_nobody_misses_move_nothing():
    assert done(received(*COMPLETE), today=TUESDAY, facts=[handed_in("at:1", MONDAY, "map")]) == ()
    assert done(accepted(), facts=[handed_in("at:1", MONDAY, "map")]) == ()


def test_several_hand_ins_together_answer_the_notice():
    facts = [handed_in("at:2", FRIDAY, "map"), handed_in("at:1", THURSDAY, "tenure")]
    case = time_does(ASKED, LICENCE, day(10), facts)
    assert (case.state, case.corrected) == ("submitted", FRIDAY)
    assert {"tenure", "map"} <= set(case.materials)


def test_what_was_handed_in_before_the_notice_answers_it_on_its_own_day():
    case = time_does(ASKED, LICENCE, WEDNESDAY, [handed_in("at:1", MONDAY, "tenure", "map")])
    assert case.corrected == TUESDAY


def test_what_will_be_handed_in_tomorrow_is_not_here():
    assert done(ASKED, today=WEDNESDAY, facts=[handed_in("at:1", THURSDAY, "tenure", "map")]) == ()


def test_a_fact_is_taken_over_once():
    facts = [handed_in("at:1", FRIDAY, "tenure", "map")]
    case = time_does(ASKED, LICENCE, FRIDAY, facts)
    assert done(case, today=FRIDAY, facts=facts) == ()


URGENT = after(
    received("application", answers={"urgent": True}, form={}), e.Accepted(on=MONDAY), decided(TUESDAY, urgent=True)
)


def test_the_papers_of_an_urgent_matter_are_complete_when_the_last_one_came():
    case = time_does(URGENT, urgent_help(), LONG_AFTER, [handed_in("at:1", FRIDAY, "means")])
    assert case.papers_completed == FRIDAY


CERTIFIED = accepted(decided(FRIDAY), e.Certified(on=day(5), name="证", number="1"))


def test_a_result_handed_out_at_any_centre_is_delivered():
    case = time_does(CERTIFIED, LICENCE, LONG_AFTER, [handed_out("at:1", day(7))])
    assert (case.state, case.delivered) == ("delivered", day(7))


def test_nothing_is_delivered_before_there_is_a_certificate():
    assert done(accepted(decided(FRIDAY)), facts=[handed_out("at:1", day(7))]) == ()


def test_a_refusal_is_delivered_as_it_is():
    case = time_does(accepted(decided(FRIDAY, granted=False)), LICENCE, LONG_AFTER, [handed_out("at:1", day(7))])
    assert case.delivered == day(7)


def test_what_was_handed_out_before_the_decision_was_amended_delivers_nothing():
    amended = after(CERTIFIED, e.Amended(on=day(20), granted=False, number="2", by_higher=False, reason="x"))
    assert done(amended, facts=[handed_out("at:1", day(7))]) == ()


def test_a_visit_moves_nothing():
    assert done(accepted(), facts=[visit("v1", TUESDAY)]) == ()


# -- altogether --


def test_one_thing_may_follow_from_another():
    """Deemed accepted, and by then the silence had granted it."""
    release = licence(lapses=[lapse("received", "accepted", 5), lapse("accepted", "granted", 10)])
    kinds = [type(each.event) for each in done(received("application"), release)]
    assert kinds == [e.DeemedAccepted, e.DeemedDecided]


@pytest.mark.parametrize("case", [received("application"), ASKED, PLEDGED, renewal(), QUESTION, CERTIFIED, URGENT])
def test_what_is_settled_is_settled(case):
    facts = [handed_in("at:1", day(3), "tenure"), handed_out("at:2", day(9))]
    settled = time_does(case, LICENCE, LONG_AFTER, facts)
    assert done(settled, facts=facts) == ()


@pytest.mark.parametrize(
    "case", [accepted(*passed_on(TUESDAY)), accepted(*taken("check", "publicity"), *forwarded(TUESDAY))]
)
def test_a_lapse_finds_the_case_wherever_it_lies(case):
    assert case.holder in {STATION, COUNTY}
    assert done(case, SILENT)[0].event.deems == "granted"


def test_a_case_that_was_only_opened_waits_for_ever():
    assert done(given(opened(permit_expires=EXPIRY))) == ()
