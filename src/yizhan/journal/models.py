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
    former_series = models.TextField(default="")
    made_at = models.CharField(max_length=27)

    def __str__(self) -> str:
        return self.code


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
    erased = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.key}@{self.no}"


class StreamKey(models.Model):
    """A stream's key, wrapped under the node's master key. Destroying the row is erasure."""

    stream = models.CharField(primary_key=True, max_length=120)
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return self.stream


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
        indexes: ClassVar = [
            models.Index(fields=["at"], name="entry_by_moment"),
            models.Index(fields=["account", "at"], condition=models.Q(no=1), name="entry_that_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.stream}#{self.no}"


class Pending(models.Model):
    """A committed entry that the sequencer has not numbered yet."""

    entry = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.entry)


class Position(models.Model):
    """The place of an entry in the node's own chain."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(unique=True)
    hash = models.BinaryField()

    def __str__(self) -> str:
        return str(self.position)


class Checkpoint(models.Model):
    """A signed head of the node's chain (链头签名)."""

    position = models.BigIntegerField()
    hash = models.BinaryField()
    at = models.CharField(max_length=27)
    signature = models.TextField()

    def __str__(self) -> str:
        return f"{self.position} {self.at}"


class Witness(models.Model):
    """A head of this node that another node has countersigned (见证), or one of theirs that we keep."""

    node = models.CharField(max_length=40)
    position = models.BigIntegerField()
    hash = models.BinaryField()
    at = models.CharField(max_length=27)
    witness = models.CharField(max_length=40)
    public_key = models.BinaryField()
    signature = models.TextField()

    def __str__(self) -> str:
        return f"{self.node}@{self.position} {self.witness}"


class Follower(models.Model):
    """How far a reaction has come in the node's chain."""

    name = models.CharField(primary_key=True, max_length=80)
    position = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}@{self.position}"


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

    def __str__(self) -> str:
        return f"{self.scope} {self.year} {self.series} {self.last}"


class Backup(models.Model):
    """A backup that was written: the list of erasures beside it is kept up to date as long as it can be reached."""

    path = models.CharField(primary_key=True, max_length=400)
    at = models.CharField(max_length=27)

    def __str__(self) -> str:
        return self.path


class Projected(models.Model):
    """With which version of its projection the rows of a kind of stream were made on this node (投影版本)."""

    kind = models.CharField(primary_key=True, max_length=40)
    version = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class Seen(models.Model):
    """The last moment at which the node is known to have run: the one row of a clock that must not go back."""

    at = models.CharField(max_length=27)

    def __str__(self) -> str:
        return self.at


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


class ClockQuestioned(Recorded):
    """The node's clock was doubted (时钟存疑): what was found, and the two moments that disagree."""

    finding = models.CharField(max_length=40)
    clock = models.DateTimeField()
    known = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.finding} {self.clock}"


class ClockConfirmed(Recorded):
    """What the operator answered (时钟确认): the clock is `right`, or it was wrong and has been `set`."""

    sealed_fields: ClassVar = ("words",)

    question = models.CharField(max_length=150)
    answer = models.CharField(max_length=20)
    words = models.TextField()

    def __str__(self) -> str:
        return f"{self.question} {self.answer}"


class NodeRestored(Recorded):
    """The node was made again from a backup (恢复): whose, of which moment, the old and the new series."""

    backup_at = models.CharField(max_length=27)
    former_series = models.CharField(max_length=2)
    series = models.CharField(max_length=2)
    erasures = models.IntegerField()
    closed = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.backup_at} {self.series}"


class StreamsReleased(Recorded):
    """Two persons signed that nobody knows a later version of the streams that `restore` had closed (解除只读)."""

    sealed_fields: ClassVar = ("first_person", "second_person")

    first_person = models.CharField(max_length=80)
    second_person = models.CharField(max_length=80)
    count = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.count} {self.at}"
