"""Material by material: whether each holds, and why not (逐项审查); the verdicts become part of the opinion."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yizhan.kernel.identifiers import text
from yizhan.kernel.refusals import Invalid
from yizhan.web import wording
from yizhan.web.refusals import Text

HOLDS, FAILS = "yes", "no"
LONGEST = 300
CHOICES = ((HOLDS, _("合格")), (FAILS, _("不合格")), ("", _("没有看")))


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the reviewer says of one material."""

    code: str
    name: str
    value: str = ""
    reason: str = ""
    fault: Text = ""


def read(lines: Sequence[dict[str, Any]], given: QueryDict) -> list[Verdict]:
    """The verdicts on what was handed in, as they were chosen; one against needs its reason."""
    return [_read(line["code"], line["name"], given) for line in lines if line["given"]]


def _read(code: str, name: str, given: QueryDict) -> Verdict:
    value, reason = given.get(f"v.{code}", ""), given.get(f"r.{code}", "")
    verdict = Verdict(code=code, name=name, value=value if value in {HOLDS, FAILS} else "", reason=reason[:LONGEST])
    try:
        verdict = replace(verdict, reason=text(reason, LONGEST))
    except Invalid:
        return replace(verdict, fault=_("太长，或者有不能保存的字符"))
    if verdict.value == FAILS and not verdict.reason:
        return replace(verdict, fault=_("不合格的，写明哪里不合格"))
    return verdict


def summary(verdicts: Sequence[Verdict]) -> str:
    """The verdicts as the opinion says them; the opinion is a Chinese paper."""
    said = [f"{one.name}：{_words(one)}" for one in verdicts if one.value]
    return f"材料审查：{'；'.join(said)}。" if said else ""


def contradicted(verdicts: Sequence[Verdict], *, favourable: bool, opinion: str) -> str:
    """What is missing where a material fails and the conclusion is favourable all the same: why; else nothing."""
    failing = [one.name for one in verdicts if one.value == FAILS]
    if not favourable or not failing or opinion:
        return ""
    return gettext("有不合格的材料（%(names)s），仍然同意的，请写明为什么；否则请改为不同意。") % {
        "names": wording.listed(failing)
    }


def _words(one: Verdict) -> str:
    return "合格" if one.value == HOLDS else f"不合格（{one.reason}）"
