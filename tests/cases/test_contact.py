"""Another telephone number or address (变更联系方式): what changes, what stays, who is refused."""

from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from tests.cases.given import MONDAY, ZHANG, given, opened, refused
from yizhan.cases import events as e
from yizhan.cases.rules.parties import change_contact
from yizhan.cases.state import evolve
from yizhan.kernel.refusals import Invalid

NEW = "13800138000"
REACHED = replace(ZHANG, phone="13900139000", address="旧村1组")
LI = e.Party(name="李四", phone="13700137000")


def case(**more):
    """A case of Zhang's, who left a number and an address."""
    return given(opened(applicant=REACHED, **more))


@drawn(
    phone=st.sampled_from(["", NEW, "+86 138 0013 8000"]),
    address=st.sampled_from(["", "新村2组"]),
    agent_phone=st.sampled_from(["", NEW]),
)
def test_what_is_blank_stays_and_names_and_numbers_are_never_touched(phone, address, agent_phone):
    before = case(agent=LI)
    new = {"phone": phone, "address": address, "agent_phone": agent_phone}
    if not any(new.values()):
        with refused("nothing-changed"):
            change_contact(before, today=MONDAY, **new)
        return
    after = evolve(before, change_contact(before, today=MONDAY, **new))
    assert after.applicant == replace(
        REACHED, phone=NEW if phone else REACHED.phone, address=address or REACHED.address
    )
    assert after.agent == replace(LI, phone=agent_phone or LI.phone)


def test_a_file_that_is_closed_and_an_agent_who_is_not_there_are_refused():
    with refused("already-closed"):
        change_contact(replace(case(), closed=MONDAY), today=MONDAY, phone=NEW)
    with refused("no-agent"):
        change_contact(case(), today=MONDAY, agent_phone=NEW)


def test_each_faulty_field_is_named():
    with pytest.raises(Invalid) as fault:
        change_contact(case(agent=LI), today=MONDAY, phone="12", agent_phone="34", address="x" * 300)
    assert set(fault.value.errors) == {"phone", "agent_phone", "address"}
