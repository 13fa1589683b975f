"""Taking the newest act back: who may, what cannot, and that the state is the one before."""

from dataclasses import replace

import pytest

from tests.cases.given import MONDAY, refused
from yizhan.cases import events as e
from yizhan.cases.rules.undoing import Newest, undo
from yizhan.cases.state import Case, Leg, evolve
from yizhan.kernel.periods import Limit

LEG = Leg(index=0, organ="o", number="1")
CASE = Case(number="1", state="under-review", form={"address": "一组"}, legs=(LEG,))
DONE = e.CorrectedOnTheSpot(on=MONDAY, what="住址", form={"address": "二组"})


ELSEWHERE = e.Proof(system="省平台", number="1", on=MONDAY)
ACCEPTED = e.Accepted(on=MONDAY, statutory=Limit.parse("20wd"), promised=None, notice="WS1")


def newest(**changes):
    """The entry that would be taken back."""
    return Newest(**{"no": 3, "kind": "CorrectedOnTheSpot", "account": "clerk-a"} | changes)


def taken_back(case, *, account="clerk-a", time_acted=False, **changes):
    """The event."""
    return undo(case, newest=newest(**changes), account=account, time_acted=time_acted, today=MONDAY)


def test_the_case_is_as_it_was_before():
    after = evolve(CASE, DONE)
    event = taken_back(after)
    assert (event.entry, event.act) == (3, "CorrectedOnTheSpot")
    assert evolve(after, event) == CASE


def test_only_the_newest_act_is_taken_back_and_only_once():
    twice = evolve(evolve(CASE, DONE), e.CorrectedOnTheSpot(on=MONDAY, what="村", form={"village": "三组"}))
    once = evolve(twice, taken_back(twice))
    assert once.form == {"address": "二组"}
    with refused("cannot-be-undone"):
        taken_back(once, kind="Undone")
    assert once.before is None


@pytest.mark.parametrize(
    "event",
    [
        e.CorrectedOnTheSpot(on=MONDAY, what="别处交来", fact="at:1:c#1"),
        e.Corrected(on=MONDAY, materials=(), notice="WS1"),
        e.Decided(
            on=MONDAY, granted=True, number="1", notice="WS1", proof=e.Proof(system="省平台", number="1", on=MONDAY)
        ),
        e.NotCompetent(on=MONDAY, competent="县民政局", reason="不属于本机关职权", notice="WS1"),
        e.Publicised(on=MONDAY, step="publicity", place="村务公开栏", minimum=Limit.parse("7d"), stops_clock=False),
    ],
    ids=["from a fact", "told by a notice", "decided elsewhere", "told on the spot", "posted up"],
)
def test_what_others_have_heard_of_stays_done(event):
    with refused("cannot-be-undone"):
        taken_back(evolve(CASE, event))


def test_nobody_takes_back_what_another_did():
    with refused("not-yours-to-undo"):
        taken_back(evolve(CASE, DONE), account="clerk-b")


def test_what_time_did_since_stands():
    with refused("time-has-acted"):
        taken_back(evolve(CASE, DONE), time_acted=True)


@pytest.mark.parametrize(
    "event",
    [
        ACCEPTED,
        e.CorrectionRequested(on=MONDAY, wanted=(e.Wanted(code="means", reason="缺"),), reply=None, notice="WS1"),
        e.Decided(on=MONDAY, granted=False, number="1", reason="不符合条件", notice="WS1"),
    ],
    ids=["acceptance", "correction", "refusal"],
)
def test_what_an_unprinted_notice_tells_is_taken_back_and_its_number_stays_drawn(event):
    case = Case(number="1", state="submitted", legs=(LEG,))
    after = evolve(case, event)
    taken = taken_back(after, kind=type(event).__name__, notice="WS1")
    assert taken.voided == "WS1"
    assert evolve(after, taken) == replace(case, notices=("WS1",))


def test_what_was_opened_for_printing_stays_done():
    with refused("notice-went-out") as told:
        taken_back(evolve(CASE, ACCEPTED), kind="Accepted", notice="WS1", out=True)
    assert told.value.facts == {"notice": "WS1"}
