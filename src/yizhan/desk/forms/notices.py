"""Forms about notices (文书): declare one void, issue a void one anew."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yizhan.cases.rules.voiding import Issued
from yizhan.desk import trials, words
from yizhan.desk.forms.base import CaseForm, reason_field, text_field
from yizhan.papers.void_rules import OUT, RETURNED
from yizhan.web.widgets import DataSelect

NO_PAPER = "no-paper"
SLIPS = [
    (NO_PAPER, _("没有打开打印过")),
    (RETURNED, _("打印过，纸质文书已经收回、存入档案")),
    (OUT, _("打印过，纸质文书没有收回")),
]


class VoidForm(CaseForm):
    """Which notice, why, and what became of its paper."""

    notice = forms.ChoiceField(label=_("作废哪一份文书"), widget=DataSelect)
    reason = reason_field(label=_("为什么作废"), help_text=_("例如：开错了件、姓名打错、重复出具"))
    slip = forms.ChoiceField(label=_("纸质文书"), choices=SLIPS, widget=forms.RadioSelect)
    why_out = text_field(_("在谁手上，为什么收不回来"), rows=2, required=False, needed=_("没有收回的必填"))

    def prepare(self) -> None:
        """Those that the reader may declare void, the newest first; of paper only where some was printed."""
        found = trials.void_notice(self.of)
        self.offer("notice", choices(reversed(found)))
        if not any(one.printed for one in found):
            del self.fields["slip"], self.fields["why_out"]
        elif not found[-1].printed:
            self.start("slip", NO_PAPER)

    def clean(self) -> dict[str, Any]:
        """A paper that is out needs to be accounted for; the act takes nothing for a notice without paper."""
        given = self.cleaned_data
        if given.get("slip") == NO_PAPER:
            given["slip"] = ""
        if given.get("slip") == OUT and not given.get("why_out"):
            self.add_error("why_out", _("请写明纸质文书在谁手上、为什么收不回来。"))
        return given


class ReissueForm(CaseForm):
    """Which void notice is issued anew."""

    notice = forms.ChoiceField(label=_("重新出具哪一份文书"), widget=DataSelect)

    def prepare(self) -> None:
        """Those whose act stands and that nothing tells any more."""
        self.offer("notice", choices(trials.reissue_notice(self.of)))


def choices(issued: Iterable[Issued]) -> list[tuple[str, Any]]:
    """Notices by their names and numbers, with whether one was printed."""
    return [(one.number, _named(one)) for one in issued]


def _named(one: Issued) -> Any:
    printed = gettext("打开打印过") if one.printed else gettext("没有打开打印过")
    return format_html("{} {} · {}", words.word(words.NOTICES, one.template), one.number, printed)
