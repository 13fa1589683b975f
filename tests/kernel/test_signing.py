"""Signatures hold for one message and one key."""

import sys

import pytest

from yizhan.kernel import signing
from yizhan.kernel.refusals import Invalid, Refused
from yizhan.kernel.signing import Signature, key_id, public_key, sign, verify

PRIVATE, OTHER = bytes(range(1, 33)), bytes(range(2, 34))


@pytest.fixture(params=["ed25519", "sm2"])
def suite(request):
    if request.param == "sm2":
        pytest.importorskip("gmalg")
    return request.param


def test_a_signature_holds(suite):
    assert verify(public_key(PRIVATE, suite=suite), b"message", sign(PRIVATE, b"message", suite=suite))


def test_it_does_not_hold_for_another_message_or_key(suite):
    signature = sign(PRIVATE, b"message", suite=suite)
    assert not verify(public_key(PRIVATE, suite=suite), b"massage", signature)
    assert not verify(public_key(OTHER, suite=suite), b"message", signature)


def test_it_names_suite_and_key(suite):
    signature = sign(PRIVATE, b"message", suite=suite)
    assert (signature.suite, signature.key_id) == (suite, key_id(public_key(PRIVATE, suite=suite)))
    assert Signature.parse(str(signature)) == signature
    assert str(signature).startswith(f"{suite}:{signature.key_id}:")


def test_the_same_message_is_signed_the_same(suite):
    assert sign(PRIVATE, b"message", suite=suite) == sign(PRIVATE, b"message", suite=suite)


def test_an_altered_signature_does_not_hold(suite):
    public, signature = public_key(PRIVATE, suite=suite), sign(PRIVATE, b"message", suite=suite)
    for value in (b"", signature.value[:-1], bytes(64), b"\xff" * 64, signature.value[:-1] + b"\x00\x01"):
        assert not verify(public, b"message", Signature(suite, signature.key_id, value))


def test_what_is_no_public_key_verifies_nothing(suite):
    signature = sign(PRIVATE, b"message", suite=suite)
    for public in (b"", b"x", b"\x04" + bytes(64), b"\x00" * 65, bytes(32)):
        assert not verify(public, b"message", Signature(suite, key_id(public), signature.value))


@pytest.mark.parametrize(
    "text", ["", "ed25519", "ed25519:1", "ed25519:1:?", "ed25519:1:AA==:x", "ed25519:1:A", "a:b:é"]
)
def test_what_is_no_signature_is_refused(text):
    with pytest.raises(Invalid, match="bad-signature"):
        Signature.parse(text)


def test_a_key_has_32_bytes(suite):
    for wrong in (b"", bytes(31), bytes(33)):
        with pytest.raises(Refused, match="bad-key"):
            sign(wrong, b"message", suite=suite)


def test_an_unknown_suite_is_missing():
    with pytest.raises(Refused, match="suite-missing"):
        sign(PRIVATE, b"message", suite="rsa")
    with pytest.raises(Refused, match="suite-missing"):
        verify(b"x", b"message", Signature("rsa", key_id(b"x"), b""))


def test_sm2_without_its_library_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "gmalg", None)
    with pytest.raises(Refused, match="suite-missing"):
        public_key(PRIVATE, suite="sm2")


def test_ed25519_gives_the_first_example_of_rfc_8032():
    private = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    assert public_key(private).hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert sign(private, b"").value.hex().startswith("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e0652249")


def test_sm2_gives_the_example_of_gbt_32918():
    pytest.importorskip("gmalg")
    private = bytes.fromhex("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8")
    public = public_key(private, suite="sm2")
    assert public.hex() == (
        "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
        "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
    )
    value = bytes.fromhex(
        "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
        "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
    )
    assert verify(public, b"message digest", Signature("sm2", key_id(public), value))


@pytest.mark.parametrize("private", [bytes(32), b"\xff" * 32])
def test_a_number_outside_the_curves_order_is_no_sm2_key(private):
    with pytest.raises(Refused, match="bad-key"):
        public_key(private, suite=signing.SM2)
