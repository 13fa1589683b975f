"""The steps of a plain item: who takes each, of which kind, in which leg; and those that no case goes without."""

import re

from yizhan.catalogue.codes import Level, StepKind, StepRole
from yizhan.catalogue.plain_items import Data, agency_function, deciding_level, levels_in, rows_of, text_of

STEP_KINDS = (
    (StepKind.PUBLICITY, r"公示|公告|公布"),
    (StepKind.DELIVER, r"送达|发放|领取|颁发|给付|支付|兑付|拨付"),
    (StepKind.SURVEY, r"勘|调查|核查|查验|检查|走访|入户|现场"),
    (StepKind.FORWARD, r"报送|上报|转报|呈报"),
    (StepKind.INTAKE, r"申请|受理|收件|登记|采集|申报"),
    (StepKind.CERTIFY, r"制证|发证|打证"),
    (StepKind.DECIDE, r"审批|决定|审核确认|审核审批|批准|签发|确认|审定|核准"),
    (StepKind.CONSULT, r"核对|征求|会审|评议|联办"),
)

EXCEPTIONAL = r"异议|终止|复审|复查|开工|竣工|停发"
"""Steps that the guides list but that no case takes on its regular way."""

ROLES = {StepKind.REVIEW: StepRole.REVIEWER, StepKind.CONSULT: StepRole.REVIEWER, StepKind.DECIDE: StepRole.APPROVER}

EXTRA_NAMES = {
    StepKind.INTAKE: "受理",
    StepKind.FORWARD: "报送",
    StepKind.DECIDE: "决定",
    StepKind.DELIVER: "送达",
}


def derive_steps(item: Data) -> list[str]:
    """Complete the steps in place; the names of the fields that this derived."""
    rows = rows_of(item, "steps")
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
        name = text_of(row, "name")
        kinds.append(next((kind for kind, words in STEP_KINDS if re.search(words, name)), StepKind.REVIEW))
    decisions = [index for index, kind in enumerate(kinds) if kind is StepKind.DECIDE]
    for index in decisions[:-1]:  # only the last decides; an earlier 确认 is a review
        kinds[index] = StepKind.REVIEW
    if not decisions:
        signed = [index for index, row in enumerate(rows) if re.search("决定|审批|发证", text_of(row, "name"))]
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
    named = levels_in(text_of(row, "level"))
    township = bool(named) and named[0] in (Level.VILLAGE, Level.TOWNSHIP)
    return township and kind not in (StepKind.DELIVER, StepKind.DECIDE)


def _step(row: Data, index: int, kind: StepKind, leg: int, item: Data) -> Data:
    written = text_of(row, "level")
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
    if re.search(EXCEPTIONAL, text_of(row, "name")):
        step["exceptional"] = True
    return {name: value for name, value in step.items() if value not in (0, None) or name == "limit"}


def _step_level(written: str, kind: StepKind, leg: int, item: Data) -> Level:
    named = levels_in(written)
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
    decided = next(index for index, step in enumerate(last) if step["kind"] == "decide")
    for step in last[decided + 1 :]:  # what follows the decision is not waited for by it
        if step["kind"] not in ("certify", "deliver"):
            step["exceptional"] = True
    return [*first, *last] if upper else first


def _extra(kind: StepKind, level: Level, leg: int, item: Data) -> Data:
    function, role = _step_function(level, item), ROLES.get(kind, StepRole.CLERK).value
    step: Data = {"code": kind.value, "name": EXTRA_NAMES[kind], "level": level.word, "function": function}
    return {**step, "role": role, "kind": kind.value, **({"leg": leg} if leg else {})}
