"""Forms of log-in, passwords, tokens, accounts and roles."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yizhan.accounts.verbs import ROLES
from yizhan.accounts.workplace_queries import known
from yizhan.web.forms import DayInput
from yizhan.web.widgets import DataSelect

ROLE_WORDS = {
    "clerk": _("窗口人员"),
    "reviewer": _("审核"),
    "approver": pgettext_lazy("role", "审批"),
    "centre_manager": _("中心负责人"),
    "county_officer": _("县级管理人员"),
    "prefecture_officer": _("州级管理人员"),
    "supervisor": _("监察"),
    "helper": _("帮办代办员"),
    "catalogue_keeper": _("事项管理员"),
    "system_admin": _("系统管理员"),
    "security_admin": _("安全管理员"),
    "audit_admin": _("审计管理员"),
}
CHANGE_WORDS = {
    "made": _("建立账号"),
    "role-given": _("授予角色"),
    "role-withdrawn": _("收回角色"),
    "stopped": _("停用账号"),
    "resumed": _("恢复账号"),
    "moved": _("调整单位、中心、职务"),
    "unlocked": _("解除锁定"),
    "password-reset": _("重置密码"),
    "password-changed": _("本人修改密码"),
    "token-made": _("新建令牌"),
    "token-revoked": _("作废令牌"),
}
OFFICE_WORDS = {
    "": _("无"),
    "organ-head": _("机关负责人"),
    "government-head": _("人民政府负责人"),
    "leader": _("分管领导"),
}


ANOTHER_PLACE = "place"
"""What the button, or the list itself, asks for when another place is chosen: the organs and the centre of that one."""
DRAWN_ANEW = {
    "hx-post": "",
    "hx-trigger": "change",
    "hx-target": "closest form",
    "hx-select": ".placed",
    "hx-swap": "outerHTML",
    "hx-vals": f'{{"do": "{ANOTHER_PLACE}"}}',
}


class PlainForm(forms.Form):
    """A form without a version seen and without a key: what it does refuses a repeat by itself."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        """Let the field of that name choose among these: value and text, or a group's name and its own choices."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)


class LoginForm(PlainForm):
    """Account and password."""

    username = forms.CharField(
        label=_("账号"), max_length=64, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The cursor stands where something is still to be typed: a password never comes back with the page."""
        super().__init__(*args, **kwargs)
        self.fields["password" if self.data.get("username") else "username"].widget.attrs["autofocus"] = True


class PasswordForm(PlainForm):
    """The old password and twice the new one."""

    old = forms.CharField(label=_("原密码"), max_length=128, strip=False, widget=forms.PasswordInput)
    new = forms.CharField(
        label=_("新密码"),
        max_length=128,
        strip=False,
        help_text=_("至少8位，不能全是数字，不能是常用密码。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(label=_("再输一次新密码"), max_length=128, strip=False, widget=forms.PasswordInput)

    def clean_again(self) -> str:
        """The same as the new one."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("new"):
            raise forms.ValidationError(_("两次输入的新密码不一致。"))
        return again


class TokenForm(PlainForm):
    """What a token is for, and how long it lasts."""

    name = forms.CharField(label=_("用途"), max_length=120)
    days = forms.IntegerField(label=_("多少天以后失效"), min_value=1, help_text=_("到期自动失效，需要时再建新的。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = self.fields["days"]
        assert isinstance(days, forms.IntegerField)
        days.initial = settings.YIZHAN_TOKEN_DAYS
        days.widget.attrs["max"] = settings.YIZHAN_TOKEN_DAYS_MOST
        days.validators.append(MaxValueValidator(settings.YIZHAN_TOKEN_DAYS_MOST))


class FindForm(PlainForm):
    """Whose account is looked for, and where he works."""

    q = forms.CharField(label=_("账号或者姓名"), max_length=64, required=False)
    place = forms.ChoiceField(label=_("地区"), required=False, widget=DataSelect)

    def __init__(self, *args: Any, scopes: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("place", [("", _("全部")), *known().divisions(scopes)])


class PlacedForm(PlainForm):
    """Where somebody works: for an organ, perhaps at a centre. `at` is the division whose organs are offered."""

    place = forms.ChoiceField(label=_("地区"), widget=DataSelect(attrs=DRAWN_ANEW))
    organ = forms.ChoiceField(label=_("单位"), required=False, widget=DataSelect)
    centre = forms.ChoiceField(
        label=_("政务服务中心"), required=False, widget=DataSelect, help_text=_("在窗口上班的才选。")
    )
    office = forms.ChoiceField(
        label=_("审批职务"),
        choices=list(OFFICE_WORDS.items()),
        required=False,
        help_text=_("依法由负责人批准的事，只有这些职务能批。"),
    )

    def __init__(self, *args: Any, scopes: Collection[str], at: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = known()
        divisions = places.divisions(scopes)
        codes = [code for _county, listed in divisions for code, _name in listed]
        shown = at if at in codes else next(iter(codes), "")
        self.offer("place", divisions)
        self.offer("organ", [("", _("（不选）")), *places.organs(shown)])
        self.offer("centre", [("", _("（不在窗口）")), *places.centres(shown)])
        self.initial["place"] = shown


class AccountForm(PlacedForm):
    """A new account."""

    name = forms.CharField(label=_("姓名"), max_length=100)
    username = forms.CharField(
        label=_("账号"), max_length=64, help_text=_("小写字母开头，可用数字、点、横线，例如姓名的拼音：yangxiulan。")
    )
    field_order = ("name", "username", "place", "organ", "centre", "office")


class RoleForm(PlainForm):
    """A role below a division, from a day on."""

    role = forms.ChoiceField(
        label=_("角色"), choices=[(role, ROLE_WORDS[role]) for role in ROLE_WORDS if role in ROLES]
    )
    scope = forms.ChoiceField(
        label=_("管到哪里"), widget=DataSelect, help_text=_("窗口、审核和审批人员，选他所在的乡镇或者县。")
    )
    starts = forms.DateField(label=_("开始日期"), widget=DayInput)
    ends = forms.DateField(label=_("结束日期"), required=False, widget=DayInput, help_text=_("不填的，一直有效。"))

    def __init__(self, *args: Any, scopes: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("scope", known().divisions(scopes))


class WithdrawForm(PlainForm):
    """The role to take back."""

    role = forms.CharField(max_length=32)
    scope = forms.CharField(max_length=12)
