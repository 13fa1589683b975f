"""SM3 against the standard's own examples."""

from yizhan.kernel.hashing import Sm3, hmac_sm3, sm3

ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
ABCD_16_TIMES = "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


def test_the_examples_of_gbt_32905():
    assert sm3(b"abc").hex() == ABC
    assert sm3(b"abcd" * 16).hex() == ABCD_16_TIMES


def test_pieces_give_the_same_as_the_whole():
    stream = Sm3()
    stream.update(b"a")
    assert stream.digest() == sm3(b"a")
    stream.update(b"bc")
    assert stream.digest().hex() == stream.digest().hex() == ABC


def test_a_keyed_hash_needs_the_key():
    def by_definition(key: bytes, data: bytes) -> bytes:
        padded = key.ljust(64, b"\x00")
        inner = sm3(bytes(byte ^ 0x36 for byte in padded) + data)
        return sm3(bytes(byte ^ 0x5C for byte in padded) + inner)

    assert hmac_sm3(b"k" * 32, "张三") == by_definition(b"k" * 32, "张三".encode())
    assert hmac_sm3(b"k" * 32, "张三") != hmac_sm3(b"K" * 32, "张三")


def test_a_lone_surrogate_is_hashed_like_anything_else():
    assert len(hmac_sm3(b"k" * 32, "\ud800")) == 32
