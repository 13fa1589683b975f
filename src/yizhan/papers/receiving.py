"""Bytes into the store: hashed, told by their content and sealed as they pass, never whole in memory."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings

from yizhan.journal import access as keys
from yizhan.kernel import sealing
from yizhan.kernel.hashing import Sm3
from yizhan.kernel.refusals import Invalid
from yizhan.papers import content, names, store
from yizhan.web.refusals import TooLarge


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that lies staged, with its fresh key; nothing refers to it yet."""

    digest: str
    place: str
    key: bytes
    size: int
    media_type: str
    name: str


def stage(chunks: Iterable[bytes], *, name: str) -> Staged:
    """Take a file in. Raises TooLarge: file-too-large; WrongType: type-not-allowed; Invalid: bad-file-name,
    empty-file, file-damaged, file-locked, zip-bomb, zip-unsafe; then nothing of it stays."""
    names.checked(name, endings=content.ENDINGS[content.PDF])
    passing = _Passing(settings.YIZHAN_MAX_FILE_BYTES)
    place, key = keys.random_bytes(16).hex(), keys.random_bytes(sealing.KEY_BYTES)
    prefix = keys.random_bytes(sealing.PREFIX_BYTES)
    store.files().stage(place, sealing.seal_chunks(key, prefix, passing.watch(chunks), aad=place.encode()))
    try:
        media_type = passing.inspector.type_of(name)
        kept = names.checked(name, endings=content.ENDINGS[media_type])
    except Invalid:
        store.files().discard(place)
        raise
    return Staged(
        digest=passing.hashed.digest().hex(),
        place=place,
        key=key,
        size=passing.inspector.size,
        media_type=media_type,
        name=kept,
    )


class _Passing:
    """What is learnt of a file while it goes by."""

    def __init__(self, limit: int) -> None:
        self.hashed = Sm3()
        self.inspector = content.Inspector()
        self._limit = limit

    def watch(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.inspector.see(chunk)
            if self.inspector.size > self._limit:
                raise TooLarge("file-too-large", limit=self._limit)
            self.hashed.update(chunk)
            yield chunk
