"""Certificates of a node's own authority (X.509, RFC 5280): it vouches for its node on the local network alone.

Name constraints (RFC 5280, 4.2.1.10) hold it to private addresses, to names that exist in local networks only, and to
the names that the node was given when the authority was made. Whoever stole its key could not pose as a bank.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha1
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

ROOT_LASTS = timedelta(days=3653)
SERVER_LASTS = timedelta(days=397)
"""What browsers accept of a server's certificate."""
RENEWED_BEFORE = timedelta(days=120)
AT_ANY_HOUR = timedelta(days=30)
NIGHT = range(1, 5)
"""Hours when no window is open."""
CLOCKS_DIFFER = timedelta(days=2)
"""The clocks of old PCs stand behind: a certificate begins earlier than it was made."""
PRIVATE = tuple(
    ip_network(one)
    for one in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "::1/128", "fc00::/7")
)
LOCAL = ("localhost", "local", "lan", "internal", "home.arpa")
"""Names that no public register gives away (RFC 6761, 6762, 8375)."""
THIS_MACHINE = ("localhost", "127.0.0.1")
Network = IPv4Network | IPv6Network


def make_root(
    key: EllipticCurvePrivateKey, *, title: str, names: Sequence[str], serial: int, now: datetime
) -> x509.Certificate:
    """The authority's own certificate, for ten years, held to private addresses, local names and these names."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, title)])
    constraints = x509.NameConstraints(permitted_subtrees=permitted(names), excluded_subtrees=None)
    builder = begun(key.public_key(), subject=subject, issuer=subject, serial=serial)
    return (
        builder.not_valid_before(now - CLOCKS_DIFFER)
        .not_valid_after(now + ROOT_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(signs_certificates(), critical=True)
        .add_extension(constraints, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def issue(
    root: x509.Certificate,
    root_key: EllipticCurvePrivateKey,
    *,
    public: CertificatePublicKeyTypes,
    names: Sequence[str],
    serial: int,
    now: datetime,
) -> x509.Certificate:
    """The certificate of the node's web server under these names, for thirteen months, never beyond the root."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    builder = begun(public, subject=subject, issuer=root.subject, serial=serial)
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    return (
        builder.not_valid_before(now - CLOCKS_DIFFER)
        .not_valid_after(min(now + SERVER_LASTS, root.not_valid_after_utc))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([general_name(name) for name in names]), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(authority, critical=False)
        .sign(root_key, hashes.SHA256())
    )


def begun(
    public: CertificatePublicKeyTypes, *, subject: x509.Name, issuer: x509.Name, serial: int
) -> x509.CertificateBuilder:
    """A certificate with what every one says."""
    return x509.CertificateBuilder(subject_name=subject, issuer_name=issuer, public_key=public, serial_number=serial)


def signs_certificates() -> x509.KeyUsage:
    """What the key of an authority is for."""
    return x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )


def permitted(names: Sequence[str]) -> list[x509.GeneralName]:
    """What the authority may vouch for."""
    words = [name for name in names if address_of(name) is None]
    networks: list[Network] = [ip_network(name) for name in names if address_of(name) is not None]
    return [
        *(x509.DNSName(name) for name in dict.fromkeys([*LOCAL, *words])),
        *(x509.IPAddress(network) for network in dict.fromkeys([*PRIVATE, *networks])),
    ]


def covers(root: x509.Certificate, names: Sequence[str]) -> bool:
    """Whether the root's constraints permit all these names."""
    subtrees = root.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    return all(any(holds(subtree, name) for subtree in subtrees) for name in names)


def holds(subtree: x509.GeneralName, name: str) -> bool:
    """Whether a name lies in a permitted subtree."""
    address = address_of(name)
    if isinstance(subtree, x509.IPAddress):
        network = subtree.value
        return isinstance(network, IPv4Network | IPv6Network) and address is not None and address in network
    return address is None and f".{name}".endswith(f".{subtree.value}")


def is_in_use(
    server: x509.Certificate, *, root: x509.Certificate, public: CertificatePublicKeyTypes, names: Sequence[str]
) -> bool:
    """Whether the server's certificate is of this root, for this key and for exactly these names."""
    named = server.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    wanted = {general_name(name) for name in names}
    return set(named) == wanted and server.public_key() == public and was_issued_by(root, server)


def was_issued_by(root: x509.Certificate, server: x509.Certificate) -> bool:
    """Whether the root signed it."""
    try:
        server.verify_directly_issued_by(root)
    except (ValueError, InvalidSignature):
        return False
    return True


def ends_soon(server: x509.Certificate, now: datetime) -> bool:
    """Whether a new one is due."""
    return server.not_valid_after_utc - now < RENEWED_BEFORE


def is_time_to_renew(server: x509.Certificate, now: datetime) -> bool:
    """Whether a node that runs makes a new one now, by its own time: at night, in the last thirty days at once."""
    return ends_soon(server, now) and (now.hour in NIGHT or server.not_valid_after_utc - now < AT_ANY_HOUR)


def has_ended(certificate: x509.Certificate, now: datetime) -> bool:
    """Whether nobody believes it any more."""
    return certificate.not_valid_after_utc <= now


def names_of(given: Sequence[str]) -> list[str]:
    """The names of the server's certificate: those given, and the machine's own."""
    return list(dict.fromkeys([*given, *THIS_MACHINE]))


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 as Windows, Firefox and `openssl` show it: pairs of hexadecimal digits, to compare by eye."""
    return ":".join(f"{byte:02X}" for byte in certificate.fingerprint(hashes.SHA256()))


def thumbprint(certificate: x509.Certificate) -> str:
    """SHA-1 as the certificate window of Windows shows it (指纹); to compare by eye, never to trust alone."""
    digest = sha1(certificate.public_bytes(Encoding.DER), usedforsecurity=False).digest()
    return ":".join(f"{byte:02X}" for byte in digest)


def general_name(name: str) -> x509.GeneralName:
    """A name as a certificate holds it."""
    address = address_of(name)
    return x509.DNSName(name) if address is None else x509.IPAddress(address)


def address_of(name: str) -> IPv4Address | IPv6Address | None:
    """The address that a name is, or None for a name of letters."""
    try:
        return ip_address(name)
    except ValueError:
        return None
