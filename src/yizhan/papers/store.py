"""Where sealed files lie: a folder of the node, or S3-compatible storage behind the same few words.

A file is staged under a random place while it comes, and settles under its name when its digest is known. Everything
is on disk when `settle` returns. Names are `<aa>/<digest>-<place>`: two uploads of one file never meet.
"""

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

from yizhan.kernel.refusals import NotFound

READ_BYTES = 256 * 1024
INCOMING = "incoming"


class Files(Protocol):
    """What a store of files can do."""

    def stage(self, place: str, chunks: Iterable[bytes]) -> None:
        """Keep the chunks as they come; half a file is dropped when they break off."""

    def settle(self, place: str, name: str) -> None:
        """Give the staged file its name, in one step and for good."""

    def discard(self, place: str) -> None:
        """Drop a staged file."""

    def read(self, name: str) -> Iterator[bytes]:
        """The file in pieces. Raises NotFound: file-gone."""

    def delete(self, name: str) -> None:
        """Drop a file; one that is gone already is no fault."""

    def names(self) -> Iterator[str]:
        """The names of all settled files."""

    def staged(self) -> Iterator[tuple[str, float]]:
        """What still lies staged, with the moment of its last change (seconds since 1970)."""


class LocalFiles:
    """Files in a folder of this node."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def stage(self, place: str, chunks: Iterable[bytes]) -> None:
        path = self._root / INCOMING / place
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with path.open("xb") as target:
                target.writelines(chunks)
                target.flush()
                os.fsync(target.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def settle(self, place: str, name: str) -> None:
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.replace(self._root / INCOMING / place, path)
        _sync_folder(path.parent)
        _sync_folder(self._root)

    def discard(self, place: str) -> None:
        (self._root / INCOMING / place).unlink(missing_ok=True)

    def read(self, name: str) -> Iterator[bytes]:
        try:
            source = (self._root / name).open("rb")
        except FileNotFoundError:
            raise NotFound("file-gone") from None
        return _pieces(source)

    def delete(self, name: str) -> None:
        (self._root / name).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        for path in sorted(self._root.glob("??/*")):
            yield f"{path.parent.name}/{path.name}"

    def staged(self) -> Iterator[tuple[str, float]]:
        for path in sorted((self._root / INCOMING).glob("*")):
            yield path.name, path.stat().st_mtime


class ObjectFiles:
    """Files in object storage, for a prefecture on several hosts (`s3://bucket/prefix`)."""

    def __init__(self, url: str) -> None:
        import obstore
        from obstore.store import from_url

        self._tool = obstore
        self._store = from_url(url)

    def stage(self, place: str, chunks: Iterable[bytes]) -> None:
        self._tool.put(self._store, f"{INCOMING}/{place}", chunks, max_concurrency=2)

    def settle(self, place: str, name: str) -> None:
        self._tool.rename(self._store, f"{INCOMING}/{place}", name)

    def discard(self, place: str) -> None:
        self.delete(f"{INCOMING}/{place}")

    def read(self, name: str) -> Iterator[bytes]:
        try:
            found = self._tool.get(self._store, name)
        except FileNotFoundError:
            raise NotFound("file-gone") from None
        return (bytes(piece) for piece in found.stream(min_chunk_size=READ_BYTES))

    def delete(self, name: str) -> None:
        try:
            self._tool.delete(self._store, name)
        except FileNotFoundError:
            return

    def names(self) -> Iterator[str]:
        for batch in self._tool.list(self._store):
            yield from (item["path"] for item in batch if not item["path"].startswith(f"{INCOMING}/"))

    def staged(self) -> Iterator[tuple[str, float]]:
        for batch in self._tool.list(self._store, f"{INCOMING}/"):
            for item in batch:
                yield item["path"].rpartition("/")[2], item["last_modified"].timestamp()


def files() -> Files:
    """This node's store: `YIZHAN_FILES_URL`, else the folder `files` of its home."""
    return _files(settings.YIZHAN_FILES_URL or str(settings.YIZHAN_HOME / "files"))


@cache
def _files(where: str) -> Files:
    return ObjectFiles(where) if "://" in where else LocalFiles(Path(where))


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    with source as opened:
        while piece := opened.read(READ_BYTES):
            yield piece


def _sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows neither needs nor allows it."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
