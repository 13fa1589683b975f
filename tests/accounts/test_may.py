"""The permission matrix: every act × role × scope × holder × grant, against tables written out by hand."""

from datetime import date, timedelta
from itertools import product

import pytest

from yizhan.accounts.rules import Answer, CaseFacts, GrantFacts, check_roles, insist, may
from yizhan.accounts.verbs import NEEDS, ROLES
from yizhan.kernel.acting import Actor, RoleAt
from yizhan.kernel.refusals import Forbidden, NotFound, NotHolder, Refused

TODAY = date(2026, 3, 2)
TOWNSHIP = "522601100000"
COUNTY = "522601000000"
PREFECTURE = "522600000000"
VILLAGE = "522601100203"
SIBLING = "522601101000"
COUNTY_BY_PREFIX = "522601010000"
OTHER_COUNTY = "522622000000"
HALL = "522601100000-centre"
TOWN = "522601100000-government"
FORESTRY = "522601000000-forestry"
CIVIL_AFFAIRS = "522601000000-civil_affairs"

GRID = """
                    clerk reviewer approver centre_manager county_officer prefecture_officer supervisor helper
open                x     x        .        .              .              .                  .          x
submit              x     x        x        .              .              .                  .          x
request-correction  x     x        x        .              .              .                  .          .
correct             x     x        x        .              .              .                  .          .
accept              x     x        x        .              .              .                  .          .
not-required        x     x        x        .              .              .                  .          .
not-competent       x     x        x        .              .              .                  .          .
pledge              x     x        x        .              .              .                  .          .
supplement          x     x        x        .              .              .                  .          .
advance             x     x        x        .              .              .                  .          .
publicise           x     x        x        .              .              .                  .          .
undo                x     x        x        .              .              .                  .          .
take                x     x        x        .              .              .                  .          .
stop-clock          x     x        x        .              .              .                  .          .
resume-clock        x     x        x        .              .              .                  .          .
name-interested     x     x        x        .              .              .                  .          .
hear-statement      x     x        x        .              .              .                  .          .
tell-hearing        x     x        x        .              .              .                  .          .
set-hearing         x     x        x        .              .              .                  .          .
hold-hearing        x     x        x        .              .              .                  .          .
extend              .     x        x        .              .              .                  .          .
consult             x     x        x        .              .              .                  .          .
answer              x     x        x        .              .              .                  .          .
forward             x     x        x        x              .              .                  .          .
return              x     x        x        x              .              .                  .          .
receive             x     x        x        x              .              .                  .          .
decide              x     x        x        .              .              .                  .          .
refuse              x     x        x        .              .              .                  .          .
amend               x     x        x        .              .              .                  .          .
terminate           x     x        x        .              .              .                  .          .
withdraw            x     x        x        .              .              .                  .          .
certify             x     x        x        .              .              .                  .          .
seal                x     x        x        .              .              .                  .          .
deliver             x     x        x        .              .              .                  .          .
visit               x     x        x        x              .              .                  .          x
pay                 x     x        x        x              .              .                  .          .
hand-in             x     x        x        x              .              .                  .          x
hand-out            x     x        x        x              .              .                  .          x
evaluate            x     x        x        x              .              .                  .          x
wish                x     x        x        x              .              .                  .          x
remark              x     x        x        x              .              .                  .          .
void-notice         x     x        x        x              .              .                  .          .
close               x     x        x        .              .              .                  .          .
keep-originals      x     x        x        x              .              .                  .          .
order               .     .        x        .              x              x                  .          .
view                x     x        x        x              x              x                  x          x
view-unmasked       x     x        x        .              .              .                  x          .
search              x     x        x        x              x              x                  x          .
manage-staff        .     .        .        x              x              x                  .          .
manage-grants       .     .        x        .              x              x                  .          .
manage-places       .     .        .        .              x              x                  .          .
manage-catalogue    .     .        .        .              .              .                  .          .
manage-calendar     .     .        .        .              x              x                  .          .
manage-accounts     .     .        .        .              .              .                  .          .
manage-roles        .     .        .        .              .              .                  .          .
unlock              .     .        .        .              .              .                  .          .
read-audit          .     .        .        .              .              .                  .          .
"""
ALONE = {
    "manage-catalogue": {"catalogue_keeper", "system_admin"},
    "manage-places": {"system_admin"},
    "manage-calendar": {"system_admin"},
    "manage-accounts": {"system_admin"},
    "manage-roles": {"security_admin"},
    "unlock": {"security_admin"},
    "read-audit": {"audit_admin"},
}
HOLDERS_OWN = set(
    [
        "submit",
        "take",
        "request-correction",
        "correct",
        "accept",
        "not-required",
        "not-competent",
        "pledge",
        "supplement",
        "advance",
        "publicise",
        "undo",
        "stop-clock",
        "resume-clock",
        "extend",
        "consult",
        "forward",
        "return",
        "receive",
        "decide",
        "refuse",
        "amend",
        "name-interested",
        "hear-statement",
        "tell-hearing",
        "set-hearing",
        "hold-hearing",
        "terminate",
        "withdraw",
        "certify",
        "deliver",
        "close",
    ]
)
BY_POWER = {
    "accept": ["request-correction", "accept", "not-required", "not-competent", "pledge"],
    "review": ["advance"],
    "decide": ["decide", "refuse", "amend", "terminate"],
    "seal": ["seal"],
}
POWER_OF = {act: power for power, acts in BY_POWER.items() for act in acts}
CASELESS = {act for act in NEEDS if act.startswith("manage-")} | {"unlock", "read-audit", "keep-originals"}
OVERSEERS = {"centre_manager", "county_officer", "prefecture_officer", "supervisor"}


def grid() -> dict[str, set[str]]:
    heading, *lines = GRID.strip("\n").splitlines()
    roles = heading.split()
    table = {}
    for line in lines:
        act, *marks = line.split()
        assert len(marks) == len(roles)
        table[act] = {role for role, mark in zip(roles, marks, strict=True) if mark == "x"} | ALONE.get(act, set())
    return table


EXPECTED = grid()


def person(role: str, scope: str = TOWNSHIP, organ: str = TOWN, account: str = "li") -> Actor:
    centre = HALL if organ == TOWN else "522601000000-centre"
    return Actor(account=account, name="李某", organ=organ, centre=centre, roles=(RoleAt(role=role, scope=scope),))


def case(**facts: object) -> CaseFacts:
    plain: dict[str, object] = {
        "number": "522601100000-26-AA-00001-1",
        "division": TOWNSHIP,
        "centre": HALL,
        "holder": TOWN,
        "item": "dibao",
        "authorised": True,
    }
    return CaseFacts(**{**plain, **facts})


def delegation(power: str, **facts: object) -> GrantFacts:
    return grant("delegation", FORESTRY, TOWN, power, facts)


def mandate(power: str, **facts: object) -> GrantFacts:
    return grant("mandate", TOWN, "li", power, facts)


def grant(kind: str, grantor: str, grantee: str, power: str, facts: dict[str, object]) -> GrantFacts:
    plain: dict[str, object] = {
        "id": f"grant:{kind}",
        "kind": kind,
        "grantor": grantor,
        "grantee": grantee,
        "items": ("dibao",),
        "powers": (power,),
        "starts": date(2026, 1, 1),
    }
    return GrantFacts(**{**plain, **facts})


def test_the_table_knows_every_act_and_no_other():
    assert set(EXPECTED) == set(NEEDS)


@pytest.mark.parametrize(("act", "role"), list(product(sorted(NEEDS), sorted(ROLES))))
def test_role_by_act(act: str, role: str):
    """Everything else is in order: scope, custody, grants."""
    power = POWER_OF.get(act, "decide")
    answer = may(
        actor=person(role),
        act=act,
        today=TODAY,
        case=None if act in CASELESS else case(opened_by="li" if role == "helper" else ""),
        grants=[mandate(power)],
        division=TOWNSHIP,
    )
    assert answer.allowed is (role in EXPECTED[act])
    if not answer.allowed:
        known = act in CASELESS or role in OVERSEERS | {"clerk", "reviewer", "approver", "helper"}
        expected = "no-authority" if known or role == "catalogue_keeper" else "not-found"
        assert answer.code == expected


SCOPES = [
    (TOWNSHIP, True),
    (COUNTY, True),
    (PREFECTURE, True),
    (VILLAGE, False),
    (SIBLING, False),
    (COUNTY_BY_PREFIX, False),
    (OTHER_COUNTY, False),
]


@pytest.mark.parametrize(("act", "scope"), list(product(sorted(NEEDS), SCOPES)))
def test_scope_by_act(act: str, scope: tuple[str, bool]):
    """Every role that may do the act may do it in its scope only; a division's code is never a prefix of text."""
    place, reaches = scope
    for role in EXPECTED[act] - {"helper"}:
        answer = may(
            actor=person(role, scope=place),
            act=act,
            today=TODAY,
            case=None if act in CASELESS else case(),
            grants=[mandate(POWER_OF.get(act, "decide"))],
            division=TOWNSHIP,
        )
        assert (answer.allowed, answer.code) == ((True, "") if reaches else (False, "out-of-scope")), role


@pytest.mark.parametrize("act", sorted(set(NEEDS) - CASELESS))
@pytest.mark.parametrize("role", ["clerk", "reviewer", "approver"])
def test_holder_by_act(act: str, role: str):
    """After the hand-over the township still knows the case, and may state facts and wishes, and no more."""
    if role not in EXPECTED[act]:
        return
    away = case(holder=CIVIL_AFFAIRS, organs=(TOWN, CIVIL_AFFAIRS))
    answer = may(
        actor=person(role), act=act, today=TODAY, case=away, grants=[mandate("seal"), grant_of_seal(CIVIL_AFFAIRS)]
    )
    if act in HOLDERS_OWN:
        assert (answer.code, answer.facts) == ("not-holder", {"holder": CIVIL_AFFAIRS})
    else:
        assert answer.allowed


def grant_of_seal(organ: str) -> GrantFacts:
    return grant("delegation", organ, TOWN, "seal", {"id": "seal"})


LATE = {"ends": TODAY - timedelta(days=1)}
EARLY = {"starts": TODAY + timedelta(days=1)}
UNHEARD = {"hear_by": TODAY - timedelta(days=1)}
LAST_DAY = {"ends": TODAY, "hear_by": TODAY}
OTHER_ITEM = {"items": ("lincai",)}
ALL_ITEMS = {"items": ("*",)}

OWN_POWER = [
    # mandate to the person → the answer when the organ concludes by its own power
    (None, "no-mandate"),
    ({}, ""),
    (ALL_ITEMS, ""),
    (LAST_DAY, ""),
    (LATE, "no-mandate"),
    (EARLY, "no-mandate"),
    (OTHER_ITEM, "no-mandate"),
    ({"grantee": "wang"}, "no-mandate"),
    ({"grantor": FORESTRY}, "no-mandate"),
    ({"powers": ("accept", "review")}, "no-mandate"),
    (UNHEARD, "must-hear-again"),
]


@pytest.mark.parametrize(("act", "row"), list(product(["decide", "refuse", "amend", "terminate", "seal"], OWN_POWER)))
@pytest.mark.parametrize("role", ["clerk", "reviewer", "approver"])
def test_own_power_needs_a_mandate(act: str, row: tuple[dict[str, object] | None, str], role: str):
    facts, code = row
    grants = [] if facts is None else [mandate(POWER_OF[act], **facts)]
    answer = may(actor=person(role), act=act, today=TODAY, case=case(deciding=TOWN), grants=grants)
    assert (answer.code, answer.relied_on) == (code, () if code else ("grant:mandate",))


ANOTHERS_POWER = [
    # delegation to the organ, mandate to the person → the answer when another organ's power is used
    (None, None, "no-delegation"),
    (None, {}, "no-delegation"),
    ({}, None, "no-mandate"),
    ({}, {}, ""),
    ({}, LATE, "no-mandate"),
    (LATE, {}, "no-delegation"),
    (EARLY, {}, "no-delegation"),
    (UNHEARD, {}, "must-hear-again"),
    ({}, UNHEARD, "must-hear-again"),
    (OTHER_ITEM, {}, "no-delegation"),
    (ALL_ITEMS, ALL_ITEMS, ""),
    ({"grantor": CIVIL_AFFAIRS}, {}, "no-delegation"),
    ({"grantee": "522601101000-government"}, {}, "no-delegation"),
    ({"powers": ("review",)}, {}, "no-delegation"),
]


@pytest.mark.parametrize(("act", "row"), list(product(["decide", "refuse", "amend", "terminate"], ANOTHERS_POWER)))
def test_anothers_power_needs_a_delegation_and_a_mandate(act: str, row: tuple[object, object, str]):
    delegated, mandated, code = row
    grants = [delegation("decide", **delegated)] if isinstance(delegated, dict) else []
    grants += [mandate("decide", **mandated)] if isinstance(mandated, dict) else []
    answer = may(actor=person("approver"), act=act, today=TODAY, case=case(deciding=FORESTRY), grants=grants)
    assert answer.code == code
    assert answer.relied_on == (() if code else ("grant:delegation", "grant:mandate"))


@pytest.mark.parametrize("act", [*BY_POWER["accept"], *BY_POWER["review"]])
def test_accepting_and_reviewing_need_a_delegation_only_for_anothers_power(act: str):
    power = POWER_OF[act]
    theirs = case(accepting=FORESTRY, reviewing=FORESTRY)
    assert may(actor=person("clerk"), act=act, today=TODAY, case=case()).allowed
    assert may(actor=person("clerk"), act=act, today=TODAY, case=theirs).code == "no-delegation"
    answer = may(actor=person("clerk"), act=act, today=TODAY, case=theirs, grants=[delegation(power)])
    assert answer == Answer(allowed=True, relied_on=("grant:delegation",))


STRANGERS = [
    person("clerk", scope=SIBLING, organ="522601101000-government"),
    person("approver", scope=COUNTY, organ=FORESTRY),
    person("supervisor", scope=OTHER_COUNTY, organ="522622000000-government"),
    person("helper", scope=VILLAGE),
    person("system_admin", scope=PREFECTURE, organ=""),
    person("audit_admin", scope=PREFECTURE, organ=""),
    Actor(account="nobody", name="", organ="", centre=""),
]


@pytest.mark.parametrize("act", sorted(set(NEEDS) - CASELESS))
@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda actor: actor.roles[0].role if actor.roles else "nobody")
def test_to_a_stranger_the_case_does_not_exist(act: str, stranger: Actor):
    foreign = case(organs=(TOWN, CIVIL_AFFAIRS))
    if stranger.centre == HALL:
        foreign = case(centre=HALL, opened_by="another")
    elif stranger.organ in {"", FORESTRY}:
        foreign = case(centre=HALL)
    answer = may(actor=stranger, act=act, today=TODAY, case=foreign, grants=[mandate("decide")])
    assert answer.code == "not-found"


@pytest.mark.parametrize(
    ("known", "allowed"),
    [
        ({}, False),
        ({"state": "under-review"}, False),
        ({"organs": (TOWN, FORESTRY)}, True),
        ({"state": "decided"}, True),
        ({"state": "delivered"}, True),
    ],
)
def test_whoever_decides_by_law_sees_the_case_once_it_came_or_was_decided_in_its_name(known, allowed):
    answer = may(
        actor=person("approver", scope=COUNTY, organ=FORESTRY),
        act="view",
        today=TODAY,
        case=case(deciding=FORESTRY, **known),
    )
    assert answer.allowed is allowed


@pytest.mark.parametrize("act", ["submit", "hand-in", "hand-out", "wish"])
def test_a_helper_needs_the_applicants_authorisation(act: str):
    helper = person("helper", scope=VILLAGE)
    assert may(actor=helper, act=act, today=TODAY, case=case(opened_by="li")).allowed
    answer = may(actor=helper, act=act, today=TODAY, case=case(opened_by="li", authorised=False))
    assert answer.code == "no-authorisation"


@pytest.mark.parametrize(("scope", "allowed"), [(VILLAGE, True), ("522601101203", False), (SIBLING, False)])
def test_a_helper_opens_only_at_the_centre_above_his_village(scope: str, allowed: bool):
    answer = may(actor=person("helper", scope=scope), act="open", today=TODAY, division=TOWNSHIP)
    assert answer.allowed is allowed


def test_nobody_handles_his_own_case():
    own = case(applicant_account="li")
    assert may(actor=person("clerk"), act="accept", today=TODAY, case=own).code == "own-case"
    assert may(actor=person("clerk"), act="hand-in", today=TODAY, case=own).allowed


def test_an_answer_becomes_a_refusal_with_the_right_status():
    assert insist(Answer(allowed=True, relied_on=("g",))) == ("g",)
    for code, kind in [("not-found", NotFound), ("not-holder", NotHolder), ("no-mandate", Forbidden)]:
        with pytest.raises(kind) as caught:
            insist(Answer(allowed=False, code=code, facts={"holder": TOWN} if code == "not-holder" else {}))
        assert caught.value.code == code


@pytest.mark.parametrize(
    ("roles", "code"),
    [
        (["clerk", "reviewer", "approver"], ""),
        (["system_admin"], ""),
        (["system_admin", "security_admin"], "administrators-kept-apart"),
        (["audit_admin", "system_admin"], "administrators-kept-apart"),
        (["audit_admin", "clerk"], "administrators-kept-apart"),
        (["security_admin", "supervisor"], "administrators-kept-apart"),
        (["king"], "unknown-role"),
    ],
)
def test_the_three_administrators_are_kept_apart(roles: list[str], code: str):
    if not code:
        return check_roles(roles)
    with pytest.raises(Refused) as caught:
        check_roles(roles)
    assert caught.value.code == code
    return None
