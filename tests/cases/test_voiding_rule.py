"""Which notice of a case may be declared void by whom, and when its act is told anew."""

from dataclasses import fields

import pytest

from tests.cases.given import MONDAY, refused
from yizhan.cases import events as e
from yizhan.cases.again import DRAFTS
from yizhan.cases.rules.voiding import Issued, reissue, some_to_reissue, some_to_void, void

HERE, ORGAN = "522601100000-centre", "522601100000-government"
NEVER_TOLD = {e.Corrected, e.ReturnedDown}
"""They may name a notice, and no act issues one with them."""


def issued(**changes):
    """A notice of the clerk's that tells an acceptance."""
    plain = {
        "number": "WS1",
        "template": "acceptance",
        "centre": HERE,
        "account": "clerk-a",
        "printed": False,
        "voided_on": None,
        "again": "",
        "entry": 3,
        "organ": ORGAN,
        "decides": False,
    }
    return Issued(**plain | changes)


def voids(one, **changes):
    """Whether the rule lets it."""
    void(one, **{"centre": HERE, "account": "clerk-a", "leads": False, "served": False, "out": False} | changes)
    return True


def test_whoever_issued_it_or_leads_there_voids_it():
    assert voids(issued())
    assert voids(issued(), account="approver", leads=True)
    with refused("not-your-notice"):
        voids(issued(), account="clerk-b")
    with refused("notice-of-another-centre"):
        voids(issued(), centre="522601101000-centre", leads=True)
    with refused("already-voided"):
        voids(issued(voided_on=MONDAY))


def test_a_slip_that_is_out_hinders_only_where_it_tells_a_decision():
    assert voids(issued(printed=True), out=True)
    assert voids(issued(printed=True, decides=True))
    with refused("decision-went-out"):
        voids(issued(printed=True, decides=True), out=True)
    with refused("decision-went-out"):
        voids(issued(decides=True), served=True)


def test_what_came_about_by_law_is_told_anew_by_the_centre_that_told_it():
    receipt = issued(template="service", voided_on=MONDAY, organ="")
    reissue(receipt, centre=HERE, organ=ORGAN)
    assert some_to_reissue([receipt], centre=HERE, organ=ORGAN) == [receipt]
    with refused("notice-of-another-centre"):
        reissue(receipt, centre="522601101000-centre", organ="522601101000-government")


def test_an_act_that_stands_is_told_anew_once_by_its_own_organ():
    gone = issued(voided_on=MONDAY)
    reissue(gone, centre=HERE, organ=ORGAN)
    for code, one in {
        "notice-stands": issued(),
        "nothing-to-tell": issued(voided_on=MONDAY, entry=0),
        "already-replaced": issued(voided_on=MONDAY, again="WS2"),
    }.items():
        with refused(code):
            reissue(one, centre=HERE, organ=ORGAN)
    with refused("notice-of-another-centre"):
        reissue(gone, centre=HERE, organ="522601000000-civil_affairs")


def test_what_the_reader_may_choose_from():
    mine, other = issued(), issued(number="WS2", account="clerk-b")
    reader = {"centre": HERE, "account": "clerk-a", "leads": False, "served": False}
    assert some_to_void([mine, other], **reader) == [mine]
    with refused("nothing-to-void"):
        some_to_void([other], **reader)
    gone = issued(voided_on=MONDAY)
    assert some_to_reissue([mine, gone], centre=HERE, organ=ORGAN) == [gone]
    with refused("nothing-untold"):
        some_to_reissue([mine], centre=HERE, organ=ORGAN)


@pytest.mark.parametrize("kind", e.EVENTS, ids=lambda kind: kind.__name__)
def test_whatever_a_notice_tells_can_be_told_anew(kind):
    names = {field.name for field in fields(kind)}
    assert (kind in DRAFTS) == ("notice" in names and kind not in NEVER_TOLD)
