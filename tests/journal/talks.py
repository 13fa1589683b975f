"""A small folded stream and a record of the tests' own, so that the journal is tested without any room above it.

Their tables belong to no migration: `make_tables` adds them to a test's database.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import ClassVar

from django.db import connection, models, transaction

from tests.support.nodes import NOW
from yizhan.journal import actions, projections, queries, registry
from yizhan.journal.events import sealed
from yizhan.journal.models import Recorded
from yizhan.kernel.acting import Act, Actor

HOLDER = "522601100000-government"
CENTRE = "522601100000-centre"


class TalkRow(models.Model):
    """A talk as a row; `noise` is local."""

    key = models.CharField(primary_key=True, max_length=120)
    stream = models.CharField(max_length=120, unique=True)
    words = models.TextField()
    last_secret = models.TextField()
    noise = models.IntegerField(default=0)

    class Meta:
        app_label = "tests_journal"

    def __str__(self) -> str:
        return self.key


class Note(Recorded):
    """A record: a word, and a name that is sealed in the entry and clear in the row."""

    sealed_fields: ClassVar = ("name",)

    word = models.CharField(max_length=200)
    name = models.CharField(max_length=200)

    class Meta:
        app_label = "tests_journal"


@dataclass(frozen=True, kw_only=True)
class Said:
    """Somebody said something."""

    word: str
    secret: str = sealed()
    hidden: str = sealed()


@dataclass(frozen=True, kw_only=True)
class Talk:
    """What was said so far."""

    words: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()


def evolve(talk: Talk, event: object) -> Talk:
    """The talk with one more word."""
    if isinstance(event, Said):
        return replace(talk, words=(*talk.words, event.word), secrets=(*talk.secrets, event.secret))
    return talk


def rows(stream: str, talk: Talk) -> Iterable[models.Model]:
    """The one row of a talk."""
    words, last = " ".join(talk.words), talk.secrets[-1] if talk.secrets else ""
    return [TalkRow(key=stream, stream=stream, words=words, last_secret=last)]


def register() -> None:
    """Tell the journal: talks have rows, chats have none."""
    registry.folded(
        kind="talk",
        events=(Said,),
        initial=lambda _: Talk(),
        evolve=evolve,
        rows=rows,
        models=(TalkRow,),
        local={TalkRow: frozenset({"noise"})},
    )
    registry.folded(kind="chat", events=(Said,), initial=lambda _: Talk(), evolve=evolve, rows=lambda *_: (), models=())
    registry.recorded(Note, kind="tests.note")


def forget() -> None:
    """Take it back."""
    registry.forget("talk")
    registry.forget("chat")
    registry.forget_record("tests.note")


def make_tables() -> None:
    """The tables of both models. On SQLite Django's schema editor may write SQL inside a test, but not enter one."""
    editor = connection.schema_editor(collect_sql=True, atomic=False)
    editor.deferred_sql = []
    for model in (TalkRow, Note):
        editor.create_model(model)
    with connection.cursor() as cursor:
        for statement in (*editor.collected_sql, *map(str, editor.deferred_sql)):
            cursor.execute(statement)


def actor(organ: str = HOLDER, account: str = "clerk") -> Actor:
    """Somebody of an organ."""
    return Actor(account=account, name="", organ=organ, centre=CENTRE)


def act(minutes: float = 0, *, organ: str = HOLDER, account: str = "clerk", key: str = "", digest: str = "") -> Act:
    """An act some minutes after the first."""
    return Act(actor=actor(organ, account), now=NOW + timedelta(minutes=minutes), key=key, digest=digest)


def open_talk(stream: str, word: str = "hello", *, minutes: float = 0, account: str = "clerk", **parts: str) -> None:
    """Begin a talk and show it."""
    with transaction.atomic():
        said = Said(word=word, **parts)
        actions.open_stream(stream, centre=CENTRE, holder=HOLDER, events=[said], act=act(minutes, account=account))
        projections.show(stream, evolve(Talk(), said))


def say(stream: str, word: str, *, minutes: float = 0, account: str = "clerk", **parts: str) -> None:
    """Say something more, and show it."""
    with transaction.atomic():
        head = actions.lock_head(stream)
        said = Said(word=word, **parts)
        state = evolve(queries.state_of(stream, key=head.key), said)
        actions.append(head, [said], act=act(minutes, account=account))
        projections.show(stream, state)


def note(stream: str, word: str, name: str = "", *, minutes: float = 0, account: str = "clerk") -> Note:
    """Record a note."""
    row = Note(word=word, name=name)
    with transaction.atomic():
        actions.record(row, stream=stream, centre=CENTRE, act=act(minutes, account=account))
    return row
