"""What a restore takes over just as it was, what it closes, and what it refuses."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection

from tests.journal.talks import CENTRE, HOLDER, Said, act, open_talk, say
from tests.support.nodes import NOW
from yizhan.journal import (
    actions,
    backup,
    keys,
    models,
    queries,
    reactions,
    recovery,
    registry,
    restoring,
    verification,
)
from yizhan.journal.events import HandedOver
from yizhan.kernel.refusals import NotHolder, Refused

LONG_AGO = datetime(2020, 2, 2, tzinfo=UTC)


@pytest.fixture
def backed_up(node, tables, tmp_path):
    """A backup of a small node, and its recovery key."""
    secret = recovery.make_recovery()
    open_talk("talk:1", secret="王小明")
    say("talk:1", "more", minutes=1, hidden="王小明")
    path = tmp_path / "x.age"
    backup.backup(path, now=NOW)
    return path, secret


def restored(path, secret, settings, tmp_path, *, same_home=False):
    """Restore into this database, emptied inside a transaction that is never committed, under another home."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            for table in ("journal_entry", "journal_position"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for model in apps.get_app_config("journal").get_models():
            model._base_manager.all()._raw_delete("default")
    if not same_home:
        settings.YIZHAN_HOME = tmp_path / "another"
    queries.forget_node()
    backup.restore(path, identity=secret, now=NOW)


def test_rows_come_back_with_what_they_carried(backed_up, settings, tmp_path):
    path, secret = backed_up
    path.unlink()
    account = get_user_model().objects.create(username="clerk", name="张三")
    get_user_model().objects.update(created=LONG_AGO)
    backup.backup(path, now=NOW)
    account.delete()
    restored(path, secret, settings, tmp_path)
    assert get_user_model().objects.get().created == LONG_AGO
    assert queries.state_of("talk:1").secrets == ("王小明", "")
    assert {fault.kind for fault in verification.verify().faults} == {"guard-missing"}


def test_another_series_is_drawn_and_the_former_ones_are_kept(backed_up, settings, tmp_path):
    path, secret = backed_up
    former = queries.this_node().series
    restored(path, secret, settings, tmp_path)
    assert queries.this_node().series != former
    assert queries.this_node().former_series == former
    assert models.NodeRestored.objects.get().former_series == former


def test_the_same_machine_may_change_its_database(backed_up, settings, tmp_path):
    path, secret = backed_up
    restored(path, secret, settings, tmp_path, same_home=True)
    assert queries.state_of("talk:1").words == ("hello", "more")


def test_another_nodes_keys_are_never_overwritten(backed_up, settings, tmp_path):
    path, secret = backed_up
    settings.YIZHAN_HOME = tmp_path / "another"
    queries.forget_node()
    keys.make()
    before = {name: keys.path_of(name).read_text() for name in keys.NAMES}
    with pytest.raises(Refused, match="node-exists"):
        restored(path, secret, settings, tmp_path, same_home=True)
    assert {name: keys.path_of(name).read_text() for name in keys.NAMES} == before


def test_a_backup_of_a_newer_program_is_refused_by_name(backed_up, settings, tmp_path, monkeypatch):
    path, secret = backed_up
    monkeypatch.setattr("yizhan.journal.neutral.migrations", list)
    with pytest.raises(Refused, match="backup-newer"):
        restored(path, secret, settings, tmp_path)
    assert not models.Node.objects.exists()


def test_a_backup_that_finds_no_room_leaves_nothing(backed_up, tmp_path):
    with pytest.raises(Refused, match="backup-unreadable"):
        backup.backup(tmp_path / "nowhere" / "x.age", now=NOW)
    link = tmp_path / "y.age.new"
    link.symlink_to("/dev/full")
    with pytest.raises(Refused, match="backup-unreadable"):
        backup.backup(tmp_path / "y.age", now=NOW)
    assert not link.is_symlink()


def test_reactions_go_on_where_they_stood(node, tables, settings, tmp_path):
    secret, handled = recovery.make_recovery(), []
    registry.reaction(name="listening", kinds={"Said"}, handle=handled.append)
    try:
        open_talk("talk:1")
        while actions.sequence():
            pass
        assert reactions.run_reactions() == 1
        say("talk:1", "not yet numbered", minutes=1)
        backup.backup(tmp_path / "x.age", now=NOW)
        restored(tmp_path / "x.age", secret, settings, tmp_path)
        say("talk:1", "after", minutes=2)
        while actions.sequence():
            pass
        reactions.run_reactions()
    finally:
        registry._reactions.pop("listening")
    assert [(entry.stream, entry.no) for entry in handled] == [("talk:1", 1), ("talk:1", 2), ("talk:1", 3)]
    assert {fault.kind for fault in verification.verify().faults} == {"guard-missing"}


class TestStreamsThatTravelled:
    @pytest.fixture
    def travelled(self, node, tables):
        """One talk was at another node and came back; another never left."""
        open_talk("talk:1")
        open_talk("talk:2")
        head = actions.open_stream(
            "talk:1:aside", centre=CENTRE, holder=HOLDER, events=[Said(word="beside")], act=act()
        )
        assert head.no == 1
        over = HandedOver(organ=HOLDER, node="elsewhere", centre=CENTRE)
        actions.append(actions.lock_head("talk:1"), [over], act=act(1))
        assert restoring.close_travelled(node.code) == 2

    def test_are_closed_with_what_stands_beside_them(self, travelled):
        with pytest.raises(NotHolder):
            actions.append(actions.lock_head("talk:1"), [Said(word="late")], act=act(2))
        with pytest.raises(Refused, match="read-only"):
            actions.append(actions.lock_head("talk:1:aside"), [Said(word="late")], act=act(2))
        say("talk:2", "free", minutes=2)

    def test_two_persons_open_them(self, travelled):
        with pytest.raises(Refused, match="two-persons-needed"):
            actions.release_streams(first_person="a", second_person="a", act=act(2))
        assert actions.release_streams(first_person="a", second_person="b", act=act(2)) == 2
        actions.append(actions.lock_head("talk:1:aside"), [Said(word="again")], act=act(3))
        signed = models.StreamsReleased.objects.get()
        assert (signed.first_person, signed.second_person, signed.count) == ("a", "b", 2)
