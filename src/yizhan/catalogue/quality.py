"""What an item lacks (事项质量): against GB/T 39046 table 4, Licensing Law art. 30 and 58, and its own words.

Pure. Findings never refuse an item, except the two that the law does not allow to publish: a licence fee without a
basis, and a proof that may no longer be asked for.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from yizhan.catalogue.codes import ARTICLE_45, ProcedureKind
from yizhan.catalogue.findings import Finding
from yizhan.catalogue.release import Release, StatedLimit
from yizhan.catalogue.rules import names_a_law

Faults = Iterator[tuple[str, str, str]]


class Rank(IntEnum):
    """Rank of a paper (效力位阶): the lower the number the higher the rank."""

    LAW = 1
    ADMINISTRATIVE_REGULATION = 2
    LOCAL_REGULATION = 3
    RULE = 4
    NORMATIVE = 5


_RANKS = (
    (Rank.NORMATIVE, r"〔\d{4}〕|通知|意见|清单|指南|批复"),
    (Rank.LOCAL_REGULATION, r"[省市州县区].*条例"),
    (Rank.ADMINISTRATIVE_REGULATION, r"国务院令|条例|社会救助暂行办法"),
    (Rank.LAW, r"(?<!办)法(》|（|第|$)|中华人民共和国[^《》]*(?<!办)法"),
    (Rank.RULE, r"办法|规定|规程|细则|规则"),
)

TABLE_4 = (
    "行使内容",
    "权限划分",
    "共同实施部门",
    "承办机构",
    "中介服务",
    "数量限制",
    "结果样本",
    "通办范围",
    "服务主题",
    "行政管辖",
    "办理流程",
    "是否支持预约",
    "是否支持网上支付",
    "是否支持物流快递",
    "是否支持网办",
    "网办地址",
    "运行系统层级",
    "常见问题",
)
"""Elements of GB/T 39046-2020 table 4 that have no field of their own: an item keeps them by these names."""


@dataclass(frozen=True, kw_only=True)
class AbolishedProof:
    """A proof that may no longer be asked for (已取消的证明): the words that betray it, and the paper that says so."""

    name: str
    words: tuple[str, ...]
    paper: str


def read_abolished(data: object) -> tuple[AbolishedProof, ...]:
    """The list of abolished proofs from its file's data. Raises ValueError."""
    if not isinstance(data, list):
        raise ValueError("not a list")
    return tuple(AbolishedProof(name=row["name"], words=tuple(row["words"]), paper=row["paper"]) for row in data)


def rank(paper: str) -> Rank | None:
    """The rank of a paper by its name; None where the name does not tell."""
    return next((rank for rank, words in _RANKS if re.search(words, paper)), None)


def check(release: Release, abolished: Iterable[AbolishedProof] = ()) -> list[Finding]:
    """Everything that the item lacks or that deserves a look."""
    checks = (
        _limits,
        _steps_and_promise,
        _fee,
        _basis,
        _conditions,
        _procedures,
        _hearings,
        _materials,
        _display,
        _elements,
        _marks,
    )
    found = [line for one in checks for line in one(release)]
    found += _abolished(release, tuple(abolished))
    return [Finding(item=release.code, field=field, fault=fault, detail=detail) for field, fault, detail in found]


def refusals(release: Release, abolished: Iterable[AbolishedProof]) -> list[Finding]:
    """Only what forbids to publish: a licence fee without basis, an abolished proof."""
    found = [
        *(line for line in _fee(release) if line[1] == "fee-without-basis"),
        *_abolished(release, tuple(abolished)),
    ]
    return [Finding(item=release.code, field=field, fault=fault, detail=detail) for field, fault, detail in found]


def _limits(release: Release) -> Faults:
    statutory, promised = release.limits.statutory, release.limits.promised
    if statutory is None:
        yield "limits.statutory", "no-statutory-limit", ""
    if promised is None:
        yield "limits.promised", "no-promised-limit", ""
    if statutory and promised and statutory.unit is promised.unit and promised.value > statutory.value:
        yield "limits.promised", "promise-longer", f"{promised.limit} > {statutory.limit}"


def _steps_and_promise(release: Release) -> Faults:
    """The sum of the step limits and the promise are independent facts: where they disagree, somebody should look."""
    promised = release.limits.promised
    limits = [_step_time(release, step.limit, step.minimum) for step in release.steps]
    stated = [limit for limit in limits if limit is not None]
    if promised is None or not stated:
        return
    total = sum(limit.value for limit in stated if limit.unit is promised.unit)
    mixed = any(limit.unit is not promised.unit for limit in stated)
    if total > promised.value or (not mixed and total != promised.value):
        yield "limits.promised", "steps-differ-from-promise", f"{total} ≠ {promised.value}"


def _step_time(release: Release, limit: StatedLimit | None, minimum: str | None) -> StatedLimit | None:
    if limit is not None or minimum is None:
        return limit
    named = release.minimum(minimum)
    return named.stated if named else None


def _fee(release: Release) -> Faults:
    fee = release.fee
    if fee.charged is None:
        yield "fee.charged", "fee-unsaid", ""
    if not fee.charged:
        return
    if not fee.lines:
        yield "fee.lines", "fee-not-structured", (fee.standard or "")[:80]
    papers = {"fee.basis": fee.basis} if fee.basis or not fee.lines else {}
    papers |= {f"fee.lines[{index}].basis": line.basis or fee.basis for index, line in enumerate(fee.lines)}
    for field, paper in papers.items():
        if not paper:  # Licensing Law art. 58: an error for licences; other charges may rest on lower papers
            yield field, "fee-without-basis" if release.is_licence else "fee-basis-missing", ""
        elif release.is_licence and (rank(paper) or Rank.NORMATIVE) > Rank.ADMINISTRATIVE_REGULATION:
            yield field, "fee-basis-rank", paper[:80]


def _basis(release: Release) -> Faults:
    """A licence rests on a law or a regulation (Licensing Law arts. 14 to 17); a paper of no rank gives no power."""
    if not release.legal_basis:
        yield "legal_basis", "no-legal-basis", ""
        return
    best = min((rank(basis.law) or Rank.NORMATIVE for basis in release.legal_basis), default=Rank.NORMATIVE)
    if best > (Rank.LOCAL_REGULATION if release.is_licence else Rank.RULE):
        yield "legal_basis", "basis-rank", release.legal_basis[0].law[:80]


def _conditions(release: Release) -> Faults:
    for index, condition in enumerate(release.conditions):
        if not condition.article:
            yield f"conditions[{index}].article", "condition-without-article", condition.text[:80]


def _procedures(release: Release) -> Faults:
    for index, procedure in enumerate(release.special_procedures):
        field = f"special_procedures[{index}]"
        if procedure.stops_clock is None:
            yield f"{field}.stops_clock", "stop-unsaid", procedure.name
        elif procedure.stops_clock and not names_a_law(procedure.basis):
            yield f"{field}.basis", "stop-without-law", procedure.name
        elif procedure.stops_clock and release.is_licence and procedure.kind not in ARTICLE_45:
            yield f"{field}.kind", "stop-outside-article-45", procedure.name


def _hearings(release: Release) -> Faults:
    """Licensing Law arts. 46 and 47: a duty names its article, and a procedure says when it must be told of."""
    for index, duty in enumerate(release.hearings):
        if not duty.article:
            yield f"hearings[{index}].article", "hearing-without-article", duty.text[:80]
    if not release.hearings and any(one.kind is ProcedureKind.HEARING for one in release.special_procedures):
        yield "hearings", "hearing-ground-unsaid", ""


def _materials(release: Release) -> Faults:
    for index, material in enumerate(release.materials):
        if material.originals is None and material.copies is None:
            yield f"materials[{index}]", "copies-unsaid", material.name
        if material.condition and not material.when:
            yield f"materials[{index}].when", "condition-not-structured", material.condition[:80]


def _abolished(release: Release, abolished: Sequence[AbolishedProof]) -> Faults:
    for index, material in enumerate(release.materials):
        for proof in abolished:
            if any(word in material.name for word in proof.words):
                yield f"materials[{index}].name", "abolished-proof", f"{material.name}: {proof.paper}"[:160]


def _display(release: Release) -> Faults:
    """Licensing Law art. 30 and GB/T 39046 table 4: what hangs on the wall of the hall."""
    wanted: Mapping[str, tuple[str, object]] = {
        "受理条件": ("conditions", release.conditions),
        "申请材料": ("materials", release.materials),
        "办理流程": ("steps", release.steps),
        "办理地点": ("accepted_at.place", release.accepted_at.place or release.contact.address),
        "办理时间": ("contact.hours", release.contact.hours),
        "咨询电话": ("contact.phone", release.contact.phone),
        "监督电话": ("contact.supervision_phone", release.contact.supervision_phone),
        "结果名称": ("result", release.result),
    }
    for element, (field, value) in wanted.items():
        if not value:
            yield field, "display-element-missing", element


def _elements(release: Release) -> Faults:
    wanted: Mapping[str, tuple[str, object]] = {
        "基本编码": ("basic_code", release.basic_code),
        "实施编码": ("implementation_code", release.implementation_code),
        "实施主体性质": ("agency.nature", release.agency.nature),
        "服务对象": ("service_objects", release.service_objects),
        "办理形式": ("handling_forms", release.handling_forms),
        "到办事现场次数": ("visits", release.visits is not None),
        "申请表": ("form", release.form),
        "示范文本": ("examples", release.examples),
    }
    for element, (field, value) in wanted.items():
        if not value:
            yield field, "no-form" if field == "form" else "element-missing", element
    for element in TABLE_4:
        if not release.elements.get(element):
            yield f"elements.{element}", "element-missing", element
    for element in release.elements:
        if element not in TABLE_4:
            yield f"elements.{element}", "element-unknown", element


def _marks(release: Release) -> Faults:
    """What the item itself says is derived, inferred, sample or missing."""
    yield from ((field, "derived", "") for field in release.derived)
    yield from ((field, "inferred", "") for field in release.provenance.inferred)
    yield from (("provenance.gaps", "gap", gap[:120]) for gap in release.provenance.gaps)
    yield from ((field, "sample", source[:120]) for field, source in release.sources.items() if _is_sample(source))


def _is_sample(source: str) -> bool:
    return "sample" in source or "样例" in source
