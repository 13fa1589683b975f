"""Choices whose words are data: each option says in which language it stands."""

import re
from typing import Any

from django import forms

HAN = re.compile(r"[\u3400-\u9fff]")


class DataSelect(forms.Select):
    """A list of pieces of data: names of organs, persons, steps."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The option with its language."""
        return in_its_language(super().create_option(*args, **kwargs))


class DataTicks(forms.CheckboxSelectMultiple):
    """Many pieces of data to tick, in a box that scrolls."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The option with its language."""
        return in_its_language(super().create_option(*args, **kwargs))

    def get_context(self, *args: Any) -> dict[str, Any]:
        """The box scrolls, its ticks look like any others."""
        context = super().get_context(*args)
        context["widget"]["attrs"]["class"] = "choices-long"
        return context


def in_its_language(option: dict[str, Any]) -> dict[str, Any]:
    """An option of Chinese words, marked so."""
    if HAN.search(str(option["label"])):
        option["attrs"]["lang"] = "zh-Hans"
    return option
