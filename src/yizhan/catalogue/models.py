"""Items and their releases as rows, made from the items' streams."""

from django.db import models


class Item(models.Model):
    """An item (事项) by its newest release, with what it is searched by."""

    code = models.CharField(max_length=64, primary_key=True)
    stream = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    category = models.CharField(max_length=200, blank=True)
    item_type = models.CharField(max_length=24)
    case_type = models.CharField(max_length=24)
    search = models.TextField()
    levels = models.CharField(max_length=60, default="")
    first_effective = models.DateField()
    latest = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class PublishedRelease(models.Model):
    """A release (事项版本): never changed once written, so every process may keep it."""

    key = models.CharField(max_length=80, primary_key=True)
    stream = models.CharField(max_length=120, db_index=True)
    item = models.CharField(max_length=64)
    version = models.IntegerField()
    effective_from = models.DateField()
    content = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "version"], name="release_once_per_version")]

    def __str__(self) -> str:
        return self.key


class StagedFile(models.Model):
    """An item file that was handed in and not taken over yet (待导入的事项文件): it waits for its owner's decision."""

    key = models.CharField(max_length=64, primary_key=True)
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    effective_from = models.DateField()
    decisions = models.TextField(default="{}")
    kept = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name
