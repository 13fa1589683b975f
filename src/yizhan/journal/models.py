"""The journal's own tables. Entries are never updated nor deleted: triggers in both databases refuse it."""

from typing import ClassVar

from django.db import models


class Node(models.Model):
    """This node (节点): the one row that `init` writes and `restore` renews with another series."""

    code = models.CharField(primary_key=True, max_length=40)
    name = models.CharField(max_length=100)
    division = models.CharField(max_length=12)
    level = models.CharField(max_length=20)
    suite = models.CharField(max_length=20)
    public_key = models.BinaryField()
    series = models.CharField(max_length=2)
    made_at = models.CharField(max_length=27)


class Stream(models.Model):
    """A stream's head: version, custody and the hash that the next entry will carry."""

    key = models.CharField(primary_key=True, max_length=120)
    kind = models.CharField(max_length=40, db_index=True)
    centre = models.CharField(max_length=60)
    node = models.CharField(max_length=40)
    holder = models.CharField(max_length=80)
    term = models.IntegerField()
    no = models.IntegerField()
    hash = models.BinaryField()
    at = models.CharField(max_length=27)
    readable = models.BooleanField(default=True)
    writable = models.BooleanField(default=True)


class StreamKey(models.Model):
    """A stream's key, wrapped under the node's master key. Destroying the row is erasure."""

    stream = models.CharField(primary_key=True, max_length=120)
    wrapped = models.BinaryField()


class Entry(models.Model):
    """One entry (记录): the head as bytes, the sealed part, the hash; the other columns only find it."""

    stream = models.CharField(max_length=120)
    no = models.IntegerField()
    kind = models.CharField(max_length=60)
    at = models.CharField(max_length=27)
    account = models.CharField(max_length=80)
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    head = models.BinaryField()
    sealed = models.BinaryField(null=True)
    hash = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stream", "no"], name="entry_once_per_place"),
            models.UniqueConstraint(
                fields=["account", "key"], name="entry_once_per_request", condition=~models.Q(key="")
            ),
        ]


class Pending(models.Model):
    """A committed entry that the sequencer has not numbered yet."""

    entry = models.BigIntegerField(primary_key=True)


class Position(models.Model):
    """The place of an entry in the node's own chain."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(unique=True)
    hash = models.BinaryField()


class Checkpoint(models.Model):
    """A signed head of the node's chain (链头签名)."""

    position = models.BigIntegerField()
    hash = models.BinaryField()
    at = models.CharField(max_length=27)
    signature = models.TextField()


class Witness(models.Model):
    """A head of this node that another node has countersigned (见证), or one of theirs that we keep."""

    node = models.CharField(max_length=40)
    position = models.BigIntegerField()
    hash = models.BinaryField()
    at = models.CharField(max_length=27)
    witness = models.CharField(max_length=40)
    public_key = models.BinaryField()
    signature = models.TextField()


class Follower(models.Model):
    """How far a reaction has come in the node's chain."""

    name = models.CharField(primary_key=True, max_length=80)
    position = models.BigIntegerField(default=0)


class Serial(models.Model):
    """The last serial drawn in a scope, year and series."""

    scope = models.CharField(max_length=80)
    year = models.IntegerField()
    series = models.CharField(max_length=2)
    last = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scope", "year", "series"], name="serial_once_per_scope")
        ]


class Recorded(models.Model):
    """A row that is also an entry: written by `journal.actions.record` alone, made again by `rebuild`.

    `local` names columns that are not compared with the journal; `sealed_fields` names columns that stand in the
    sealed part of the entry (names, addresses, typed text) and are blank again where the stream's key is gone.
    """

    local: ClassVar[tuple[str, ...]] = ()
    sealed_fields: ClassVar[tuple[str, ...]] = ()

    key = models.CharField(primary_key=True, max_length=150, editable=False)
    stream = models.CharField(max_length=120, db_index=True, editable=False)
    no = models.IntegerField(editable=False)
    at = models.DateTimeField(editable=False)
    account = models.CharField(max_length=80, editable=False)
    centre = models.CharField(max_length=60, db_index=True, editable=False)

    class Meta:
        abstract = True
