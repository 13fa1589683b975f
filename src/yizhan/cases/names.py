"""Names as an index holds them, so that their beginnings are one range in every database and collation."""

KEPT = 12
AFTER_ALL = "g"
"""Follows every hexadecimal digit: `key <= name_key < key + AFTER_ALL` are the names that begin so."""


def name_key(name: str) -> str:
    """The first twelve characters of a name without spaces or case, as hexadecimal digits: they sort alike in SQLite
    and in every collation of PostgreSQL, where Chinese characters do not."""
    plain = "".join(name.split()).casefold()[:KEPT]
    return plain.encode("utf-8", "surrogatepass").hex()
