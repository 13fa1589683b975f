"""No test reaches beyond this machine: an audit hook refuses every address but the loopback's."""

import ipaddress
import sys

WATCHED = {"socket.connect": 1, "socket.sendto": 1, "socket.getaddrinfo": 0}
NAMES = {None, "", "localhost", b"localhost"}


class NetworkRefused(RuntimeError):
    """A test wanted to reach another machine."""


def is_loopback(host: object) -> bool:
    """Whether the host is this machine, by name or by number."""
    if host in NAMES:
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host)).is_loopback
    except ValueError:
        return False


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """The audit hook; addresses of Unix sockets are text and pass."""
    if event not in WATCHED:
        return
    address = arguments[WATCHED[event]]
    if event == "socket.getaddrinfo":
        host = address
    elif isinstance(address, tuple):
        host = address[0]
    else:
        return
    if not is_loopback(host):
        raise NetworkRefused(f"{event} to {host!r}: tests stay on this machine")


def stay_here() -> None:
    """Install the hook; it lasts as long as the process."""
    sys.addaudithook(watch)
