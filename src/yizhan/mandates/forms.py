"""Forms of grants."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.mandates.rules import DELEGATION, MANDATE
from yizhan.web.forms import ActForm, DayInput

KINDS = [(MANDATE, _("授权（给本单位人员）")), (DELEGATION, _("委托（给别的行政机关）"))]
POWERS = [("accept", pgettext_lazy("power", "受理")), ("review", _("审查")), ("decide", _("决定")), ("seal", _("用印"))]


class GrantForm(ActForm):
    """A delegation or a mandate."""

    kind = forms.ChoiceField(label=_("种类"), choices=KINDS)
    grantee = forms.CharField(label=_("给谁"), max_length=64, help_text=_("授权填账号，委托填单位代码。"))
    items = forms.CharField(
        label=_("事项"),
        max_length=2000,
        help_text=_("事项编码，多个的用空格分开；授权可填 * 表示全部事项，委托要逐项写明。"),
    )
    powers = forms.MultipleChoiceField(label=_("权力"), choices=POWERS, widget=forms.CheckboxSelectMultiple)
    starts = forms.DateField(label=_("开始日期"), widget=DayInput)
    ends = forms.DateField(label=_("结束日期"), required=False, widget=DayInput)
    document = forms.CharField(label=_("依据的文件"), max_length=240)
    hear_within_days = forms.IntegerField(
        label=_("多少日内要再次确认"),
        required=False,
        min_value=1,
        max_value=366,
        help_text=_("委托作出决定的必须填写；超过没有确认的，改为转报办理。"),
    )

    def clean_items(self) -> list[str]:
        """The codes."""
        return str(self.cleaned_data["items"]).split()


class RevokeForm(ActForm):
    """Why a grant is taken back."""

    reason = forms.CharField(label=_("撤销理由"), max_length=240)
