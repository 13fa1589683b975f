"""Schemathesis over the API's own document: no 5xx, no undocumented answer, over reads and the lifecycle's verbs.

Every example finds the same matters in the same states: what it writes is rolled back. Numbers of cases are ours half
of the time, and so is the version that a change names, else hardly any example would pass the door.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.support.campaigns import campaign
from tests.support.matters import CLERK, COUNTY_APPROVER, REVIEWER, Matter
from tests.support.worlds import by, world  # noqa: F401
from yizhan.accounts.actions import create_token
from yizhan.cases.access import case_of_the_node
from yizhan.cases.actions.originals import take_originals
from yizhan.kernel.acting import legal_day
from yizhan.papers.original_actions import Paper, give
from yizhan.papers.original_queries import of_case

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = campaign(60)


class Prepared:
    """Matters in many states, and tokens of those who handle them."""

    def __init__(self) -> None:
        self.matters = [
            Matter(),
            Matter().received(),
            Matter().received(lacking=1).asked(),
            Matter().received().accepted(),
            Matter().received().accepted().reviewed(),
            Matter().received().accepted().reviewed().wait(9).forwarded(),
        ]
        self.now = self.matters[-1].now
        self.versions = {
            matter.number: case_of_the_node(matter.number, today=legal_day(self.now)).version for matter in self.matters
        }
        self.code = self.matters[0].code
        kept = self.matters[3]
        papers = [Paper(kind="household-book", pages=6), Paper(kind="identity-card"), Paper(kind="land-certificate")]
        take_originals(act=kept.act(CLERK), number=kept.number, originals=papers)
        self.originals = [one.number for one in of_case(kept.number)]
        give(act=kept.act(CLERK), numbers=self.originals[2:], to=REVIEWER)
        self.statuses: set[int] = set()
        self.tokens = [create_token(act=by(who), username=who) for who in (CLERK, REVIEWER, COUNTY_APPROVER)]


@pytest.fixture
def prepared(world: object, monkeypatch: pytest.MonkeyPatch) -> Prepared:
    """The world of the campaign."""
    made = Prepared()
    monkeypatch.setattr(timezone, "now", lambda: made.now)
    for signal in (request_started, request_finished):  # they would close the connection that holds the test's world
        signal.disconnect(close_old_connections)
    yield made
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def operations() -> Iterator[Any]:
    """Every operation of the document that the program itself serves."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    for found in schema.get_all_operations():
        yield found.ok()


def aimed(case: Any, prepared: Prepared, data: st.DataObject) -> None:
    """Half of the time the example is about one of our cases as it stands."""
    if not data.draw(st.booleans(), label="ours"):
        return
    ours = prepared.originals if case.path.startswith("/originals") else sorted(prepared.versions)
    number = data.draw(st.sampled_from(ours), label="number")
    if isinstance(case.body, dict) and "to" in case.body:
        case.body["to"] = REVIEWER
    if isinstance(case.body, dict) and names_originals(case.body.get("originals")):
        case.body["originals"] = [data.draw(st.sampled_from(prepared.originals), label="original")]
    if "number" in (case.path_parameters or {}):
        case.path_parameters["number"] = number
    if isinstance(case.body, dict) and "seen" in case.body:
        case.body["seen"] = prepared.versions[number]
    if isinstance(case.query, dict) and "number" in case.query:
        case.query.update(number=number, code=prepared.code)


def names_originals(value: object) -> bool:
    """Whether a body names originals by their numbers; what is taken in has none yet."""
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)


def attack(operation: Any, mode: GenerationMode, prepared: Prepared) -> None:
    """Many examples of one operation."""

    @seed(1)
    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode), data=st.data())
    def example(case: Any, data: st.DataObject) -> None:
        aimed(case, prepared, data)
        token = data.draw(st.sampled_from([*prepared.tokens, "unknown"]), label="token")
        cache.clear()
        with transaction.atomic():
            answer = case.call(headers={"Authorization": f"Bearer {token}"})
            transaction.set_rollback(True)
        prepared.statuses.add(answer.status_code)
        case.validate_response(answer, checks=CHECKS)

    example()


def faults(mode: GenerationMode, prepared: Prepared) -> Iterator[str]:
    """What each operation answered that it should not have, or an empty line."""
    for operation in operations():
        try:
            attack(operation, mode, prepared)
        except Unsatisfiable:  # nothing can be unfitting: any text is a code
            yield ""
        except (Failure, FailureGroup) as found:
            yield f"{operation.label}: {getattr(found, 'exceptions', found)}"
        else:
            yield ""


@pytest.mark.campaign
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fitting", "unfitting"])
def test_no_answer_is_a_fault_or_undocumented(prepared: Prepared, mode: GenerationMode) -> None:
    found = list(faults(mode, prepared))
    assert len(found) > 35
    assert [fault for fault in found if fault] == []
    through = {200, 201, 409} if mode is GenerationMode.POSITIVE else {200}
    assert {401, 404, 422} | through <= prepared.statuses
