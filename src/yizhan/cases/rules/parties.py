"""Who may be an applicant, an agent, a collector (申请人、代理人、领取人): names and numbers that pass their checks."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from yizhan.cases.events import ContactChanged, Party, Service
from yizhan.cases.state import ENDED_STATES, Case
from yizhan.kernel.identifiers import check_id_number, check_phone, check_uscc, clean_name, text
from yizhan.kernel.refusals import Invalid, Refused

ID_TYPES = {
    "111": "居民身份证",
    "414": "普通护照",
    "511": "台湾居民来往大陆通行证",
    "516": "港澳居民来往内地通行证",
    "821": "营业执照",
    "uscc": "统一社会信用代码",
    "999": "其他",
}
"""Types of documents: GA/T 2000.156, and the unified code of an organisation."""
KINDS = frozenset({"person", "organisation"})
LONGEST_ADDRESS, LONGEST_NUMBER = 200, 40


def checked(party: Party, *, whole: bool = True) -> Party:
    """The party with clean name, number, phone and address; `whole` asks for a number too.

    Raises Invalid with every faulty field.
    """
    errors: dict[str, list[str]] = {}
    cleaned: dict[str, str] = {}

    def take(field: str, check: Callable[[str], object], value: str) -> None:
        try:
            cleaned[field] = str(check(value))
        except Invalid as fault:
            errors[field] = [fault.code]

    if party.kind not in KINDS:
        errors["kind"] = ["unknown"]
    if party.id_type not in ID_TYPES:
        errors["id_type"] = ["unknown"]
    take("name", clean_name, party.name)
    if party.id_number or whole:
        take("id_number", _number_check(party.id_type), party.id_number)
    if party.phone:
        take("phone", check_phone, party.phone)
    if party.address:
        take("address", _address, party.address)
    if errors:
        raise Invalid("bad-party", errors=errors)
    return replace(party, **cleaned)


def checked_each(people: Sequence[Party]) -> tuple[Party, ...]:
    """People of whom nobody saw a document: name, telephone, address. Raises Invalid with the faults of all of them."""
    found, faults = [], []
    for one in people:
        try:
            found.append(checked(one, whole=False))
        except Invalid as fault:
            faults += [code for codes in fault.errors.values() for code in codes]
    if faults:
        raise Invalid("bad-party", errors={"people": list(dict.fromkeys(faults))})
    return tuple(found)


def checked_service(service: Service) -> Service:
    """How a paper was served, in clean words. Raises Invalid: text-too-long …"""
    return Service(
        place=text(service.place, LONGEST_ADDRESS),
        witnesses=tuple(clean_name(name) for name in service.witnesses),
        proxy_reason=text(service.proxy_reason, LONGEST_ADDRESS),
        consent=text(service.consent, LONGEST_ADDRESS),
        remark=text(service.remark, LONGEST_ADDRESS),
    )


def change_contact(
    case: Case, *, today: date, phone: str = "", address: str = "", agent_phone: str = "", agent_address: str = ""
) -> ContactChanged:
    """Telephone and address of the applicant and of his agent, while the file is open and the case not ended; what is
    blank stays. Name and number are what was applied in, and stay.

    Raises Refused: already-closed, ended, no-agent, nothing-changed; Invalid: bad-party.
    """
    if case.closed is not None:
        raise Refused("already-closed", on=case.closed)
    if case.state in ENDED_STATES:
        raise Refused("ended", state=case.state)
    if (agent_phone or agent_address) and not case.agent.name:
        raise Refused("no-agent")
    if not any((phone, address, agent_phone, agent_address)):
        raise Refused("nothing-changed")
    new = {"phone": phone, "address": address, "agent_phone": agent_phone, "agent_address": agent_address}
    errors: dict[str, list[str]] = {}
    cleaned: dict[str, str] = {}
    for field, value in new.items():
        try:
            cleaned[field] = str(_contact_check(field)(value)) if value else ""
        except Invalid as fault:
            errors[field] = [fault.code]
    if errors:
        raise Invalid("bad-party", errors=errors)
    return ContactChanged(on=today, **cleaned)


def _contact_check(field: str) -> Callable[[str], object]:
    return check_phone if field.endswith("phone") else _address


def _address(value: str) -> str:
    return text(value, LONGEST_ADDRESS)


def _number_check(id_type: str) -> Callable[[str], object]:
    if id_type == "111":
        return lambda value: check_id_number(value).number
    if id_type in {"821", "uscc"}:
        return check_uscc
    return _other_number


def _other_number(value: str) -> str:
    number = text(value, LONGEST_NUMBER).strip().upper()
    if not number:
        raise Invalid("id-number-empty")
    return number
