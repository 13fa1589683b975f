"""The local network: HTTPS for the window PCs, plain HTTP for this machine alone.

Cameras need a secure page, passwords and personal data too. Who comes by plain HTTP from another PC reaches the page
that installs the root certificate, and nothing else.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from ipaddress import IPv4Address
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from yizhan.journal.queries import this_node
from yizhan.kernel import certificates
from yizhan.kernel.refusals import Forbidden, Refused
from yizhan.site import authority, environment, processes
from yizhan.web import answers

ANYWHERE = str(IPv4Address(0))
OPEN = ("install", "install-root", "install-windows", "install-linux", "web:language", "web:health")
SAFE = frozenset({"GET", "HEAD"})


def certified(names: Sequence[str], now: datetime) -> authority.Pair:
    """The certificate of this node's web server under these names.

    Raises Refused: names-not-covered, authority-ended, authority-incomplete.
    """
    node = this_node()
    title = f"Yizhan {node.division} {node.name}"
    return authority.ready(settings.YIZHAN_HOME, title=title[:64], names=names, now=now)


def fingerprint() -> str:
    """The root's, to compare by eye; empty where the node has no root."""
    root = authority.root_of(settings.YIZHAN_HOME)
    return certificates.fingerprint(root) if root else ""


def serve(pair: authority.Pair, names: Sequence[str], *, secure_port: int, port: int, workers: int) -> None:
    """Serve the window PCs under these names until interrupted."""
    secure = processes.Listening(
        address=bound_to(names),
        port=secure_port,
        workers=workers,
        certificate=pair.certificate,
        key=pair.key,
        renew=partial(renewed, names),
    )
    processes.serve_window_pcs(secure, plain=processes.Listening(address=heard_at(secure.address), port=port))


def renewed(names: Sequence[str]) -> bool:
    """Whether the certificate of this node's web server was made anew just now, because it was time."""
    return authority.renewed(settings.YIZHAN_HOME, names=names, now=timezone.localtime())


def root_ending(now: datetime) -> datetime | None:
    """When the root ends, where that is so near that the window PCs will need a new one; else None."""
    root = authority.root_of(settings.YIZHAN_HOME)
    return root.not_valid_after_utc if root and certificates.ends_soon(root, now) else None


def bound_to(names: Sequence[str]) -> str:
    """The address to listen at: the only one given, else all, for a name may stand for any."""
    return names[0] if len(names) == 1 and certificates.address_of(names[0]) is not None else ANYWHERE


def heard_at(secure: str) -> str:
    """Where plain HTTP listens: everywhere, for this machine and for those that are sent on to HTTPS."""
    return secure if is_this_machine(secure) else ANYWHERE


def is_this_machine(address: str) -> bool:
    """Whether an address never leaves this machine."""
    found = certificates.address_of(address)
    return address == "localhost" or (found is not None and found.is_loopback)


def insist_on_this_machine(address: str) -> None:
    """Plain HTTP is for this machine, unless a proxy in front speaks HTTPS. Raises Refused: plain-http-abroad."""
    if not is_this_machine(address) and not settings.SECURE_COOKIES:
        raise Refused("plain-http-abroad", address=address)


class PlainHttp:
    """Plain HTTP from another machine reaches the page that installs the root, where this node serves HTTPS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not environment.lan():
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if (
            request.is_secure()
            or is_this_machine(request.META.get("REMOTE_ADDR", ""))
            or request.path in {reverse(name) for name in OPEN}
        ):
            return self.get_response(request)
        if request.method in SAFE and not answers.wants_json(request):
            return redirect(f"{reverse('install')}?{urlencode({'next': request.get_full_path()})}")
        return answers.answer(request, Forbidden("https-needed"))
