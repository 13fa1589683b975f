"""An item file's bytes as plain data, or the one fault that makes it unreadable.

YAML is read with suspicion: UTF-8 only, no duplicate keys, no dates made out of text, aliases counted before they are
expanded, depth and size bounded, no tags beyond the plain ones.
"""

from collections.abc import Hashable, Iterator, Sequence
from typing import Any

import yaml
from yaml.constructor import ConstructorError

from yizhan.catalogue.findings import Finding

MAX_BYTES = 8 * 1024 * 1024
MAX_NODES = 400_000
MAX_DEPTH = 32
MAX_ITEMS = 2_000


class Unreadable(Exception):
    """The file cannot be read: `findings` say why and where."""

    def __init__(self, fault: str, *, field: str = "", detail: str = "", findings: Sequence[Finding] = ()) -> None:
        super().__init__(fault)
        self.findings = tuple(findings) or (Finding(item="", field=field, fault=fault, detail=detail),)


class _Loader(yaml.CSafeLoader):
    """The safe loader without dates: what looks like a date stays text and is checked where a date is expected."""


_Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for letter, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read_document(content: bytes) -> list[Any]:
    """The list of items in a file. Raises Unreadable."""
    text = _text(content)
    try:
        _scan(text)
        node = yaml.compose(text, Loader=_Loader)
        _check_graph(node)
        data = _construct(node)
    except ConstructorError as fault:
        raise Unreadable("bad-tag", field=_place(fault), detail=str(fault.problem)[:120]) from fault
    except yaml.YAMLError as fault:
        raise Unreadable("not-yaml", field=_place(fault), detail=str(getattr(fault, "problem", ""))[:120]) from fault
    except (ValueError, OverflowError, TypeError) as fault:
        raise Unreadable("bad-tag", detail=type(fault).__name__) from fault
    if data is None:
        raise Unreadable("empty-file")
    if not isinstance(data, list):
        raise Unreadable("not-a-list")
    if len(data) > MAX_ITEMS:
        raise Unreadable("too-many-items", detail=str(len(data)))
    return data


def _text(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise Unreadable("file-too-large", detail=f"{len(content)} > {MAX_BYTES}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Unreadable("not-utf-8", detail=f"byte {fault.start}") from fault
    if "\0" in text:
        raise Unreadable("not-utf-8", detail=f"byte {content.index(0)}")
    if not text.strip():
        raise Unreadable("empty-file")
    if not text.endswith(("\n", "\r")):  # a copy that broke off in the middle of a line may still be valid YAML
        raise Unreadable("file-cut", field=f"line {text.count(chr(10)) + 1}")
    return text


def _scan(text: str) -> None:
    """Depth and number of events, before anything recursive runs over the file."""
    depth = 0
    for events, event in enumerate(yaml.parse(text, Loader=_Loader)):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise Unreadable("too-deep", field=_line(event))
        if events > MAX_NODES:
            raise Unreadable("too-many-nodes", field=_line(event))


def _check_graph(node: yaml.Node | None) -> None:
    if node is None:
        return
    if _expanded(node, {}, set()) > MAX_NODES:
        raise Unreadable("too-many-nodes", field=_line(node))
    duplicates = [finding for item in _items(node) for finding in _duplicate_keys(item, _code(item), set())]
    if duplicates:
        raise Unreadable("duplicate-key", findings=duplicates)


def _expanded(node: yaml.Node, sizes: dict[int, int], open_nodes: set[int]) -> int:
    """How many nodes the graph has once its aliases are expanded; depth is bounded by the scan before."""
    known = sizes.get(id(node))
    if known is not None:
        return known
    if id(node) in open_nodes:
        raise Unreadable("recursive-alias", field=_line(node))
    open_nodes.add(id(node))
    size = 1 + sum(_expanded(child, sizes, open_nodes) for child in _children(node))
    open_nodes.remove(id(node))
    sizes[id(node)] = size
    return size


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.SequenceNode):
        return list(node.value)
    return [child for pair in node.value for child in pair] if isinstance(node, yaml.MappingNode) else []


def _items(node: yaml.Node) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]


def _code(item: yaml.Node) -> str:
    """The item's code, as far as the unread node shows it."""
    if isinstance(item, yaml.MappingNode):
        for key, value in item.value:
            if key.value == "code" and isinstance(value, yaml.ScalarNode):
                return str(value.value)[:64]
    return ""


def _duplicate_keys(node: yaml.Node, item: str, visited: set[int]) -> Iterator[Finding]:
    if id(node) in visited:
        return
    visited.add(id(node))
    if isinstance(node, yaml.MappingNode):
        seen: set[Hashable] = set()
        for key, _value in node.value:
            name = (key.tag, key.value) if isinstance(key, yaml.ScalarNode) else ("", id(key))
            if name in seen:
                detail = f"{str(name[1])[:80]} ({_line(key)})"
                yield Finding(item=item, field=str(name[1])[:80], fault="duplicate-key", detail=detail)
            seen.add(name)
    for child in _children(node):
        yield from _duplicate_keys(child, item, visited)


def _construct(node: yaml.Node | None) -> Any:
    loader = _Loader("")
    try:
        return None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()


def _line(marked: yaml.Event | yaml.Node) -> str:
    return f"line {marked.start_mark.line + 1}" if marked.start_mark else ""


def _place(fault: yaml.YAMLError) -> str:
    mark = getattr(fault, "problem_mark", None)
    return f"line {mark.line + 1}" if mark else ""
