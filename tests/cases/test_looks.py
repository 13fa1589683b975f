"""When a case is looked at next: not before silence decides, and not a day after; a look that finds nothing waits."""

from datetime import timedelta

import pytest

from tests.cases.given import (
    FRIDAY,
    NO_HOLIDAYS,
    TUESDAY,
    accepted,
    after,
    lapse,
    licence,
    stopped,
    wd,
)
from tests.support.matters import Matter
from tests.support.worlds import world  # noqa: F401
from yizhan.cases import events as e
from yizhan.cases.actions import settling
from yizhan.cases.models import Case
from yizhan.cases.projections import look_on
from yizhan.cases.rules.settling import settle

SILENCE = licence(lapses=[lapse("accepted", "granted", 12)])
EXTENDED = e.Extended(on=TUESDAY, limit=wd(10), approved_by="王", office="organ-head", reason="复杂")
STOPPED = stopped(TUESDAY, wd(5))
HISTORIES = {
    "plain": (),
    "extended": (EXTENDED,),
    "stopped and told how long": (STOPPED,),
    "resumed early": (STOPPED, e.ClockResumed(on=FRIDAY, stop=1)),
    "both": (EXTENDED, STOPPED),
}


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
def test_the_look_is_on_the_day_on_which_silence_decides(history):
    case = accepted(*history)
    look = look_on(case, SILENCE, NO_HOLIDAYS)
    assert settle(case, SILENCE, (), look - timedelta(days=1), NO_HOLIDAYS) == ()
    [done] = settle(case, SILENCE, (), look, NO_HOLIDAYS)
    assert after(case, done.event).decision.deemed == "granted"


def test_a_look_that_finds_nothing_keeps_no_other_case_waiting(world, monkeypatch):
    monkeypatch.setattr(settling, "AT_ONCE", 1)
    idle, lapsing = Matter().received().accepted().reviewed(), Matter().received(lacking=1).asked()
    rows = Case.objects.filter(number__in=[idle.number, lapsing.number]).values_list("number", "look_on")
    assert all(day is not None for _, day in rows)
    late = max(idle.now, lapsing.now) + timedelta(days=400)
    assert settling.settle_due(now=late) == 1
    assert Case.objects.get(number=lapsing.number).state == "abandoned"
    assert Case.objects.get(number=idle.number).state == "under-review"
