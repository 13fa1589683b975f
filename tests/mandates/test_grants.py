"""Grants and seals in the journal, in their rows and in the answer to who may conclude."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.mandates.conftest import FORESTRY, TOWN
from yizhan.accounts.rules import CaseFacts, may
from yizhan.journal.replay import rebuild
from yizhan.journal.verification import verify
from yizhan.kernel.refusals import Forbidden, NotFound, NotHolder, Refused
from yizhan.mandates import actions, queries
from yizhan.mandates.models import Grant, Seal

STARTS = date(2026, 1, 1)


def delegate(people, **change):
    return actions.grant(
        **{
            "act": people["forester"],
            "kind": "delegation",
            "grantor": FORESTRY,
            "grantee": TOWN,
            "items": ["lincai"],
            "powers": ["accept", "decide"],
            "starts": STARTS,
            "document": "凯林委〔2026〕1号",
            **change,
        }
    )


def mandate(people, **change):
    return actions.grant(
        **{
            "act": people["mayor"],
            "kind": "mandate",
            "grantor": TOWN,
            "grantee": "clerk",
            "items": ["*"],
            "powers": ["decide"],
            "starts": STARTS,
            "document": "三棵树镇授权书2026-1",
            "hear_within_days": None,
            **change,
        }
    )


def decides(people, today=None):
    act = people["clerk"]
    case = CaseFacts(
        number="1",
        division="522601100000",
        centre="522601100000-centre",
        holder=TOWN,
        item="lincai",
        deciding=FORESTRY,
    )
    day = today or act.today
    grants = queries.grants_for(act.actor, item="lincai", today=day)
    return may(actor=act.actor, act="decide", case=case, grants=grants, today=day)


def test_with_a_delegation_and_a_mandate_the_clerk_concludes(people):
    assert decides(people).code == "no-delegation"
    delegation = delegate(people)
    assert decides(people).code == "no-mandate"
    given = mandate(people)
    answer = decides(people)
    assert (answer.allowed, answer.relied_on) == (True, (delegation, given))


def test_a_grant_falls_silent_until_it_is_confirmed(people):
    day = people["clerk"].today
    delegation = delegate(people, hear_within_days=30, starts=day)
    mandate(people)
    late = day + timedelta(days=31)
    assert decides(people, day + timedelta(days=30)).allowed
    assert decides(people, late).code == "must-hear-again"
    later = replace(people["forester"], now=people["forester"].now + timedelta(days=31))
    actions.confirm(act=later, grant_id=delegation)
    assert decides(people, late).allowed


def test_a_revoked_grant_carries_nothing(people):
    delegation = delegate(people)
    mandate(people)
    actions.revoke(act=people["forester"], grant_id=delegation, reason="机构调整")
    assert decides(people).code == "no-delegation"
    with pytest.raises(Refused, match="already-revoked"):
        actions.revoke(act=people["forester"], grant_id=delegation, reason="再次")


def test_grants_of_other_items_and_days_are_not_read(people):
    delegate(people, items=["dibao"])
    mandate(people, ends=STARTS)
    assert queries.grants_for(people["clerk"].actor, item="lincai", today=people["clerk"].today) == ()


def test_grants_are_read_by_one_statement(people, django_assert_num_queries):
    delegate(people)
    with django_assert_num_queries(1):
        queries.grants_for(people["clerk"].actor, item="lincai", today=people["clerk"].today)


def test_only_the_grantor_confirms_and_revokes(people):
    delegation = delegate(people)
    with pytest.raises(NotFound):
        actions.revoke(act=people["stranger"], grant_id=delegation, reason="x")
    with pytest.raises(Forbidden):
        actions.revoke(act=people["clerk"], grant_id=delegation, reason="x")
    with pytest.raises(Forbidden):
        actions.confirm(act=people["mayor"], grant_id=delegation)


def test_a_county_wide_manager_of_another_organ_does_not_hold_the_grant(people):
    given = mandate(people)
    with pytest.raises(NotHolder):
        actions.revoke(act=people["forester"], grant_id=given, reason="x")


def test_nobody_grants_without_the_right_to(people):
    with pytest.raises(Forbidden):
        mandate(people, act=people["clerk"])
    with pytest.raises(Forbidden, match="not-the-grantor"):
        mandate(people, act=people["forester"])
    with pytest.raises(NotFound):
        delegate(people, grantee="522622000000-forestry")
    with pytest.raises(NotFound):
        mandate(people, grantee="nobody")


def test_a_delegation_is_not_passed_on(people):
    delegate(people)
    station = "522601000000-civil_affairs"
    with pytest.raises(Refused, match="delegation-passed-on"):
        actions.grant(
            act=people["mayor"],
            kind="delegation",
            grantor=TOWN,
            grantee=station,
            items=["lincai"],
            powers=["decide"],
            starts=STARTS,
            document="x",
        )


def test_who_may_decide_is_asked_by_the_organ(people):
    mandate(people)
    assert queries.who_may("decide", organ=TOWN, item="dibao", today=people["clerk"].today) == ("clerk",)
    assert queries.who_may("review", organ=TOWN, item="dibao", today=people["clerk"].today) == ()


def test_a_seal_changes_hands_and_goes_out_of_use(people):
    act = people["mayor"]
    seal = actions.issue_seal(
        act=act, name="三棵树镇审批服务专用章", kind="approval", document="凯府〔2026〕3号", keeper="clerk"
    )
    assert [row.id for row in queries.keeps(people["clerk"].actor, TOWN, today=act.today)] == [seal]
    actions.hand_seal(act=people["clerk"], seal_id=seal, keeper="mayor", until=act.today)
    assert queries.keeps(people["clerk"].actor, TOWN, today=act.today) == []
    assert len(queries.keeps(people["clerk"].actor, TOWN, today=act.today + timedelta(days=1))) == 1
    with pytest.raises(Forbidden):
        actions.hand_seal(act=people["clerk"], seal_id=seal, keeper="clerk")
    with pytest.raises(NotFound):
        actions.stop_seal(act=people["stranger"], seal_id=seal, notice="x", reason="y")
    actions.stop_seal(act=act, seal_id=seal, notice="2026年第3号公告", reason="磨损")
    assert queries.keeps(act.actor, TOWN, today=act.today) == []


def test_rows_are_the_same_after_a_rebuild(people):
    revoked = delegate(people)
    actions.revoke(act=people["forester"], grant_id=revoked, reason="机构调整")
    mandate(people)
    actions.issue_seal(act=people["mayor"], name="章", kind="formal", document="文", keeper="mayor")
    before = [list(model.objects.order_by("pk").values()) for model in (Grant, Seal)]
    assert verify().faults == []
    rebuild()
    assert [list(model.objects.order_by("pk").values()) for model in (Grant, Seal)] == before
