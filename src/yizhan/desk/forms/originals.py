"""Forms about paper originals (原件): take in, give back, give on, confirm, place, count, miss and find."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.desk import words
from yizhan.desk.custody import name_of
from yizhan.desk.forms.base import CaseForm, needed_when, reason_field
from yizhan.kernel.identifiers import plain_number
from yizhan.papers.original_actions import Paper
from yizhan.papers.original_rules import GROUNDS, LONGEST_NAME, LONGEST_NOTE, MODES, MOST_PAGES
from yizhan.web.forms import ActForm
from yizhan.web.widgets import DataSelect

ROWS = 6
LONGEST_SCAN = 8000


class TakeOriginalsForm(CaseForm):
    """The papers on the counter, a line each; empty lines are none."""

    owner = forms.CharField(
        label=_("交件人"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("不填的，就是申请人本人。居民身份证只当面核对、复印，不收存。"),
    )

    def prepare(self) -> None:
        """Six lines, each of one page."""
        kinds = [("", _("（空行）")), *words.ORIGINAL_KINDS_TAKEN.items()]
        for at in range(ROWS):
            where = {"line": at + 1}
            self.fields[f"kind_{at}"] = forms.ChoiceField(
                choices=kinds,
                required=at == 0,
                label=_("第%(line)s件的名称") % where,
                error_messages={"required": _("请选择收了什么原件。")},
            )
            self.fields[f"pages_{at}"] = forms.IntegerField(
                min_value=1, max_value=MOST_PAGES, required=False, label=_("第%(line)s件的页数") % where
            )
            self.fields[f"note_{at}"] = forms.CharField(
                max_length=LONGEST_NOTE, required=False, label=_("第%(line)s件的特征") % where
            )
            self.start(f"pages_{at}", 1)
            for name in (f"kind_{at}", f"pages_{at}", f"note_{at}"):
                self.fields[name].widget.attrs["aria-label"] = self.fields[name].label

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """The lines as bound fields: name, pages, note."""
        return [(self[f"kind_{at}"], self[f"pages_{at}"], self[f"note_{at}"]) for at in range(ROWS)]

    def clean(self) -> dict[str, Any]:
        """Something of no listed kind is described."""
        given = self.cleaned_data
        for at in range(ROWS):
            if given.get(f"kind_{at}") == "other" and not given.get(f"note_{at}"):
                self.add_error(f"note_{at}", _("其他原件请写明是什么。"))
        return given

    def papers(self) -> list[Paper]:
        """The lines that were filled."""
        given = self.cleaned_data
        return [
            Paper(kind=given[f"kind_{at}"], pages=given[f"pages_{at}"] or 1, description=given[f"note_{at}"])
            for at in range(ROWS)
            if given[f"kind_{at}"]
        ]


class ReturnOriginalsForm(CaseForm):
    """Which originals go back, and to whom."""

    originals = forms.MultipleChoiceField(label=_("退还哪些原件"), widget=forms.CheckboxSelectMultiple)
    mode = forms.ChoiceField(
        label=_("退还方式"), choices=words.choices({one: words.BACK_MODES[one] for one in MODES}), initial="self"
    )
    receiver = forms.CharField(
        label=_("领回人"),
        max_length=LONGEST_NAME,
        required=False,
        **needed_when(_("他人代领时必填")),
        help_text=_("不填的，就是申请人本人"),
    )
    reason = forms.CharField(
        label=_("代领的理由和凭据"), max_length=LONGEST_NOTE, required=False, **needed_when(_("他人代领时必填"))
    )

    def prepare(self) -> None:
        """Those that the reader has."""
        mine = [one for one in self.of.originals if one.is_in_hand_of(self.of.actor.account)]
        self.offer("originals", [(one.number, name_of(one)) for one in mine])
        self.start("originals", [one.number for one in mine])

    def clean(self) -> dict[str, Any]:
        """A proxy has a name and a reason."""
        given = self.cleaned_data
        if given.get("mode") == "proxy" and not given.get("receiver"):
            self.add_error("receiver", _("请填写代领人姓名。"))
        if given.get("mode") == "proxy" and not given.get("reason"):
            self.add_error("reason", _("请写明代领的理由和凭据。"))
        return given


class ChosenForm(ActForm):
    """Originals chosen from a list, ticked or scanned: by their own numbers, or all of a slip by the slip's."""

    numbers = forms.MultipleChoiceField(label=_("原件"), required=False, widget=forms.CheckboxSelectMultiple)
    scanned = forms.CharField(
        label=_("扫描或者输入的编号"),
        required=False,
        max_length=LONGEST_SCAN,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("一行一个。扫交接单的二维码，等于勾选该单上的全部原件。"),
    )

    def __init__(self, *args: Any, listed: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed = listed
        self.offer("numbers", [(one.number, one.number) for one in listed])

    def chosen(self) -> list[str]:
        """Ticked and scanned, each once. Something scanned that the list does not have is kept: the rule names it."""
        by_slip: dict[str, list[str]] = {}
        for one in self.listed:
            by_slip.setdefault(one.slip, []).append(one.number)
        found = list(self.cleaned_data["numbers"])
        for token in tokens(self.cleaned_data["scanned"]):
            found += by_slip.get(token, [token])
        return list(dict.fromkeys(found))


class SomeForm(ChosenForm):
    """The same where nothing chosen makes no sense."""

    def clean(self) -> dict[str, Any]:
        """At least one."""
        if not self.errors and not self.chosen():
            self.add_error(None, _("没有勾选任何一件：请勾选，或者扫描编号。"))
        return self.cleaned_data


class GiveForm(SomeForm):
    """To whom they go."""

    to = forms.ChoiceField(label=_("交给谁"), widget=DataSelect)

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("to", [("", _("请选择")), *people])


class PlaceForm(SomeForm):
    """Where they are kept."""

    where = forms.CharField(label=_("存放处"), max_length=LONGEST_NAME, help_text=_("例如：3号柜2层"))


class ReasonForm(ActForm):
    """Why, or where."""

    reason = reason_field()


class RetainForm(ReasonForm):
    """Why an original does not go back."""

    ground = forms.ChoiceField(
        label=_("为什么不退还"), choices=words.choices({one: words.GROUNDS[one] for one in GROUNDS})
    )


def tokens(scanned: str) -> list[str]:
    """What was scanned or typed, a number a line; of a slip's QR code the number before the first stroke."""
    return [plain_number(word.partition("|")[0]) for word in scanned.replace(",", " ").replace("，", " ").split()]
