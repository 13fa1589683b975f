"""What is applied for: checked before anything is opened, and tried on the case as it would stand."""

import pytest

from tests.cases.given import refused
from tests.support.worlds import MONDAY, by, world  # noqa: F401
from yizhan.cases.access import prospect
from yizhan.cases.events import NOBODY, Given, Party
from yizhan.cases.models import Case
from yizhan.cases.rules.opening import apply
from yizhan.catalogue.queries import release_in_force
from yizhan.kernel.acting import legal_day
from yizhan.kernel.refusals import Invalid

WHO = Party(name="杨秀英", id_number="522601197803150024")


def applied(**changes):
    """An application as the window takes it."""
    usual = {
        "applicant": WHO,
        "answers": {},
        "form": {},
        "channel": "window",
        "agent": NOBODY,
        "authorisation": "",
        "renewal_of": "",
        "permit_expires": None,
        "only_helper": False,
    }
    return apply(**usual | changes)


def test_people_are_checked():
    with pytest.raises(Invalid):
        applied(applicant=Party(name="杨秀英", id_number="1"))


def test_the_way_it_came_is_one_that_is_known():
    with refused("unknown-channel"):
        applied(channel="balloon")


def test_whoever_files_for_another_is_authorised():
    for changes in ({"agent": WHO}, {"only_helper": True}):
        with refused("authorisation-missing"):
            applied(**changes)
        assert applied(**changes, authorisation="口头委托，已记录").authorisation


def test_a_case_is_seen_as_it_would_stand_and_nothing_is_written(world):
    act = by("t522601100-clerk-a")
    seen = prospect(act, release_in_force("dibao", legal_day(MONDAY)), applied(), [Given(code="household")])
    assert (seen.case.state, set(seen.case.materials), seen.case.number) == ("submitted", {"household"}, "")
    assert seen.may("accept").allowed
    assert Case.objects.count() == 0
