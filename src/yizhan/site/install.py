"""The page that installs the node's root certificate on a window PC: public, without a secret."""

import base64
from collections.abc import Sequence
from textwrap import wrap

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yizhan.kernel import certificates
from yizhan.kernel.refusals import NotFound
from yizhan.site import authority, environment
from yizhan.web import moment
from yizhan.web.middleware import content_policy

DER = "application/x-x509-ca-cert"


@require_safe
@never_cache
def install(request: HttpRequest) -> HttpResponse:
    """What to take in, how to make sure that it is the right one, and how to go on."""
    origins = environment.lan()
    root = authority.root_of(settings.YIZHAN_HOME)
    context = {
        "origins": origins,
        "here": here(request, origins),
        "next": next_of(request),
        "root": root,
        "server": authority.server_of(settings.YIZHAN_HOME),
        "ending": root is not None and certificates.ends_soon(root, moment.now()),
        "title": title_of(root) if root else "",
        "sha256": certificates.fingerprint(root) if root else "",
        "sha1": certificates.thumbprint(root) if root else "",
        "plain": request.build_absolute_uri(request.path),
    }
    response = render(request, "site/install.html", context)
    response.headers["Content-Security-Policy"] = content_policy(reaching=origins)
    return response


def here(request: HttpRequest, origins: Sequence[str]) -> str:
    """The secure origin of the name that the reader used, else the first."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    return next((one for one in origins if one.startswith(f"https://{host}:")), next(iter(origins), ""))


def next_of(request: HttpRequest) -> str:
    """The page that was wanted: a path of this node, nothing else."""
    wanted = request.GET.get("next", "")
    return wanted if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/"


def title_of(root: x509.Certificate) -> str:
    """The name under which the certificate windows of Windows and browsers list it."""
    return str(root.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)[0].value)


def root_or_404() -> x509.Certificate:
    """The root. Raises NotFound."""
    root = authority.root_of(settings.YIZHAN_HOME)
    if root is None:
        raise NotFound
    return root


@require_safe
@never_cache
def root_certificate(request: HttpRequest) -> HttpResponse:
    """The root certificate (DER), which every system takes."""
    return file(root_or_404().public_bytes(Encoding.DER), "yizhan-root.crt", DER)


@require_safe
@never_cache
def windows_script(request: HttpRequest) -> HttpResponse:
    """A script for Windows that holds the certificate, shows the fingerprint, asks, and takes the root in."""
    text = script("site/install.cmd.txt", root_or_404())
    return file(text.replace("\n", "\r\n").encode("utf-8"), "yizhan-install.cmd", "application/octet-stream")


@require_safe
@never_cache
def linux_script(request: HttpRequest) -> HttpResponse:
    """The same for Kylin, UOS and Debian: the system's store and the browsers' (NSS)."""
    return file(script("site/install.sh.txt", root_or_404()).encode("utf-8"), "yizhan-install.sh", "text/x-shellscript")


def script(template: str, root: x509.Certificate) -> str:
    """A script with the certificate in it."""
    lines = wrap(base64.b64encode(root.public_bytes(Encoding.DER)).decode("ascii"), 64)
    return render_to_string(template, {"lines": lines, "sha256": certificates.fingerprint(root)})


def file(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to download."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)
