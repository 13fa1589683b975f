"""What a plain item file leaves out and a case cannot do without, derived from what it says, and marked as derived.

Works on the plain data of one item, before it becomes a Release, and only fills what is absent: a file that says a
thing keeps it, and what this module once derived comes back unchanged from an export.
"""

import re

from yizhan.catalogue.codes import CaseType, ItemType, LegRole, Level, ProcedureKind
from yizhan.catalogue.deriving_steps import derive_steps
from yizhan.catalogue.plain_items import (
    Data,
    agency_function,
    deciding_level,
    levels_in,
    replace_rows,
    rows_of,
    text_of,
)

LAW_32 = "《中华人民共和国行政许可法》第三十二条"
LAW_42 = "《中华人民共和国行政许可法》第四十二条"
LAW_43 = "《中华人民共和国行政许可法》第四十三条"
LAW_44 = "《中华人民共和国行政许可法》第四十四条"


PROCEDURE_KINDS = (
    (ProcedureKind.HEARING, r"听证"),
    (ProcedureKind.TENDER, r"招标"),
    (ProcedureKind.AUCTION, r"拍卖"),
    (ProcedureKind.EXPERT_REVIEW, r"评审|评价"),
    (ProcedureKind.APPRAISAL, r"鉴定"),
    (ProcedureKind.QUARANTINE, r"检疫"),
    (ProcedureKind.TESTING, r"检测"),
    (ProcedureKind.INSPECTION, r"检验"),
    (ProcedureKind.PUBLICITY, r"公示|公告"),
    (ProcedureKind.SURVEY, r"勘|踏|核查|查验|抽查|调查"),
)
RESULT_KINDS = {"证照/批文": "证照", "给付": "给付决定", "决定": "批文"}


def derive(item: Data) -> Data:
    """The item with everything a case needs; `derived` names what this added."""
    completed = {**item}
    derived: list[str] = list(item.get("derived") or [])
    _spell_result(completed)
    _number(completed, "materials", "m")
    _number(completed, "special_procedures", "p")
    plain = "legs" not in item  # a file that says its legs was authored whole, or exported
    fills = (
        _levels,
        _licence,
        _legs,
        derive_steps,
        _procedures,
        *((_publicity, _questions, _concluding) if plain else ()),
    )
    for fill in fills:
        derived.extend(field for field in fill(completed) if field not in derived)
    if derived:
        completed["derived"] = derived
    return completed


def _number(item: Data, field: str, letter: str) -> None:
    rows = rows_of(item, field)
    if any("code" not in row for row in rows):
        replace_rows(item, field, [{"code": f"{letter}{index}", **row} for index, row in enumerate(rows, 1)])


def _spell_result(item: Data) -> None:
    result = item.get("result")
    if isinstance(result, dict) and (kind := RESULT_KINDS.get(text_of(result, "kind"))):
        item["result"] = {**result, "kind": kind, "kind_as_written": result["kind"]}


def _levels(item: Data) -> list[str]:
    if item.get("levels"):
        return []
    agency = item.get("agency")
    named = levels_in(text_of(agency, "level")) if isinstance(agency, dict) else []
    item["levels"] = [level.word for level in named or [deciding_level(item)]]
    return ["levels"]


def _licence(item: Data) -> list[str]:
    """Licensing Law arts. 32, 42, 44: what every licence has, whether or not its guide repeats it."""
    if ItemType.read(item.get("item_type")) is not ItemType.LICENCE:
        return []
    filled = []
    limits = dict(item["limits"]) if isinstance(item.get("limits"), dict) else {}
    for name, value, article in (("intake", 5, LAW_32), ("service", 10, LAW_44)):
        if not limits.get(name):
            limits[name] = {"value": value, "unit": "working_day", "article": article}
            filled.append(f"limits.{name}")
    item["limits"] = limits
    if not item.get("extension"):
        ten = {"value": 10, "unit": "working_day"}
        item["extension"] = {"stated": ten, "approvers": ["organ-head"], "article": LAW_42}
        filled.append("extension")
    if not item.get("lapses"):
        five = {"value": 5, "unit": "working_day"}
        intake = {"code": "intake", "stated": five, "since": "received", "deems": "accepted", "against_citizen": False}
        item["lapses"] = [{**intake, "article": LAW_32}]
        filled.append("lapses")
    return filled


def _legs(item: Data) -> list[str]:
    """A township that accepts what the county decides has a leg of its own, which closes as 转报办结 (code 4)."""
    if item.get("legs"):
        return []
    level = deciding_level(item)
    limits = item.get("limits")
    statutory = limits.get("statutory") if isinstance(limits, dict) else None
    deciding = {"level": level.word, "function": agency_function(item), "role": LegRole.DECIDE.value}
    if statutory:
        deciding["statutory"] = statutory
    legs = [deciding]
    if level is not Level.TOWNSHIP:
        review: Data = {"level": Level.TOWNSHIP.word, "function": "government", "role": LegRole.REVIEW.value}
        review["outcome"] = "4"
        if ItemType.read(item.get("item_type")) is ItemType.LICENCE:
            review["statutory"] = {"value": 20, "unit": "working_day", "article": LAW_43}
        legs.insert(0, review)
    item["legs"] = legs
    return ["legs"]


def _procedures(item: Data) -> list[str]:
    rows = rows_of(item, "special_procedures")
    if not rows or all("kind" in row for row in rows):
        return []
    kinds = [
        next((kind for kind, words in PROCEDURE_KINDS if re.search(words, text_of(row, "name"))), ProcedureKind.OTHER)
        for row in rows
    ]
    replace_rows(
        item, "special_procedures", [{**row, "kind": kind.value} for row, kind in zip(rows, kinds, strict=True)]
    )
    return ["special_procedures"]


def _publicity(item: Data) -> list[str]:
    """A publicity period is by nature a minimum (公示期满): not before, rather than late after.

    Where no source says how long it lasts, the step is only reviewed: nobody could say when it is over.
    """
    steps = [row for row in rows_of(item, "steps") if row.get("kind") == "publicity"]
    if "minimums" in item or not steps:
        return []
    stated = [row.get("max") for row in rows_of(item, "special_procedures") if row.get("kind") == "publicity"]
    limits = [limit for limit in [*stated, *(row.get("limit") for row in steps)] if _positive(limit)]
    kind = {"minimum": "publicity"} if limits else {"kind": "review", "role": "reviewer"}
    published = {id(row) for row in steps}
    item["steps"] = [{**row, **kind} if id(row) in published else row for row in item["steps"]]
    if not limits:
        return []
    item["minimums"] = [{"code": "publicity", "name": "公示", "stated": limits[0], "sample": True}]
    return ["minimums"]


def _positive(limit: object) -> bool:
    return isinstance(limit, dict) and isinstance(limit.get("value"), int) and limit["value"] > 0


def _questions(item: Data) -> list[str]:
    """A material with a condition in words gets a yes/no question of those words, so that the checklist can be led."""
    open_materials = [
        row
        for row in rows_of(item, "materials")
        if row.get("required") == "conditional" and text_of(row, "condition") and not row.get("when")
    ]
    if not open_materials or item.get("questions"):
        return []
    codes: dict[str, str] = {}
    for row in open_materials:
        codes.setdefault(text_of(row, "condition"), f"q-{row['code']}")
    item["questions"] = [{"code": code, "text": text} for text, code in codes.items()]
    asked = {id(row): {"when": {codes[text_of(row, "condition")]: True}} for row in open_materials}
    item["materials"] = [
        {**row, **asked[id(row)]} if isinstance(row, dict) and id(row) in asked else row for row in item["materials"]
    ]
    return ["questions"]


def _concluding(item: Data) -> list[str]:
    delegation = item.get("delegation")
    delegable = isinstance(delegation, dict) and delegation.get("possible") is True
    immediate = CaseType.read(item.get("case_type")) is CaseType.IMMEDIATE
    if not (delegable or immediate or deciding_level(item) is Level.TOWNSHIP):
        return []
    item["concluding"] = True
    return ["concluding"]
