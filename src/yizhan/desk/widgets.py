"""Choices whose words are data: each option says in which language it stands."""

from typing import Any

from django import forms


class DataSelect(forms.Select):
    """A list of pieces of data: names of organs, persons, steps."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The option with its language."""
        option = super().create_option(*args, **kwargs)
        option["attrs"]["lang"] = "zh-Hans"
        return option
