"""A 低保 case from arrival to result over HTTP alone, by the tokens of those who handle it."""

from collections.abc import Callable

import pytest
from django.core.cache import cache

from tests.api.conftest import Caller, Clock, opening, papers
from tests.support.matters import APPLICANT, CLERK, COUNTY_APPROVER, COUNTY_REVIEWER, REVIEWER, WHO
from yizhan.cases.access import case_of_the_node
from yizhan.kernel.acting import legal_day

As = Callable[[str], Caller]


def test_a_case_from_arrival_to_result(as_: As, nobody: Caller, clock: Clock) -> None:
    clerk, reviewer, county, head = as_(CLERK), as_(REVIEWER), as_(COUNTY_REVIEWER), as_(COUNTY_APPROVER)
    case = clerk.done("/cases", opening())
    number, at = case["number"], f"/cases/{case['number']}"
    code = case_of_the_node(number, today=legal_day(clock.now)).case.query_code

    def public() -> str:
        cache.clear()
        answer = nobody.get("/public/progress", {"number": number}, **{"X-Query-Code": code})
        for personal in (WHO.name, WHO.id_number, WHO.phone, WHO.address, "情况属实"):
            assert personal not in answer.content.decode()
        return str(answer.json()["state"])

    def step(caller: Caller, verb: str, **body: object) -> str:
        case.update(caller.done(f"{at}/{verb}", {"seen": case["version"], **body}))
        return str(case["state"])

    lacking = papers(case)[-1]
    assert (case["state"], public()) == ("opened", "opened")
    assert step(clerk, "submit", materials=papers(case, lacking=1)) == "submitted"
    assert step(clerk, "request-correction", wanted=[{"code": lacking["code"], "reason": "缺"}]) == public()
    clock.wait(1)
    assert step(clerk, "correct", materials=[lacking]) == "submitted"
    assert step(clerk, "accept") == public() == "accepted"
    assert case["clocks"]["statutory"]["limit"] == "20wd"
    proof = {"system": "社会救助信息核对系统", "number": "HD1", "on": legal_day(clock.now).isoformat()}
    step(reviewer, "advance", step="check", proof=proof)
    step(reviewer, "advance", step="survey", officers=[CLERK, REVIEWER], opinion="情况属实")
    step(reviewer, "advance", step="review", opinion="符合条件")
    assert step(reviewer, "publicise", step="publicity", place="平乐村") == public() == "under-review"
    early = reviewer.post(f"{at}/advance", {"seen": case["version"], "step": "publicity"})
    assert (early.status_code, early.json()["status"]) == (409, 409)
    clock.wait(9)
    step(reviewer, "advance", step="publicity")
    step(clerk, "forward", opinion="同意上报")
    assert case["holder"]["agency"] == "522601000000-civil_affairs"
    assert [leg["outcome"] for leg in case["legs"]] == ["4", ""]
    step(county, "receive")
    assert step(head, "decide", content="确认为低保对象") == public() == "decided"
    assert step(head, "certify") == public() == "certified"
    collector = {"name": APPLICANT.name, "id_number": APPLICANT.id_number}
    case.update(clerk.done(f"{at}/hand-out", {"collector": collector}))
    assert (case["state"], public()) == ("delivered", "delivered")
    kinds = [entry["kind"] for entry in clerk.get(f"{at}/history").json()]
    assert kinds[0] == "Opened"
    assert "Decided" in kinds
    assert all(WHO.name not in answer.content.decode() for answer in (clerk.get(at), clerk.get(f"{at}/history")))


def test_lists_are_paged_and_filtered(as_: As) -> None:
    clerk = as_(CLERK)
    made = {clerk.done("/cases", opening())["number"] for _ in range(3)}
    found: list[str] = []
    cursor = ""
    for _ in range(3):
        page = clerk.get("/cases", {"limit": 1, "cursor": cursor, "state": "opened"}).json()
        found += [row["number"] for row in page["cases"]]
        cursor = page["cursor"]
    assert set(found) == made
    assert cursor == ""
    assert clerk.get("/cases", {"text": WHO.id_number}).json()["cases"]
    assert clerk.get("/cases", {"state": "decided"}).json() == {"cases": [], "cursor": ""}


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 101}, {"cursor": "x"}, {"due_before": "2026-02-30"}])
def test_a_list_is_bounded(as_: As, query: dict[str, object]) -> None:
    answer = as_(CLERK).get("/cases", query)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
