"""Staff (工作人员) and posts (岗位) as rows: made again from their streams."""

from django.db import models


class Staff(models.Model):
    """One person: the name in clear, of the phone a mask and a keyed look-up hash."""

    account = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=120, blank=True)
    organ = models.CharField(max_length=64, db_index=True)
    home_organ = models.CharField(max_length=64, blank=True)
    centre = models.CharField(max_length=64, db_index=True)
    post = models.CharField(max_length=120, blank=True)
    office = models.CharField(max_length=24, blank=True)
    phone_mask = models.CharField(max_length=20, blank=True)
    phone_lookup = models.CharField(max_length=64, blank=True)
    starts = models.DateField()
    until = models.DateField(null=True)
    left = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.account} {self.centre}"


class Post(models.Model):
    """A post with its A and its B."""

    key = models.CharField(max_length=100, primary_key=True)
    centre = models.CharField(max_length=64, db_index=True)
    code = models.CharField(max_length=32)
    name = models.CharField(max_length=120)
    a = models.CharField(max_length=64)
    b = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.key
