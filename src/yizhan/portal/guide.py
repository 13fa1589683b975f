"""The guide of an item (办事指南) from the release in force: what Licensing Law art. 30 wants displayed.

Where no source sets something the values are empty, and the page says so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yizhan.catalogue.release import (
    Example,
    HearingDuty,
    HearingGround,
    Material,
    Pitfall,
    Release,
    SpecialProcedure,
    StatedLimit,
    Step,
)
from yizhan.catalogue.rules import MaterialLine, checklist, conditions, examples, fee, pitfalls, questions, scenario
from yizhan.kernel.periods import Limit
from yizhan.portal import words
from yizhan.portal.words import Fact, Text
from yizhan.web.faces import Badge
from yizhan.web.wording import limit_words

Answers = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class MaterialFace:
    """One material of the list: how needed, how many, whence; `why` is the item's own condition."""

    name: str
    need: Badge
    counts: tuple[Text, ...]
    form: str
    source: str
    why: str
    notes: tuple[str, ...]
    pledgeable: bool


@dataclass(frozen=True, kw_only=True)
class StepFace:
    """One step of the procedure: who takes it, within which time, from which day on at the earliest."""

    name: str
    who: str
    level: Text
    role: Text
    limit: Limit | None
    minimum: Limit | None
    elsewhere: str
    officers: int
    exceptional: bool


@dataclass(frozen=True, kw_only=True)
class ProcedureFace:
    """A special procedure (特别程序): how long, and whether by law the clock stands meanwhile."""

    name: str
    limit: Limit | None
    stops: Text
    basis: str
    note: str


@dataclass(frozen=True, kw_only=True)
class HearingFace:
    """When a hearing is told of or held before deciding (听证), and by which article."""

    text: str
    told: Text
    article: str


@dataclass(frozen=True, kw_only=True)
class Guide:
    """A guide, composed."""

    release: Release
    scenario: str
    asked: frozenset[str]
    materials: tuple[MaterialFace, ...]
    pitfalls: tuple[Pitfall, ...]
    examples: tuple[Example, ...]
    conditions: tuple[tuple[str, str, bool | None], ...]
    steps: tuple[StepFace, ...]
    limits: tuple[Fact, ...]
    procedures: tuple[ProcedureFace, ...]
    hearings: tuple[HearingFace, ...]
    lapses: tuple[tuple[Limit, Text, str], ...]
    fees: tuple[Fact, ...]
    results: tuple[Fact, ...]
    contacts: tuple[Fact, ...]
    about: tuple[Fact, ...]
    more: tuple[tuple[str, str], ...]
    sample: bool


def guide(release: Release, answers: Answers) -> Guide:
    """The guide of an item for what has been answered so far."""
    chosen = scenario(release, answers)
    return Guide(
        release=release,
        scenario=chosen.name if chosen else "",
        asked=frozenset(question.code for question in questions(release, answers)),
        materials=tuple(material_face(line) for line in checklist(release, answers)),
        pitfalls=tuple(each for each in pitfalls(release, answers) if not each.staff),
        examples=examples(release, answers),
        conditions=tuple((line.text, line.article, met) for line, met in conditions(release, answers)),
        steps=tuple(step_face(release, step) for step in release.steps),
        limits=tuple(limit_facts(release)),
        procedures=tuple(procedure_face(procedure) for procedure in release.special_procedures),
        hearings=tuple(hearing_face(duty) for duty in release.hearings),
        lapses=tuple(lapse_lines(release)),
        fees=tuple(fee_facts(release, answers)),
        results=tuple(result_facts(release)),
        contacts=tuple(contact_facts(release)),
        about=tuple(about_facts(release)),
        more=tuple(item for item in release.elements.items() if item[0] != "数量限制"),
        sample=any("sample" in source or "样例" in source for source in release.sources.values()),
    )


def material_face(line: MaterialLine) -> MaterialFace:
    """A line of the checklist as the citizen reads it."""
    material = line.material
    text, tone = words.NEEDS[line.why]
    notes = (material.note, material.article)
    return MaterialFace(
        name=material.name,
        need=Badge(text=text, tone=tone),
        counts=tuple(counts(material)),
        form=material.form,
        source=material.source,
        why=line.condition,
        notes=tuple(note for note in notes if note),
        pledgeable=material.pledgeable,
    )


def counts(material: Material) -> Iterator[Text]:
    """How many of what; nothing where the source leaves it open."""
    if material.originals:
        yield format_lazy(_("原件 {n} 份"), n=material.originals)
    if material.copies:
        yield format_lazy(_("复印件 {n} 份"), n=material.copies)


def step_face(release: Release, step: Step) -> StepFace:
    """A step; who takes it is the item's own words where it has them."""
    minimum = release.minimum(step.minimum) if step.minimum else None
    return StepFace(
        name=step.name,
        who=step.actor,
        level="" if step.actor == step.level.word else words.known(words.LEVELS, step.level.value),
        role=words.known(words.ROLES, step.role.value),
        limit=step.limit.limit if step.limit else None,
        minimum=minimum.limit if minimum else None,
        elsewhere=step.elsewhere,
        officers=step.officers,
        exceptional=step.exceptional,
    )


def limit_facts(release: Release) -> Iterator[Fact]:
    """The limits that nobody computes from one another, the statutory and the promised first."""
    stated = release.limits
    yield limit_fact(_("法定时限"), stated.statutory)
    yield limit_fact(_("承诺时限"), stated.promised)
    yield limit_fact(_("收到材料后答复是否受理"), stated.intake)
    yield limit_fact(_("您补正材料的时间"), stated.correction_reply)
    yield limit_fact(_("作出决定后送达"), stated.service)
    if release.extension is not None:
        yield Fact(
            name=_("可以延长一次"),
            values=(limit_words(release.extension.limit),),
            basis=release.extension.article,
            ours=True,
        )


def limit_fact(name: Text, stated: StatedLimit | None) -> Fact:
    """One limit with the article that sets it."""
    if stated is None:
        return Fact(name=name)
    return Fact(name=name, values=(limit_words(stated.limit),), basis=stated.article, ours=True)


def procedure_face(procedure: SpecialProcedure) -> ProcedureFace:
    """A special procedure; what no source says about the clock is said to be unsaid."""
    stops = {
        True: _("期间停止计时"),
        False: _("期间不停止计时"),
        None: _("是否停止计时，来源没有写明"),
    }[procedure.stops_clock]
    return ProcedureFace(
        name=procedure.name,
        limit=procedure.limit,
        stops=stops,
        basis=procedure.basis if procedure.stops_clock else "",
        note=procedure.note,
    )


def hearing_face(duty: HearingDuty) -> HearingFace:
    """When a hearing is due, and what the citizen may do about it."""
    by_law = duty.ground is HearingGround.STATUTORY
    told = _("决定以前公告并举行听证") if by_law else _("决定以前告知，五日内可以要求听证，不收费")
    return HearingFace(text=duty.text, told=told, article=duty.article)


def lapse_lines(release: Release) -> Iterator[tuple[Limit, Text, str]]:
    """What the law deems when a period has run, as far as it concerns the citizen."""
    for lapse in release.lapses:
        told = words.LAPSES.get((lapse.since.value, lapse.deems.value))
        if told is not None:
            yield lapse.after, told, lapse.article


def fee_facts(release: Release, answers: Answers) -> Iterator[Fact]:
    """Whether something is charged, by which paper, what and how much."""
    due = fee(release, answers)
    stated = release.fee
    said = {True: (_("收费"),), False: (_("不收费"),), None: ()}[due.charged]
    yield Fact(name=_("是否收费"), values=said, basis=stated.basis, ours=True)
    if stated.standard:
        yield Fact(name=_("收费标准"), values=(stated.standard,))
    for line in (*due.lines, *due.open):
        note: Text = _("视情况收取") if line in due.open else ""
        amount = f"{line.amount}元{f'/{line.unit}' if line.unit else ''}"
        yield Fact(name=line.name, values=(amount,), basis=line.basis, note=note)


def result_facts(release: Release) -> Iterator[Fact]:
    """What the citizen gets."""
    result = release.result
    if result is None:
        yield Fact(name=_("办理结果"))
        return
    yield Fact(name=_("结果名称"), values=(result.name,))
    yield Fact(name=_("结果类型"), values=(words.known(words.RESULT_KINDS, result.kind.value),), ours=True)
    yield Fact(name=_("有效期"), values=(result.validity,) if result.validity else ())


def contact_facts(release: Release) -> Iterator[Fact]:
    """Where, when, whom to ask and to whom to complain."""
    contact, accepted = release.contact, release.accepted_at
    yield Fact(name=_("受理地点"), values=said(accepted.place))
    yield Fact(name=_("受理窗口"), values=said(accepted.window_or_station))
    yield Fact(name=_("地址"), values=said(contact.address))
    yield Fact(name=_("办公时间"), values=said(contact.hours))
    yield Fact(name=_("咨询单位"), values=said(contact.keeper))
    yield Fact(name=_("咨询电话"), values=said(contact.phone))
    yield Fact(name=_("监督投诉电话"), values=said(contact.supervision_phone))
    yield Fact(name=_("村里能办什么"), values=said(release.village_role))


def about_facts(release: Release) -> Iterator[Fact]:
    """What kind of item it is, who decides, for whom it is, in which number, in which ways."""
    yield Fact(name=_("事项类型"), values=(words.known(words.ITEM_TYPES, release.item_type.value),), ours=True)
    yield Fact(name=_("办件类型"), values=(words.known(words.CASE_TYPES, release.case_type.value),), ours=True)
    yield Fact(name=_("实施机关"), values=said(release.agency.name))
    deciding = release.legs[-1].level.value if release.legs else ""
    yield Fact(name=_("由哪一级决定"), values=(words.known(words.LEVELS, deciding),) if deciding else (), ours=True)
    yield Fact(name=_("服务对象"), values=each(words.SERVICE_OBJECTS, release.service_objects), ours=True)
    yield Fact(name=_("办理形式"), values=each(words.HANDLING_FORMS, release.handling_forms), ours=True)
    visits = () if release.visits is None else (gettext("最多 %(n)s 次") % {"n": release.visits},)
    yield Fact(name=_("到现场次数"), values=visits, ours=True)
    yield Fact(name=_("数量限制"), values=said(release.elements.get("数量限制", "")))
    yield Fact(name=_("基本编码"), values=said(release.basic_code))
    yield Fact(name=_("实施编码"), values=said(release.implementation_code))


def said(text: str) -> tuple[str, ...]:
    """A value, or none where the source is silent."""
    return (text,) if text else ()


def each(told: Mapping[str, Text], codes: Sequence[str | Promise]) -> tuple[Text, ...]:
    """The words of several codes."""
    return tuple(words.known(told, str(getattr(code, "value", code))) for code in codes)
