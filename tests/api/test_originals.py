"""Paper originals over HTTP: taken in, given and confirmed by both, listed, counted, handed back."""

from collections.abc import Callable
from typing import Any

from tests.api.conftest import Caller, Clock
from tests.support.matters import CLERK, COUNTY_REVIEWER, STRANGER, WHO, Matter

As = Callable[[str], Caller]
MANAGER = "t522601100-manager"
BOOK = {"kind": "household-book", "pages": 6, "description": "封面有水渍"}


def kept(caller: Caller, *papers: dict[str, Any]) -> tuple[str, list[str]]:
    """A case with originals in the caller's hands."""
    case = Matter().received().number
    caller.done(f"/cases/{case}/take-originals", {"originals": papers or [BOOK]})
    return case, [one["number"] for one in listed(caller, find=case)]


def listed(caller: Caller, **query: str) -> list[dict[str, Any]]:
    """What a list answers."""
    answer = caller.get("/originals", query)
    assert answer.status_code == 200, answer.content.decode()
    found: list[dict[str, Any]] = answer.json()["originals"]
    return found


def test_from_the_citizen_to_the_county_and_back(as_: As, clock: Clock) -> None:
    clerk, county = as_(CLERK), as_(COUNTY_REVIEWER)
    case, numbers = kept(clerk, BOOK, {"kind": "identity-card"})
    assert {one["holder"]["account"] for one in listed(clerk)} == {CLERK}
    slip = clerk.done("/originals/hand-over", {"originals": numbers, "to": COUNTY_REVIEWER})["slip"]
    assert [one["slip"] for one in listed(county, which="to-confirm")] == [slip, slip]
    assert {(one["status"], one["to"]["account"]) for one in listed(clerk, which="given")} == {
        ("under-way", COUNTY_REVIEWER)
    }
    assert clerk.post("/originals/confirm", {"originals": numbers}).json()["code"] == "not-receiver"
    done = county.done("/originals/confirm", {"originals": numbers})["originals"]
    assert {(one["status"], one["holder"]["account"], one["to"]) for one in done} == {("held", COUNTY_REVIEWER, None)}
    assert clerk.post(f"/cases/{case}/return-originals", {"originals": numbers}).status_code in {403, 409}
    county.done("/originals/hand-over", {"originals": numbers[:1], "to": CLERK})
    clerk.done("/originals/confirm", {"originals": numbers[:1]})
    clerk.done("/originals/place", {"originals": numbers[:1], "where": "3号柜2层"})
    assert clerk.get(f"/originals/{numbers[0]}").json()["place"] == "3号柜2层"
    clerk.done(f"/cases/{case}/return-originals", {"originals": numbers[:1]})
    assert clerk.get(f"/originals/{numbers[0]}").json()["status"] == "returned"


def test_no_answer_names_the_owner(as_: As, clock: Clock) -> None:
    clerk = as_(CLERK)
    case, (number,) = kept(clerk)
    for path in ("/originals", f"/originals/{number}", f"/cases/{case}"):
        assert WHO.name not in clerk.get(path).content.decode()


def test_what_is_not_there_in_the_evening_is_named_and_its_person_counted(as_: As, clock: Clock) -> None:
    clerk, manager = as_(CLERK), as_(MANAGER)
    _, (there, gone) = kept(clerk, BOOK, {"kind": "identity-card"})
    assert clerk.done("/originals/count", {"there": [there]}) == {"missing": [gone]}
    assert [one["number"] for one in listed(manager, which="missing")] == [gone]
    (person,) = manager.get("/originals/people").json()["people"]
    assert person == {
        "account": CLERK,
        "centre": "522601100000-centre",
        "held": 1,
        "under_way": 0,
        "missing": 1,
        "counted": True,
    }
    for verb, reason, status in (("found", "夹在案卷里", "held"), ("missing", "又不见了", "missing")):
        (one,) = clerk.done(f"/originals/{gone}/{verb}", {"reason": reason})["originals"]
        assert one["status"] == status


def test_declined_it_is_the_givers_again(as_: As, clock: Clock) -> None:
    clerk, county = as_(CLERK), as_(COUNTY_REVIEWER)
    _, (number,) = kept(clerk)
    clerk.done("/originals/hand-over", {"originals": [number], "to": COUNTY_REVIEWER})
    assert county.done(f"/originals/{number}/decline", {"reason": "不是本件的"}) == {"originals": []}
    assert [(one["number"], one["holder"]["account"]) for one in listed(clerk)] == [(number, CLERK)]


def test_the_same_request_twice_gives_once(as_: As, clock: Clock) -> None:
    clerk = as_(CLERK)
    _, numbers = kept(clerk)
    body = {"originals": numbers, "to": COUNTY_REVIEWER}
    first, again = (clerk.done("/originals/hand-over", body, key="one") for _ in range(2))
    assert first == again


def test_a_stranger_learns_nothing_and_faulty_bodies_are_refused(as_: As, clock: Clock) -> None:
    clerk, stranger = as_(CLERK), as_(STRANGER)
    case, (number,) = kept(clerk)
    assert listed(stranger, find=number) == []
    assert stranger.get(f"/originals/{number}").status_code == 404
    assert stranger.post("/originals/hand-over", {"originals": [number], "to": STRANGER}).status_code == 404
    assert stranger.post(f"/cases/{case}/take-originals", {"originals": [BOOK]}).status_code == 404
    for path, body in {
        "/originals/hand-over": {"originals": [], "to": CLERK},
        f"/cases/{case}/take-originals": {"originals": [{"kind": "balloon"}]},
        "/originals/count": {"there": "all"},
    }.items():
        assert clerk.post(path, body).status_code == 422
