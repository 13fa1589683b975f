"""Divisions (行政区划), agencies (机关单位), centres (中心), windows (窗口), stations (便民服务站): rows, no rules.

They show the streams of the registers and are made again by `rebuild`. Codes are the keys, and everybody above refers
to them as plain text.
"""

from django.db import models


class Division(models.Model):
    """A division (行政区划): twelve digits (GB/T 2260 and the statistical codes below it, filled with zeros)."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=24)
    parent = models.CharField(max_length=12, blank=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Agency(models.Model):
    """An agency (机关、机构); `kind` as in `rules.AGENCY_KINDS`: a public institution is no administrative organ."""

    code = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=120)
    division = models.CharField(max_length=12, db_index=True)
    function = models.CharField(max_length=48)
    kind = models.CharField(max_length=24)
    uscc = models.CharField(max_length=18, blank=True)

    class Meta:
        indexes = [models.Index(fields=["function", "division"])]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Centre(models.Model):
    """A service centre (便民服务中心、政务服务中心) and the agency that runs it."""

    code = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=120)
    division = models.CharField(max_length=12, db_index=True)
    agency = models.CharField(max_length=64, db_index=True)
    phone = models.CharField(max_length=40, blank=True)
    supervision_phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=240, blank=True)
    hours = models.CharField(max_length=240, blank=True)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Window(models.Model):
    """A window (窗口) of a centre; `kind` as in `rules.WINDOW_KINDS`."""

    code = models.CharField(max_length=80, primary_key=True)
    centre = models.CharField(max_length=64, db_index=True)
    number = models.CharField(max_length=8)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=24)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "number"], name="window_number_once")]

    def __str__(self) -> str:
        return f"{self.centre} {self.number}"


class VillageStation(models.Model):
    """A village's or community's station (便民服务站) below a township centre."""

    code = models.CharField(max_length=64, primary_key=True)
    division = models.CharField(max_length=12, db_index=True)
    name = models.CharField(max_length=120)
    centre = models.CharField(max_length=64, db_index=True)
    address = models.CharField(max_length=240, blank=True)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class CalendarHead(models.Model):
    """The version of a division's calendar stream: one cheap read tells whether a cached calendar is old."""

    division = models.CharField(max_length=12, primary_key=True)
    version = models.IntegerField()
    paper = models.CharField(max_length=240, blank=True)

    def __str__(self) -> str:
        return f"{self.division}@{self.version}"
