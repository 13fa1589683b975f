"""Files and their uses, notices and their prints, uses of seals."""

from typing import ClassVar

from django.db import models

from yizhan.journal.models import Recorded
from yizhan.papers.original_rules import RESULT
from yizhan.papers.state import HELD


class StoredFile(models.Model):
    """A file in the store (电子材料): one per content; `place` is the random part of its name there."""

    digest = models.CharField(primary_key=True, max_length=64)
    place = models.CharField(max_length=32)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    created_at = models.DateTimeField()
    centre = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.digest


class FileUse(models.Model):
    """That a stream uses a file: the file's key and its name under the stream's key, and so gone with it."""

    stream = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, db_index=True)
    wrapped = models.BinaryField()
    name = models.BinaryField()
    created_at = models.DateTimeField()
    account = models.CharField(max_length=80)
    centre = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["stream", "digest"], name="file_once_per_stream")]

    def __str__(self) -> str:
        return f"{self.stream} {self.digest}"


class Upload(models.Model):
    """A file that came before its case (待用材料): its key dies with the row."""

    token = models.CharField(primary_key=True, max_length=32)
    digest = models.CharField(max_length=64, db_index=True)
    wrapped = models.BinaryField()
    name = models.BinaryField()
    account = models.CharField(max_length=80)
    centre = models.CharField(max_length=60)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.token


class Notice(Recorded):
    """A notice (文书) as it was issued. Everything personal stands in the sealed part of its entry alone."""

    number = models.CharField(max_length=40, unique=True)
    template = models.CharField(max_length=40)
    template_version = models.IntegerField()
    case_number = models.CharField(max_length=40, db_index=True)
    issued_at = models.DateTimeField()
    data = models.JSONField()
    seal = models.CharField(max_length=20)
    replaces = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["replaces"], name="notice_replaced_once", condition=~models.Q(replaces=""))
        ]


class NoticeRendered(Recorded):
    """The one print of a notice (文书版式文件): its digest."""

    number = models.CharField(max_length=40, unique=True)
    digest = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()


class NoticeVoided(Recorded):
    """A notice declared void (文书作废): since when, why, by whom, and what became of its slip."""

    sealed_fields: ClassVar[tuple[str, ...]] = ("reason", "why_out", "by")

    number = models.CharField(max_length=40, unique=True)
    case_number = models.CharField(max_length=40, db_index=True)
    on = models.DateField()
    slip = models.CharField(max_length=20)
    reason = models.TextField()
    why_out = models.TextField()
    by = models.CharField(max_length=100)


class SealUse(Recorded):
    """One use of a seal (用印登记): what was sealed, who held the seal, who approved it."""

    sealed_fields: ClassVar[tuple[str, ...]] = ("reason", "operator", "approver")

    seal_id = models.CharField(max_length=60)
    document = models.CharField(max_length=40, db_index=True)
    document_hash = models.CharField(max_length=64)
    document_version = models.IntegerField()
    case_number = models.CharField(max_length=40)
    operator = models.CharField(max_length=100)
    approver = models.CharField(max_length=100)
    reason = models.TextField()
    used_at = models.DateTimeField()
    place = models.CharField(max_length=120)


class PaperOriginal(models.Model):
    """A paper original (原件) as its stream shows it: who has it, where, since when; `home` took it in.

    No two results lie on one number of a centre's shelf: two that are shelved at once meet at the constraint.
    """

    number = models.CharField(primary_key=True, max_length=40)
    stream = models.CharField(max_length=120)
    case = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=30)
    description = models.CharField(max_length=200)
    owner = models.CharField(max_length=100)
    pages = models.IntegerField()
    taken_on = models.DateField()
    home = models.CharField(max_length=60)
    status = models.CharField(max_length=20)
    account = models.CharField(max_length=80)
    organ = models.CharField(max_length=80)
    centre = models.CharField(max_length=60)
    to_account = models.CharField(max_length=80)
    to_organ = models.CharField(max_length=80)
    to_centre = models.CharField(max_length=60)
    slip = models.CharField(max_length=40, db_index=True)
    place = models.CharField(max_length=100)
    shelf = models.IntegerField(null=True)
    since = models.DateField()
    ended = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["centre", "shelf"], name="one_result_a_number", condition=models.Q(shelf__isnull=False)
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["account", "status"], name="original_of_person"),
            models.Index(fields=["to_account", "status"], name="original_for_person"),
            models.Index(fields=["home", "status", "since"], name="original_of_centre"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_citizens(self) -> bool:
        """Whether it is the citizen's and we still answer for it; a result on the shelf is our own paper."""
        return self.ended is None and self.kind != RESULT

    def is_in_hand_of(self, account: str) -> bool:
        """Whether that person has it now."""
        return self.status == HELD and self.account == account


class OriginalsCount(Recorded):
    """An evening's count (清点) of one person's originals: how many were there, and which were not."""

    person = models.CharField(max_length=80)
    on = models.DateField(db_index=True)
    there = models.IntegerField()
    missing = models.JSONField()
