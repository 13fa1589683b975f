"""Streams from elsewhere: the same rows as at home, twice changes nothing, a broken or forked one changes nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from tests.site.halls import CLERK, lived_in
from tests.support.worlds import MONDAY, by, world  # noqa: F401

from yizhan.cases.actions import satellites
from yizhan.cases.models import Case, CaseFact, CaseLeg
from yizhan.journal import actions as journal
from yizhan.journal import verification
from yizhan.journal.models import Entry, Stream
from yizhan.journal.receiving import ReceivedStream, export_stream, receive
from yizhan.kernel.refusals import Refused


def cases_streams():
    kinds = ("case", "at")
    return list(Stream.objects.filter(kind__in=kinds).order_by("key").values_list("key", flat=True))


@pytest.fixture
def carried(world):
    """Everything about some cases, taken out of the node as another node would have it."""
    lived_in()
    streams = [export_stream(stream, with_key=True) for stream in cases_streams()]
    rows = list(Case.objects.order_by("number").values())
    forget(cases_streams())
    return streams, rows


def forget(streams):
    """As if these streams had never been here."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            for table in ("journal_entry", "journal_position"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM journal_position")
        cursor.execute("DELETE FROM journal_checkpoint")
        for stream in streams:
            cursor.execute("DELETE FROM journal_entry WHERE stream = %s", [stream])
            cursor.execute("DELETE FROM journal_stream WHERE key = %s", [stream])
            cursor.execute("DELETE FROM journal_streamkey WHERE stream = %s", [stream])
        cursor.execute("DELETE FROM journal_pending")
        cursor.execute("INSERT INTO journal_pending (entry) SELECT id FROM journal_entry")
        if connection.vendor != "sqlite":
            for table in ("journal_entry", "journal_position"):
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    from yizhan.journal import store_guards

    store_guards.arm()
    from yizhan.papers.models import Notice, NoticeRendered

    for model in (Case, CaseLeg, CaseFact, Notice, NoticeRendered):
        model.objects.all().delete()
    while journal.sequence():
        pass


def test_received_streams_give_the_same_rows(carried):
    streams, rows = carried
    assert receive(streams) == len(streams)
    assert list(Case.objects.order_by("number").values()) == rows
    while journal.sequence():
        pass
    assert [fault for fault in verification.verify().faults if fault.kind != "file-unused"] == []


def test_twice_changes_nothing(carried):
    streams, _ = carried
    receive(streams)
    entries = Entry.objects.count()
    assert receive(streams) == 0
    assert Entry.objects.count() == entries


def test_a_part_then_the_whole(carried):
    streams, rows = carried
    receive([ReceivedStream(each.stream, each.entries[:1], each.key) for each in streams])
    Stream.objects.update(writable=False)  # as after a restore: others may know what this node has lost
    receive(streams)
    receive([ReceivedStream(each.stream, each.entries[:1], each.key) for each in streams])
    assert list(Case.objects.order_by("number").values()) == rows


def test_without_the_key_the_person_stays_hidden(carried):
    streams, _ = carried
    receive([ReceivedStream(each.stream, each.entries, None) for each in streams])
    assert set(Case.objects.values_list("applicant", flat=True)) == {""}


@pytest.mark.parametrize("broken", ["gap", "altered", "swapped", "sealed"])
def test_a_broken_stream_is_refused_whole(carried, broken):
    streams, _ = carried
    whole = next(each for each in streams if len(each.entries) > 2)
    entries = list(whole.entries)
    if broken == "gap":
        del entries[1]
    elif broken == "altered":
        entries[1] = (entries[1][0].replace(b"522601", b"522602"), entries[1][1])
    elif broken == "swapped":
        entries[0], entries[1] = entries[1], entries[0]
    else:
        entries[0] = (entries[0][0], b"other")
    before = Entry.objects.count()
    with pytest.raises(Refused, match="stream-broken"):
        receive([ReceivedStream(whole.stream, tuple(entries), whole.key)])
    assert Entry.objects.count() == before


def test_two_different_entries_at_one_place_stop_it(carried):
    streams, _ = carried
    receive(streams)
    fact = next(each for each in streams if each.stream.startswith("at:"))
    number = fact.stream.split(":")[1]
    satellites.record_visit(act=by(CLERK, MONDAY + timedelta(days=1)), number=number, note="甲")
    ours = export_stream(fact.stream, with_key=True)
    shorter = ReceivedStream(ours.stream, ours.entries[:-1], ours.key)
    assert receive([shorter]) == 0
    forged = ours.entries[-1][0].replace(b'"cause":"in-vain"', b'"cause":"asked"')
    with pytest.raises(Refused, match="stream-forked"):
        receive([ReceivedStream(ours.stream, (*ours.entries[:-1], (forged, ours.entries[-1][1])), ours.key)])
