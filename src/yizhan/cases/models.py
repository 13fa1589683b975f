"""Rows of cases: what lists and look-ups need. One case whole is folded from its stream."""

from typing import ClassVar

from django.db import models

from yizhan.journal.models import Recorded


class Case(models.Model):
    """A case (办件) as its stream shows it; due dates are derived by a calendar's version."""

    number = models.CharField(primary_key=True, max_length=40)
    stream = models.CharField(max_length=120)
    item = models.CharField(max_length=64)
    release = models.IntegerField()
    state = models.CharField(max_length=30)
    holder = models.CharField(max_length=80)
    organ = models.CharField(max_length=80)
    centre = models.CharField(max_length=60)
    division = models.CharField(max_length=12)
    channel = models.CharField(max_length=20)
    applicant = models.CharField(max_length=100)
    name_key = models.CharField(max_length=100)
    id_mask = models.CharField(max_length=40)
    id_lookup = models.CharField(max_length=64)
    phone_mask = models.CharField(max_length=40)
    phone_lookup = models.CharField(max_length=64)
    address = models.CharField(max_length=300)
    agent = models.CharField(max_length=100)
    provincial_number = models.CharField(max_length=80)
    query_hash = models.CharField(max_length=64)
    opened_on = models.DateField()
    received_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    granted = models.BooleanField(null=True)
    ended_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    stopped = models.BooleanField()
    opened_here = models.BooleanField()
    waits_for = models.CharField(max_length=20, default="")
    due_on = models.DateField(null=True)
    promised_on = models.DateField(null=True)
    look_on = models.DateField(null=True)
    lapse_on = models.DateField(null=True)
    beyond_on = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    calendar = models.CharField(max_length=80)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["holder", "state", "due_on", "number"], name="case_queue"),
            models.Index(fields=["centre", "opened_on", "number"], name="case_of_centre"),
            models.Index(fields=["state", "look_on"], name="case_look"),
            models.Index(fields=["id_lookup"], name="case_id"),
            models.Index(fields=["phone_lookup"], name="case_phone"),
            models.Index(fields=["applicant", "number"], name="case_applicant"),
            models.Index(fields=["name_key", "-opened_on"], name="case_named"),
            models.Index(fields=["item", "number"], name="case_item"),
            models.Index(fields=["address"], name="case_address"),
            models.Index(fields=["holder", "waits_for", "due_on", "number"], name="case_waiting"),
            models.Index(fields=["beyond_on"], name="case_beyond"),
            models.Index(fields=["due_on", "number"], name="case_due"),
            models.Index(
                fields=["holder", "due_on", "number"],
                condition=models.Q(ended_on__isnull=True, delivered_on__isnull=True),
                name="case_standing",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CaseLeg(models.Model):
    """One organ's handling (办件) of a case: what reports, signals and appraisal count."""

    key = models.CharField(primary_key=True, max_length=140)
    stream = models.CharField(max_length=120)
    case = models.CharField(max_length=40, db_index=True)
    place = models.IntegerField()
    organ = models.CharField(max_length=80)
    number = models.CharField(max_length=40)
    received_on = models.DateField(null=True)
    opened_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=4)
    due_on = models.DateField(null=True)
    calendar = models.CharField(max_length=80)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organ", "closed_on"], name="leg_of_organ"),
            models.Index(fields=["number"], name="leg_number"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.organ}"


class CaseNumber(models.Model):
    """A number under which another system knows a case (省平台、业务系统编号), as a look-up hash: found only whole."""

    key = models.CharField(primary_key=True, max_length=60)
    stream = models.CharField(max_length=120)
    case = models.CharField(max_length=40)
    lookup = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["lookup"], name="case_other_number")]

    def __str__(self) -> str:
        return self.key


class Consult(models.Model):
    """A consultation (征求意见) as the asked agency holds it."""

    stream = models.CharField(primary_key=True, max_length=120)
    case = models.CharField(max_length=40, db_index=True)
    consult = models.IntegerField()
    organ = models.CharField(max_length=80, db_index=True)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True)
    agrees = models.BooleanField(null=True)

    def __str__(self) -> str:
        return self.stream


class CaseFact(Recorded):
    """A fact or a wish beside a case (事实、请求), written by any centre that may, in its own satellite.

    `cause`: a visit's cause, a wish's kind, an evaluation's grade (GB/T 39046 A.8, 1 best). Texts, identity numbers and
    notes stand in the sealed part alone.
    """

    sealed_fields: ClassVar = ("collector",)

    case = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=20)
    on = models.DateField()
    cause = models.CharField(max_length=40)
    mode = models.CharField(max_length=20)
    materials = models.JSONField(default=list)
    data = models.JSONField(default=dict)
    collector = models.CharField(max_length=100)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "on"], name="fact_of_kind")]

    def __str__(self) -> str:
        return self.key


class Sitting(models.Model):
    """A leader's sitting (集中签批) with a pile: how far he came. Who signed what, and when, is a `SittingRecord`."""

    id = models.CharField(primary_key=True, max_length=32)
    account = models.CharField(max_length=80)
    organ = models.CharField(max_length=80)
    opened_at = models.DateTimeField()
    authenticated_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "opened_at"], name="sitting_of_account")]

    def __str__(self) -> str:
        return f"{self.account} {self.opened_at}"


class SittingPaper(models.Model):
    """One paper of a sitting's pile: the version that was opened, whether it was ticked, what became of it."""

    key = models.CharField(primary_key=True, max_length=80)
    sitting = models.CharField(max_length=32, db_index=True)
    case = models.CharField(max_length=40)
    seen = models.IntegerField(null=True)
    ticked = models.BooleanField(default=False)
    outcome = models.CharField(max_length=20, default="")
    code = models.CharField(max_length=60, default="")
    why = models.TextField(default="")

    def __str__(self) -> str:
        return self.key


class SittingRecord(Recorded):
    """A sitting as the journal keeps it: `authenticated` with what was ticked, `closed` with what became of each.

    `papers`: number, the version that was opened, and at the end the outcome with the code of the refusal.
    """

    sitting = models.CharField(max_length=32, db_index=True)
    stage = models.CharField(max_length=20)
    organ = models.CharField(max_length=80)
    papers = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.sitting} {self.stage}"


class SamenessDecided(Recorded):
    """Somebody came again (同一人、同一件): decided that it is the same as `case`, or another because of the reason.

    `person` is the look-up hash of the number that was given then, `duplicate` the case that was opened all the same
    and withdrawn for it. Both decisions stand in the first case's satellite of the centre that made them.
    """

    sealed_fields: ClassVar = ("reason", "person")

    case = models.CharField(max_length=40, db_index=True)
    same = models.BooleanField()
    item = models.CharField(max_length=64)
    duplicate = models.CharField(max_length=40)
    reason = models.TextField()
    person = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.case} {self.same}"


class CaseTaken(Recorded):
    """Who of the holder's people has a case in hand (认领): the newest record of a case tells; empty is nobody.

    `cause`: take, release, take-over. Written beside the case, so that it never makes a form stale.
    """

    sealed_fields: ClassVar = ("reason",)

    case = models.CharField(max_length=40)
    taker = models.CharField(max_length=80)
    organ = models.CharField(max_length=80)
    cause = models.CharField(max_length=20)
    reason = models.TextField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["taker", "organ"], name="taken_by"),
            models.Index(fields=["case", "at"], name="taken_case"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.taker}"
