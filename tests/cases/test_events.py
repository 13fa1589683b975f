"""Events as entries: each comes back from the codec as it went, and what is personal or typed goes under seal."""

import json
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from tests.cases.given import BENEFIT as BENEFIT_DATA
from tests.cases.given import MONDAY, TUESDAY, ZHANG, accepted, opened, papers, release, taken, urgent_help
from yizhan.cases import events as e
from yizhan.cases.rules.materials import urgent
from yizhan.cases.state import evolve, initial
from yizhan.catalogue.rules import delegable
from yizhan.journal.codec import canonical, decode, encode, sealed_names
from yizhan.kernel.periods import Limit, Unit

ALL = (*e.EVENTS, *e.CONSULT_EVENTS)

CODES_NOT_WORDS = {
    "Opened": {"number", "item", "division", "centre", "organ", "channel", "scenario", "query_hash"},
    "Submitted": {"notice"},
    "CorrectedOnTheSpot": {"fact", "scenario"},
    "CorrectionRequested": {"notice"},
    "Corrected": {"fact", "notice"},
    "Accepted": {"notice"},
    "AcceptedWithPledge": {"notice"},
    "DeemedAccepted": {"article"},
    "Supplemented": {"fact", "notice"},
    "NotRequired": {"notice"},
    "NotCompetent": {"notice"},
    "Advanced": {"step"},
    "Publicised": {"step", "basis"},
    "ClockStopped": {"procedure", "basis", "notice"},
    "HearingSet": {"time", "notice"},
    "HearingTold": {"notice"},
    "Extended": {"office", "notice"},
    "Consulted": {"organ", "notice"},
    "Forwarded": {"organ", "level", "number", "outcome", "cause", "notice"},
    "PassedOn": {"organ", "cause"},
    "ReturnedDown": {"organ", "notice"},
    "Decided": {"number", "acting_for", "notice"},
    "PapersCompleted": {"fact"},
    "DeemedDecided": {"deems", "article"},
    "Certified": {"notice"},
    "Delivered": {"mode", "fact", "notice"},
    "ServiceAnnounced": {"notice"},
    "AcceptanceConfirmed": {"notice"},
    "Withdrawn": {"wish", "notice"},
    "Terminated": {"outcome", "notice"},
    "DeemedEnded": {"deems", "outcome", "article"},
    "Amended": {"number", "notice", "wish"},
    "WishAnswered": {"wish"},
    "Undone": {"act", "voided"},
    "Asked": {"case", "organ"},
}
"""Texts that stand in clear: codes, numbers of ours, articles of releases. Everything else is sealed."""

limits = st.builds(Limit, st.integers(0, 99_999), st.sampled_from(Unit))
forms = st.dictionaries(
    st.text(max_size=8), st.one_of(st.booleans(), st.integers(-(10**9), 10**9), st.text(max_size=8)), max_size=3
)
st.register_type_strategy(Limit, limits)


def any_of(cls: type) -> st.SearchStrategy:
    """Any event of a class; form data are what JSON holds."""
    given = {item.name: forms for item in fields(cls) if item.name in {"answers", "form"}}
    return st.builds(cls, **given)


def there_and_back(event: object) -> object:
    """An event as it comes back from an entry: through bytes, its sealed part opened."""
    body, sealed = (json.loads(canonical(part)) for part in encode(event))
    return decode(type(event), body, sealed)


@pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.__name__)
def test_an_event_comes_back_as_it_went(cls):
    @settings(max_examples=25)
    @for_all(any_of(cls))
    def holds(event):
        assert there_and_back(event) == event

    holds()


@pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.__name__)
def test_without_the_key_an_event_is_read_with_blanks(cls):
    @settings(max_examples=5)
    @for_all(any_of(cls))
    def holds(event):
        body, _ = encode(event)
        blind = decode(cls, json.loads(canonical(body)), None)
        assert blind == replace(event, **sealed_names(cls))

    holds()


@pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.__name__)
def test_every_text_is_a_code_or_sealed(cls):
    open_texts = {item.name for item in fields(cls) if item.type is str and item.name not in sealed_names(cls)}
    assert open_texts == CODES_NOT_WORDS.get(cls.__name__, set())


@pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.__name__)
def test_persons_papers_and_form_data_are_sealed(cls):
    personal = (e.Party, tuple[e.Given, ...], tuple[e.Wanted, ...], tuple[str, ...], e.Proof | None)
    bare = [item.name for item in fields(cls) if item.type in personal or "dict" in str(item.type)]
    assert set(bare) <= set(sealed_names(cls))


@pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.__name__)
def test_events_state_days_of_acts_and_never_when_something_is_due(cls):
    days = {item.name for item in fields(cls) if item.type in (date, date | None)}
    # The day of a hearing is appointed, not reckoned.
    assert days <= {"on", "permit_expires", "valid_from", "valid_until", "day"}


def test_a_case_is_read_the_same_from_its_entries():
    history = [
        opened(answers={"design": True}),
        e.Submitted(on=MONDAY, release=3, materials=papers("application")),
        e.Accepted(on=MONDAY, statutory=Limit.parse("20wd"), notice="N1"),
        *taken("survey"),
    ]
    case = again = initial("case:1")
    for event in history:
        case, again = evolve(case, event), evolve(again, there_and_back(event))
    assert case == again


def test_a_numeric_answer_decides_the_same_when_it_comes_back():
    """JSON knows no Decimal: the amount comes back as text, and is a number all the same."""
    item = release(BENEFIT_DATA)
    event = opened(answers={"amount": Decimal("999.50")})
    back = there_and_back(event)
    assert back.answers == {"amount": "999.50"}
    assert delegable(item, event.answers)
    assert delegable(item, back.answers)
    assert not delegable(item, there_and_back(opened(answers={"amount": Decimal("1000.50")})).answers)


def test_without_its_key_a_case_is_still_a_case():
    body, _ = encode(opened(answers={"urgent": True}))
    blind = evolve(initial("case:1"), decode(e.Opened, body, None))
    assert (blind.applicant, blind.answers, blind.state) == (e.NOBODY, {}, "opened")
    assert not urgent(blind, urgent_help())
    assert accepted().applicant == ZHANG
    assert there_and_back(e.Numbered(on=TUESDAY, system="省平台", number="P1")).number == "P1"
