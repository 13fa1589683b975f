"""Shared words of the tests of cases: days, organs, releases in the item files' own format, histories."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest

from yizhan.cases import events as e
from yizhan.cases.facts import HAND_IN, HAND_OUT, VISIT, WISH, Fact
from yizhan.cases.rules.settling import settle
from yizhan.cases.state import Case, evolve, initial
from yizhan.catalogue.release import Release
from yizhan.journal.events import HandedOver
from yizhan.kernel.calendars import Calendar, NationalYear, national_seed
from yizhan.kernel.periods import Limit
from yizhan.kernel.refusals import Refused

NO_HOLIDAYS = Calendar(national={year: NationalYear(off={}) for year in range(2018, 2041)}, version="weekends")
NATIONAL = Calendar(national=national_seed(), version="national")

MONDAY = date(2026, 3, 2)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = (MONDAY + timedelta(days=n) for n in range(1, 6))
NEXT_MONDAY = MONDAY + timedelta(days=7)

TOWNSHIP = "522601100000-government"
STATION = "522601100000-station-civil_affairs"
COUNTY = "522601000000-civil_affairs"
OTHER_ORGAN = "522601000000-medical_insurance"
NUMBER = "52260110026AB000017"
ART_32 = "《中华人民共和国行政许可法》第三十二条"
ART_50 = "《中华人民共和国行政许可法》第五十条"
PROVINCIAL = "《某省社会救助条例》第十九条"
ZHANG = e.Party(name="张三", id_number="522601199001011234")


def day(number: int) -> date:
    """So many days after the first Monday."""
    return MONDAY + timedelta(days=number)


def working_day(number: int) -> date:
    """So many working days after the first Monday, weekends alone left out."""
    weeks, rest = divmod(number, 5)
    return MONDAY + timedelta(days=7 * weeks + rest)


def wd(value: int) -> Limit:
    """A limit in working days."""
    return Limit.parse(f"{value}wd")


def days(value: int) -> Limit:
    """A limit in days."""
    return Limit.parse(f"{value}d")


def stated(value: int, unit: str = "working_day") -> dict[str, Any]:
    """A limit as item files state it."""
    return {"value": value, "unit": unit}


def material(code: str, required: str = "yes", **more: Any) -> dict[str, Any]:
    """A material of an item."""
    return {"code": code, "name": code.title(), "required": required, **more}


def step(code: str, kind: str, *, leg: int = 0, level: str = "乡镇", **more: Any) -> dict[str, Any]:
    """A step of an item."""
    return {
        "code": code, "name": code.title(), "kind": kind, "leg": leg, "level": level, "role": "clerk",
        "function": "government", **more,
    }  # fmt: skip


def lapse(since: str, deems: str, value: int, unit: str = "working_day", **more: Any) -> dict[str, Any]:
    """A lapse of an item."""
    against = deems in {"abandoned", "returned"}
    code = f"{since}-{deems}".replace("_", "-")
    return {
        "code": code, "stated": stated(value, unit), "since": since, "deems": deems,
        "against_citizen": against, **more,
    }  # fmt: skip


NOT_SUPPLEMENTED = lapse("correction_requested", "abandoned", 90, "calendar_day")
PLEDGE_BROKEN = lapse("pledged", "returned", 10)

LICENCE: dict[str, Any] = {
    "code": "felling",
    "name": "林木采伐许可",
    "item_type": "行政许可",
    "case_type": "承诺件",
    "agency": {"name": "县林业局"},
    "limits": {
        "statutory": stated(20),
        "promised": stated(15),
        "intake": stated(5),
        "service": stated(10),
        "correction_reply": stated(30, "calendar_day"),
    },
    "extension": {"stated": stated(10), "approvers": ["organ-head"]},
    "questions": [{"code": "design", "text": "是否需要伐区设计？"}],
    "materials": [
        material("application"),
        material("tenure", pledgeable=True),
        material("design", "conditional", when={"design": True}),
        material("map", "no"),
    ],
    "form": {"schema": {"type": "object", "properties": {"volume": {"type": "integer"}}, "required": ["volume"]}},
    "steps": [
        step("survey", "survey", officers=2),
        step("review", "review", role="reviewer"),
        step("decide", "decide", role="approver"),
    ],
    "legs": [{"level": "乡镇", "function": "government", "role": "decide"}],
    "special_procedures": [
        {"code": "hearing", "name": "听证", "kind": "hearing", "max": stated(20)},
        {"code": "survey", "name": "现场踏勘", "kind": "survey", "stops_clock": False},
    ],
    "lapses": [
        lapse("received", "accepted", 5, article=ART_32),
        lapse("permit_expiry", "renewed", 0, "calendar_day", article=ART_50),
        lapse("consulted", "consent", 7),
        NOT_SUPPLEMENTED,
        PLEDGE_BROKEN,
    ],
    "result": {"name": "林木采伐许可证", "kind": "证照", "permit_months": 12},
    "version": 3,
}

BENEFIT: dict[str, Any] = {
    "code": "allowance",
    "name": "最低生活保障",
    "item_type": "行政给付",
    "case_type": "承诺件",
    "agency": {"name": "县民政局"},
    "delegation": {"possible": True, "when": {"amount": {"at_most": "1000"}}},
    "limits": {"statutory": stated(30), "promised": stated(23), "intake": stated(5), "service": stated(3)},
    "questions": [{"code": "amount", "text": "金额？", "kind": "number"}],
    "materials": [material("application"), material("means", pledgeable=True)],
    "steps": [
        step("check", "elsewhere", elsewhere="社会救助信息核对系统"),
        step("publicity", "publicity", minimum="publicity"),
        step("forward", "forward"),
        step("confirm", "review", leg=1, level="县"),
        step("decide", "decide", leg=1, level="县", role="approver"),
    ],
    "legs": [
        {"level": "乡镇", "function": "government", "role": "review", "outcome": "4", "statutory": stated(20)},
        {"level": "县", "function": "civil_affairs", "role": "decide", "statutory": stated(10)},
    ],
    "special_procedures": [{"code": "publicity", "name": "公示", "kind": "publicity", "stops_clock": False}],
    "minimums": [{"code": "publicity", "name": "公示", "stated": stated(7, "calendar_day")}],
    "lapses": [
        lapse("received", "signal", 5),
        lapse("consulted", "consent", 7),
        NOT_SUPPLEMENTED,
        PLEDGE_BROKEN,
    ],
    "result": {"name": "最低生活保障证", "kind": "给付决定"},
    "version": 2,
}

URGENT_HELP: dict[str, Any] = {
    **BENEFIT,
    "code": "relief",
    "name": "临时救助",
    "questions": [{"code": "urgent", "text": "是否紧急？"}],
    "delegation": {"possible": True},
    "urgent": {"stated": stated(10), "when": {"urgent": True}},
}

ON_THE_SPOT: dict[str, Any] = {
    "code": "proof",
    "name": "当场办结的证明",
    "item_type": "公共服务",
    "case_type": "即办件",
    "agency": {"name": "乡镇人民政府"},
    "materials": [material("application")],
    "steps": [step("review", "review"), step("decide", "decide", role="approver")],
    "legs": [{"level": "乡镇", "function": "government", "role": "decide"}],
    "concluding": True,
}


def release(data: dict[str, Any], **changes: Any) -> Release:
    """A release in the item files' format, with some keys changed."""
    return Release.from_data({**data, **changes})


def licence(**changes: Any) -> Release:
    """A licence that one organ accepts and decides."""
    return release(LICENCE, **changes)


def benefit(**changes: Any) -> Release:
    """A benefit that the township reviews and publicises and the county decides."""
    return release(BENEFIT, **changes)


def stopping_benefit() -> Release:
    """The same where a provincial law says that publicity stops the clock."""
    stops = {"code": "publicity", "name": "公示", "kind": "publicity", "stops_clock": True, "basis": PROVINCIAL}
    return benefit(special_procedures=[stops])


def urgent_help(**changes: Any) -> Release:
    """Help that is granted first and completed later when it is urgent."""
    return release(URGENT_HELP, **changes)


def on_the_spot(**changes: Any) -> Release:
    """A matter that may be concluded on the spot."""
    return release(ON_THE_SPOT, **changes)


def papers(*codes: str) -> tuple[e.Given, ...]:
    """Materials given, one copy each."""
    return tuple(e.Given(code=code, copies=1) for code in codes)


def wanted(*codes: str, reason: str = "缺") -> tuple[e.Wanted, ...]:
    """Lines of a correction notice."""
    return tuple(e.Wanted(code=code, reason=reason) for code in codes)


def opened(on: date = MONDAY, **more: Any) -> e.Opened:
    """A case opened at the township's window."""
    content: dict[str, Any] = {
        "on": on, "number": NUMBER, "item": "item", "release": 1, "division": "522601100000",
        "centre": "522601100000-centre", "organ": TOWNSHIP, "leg": 0, "channel": "window",
        "applicant": ZHANG, "form": {"volume": 12}, "answers": {"design": False},
    }  # fmt: skip
    return e.Opened(**{**content, **more})


def submitted(*codes: str, on: date = MONDAY) -> e.Submitted:
    """Papers received."""
    return e.Submitted(on=on, release=3, materials=papers(*codes))


COMPLETE = ("application", "tenure", "means")


def given(*events: object) -> Case:
    """The case after these events."""
    case = initial(f"case:{NUMBER}")
    for event in events:
        case = evolve(case, event)
    return case


def received(*codes: str, on: date = MONDAY, **more: Any) -> Case:
    """A case whose papers are here."""
    return given(opened(on, **more), submitted(*(codes or COMPLETE), on=on))


def accepted(*events: object, on: date = MONDAY, **more: Any) -> Case:
    """An accepted case, and what happened to it after."""
    return after(received(on=on, **more), e.Accepted(on=on, statutory=wd(20), promised=wd(15)), *events)


def after(case: Case, *events: object) -> Case:
    """A case some events later."""
    for event in events:
        case = evolve(case, event)
    return case


def taken(*steps: str, on: date = MONDAY) -> tuple[e.Advanced, ...]:
    """Steps that were taken."""
    return tuple(e.Advanced(on=on, step=step) for step in steps)


def forwarded(on: date, organ: str = COUNTY) -> tuple[e.Forwarded, HandedOver]:
    """Reported up to the county, which holds it now."""
    event = e.Forwarded(on=on, organ=organ, level="县", leg=1, number="52260100026AB000013", outcome="4")
    return event, over_to(organ)


def passed_on(on: date, organ: str = STATION) -> tuple[e.PassedOn, HandedOver]:
    """Passed to the station, which holds it now."""
    return e.PassedOn(on=on, organ=organ, cause="no-grant"), over_to(organ)


def returned(on: date, organ: str = TOWNSHIP) -> tuple[e.ReturnedDown, HandedOver]:
    """Sent back to the township."""
    return e.ReturnedDown(on=on, organ=organ, reason="漏项"), over_to(organ)


def over_to(organ: str) -> HandedOver:
    """The hand-over that the journal writes beside it."""
    return HandedOver(organ=organ, node="node", centre="centre")


def decided(on: date = FRIDAY, *, granted: bool = True, **more: Any) -> e.Decided:
    """A decision."""
    return e.Decided(on=on, granted=granted, number="决〔2026〕1号", **more)


def stopped(on: date, told: Limit, *, stop: int = 1, procedure: str = "hearing") -> e.ClockStopped:
    """A stop of the clock."""
    return e.ClockStopped(on=on, stop=stop, procedure=procedure, basis="第四十五条", told=told)


def asked(on: date, *, reply: Limit | None = None, silence: bool = True, consult: int = 1) -> e.Consulted:
    """Another agency was asked."""
    return e.Consulted(on=on, consult=consult, organ=OTHER_ORGAN, reply=reply, silence_consents=silence)


def handed_in(key: str, on: date, *codes: str, mode: str = "window") -> Fact:
    """Papers handed in at some centre."""
    return Fact(key=key, kind=HAND_IN, on=on, materials=papers(*codes), mode=mode)


def handed_out(key: str, on: date, mode: str = "direct") -> Fact:
    """The result handed out at some centre."""
    return Fact(key=key, kind=HAND_OUT, on=on, mode=mode, collector=ZHANG)


def visit(key: str, on: date, cause: str = "in-vain") -> Fact:
    """The citizen came for this case."""
    return Fact(key=key, kind=VISIT, on=on, cause=cause)


def wish(kind: str, key: str = "w1") -> Fact:
    """A wish of somebody who does not hold the case."""
    return Fact(key=key, kind=WISH, on=MONDAY, cause=kind)


@contextmanager
def refused(code: str) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """The act is refused with this very code."""
    with pytest.raises(Refused) as caught:
        yield caught
    assert caught.value.code == code


def time_does(
    case: Case, release: Release, today: date, facts: Sequence[Fact] = (), calendar: Calendar = NO_HOLIDAYS, **more: Any
) -> Case:
    """The case after everything that time has done."""
    return after(case, *(each.event for each in settle(case, release, facts, today, calendar, **more)))
