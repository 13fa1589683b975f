"""The authority of a node vouches for its node on the local network, for thirteen months, and for nobody else."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import DNSName, ExtensionOID, load_der_x509_certificate
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from yizhan.kernel import certificates

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
KEY, SERVER_KEY = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
NAMES = ["192.168.1.10", "hall.qdn.gov.cn"]
ROOT = certificates.make_root(KEY, title="Yizhan 三江镇", names=NAMES, serial=11, now=NOW)


def server(names=NAMES, now=NOW):
    """A certificate under the root."""
    return certificates.issue(ROOT, KEY, public=SERVER_KEY.public_key(), names=names, serial=12, now=now)


def test_who_trusts_the_root_believes_the_server():
    verifier = PolicyBuilder().store(Store([ROOT])).time(NOW.replace(tzinfo=None))
    chain = verifier.build_server_verifier(DNSName("hall.qdn.gov.cn")).verify(server(), [])
    assert chain[-1] == ROOT


def test_who_does_not_believes_nothing():
    other = certificates.make_root(SERVER_KEY, title="Other", names=NAMES, serial=13, now=NOW)
    verifier = PolicyBuilder().store(Store([other])).time(NOW.replace(tzinfo=None))
    with pytest.raises(VerificationError):
        verifier.build_server_verifier(DNSName("hall.qdn.gov.cn")).verify(server(), [])


def test_a_stolen_key_cannot_pose_as_a_bank():
    bank = server(["www.bank.example"])
    verifier = PolicyBuilder().store(Store([ROOT])).time(NOW.replace(tzinfo=None))
    with pytest.raises(VerificationError):
        verifier.build_server_verifier(DNSName("www.bank.example")).verify(bank, [])


@pytest.mark.parametrize("name", [*NAMES, "10.1.2.3", "fd00::1", "pc-7.local", "localhost", "desk.hall.qdn.gov.cn"])
def test_it_covers_private_addresses_local_names_and_those_it_was_given(name):
    assert certificates.covers(ROOT, [name])


@pytest.mark.parametrize("name", ["8.8.8.8", "2001:db8::1", "qdn.gov.cn", "evilhall.qdn.gov.cn", "local.example"])
def test_it_covers_nothing_else(name):
    assert not certificates.covers(ROOT, [name])


def test_an_address_of_the_government_network_is_covered_when_it_was_given():
    root = certificates.make_root(KEY, title="Y", names=["59.212.1.3"], serial=1, now=NOW)
    assert certificates.covers(root, ["59.212.1.3"])
    assert not certificates.covers(root, ["59.212.1.4"])


def test_constraints_are_critical_and_it_may_make_no_further_authority():
    constraints = ROOT.extensions.get_extension_for_oid(ExtensionOID.NAME_CONSTRAINTS)
    basic = ROOT.extensions.get_extension_for_oid(ExtensionOID.BASIC_CONSTRAINTS)
    assert (constraints.critical, basic.critical, basic.value.ca, basic.value.path_length) == (True, True, True, 0)


def test_ten_years_and_thirteen_months_and_never_beyond_the_root():
    assert ROOT.not_valid_after_utc - NOW == timedelta(days=3653)
    assert server().not_valid_after_utc - NOW == timedelta(days=397)
    assert server(now=NOW + timedelta(days=3500)).not_valid_after_utc == ROOT.not_valid_after_utc


def test_it_is_due_again_before_it_ends():
    assert not certificates.ends_soon(server(), NOW)
    assert certificates.ends_soon(server(), NOW + timedelta(days=278))


def test_another_name_another_key_or_another_root_needs_another_certificate():
    public = SERVER_KEY.public_key()
    other = certificates.make_root(SERVER_KEY, title="Yizhan 三江镇", names=NAMES, serial=14, now=NOW)
    assert certificates.is_in_use(server(), root=ROOT, public=public, names=reversed(NAMES))
    assert not certificates.is_in_use(server(), root=ROOT, public=public, names=NAMES[:1])
    assert not certificates.is_in_use(server(), root=ROOT, public=KEY.public_key(), names=NAMES)
    assert not certificates.is_in_use(server(), root=other, public=public, names=NAMES)


def test_the_fingerprints_are_those_that_people_compare():
    assert len(certificates.fingerprint(ROOT).split(":")) == 32
    assert len(certificates.thumbprint(ROOT).split(":")) == 20
    again = load_der_x509_certificate(ROOT.public_bytes(certificates.Encoding.DER))
    assert certificates.fingerprint(again) == certificates.fingerprint(ROOT)
