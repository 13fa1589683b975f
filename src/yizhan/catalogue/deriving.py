"""What a plain item file leaves out and a case cannot do without, derived from what it says, and marked as derived.

Works on the plain data of one item, before it becomes a Release, and only fills what is absent: a file that says a
thing keeps it, and what this module once derived comes back unchanged from an export.
"""

import re
from typing import Any

from yizhan.catalogue.codes import CaseType, ItemType, LegRole, Level, ProcedureKind, StepKind, StepRole

Data = dict[str, Any]

LAW_32 = "《中华人民共和国行政许可法》第三十二条"
LAW_42 = "《中华人民共和国行政许可法》第四十二条"
LAW_43 = "《中华人民共和国行政许可法》第四十三条"
LAW_44 = "《中华人民共和国行政许可法》第四十四条"

FUNCTIONS = (
    ("残疾人联合会", "disabled_federation"),
    ("残联", "disabled_federation"),
    ("医疗保障", "medical_insurance"),
    ("医保", "medical_insurance"),
    ("社会保险", "social_security"),
    ("人力资源社会保障", "social_security"),
    ("人社", "social_security"),
    ("民政", "civil_affairs"),
    ("老龄", "civil_affairs"),
    ("林业", "forestry"),
    ("自然资源", "natural_resources"),
    ("不动产登记", "natural_resources"),
    ("城乡规划", "natural_resources"),
    ("卫生健康", "health"),
    ("卫健", "health"),
    ("农业农村", "agriculture"),
    ("动物卫生", "agriculture"),
    ("土地承包", "agriculture"),
    ("农机", "agriculture"),
    ("公安", "public_security"),
    ("派出所", "public_security"),
    ("市场监督", "market_supervision"),
    ("市场监管", "market_supervision"),
    ("应急", "emergency"),
    ("交通", "transport"),
    ("教育", "education"),
    ("司法", "justice"),
    ("法律援助", "justice"),
)
"""Words in the name of an agency, and the function by which the system finds that agency in each division."""

STEP_KINDS = (
    (StepKind.PUBLICITY, r"公示|公告|公布"),
    (StepKind.DELIVER, r"送达|发放|领取|颁发|给付"),
    (StepKind.SURVEY, r"勘|调查|核查|查验|检查|走访|入户|现场"),
    (StepKind.FORWARD, r"报送|上报|转报|呈报"),
    (StepKind.INTAKE, r"申请|受理|收件|登记|采集|申报"),
    (StepKind.CERTIFY, r"制证|发证|打证"),
    (StepKind.DECIDE, r"审批|决定|审核确认|审核审批|批准|签发|确认|审定|核准"),
    (StepKind.CONSULT, r"核对|征求|会审|评议|联办"),
)
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
ROLES = {StepKind.REVIEW: StepRole.REVIEWER, StepKind.CONSULT: StepRole.REVIEWER, StepKind.DECIDE: StepRole.APPROVER}
RESULT_KINDS = {"证照/批文": "证照", "给付": "给付决定", "决定": "批文"}
LEVEL_ORDER = (Level.VILLAGE, Level.TOWNSHIP, Level.COUNTY, Level.PREFECTURE)


def derive(item: Data) -> Data:
    """The item with everything a case needs; `derived` names what this added."""
    completed = {**item}
    derived: list[str] = list(item.get("derived") or [])
    _spell_result(completed)
    _number(completed, "materials", "m")
    _number(completed, "special_procedures", "p")
    plain = "legs" not in item  # a file that says its legs was authored whole, or exported
    fills = (_levels, _licence, _legs, _steps, _procedures, *((_publicity, _questions, _concluding) if plain else ()))
    for fill in fills:
        derived.extend(field for field in fill(completed) if field not in derived)
    if derived:
        completed["derived"] = derived
    return completed


def _rows(item: Data, field: str) -> list[Data]:
    rows = item.get(field)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _text(row: Data, field: str) -> str:
    value = row.get(field)
    return value if isinstance(value, str) else ""


def _replace_rows(item: Data, field: str, rows: list[Data]) -> None:
    """New rows in the place of the mappings; what is no mapping stays for the reader to refuse."""
    fresh = iter(rows)
    item[field] = [next(fresh) if isinstance(row, dict) else row for row in item[field]]


def _number(item: Data, field: str, letter: str) -> None:
    rows = _rows(item, field)
    if any("code" not in row for row in rows):
        _replace_rows(item, field, [{"code": f"{letter}{index}", **row} for index, row in enumerate(rows, 1)])


def _spell_result(item: Data) -> None:
    result = item.get("result")
    if isinstance(result, dict) and (kind := RESULT_KINDS.get(_text(result, "kind"))):
        item["result"] = {**result, "kind": kind, "kind_as_written": result["kind"]}


def _parts(text: str) -> list[Level]:
    """The levels named in a text such as 县/乡镇, in their order."""
    found = [(text.index(level.word), level) for level in LEVEL_ORDER if level.word in text]
    return [level for _place, level in sorted(found)]


def deciding_level(item: Data) -> Level:
    """The level that decides: the first that `decided_at` names; police stations are the county's."""
    named = _parts(_text(item, "decided_at"))
    if named:
        return named[0] if named[0] is not Level.VILLAGE else Level.TOWNSHIP
    return Level.COUNTY


def agency_function(item: Data) -> str:
    """The function of the deciding agency, guessed from its name."""
    agency = item.get("agency")
    if not isinstance(agency, dict):
        return "government"
    if isinstance(agency.get("function"), str):
        return str(agency["function"])
    if deciding_level(item) is Level.TOWNSHIP:
        return "government"
    name = _text(agency, "name").replace("人民政府", "")  # 人民政府 is no 民政
    return next((function for word, function in FUNCTIONS if word in name), "government")


def _levels(item: Data) -> list[str]:
    if item.get("levels"):
        return []
    agency = item.get("agency")
    named = _parts(_text(agency, "level")) if isinstance(agency, dict) else []
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


def _steps(item: Data) -> list[str]:
    rows = _rows(item, "steps")
    if not isinstance(item.get("steps"), list) or (rows and all("kind" in row for row in rows)):
        return []
    upper = int(deciding_level(item) is not Level.TOWNSHIP)
    kinds = _step_kinds(rows)
    last_local = max((i for i, row in enumerate(rows) if _local(row, kinds[i])), default=-1)
    legs = [upper if index > last_local else 0 for index in range(len(rows))]
    steps = [
        _step(row, index, _kind_in_leg(kinds, legs, index, upper), legs[index], item) for index, row in enumerate(rows)
    ]
    if len(steps) != len(item["steps"]):  # what is no mapping is for the reader to refuse
        return []
    item["steps"] = _completed(steps, upper, item)
    return ["steps"]


def _step_kinds(rows: list[Data]) -> list[StepKind]:
    kinds = []
    for row in rows:
        name = _text(row, "name")
        kinds.append(next((kind for kind, words in STEP_KINDS if re.search(words, name)), StepKind.REVIEW))
    decisions = [index for index, kind in enumerate(kinds) if kind is StepKind.DECIDE]
    for index in decisions[:-1]:  # only the last decides; an earlier 确认 is a review
        kinds[index] = StepKind.REVIEW
    if not decisions:
        signed = [index for index, row in enumerate(rows) if re.search("决定|审批|发证", _text(row, "name"))]
        for index in signed[-1:]:
            kinds[index] = StepKind.DECIDE
    return kinds


def _kind_in_leg(kinds: list[StepKind], legs: list[int], index: int, upper: int) -> StepKind:
    """What a township does does not decide what the county decides; papers are accepted once, at the beginning."""
    kind = kinds[index]
    begun = legs[index] > 0 or any(earlier is not StepKind.INTAKE for earlier in kinds[:index])
    misplaced = {
        StepKind.DECIDE: legs[index] < upper,
        StepKind.INTAKE: begun,
        StepKind.FORWARD: legs[index] == upper,
    }
    return StepKind.REVIEW if misplaced.get(kind) else kind


def _local(row: Data, kind: StepKind) -> bool:
    named = _parts(_text(row, "level"))
    township = bool(named) and named[0] in (Level.VILLAGE, Level.TOWNSHIP)
    return township and kind not in (StepKind.DELIVER, StepKind.DECIDE)


def _step(row: Data, index: int, kind: StepKind, leg: int, item: Data) -> Data:
    written = _text(row, "level")
    level = _step_level(written, kind, leg, item)
    step = {
        "code": f"s{index + 1}",
        **row,
        "level": level.word,
        "function": _step_function(level, item),
        "role": ROLES.get(kind, StepRole.CLERK).value,
        "kind": kind.value,
        "leg": leg,
    }
    if written and written != level.word:
        step["level_as_written"] = written
    if kind is StepKind.SURVEY:
        step.setdefault("officers", 2)
    return {name: value for name, value in step.items() if value not in (0, None) or name == "limit"}


def _step_level(written: str, kind: StepKind, leg: int, item: Data) -> Level:
    named = _parts(written)
    deciding = deciding_level(item)
    local = [level for level in named if level in (Level.VILLAGE, Level.TOWNSHIP)]
    if leg == 0:
        return Level.TOWNSHIP if kind is StepKind.INTAKE or not local else local[0]
    if kind is StepKind.DELIVER and named and named == local:
        return Level.TOWNSHIP
    return next((level for level in named if level not in local), deciding) if kind is not StepKind.DECIDE else deciding


def _step_function(level: Level, item: Data) -> str:
    if level is Level.VILLAGE:
        return "committee"
    return "government" if level is Level.TOWNSHIP else agency_function(item)


def _completed(steps: list[Data], upper: int, item: Data) -> list[Data]:
    """The steps with intake, forwarding, decision and delivery: no case goes without them."""
    first = [step for step in steps if step.get("leg", 0) < upper or not upper]
    last = [step for step in steps if step.get("leg", 0) == upper] if upper else first
    if not any(step["kind"] == "intake" for step in first):
        first.insert(0, _extra(StepKind.INTAKE, Level.TOWNSHIP, 0, item))
    if upper and not any(step["kind"] == "forward" for step in first):
        first.append(_extra(StepKind.FORWARD, Level.TOWNSHIP, 0, item))
    if not any(step["kind"] == "decide" for step in last):
        final = (i for i, step in enumerate(last) if step["kind"] in ("certify", "deliver"))
        last.insert(next(final, len(last)), _extra(StepKind.DECIDE, deciding_level(item), upper, item))
    if not any(step["kind"] == "deliver" for step in last):
        last.append(_extra(StepKind.DELIVER, Level.TOWNSHIP, upper, item))
    return [*first, *last] if upper else first


EXTRA_NAMES = {
    StepKind.INTAKE: "受理",
    StepKind.FORWARD: "报送",
    StepKind.DECIDE: "决定",
    StepKind.DELIVER: "送达",
}


def _extra(kind: StepKind, level: Level, leg: int, item: Data) -> Data:
    function, role = _step_function(level, item), ROLES.get(kind, StepRole.CLERK).value
    step: Data = {"code": kind.value, "name": EXTRA_NAMES[kind], "level": level.word, "function": function}
    return {**step, "role": role, "kind": kind.value, **({"leg": leg} if leg else {})}


def _procedures(item: Data) -> list[str]:
    rows = _rows(item, "special_procedures")
    if not rows or all("kind" in row for row in rows):
        return []
    kinds = [
        next((kind for kind, words in PROCEDURE_KINDS if re.search(words, _text(row, "name"))), ProcedureKind.OTHER)
        for row in rows
    ]
    _replace_rows(
        item, "special_procedures", [{**row, "kind": kind.value} for row, kind in zip(rows, kinds, strict=True)]
    )
    return ["special_procedures"]


def _publicity(item: Data) -> list[str]:
    """A publicity period is by nature a minimum (公示期满): not before, rather than late after."""
    steps = [row for row in _rows(item, "steps") if row.get("kind") == "publicity"]
    if "minimums" in item or not steps:
        return []
    stated = [row.get("max") for row in _rows(item, "special_procedures") if row.get("kind") == "publicity"]
    limits = [limit for limit in [*stated, *(row.get("limit") for row in steps)] if _positive(limit)]
    if not limits:
        return []
    item["minimums"] = [{"code": "publicity", "name": "公示", "stated": limits[0], "sample": True}]
    first = steps[0]
    item["steps"] = [{**row, "minimum": "publicity"} if row is first else row for row in item["steps"]]
    return ["minimums"]


def _positive(limit: object) -> bool:
    return isinstance(limit, dict) and isinstance(limit.get("value"), int) and limit["value"] > 0


def _questions(item: Data) -> list[str]:
    """A material with a condition in words gets a yes/no question of those words, so that the checklist can be led."""
    open_materials = [
        row
        for row in _rows(item, "materials")
        if row.get("required") == "conditional" and _text(row, "condition") and not row.get("when")
    ]
    if not open_materials or item.get("questions"):
        return []
    codes: dict[str, str] = {}
    for row in open_materials:
        codes.setdefault(_text(row, "condition"), f"q-{row['code']}")
    item["questions"] = [{"code": code, "text": text} for text, code in codes.items()]
    asked = {id(row): {"when": {codes[_text(row, "condition")]: True}} for row in open_materials}
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
