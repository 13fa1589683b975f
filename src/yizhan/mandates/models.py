"""Grants (委托、授权) and seals (印章) as rows: made again from their streams."""

from django.db import models


class Grant(models.Model):
    """A grant; `items` and `powers` are words with a space between them, `grantee` an organ's code or an account."""

    id = models.CharField(max_length=40, primary_key=True)
    kind = models.CharField(max_length=16)
    grantor = models.CharField(max_length=64, db_index=True)
    grantee = models.CharField(max_length=64, db_index=True)
    items = models.TextField()
    powers = models.CharField(max_length=64)
    starts = models.DateField()
    ends = models.DateField(null=True)
    document = models.CharField(max_length=240)
    hear_within_days = models.IntegerField(null=True)
    confirmed = models.DateField(null=True)
    revoked = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.id} {self.grantor} {self.grantee}"


class Seal(models.Model):
    """A seal, its regular and its temporary keeper."""

    id = models.CharField(max_length=40, primary_key=True)
    name = models.CharField(max_length=240)
    organ = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=24)
    document = models.CharField(max_length=240)
    regular_keeper = models.CharField(max_length=64, blank=True)
    keeper = models.CharField(max_length=64, blank=True)
    kept_since = models.DateField(null=True)
    kept_until = models.DateField(null=True)
    stopped = models.DateField(null=True)
    notice = models.CharField(max_length=240, blank=True)

    def __str__(self) -> str:
        return f"{self.id} {self.name}"
