"""What a carrier may bring: forged custody, foreign keys, names too long, erasures; and what it must not bring back."""

from dataclasses import replace

import pytest

from tests.journal.talks import CENTRE, HOLDER, Said, TalkRow, act, note, open_talk, say
from yizhan.journal import actions, codec, erasure, keys, queries, verification
from yizhan.journal.events import NOTHING
from yizhan.journal.models import Entry, Position, Stream, StreamKey
from yizhan.journal.receiving import ReceivedStream, export_stream, receive
from yizhan.kernel.refusals import NotHolder, Refused

pytestmark = pytest.mark.usefixtures("node", "tables")


def foreign(stream="talk:1", *words, node="elsewhere"):
    """A stream as another node wrote it: its entries as bytes, and its key."""
    key, previous, entries = keys.new_stream_key(), codec.GENESIS, []
    for no, word in enumerate(words or ("hello", "more"), start=1):
        body, hidden = codec.encode(Said(word=word, secret="王小明"))
        sealed = keys.seal(key, codec.canonical(hidden), aad=codec.sealed_context(stream, no))
        head = codec.EntryHead(
            stream=stream, no=no, term=1, kind="Said", version=1, at=codec.moment_text(act(no).now), account="clerk",
            organ=HOLDER, centre=CENTRE, body=body, sealed_digest=codec.entry_hash(sealed).hex(),
            previous=previous.hex(), effective="", reason="", basis=NOTHING, key="", digest="",
            custody=codec.Custody(HOLDER, node, CENTRE) if no == 1 else None,
        )  # fmt: skip
        data = codec.head_bytes(head)
        previous = codec.entry_hash(data)
        entries.append((data, sealed))
    return ReceivedStream(stream, tuple(entries), key)


def rewritten(received, place, **changes):
    """The same stream with one head written anew, and every later one chained to it."""
    entries, previous = list(received.entries), codec.GENESIS
    for index, (data, sealed) in enumerate(entries):
        head = replace(codec.head_of(data), previous=previous.hex(), **(changes if index == place else {}))
        entries[index] = (codec.head_bytes(head), sealed)
        previous = codec.entry_hash(entries[index][0])
    return replace(received, entries=tuple(entries))


def test_a_foreign_stream_is_shown_verified_and_not_ours_to_write():
    assert receive([foreign()]) == 1
    row = TalkRow.objects.get()
    assert (row.words, row.last_secret) == ("hello more", "王小明")
    assert verification.verify().faults == []
    with pytest.raises(NotHolder):
        actions.append(actions.lock_head("talk:1"), [Said(word="mine")], act=act(9))


def test_the_same_stream_twice_in_one_delivery_is_one_stream():
    whole = foreign()
    part = replace(whole, entries=whole.entries[:1])
    assert receive([part, whole, whole, part]) == 2
    assert TalkRow.objects.get().words == "hello more"
    assert verification.verify().faults == []


@pytest.mark.parametrize(
    ("place", "changes"),
    [
        (1, {"custody": codec.Custody("me", "here", "")}),
        (0, {"custody": None}),
        (0, {"at": "zzz"}),
        (0, {"account": "x" * 81}),
        (0, {"kind": "x" * 61}),
        (0, {"key": "a\x00b"}),
        (1, {"kind": "HandedOver", "body": {"organ": 3, "node": "n"}}),
        (1, {"kind": "HandedOver", "body": {}}),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(place, changes):
    with pytest.raises(Refused, match="stream-broken"):
        receive([rewritten(foreign(), place, **changes)])
    assert not Stream.objects.exists()
    assert not Entry.objects.exists()


def test_a_key_that_opens_nothing_is_refused():
    with pytest.raises(Refused, match="stream-broken"):
        receive([replace(foreign(), key=keys.new_stream_key())])


def test_a_key_that_comes_later_opens_what_is_here():
    received = foreign()
    receive([replace(received, key=None)])
    assert TalkRow.objects.get().last_secret == ""
    assert receive([received]) == 1
    assert TalkRow.objects.get().last_secret == "王小明"
    assert receive([received]) == 0


def test_a_key_never_comes_back_after_an_erasure():
    received = foreign()
    receive([received])
    erasure.forget(["talk:1"])
    assert TalkRow.objects.get().last_secret == ""
    assert receive([received]) == 0
    assert not StreamKey.objects.filter(stream="talk:1").exists()
    longer = foreign("talk:1", "hello", "more", "again")
    with pytest.raises(Refused, match="stream-forked"):  # sealed anew under another key: other bytes at one place
        receive([longer])


def test_an_erasure_that_comes_with_the_stream_is_carried_out_here():
    received = foreign()
    receive([replace(received, entries=received.entries[:1])])
    erased = codec.head_of(received.entries[1][0])
    body = {"ground": "retention", "first_person": "a", "second_person": "b"}
    head = codec.head_bytes(replace(erased, kind="Erased", body=body, sealed_digest=""))
    receive([replace(received, entries=(received.entries[0], (head, None)))])
    assert TalkRow.objects.get().last_secret == ""
    assert not StreamKey.objects.exists()
    assert verification.verify().faults == []


def test_nobody_else_writes_on_in_a_stream_that_is_held_here():
    whole = foreign(node=queries.this_node().code)
    receive([replace(whole, entries=whole.entries[:1])])
    with pytest.raises(Refused, match="stream-held-here"):
        receive([whole])
    Stream.objects.update(writable=False)  # after a restore a peer may know better
    assert receive([whole]) == 1


def test_a_kind_that_is_unknown_here_is_kept_and_never_written():
    received = rewritten(foreign(), 1, kind="Sung")
    receive([received])
    stream = Stream.objects.get()
    assert not stream.readable
    assert TalkRow.objects.get().words == "hello"
    assert export_stream("talk:1", with_key=True).entries == received.entries
    assert [fault.kind for fault in verification.verify().faults] == ["stream-unreadable"]
    Stream.objects.update(node=queries.this_node().code)
    with pytest.raises(Refused, match="stream-unreadable"):
        actions.append(actions.lock_head("talk:1"), [Said(word="mine")], act=act(9))


def test_an_unknown_record_leaves_its_stream_readable():
    known = foreign("things:1", node=queries.this_node().code)
    receive([rewritten(rewritten(known, 0, kind="hall.ticket"), 1, kind="hall.ticket")])
    assert Stream.objects.get().readable
    note("things:1", "ours", minutes=9)
    assert verification.verify().faults == []


def test_what_was_handed_to_this_node_may_be_written_here():
    received = foreign()
    last = codec.head_of(received.entries[1][0])
    body = {"organ": HOLDER, "node": queries.this_node().code, "centre": CENTRE}
    head = codec.head_bytes(replace(last, kind="HandedOver", body=body, sealed_digest=""))
    receive([replace(received, entries=(received.entries[0], (head, None)))])
    say("talk:1", "ours", minutes=9)
    assert TalkRow.objects.get().words == "hello ours"
    assert verification.verify().faults == []


def test_places_are_given_to_all_at_once():
    open_talk("talk:2")
    receive([foreign(f"talk:{number}") for number in range(3, 100)])
    assert Position.objects.count() == Entry.objects.count() == 1 + 97 * 2
