"""A process of the public zone (`yizhan serve --only portal`) answers the public addresses and no others."""

from collections.abc import Callable

from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from yizhan.site import environment


class PublicZone:
    """Gives each request the public addresses; a process that serves everything goes without.

    Not a setting of Django's: workers inherit the settings that the command had read before it knew what to serve.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not environment.only_portal():
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.urlconf = "yizhan.site.public_urls"
        return self.get_response(request)
