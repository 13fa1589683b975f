"""The same person, the same thing (B9): what somebody sees of it, and the decision that stays."""

from dataclasses import replace
from datetime import timedelta

import pytest
from stdnum.cn import ric

from tests.support.matters import APPLICANT, CLERK, STRANGER, Matter, told
from tests.support.worlds import MONDAY, by, world  # noqa: F401
from yizhan.cases.access import case_of_the_node
from yizhan.cases.actions import intake, sameness
from yizhan.cases.events import Given, Party
from yizhan.cases.models import Case, CaseFact, SamenessDecided
from yizhan.cases.queries import candidates, samenesses_of
from yizhan.journal.replay import rebuild
from yizhan.kernel.acting import legal_day
from yizhan.kernel.refusals import Forbidden, NotFound, Refused

HELPER, COUNTY = "t522601100-helper", "c522601-civil-affairs-reviewer"
TODAY = legal_day(MONDAY)


def found(who, applicant=APPLICANT, item="dibao", *, today=TODAY, but=""):
    return candidates(by(who).actor, applicant, item, today=today, but=but)


def numbers(who, applicant=APPLICANT, **more):
    return [one.number for one in found(who, applicant, **more)]


def slipped(number):
    """The number with two digits of the year changed places."""
    body = number[:8] + number[9] + number[8] + number[10:17]
    return body + ric.calc_check_digit(body + "0")


def test_one_application_at_the_window_in_the_village_and_at_the_county_is_one_case(world):
    """Within an hour: the window opens it, village and county are asked and find that it is the same."""
    first = Matter().received(lacking=1)
    village, county = MONDAY + timedelta(minutes=20), MONDAY + timedelta(minutes=55)
    brought = [Given(code=first.wanted[-1], originals=1)]
    for who, now, materials in ((HELPER, village, brought), (COUNTY, county, [])):
        act = by(who, now)
        (likely,) = candidates(act.actor, APPLICANT, "dibao", today=act.today)
        assert likely.number == first.number
        sameness.decide_same(act=act, item="dibao", applicant=APPLICANT, first=first.number, materials=materials)
    assert list(Case.objects.values_list("number", flat=True)) == [first.number]
    decided = samenesses_of(first.number)
    assert [(one.account, one.same) for one in decided] == [(HELPER, True), (COUNTY, True)]
    assert [one.at for one in decided] == [village, county]
    assert CaseFact.objects.get(case=first.number, kind="hand-in").account == HELPER
    kept = list(SamenessDecided.objects.order_by("key").values())
    rebuild()
    assert list(SamenessDecided.objects.order_by("key").values()) == kept


def test_a_clerk_of_another_township_learns_number_centre_and_day_and_nothing_of_the_person(world):
    matter = Matter().received()
    (likely,) = found(STRANGER)
    assert (likely.number, likely.opened_on, likely.row, likely.reasons) == (matter.number, TODAY, None, ())
    shown = repr(likely)
    for secret in (APPLICANT.name, APPLICANT.id_number, APPLICANT.phone, APPLICANT.address):
        assert secret not in shown
    (mine,) = found(CLERK)
    assert mine.row.applicant == APPLICANT.name
    assert "same-number" in mine.reasons


def test_a_slip_in_the_number_and_a_name_that_sounds_alike_are_found(world):
    matter = Matter().received()
    assert numbers(CLERK, Party(name="某某某", id_number=slipped(APPLICANT.id_number))) == [matter.number]
    assert numbers(CLERK, Party(name=APPLICANT.name, id_number="522601195001010018")) == [matter.number]
    assert numbers(CLERK, Party(name="某某某", id_number="522601195001010018", phone=APPLICANT.phone)) == [
        matter.number
    ]
    assert numbers(CLERK, Party(name="某某某", id_number="522601195001010018")) == []


def test_another_item_and_an_old_decision_are_not_asked_about(world):
    matter = Matter().received()
    assert numbers(CLERK, item="linshi-jiuzhu") == []
    matter.accepted().reviewed().wait(10).forwarded().decided()
    decided_on = legal_day(matter.now)
    assert numbers(CLERK, today=decided_on + timedelta(days=183)) == [matter.number]
    assert numbers(CLERK, today=decided_on + timedelta(days=184)) == []


def test_another_matter_needs_a_reason_that_is_kept_and_is_not_asked_again(world):
    matter = Matter().received()
    asking = {"item": "dibao", "applicant": APPLICANT, "first": matter.number}
    with pytest.raises(Refused, match="reason-missing"):
        sameness.decide_another(act=by(STRANGER), reason=" ", **asking)
    sameness.decide_another(act=by(STRANGER), reason="户口已经分开，是另一户", **asking)
    (decided,) = samenesses_of(matter.number)
    assert (decided.same, decided.reason, decided.centre) == (False, "户口已经分开，是另一户", "522601101000-centre")
    assert numbers(STRANGER) == numbers(CLERK) == []


def test_nobody_writes_beside_a_case_that_is_not_alike(world):
    matter = Matter().received()
    other = Party(name="赵六", id_number="522601195001010018")
    with pytest.raises(Refused, match="not-alike"):
        sameness.decide_same(act=by(STRANGER), item="dibao", applicant=other, first=matter.number)
    with pytest.raises(Forbidden):
        sameness.decide_same(act=by("t522601100-approver"), item="dibao", applicant=APPLICANT, first=matter.number)
    assert samenesses_of(matter.number) == []


def test_papers_for_a_case_that_is_decided_are_refused_and_nothing_is_written(world):
    matter = Matter().received().accepted().reviewed().wait(10).forwarded().decided()
    papers = [Given(code=matter.wanted[0], originals=1)]
    with pytest.raises(Refused, match="already-decided"):
        sameness.decide_same(
            act=matter.act(STRANGER), item="dibao", applicant=APPLICANT, first=matter.number, materials=papers
        )
    assert samenesses_of(matter.number) == []


def test_a_case_opened_all_the_same_ends_and_names_the_first(world):
    first = Matter().received()
    answers, form = told()
    again = replace(APPLICANT, id_number=slipped(APPLICANT.id_number))
    second = intake.open_case(act=by(STRANGER), item="dibao", applicant=again, answers=answers, form=form)
    intake.submit_case(act=by(STRANGER), number=second, materials=first.papers())
    assert numbers(STRANGER, again, but=second) == [first.number]
    sameness.withdraw_duplicate(act=by(STRANGER, seen=2), number=second, first=first.number)
    seen = case_of_the_node(second, today=TODAY)
    assert seen.case.state == "withdrawn"
    assert first.number in seen.history[-1].event.reason
    (decided,) = samenesses_of(first.number)
    assert (decided.same, decided.duplicate) == (True, second)
    assert numbers(CLERK, but=first.number) == []
    with pytest.raises(NotFound):
        sameness.withdraw_duplicate(act=by(CLERK), number=second, first=first.number)


def test_a_repeat_of_the_request_decides_once(world):
    matter = Matter().received()
    asked = {"item": "dibao", "applicant": APPLICANT, "first": matter.number, "reason": "另一户"}
    for _ in range(2):
        act = by(STRANGER, key="k1", digest="d")
        assert sameness.decide_another(act=act, **asked) == matter.number
    assert len(samenesses_of(matter.number)) == 1
