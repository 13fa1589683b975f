"""An extension through its page: by the head of the organ whose decision it is (Licensing Law art. 42)."""

from dataclasses import replace

import pytest

from tests.desk.test_hearing import APPROVER, OFFICER, does, reviewed, seen
from yizhan.accounts.actions import enrol
from yizhan.catalogue.actions import publish_releases
from yizhan.catalogue.codes import Office
from yizhan.catalogue.queries import release_in_force
from yizhan.kernel.acting import Act
from yizhan.simulate.establishing import founder
from yizhan.web import moment

FORESTRY, GOVERNMENT, HEAD = "522601000000-forestry", "522601000000-government", "c522601-head"
BUSY = {"reason": "需要专家论证"}


@pytest.fixture
def felling(matter, clock):
    """A felling that the county's forestry bureau has in hand."""
    return reviewed(matter("lincai"), clock)


def test_the_head_of_the_bureau_extends_and_its_reviewer_does_not(desk_of, felling):
    body = does(desk_of(OFFICER), felling, "extend", status=409, **BUSY)
    assert "本机关负责人" in body
    assert "流转" in body
    does(desk_of(APPROVER), felling, "extend", **BUSY)
    assert seen(felling).case.extension.office == "organ-head"


@pytest.fixture
def joint(world, clock):
    """Fellings are handled jointly from today on, and the county's government has its head."""
    release = release_in_force("lincai", moment.today())
    extension = replace(release.extension, approvers=(Office.GOVERNMENT_HEAD,))
    keeper, system = (Act(actor=founder(role), now=moment.now()) for role in ("catalogue_keeper", "system_admin"))
    publish_releases(act=keeper, releases=[replace(release, extension=extension)], effective_from=moment.today())
    enrol(
        act=system, username=HEAD, name="县长", organ=GOVERNMENT, centre="522601000000-centre",
        office="government-head", roles=[("approver", "522601000000")], security=founder("security_admin"),
    )  # fmt: skip


def test_what_is_handled_jointly_goes_to_the_head_of_government_and_comes_back(desk_of, joint, felling):
    bureau, head = desk_of(OFFICER), desk_of(HEAD)
    assert "本级人民政府负责人" in does(desk_of(APPROVER), felling, "extend", status=409, **BUSY)
    does(bureau, felling, "pass-on", organ=GOVERNMENT, cause="leader-signs", reason="报县人民政府负责人批准延长")
    does(head, felling, "extend", **BUSY)
    case = seen(felling).case
    assert (case.extension.office, case.leg.organ) == ("government-head", FORESTRY)
    does(head, felling, "pass-on", organ=FORESTRY, cause="law", reason="已批准延长")
    assert seen(felling).case.holder == FORESTRY
