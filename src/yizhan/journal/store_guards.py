"""The hand-written SQL of the guards: triggers that refuse UPDATE, DELETE, TRUNCATE and INSERT OR REPLACE.

`post_migrate` makes them, since Django's remake of a table on SQLite drops them silently; every start asks for them.
"""

from yizhan.journal.store import on_sqlite, run

GUARDED = ("journal_entry", "journal_position")

SQLITE = {
    "no_update": "BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    "no_delete": "BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    # INSERT OR REPLACE passes the two above: it is caught before it replaces
    "no_replace": "BEFORE INSERT ON {table} WHEN {exists} BEGIN SELECT RAISE(ABORT, 'append-only'); END",
}
EXISTS = {
    "journal_entry": (
        "EXISTS (SELECT 1 FROM journal_entry WHERE id = NEW.id)"
        " OR EXISTS (SELECT 1 FROM journal_entry WHERE stream = NEW.stream AND no = NEW.no)"
        " OR (NEW.key <> '' AND EXISTS"
        " (SELECT 1 FROM journal_entry WHERE account = NEW.account AND key = NEW.key AND key <> ''))"
    ),
    "journal_position": (
        "EXISTS (SELECT 1 FROM journal_position WHERE position = NEW.position)"
        " OR EXISTS (SELECT 1 FROM journal_position WHERE entry = NEW.entry)"
    ),
}
REFUSAL = " BEGIN RAISE EXCEPTION 'append-only' USING ERRCODE = 'integrity_constraint_violation'; END "
POSTGRESQL = {
    "rows": "BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW",
    "truncate": "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT",
}


def arm() -> None:
    """Make the guards, whatever stands there under their names."""
    if on_sqlite():
        for name, statement in _wanted_on_sqlite().items():
            run(f"DROP TRIGGER IF EXISTS {name}")
            run(statement)
        return
    run(f"CREATE OR REPLACE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS $${REFUSAL}$$")
    for table in GUARDED:
        for name, moment in POSTGRESQL.items():
            run(
                f"CREATE OR REPLACE TRIGGER {table}_{name} {moment.format(table=table)}"
                " EXECUTE FUNCTION journal_append_only()"
            )


def missing_guards() -> list[str]:
    """The guards that are not there, are switched off, or do something else than refuse."""
    if on_sqlite():
        found = dict(run("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        return sorted(name for name, statement in _wanted_on_sqlite().items() if found.get(name) != statement)
    armed = run(
        "SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE t.tgenabled IN ('O', 'A') AND t.tgqual IS NULL AND p.prosrc = %s"
        " AND t.tgname IN (c.relname || '_rows', c.relname || '_truncate')",
        [REFUSAL],
    )
    wanted = {f"{table}_{name}" for table in GUARDED for name in POSTGRESQL}
    return sorted(wanted - {name for (name,) in armed})


def _wanted_on_sqlite() -> dict[str, str]:
    return {
        f"{table}_{name}": f"CREATE TRIGGER {table}_{name} {statement.format(table=table, exists=EXISTS[table])}"
        for table in GUARDED
        for name, statement in SQLITE.items()
    }
