"""Choices whose words are data: each option says in which language it stands."""

import re
from typing import Any

from django import forms

HAN = re.compile(r"[\u3400-\u9fff]")


class DataSelect(forms.Select):
    """A list of pieces of data: names of organs, persons, steps."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The option with its language."""
        option = super().create_option(*args, **kwargs)
        if HAN.search(str(option["label"])):
            option["attrs"]["lang"] = "zh-Hans"
        return option
