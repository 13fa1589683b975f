"""What holds of the permission whatever the role, the place and the grants."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.accounts.test_may import CIVIL_AFFAIRS, FORESTRY, HALL, TOWN, TOWNSHIP
from yizhan.accounts.rules import CaseFacts, GrantFacts, may
from yizhan.accounts.verbs import ADMINISTRATORS, NEEDS, ROLES
from yizhan.kernel.acting import Actor, RoleAt

DIVISIONS = st.sampled_from(
    ["520000000000", "522600000000", "522601000000", TOWNSHIP, "522601101000", "522601010000", "522622000000", ""]
)
ORGANS = st.sampled_from([TOWN, FORESTRY, CIVIL_AFFAIRS, "522601101000-government", ""])
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
ROLES_AT = st.builds(RoleAt, role=st.sampled_from(sorted(ROLES)), scope=DIVISIONS)
ACTORS = st.builds(
    Actor,
    account=st.sampled_from(["li", "wang"]),
    name=st.just(""),
    organ=ORGANS,
    centre=st.sampled_from([HALL, "522601101000-centre", ""]),
    roles=st.lists(ROLES_AT, max_size=3).map(tuple),
)
CASES = st.builds(
    CaseFacts,
    number=st.just("1"),
    division=st.just(TOWNSHIP),
    centre=st.just(HALL),
    holder=ORGANS.filter(bool),
    item=st.sampled_from(["dibao", "lincai"]),
    deciding=ORGANS,
    accepting=ORGANS,
    organs=st.lists(ORGANS, max_size=2).map(tuple),
    opened_by=st.sampled_from(["", "li"]),
    applicant_account=st.sampled_from(["", "li"]),
    authorised=st.booleans(),
)
GRANTS = st.builds(
    GrantFacts,
    id=st.uuids().map(str),
    kind=st.sampled_from(["delegation", "mandate"]),
    grantor=ORGANS,
    grantee=ORGANS | st.sampled_from(["li", "wang"]),
    items=st.sampled_from([("*",), ("dibao",), ("lincai",)]),
    powers=st.lists(st.sampled_from(["accept", "review", "decide", "seal"]), unique=True).map(tuple),
    starts=DAYS,
    ends=st.none() | DAYS,
    hear_by=st.none() | DAYS,
)
ACTS = st.sampled_from(sorted(NEEDS))
HANDFUL = st.lists(GRANTS, max_size=5)


@given(ACTORS, ACTS, CASES, HANDFUL, DAYS)
def test_only_the_holder_does_what_is_the_holders(actor, act, case, grants, today):
    answer = may(actor=actor, act=act, case=case, grants=grants, today=today)
    if answer.allowed and NEEDS[act].holder:
        assert actor.organ == case.holder


@given(ACTORS, ACTS, CASES, HANDFUL, DAYS)
def test_what_concludes_relies_on_grants_in_force(actor, act, case, grants, today):
    answer = may(actor=actor, act=act, case=case, grants=grants, today=today)
    relied = [grant for grant in grants if grant.id in answer.relied_on]
    assert all(
        grant.covers(item=case.item, power=NEEDS[act].power, on=today) and grant.heard(today) for grant in relied
    )
    if answer.allowed and NEEDS[act].concludes:
        assert [grant.kind for grant in relied if grant.grantee == actor.account].count("mandate") == 1
        assert case.owner(NEEDS[act].power) in {actor.organ, *(grant.grantor for grant in relied)}


@given(ACTORS, ACTS, CASES, HANDFUL, DAYS)
def test_without_a_role_nothing_and_administrators_no_case(actor, act, case, grants, today):
    if not {held.role for held in actor.roles} - ADMINISTRATORS:
        assert not may(actor=actor, act=act, case=case, grants=grants, today=today).allowed


@given(ACTORS, ACTS, CASES, HANDFUL, DAYS)
def test_one_more_grant_never_takes_a_right_away(actor, act, case, grants, today):
    few, more = (may(actor=actor, act=act, case=case, grants=part, today=today) for part in (grants[1:], grants))
    assert more.allowed or not few.allowed


@given(ACTORS, CASES, DAYS)
def test_to_whom_a_case_does_not_exist_it_does_not_exist_for_any_act(actor, case, today):
    answers = {act: may(actor=actor, act=act, case=case, today=today).code == "not-found" for act in NEEDS}
    assert len(set(answers.values())) == 1


@given(GRANTS, st.integers(0, 400))
def test_a_period_ends_with_its_last_day(grant, days):
    on = grant.starts + timedelta(days=days)
    inside = grant.ends is None or on <= grant.ends
    power = "decide"
    assert grant.covers(item="dibao", power=power, on=on) is (
        inside and power in grant.powers and bool({"*", "dibao"} & set(grant.items))
    )
