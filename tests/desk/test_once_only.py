"""What happens to a case once, asked by two at the same moment: the second is told that it is done."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connection

from tests.desk.conftest import CLERK, COUNTY_REVIEWER, REVIEWER
from yizhan.cases.actions import hands, satellites
from yizhan.cases.models import CaseFact
from yizhan.kernel.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meeting(monkeypatch):
    """`meeting(place, name)`: whoever has asked this rule waits a moment for a second one who asks it."""

    def made(place, name):
        both, rule = Barrier(2), getattr(place, name)

        def asked(*args, **named):
            found = rule(*args, **named)
            with suppress(BrokenBarrierError):
                both.wait(0.5)
            return found

        monkeypatch.setattr(place, name, asked)

    return made


def together(*deeds):
    """What each came to: nothing to complain of, or the code of its refusal."""

    def outcome(deed):
        try:
            deed()
        except Refused as refused:
            return refused.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(outcome, deeds))


def test_a_result_is_handed_out_once(matter, meeting):
    one = matter()
    number, other = one.certified(), replace(one.applicant, name="王冒领", id_number="")
    meeting(satellites.rules, "hand_out")
    acts = [(one.by(CLERK), one.applicant), (one.by(COUNTY_REVIEWER), other)]
    deeds = [
        lambda act=act, who=who: satellites.hand_out(
            act=act, number=number, collector=who, service=replace(satellites.NOT_TOLD, proxy_reason="代领")
        )
        for act, who in acts
    ]
    assert together(*deeds) == ["already-delivered", "done"]
    assert CaseFact.objects.filter(case=number, kind="hand-out").count() == 1


def test_a_case_is_evaluated_once(matter, meeting):
    one = matter()
    number = one.accepted()
    meeting(satellites.rules, "evaluate")
    deeds = [
        lambda grade=grade: satellites.evaluate_case(act=one.by(CLERK), number=number, grade=grade, channel="1")
        for grade in ("1", "5")
    ]
    assert together(*deeds) == ["already-evaluated", "done"]


def test_a_case_is_taken_in_hand_by_one(matter, meeting):
    one = matter()
    number = one.accepted()
    meeting(hands, "taken_by")
    deeds = [lambda who=who: hands.take_case(act=one.by(who), number=number) for who in (CLERK, REVIEWER)]
    assert together(*deeds) == ["done", "taken-by-another"]
