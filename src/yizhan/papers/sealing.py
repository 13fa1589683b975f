"""The sealing port (用印接口): who puts the seal on a notice, and what the paper leaves room for.

*ink*: the slip leaves an empty place, the keeper stamps and confirms; *provincial*: the unified e-seal service seals
the file (行政机关应当使用国家统一电子印章系统); *none*: the item's papers carry no seal.
Nothing here draws a seal.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from yizhan.kernel.refusals import Invalid, Refused


class SealingPort(Protocol):
    """How a notice is sealed."""

    code: str

    def seal(self, pdf: bytes, *, number: str) -> bytes:
        """The file as it goes out."""


class Ink:
    """A person stamps the printed slip: the file stays as it is."""

    code = "ink"

    def seal(self, pdf: bytes, *, number: str) -> bytes:
        return pdf


class Unsealed:
    """No seal at all."""

    code = "none"

    def seal(self, pdf: bytes, *, number: str) -> bytes:
        return pdf


class NoProvincialService:
    """The provincial e-seal service where none is connected: it says so."""

    code = "provincial"

    def seal(self, pdf: bytes, *, number: str) -> bytes:
        raise Refused("seal-service-missing", number=number)


_ports: dict[str, SealingPort] = {port.code: port for port in (Ink(), Unsealed(), NoProvincialService())}
PORTS: Mapping[str, SealingPort] = MappingProxyType(_ports)


def connect(port: SealingPort) -> None:
    """Put a service in the place of its null double; called once by the composition root."""
    _ports[port.code] = port


def port_of(code: str) -> SealingPort:
    """The port by its code. Raises Invalid: unknown-seal-port."""
    if code not in PORTS:
        raise Invalid("unknown-seal-port", port=code)
    return PORTS[code]
