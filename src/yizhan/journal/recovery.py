"""The recovery key (恢复密钥): backups are sealed to it with age; its secret half is shown once and never kept here."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

import pyrage

from yizhan.journal import keys
from yizhan.kernel.refusals import Refused

RECIPIENT = "recovery.txt"


def make_recovery() -> str:
    """Make the node's recovery key; its secret half, to be written down. The public half stays with the node."""
    identity = pyrage.x25519.Identity.generate()
    keep_recipient(str(identity.to_public()))
    return str(identity)


def keep_recipient(text: str) -> None:
    """Seal backups to this public half from now on."""
    keys.folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    (keys.folder() / RECIPIENT).write_text(text, encoding="ascii")


def recipient() -> str:
    """The public half. Raises Refused: no-recovery-key."""
    try:
        return (keys.folder() / RECIPIENT).read_text(encoding="ascii").strip()
    except FileNotFoundError as fault:
        raise Refused("no-recovery-key") from fault


@contextmanager
def sealed_to(path: Path) -> Iterator[IO[bytes]]:
    """A stream whose content is sealed into a file, at constant memory; the file appears whole or not at all."""
    waiting = path.with_name(path.name + ".new")
    public = pyrage.x25519.Recipient.from_str(recipient())
    try:
        with waiting.open("wb") as target:
            with _piped(lambda source: pyrage.encrypt_io(source, target, [public]), writing=True) as stream:
                yield stream
            target.flush()
            os.fsync(target.fileno())
        waiting.replace(path)
    except OSError as fault:  # no such folder, no room, a stick that was pulled out
        waiting.unlink(missing_ok=True)
        raise Refused("backup-unreadable") from fault
    except BaseException:
        waiting.unlink(missing_ok=True)
        raise


@contextmanager
def opened_from(path: Path, identity: str) -> Iterator[IO[bytes]]:
    """The content of a sealed file. Raises Refused: wrong-recovery-key, backup-unreadable."""
    try:
        secret = pyrage.x25519.Identity.from_str(identity.strip())
    except pyrage.IdentityError as fault:
        raise Refused("wrong-recovery-key") from fault
    with (
        path.open("rb") as source,
        _piped(lambda target: pyrage.decrypt_io(source, target, [secret]), writing=False) as stream,
    ):
        yield stream


@contextmanager
def _piped(work: Callable[[IO[bytes]], None], *, writing: bool) -> Iterator[IO[bytes]]:
    """Let age work in a thread of its own at the other end of a pipe. Raises Refused: backup-unreadable."""
    reading_end, writing_end = os.pipe()
    theirs = os.fdopen(reading_end, "rb") if writing else os.fdopen(writing_end, "wb")
    ours = os.fdopen(writing_end, "wb") if writing else os.fdopen(reading_end, "rb")
    faults: list[BaseException] = []

    def run() -> None:
        try:
            with theirs:
                work(theirs)
        except (OSError, ValueError, pyrage.DecryptError, pyrage.EncryptError) as fault:
            faults.append(fault)

    thread = threading.Thread(target=run, name="age", daemon=True)
    thread.start()
    try:
        with closing(ours):
            yield ours
    except BrokenPipeError:  # age gave up first, and has said why
        pass
    finally:
        thread.join()
    if faults:
        raise Refused("backup-unreadable") from faults[0]
