"""A session ends after half an hour without use (GB/T 22239-2019, 8.1.4.1)."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from yizhan.web.fullness import is_full

IDLE_SECONDS = 30 * 60
NOTED_EVERY = 60


class SessionLimits:
    """Ends idle sessions. The last use is noted once a minute, so that a page is not a write."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.session.session_key and request.user.is_authenticated:
            self.check(request)
        return self.get_response(request)

    def check(self, request: HttpRequest) -> None:
        """Log out who was away too long; else note that he is here."""
        now = int(timezone.now().timestamp())
        last = request.session.get("last_use", now)
        if now - last > IDLE_SECONDS:
            logout(request)
            messages.info(request, _("您已超过30分钟没有操作，系统已自动退出，请重新登录。"))
        elif now - last >= NOTED_EVERY or "last_use" not in request.session:
            self.note(request, now)

    def note(self, request: HttpRequest, now: int) -> None:
        """Note the last use. Where the disk is full nothing can be noted, and everything can still be read."""
        request.session["last_use"] = now
        try:
            request.session.save()
        except (DatabaseError, UpdateError) as fault:
            if not is_full(fault):
                return  # Django's own middleware tries once more, and says what is wrong
        request.session.modified = False
