"""Invented applications: answers to the guiding questions and form data that fit each authored item's schema."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from yizhan.catalogue.release import Release
from yizhan.simulate.persons import Person, name

Application = tuple[dict[str, Any], dict[str, Any]]


def application(release: Release, random: Random, who: Person, today: date) -> Application:
    """Answers and form data for an item; an item without a form of its own gets neither."""
    authored: Mapping[str, Callable[[Random, Person, date], Application]] = {
        "dibao": living_allowance,
        "linshi-jiuzhu": temporary_aid,
        "lincai": felling,
        "zhaijidi": homestead,
        "yibao-canbao": health_insurance,
    }
    if release.code in authored:
        return authored[release.code](random, who, today)
    return {}, {}


def living_allowance(random: Random, who: Person, today: date) -> Application:
    """最低生活保障."""
    cause = random.choice(("illness", "disability", "age", "other"))
    size = random.randint(1, 5)
    members: list[dict[str, Any]] = [
        {"name": who.name, "id_number": who.id_number, "relation": "self", "monthly_income": random.randrange(0, 600)}
    ]
    members += [
        {"name": name(random), "relation": random.choice(("spouse", "child", "parent")), "monthly_income": 0}
        for _ in range(size - 1)
    ]
    answers = {
        "local_household": True,
        "household_size": Decimal(size),
        "below_standard": True,
        "property_within_rule": True,
        "disabled_member": cause == "disability",
        "cause": cause,
        "agent": False,
        "staff_relative": False,
    }
    return answers, {"address": who.address, "members": members, "cause": cause}


def temporary_aid(random: Random, who: Person, today: date) -> Application:
    """临时救助: now and then an urgent one, which is decided first."""
    event = random.choice(("fire", "accident", "illness", "expenditure"))
    urgent = event != "expenditure" and random.random() < 0.3
    amount = random.choice((800, 1500, 2000, 5000))
    answers = {"event": event, "urgent": urgent, "amount": Decimal(amount), "repeated": False, "agent": False}
    form = {
        "event": event,
        "event_date": (today - timedelta(days=random.randint(1, 30))).isoformat(),
        "amount": amount,
        "situation": "家庭基本生活暂时出现严重困难",
    }
    return answers, form


def felling(random: Random, who: Person, today: date) -> Application:
    """林木采伐."""
    volume = random.randint(3, 60)
    answers = {
        "land": random.choices(("own_hill", "contracted", "homestead", "other"), (10, 8, 1, 1))[0],
        "volume": Decimal(volume),
        "over_provincial": False,
        "protected": False,
        "tenure_clear": True,
        "replanted": True,
        "agent": False,
        "renewal": False,
    }
    form = {
        "land": answers["land"],
        "location": f"{who.address}后山",
        "species": random.choice(("杉木", "马尾松", "枫香")),
        "area": str(random.randint(1, 20)),
        "volume": str(volume),
        "count": random.randint(10, 400),
        "method": random.choice(("clear", "selective", "thinning")),
        "purpose": random.choice(("own_use", "commercial")),
        "regeneration": "次年春季按原树种更新造林，一亩不少于一百五十株",
    }
    return answers, form


def homestead(random: Random, who: Person, today: date) -> Application:
    """宅基地: mostly rebuilt where the old house stood; village and group have agreed before."""
    purpose = random.choices(("rebuild", "new", "split", "relocate"), (5, 3, 2, 2))[0]
    land = random.choices(("construction", "farmland"), (9, 1))[0]
    area = random.choice((90, 100, 120, 150))
    answers = {
        "member": True,
        "has_home": purpose in {"rebuild", "relocate"},
        "purpose": purpose,
        "land": land,
        "area": Decimal(area),
        "neighbours": random.random() < 0.4,
        "village_agreed": True,
        "agent": False,
    }
    if land == "farmland":
        answers["converted"] = True
    storeys = random.randint(1, 3)
    form = {
        "members": [
            {"name": who.name, "id_number": who.id_number, "relation": "self"},
            {"name": name(random), "relation": "spouse"},
            {"name": name(random), "relation": "child"},
        ],
        "purpose": purpose,
        "land": land,
        "location": f"{who.address}寨脚",
        "boundaries": "东至村道，南至菜地，西至邻居屋檐滴水，北至自家旧屋",
        "area": str(area),
        "footprint": str(area - 20),
        "floor_area": str((area - 20) * storeys),
        "storeys": storeys,
        "reason": "家庭人口增加，原有住房破旧",
    }
    if purpose in {"rebuild", "relocate"}:
        form |= {"current_area": "110", "current_disposal": "keep" if purpose == "rebuild" else "return"}
    return answers, form


def health_insurance(random: Random, who: Person, today: date) -> Application:
    """医保参保: for himself, for a child just born, or with his contribution paid for him."""
    category = random.choices(("adult", "newborn", "student", "subsidised"), (6, 2, 1, 1))[0]
    local = random.random() < 0.95
    answers = {"category": category, "insured_elsewhere": False, "local_household": local, "agent": False}
    if not local:
        answers["residence_permit"] = True
    form = {"category": category, "insured_name": who.name, "relation": "self", "start_year": today.year}
    if category == "newborn":
        born = today - timedelta(days=random.randint(3, 80))
        form |= {"insured_name": name(random), "relation": "child", "birth_date": born.isoformat()}
    else:
        form["insured_id"] = who.id_number
    if category == "subsidised":
        form["subsidy"] = "低保"
    return answers, form
