"""What leads clerk and citizen (引导): what often goes wrong, and sample documents. `release` is their door.

A sample is data, drawn by the program and marked 样例: never a real form, never a real person's.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field, StringConstraints

from yizhan.catalogue.release_fields import CONFIG, Code, Flag, Name, Text, When

Label = Annotated[str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True)]
Written = Annotated[str, StringConstraints(max_length=200)]


@dataclass(frozen=True, kw_only=True)
class Pitfall:
    """What often goes wrong here (易错提示) and what to do; about one material, or the whole matter."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    text: Text
    advice: Text = ""
    material: Code | None = None
    staff: Flag = False  # a fault of the office: the guide for the public leaves it out
    when: When = ()  # to whom it applies


@dataclass(frozen=True, kw_only=True)
class ExampleLine:
    """One line of a sample: what the paper asks, and how an invented person filled it in."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    label: Label
    value: Written = ""


@dataclass(frozen=True, kw_only=True)
class Example:
    """A sample document (样表): what it is for, and its lines."""

    __pydantic_config__: ClassVar[ConfigDict] = CONFIG

    code: Code
    name: Name
    material: Code | None = None  # the material that it shows
    text: Text = ""
    lines: Annotated[tuple[ExampleLine, ...], Field(min_length=1, max_length=40)]
