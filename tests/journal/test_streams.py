"""A stream takes entries of its holder, chains them, seals what is personal and never forgets a request."""

import contextlib

import pytest
from django.db import IntegrityError, connection, transaction

from tests.journal.talks import CENTRE, HOLDER, Said, act
from yizhan.journal import actions, codec, queries, store_chain, store_guards, verification
from yizhan.journal.events import Effective, HandedOver
from yizhan.journal.models import Entry, Stream
from yizhan.kernel.acting import LAW, Act
from yizhan.kernel.refusals import NotHolder, Refused

STREAM = "chat:1"


def begin(minutes=0, **changes):
    return actions.open_stream(
        STREAM,
        centre="522601100000-centre",
        holder=HOLDER,
        events=(Said(word="hello", secret="王小明"),),
        act=act(minutes, **changes),
    )


@pytest.mark.usefixtures("node", "tables")
class TestAppend:
    def test_entries_are_numbered_and_chained(self):
        with transaction.atomic():
            head = begin()
            head = actions.append(head, (Said(word="again", secret="x"), Said(word="more", secret="y")), act=act(1))
        assert head.no == 3
        assert [entry.no for entry in queries.written(STREAM)] == [1, 2, 3]
        assert queries.state_of(STREAM).words == ("hello", "again", "more")
        assert verification.verify().faults == []

    def test_entries_of_one_act_are_numbered_together_and_what_was_undone_is_not(self):
        begin()
        with transaction.atomic(), actions.numbered_together():
            head = actions.append(actions.lock_head(STREAM), (Said(word="one"),), act=act(1))
            with contextlib.suppress(ZeroDivisionError), transaction.atomic(), actions.numbered_together():
                actions.append(head, (Said(word="undone"),), act=act(2))
                raise ZeroDivisionError
            with transaction.atomic(), actions.numbered_together():
                actions.append(head, (Said(word="two"),), act=act(3))
        actions.sequence()
        assert store_chain.last_position()[0] == 3
        assert queries.state_of(STREAM).words == ("hello", "one", "two")
        assert verification.verify().faults == []

    def test_what_is_sealed_stands_nowhere_in_clear(self):
        begin()
        entry = Entry.objects.get()
        assert "王小明".encode() not in bytes(entry.head)
        assert "王小明".encode() not in bytes(entry.sealed)
        assert queries.state_of(STREAM).secrets == ("王小明",)

    def test_a_destroyed_key_leaves_the_chain_whole_and_the_secret_blank(self):
        begin()
        actions.destroy_key(STREAM, ground="retention", first_person="a", second_person="b", act=act(1))
        assert queries.state_of(STREAM).secrets == ("",)
        assert verification.verify().faults == []

    def test_erasure_takes_two_persons(self):
        begin()
        with pytest.raises(Refused, match="two-persons-needed"):
            actions.destroy_key(STREAM, ground="retention", first_person="a", second_person="a", act=act(1))

    def test_only_the_holder_appends(self):
        head = begin()
        with pytest.raises(NotHolder):
            actions.append(head, (Said(word="mine"),), act=act(organ="522601000000-civil_affairs"))

    def test_the_law_acts_wherever_the_holder_is(self):
        head = begin()
        actions.append(head, (Said(word="late"),), act=Act(actor=LAW, now=act().now))
        assert queries.written(STREAM)[-1].account == "law"

    def test_custody_passes_with_a_new_term(self):
        head = begin()
        over = HandedOver(organ="522601000000-civil_affairs", node=head.node, centre="522601000000-centre")
        head = actions.append(head, (over,), act=act(1))
        assert (head.holder, head.term) == ("522601000000-civil_affairs", 2)
        with pytest.raises(NotHolder):
            actions.append(head, (Said(word="still mine"),), act=act(2))
        actions.append(head, (Said(word="ours"),), act=act(3, organ="522601000000-civil_affairs"))
        assert verification.verify().faults == []

    def test_time_never_goes_back(self):
        head = begin(10)
        actions.append(head, (Said(word="earlier"),), act=act(0))
        first, second = queries.written(STREAM)
        assert second.at == first.at

    def test_another_day_may_be_effective(self):
        head = begin()
        day = act().today
        actions.append(head, (Effective(Said(word="deemed"), on=day, reason="art. 32"),), act=act(1))
        assert queries.written(STREAM)[-1].effective == day

    def test_a_stream_begins_once(self):
        begin()
        with pytest.raises(Refused, match="stream-exists"):
            begin()


@pytest.mark.usefixtures("node", "tables")
class TestRequests:
    def test_a_repeat_names_what_it_wrote(self):
        begin(key="k1", digest="d1")
        assert queries.repeated(act(key="k1", digest="d1")) == STREAM

    def test_another_request_under_the_same_key_is_refused(self):
        begin(key="k1", digest="d1")
        with pytest.raises(Refused, match="key-reused"):
            queries.repeated(act(key="k1", digest="d2"))

    def test_two_at_once_cannot_both_write(self):
        head = begin(key="k1", digest="d1")
        with pytest.raises(IntegrityError), transaction.atomic():
            actions.append(head, (Said(word="twice"),), act=act(1, key="k1", digest="d1"))


@pytest.mark.usefixtures("node", "tables")
class TestGuards:
    def test_every_start_finds_them(self):
        assert store_guards.missing_guards() == []

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE journal_entry SET account = 'x'",
            "DELETE FROM journal_entry",
            "UPDATE journal_position SET entry = 0",
            "DELETE FROM journal_position",
        ],
    )
    def test_entries_are_never_changed(self, statement):
        begin()
        actions.sequence()
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            connection.cursor().execute(statement)

    def test_one_that_does_nothing_is_missing(self):
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("DROP TRIGGER journal_entry_no_update")
                cursor.execute(
                    "CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry BEGIN SELECT 1; END"
                )
                missing = ["journal_entry_no_update"]
            else:
                cursor.execute(
                    "CREATE OR REPLACE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS"
                    " $$ BEGIN RETURN NEW; END $$"
                )
                missing = [
                    f"journal_{table}_{kind}" for table in ("entry", "position") for kind in ("rows", "truncate")
                ]
        assert store_guards.missing_guards() == missing
        store_guards.arm()
        assert store_guards.missing_guards() == []

    def test_nor_replaced(self):
        begin()
        entry = Entry.objects.get()
        statement = {
            "sqlite": "INSERT OR REPLACE INTO journal_entry"
            " (id, stream, no, kind, at, account, key, digest, head, hash)"
            " SELECT id, stream, no, kind, at, 'x', key, digest, head, hash FROM journal_entry",
            "postgresql": "TRUNCATE journal_entry",
        }[connection.vendor]
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            connection.cursor().execute(statement)
        assert Entry.objects.get().account == entry.account


@pytest.mark.usefixtures("node", "tables")
class TestNodeChain:
    def test_every_committed_entry_gets_one_place(self):
        head = begin()
        actions.append(head, (Said(word="b"),), act=act(1))
        actions.sequence()
        position, _ = store_chain.last_position()
        assert position == 2
        assert store_chain.unplaced_entries() == []

    def test_a_signed_head_is_checked(self):
        begin()
        actions.sequence()
        point = actions.checkpoint(now=act(5).now)
        assert verification.verify().faults == []
        point.hash = b"\x01" * 32
        point.save()
        assert {fault.kind for fault in verification.verify().faults} == {"checkpoint-forged", "head-not-in-chain"}

    def test_a_head_that_left_the_node_is_missed(self):
        begin()
        actions.sequence()
        known = verification.KnownHead(position=1, hash=b"\x02" * 32)
        assert [fault.kind for fault in verification.verify(heads=[known]).faults] == ["head-not-in-chain"]

    def test_since_a_moment_only_what_was_touched_is_read(self):
        begin()
        actions.open_stream("chat:2", centre=CENTRE, holder=HOLDER, events=[Said(word="later")], act=act(60))
        report = verification.verify(since=codec.moment_text(act(30).now))
        assert (report.streams, report.entries, report.faults) == (1, 1, [])
        Stream.objects.filter(key="chat:1").update(no=9)
        assert verification.verify(since=codec.moment_text(act(30).now)).faults == []
        Stream.objects.filter(key="chat:2").update(no=9)
        assert [fault.where for fault in verification.verify(since=codec.moment_text(act(30).now)).faults] == ["chat:2"]

    @pytest.mark.parametrize("change", [{"holder": "me"}, {"node": "mine"}, {"centre": "ours"}])
    def test_custody_altered_in_the_table_is_found_from_the_first_term_on(self, change):
        begin()
        Stream.objects.update(**change)
        assert [fault.kind for fault in verification.verify().faults] == ["custody-altered"]

    def test_a_head_altered_in_the_table_is_found(self):
        begin()
        Stream.objects.update(no=5)
        assert [fault.kind for fault in verification.verify().faults] == ["head-altered"]


def test_heads_are_canonical_bytes():
    assert codec.canonical({"b": 1, "a": "一"}) == '{"a":"一","b":1}'.encode()


@pytest.mark.usefixtures("node", "tables")
def test_serials_are_never_drawn_twice():
    drawn = [actions.draw_serial("522601100000", 2026) for _ in range(3)]
    assert [serial for _, serial in drawn] == [1, 2, 3]
    assert len({series for series, _ in drawn}) == 1
