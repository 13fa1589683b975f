"""Rows are made again from entries; reactions keep their positions; what a reaction cannot do stops nobody else."""

import threading

import pytest
from django.db import connection, transaction

from tests.journal.talks import CENTRE, HOLDER, Note, Said, TalkRow, act, note, open_talk, say
from yizhan.journal import actions, queries, reactions, registry, replay, store_bulk, verification
from yizhan.journal.events import HandedOver
from yizhan.journal.models import Follower, Stream
from yizhan.kernel.refusals import Invalid, NotHolder, Refused


def a_life():
    """Talks and notes, in streams of their own and in the same."""
    for number in range(3):
        open_talk(f"talk:{number}", secret=f"秘密{number}")
        say(f"talk:{number}", "more", minutes=1)
        note(f"talk:{number}", "beside", "张三", minutes=2)
        note("notes:1", f"note {number}", "李四", minutes=3)
    while actions.sequence():
        pass


def stored():
    return list(TalkRow.objects.order_by("key").values()), list(Note.objects.order_by("key").values())


@pytest.mark.usefixtures("node", "tables")
class TestRebuild:
    def test_gives_the_same_rows(self):
        a_life()
        before = stored()
        TalkRow.objects.all().delete()
        Note.objects.all().delete()
        assert replay.rebuild() == 4
        assert stored() == before
        assert verification.verify().faults == []

    def test_mends_altered_rows_and_removes_what_no_entry_stands_for(self):
        a_life()
        before = stored()
        TalkRow.objects.filter(key="talk:0").update(words="forged")
        TalkRow.objects.filter(key="talk:1").delete()
        TalkRow.objects.create(key="talk:9", stream="talk:9")
        Note.objects.filter(stream="notes:1", no=2).update(name="")
        replay.rebuild()
        assert stored() == before

    def test_frees_a_unique_value_that_an_altered_row_holds(self):
        a_life()
        before = stored()
        TalkRow.objects.filter(key="talk:2").delete()
        TalkRow.objects.filter(key="talk:1").update(stream="talk:2")
        replay.rebuild()
        assert stored() == before

    def test_lets_reactions_stand_where_they_are(self):
        handled = []
        registry.reaction(name="listening", kinds={"Said"}, handle=handled.append)
        try:
            a_life()
            assert reactions.run_reactions() == len(handled) == 6
            place = Follower.objects.get(name="listening").position
            replay.rebuild()
            assert reactions.run_reactions() == 0
            assert (len(handled), Follower.objects.get(name="listening").position) == (6, place)
        finally:
            registry._reactions.pop("listening")

    def test_reads_again_what_an_older_program_could_not(self):
        a_life()
        Stream.objects.filter(key="talk:1").update(readable=False)
        assert [fault.kind for fault in verification.verify().faults] == ["head-altered"]
        replay.rebuild()
        assert verification.verify().faults == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("node", "tables")
def test_rebuild_keeps_what_others_write_meanwhile(monkeypatch):
    """A stream that begins behind the batch that rebuild has reached has rows that are no strays."""
    a_life()
    asked = store_bulk.next_streams

    def write_meanwhile():
        open_talk("talk:00", "meanwhile")
        connection.close()

    def next_streams(after, limit, **which):
        if after and not Stream.objects.filter(key="talk:00").exists():
            thread = threading.Thread(target=write_meanwhile)
            thread.start()
            thread.join()
        return asked(after, limit, **which)

    monkeypatch.setattr(store_bulk, "next_streams", next_streams)
    replay.rebuild()
    assert TalkRow.objects.get(key="talk:00").words == "meanwhile"
    while actions.sequence():
        pass
    assert verification.verify().faults == []


@pytest.mark.usefixtures("node", "tables")
class TestReactions:
    @pytest.fixture
    def two(self):
        """One that fails at a certain entry, and one that never does."""
        done, failing = [], {"talk:1"}

        def handle(entry):
            if entry.stream in failing:
                raise ValueError(entry.stream)
            done.append(entry.stream)

        registry.reaction(name="a-failing", kinds={"Said"}, handle=handle)
        registry.reaction(name="b-sound", kinds={"Said"}, handle=lambda entry: done.append("sound"))
        yield done, failing
        registry._reactions.pop("a-failing")
        registry._reactions.pop("b-sound")

    def test_one_that_fails_stops_before_its_entry_and_nobody_else(self, two, caplog):
        done, failing = two
        for number in range(3):
            open_talk(f"talk:{number}")
        while actions.sequence():
            pass
        reactions.run_reactions()
        assert done.count("sound") == 3
        assert Follower.objects.get(name="a-failing").position == 1
        assert "a-failing" in caplog.text
        failing.clear()
        reactions.run_reactions()
        assert [word for word in done if word != "sound"] == ["talk:0", "talk:0", "talk:1", "talk:2"]


@pytest.mark.usefixtures("node", "tables")
class TestWriting:
    def test_nothing_follows_a_hand_over_in_the_same_act(self):
        open_talk("talk:1")
        events = [HandedOver(organ="other", node=queries.this_node().code, centre=""), Said(word="still mine")]
        with pytest.raises(NotHolder):
            actions.append(actions.lock_head("talk:1"), events, act=act(1))
        assert queries.state_of("talk:1").words == ("hello",)

    def test_nothing_is_recorded_in_a_stream_that_is_elsewhere(self):
        note("notes:1", "here")
        Stream.objects.update(node="elsewhere")
        with pytest.raises(NotHolder):
            note("notes:1", "fork", minutes=1)
        assert Note.objects.count() == 1

    def test_an_old_head_writes_nothing(self):
        open_talk("talk:1")
        head = actions.lock_head("talk:1")
        say("talk:1", "first", minutes=1)
        with pytest.raises(Refused, match="head-moved"):
            actions.append(head, [Said(word="second")], act=act(2))
        assert queries.state_of("talk:1").words == ("hello", "first")

    def test_a_record_is_of_the_centre_that_it_names(self):
        row = Note(word="w", name="n")
        actions.record(row, stream="notes:1", centre="another-centre", act=act())
        assert row.centre == "another-centre" != CENTRE
        assert verification.verify().faults == []

    def test_records_may_stand_in_a_folded_stream(self):
        open_talk("talk:1")
        note("talk:1", "beside", minutes=1)
        say("talk:1", "more", minutes=2)
        assert queries.state_of("talk:1").words == ("hello", "more")

    @pytest.mark.parametrize(("word", "code"), [("\ud800", "bad-text"), ("x", "bad-request-key")])
    def test_what_cannot_be_written_is_refused(self, word, code):
        key = "k" * 81 if code == "bad-request-key" else ""
        with pytest.raises(Invalid, match=code):
            actions.open_stream(
                "talk:1", centre=CENTRE, holder=HOLDER, events=[Said(word=word)], act=act(key=key, digest="d")
            )
        assert not Stream.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("node", "tables")
def test_without_a_transaction_of_the_caller_nothing_is_left_half_done():
    open_talk("talk:1")
    with transaction.atomic():
        head = actions.lock_head("talk:1")
    note("notes:1", "alone")
    actions.append(head, [Said(word="alone")], act=act(1))
    with pytest.raises(Refused, match="head-moved"):
        actions.append(head, [Said(word="again")], act=act(2))
    assert queries.state_of("talk:1").words == ("hello", "alone")
