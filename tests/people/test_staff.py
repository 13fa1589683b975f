"""Who comes, moves and leaves, and that every post has an A and a B."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.mandates.conftest import FORESTRY, TOWN, people  # noqa: F401
from tests.places.conftest import divisions, keeper, prefecture  # noqa: F401
from tests.support.nodes import node  # noqa: F401
from yizhan.accounts import actions as accounts
from yizhan.accounts.queries import actor
from yizhan.journal.models import Entry, StreamKey
from yizhan.journal.replay import rebuild
from yizhan.journal.verification import verify
from yizhan.kernel.acting import Act
from yizhan.kernel.refusals import Forbidden, Invalid, NotFound, Refused
from yizhan.people import actions, queries
from yizhan.people.models import Post, Staff

CENTRE = "522601100000-centre"
COUNTY_CENTRE = "522601000000-centre"
STARTS = date(2026, 1, 5)
PHONE = "13985500001"


@pytest.fixture
def officer(people, keeper):
    """An act of the county's officer, who manages the staff of its centres."""
    accounts.enrol(
        act=keeper,
        username="officer",
        name="官某",
        centre=COUNTY_CENTRE,
        roles=[("county_officer", "522601000000")],
        security=actor("security_admin", today=keeper.today),
    )
    return Act(actor=actor("officer", today=keeper.today), now=keeper.now)


def hire(act, account="clerk", **change):
    actions.hire(
        **{
            "act": act,
            "account": account,
            "name": "潘某某",
            "organ": TOWN,
            "centre": CENTRE,
            "starts": STARTS,
            "phone": PHONE,
            **change,
        }
    )


def test_a_person_comes_moves_and_leaves(officer):
    hire(officer)
    assert [row.name for row in queries.staff_of(CENTRE, on=officer.today)] == ["潘某某"]
    until = officer.today + timedelta(days=9)
    actions.assign(
        act=officer, account="clerk", organ=FORESTRY, centre=COUNTY_CENTRE, starts=officer.today, until=until
    )
    assert queries.staff_of(CENTRE, on=officer.today) == []
    row = queries.staff_of(COUNTY_CENTRE, on=officer.today)[0]
    assert (row.organ, row.home_organ) == (FORESTRY, TOWN)
    actions.leave(act=officer, account="clerk", on=officer.today)
    assert queries.staff_of(COUNTY_CENTRE, on=officer.today + timedelta(days=1)) == []
    with pytest.raises(Refused, match="not-on-the-staff"):
        actions.leave(act=officer, account="clerk", on=officer.today)
    hire(officer, starts=officer.today + timedelta(days=1))


def test_a_person_comes_once(officer):
    hire(officer)
    with pytest.raises(Refused, match="already-hired"):
        hire(officer)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"name": ""}, "name"), ({"phone": "12"}, "phone"), ({"office": "king"}, "office")],
)
def test_faulty_facts_are_refused(officer, change, field):
    with pytest.raises(Invalid) as caught:
        hire(officer, **change)
    assert list(caught.value.errors) == [field]
    assert not Staff.objects.exists()


def test_an_unknown_organ_or_centre_has_no_staff(officer):
    for change in ({"organ": "522622000000-forestry"}, {"centre": "522601101000-centre"}):
        with pytest.raises(NotFound):
            hire(officer, **change)


def test_only_who_manages_the_staff_of_the_place_hires(officer, people):
    with pytest.raises(Forbidden):
        hire(people["clerk"])
    with pytest.raises(Forbidden):
        hire(officer, centre="522622000000-centre")


def test_neither_name_nor_phone_stands_in_clear_in_the_journal(officer):
    hire(officer)
    row = queries.person("clerk")
    assert (row.phone_mask, len(row.phone_lookup)) == ("139****0001", 64)
    entry = Entry.objects.get(stream="staff:clerk")
    for part in (bytes(entry.head), bytes(entry.sealed)):
        assert PHONE.encode() not in part
        assert "潘".encode() not in part


def test_a_post_has_an_a_and_a_b(officer):
    hire(officer)
    hire(officer, "mayor")
    actions.set_post(act=officer, centre=CENTRE, code="general", name="综合窗口", a="clerk", b="mayor")
    assert queries.substitute_of("clerk", centre=CENTRE) == ["mayor"]
    for a, b, code in [("clerk", "clerk", "same-person-twice"), ("clerk", "forester", "not-on-the-staff")]:
        with pytest.raises(Refused, match=code):
            actions.set_post(act=officer, centre=CENTRE, code="general", name="综合窗口", a=a, b=b)
    with pytest.raises(Invalid):
        actions.set_post(act=officer, centre=CENTRE, code="G!", name="", a="clerk", b="mayor")


def test_rows_are_the_same_after_a_rebuild_and_blank_without_the_key(officer):
    hire(officer)
    hire(officer, "mayor")
    actions.set_post(act=officer, centre=CENTRE, code="general", name="综合窗口", a="clerk", b="mayor")
    before = [list(model.objects.order_by("pk").values()) for model in (Staff, Post)]
    assert verify().faults == []
    rebuild()
    assert [list(model.objects.order_by("pk").values()) for model in (Staff, Post)] == before
    StreamKey.objects.filter(stream="staff:clerk").delete()
    rebuild()
    row = queries.person("clerk")
    assert (row.name, row.phone_mask, row.phone_lookup) == ("", "", "")


def test_a_manager_acts_for_the_node_not_for_his_organ(officer, keeper):
    hire(officer)
    other = replace(officer, actor=replace(officer.actor, organ=FORESTRY))
    actions.leave(act=other, account="clerk", on=officer.today)
    assert set(Entry.objects.filter(stream="staff:clerk").values_list("account", flat=True)) == {"officer"}
