"""Who may see the page of components: developers, and whom the composition root names (system administrators)."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest

_ALLOWED: list[Callable[[HttpRequest], bool]] = []


def let_see_kit(allowed: Callable[[HttpRequest], bool]) -> None:
    """Name who else sees the kit; the kit itself knows no role."""
    _ALLOWED.append(allowed)


def demand_kit(request: HttpRequest) -> None:
    """Raises Http404 for everybody else: the page is not theirs to know."""
    if not (settings.DEBUG or any(allowed(request) for allowed in _ALLOWED)):
        raise Http404
