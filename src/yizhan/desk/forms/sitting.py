"""The form under the pile of a sitting: the password, and what is ticked beside it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.web.forms import ActForm


class SignForm(ActForm):
    """One authentication for what is ticked."""

    password = forms.CharField(
        label=_("您的登录密码"),
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("填写一次，签批所有勾选的件"),
    )
