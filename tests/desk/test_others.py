"""Two people on one case see each other, and what the other did."""

from tests.desk.conftest import CLERK, STRANGER
from tests.desk.test_acts import address, sent
from yizhan.accounts.models import Presence

COLLEAGUE = "t522601100-clerk-b"


def line(client, number, seen, **headers):
    """What the page asks every few seconds."""
    return client.get(f"/desk/cases/{number}/others/", {"seen": seen}, headers=headers)


def test_two_people_on_one_case_see_each_other(desk_of, matter, world):
    number, first, second = matter().submitted(), desk_of(CLERK), desk_of(COLLEAGUE)
    assert "也打开了这个件的" not in line(first, number, 2).content.decode()
    assert "也打开了这个件的" in line(second, number, 2).content.decode()
    assert "也打开了这个件的" in line(first, number, 2).content.decode()
    assert f"/desk/cases/{number}/others/?seen=2" in first.get(f"/desk/cases/{number}/").content.decode()


def test_whoever_left_is_not_shown_for_long(desk_of, matter, clock):
    number, first = matter().submitted(), desk_of(CLERK)
    line(desk_of(COLLEAGUE), number, 2)
    clock.move(minutes=3)
    assert "也打开了这个件的" not in line(first, number, 2).content.decode()
    assert Presence.objects.count() == 1


def test_what_the_other_did_is_told_before_anything_is_sent(desk_of, matter):
    number, first, second = matter().submitted(), desk_of(CLERK), desk_of(COLLEAGUE)
    first.post(address(number, "accept"), sent(number))
    page = line(second, number, 2).content.decode()
    assert "这个件有了新的办理" in page
    assert "受理" in page


def test_nothing_new_is_one_tag(desk_of, matter):
    number, clerk = matter().submitted(), desk_of(CLERK)
    tag = line(clerk, number, 2)["ETag"]
    same = line(clerk, number, 2, **{"If-None-Match": tag})
    assert (same.status_code, same.content) == (304, b"")
    line(desk_of(COLLEAGUE), number, 2)
    assert line(clerk, number, 2, **{"If-None-Match": tag}).status_code == 200


def test_a_stranger_leaves_no_trace(desk_of, matter):
    number = matter().submitted()
    assert line(desk_of(STRANGER), number, 2).status_code == 404
    assert Presence.objects.count() == 0
    assert line(desk_of(CLERK), number, "x").status_code == 200
