"""The store: the same few words for a folder and for object storage."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from yizhan.kernel.refusals import NotFound
from yizhan.papers.store import Files, LocalFiles, ObjectFiles


@pytest.fixture(params=["folder", "objects"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    """Each store in turn; object storage is played by its tool's own local double."""
    if request.param == "folder":
        return LocalFiles(tmp_path / "files")
    (tmp_path / "objects").mkdir()
    return ObjectFiles(f"file://{tmp_path}/objects")


def test_a_file_comes_back_as_it_was(kept: Files):
    pieces = [b"a" * 100_000, b"b" * 700_000, b"c"]
    kept.stage("p1", iter(pieces))
    kept.settle("p1", "aa/aabb-p1")
    assert b"".join(kept.read("aa/aabb-p1")) == b"".join(pieces)
    assert list(kept.names()) == ["aa/aabb-p1"]
    assert list(kept.staged()) == []


def test_a_file_that_breaks_off_leaves_nothing(kept: Files):
    def broken() -> Iterator[bytes]:
        yield b"a" * 100_000
        raise OSError("line lost")

    with pytest.raises(OSError, match="line lost"):
        kept.stage("p1", broken())
    assert list(kept.staged()) == []
    assert list(kept.names()) == []


def test_what_is_not_there_is_not_found(kept: Files):
    with pytest.raises(NotFound, match="file-gone"):
        kept.read("aa/none")
    kept.delete("aa/none")
    kept.discard("none")


def test_staged_and_settled_files_can_be_dropped(kept: Files):
    kept.stage("p1", [b"a"])
    assert [place for place, _ in kept.staged()] == ["p1"]
    kept.discard("p1")
    assert list(kept.staged()) == []
    kept.stage("p2", [b"a"])
    kept.settle("p2", "aa/x-p2")
    kept.delete("aa/x-p2")
    assert list(kept.names()) == []


def test_names_are_good_on_every_system(tmp_path: Path):
    files = LocalFiles(tmp_path)
    files.stage("ab12", [b"x"])
    files.settle("ab12", "0a/0a1b-ab12")
    assert not any(set(str(path.relative_to(tmp_path))) & set(':*?"<>|') for path in tmp_path.rglob("*"))
