"""Accounts (账号), role assignments (角色授权), API tokens (接口令牌) and open sessions: rows, no rules."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from yizhan.journal.models import Recorded


class AccountManager(BaseUserManager["Account"]):
    """Makes and finds accounts by their username."""

    def create_user(self, username: str, password: str | None = None, **fields: str) -> "Account":
        """An account with a hashed password; without one it has no usable password."""
        account = self.model(username=username, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """One person's account (账号): nobody shares one (GB/T 22239-2019, 8.1.4.1).

    `organ` and `centre` are the codes of an agency and a centre as plain text; `office` is the class of
    approver that the law names: `organ-head` (机关负责人), `government-head` (人民政府负责人), `leader` (分管领导).
    `stamp` grows with every change of what the account may do, so that a cached actor is known to be old.
    """

    username = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    organ = models.CharField(max_length=64, blank=True)
    centre = models.CharField(max_length=64, blank=True, db_index=True)
    office = models.CharField(max_length=24, blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    stamp = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.username


class RoleAssignment(models.Model):
    """A role (角色) held by an account below a division, from one day until another (both included)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=32)
    scope = models.CharField(max_length=12)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["account", "role"]), models.Index(fields=["role", "scope"])]

    def __str__(self) -> str:
        return f"{self.account_id} {self.role} {self.scope}"


class ApiToken(models.Model):
    """A bearer token (接口令牌) of an account: only its hash is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120, blank=True)
    created = models.DateTimeField()
    expires = models.DateTimeField()
    last_used = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.account_id} {self.name}"


class OpenSession(models.Model):
    """A session (会话) that an account has open; the oldest ends when there are too many."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sessions")
    session_key = models.CharField(max_length=40, unique=True)
    opened = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.account_id} {self.opened:%Y-%m-%d %H:%M}"


class Draft(models.Model):
    """What somebody has typed and not sent yet (未办完的填写), sealed under a key of its own that dies with the row.

    `key` is the idempotency key of the form, so that what was typed can be sent once; `page` is where it was typed.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=64)
    page = models.CharField(max_length=200)
    wrapped = models.BinaryField()
    content = models.BinaryField()
    saved = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "key"], name="draft_of_account")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.page}"


class SavedView(models.Model):
    """How somebody wants to see his list (常用视图): a filter, as it stands in the address, under a name of his own.

    `first` is the one with which his list opens. Nothing personal stands in a filter: a text that was searched for is
    not kept.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="views")
    name = models.CharField(max_length=20)
    filter = models.CharField(max_length=500)
    first = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "name"], name="view_of_account")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.name}"


class Presence(models.Model):
    """Who has which page open (正在查看), as of the browser's last word: a convenience, never a proof."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=120)
    seen = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["place", "account"], name="presence_at_place")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.place}"


class FirstDay(models.Model):
    """The tasks of a first day (第一天) in a sample: since when somebody does them, and whether he put them away.

    What he has done is not kept here: the journal tells.
    """

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")
    began = models.DateTimeField(null=True)
    away = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.account_id} {self.began}"


class AccountChange(Recorded):
    """What was done to an account (账号变更), by whom and when: made, a role given, unlocked, stopped …"""

    subject = models.CharField(max_length=64, db_index=True)
    change = models.CharField(max_length=32)
    detail = models.CharField(max_length=240, blank=True)

    def __str__(self) -> str:
        return f"{self.subject} {self.change} {self.detail}"


class Look(Recorded):
    """Somebody looked at personal data in clear (查看明文): of which stream, which field, and why (PIPL art. 51)."""

    sealed_fields = ("why",)

    subject = models.CharField(max_length=120, db_index=True)
    field = models.CharField(max_length=60)
    why = models.CharField(max_length=240)

    def __str__(self) -> str:
        return f"{self.account} {self.subject} {self.field}"
