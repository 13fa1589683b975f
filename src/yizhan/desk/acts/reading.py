"""Reading what was typed into a form of an act."""

from typing import Any

from yizhan.desk.forms.base import CaseForm


def said(form: CaseForm, name: str) -> Any:
    """What was typed into a field; empty for one that this form does not have."""
    return form.cleaned_data.get(name, "")


def yes(form: CaseForm, name: str) -> bool:
    """Whether yes was chosen."""
    return bool(form.cleaned_data[name] == "yes")
