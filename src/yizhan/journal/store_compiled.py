"""Reads of a fixed shape on every act's way: Django writes their SQL once a process, each call only binds values."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

MARK = "\x00bound:"


class Compiled:
    """A query set of values whose SQL never changes but for what is bound to it.

    `build` takes as many texts as are bound and uses each once. The rows come as `values_list` gives them.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *, bound: int) -> None:
        self.build = build
        self.marks = [f"{MARK}{place}" for place in range(bound)]
        self.made: dict[str, tuple[Any, str, list[Any], Any]] = {}

    def rows(self, *values: str) -> list[Any]:
        """The rows for these values."""
        compiler, sql, params, converters = self.made.get(connection.alias + connection.vendor) or self._make()
        given = dict(zip(self.marks, values, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(sql, [given.get(param, param) for param in params])
            found = cursor.fetchall()
        return list(compiler.apply_converters(found, converters)) if converters else found

    def _make(self) -> tuple[Any, str, list[Any], Any]:
        compiler = self.build(*self.marks).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        if sorted(param for param in params if param in self.marks) != sorted(self.marks):
            raise ValueError(f"each value must be bound once: {sql}")
        converters = compiler.get_converters([each[0] for each in compiler.select])
        made = compiler, sql, list(params), converters
        self.made[connection.alias + connection.vendor] = made
        return made
