"""`verify` finds every alteration of entries, rows, files, heads, by whoever had the database in his hands."""

from pathlib import Path
from random import Random

import pytest
from django.conf import settings
from django.db import connection, transaction
from tests.site.halls import lived_in
from tests.support.campaigns import campaign
from tests.support.worlds import MONDAY, world  # noqa: F401

from yizhan.journal import actions as journal
from yizhan.journal import codec, registry, store_chain, store_guards, verification
from yizhan.journal.models import Checkpoint, Entry, Position, Stream

BYTES = ("head", "sealed", "hash")
TEXTS = ("kind", "at", "account", "digest", "stream")


def disarm():
    """What somebody with the database's password can do."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            for table in store_guards.GUARDED:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def rearm():
    """He puts the triggers back, so that nobody sees that they were away."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            for table in store_guards.GUARDED:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    store_guards.arm()


def flipped(value, random):
    """The same bytes with one bit the other way."""
    content = bytearray(value)
    place = random.randrange(len(content))
    content[place] ^= 1 << random.randrange(8)
    return bytes(content)


def any_entry(random, **wanted):
    return random.choice(list(Entry.objects.filter(**wanted)))


def entry_bytes_changed(random):
    entry = any_entry(random)
    name = random.choice([name for name in BYTES if getattr(entry, name)])
    Entry.objects.filter(pk=entry.pk).update(**{name: flipped(getattr(entry, name), random)})


def entry_rewritten_with_its_hash(random):
    entry = any_entry(random)
    head = bytes(entry.head).replace(b'"format":1', b'"format":2', 1)
    Entry.objects.filter(pk=entry.pk).update(head=head, hash=codec.entry_hash(head))


def entry_columns_changed(random):
    entry = any_entry(random)
    name = random.choice(TEXTS)
    Entry.objects.filter(pk=entry.pk).update(**{name: getattr(entry, name)[:-1] + "~"})


def entry_removed(random):
    Entry.objects.filter(pk=any_entry(random).pk).delete()


def entry_removed_with_its_place(random):
    entry = any_entry(random)
    Position.objects.filter(entry=entry.pk).delete()
    entry.delete()


def newest_entry_cut_off(random):
    entry = Entry.objects.order_by("-id").first()
    before = Entry.objects.filter(stream=entry.stream, no=entry.no - 1).first()
    Position.objects.filter(entry=entry.pk).delete()
    entry.delete()
    changes = {"no": entry.no - 1, "hash": before.hash if before else codec.GENESIS}
    Stream.objects.filter(key=entry.stream).update(**changes, **({"at": before.at} if before else {}))


def entry_added(random):
    entry = any_entry(random)
    last = Entry.objects.filter(stream=entry.stream).order_by("-no").first()
    fields = codec.head_of(bytes(last.head))
    from dataclasses import replace

    head = codec.head_bytes(replace(fields, no=last.no + 1, previous=bytes(last.hash).hex(), key="", digest=""))
    digest = codec.entry_hash(head)
    Entry.objects.create(
        stream=last.stream, no=last.no + 1, kind=last.kind, at=last.at, account=last.account, key="", digest="",
        head=head, sealed=last.sealed, hash=digest,
    )  # fmt: skip
    Stream.objects.filter(key=last.stream).update(no=last.no + 1, hash=digest)


def two_entries_swapped(random):
    first = any_entry(random)
    second = random.choice(list(Entry.objects.exclude(pk=first.pk)))
    for one, other in ((first, second), (second, first)):
        Entry.objects.filter(pk=one.pk).update(head=other.head, sealed=other.sealed, hash=other.hash)


def place_changed(random):
    position = random.choice(list(Position.objects.all()))
    Position.objects.filter(pk=position.pk).update(hash=flipped(position.hash, random))


def places_swapped(random):
    first, second = random.sample(list(Position.objects.all()), 2)
    Position.objects.filter(pk=first.pk).update(entry=-1)
    Position.objects.filter(pk=second.pk).update(entry=first.entry)
    Position.objects.filter(pk=first.pk).update(entry=second.entry)


def filled_models():
    return [model for model in registry.rebuilt_models() if model._base_manager.exists()]


def row_changed(random):
    model = random.choice(sorted(filled_models(), key=lambda each: each._meta.label))
    row = random.choice(list(model._base_manager.order_by("pk")))
    local = registry.local_columns(model)
    columns = [
        column
        for column in model._meta.concrete_fields
        if not column.primary_key
        and column.name not in local
        and column.get_internal_type() in {"CharField", "TextField"}
    ]
    column = random.choice(columns)
    value = getattr(row, column.attname)
    model._base_manager.filter(pk=row.pk).update(**{column.attname: "x" if value != "x" else "y"})


def row_removed(random):
    model = random.choice(sorted(filled_models(), key=lambda each: each._meta.label))
    row = random.choice(list(model._base_manager.order_by("pk")))
    model._base_manager.filter(pk=row.pk)._raw_delete("default")


def row_added(random):
    from yizhan.cases.models import Case

    row = random.choice(list(Case.objects.all()))
    row.pk = row.number = row.number[:-1] + "~"
    row.save(force_insert=True)


def head_changed(random):
    stream = random.choice(list(Stream.objects.all()))
    changed = random.choice(
        ({"no": stream.no + 1}, {"hash": flipped(stream.hash, random)}, {"holder": "x"}, {"term": 9})
    )
    Stream.objects.filter(pk=stream.pk).update(**changed)


def checkpoint_forged(random):
    point = random.choice(list(Checkpoint.objects.all()))
    changed = random.choice(({"hash": flipped(point.hash, random)}, {"position": point.position - 1}))
    Checkpoint.objects.filter(pk=point.pk).update(**changed)


def material_file_changed(random):
    path = random.choice(sorted(path for path in (Path(settings.YIZHAN_HOME) / "files").rglob("*") if path.is_file()))
    path.write_bytes(flipped(path.read_bytes(), random))


def material_file_gone(random):
    random.choice(sorted(path for path in (Path(settings.YIZHAN_HOME) / "files").rglob("*") if path.is_file())).unlink()


def chain_rebuilt_by_the_owner(random):
    """He rewrites an entry, then everything after it, and signs a new head: only a head that had left tells."""
    entry = any_entry(random, no=1)
    from dataclasses import replace

    previous = codec.GENESIS
    for each in Entry.objects.filter(stream=entry.stream).order_by("no"):
        fields = codec.head_of(bytes(each.head))
        account = "forger" if each.no == 1 else fields.account
        head = codec.head_bytes(replace(fields, previous=previous.hex(), account=account))
        previous = codec.entry_hash(head)
        Entry.objects.filter(pk=each.pk).update(head=head, hash=previous, account=account)
    Stream.objects.filter(key=entry.stream).update(hash=previous)
    digest = codec.GENESIS
    hashes = dict(Entry.objects.values_list("id", "hash"))
    for place in Position.objects.order_by("position"):
        digest = codec.chain_hash(digest, place.position, bytes(hashes[place.entry]))
        Position.objects.filter(pk=place.pk).update(hash=digest)
    Checkpoint.objects.all().delete()
    journal.checkpoint(now=MONDAY)


ALTERATIONS = (
    entry_bytes_changed,
    entry_rewritten_with_its_hash,
    entry_columns_changed,
    entry_removed,
    entry_removed_with_its_place,
    newest_entry_cut_off,
    entry_added,
    two_entries_swapped,
    place_changed,
    places_swapped,
    row_changed,
    row_removed,
    row_added,
    head_changed,
    checkpoint_forged,
    material_file_changed,
    material_file_gone,
    chain_rebuilt_by_the_owner,
)


@pytest.fixture
def known(world):
    """A node that has lived, and the newest head of its chain, which had left it."""
    lived_in()
    position, digest = store_chain.last_position()
    head = verification.KnownHead(position=position, hash=digest)
    assert verification.verify(heads=[head]).faults == []
    return head


@pytest.mark.campaign
def test_every_alteration_is_found(known):
    files = Path(settings.YIZHAN_HOME) / "files"
    kept = {path: path.read_bytes() for path in files.rglob("*") if path.is_file()}
    for number in range(campaign(1000)):
        alteration = ALTERATIONS[number % len(ALTERATIONS)]
        with transaction.atomic():
            disarm()
            alteration(Random(number))
            rearm()
            faults = verification.verify(heads=[known]).faults
            assert faults, f"{alteration.__name__} ({number}) was not found"
            transaction.set_rollback(True)
        for path, content in kept.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    assert verification.verify(heads=[known]).faults == []


def test_the_owner_who_rebuilds_everything_is_found_by_a_head_that_had_left_alone(known):
    with transaction.atomic():
        disarm()
        chain_rebuilt_by_the_owner(Random(1))
        rearm()
        assert {fault.kind for fault in verification.verify(heads=[known]).faults} >= {"head-not-in-chain"}
        transaction.set_rollback(True)
