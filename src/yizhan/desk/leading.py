"""What leads the clerk: questions, conditions with advice, limits and what follows, from the item's release."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from yizhan.cases.access import Seen
from yizhan.catalogue import rules
from yizhan.catalogue.release import Question, Release
from yizhan.catalogue.rules import FormFault
from yizhan.desk import words
from yizhan.kernel.acting import legal_day
from yizhan.kernel.identifiers import Level
from yizhan.kernel.periods import Due, Limit, reckon
from yizhan.places.queries import calendar_for
from yizhan.web.faces import ClockFace
from yizhan.web.refusals import Text


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One guiding question with its answer so far."""

    question: Question
    value: str
    choices: Sequence[tuple[str, Text]]
    fault: bool
    meets: str = ""

    @property
    def name(self) -> str:
        """The field's name."""
        return f"q.{self.question.code}"

    @property
    def id(self) -> str:
        """The element's id."""
        return f"q-{self.question.code}"


YES_NO = (("yes", _("是")), ("no", _("否")))


def meeting(release: Release) -> dict[str, str]:
    """The only answer by which a yes/no question meets its condition of acceptance (受理条件), by question."""
    tests = [condition.met[0] for condition in release.conditions if len(condition.met) == 1]
    plain = [alternative[0] for alternative in tests if len(alternative) == 1]
    wanted = {test.fact: test.one_of[0] for test in plain if len(test.one_of) == 1}
    return {code: "yes" if value else "no" for code, value in wanted.items() if isinstance(value, bool)}


def questions(
    release: Release, answers: Mapping[str, Any], raw: Mapping[str, str], bad: Mapping[str, Any]
) -> list[Asked]:
    """The questions to ask now."""
    meets = meeting(release)
    return [
        Asked(
            question=one,
            value=raw.get(one.code, ""),
            choices=YES_NO if one.kind == "yes_no" else [(each.code, words.data(each.text)) for each in one.choices],
            fault=one.code in bad,
            meets=meets.get(one.code, ""),
        )
        for one in rules.questions(release, answers)
    ]


def open_questions(release: Release, answers: Mapping[str, Any]) -> Sequence[Question]:
    """The questions that must be answered before the papers can be said to be complete; none where the answers show
    already that the matter is none for this organ."""
    chosen = rules.scenario(release, answers)
    return () if chosen is not None and chosen.code in SCENARIO_ADVICE else rules.open_questions(release, answers)


SCENARIO_ADVICE: Mapping[str, Text] = {
    "not_required": _("按回答，这件事不需要办理。可以收件后作“不受理”，出具告知书。"),
    "not_competent": _("按回答，这件事不由本机关办理。可以收件后作“不予受理”，并告知有权机关。"),
    "elsewhere": _("按回答，应当到户籍所在地申请。可以收件后作“不予受理”，并告知有权机关。"),
}


def advice(release: Release, answers: Mapping[str, Any]) -> list[Text]:
    """What the answers already show. Advice warns; it never keeps papers from being handed in."""
    said: list[Text] = []
    chosen = rules.scenario(release, answers)
    if chosen is not None and chosen.code in SCENARIO_ADVICE:
        said.append(SCENARIO_ADVICE[chosen.code])
    if rules.is_urgent(release, answers):
        said.append(_("急难情形：先行受理、先行决定，材料在规定期限内补齐。"))
    if any(met is False for _condition, met in rules.conditions(release, answers)):
        said.append(_("有的条件按回答不符合。请向申请人说明；申请人仍要申请的，照常收件，依法审查决定。"))
    return said


def limits(release: Release, today: date, division: str) -> list[ClockFace]:
    """Both limits as they would run if the case were accepted today."""
    calendar = calendar_for(division)
    found = (("statutory", release.statutory), ("promised", release.promised))
    return [limit_face(name, limit, reckon(today, limit, calendar) if limit else None) for name, limit in found]


def limit_face(name: str, limit: Limit | None, due: Due | None) -> ClockFace:
    """A limit that has not begun."""
    title = words.word(words.CLOCKS, name)
    if limit is None or due is None:
        return ClockFace(title=title, value=None)
    return ClockFace(
        title=title,
        value=limit.value,
        unit=str(limit.unit),
        due=legal_day(due.due) if isinstance(due.due, datetime) else due.due,
        reason=_("今天受理的，今天不算，从明天起算"),
        provisional=due.provisional,
        left_out=[(one.date, words.LEFT_OUT.get(one.reason, words.data(one.reason))) for one in due.left_out],
    )


def legs_to_come(seen: Seen) -> list[tuple[Text, Text]]:
    """What each organ will do with the case: level, and review or decision."""
    return [
        (LEVELS.get(leg.level.value, leg.level.value), _("决定") if leg.role == "decide" else _("审查后转报"))
        for leg in seen.release.legs[seen.case.leg.index :]
    ]


def known_legs(release: Release, level: Level) -> list[tuple[Text, bool]]:
    """Which organs handle the matter one after another, by level, and whether that is this level."""
    return [(LEVELS.get(leg.level.value, leg.level.value), leg.level.value == level.value) for leg in release.legs]


LEVELS: Mapping[str, Text] = {
    "province": _("省"),
    "prefecture": _("州"),
    "county": _("县"),
    "township": _("乡镇"),
    "village": _("村"),
}


def schema_fault(one: FormFault) -> Text:
    """What is wrong with a field of the application form."""
    return words.word(words.SCHEMA_FAULTS, one.fault)
