"""Sealed texts, keys and files: opened whole or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhan.kernel import sealing
from yizhan.kernel.refusals import Refused
from yizhan.kernel.sealing import open_chunks, open_sealed, seal, seal_chunks, unwrap, wrap

KEY, OTHER = bytes(range(32)), bytes(32)
NONCE, PREFIX = b"n" * 12, b"p" * 7
SUITES = pytest.mark.parametrize("suite", ["aes-256-gcm", "sm4-gcm"])
CHUNK, SEALED_CHUNK = 64 * 1024, 64 * 1024 + 16


def broken():
    return pytest.raises(Refused, match="seal-broken")


@SUITES
class TestText:
    def test_opens_under_its_key(self, suite):
        sealed = seal(KEY, "身份证".encode(), nonce=NONCE, aad=b"case", suite=suite)
        assert "身份证".encode() not in sealed
        assert open_sealed(KEY, sealed, aad=b"case") == "身份证".encode()

    def test_stays_shut_under_another_key_or_elsewhere(self, suite):
        sealed = seal(KEY, b"text", nonce=NONCE, aad=b"case", suite=suite)
        with broken():
            open_sealed(OTHER, sealed, aad=b"case")
        with broken():
            open_sealed(KEY, sealed, aad=b"another case")

    def test_any_altered_bit_breaks_the_seal(self, suite):
        sealed = seal(KEY, b"text", nonce=NONCE, suite=suite)
        for place in range(len(sealed)):
            altered = bytearray(sealed)
            altered[place] ^= 3
            with broken():
                open_sealed(KEY, bytes(altered))

    def test_any_shorter_text_is_broken(self, suite):
        sealed = seal(KEY, b"text", nonce=NONCE, suite=suite)
        for length in range(len(sealed)):
            with broken():
                open_sealed(KEY, sealed[:length])

    def test_an_empty_text_is_sealed_too(self, suite):
        assert open_sealed(KEY, seal(KEY, b"", nonce=NONCE, suite=suite)) == b""

    def test_a_key_is_wrapped_under_another(self, suite):
        wrapped = wrap(OTHER, under=KEY, nonce=NONCE, aad=b"case:1", suite=suite)
        assert unwrap(wrapped, under=KEY, aad=b"case:1") == OTHER
        with broken():
            unwrap(wrapped, under=KEY, aad=b"case:2")

    def test_a_sealed_text_never_passes_for_a_key(self, suite):
        with broken():
            unwrap(seal(KEY, OTHER, nonce=NONCE, suite=suite), under=KEY)


def test_a_key_has_32_bytes():
    with pytest.raises(Refused, match="bad-key"):
        seal(b"short", b"text", nonce=NONCE)
    with pytest.raises(Refused, match="bad-key"):
        wrap(b"short", under=KEY, nonce=NONCE)


def test_an_unknown_suite_is_missing():
    with pytest.raises(Refused, match="suite-missing"):
        seal(KEY, b"text", nonce=NONCE, suite="rot13")


def test_sm4_is_missing_where_the_library_lacks_it(monkeypatch):
    monkeypatch.setattr(sealing, "_has_sm4", lambda: False)
    with pytest.raises(Refused, match="suite-missing"):
        seal(KEY, b"text", nonce=NONCE, suite="sm4-gcm")


def sealed_file(data: bytes, **more) -> bytes:
    return b"".join(seal_chunks(KEY, PREFIX, [data], **more))


def opened_file(data: bytes, **more) -> bytes:
    return b"".join(open_chunks(KEY, [data], **more))


@SUITES
class TestFile:
    @pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
    def test_opens_as_it_was(self, suite, size):
        data = bytes(number % 251 for number in range(size))
        sealed = sealed_file(data, suite=suite, aad=b"file")
        assert len(sealed) == 8 + size + 16 * max(1, -(-size // CHUNK))
        assert opened_file(sealed, aad=b"file") == data

    def test_truncation_reordering_and_extension_are_refused(self, suite):
        sealed = sealed_file(b"x" * (3 * CHUNK), suite=suite)
        head, pieces = sealed[:8], [sealed[8 + n * SEALED_CHUNK : 8 + (n + 1) * SEALED_CHUNK] for n in range(3)]
        first, second, third = pieces
        for wrong in (
            [],
            [first],
            [first, second],
            [first, second, third[:-1]],
            [second, first, third],
            [first, third],
            [first, second, second, third],
            [first, second, third, third],
            [first, second, third, b"x"],
        ):
            with broken():
                opened_file(b"".join([head, *wrong]))

    def test_a_missing_or_foreign_head_is_refused(self, suite):
        sealed = sealed_file(b"x", suite=suite)
        for wrong in (b"", sealed[:7], sealed[1:], b"\x09" + sealed[1:], sealed[:1] + b"q" + sealed[2:]):
            with broken():
                opened_file(wrong)


@given(st.lists(st.binary(max_size=70)), st.integers(1, 50))
def test_how_the_pieces_come_does_not_matter(chunks, size):
    data = b"".join(chunks)
    sealed = b"".join(seal_chunks(KEY, PREFIX, chunks))
    assert sealed == sealed_file(data)
    assert b"".join(open_chunks(KEY, (sealed[n : n + size] for n in range(0, len(sealed), size)))) == data


def test_a_file_is_never_whole_in_memory():
    """Every piece sealed is out before a third one is asked for."""
    asked = 0

    def chunks():
        nonlocal asked
        for _ in range(10):
            asked += 1
            yield b"x" * CHUNK

    sealed = seal_chunks(KEY, PREFIX, chunks())
    assert len(next(sealed)) == 8
    for number in range(1, 10):
        assert len(next(sealed)) == SEALED_CHUNK
        assert asked == number + 1


def test_a_prefix_of_another_length_is_a_fault_of_ours():
    with pytest.raises(ValueError, match="7 bytes"):
        list(seal_chunks(KEY, b"short", [b"x"]))
