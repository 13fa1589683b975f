"""Forms of grants."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.mandates.rules import ALL_ITEMS, DELEGATION, MANDATE
from yizhan.web.forms import ActForm, DayInput
from yizhan.web.widgets import DataSelect, DataTicks

POWERS = [("accept", pgettext_lazy("power", "受理")), ("review", _("审查")), ("decide", _("决定")), ("seal", _("用印"))]


@dataclass(frozen=True, kw_only=True)
class Choices:
    """To whom an organ may give something, and what: codes with their names."""

    people: Sequence[tuple[str, str]]
    organs: Sequence[tuple[str, str]]
    items: Sequence[tuple[str, str]]


class GrantForm(ActForm):
    """A mandate to one of the organ's people, or a delegation to another organ: whom one chooses says which."""

    grantee = forms.ChoiceField(
        label=_("给谁"), widget=DataSelect, help_text=_("选本单位的人，是授权；选别的行政机关，是委托。")
    )
    items = forms.MultipleChoiceField(
        label=_("事项"),
        widget=DataTicks,
        help_text=_("委托要逐项写明；“全部事项”只能授权给本单位的人。"),
    )
    powers = forms.MultipleChoiceField(label=_("权力"), choices=POWERS, widget=forms.CheckboxSelectMultiple)
    starts = forms.DateField(label=_("开始日期"), widget=DayInput)
    ends = forms.DateField(
        label=_("结束日期"), required=False, widget=DayInput, help_text=_("不填的，到撤销为止一直有效。")
    )
    document = forms.CharField(
        label=_("依据的文件"), max_length=240, help_text=_("委托书、授权书的名称和文号，印在上墙的那句话里。")
    )
    hear_within_days = forms.IntegerField(
        label=_("多少日内要再次确认"),
        required=False,
        min_value=1,
        max_value=366,
        help_text=_("委托作出决定的必须填写；超过没有确认的，改为转报办理。"),
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = dict(choices.people)
        groups = [(_("授权：本单位的人"), choices.people), (_("委托：别的行政机关"), choices.organs)]
        self.offer("grantee", [("", _("请选择")), *groups])
        self.offer("items", [(ALL_ITEMS, _("全部事项")), *choices.items])

    def clean(self) -> dict[str, Any]:
        """The kind follows from whom it is given to."""
        given = dict(super().clean() or {})
        return given | {"kind": MANDATE if given.get("grantee") in self.people else DELEGATION}


class RevokeForm(ActForm):
    """Why a grant is taken back."""

    reason = forms.CharField(label=_("撤销理由"), max_length=240)
