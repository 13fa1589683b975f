"""Notices of a case declared void and issued anew: by whom, beside the case, and what undoing makes of it."""

from dataclasses import replace

import pytest

from tests.support.matters import CLERK, REVIEWER, STRANGER, Matter
from tests.support.worlds import world  # noqa: F401
from yizhan.cases.access import case_of_the_node
from yizhan.cases.actions import ending, voiding
from yizhan.journal import verification
from yizhan.journal.replay import rebuild
from yizhan.kernel.acting import legal_day
from yizhan.kernel.hashing import sm3
from yizhan.kernel.refusals import Forbidden, NotFound, Refused
from yizhan.papers.actions import render_notice
from yizhan.papers.models import Notice, NoticeVoided
from yizhan.papers.queries import notices_of_case, verify_by_file
from yizhan.papers.void_queries import voiding_of

pytestmark = pytest.mark.usefixtures("world")
WHY = "开错了件"


def seen(matter):
    """The case as it stands."""
    return case_of_the_node(matter.number, today=legal_day(matter.now))


def newest(matter):
    """The number of its newest notice."""
    return notices_of_case(matter.number)[-1].number


def void(matter, who=CLERK, **more):
    """Its newest notice declared void; answers the number."""
    notice = more.pop("notice", None) or newest(matter)
    voiding.void_notice(act=matter.act(who), number=matter.number, notice=notice, reason=WHY, **more)
    return notice


def again(matter, notice, who=CLERK):
    """Issued anew; answers the new number."""
    voiding.reissue_notice(act=matter.act(who), number=matter.number, notice=notice)
    return newest(matter)


def test_a_void_notice_leaves_its_act_as_it_is_and_no_form_stale():
    matter = Matter().received().accepted()
    version = seen(matter).version
    notice = void(matter)
    assert (seen(matter).version, seen(matter).case.state) == (version, "accepted")
    assert [one.number for one in seen(matter).issued if one.is_untold] == [notice]


def test_the_act_is_told_anew_with_another_number_that_names_the_first():
    matter = Matter().received().accepted()
    first = void(matter)
    second = again(matter, first)
    old, new = Notice.objects.get(number=first), Notice.objects.get(number=second)
    assert (new.template, new.replaces) == ("acceptance", first)
    assert {**new.data, "date": ""} == {**old.data, "date": ""}
    with pytest.raises(Refused, match="already-replaced"):
        again(matter, first)
    third = again(matter, void(matter))
    assert Notice.objects.get(number=third).replaces == second


def test_whoever_verifies_a_printed_one_reads_that_it_is_void_and_what_counts():
    matter = Matter().received().accepted()
    notice = newest(matter)
    paper = render_notice(notice, matter.act(CLERK))
    with pytest.raises(Refused, match="slip-not-told"):
        void(matter)
    void(matter, slip="out", why_out="申请人带走了，电话没有打通")
    second = again(matter, notice)
    found = verify_by_file(sm3(paper).hex())
    assert (found.state, found.replaced_by) == ("voided", second)


def test_an_act_told_anew_is_taken_back_with_the_notice_that_stands():
    matter = Matter().received().accepted()
    second = again(matter, void(matter))
    ending.undo_act(act=matter.act(CLERK), number=matter.number)
    assert voiding_of(second) is not None
    assert seen(matter).case.state == "submitted"
    with pytest.raises(Refused, match="nothing-to-tell"):
        again(matter, second)


def test_an_act_whose_first_notice_went_out_is_not_taken_back():
    matter = Matter().received().accepted()
    render_notice(newest(matter), matter.act(CLERK))
    again(matter, void(matter, slip="returned"))
    with pytest.raises(Refused, match="notice-went-out"):
        ending.undo_act(act=matter.act(CLERK), number=matter.number)


def test_an_act_whose_unprinted_notice_is_void_already_is_taken_back_without_another_voiding():
    matter = Matter().received().accepted()
    void(matter)
    ending.undo_act(act=matter.act(CLERK), number=matter.number)
    assert seen(matter).history[-1].event.voided == ""
    assert NoticeVoided.objects.count() == 1


def test_colleagues_strangers_and_other_centres_void_nothing():
    matter = Matter().received().accepted()
    with pytest.raises(Refused, match="not-your-notice"):
        void(matter, "t522601100-clerk-b")
    with pytest.raises(NotFound):
        void(matter, STRANGER)
    with pytest.raises((NotFound, Forbidden)):
        void(matter, "t522601100-helper")
    with pytest.raises(NotFound):
        void(matter, notice="WS0")
    assert void(matter, REVIEWER)


def test_the_same_request_twice_voids_and_issues_once():
    matter = Matter().received().accepted()
    notice = newest(matter)
    for name, action, what in (
        ("a", voiding.void_notice, {"notice": notice, "reason": WHY}),
        ("b", voiding.reissue_notice, {"notice": notice}),
    ):
        for _ in range(2):
            action(act=replace(matter.act(CLERK), key=name, digest="d"), number=matter.number, **what)
    assert NoticeVoided.objects.count() == 1
    assert Notice.objects.filter(replaces=notice).count() == 1


def test_rows_and_chains_are_sound_after_a_rebuild():
    matter = Matter().received().accepted()
    again(matter, void(matter))
    before = list(NoticeVoided.objects.values()), list(Notice.objects.order_by("number").values())
    rebuild()
    assert (list(NoticeVoided.objects.values()), list(Notice.objects.order_by("number").values())) == before
    assert verification.verify().faults == []
