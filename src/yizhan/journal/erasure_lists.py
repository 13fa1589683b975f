"""The lists of erasures (销毁清单) beside each backup: a restore destroys again what was destroyed after it was made.

`<backup>.erasures` is signed JSON: the node, its erased streams. Every erasure brings the lists beside all backups up
to date that can be reached; `restore` reads every list that lies beside the backup.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from yizhan.journal import codec, keys
from yizhan.journal.models import Backup, Stream
from yizhan.journal.queries import this_node
from yizhan.kernel import signing
from yizhan.kernel.refusals import Refused

SUFFIX = ".erasures"


def list_of(backup: Path) -> Path:
    """Where the list beside a backup lies."""
    return backup.with_name(backup.name + SUFFIX)


def write(backup: Path) -> None:
    """Write the list beside a backup, in one step."""
    streams = list(Stream.objects.filter(erased=True).order_by("key").values_list("key", flat=True))
    content: dict[str, Any] = {"node": this_node().code, "streams": streams}
    content["signature"] = str(signing.sign(keys.read("signing"), _message(content), suite=this_node().suite))
    waiting = list_of(backup).with_name(list_of(backup).name + ".new")
    with waiting.open("wb") as file:
        file.write(codec.canonical(content))
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(list_of(backup))


def keep_up() -> bool:
    """Bring the lists beside all backups up to date; False when one could not be reached."""
    reached = True
    for path in Backup.objects.values_list("path", flat=True):
        try:
            write(Path(path))
        except OSError:  # a stick that was pulled out, a share that is away
            reached = False
    return reached


def erased_beside(backup: Path, *, node: str, public_key: bytes) -> set[str]:
    """The streams of a node that the lists beside a backup name. Raises Refused: erasures-altered."""
    erased: set[str] = set()
    for content in _lists(backup.parent):
        if content.get("node") == node:
            if not _is_genuine(content, public_key):
                raise Refused("erasures-altered")
            erased.update(content["streams"])
    return erased


def _lists(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            content = json.loads(path.read_bytes())
        except (OSError, ValueError):
            raise Refused("erasures-altered", file=path.name) from None
        if not isinstance(content, dict):
            raise Refused("erasures-altered", file=path.name)
        yield content


def _message(content: dict[str, Any]) -> bytes:
    return codec.canonical({"node": content["node"], "streams": content["streams"]})


def _is_genuine(content: dict[str, Any], public_key: bytes) -> bool:
    try:
        signature = signing.Signature.parse(content["signature"])
        return signing.verify(public_key, _message(content), signature)
    except (Refused, KeyError, TypeError, AttributeError):
        return False
