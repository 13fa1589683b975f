"""What two releases of an item say differently, field by field. Pure: plain data in, differences out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from yizhan.catalogue.release import Release

VERSION_KEYS = frozenset({"version", "effective_from"})


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One field that changed; empty for what was not said."""

    field: str
    before: str
    after: str

    @property
    def part(self) -> str:
        """The part of the item that the field belongs to: `limits` of `limits.promised.value`."""
        return self.field.partition(".")[0].partition("[")[0]


def differences(before: Release, after: Release) -> list[Difference]:
    """Every field whose value differs, in the order of the newer release, then what only the older one said."""
    old, new = fields_of(before), fields_of(after)
    changed = [field for field in new if new[field] != old.get(field, "")]
    gone = [field for field in old if field not in new]
    return [Difference(field=field, before=old.get(field, ""), after=new.get(field, "")) for field in changed + gone]


def fields_of(release: Release) -> dict[str, str]:
    """The release as fields: each path with its value as text. Rows of a list are named by their code or name."""
    data = {key: value for key, value in release.to_data().items() if key not in VERSION_KEYS}
    return dict(_walk(data, ""))


def _walk(data: object, path: str) -> Iterator[tuple[str, str]]:
    match data:
        case dict():
            for key, value in data.items():
                yield from _walk(value, f"{path}.{key}" if path else str(key))
        case list() if any(isinstance(one, dict) for one in data):
            seen: dict[str, int] = {}
            for one in data:
                name = _name(one)
                seen[name] = seen.get(name, 0) + 1
                yield from _walk(one, f"{path}[{name}]" if seen[name] == 1 else f"{path}[{name}#{seen[name]}]")
        case list():
            yield path, "、".join(str(one) for one in data)
        case _:
            yield path, "" if data is None else str(data)


def _name(row: object) -> str:
    """What a row of a list is known by; its first word where it has neither code nor name."""
    known = row if isinstance(row, Mapping) else {}
    words = next((known[key] for key in ("code", "name", "text", "law", "level", "fact") if known.get(key)), "")
    return str(words)[:40]
