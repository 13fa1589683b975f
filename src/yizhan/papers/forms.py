"""The form of the public page that verifies notices."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.web.forms import file_digest

LARGEST_PRINT = 20 * 1024 * 1024


class VerifyForm(forms.Form):
    """By number and digest, by file, or by what the QR code says."""

    use_required_attribute = False
    number = forms.CharField(
        label=_("文书编号"), required=False, max_length=40, help_text=_("印在文书右上角，以 WS 开头")
    )
    proof = forms.CharField(label=_("记录摘要"), required=False, max_length=64, help_text=_("印在页脚，至少填前八位"))
    code = forms.CharField(
        label=_("二维码内容"),
        required=False,
        max_length=600,
        help_text=_("用手机扫描文书上的二维码，把得到的文字粘贴到这里"),
    )
    file = forms.FileField(label=_("文书文件"), required=False, help_text=_("收到的电子文书（PDF），只核对，不保存"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """One of the three ways, whole."""
        given = dict(super().clean() or {})
        if given.get("number") and not given.get("proof"):
            self.add_error("proof", _("请同时填写记录摘要。"))
        elif not (given.get("number") or given.get("code") or given.get("file")):
            self.add_error(None, _("请填写编号和摘要、粘贴二维码内容，或者选择文件。"))
        return given

    def clean_file(self) -> Any:
        """A print of ours is small."""
        given = self.cleaned_data["file"]
        if given and given.size > LARGEST_PRINT:
            raise forms.ValidationError(_("文件太大，不是本系统出具的文书。"))
        return given

    def digest(self) -> str:
        """SM3 of the file that was given."""
        return file_digest(self.cleaned_data["file"])
