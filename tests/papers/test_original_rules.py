"""Paper originals: one holder at a time, whatever is tried."""

from datetime import date

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from yizhan.journal.events import Erased, HandedOver
from yizhan.kernel.refusals import Invalid, Refused
from yizhan.papers import original_rules as rules
from yizhan.papers.events import Hand, OriginalTakenIn
from yizhan.papers.projections import original_rows
from yizhan.papers.state import HELD, MISSING, OUT, UNDER_WAY, Original, evolve, initial

DAY = date(2026, 3, 2)
TOWN, TOWN_TOO, COUNTY = (
    Hand(account="wu", organ="522601100000-government", centre="522601100000-centre"),
    Hand(account="long", organ="522601100000-government", centre="522601100000-centre"),
    Hand(account="yang", organ="522601000000-civil_affairs", centre="522601000000-centre"),
)
PEOPLE = (TOWN, TOWN_TOO, COUNTY)


def taken(kind: str = "household-book", hand: Hand = TOWN, **changes: object) -> Original:
    """An original just taken in."""
    facts = {"case": "52260110000026QK000001X", "kind": kind, "pages": 6, "hand": hand, "on": DAY, "owner": "杨秀兰"}
    return evolve(initial("original:YJ1"), rules.take_in(OriginalTakenIn(**{**facts, **changes})))


def under_way(to: Hand = COUNTY) -> Original:
    """An original on its way."""
    one = taken()
    return evolve(one, rules.give(one, by=TOWN.account, to=to, slip="WS1", today=DAY))


def lost() -> Original:
    """An original that nobody finds."""
    one = taken()
    return evolve(one, rules.miss(one, reason="清点时不在", today=DAY))


def returned() -> Original:
    """An original that its owner has again."""
    one = taken()
    back = rules.hand_back(one, by=TOWN, mode="self", receiver="杨秀兰", proxy_reason="", today=DAY)
    return evolve(one, back)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "passport"}, "kind"),
        ({"pages": 0}, "pages"),
        ({"owner": ""}, "owner"),
        ({"kind": "other"}, "description"),
        ({"description": "长" * 201}, "description"),
    ],
)
def test_a_paper_is_taken_in_with_kind_pages_and_owner(changes: dict[str, object], field: str):
    with pytest.raises(Invalid) as refused:
        taken(**changes)
    assert list(refused.value.errors) == [field]


def test_only_the_holder_gives():
    with pytest.raises(Refused, match="not-your-original"):
        rules.give(taken(), by=TOWN_TOO.account, to=COUNTY, slip="WS1", today=DAY)


def test_nobody_gives_to_himself():
    with pytest.raises(Refused, match="same-person"):
        rules.give(taken(), by=TOWN.account, to=TOWN, slip="WS1", today=DAY)


def test_what_is_under_way_is_neither_given_on_nor_handed_back_nor_placed():
    one = under_way()
    for person in PEOPLE:
        with pytest.raises(Refused, match="original-under-way"):
            rules.give(one, by=person.account, to=TOWN_TOO, slip="WS2", today=DAY)
        with pytest.raises(Refused, match="original-under-way"):
            rules.hand_back(one, by=person, mode="self", receiver="杨秀兰", proxy_reason="", today=DAY)
        with pytest.raises(Refused, match="original-under-way"):
            rules.place(one, by=person.account, where="3号柜", today=DAY)


def test_only_the_named_receiver_confirms_or_declines():
    one = under_way()
    for person in (TOWN, TOWN_TOO):
        with pytest.raises(Refused, match="not-receiver"):
            rules.receive(one, by=person.account, today=DAY)
        with pytest.raises(Refused, match="not-receiver"):
            rules.decline(one, by=person.account, reason="不是我的", today=DAY)
    confirmed = evolve(one, rules.receive(one, by=COUNTY.account, today=DAY))
    assert (confirmed.status, confirmed.hand, confirmed.to) == (HELD, COUNTY, None)
    back = evolve(one, rules.decline(one, by=COUNTY.account, reason="缺一页", today=DAY))
    assert (back.status, back.hand, back.to) == (HELD, TOWN, None)


def test_declining_needs_a_reason():
    with pytest.raises(Refused, match="reason-missing"):
        rules.decline(under_way(), by=COUNTY.account, reason="", today=DAY)


def test_what_is_not_under_way_is_not_confirmed():
    with pytest.raises(Refused, match="not-under-way"):
        rules.receive(taken(), by=TOWN.account, today=DAY)


def test_a_missing_one_is_found_before_anything_else_happens_to_it():
    one = lost()
    for attempt in (
        lambda: rules.give(one, by=TOWN.account, to=COUNTY, slip="WS1", today=DAY),
        lambda: rules.receive(one, by=TOWN.account, today=DAY),
        lambda: rules.miss(one, reason="又不在", today=DAY),
    ):
        with pytest.raises(Refused, match="original-missing"):
            attempt()
    again = evolve(one, rules.find(one, hand=TOWN_TOO, reason="夹在档案里", today=DAY))
    assert (again.status, again.hand) == (HELD, TOWN_TOO)
    with pytest.raises(Refused, match="not-missing"):
        rules.find(again, hand=TOWN, reason="又找到", today=DAY)


def test_who_leads_the_centre_takes_over_what_lies_with_somebody_who_is_away():
    one = taken()
    with pytest.raises(Refused, match="not-your-original"):
        rules.take_over(one, hand=COUNTY, reason="休假", today=DAY)
    with pytest.raises(Refused, match="reason-missing"):
        rules.take_over(one, hand=TOWN_TOO, reason="", today=DAY)
    with pytest.raises(Refused, match="same-person"):
        rules.take_over(one, hand=TOWN, reason="休假", today=DAY)
    with pytest.raises(Refused, match="original-under-way"):
        rules.take_over(under_way(), hand=TOWN_TOO, reason="休假", today=DAY)
    placed = evolve(one, rules.place(one, by=TOWN.account, where="3号柜", today=DAY))
    after = evolve(placed, rules.take_over(placed, hand=TOWN_TOO, reason="休假", today=DAY))
    assert (after.hand, after.status, after.place) == (TOWN_TOO, HELD, "3号柜")


def test_what_went_back_is_no_longer_ours():
    one = returned()
    assert not one.is_out
    for attempt in (
        lambda: rules.give(one, by=TOWN.account, to=COUNTY, slip="WS1", today=DAY),
        lambda: rules.miss(one, reason="不在", today=DAY),
        lambda: rules.retain(one, by=TOWN.account, ground="surrendered", reason="收回", today=DAY),
    ):
        with pytest.raises(Refused, match="original-ended"):
            attempt()


def test_a_proxy_takes_it_with_a_reason():
    with pytest.raises(Invalid) as refused:
        rules.hand_back(taken(), by=TOWN, mode="proxy", receiver="杨光明", proxy_reason="", today=DAY)
    assert refused.value.errors == {"proxy_reason": ["missing"]}


def test_it_stays_with_us_only_for_a_reason_and_replaced_only_after_a_loss():
    with pytest.raises(Refused, match="reason-missing"):
        rules.retain(taken(), by=TOWN.account, ground="surrendered", reason="", today=DAY)
    with pytest.raises(Refused, match="not-missing"):
        rules.retain(taken(), by=TOWN.account, ground="replaced", reason="已补办", today=DAY)
    with pytest.raises(Invalid):
        rules.retain(taken(), by=TOWN.account, ground="because", reason="已收回", today=DAY)
    assert not evolve(
        lost(), rules.retain(lost(), by=TOWN.account, ground="replaced", reason="已补办", today=DAY)
    ).is_out


def test_a_result_is_taken_from_the_shelf_by_anybody_of_its_centre_and_by_nobody_else():
    one = taken(rules.RESULT)
    lying = evolve(one, rules.shelve(one, by=TOWN.account, number=1, today=DAY))
    with pytest.raises(Refused, match="not-your-original"):
        rules.hand_back(lying, by=COUNTY, mode="self", receiver="杨秀兰", proxy_reason="", today=DAY)
    out = rules.hand_back(lying, by=TOWN_TOO, mode="self", receiver="杨秀兰", proxy_reason="", today=DAY)
    assert evolve(lying, out).shelf is None


def test_only_results_lie_on_the_shelf():
    with pytest.raises(Refused, match="not-a-result"):
        rules.shelve(taken(), by=TOWN.account, number=1, today=DAY)


@pytest.mark.parametrize(("used", "free"), [([], 1), ([1, 2], 3), ([2, 3], 1), ([1, 4, 2], 3)])
def test_the_smallest_free_number_is_drawn(used: list[int], free: int):
    assert rules.smallest_free(used) == free


def test_a_count_names_what_is_not_there_and_refuses_what_is_not_his():
    assert rules.counted(["a", "b", "c"], there=["b", "b"]) == (["b"], ["a", "c"])
    with pytest.raises(Invalid, match="not-in-hand"):
        rules.counted(["a"], there=["z"])


def test_an_erased_original_shows_nothing_personal():
    erased = evolve(taken(description="杨家的"), Erased(ground="到期", first_person="甲", second_person="乙"))
    (row,) = original_rows("original:YJ1", erased)
    assert (row.owner, row.description, row.pages) == ("", "", 6)


def test_an_unknown_event_is_not_passed_over():
    with pytest.raises(TypeError):
        evolve(taken(), object())


class Custody(RuleBasedStateMachine):
    """Anybody tries anything in any order; what the rules let through is folded."""

    @initialize(hand=st.sampled_from(PEOPLE))
    def take_in(self, hand: Hand) -> None:
        self.original = taken(hand=hand)

    def attempt(self, act) -> None:
        """Fold what the rule gives, with the journal's hand-over as the actions write it."""
        try:
            self.original = evolve(self.original, act())
        except (Refused, Invalid):
            return
        self.original = evolve(self.original, HandedOver(organ="x", node="n", centre="c"))

    @rule(by=st.sampled_from(PEOPLE), to=st.sampled_from(PEOPLE))
    def give(self, by: Hand, to: Hand) -> None:
        self.attempt(lambda: rules.give(self.original, by=by.account, to=to, slip="WS", today=DAY))

    @rule(by=st.sampled_from(PEOPLE))
    def receive(self, by: Hand) -> None:
        self.attempt(lambda: rules.receive(self.original, by=by.account, today=DAY))

    @rule(by=st.sampled_from(PEOPLE))
    def decline(self, by: Hand) -> None:
        self.attempt(lambda: rules.decline(self.original, by=by.account, reason="退回", today=DAY))

    @rule(by=st.sampled_from(PEOPLE))
    def place(self, by: Hand) -> None:
        self.attempt(lambda: rules.place(self.original, by=by.account, where="3号柜", today=DAY))

    @rule()
    def miss(self) -> None:
        self.attempt(lambda: rules.miss(self.original, reason="不在", today=DAY))

    @rule(hand=st.sampled_from(PEOPLE))
    def find(self, hand: Hand) -> None:
        self.attempt(lambda: rules.find(self.original, hand=hand, reason="找到", today=DAY))

    @rule(by=st.sampled_from(PEOPLE))
    def hand_back(self, by: Hand) -> None:
        self.attempt(
            lambda: rules.hand_back(self.original, by=by, mode="self", receiver="杨秀兰", proxy_reason="", today=DAY)
        )

    @rule(hand=st.sampled_from(PEOPLE))
    def take_over(self, hand: Hand) -> None:
        self.attempt(lambda: rules.take_over(self.original, hand=hand, reason="休假", today=DAY))

    @rule(by=st.sampled_from(PEOPLE), ground=st.sampled_from(rules.GROUNDS))
    def retain(self, by: Hand, ground: str) -> None:
        self.attempt(lambda: rules.retain(self.original, by=by.account, ground=ground, reason="依法", today=DAY))

    @invariant()
    def has_one_holder_or_is_named_missing(self) -> None:
        one = getattr(self, "original", None)
        if one is None:
            return
        assert one.hand is not None
        assert one.is_out == (one.status in OUT) == (one.ended is None)
        assert (one.status == UNDER_WAY) <= (one.to is not None)
        assert (one.to is not None) <= (one.status in {UNDER_WAY, MISSING})
        assert not (one.place and one.status not in {HELD, MISSING})
        assert one.to is None or one.to != one.hand


TestCustody = Custody.TestCase
TestCustody.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
