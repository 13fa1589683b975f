"""Licensing Law art. 24 and the keeping of seals, rule by rule."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from yizhan.kernel.acting import Actor
from yizhan.kernel.refusals import Forbidden, Invalid, Refused
from yizhan.mandates import rules
from yizhan.mandates.events import Granted, SealHandedTo, SealIssued
from yizhan.mandates.state import Grant, Seal, evolve_grant, evolve_seal

TODAY = date(2026, 3, 2)
FORESTRY = "522601000000-forestry"
TOWN = "522601100000-government"
CENTRE = "522601000000-government_services"
HEAD = Actor(account="lin", name="林某", organ=FORESTRY, centre="522601000000-centre", office="organ-head")
DELEGATION = Granted(
    kind="delegation",
    grantor=FORESTRY,
    grantee=TOWN,
    items=("lincai",),
    powers=("accept", "decide"),
    starts=date(2026, 1, 1),
    ends=date(2026, 12, 31),
    document="凯林委〔2026〕1号",
    hear_within_days=90,
)
MANDATE = replace(DELEGATION, kind="mandate", grantee="wang", hear_within_days=None)


def party(code: str, kind: str = "administrative", organ: str = "") -> rules.Party:
    return rules.Party(code=code, kind=kind, organ=organ)


def granted(given: Granted, **change: object) -> Granted:
    plain: dict[str, object] = {
        "given": given,
        "grantor": party(given.grantor),
        "grantee": party(given.grantee),
        "others": (),
        "actor": HEAD,
    }
    return rules.grant(**{**plain, **change})


def mandated(given: Granted = MANDATE, organ: str = FORESTRY, **change: object) -> Granted:
    return granted(given, **{"grantee": party(given.grantee, kind="", organ=organ), **change})


def facts(given: Granted):
    return evolve_grant(Grant(id="g1"), given).facts


def test_an_organ_delegates_to_another_and_gives_mandates_to_its_own_people():
    assert granted(DELEGATION) is DELEGATION
    assert mandated() is MANDATE


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"grantee": party(TOWN, kind="institution")}, "not-administrative"),
        ({"grantee": party(TOWN, kind="station")}, "not-administrative"),
        ({"grantor": party(FORESTRY, kind="institution")}, "not-administrative"),
        ({"others": [facts(replace(DELEGATION, grantor=CENTRE, grantee=FORESTRY))]}, "delegation-passed-on"),
        ({"others": [facts(replace(DELEGATION, grantor=TOWN, grantee=CENTRE))]}, "delegated-further"),
        ({"others": [facts(DELEGATION)]}, "grant-overlaps"),
    ],
)
def test_a_delegation_that_the_law_forbids(change: dict[str, object], code: str):
    with pytest.raises(Refused) as caught:
        granted(DELEGATION, **change)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "other",
    [
        {"items": ("dibao",)},
        {"powers": ("review",)},
        {"starts": date(2027, 1, 1), "ends": None},
        {"kind": "mandate"},
    ],
)
def test_what_does_not_meet_is_no_chain(other: dict[str, object]):
    upper = replace(DELEGATION, grantor=CENTRE, grantee=FORESTRY, **other)
    assert granted(DELEGATION, others=[facts(upper)])


def test_only_the_grantor_grants_in_his_name():
    with pytest.raises(Forbidden, match="not-the-grantor"):
        granted(DELEGATION, actor=replace(HEAD, organ=TOWN))


def test_nobody_delegates_to_himself():
    with pytest.raises(Refused, match="self-grant"):
        granted(replace(DELEGATION, grantee=FORESTRY))


def test_a_mandate_stays_in_the_organ():
    with pytest.raises(Refused, match="not-its-person"):
        mandated(organ=TOWN)


def test_to_himself_only_a_head_gives_a_mandate():
    own = replace(MANDATE, grantee="lin")
    assert mandated(own)
    with pytest.raises(Refused, match="own-mandate"):
        mandated(own, actor=replace(HEAD, office="leader"))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "gift"}, "kind"),
        ({"powers": ()}, "powers"),
        ({"powers": ("decide", "fly")}, "powers"),
        ({"items": ()}, "items"),
        ({"items": ("*",)}, "items"),
        ({"items": ("a b",)}, "items"),
        ({"ends": date(2025, 12, 31)}, "ends"),
        ({"document": " "}, "document"),
        ({"document": "字" * 241}, "document"),
        ({"hear_within_days": None}, "hear_within_days"),
        ({"hear_within_days": 0}, "hear_within_days"),
    ],
)
def test_a_grant_with_faulty_content(change: dict[str, object], field: str):
    with pytest.raises(Invalid) as caught:
        granted(replace(DELEGATION, **change))
    assert list(caught.value.errors) == [field]


def test_a_mandate_may_name_every_item():
    assert mandated(replace(MANDATE, items=("*",)))


def test_a_grant_must_be_heard_again():
    grant = evolve_grant(Grant(id="g1"), DELEGATION)
    assert grant.facts.hear_by == date(2026, 4, 1)
    later = evolve_grant(grant, rules.confirm(grant, today=TODAY))
    assert later.facts.hear_by == TODAY + timedelta(days=90)


def test_a_revoked_grant_ends_the_day_before():
    grant = evolve_grant(Grant(id="g1"), DELEGATION)
    gone = evolve_grant(grant, rules.revoke(grant, reason="机构调整", today=TODAY))
    assert gone.facts.ends == TODAY - timedelta(days=1)
    for again in (lambda: rules.revoke(gone, reason="x", today=TODAY), lambda: rules.confirm(gone, today=TODAY)):
        with pytest.raises(Refused, match="already-revoked"):
            again()


def test_an_ended_grant_is_neither_confirmed_nor_revoked():
    grant = evolve_grant(Grant(id="g1"), replace(DELEGATION, ends=date(2026, 2, 1)))
    with pytest.raises(Refused, match="grant-ended"):
        rules.confirm(grant, today=TODAY)


def test_a_reason_is_needed_to_revoke():
    with pytest.raises(Invalid):
        rules.revoke(evolve_grant(Grant(id="g1"), DELEGATION), reason=" ", today=TODAY)


ISSUED = SealIssued(name="凯里市林业局行政审批专用章", organ=FORESTRY, kind="approval", document="凯林〔2026〕2号")


def sealed() -> Seal:
    return evolve_seal(
        evolve_seal(Seal(id="s1"), rules.issue_seal(ISSUED)), SealHandedTo(keeper="wang", on=date(2026, 1, 1))
    )


def test_a_seal_has_a_named_keeper_and_a_named_substitute():
    seal = sealed()
    handed = rules.hand_seal(seal, keeper=party("li", organ=FORESTRY), until=date(2026, 3, 5), today=TODAY)
    seal = evolve_seal(seal, handed)
    assert [seal.kept_by(day) for day in (TODAY, date(2026, 3, 5), date(2026, 3, 6))] == ["li", "li", "wang"]


def test_a_stopped_seal_has_no_keeper_and_goes_nowhere():
    seal = evolve_seal(sealed(), rules.stop_seal(sealed(), notice="2026年第3号公告", reason="磨损", today=TODAY))
    assert seal.kept_by(TODAY) == ""
    with pytest.raises(Refused, match="seal-stopped"):
        rules.hand_seal(seal, keeper=party("li", organ=FORESTRY), until=None, today=TODAY)


def test_a_seal_stays_in_its_organ():
    with pytest.raises(Refused, match="not-its-person"):
        rules.hand_seal(sealed(), keeper=party("li", organ=TOWN), until=None, today=TODAY)


@pytest.mark.parametrize("change", [{"kind": "stamp"}, {"name": ""}, {"document": ""}])
def test_a_seal_needs_name_kind_and_paper(change: dict[str, str]):
    with pytest.raises(Invalid):
        rules.issue_seal(replace(ISSUED, **change))


def test_a_seal_is_stopped_with_a_notice():
    with pytest.raises(Invalid):
        rules.stop_seal(sealed(), notice="", reason="磨损", today=TODAY)
