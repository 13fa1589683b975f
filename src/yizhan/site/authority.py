"""The node's certificate authority on its disk: made at the first start for the local network, below `keys/`.

`authority.key` never leaves the node and is in no backup: a node that is restored makes a new one, and the window PCs
take its root in anew.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from yizhan.kernel import certificates
from yizhan.kernel.refusals import Refused

ROOT, SERVER = "authority", "server"


@dataclass(frozen=True)
class Pair:
    """A certificate and its private key, as files."""

    certificate: Path
    key: Path


def ready(home: Path, *, title: str, names: Sequence[str], now: datetime) -> Pair:
    """The server's certificate for these names and its key; made, or made anew, where there is none that serves.

    Raises Refused: names-not-covered, authority-ended, authority-incomplete.
    """
    root, root_key = authority(home, title=title, names=names, now=now)
    wanted = certificates.names_of(names)
    insist_that_it_serves(root, wanted, now)
    pair = files_of(home, SERVER)
    key = load_key(pair) if pair.key.exists() else ec.generate_private_key(ec.SECP256R1())
    if not serves(pair, root, key, wanted, now):
        keep(pair, issued(root, root_key, key, names=wanted, now=now), key)
    return pair


def authority(
    home: Path, *, title: str, names: Sequence[str], now: datetime
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """The root and its key; made at the first start. Raises Refused: authority-incomplete."""
    pair = files_of(home, ROOT)
    if not pair.certificate.exists() and not pair.key.exists():
        key = ec.generate_private_key(ec.SECP256R1())
        serial = x509.random_serial_number()
        keep(pair, certificates.make_root(key, title=title, names=names, serial=serial, now=now), key)
    if not (pair.certificate.exists() and pair.key.exists()):
        raise Refused("authority-incomplete", folder=str(pair.key.parent))
    return load(pair), load_key(pair)


def insist_that_it_serves(root: x509.Certificate, names: Sequence[str], now: datetime) -> None:
    """Raises Refused: names-not-covered, authority-ended."""
    if not certificates.covers(root, names):
        raise Refused("names-not-covered", names=", ".join(names))
    if certificates.has_ended(root, now):
        raise Refused("authority-ended", ends=root.not_valid_after_utc)


def serves(
    pair: Pair, root: x509.Certificate, key: ec.EllipticCurvePrivateKey, names: Sequence[str], now: datetime
) -> bool:
    """Whether the certificate on the disk still does."""
    if not (pair.certificate.exists() and pair.key.exists()):
        return False
    server = load(pair)
    fits = certificates.is_in_use(server, root=root, public=key.public_key(), names=names)
    return fits and not certificates.ends_soon(server, now)


def renewed(home: Path, *, names: Sequence[str], now: datetime) -> bool:
    """Make the certificate of a server that runs anew, for its key and these names, if it is time; whether it was.

    The root's own end is an end for both: then there is nothing to gain. `now` is in the node's own time.
    """
    pair, root = files_of(home, SERVER), load(files_of(home, ROOT))
    server, key = load(pair), load_key(pair)
    if not certificates.is_time_to_renew(server, now) or server.not_valid_after_utc == root.not_valid_after_utc:
        return False
    keep(pair, issued(root, load_key(files_of(home, ROOT)), key, names=certificates.names_of(names), now=now), key)
    return True


def issued(
    root: x509.Certificate,
    root_key: ec.EllipticCurvePrivateKey,
    key: ec.EllipticCurvePrivateKey,
    *,
    names: Sequence[str],
    now: datetime,
) -> x509.Certificate:
    """A certificate for the server's key."""
    serial = x509.random_serial_number()
    return certificates.issue(root, root_key, public=key.public_key(), names=names, serial=serial, now=now)


def root_of(home: Path) -> x509.Certificate | None:
    """The root that window PCs take in; None where the node has none."""
    return kept(home, ROOT)


def server_of(home: Path) -> x509.Certificate | None:
    """What the node's web server shows to window PCs; None where it speaks no HTTPS."""
    return kept(home, SERVER)


def kept(home: Path, name: str) -> x509.Certificate | None:
    """A certificate on the disk, if there is one."""
    pair = files_of(home, name)
    return load(pair) if pair.certificate.exists() else None


def files_of(home: Path, name: str) -> Pair:
    """Where a certificate and its key lie."""
    return Pair(home / "keys" / f"{name}.crt", home / "keys" / f"{name}.key")


def load(pair: Pair) -> x509.Certificate:
    """The certificate."""
    return x509.load_pem_x509_certificate(pair.certificate.read_bytes())


def load_key(pair: Pair) -> ec.EllipticCurvePrivateKey:
    """The key. Raises Refused: authority-incomplete."""
    key = load_pem_private_key(pair.key.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise Refused("authority-incomplete", folder=str(pair.key.parent))
    return key


def keep(pair: Pair, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> None:
    """Write both, the key first, each whole or not at all, readable by the node's user alone."""
    pair.key.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write(pair.key, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    write(pair.certificate, certificate.public_bytes(Encoding.PEM))


def write(path: Path, content: bytes) -> None:
    """A file that is there whole, on the disk, or not there."""
    waiting = path.with_suffix(f"{path.suffix}.new")
    with open(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(path)
