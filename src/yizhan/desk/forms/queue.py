"""The forms above the queue: what it is narrowed by, and the name of a view."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from yizhan.accounts.view_rules import LONGEST_NAME
from yizhan.desk.narrowing import ME, UNTAKEN, Narrowing
from yizhan.desk.reading import LONGEST
from yizhan.web.forms import ActForm
from yizhan.web.refusals import Text
from yizhan.web.widgets import DataSelect

Choices = Sequence[tuple[str, Text]]


class NarrowingForm(forms.Form):
    """Every part of the filter but the state; sent by GET, so that it stands in the address."""

    use_required_attribute = False
    item = forms.ChoiceField(label=_("事项"), widget=DataSelect)
    taken = forms.ChoiceField(label=_("经手人"), widget=DataSelect)
    centre = forms.ChoiceField(label=_("收件的中心"), widget=DataSelect)
    q = forms.CharField(label=_("编号、姓名"), max_length=LONGEST)

    def __init__(self, asked: Narrowing, *, items: Choices, people: Choices, centres: Choices) -> None:
        given = {"item": asked.item, "taken": asked.taken, "centre": asked.centre, "q": asked.text}
        super().__init__(initial=given, label_suffix="", auto_id="narrow_%s")
        everybody = [("", _("不限")), (ME, _("我经手的")), (UNTAKEN, _("还没有人经手的"))]
        self.fields["item"].choices = [("", _("全部事项")), *items]  # type: ignore[attr-defined]
        self.fields["taken"].choices = [*everybody, *people]  # type: ignore[attr-defined]
        self.fields["centre"].choices = [("", _("全部中心")), *centres]  # type: ignore[attr-defined]
        if len(centres) < 2:
            del self.fields["centre"]


class ViewForm(ActForm):
    """A view's name, and the filter that it keeps."""

    name = forms.CharField(label=_("视图的名称"), max_length=LONGEST_NAME)
    filter = forms.CharField(required=False, widget=forms.HiddenInput)
