"""How a reader wants his pages to look: light, dark or as the system; print of 100, 125 or 150 per cent.

It is a matter of the eyes and of the screen, not of the account: a cookie keeps it, for whoever sits at this PC.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from yizhan.web.refusals import Text

OPTIONS: Mapping[str, tuple[Text, str, Mapping[str, Text]]] = {
    "look": (_("显示"), "circle-half", {"": _("跟随系统"), "light": _("浅色"), "dark": _("深色")}),
    "print": (_("字号"), "fonts", {"": _("标准"), "125": _("大"), "150": _("特大")}),
}
"""Each choice: its words, its icon, and its values, the first of which is what a page is without a choice."""
ATTRIBUTES = {"look": "data-bs-theme", "print": "data-print"}
KEPT = 365 * 24 * 60 * 60


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One choice as the foot of a page offers it; `options` are value, words, and whether it is chosen."""

    name: str
    legend: Text
    icon: str
    options: Sequence[tuple[str, Text, bool]]


def cookie_of(name: str) -> str:
    """The cookie that keeps a choice."""
    return f"yizhan_{name}"


def chosen(request: HttpRequest | None) -> dict[str, str]:
    """What the reader chose; a cookie that says something else is no choice."""
    cookies = request.COOKIES if request is not None else {}
    kept = {name: cookies.get(cookie_of(name), "") for name in OPTIONS}
    return {name: value for name, value in kept.items() if value and value in OPTIONS[name][2]}


def choices(request: HttpRequest | None) -> list[Choice]:
    """Every choice with its values."""
    now = chosen(request)
    return [
        Choice(
            name=name,
            legend=legend,
            icon=icon,
            options=[(value, words, value == now.get(name, "")) for value, words in values.items()],
        )
        for name, (legend, icon, values) in OPTIONS.items()
    ]
