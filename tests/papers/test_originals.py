"""Custody of paper originals by the actions: who has what is known at every moment, and what is gone is named."""

from datetime import timedelta
from random import Random

import pytest

from tests.support.matters import CLERK, COUNTY_APPROVER, COUNTY_REVIEWER, REVIEWER, STRANGER
from tests.support.worlds import MONDAY, by, world  # noqa: F401
from yizhan.journal import verification
from yizhan.journal.replay import rebuild
from yizhan.kernel.refusals import Forbidden, Invalid, NotFound, NotHolder, Refused
from yizhan.papers import original_actions as actions
from yizhan.papers import original_queries as queries
from yizhan.papers.access import originals_for_actor
from yizhan.papers.models import Notice, OriginalsCount, PaperOriginal
from yizhan.papers.original_actions import Paper
from yizhan.papers.state import HELD, MISSING, OUT, RETURNED, UNDER_WAY

CASE = "52260110000026QK000001X"
CLERK_B, MANAGER = "t522601100-clerk-b", "t522601100-manager"
THREE_OFFICES = (CLERK, CLERK_B, REVIEWER, COUNTY_REVIEWER, COUNTY_APPROVER, STRANGER, "t522601101-reviewer")
BOOK, CARD = Paper(kind="household-book", pages=6), Paper(kind="identity-card", description="快到期")
pytestmark = pytest.mark.usefixtures("world")


def taken(*papers: Paper, who: str = CLERK, owner: str = "杨秀兰", case: str = CASE) -> list[str]:
    """Papers taken in by somebody."""
    return actions.take_in(act=by(who), case=case, papers=papers or [BOOK], owner=owner)


def row(number: str) -> PaperOriginal:
    """The row of an original."""
    return PaperOriginal.objects.get(number=number)


def test_papers_taken_in_have_numbers_a_holder_and_their_owner():
    first, second = taken(BOOK, CARD)
    assert first != second
    assert (row(first).status, row(first).account, row(first).pages) == (HELD, CLERK, 6)
    assert (row(second).owner, row(second).description, row(second).case) == ("杨秀兰", "快到期", CASE)
    assert [one.number for one in queries.in_hand(CLERK)] == sorted([first, second])


def test_a_hand_over_is_on_a_slip_and_ends_with_the_receivers_word():
    numbers = taken(BOOK, CARD)
    slip = actions.give(act=by(CLERK), numbers=numbers, to=COUNTY_REVIEWER)
    assert {row(number).status for number in numbers} == {UNDER_WAY}
    assert [one.number for one in queries.on_slip(COUNTY_REVIEWER, slip)] == sorted(numbers)
    assert queries.in_hand(CLERK) == []
    assert len(queries.given_away(CLERK)) == 2
    actions.receive(act=by(COUNTY_REVIEWER), numbers=numbers)
    assert {(row(number).account, row(number).organ) for number in numbers} == {
        (COUNTY_REVIEWER, "522601000000-civil_affairs")
    }


def test_a_slip_says_nothing_about_the_owners():
    slip = actions.give(act=by(CLERK), numbers=taken(CARD), to=CLERK_B)
    assert "杨秀兰" not in str(Notice.objects.get(number=slip).data)
    assert Notice.objects.get(number=slip).seal == "none"


def test_declined_it_is_the_givers_again_and_he_can_give_it_to_another():
    (number,) = taken()
    actions.give(act=by(CLERK), numbers=[number], to=COUNTY_REVIEWER)
    actions.decline(act=by(COUNTY_REVIEWER), number=number, reason="不归我科")
    assert (row(number).status, row(number).account) == (HELD, CLERK)
    actions.give(act=by(CLERK), numbers=[number], to=CLERK_B)
    actions.receive(act=by(CLERK_B), numbers=[number])
    assert row(number).account == CLERK_B


def test_all_or_none_is_given():
    mine, other = taken(BOOK), taken(CARD, who=CLERK_B)
    with pytest.raises(Refused, match="not-your-original"):
        actions.give(act=by(CLERK), numbers=[*mine, *other], to=REVIEWER)
    assert row(mine[0]).status == HELD
    assert not Notice.objects.filter(template="original_handover").exists()


def test_the_sender_in_another_organ_can_no_longer_write():
    (number,) = taken()
    actions.give(act=by(CLERK), numbers=[number], to=COUNTY_REVIEWER)
    with pytest.raises(NotHolder):
        actions.report_missing(act=by(CLERK), number=number, reason="没有回音")


def test_a_stranger_does_not_learn_of_it():
    (number,) = taken()
    for attempt in (
        lambda: actions.place(act=by(STRANGER), numbers=[number], where="3号柜"),
        lambda: actions.give(act=by(STRANGER), numbers=[number], to=CLERK),
        lambda: actions.report_missing(act=by(STRANGER), number=number, reason="不在"),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert queries.find(by(STRANGER).actor, number) == []
    assert not originals_for_actor(by("t522601100-helper").actor).exists()


def test_who_has_nothing_to_do_with_it_does_not_report_it_missing():
    (number,) = taken()
    with pytest.raises(Forbidden, match="not-concerned"):
        actions.report_missing(act=by(CLERK_B), number=number, reason="没看见")
    actions.report_missing(act=by(MANAGER), number=number, reason="柜里没有")
    assert row(number).status == MISSING


def test_a_helper_and_an_officer_without_a_counter_keep_no_originals():
    with pytest.raises(Forbidden):
        taken(who="t522601100-helper")
    with pytest.raises(Forbidden):
        actions.give(act=by(CLERK), numbers=taken(), to="t522601100-helper")


def test_the_same_request_twice_gives_once():
    numbers = taken(BOOK, CARD)
    act = by(CLERK, key="k1", digest="d1")
    slip = actions.give(act=act, numbers=numbers, to=CLERK_B)
    assert actions.give(act=act, numbers=numbers, to=CLERK_B) == slip
    confirmed = by(CLERK_B, key="k2", digest="d2")
    actions.receive(act=confirmed, numbers=numbers)
    actions.receive(act=confirmed, numbers=numbers)
    assert [len(queries.history_of(number)) for number in numbers] == [3, 3]


def test_a_count_confirms_what_came_and_names_what_is_not_there():
    book, card, deed = taken(BOOK, CARD, Paper(kind="property-deed"))
    (coming,) = taken(who=CLERK_B)
    actions.give(act=by(CLERK_B), numbers=[coming], to=CLERK)
    act = by(CLERK, key="evening", digest="d")
    assert actions.count(act=act, there=[book, card, coming]) == [deed]
    assert actions.count(act=act, there=[book, card, coming]) == [deed]
    assert (row(coming).status, row(coming).account, row(deed).status) == (HELD, CLERK, MISSING)
    count = OriginalsCount.objects.get()
    assert (count.person, count.there, count.missing) == (CLERK, 3, [deed])
    assert [one.number for one in queries.missing_seen_by(by(MANAGER).actor)] == [deed]
    (clerk,) = [one for one in queries.by_person(by(MANAGER).actor, count.on) if one.account == CLERK]
    assert (clerk.held, clerk.missing, clerk.counted) == (3, 1, True)


def test_a_count_of_what_is_not_his_is_refused_and_names_nothing():
    (mine,), (other,) = taken(), taken(who=CLERK_B)
    with pytest.raises(Invalid, match="not-in-hand"):
        actions.count(act=by(CLERK), there=[other])
    assert row(mine).status == HELD
    assert not OriginalsCount.objects.exists()


def test_what_was_found_is_with_the_finder_and_what_is_gone_for_good_has_a_reason():
    found, gone = taken(BOOK, CARD)
    actions.count(act=by(CLERK), there=[])
    actions.report_found(act=by(CLERK_B), number=found, reason="夹在旧档案里")
    assert (row(found).status, row(found).account) == (HELD, CLERK_B)
    actions.retain(act=by(CLERK), number=gone, ground="replaced", reason="由中心出资补办")
    assert [one.number for one in queries.out_of_case(CASE)] == [found]


def test_only_who_leads_the_centre_takes_over():
    (number,) = taken()
    with pytest.raises(Forbidden):
        actions.take_over(act=by(CLERK_B), number=number, reason="休假")
    with pytest.raises(NotFound):
        actions.take_over(act=by("t522601101-manager"), number=number, reason="休假")
    actions.take_over(act=by(MANAGER), number=number, reason="保管人休产假")
    assert (row(number).status, row(number).account) == (HELD, MANAGER)


def test_results_lie_on_the_smallest_free_number_and_leave_it_when_handed_out():
    cases = [f"case-{place}" for place in range(3)]
    numbers = [actions.shelve(act=by(CLERK), case=case, description="低保证", owner="杨秀兰")[1] for case in cases]
    assert numbers == [1, 2, 3]
    actions.hand_back_from_shelf(act=by(CLERK_B), case=cases[1], receiver="杨秀兰", mode="self")
    assert [one.shelf for one in queries.on_shelf("522601100000-centre")] == [1, 3]
    assert actions.shelve(act=by(REVIEWER), case="case-9", description="", owner="杨秀兰")[1] == 2
    assert actions.shelve(act=by(STRANGER), case="case-x", description="", owner="龙光明")[1] == 1


def test_it_is_found_by_number_slip_and_case():
    book, _ = taken(BOOK, CARD)
    slip = actions.give(act=by(CLERK), numbers=[book], to=CLERK_B)
    for words, many in ((book, 1), (CASE.lower(), 2), (slip, 1), ("", 0), ("李", 0)):
        assert len(queries.find(by(CLERK).actor, words)) == many, words
    assert len(queries.find(by(CLERK).actor, "杨秀兰", cases=[CASE])) == 2


def test_200_originals_through_three_offices_are_never_without_a_holder_and_the_missing_one_is_named():
    random, now = Random(200), MONDAY
    numbers = [
        number
        for place in range(20)
        for number in taken(*[BOOK] * 10, who=THREE_OFFICES[place % 7], case=f"case-{place}")
    ]
    assert len(set(numbers)) == 200
    for _ in range(120):
        now += timedelta(minutes=1)
        giver, receiver = random.sample(THREE_OFFICES, 2)
        mine = [one.number for one in queries.in_hand(giver)]
        if mine:
            actions.give(
                act=by(giver, now), numbers=random.sample(mine, min(len(mine), random.randint(1, 6))), to=receiver
            )
        coming = [one.number for one in queries.to_confirm(random.choice(THREE_OFFICES))]
        for number in random.sample(coming, len(coming) // 2):
            receiver = row(number).to_account
            if random.random() < 0.2:
                actions.decline(act=by(receiver, now), number=number, reason="不归我办")
            else:
                actions.receive(act=by(receiver, now), numbers=[number])
        if mine and random.random() < 0.3 and (still := queries.in_hand(giver)):
            actions.hand_back(act=by(giver, now), numbers=[still[0].number], mode="self", receiver="杨秀兰")
        ours = PaperOriginal.objects.filter(status__in=OUT).values_list("status", "account", "to_account")
        assert all(giver and bool(receiver) == (status == UNDER_WAY) for status, giver, receiver in ours)
    (lost, *_) = random.sample([one.number for who in THREE_OFFICES for one in queries.to_count(who)], 1)
    named = [
        number
        for who in THREE_OFFICES
        for number in actions.count(
            act=by(who, now), there=[one.number for one in queries.to_count(who) if one.number != lost]
        )
    ]
    assert named == [lost]
    statuses = dict(PaperOriginal.objects.filter(number__in=numbers).values_list("number", "status"))
    assert len(statuses) == 200
    assert [number for number in numbers if statuses[number] == MISSING] == [lost]
    assert {*statuses.values()} == {HELD, MISSING, RETURNED}
    before = list(PaperOriginal.objects.order_by("number").values())
    PaperOriginal.objects.all().delete()
    rebuild()
    assert list(PaperOriginal.objects.order_by("number").values()) == before
    assert verification.verify().faults == []
