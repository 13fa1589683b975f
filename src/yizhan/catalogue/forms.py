"""Forms of the catalogue: hand in a file, decide on units, take it over."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.catalogue.faces import data
from yizhan.catalogue.findings import Finding
from yizhan.catalogue.reading import MAX_BYTES
from yizhan.web.forms import ActForm, DayInput

UNITS = [("working_day", _("工作日")), ("calendar_day", _("自然日（含双休日、节假日）"))]


class FileForm(ActForm):
    """An item file, and from when it counts."""

    file = forms.FileField(
        label=_("事项文件（YAML）"), help_text=_("与导出的格式相同。整个文件导入，或者一项也不导入。")
    )
    effective_from = forms.DateField(
        label=_("从哪天起生效"), widget=DayInput, help_text=_("这天以前收件的，仍按原来的版本办理。")
    )

    def clean_file(self) -> object:
        """A file that is small enough to be read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("文件太大，最多 8 MB。"))
        return file


class UnitsForm(ActForm):
    """For each limit in 日 its unit, and by what it was decided."""

    reason = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("哪个文件、哪位负责人决定的；会记在这一版事项里。")
    )

    def __init__(self, *args: object, asked: Sequence[Finding], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for one in asked:
            self.fields[f"{one.item}.{one.field}"] = forms.ChoiceField(
                label=f"{one.item} · {one.field}", choices=UNITS, widget=forms.RadioSelect, help_text=data(one.detail)
            )
        self.order_fields([name for name in self.fields if name != "reason"])

    def units(self) -> dict[str, str]:
        """The decision of each limit."""
        return {name: str(value) for name, value in self.cleaned_data.items() if name not in {"reason", "seen", "key"}}
