"""A session ends after half an hour without use (GB/T 22239-2019, 8.1.4.1); nobody unknown sends large bodies."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from yizhan.web import answers
from yizhan.web.fullness import is_full
from yizhan.web.refusals import TooLarge

IDLE_SECONDS = 30 * 60
NOTED_EVERY = 60


FORM_BYTES = 64 * 1024
"""What a form may weigh besides its files."""


class BodyLimit:
    """A body is measured before anything reads it, since reading it writes to the disk: whoever is logged in sends the
    largest file, somebody unknown a form and the notice that he asks about. The API asks for the token first, and
    measures by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        sent = request.META.get("CONTENT_LENGTH") or "0"
        if sent.isdecimal() and int(sent) > settings.YIZHAN_MAX_PUBLIC_BYTES and self.is_too_large(request, int(sent)):
            request.POST = QueryDict()  # the page of the refusal gives back what was typed
            return answers.answer(request, TooLarge("too-large"))
        return self.get_response(request)

    def is_too_large(self, request: HttpRequest, sent: int) -> bool:
        """Whether the body is more than this person may send."""
        if request.path.startswith("/api/"):
            return False
        known = request.session.session_key and request.user.is_authenticated
        return not known or sent > settings.YIZHAN_MAX_FILE_BYTES + FORM_BYTES


class SessionLimits:
    """Ends idle sessions. The last use is noted once a minute, so that a page is not a write; what a page asks by
    itself is no use of it."""

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
        elif "X-Unattended" in request.headers:
            return
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
