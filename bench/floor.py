"""The floor: the statements of one measured life by bare SQL, with its hashing and sealing and its commits.

One life is played through the actions while its statements are written down. Then they are executed again and again on
a connection without Django: the same reads, the same rows under new numbers, every head hashed, every part sealed and
opened, one commit an act, `synchronous=FULL`. What the actions need beyond that is what the program costs.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.db import connection

from bench.lives import life, player
from yizhan.journal import codec, keys, store
from yizhan.kernel import sealing
from yizhan.kernel.identifiers import build_case_number

CONTROL = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "ROLLBACK")
AAD = b"floor"


@dataclass
class Script:
    """The acts of one life: name and statements of each, and the numbers drawn on the way, in their order."""

    acts: list[tuple[str, list[tuple[str, list[Any]]]]] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    control: int = 0

    def perform(self, action: Callable[..., str], **what: Any) -> str:
        """Do an act, with a page of its own."""
        self.acts.append((action.__name__, []))
        return action(**what)

    @contextmanager
    def written(self) -> Iterator[None]:
        """Write down every statement, and what was drawn."""
        draw = store.draw_serial

        def drawn(*, scope: str, year: int, series: str) -> int:
            serial = draw(scope=scope, year=year, series=series)
            self.numbers.append(number_of(scope, year, series, serial))
            return serial

        store.draw_serial = drawn
        try:
            with connection.execute_wrapper(self.note):
                yield
        finally:
            store.draw_serial = draw

    def note(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """One statement."""
        if sql.startswith(CONTROL):
            self.control += 1
        else:
            self.acts[-1][1].append((sql, list(params or ())))
        return execute(sql, params, many, context)


def recorded() -> Script:
    """The script of one life, after a few that filled the caches."""
    play = player(0)
    for _ in range(7):
        play()
    script = Script()
    with script.written():
        crew, release, _ = play.args  # type: ignore[attr-defined]
        life(crew, release, Random(), perform=script.perform)
    return script


def number_of(scope: str, year: int, series: str, serial: int) -> str:
    """What a drawn serial became: the number of a case or a decision, or of a notice."""
    kind, _, division = scope.partition(":")
    return ("WS" if kind == "notice" else "") + build_case_number(division, year, series, serial)


class Floor:
    """Executes a script without Django's help."""

    def __init__(self, script: Script) -> None:
        connection.ensure_connection()
        self.sqlite = connection.vendor == "sqlite"
        self.raw: Any = connection.connection
        self.script = script
        self.key = keys.new_stream_key()
        self.wrapped = keys.wrap(self.key, owner="floor")

    def play(self) -> None:
        """One life."""
        self.new: dict[str, str] = {}
        for _, statements in self.script.acts:
            cursor = self.raw.cursor()
            cursor.execute("BEGIN IMMEDIATE" if self.sqlite else "BEGIN")
            self.ids: list[int] = []
            self.top: tuple[int, bytes] = (0, codec.GENESIS)
            for sql, params in statements:
                self.execute(cursor, sql, params)
            cursor.execute("COMMIT")

    def execute(self, cursor: Any, sql: str, params: list[Any]) -> None:
        """One statement, with what the journal computes for it."""
        values = [self.renamed(value) for value in params]
        if "journal_entry (" in sql:
            values = [self.computed(value) for value in values]
        if sql.startswith("INSERT INTO journal_position"):
            values = self.places()
        if "journal_streamkey (" in sql:
            keys.wrap(self.key, owner="floor")
        cursor.execute(sql.replace("%s", "?") if self.sqlite else sql, values)
        self.answered(sql, params, cursor.fetchall() if cursor.description else [])

    def answered(self, sql: str, params: list[Any], rows: list[Any]) -> None:
        """What the journal does with what it reads."""
        if sql.startswith("INSERT INTO journal_serial"):
            old = self.script.numbers[len(self.new)]
            self.new[old] = number_of(*params[:3], int(rows[0][0]))
        elif sql.startswith("SELECT no, kind, head, sealed"):
            for row in rows:
                if row[3]:
                    sealing.open_sealed(self.key, bytes(row[3]), aad=AAD)
        elif "k.wrapped" in sql:
            keys.unwrap(self.wrapped, owner="floor")
        elif self.sqlite and "journal_position ORDER BY" in sql and rows:
            self.top = (rows[0][0] or 0, bytes(rows[0][1] or codec.GENESIS))
        elif self.sqlite and "RETURNING id" in sql:
            self.ids += sorted(row[0] for row in rows)

    def renamed(self, value: Any) -> Any:
        """A value under the new life's numbers."""
        if isinstance(value, str):
            for old, new in self.new.items():
                value = value.replace(old, new)
        return value

    def computed(self, value: Any) -> Any:
        """A head is hashed; a sealed part is sealed anew, and hashed."""
        if not isinstance(value, bytes) or len(value) == len(codec.GENESIS):
            return value
        if not value.startswith(b"{"):
            value = keys.seal(self.key, value[sealing.NONCE_BYTES + 17 :], aad=AAD)
        codec.entry_hash(value)
        return value

    def places(self) -> list[Any]:
        """The node's chain over what this act has appended."""
        position, digest = self.top
        values: list[Any] = []
        for entry in self.ids:
            position += 1
            digest = codec.chain_hash(digest, position, digest)
            values += [position, entry, digest]
        self.ids, self.top = [], (position, digest)
        return values
