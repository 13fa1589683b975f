"""Forms of the staff register."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.people.models import Staff
from yizhan.web.forms import ActForm, DayInput
from yizhan.web.widgets import DataSelect

OFFICES = [
    ("", _("无")),
    ("organ-head", _("机关负责人")),
    ("government-head", _("人民政府负责人")),
    ("leader", _("分管领导")),
]


class PlacedForm(ActForm):
    """Whom a person acts for, as what."""

    organ = forms.ChoiceField(label=_("代表哪个单位办事"), widget=DataSelect)
    post = forms.CharField(label=_("岗位或者职务"), max_length=120, required=False)
    office = forms.ChoiceField(
        label=_("审批职务"), choices=OFFICES, required=False, help_text=_("有权批准延期等事项的人员填写。")
    )

    def __init__(self, *args: Any, organs: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("organ", list(organs.items()))


class HireForm(PlacedForm):
    """A person comes to the centre."""

    account = forms.ChoiceField(
        label=_("谁"),
        widget=DataSelect,
        help_text=_("列出的是账号设在本中心、还没有登记的人。没有的，请系统管理员先建账号，或者调整到本中心。"),
    )
    phone = forms.CharField(label=_("联系电话"), max_length=20, required=False)
    home_organ = forms.ChoiceField(
        label=_("派驻单位"), required=False, widget=DataSelect, help_text=_("人事关系所在的单位；与上面相同的不用选。")
    )
    starts = forms.DateField(label=_("到岗日期"), widget=DayInput)
    field_order = ("account", "phone", "organ", "home_organ", "post", "office", "starts")

    def __init__(self, *args: Any, organs: Mapping[str, str], people: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, organs=organs, **kwargs)
        self.people = people
        self.offer("account", [(account, f"{name} {account}") for account, name in people.items()])
        self.offer("home_organ", [("", _("相同")), *organs.items()])

    def clean(self) -> dict[str, Any]:
        """The name is the account's: nobody types it twice."""
        given = dict(super().clean() or {})
        return given | {"name": self.people.get(given.get("account", ""), "")}


class AssignForm(PlacedForm):
    """A person goes to another centre, organ or post, perhaps for a time."""

    centre = forms.ChoiceField(label=_("到哪个中心"), widget=DataSelect)
    starts = forms.DateField(label=_("开始日期"), widget=DayInput)
    until = forms.DateField(label=_("结束日期"), required=False, widget=DayInput, help_text=_("借调的填写。"))
    field_order = ("centre", "organ", "post", "office", "starts", "until")

    def __init__(self, *args: Any, centres: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("centre", list(centres.items()))


class LeaveForm(ActForm):
    """The last day."""

    on = forms.DateField(label=_("最后一个工作日"), widget=DayInput)


class PostForm(ActForm):
    """A post with its A and its B."""

    code = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)
    name = forms.CharField(label=_("岗位名称"), max_length=120, help_text=_("如：3号窗口、审核。"))
    a = forms.ChoiceField(label=_("A岗"), widget=DataSelect)
    b = forms.ChoiceField(label=_("B岗"), widget=DataSelect, help_text=_("A岗不在时由B岗顶上，两岗不得同时离开。"))

    def __init__(self, *args: Any, staff: Iterable[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(row.account, f"{row.name} {row.account}") for row in staff]
        for field in ("a", "b"):
            self.offer(field, people)

    def clean(self) -> dict[str, Any]:
        """A new post gets a code of its own, the same one however often the form is sent."""
        given = dict(super().clean() or {})
        return given | {"code": given.get("code") or f"post-{given.get('key', '')[:12]}"}
