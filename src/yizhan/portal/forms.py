"""Forms of the public pages: search, guiding questions, progress."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from yizhan.catalogue.release import Question, Release
from yizhan.portal.words import Text

LONGEST_SEARCH = 64


class Plain(forms.Form):
    """A public form: labels without a colon, faults told by the page and not by the browser."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class SearchForm(Plain):
    """A search in plain words or pinyin initials, within a category or everywhere."""

    q = forms.CharField(
        label=_("找事项"),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search", "data-search": True, "autocomplete": "off"}),
    )
    category = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    cursor = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)


class AnswersForm(Plain):
    """The guiding questions (引导问题) of an item; none of them must be answered."""

    def __init__(self, release: Release, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        for question in release.questions:
            self.fields[name_of(question)] = field_of(question)

    def typed(self) -> dict[str, str]:
        """The readable answers by question code, as `catalogue.rules.read_answers` takes them."""
        self.full_clean()
        return {name[2:]: str(value) for name, value in self.cleaned_data.items() if value not in (None, "")}


class ProgressForm(Plain):
    """Case number and query code, as printed on the slip."""

    number = forms.CharField(
        label=_("办件编号"),
        max_length=40,
        help_text=_("印在收件凭证或者受理通知书上，共23位"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label=_("查询码"),
        max_length=20,
        help_text=_("印在同一张纸上，共8位，不分大小写"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


def name_of(question: Question) -> str:
    """The name of a question's field."""
    return f"q_{question.code}"


def in_chinese(text: str) -> SafeString:
    """The item's own words inside a page of another language."""
    return format_html('<span lang="zh-Hans">{}</span>', text)


def field_of(question: Question) -> forms.Field:
    """The field of a question, by its kind."""
    if question.kind == "number":
        return forms.DecimalField(label=question.text, required=False, max_digits=15, decimal_places=2)
    chosen: list[tuple[str, Text]] = [(choice.code, in_chinese(choice.text)) for choice in question.choices]
    if question.kind == "yes_no":
        chosen = [("yes", _("是")), ("no", _("否"))]
    return forms.ChoiceField(
        label=question.text,
        required=False,
        choices=[*chosen, ("", _("还不清楚"))],
        widget=forms.RadioSelect,
    )
