"""A form that was overtaken: the case as it was when the form was opened, as it is now, and what came between."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yizhan.cases.access import Seen, as_of
from yizhan.desk import faces, words
from yizhan.desk.faces import Names
from yizhan.web import wording
from yizhan.web.faces import Moment
from yizhan.web.refusals import Text


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that is not as it was: before and now."""

    label: Text
    before: Text
    now: Text


@dataclass(frozen=True, kw_only=True)
class Overtaken:
    """Both versions side by side, and the entries between them, the newest first."""

    seen: int
    now: int
    differences: list[Difference]
    entries: list[Moment]


def overtaken(seen: Seen, version: int, *, texts: bool) -> Overtaken:
    """What changed since the version that somebody saw."""
    before, names = as_of(seen, version), Names(seen)
    pairs = zip(facts_of(before, names), facts_of(seen, names), strict=True)
    return Overtaken(
        seen=version,
        now=seen.version,
        differences=[
            Difference(label=label, before=old or "—", now=new or "—")
            for (label, old), (_label, new) in pairs
            if str(old) != str(new)
        ],
        entries=faces.history(seen, names, texts=texts)[: max(seen.version - version, 0)],
    )


def facts_of(seen: Seen, names: Names) -> Iterator[tuple[Text, Text]]:
    """What a clerk compares: state, holder, papers, what was asked for, steps taken, decision."""
    case = seen.case
    yield _("状态"), words.word(words.STATES, case.state)
    yield _("掌握单位"), names.organ(case.holder)
    yield _("收到的材料"), wording.listed([faces.material_name(seen, code) for code in case.materials])
    wanted = case.correction.wanted if case.correction else ()
    yield _("要补正的材料"), wording.listed([one.name or faces.material_name(seen, one.code) for one in wanted])
    steps = [step.name for taken in case.taken if (step := seen.release.step(taken.step))]
    yield _("办过的环节"), wording.listed(steps)
    granted = {True: _("准予"), False: _("不予批准")}
    yield _("决定"), granted[case.decision.granted] if case.decision else ""
