"""What is sealed stands nowhere in clear; what was erased stands nowhere at all, and the chain still holds."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, transaction

from tests.journal.talks import HOLDER, Note, Said, TalkRow, act, note, open_talk, say
from yizhan.journal import actions, queries, replay, verification
from yizhan.journal.events import HandedOver
from yizhan.journal.models import StreamKey
from yizhan.kernel.refusals import NotHolder, Refused

READ = "import sys, pathlib\nfor file in sys.argv[1:]: sys.stdout.buffer.write(pathlib.Path(file).read_bytes())"
SHOWN, HIDDEN, NAME = "凯里市三棵树镇平乐村12号", "低保户王小明的自述", "欧阳春梅"

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("node", "tables")]


def everything_stored():
    """Every byte that the database keeps: on SQLite its files, on PostgreSQL every value of every table.

    Another process reads the files: whoever closes a file loses all POSIX locks that its process has on it, SQLite's
    too, and then another process may take the log away from under a connection that is still open.
    """
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        files = [path for path in (Path(name), Path(f"{name}-wal")) if path.exists()]
        return subprocess.run([sys.executable, "-c", READ, *files], capture_output=True, check=True).stdout
    found = []
    with connection.cursor() as cursor:
        for model in (*apps.get_models(include_auto_created=True), TalkRow, Note):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            for row in cursor.fetchall():
                found += [
                    bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode() for value in row
                ]
    return b"\n".join(found)


def a_life():
    """A talk that shows one secret and hides another, and a note that shows a name."""
    open_talk("talk:1", secret=SHOWN, hidden=HIDDEN)
    say("talk:1", "more", minutes=1, secret=SHOWN, hidden=HIDDEN)
    note("talk:1", "seen", NAME, minutes=2)


def erase(stream="talk:1"):
    actions.destroy_key(stream, ground="保存期满", first_person="甲", second_person="乙", act=act(9))


def test_what_no_row_shows_stands_nowhere_in_clear():
    a_life()
    stored = everything_stored()
    assert HIDDEN.encode() not in stored
    assert SHOWN.encode() in stored  # tables hold names and addresses, so that work can be done


def test_after_an_erasure_nothing_of_it_is_left():
    a_life()
    open_talk("talk:2", secret="another")
    wrapped = bytes(StreamKey.objects.get(stream="talk:1").wrapped)
    assert wrapped in everything_stored()
    erase()
    stored = everything_stored()
    for gone in (SHOWN.encode(), HIDDEN.encode(), NAME.encode(), wrapped):
        assert gone not in stored
    assert queries.state_of("talk:1").words == ("hello", "more")
    assert (TalkRow.objects.get(key="talk:1").last_secret, Note.objects.get().name) == ("", "")
    assert TalkRow.objects.get(key="talk:2").last_secret == "another"
    assert verification.verify().faults == []


def test_an_erased_stream_is_rebuilt_blank():
    a_life()
    erase()
    TalkRow.objects.all().delete()
    replay.rebuild()
    assert TalkRow.objects.get().last_secret == ""
    assert verification.verify().faults == []


def test_a_destroyed_key_leaves_the_file_of_the_table():
    if connection.vendor != "postgresql":
        pytest.skip("of PostgreSQL: SQLite's files are read whole above")
    a_life()
    wrapped = bytes(StreamKey.objects.get().wrapped)
    erase()
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT current_setting('data_directory'), pg_relation_filepath('journal_streamkey')")
        folder, file = cursor.fetchone()
    assert wrapped not in (Path(folder) / file).read_bytes()


def test_a_key_that_vanished_without_an_erasure_is_missed():
    a_life()
    StreamKey.objects.all().delete()
    replay.show_again(["talk:1"])
    assert [fault.kind for fault in verification.verify().faults] == ["key-missing"]


def test_a_key_that_was_kept_in_spite_of_the_erasure_is_found():
    a_life()
    kept = StreamKey.objects.get()
    erase()
    kept.save(force_insert=True)
    assert "key-not-destroyed" in {fault.kind for fault in verification.verify().faults}


def test_nothing_is_sealed_under_a_key_that_was_destroyed_meanwhile():
    """The race: a writer waits for the head while the key is destroyed. PostgreSQL shows him the key as of before."""
    a_life()
    waiting, faults = threading.Event(), []

    def write():
        try:
            waiting.set()
            with transaction.atomic():
                head = actions.lock_head("talk:1")
                actions.append(head, [Said(word="late", secret="x")], act=act(10))
        except Refused as fault:
            faults.append(fault.code)
        finally:
            connection.close()

    thread = threading.Thread(target=write)
    with transaction.atomic():
        actions.lock_head("talk:1")
        thread.start()
        waiting.wait(5)
        threading.Event().wait(0.3)  # by now he stands before the lock
        erase()
    thread.join()
    assert faults == ["key-gone"]
    assert verification.verify().faults == []


def test_only_the_node_that_has_a_stream_erases_it():
    a_life()
    over = HandedOver(organ=HOLDER, node="elsewhere", centre="")
    with transaction.atomic():
        actions.append(actions.lock_head("talk:1"), [over], act=act(3))
    with pytest.raises(NotHolder):
        erase()
    assert StreamKey.objects.exists()
