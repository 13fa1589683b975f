"""Facts and wishes beside a case, and who may be a party to it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.cases.given import (
    COUNTY,
    FRIDAY,
    MONDAY,
    NO_HOLIDAYS,
    TUESDAY,
    ZHANG,
    accepted,
    benefit,
    decided,
    given,
    handed_out,
    licence,
    on_the_spot,
    opened,
    papers,
    received,
    refused,
)
from yizhan.cases import events as e
from yizhan.cases.facts import EVALUATION, PAYMENT, Fact
from yizhan.cases.rules import organs, parties, satellites
from yizhan.kernel.refusals import Invalid

LICENCE = licence()
CERTIFIED = accepted(decided(TUESDAY), e.Certified(on=TUESDAY, name="证", number="1"))
ENDED = accepted(e.Withdrawn(on=TUESDAY))

# -- visits --


@pytest.mark.parametrize("cause", sorted(satellites.VISIT_CAUSES))
def test_a_visit_has_a_known_cause(cause):
    satellites.visit(cause=cause)


def test_an_unknown_cause_is_none():
    with refused("bad-cause"):
        satellites.visit(cause="weather")


# -- money (art. 58) --

CHARGED = licence(fee={"charged": True, "lines": [{"name": "工本费", "amount": "5.00", "basis": "x"}]})


def pay(amount="5", release=CHARGED, facts=()):
    satellites.pay(accepted(), release, facts, amount=Decimal(amount))


def test_the_standard_fee_is_taken():
    pay()


@pytest.mark.parametrize("amount", ["4.99", "10", "0"])
def test_no_other_amount_is_taken(amount):
    with refused("not-the-standard"):
        pay(amount)


@pytest.mark.parametrize("release", [LICENCE, licence(fee={"charged": False}), licence(fee={"charged": True})])
def test_without_a_standard_nothing_is_taken(release):
    with refused("no-fee"):
        pay(release=release)


def test_the_fee_is_taken_once():
    with refused("already-paid"):
        pay(facts=[Fact(key="p", kind=PAYMENT, on=MONDAY)])


# -- papers handed in --


def hand_in(case=None, codes=("tenure",), mode="window", release=LICENCE):
    satellites.hand_in(case or received("application"), release, materials=papers(*codes), mode=mode)


URGENT = accepted(decided(TUESDAY, urgent=True))


@pytest.mark.parametrize("case", [given(opened()), received("application"), accepted(), URGENT])
def test_papers_are_handed_in_while_anything_is_open(case):
    hand_in(case)


def test_nothing_is_handed_in_after_the_decision():
    with refused("already-decided"):
        hand_in(CERTIFIED)


def test_nothing_is_handed_in_after_the_end():
    with refused("ended"):
        hand_in(ENDED)


def test_completed_papers_are_complete():
    with refused("already-decided"):
        hand_in(accepted(decided(TUESDAY, urgent=True), e.PapersCompleted(on=FRIDAY)))


def test_what_is_handed_in_is_named():
    with refused("nothing-given"):
        hand_in(codes=())


def test_what_is_handed_in_is_on_the_list():
    with refused("unknown-material"):
        hand_in(codes=("horoscope",))


def test_papers_come_in_a_known_way():
    with refused("bad-mode"):
        hand_in(mode="pigeon")


# -- the result handed out --


def hand_out(case=CERTIFIED, facts=(), mode="direct", collector=ZHANG):
    satellites.hand_out(case, facts, collector=collector, mode=mode, service=e.NOT_TOLD)


def test_a_result_is_handed_out_at_any_centre():
    hand_out()


def test_it_is_handed_out_once_even_before_the_holder_knows():
    with refused("already-delivered"):
        hand_out(facts=[handed_out("at:1", TUESDAY)])


def test_it_is_not_handed_out_after_it_was_served():
    with refused("already-delivered"):
        hand_out(accepted(decided(granted=False), e.Delivered(on=FRIDAY, mode="post")))


def test_nothing_is_handed_out_before_the_decision():
    with refused("not-decided"):
        hand_out(accepted())


def test_a_grant_is_not_handed_out_without_its_certificate():
    with refused("not-certified"):
        hand_out(accepted(decided()))


def test_somebody_takes_it():
    with refused("collector-missing"):
        hand_out(collector=e.NOBODY)


def test_it_goes_out_in_a_known_way():
    with refused("bad-mode"):
        hand_out(mode="pigeon")


# -- evaluation --


def evaluate(case=CERTIFIED, facts=(), grade="1", channel="1"):
    satellites.evaluate(case, facts, grade=grade, channel=channel)


def test_a_case_is_evaluated_once_it_was_received():
    evaluate(received())


def test_what_nobody_did_is_not_evaluated():
    with refused("nothing-done"):
        evaluate(given(opened()))


def test_one_case_one_evaluation():
    with refused("already-evaluated"):
        evaluate(facts=[Fact(key="e", kind=EVALUATION, on=MONDAY)])


@pytest.mark.parametrize(("grade", "channel", "field"), [("6", "1", "grade"), ("1", "99", "channel")])
def test_an_evaluation_uses_the_standards_codes(grade, channel, field):
    with refused("bad-evaluation") as caught:
        evaluate(grade=grade, channel=channel)
    assert isinstance(caught.value, Invalid)
    assert set(caught.value.errors) == {field}


# -- wishes --


def wish_for(case, kind, today=FRIDAY):
    satellites.wish(case, kind=kind, today=today, calendar=NO_HOLIDAYS)


@pytest.mark.parametrize("kind", ["withdraw", "recall", "hurry"])
def test_anybody_entitled_may_wish(kind):
    wish_for(accepted(), kind)


def test_only_known_wishes_are_wishes():
    with refused("bad-wish"):
        wish_for(accepted(), "money")


def test_nobody_wishes_for_what_is_over():
    with refused("ended"):
        wish_for(ENDED, "hurry")
    with refused("already-decided"):
        wish_for(CERTIFIED, "hurry")


# -- parties --

LI = e.Party(name=" 李  四 ", id_number="522601199001011232", phone="13885512345", address="凯里市")


def test_a_party_is_kept_clean():
    assert parties.checked(LI) == replace(LI, name="李 四")


def test_every_fault_of_a_party_is_named():
    faulty = e.Party(name="", kind="ghost", id_type="000", id_number="", phone="12", address="凯\x00里")
    with refused("bad-party") as caught:
        parties.checked(faulty)
    assert isinstance(caught.value, Invalid)
    assert set(caught.value.errors) == {"name", "kind", "id_type", "id_number", "phone", "address"}


def test_a_number_that_fails_its_check_is_refused():
    with refused("bad-party"):
        parties.checked(replace(LI, id_number="522601199001011234"))


def test_another_document_needs_a_number_too():
    with refused("bad-party") as caught:
        parties.checked(replace(LI, id_type="414", id_number=" "))
    assert caught.value.errors == {"id_number": ["id-number-empty"]}


@pytest.mark.parametrize(("id_type", "number"), [("414", "e12345678"), ("uscc", "91110000600037341L")])
def test_other_documents_have_checks_of_their_own(id_type, number):
    assert parties.checked(replace(LI, id_type=id_type, id_number=number)).id_number == number.upper()


def test_who_collects_need_not_show_a_number():
    assert parties.checked(e.Party(name="王五"), whole=False).name == "王五"


# -- which organ an item means --

TOWNSHIP_DIVISION = "522601100000"


def test_a_leg_names_the_organ_of_its_level_above_the_division():
    assert organs.deciding_organ(benefit(), TOWNSHIP_DIVISION) == COUNTY
    assert organs.organ_of(benefit().legs[0], TOWNSHIP_DIVISION) == "522601100000-government"


def test_an_item_without_legs_names_nobody():
    assert organs.deciding_organ(licence(legs=[]), TOWNSHIP_DIVISION) == ""


@pytest.mark.parametrize(("level", "leg"), [("township", 0), ("county", 1), ("prefecture", 0)])
def test_a_case_begins_with_the_leg_of_its_centres_level(level, leg):
    assert organs.first_leg(benefit(), level) == leg
    assert organs.first_leg(on_the_spot(), level) == 0


# -- remarks --


def test_a_remark_says_something():
    satellites.remark(words="请核对第三页")
    with refused("remark-missing"):
        satellites.remark(words="")
