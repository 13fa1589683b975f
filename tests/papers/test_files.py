"""Files: stored once, sealed under keys that die with their streams, streamed at constant memory."""

import secrets
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from tests.papers.conftest import OTHER, STREAM, clerk
from tests.papers.samples import SAMPLES
from tests.support.nodes import NOW
from yizhan.journal.actions import destroy_key, sequence
from yizhan.journal.models import StreamKey
from yizhan.journal.reactions import run_reactions
from yizhan.kernel.acting import Act
from yizhan.kernel.hashing import sm3
from yizhan.kernel.refusals import Invalid, NotFound, Refused
from yizhan.papers import actions, queries, store
from yizhan.papers.models import FileUse, StoredFile, Upload
from yizhan.web.refusals import TooLarge

PDF = b"%PDF-1.7\n" + secrets.token_bytes(200_000)
DIGEST = sm3(PDF).hex()
Acts = Callable[..., Act]


@pytest.fixture(autouse=True)
def streams(node: object, act: Acts) -> None:
    """Two streams with keys: each has a notice in it."""
    for stream in (STREAM, OTHER):
        case = stream.split(":")[1]
        centre = stream.split(":")[2]
        data = {**SAMPLES["receipt"], "case_number": case}
        actions.issue_notice("receipt", data, case_number=case, stream=stream, centre=centre, act=act())


def pieces(data: bytes) -> Iterator[bytes]:
    for at in range(0, len(data), 50_000):
        yield data[at : at + 50_000]


def content(stream: str, digest: str = DIGEST) -> bytes:
    return b"".join(queries.open_file(stream, digest))


def test_an_upload_is_used_in_a_stream_and_read_from_it(act: Acts):
    upload = actions.receive_upload(pieces(PDF), "户口簿.pdf", act())
    assert upload.digest == DIGEST
    actions.use_file(DIGEST, STREAM, act(1))
    assert content(STREAM) == PDF
    [filed] = queries.files_of(STREAM)
    assert (filed.name, filed.size, filed.media_type) == ("户口簿.pdf", len(PDF), "application/pdf")
    assert not Upload.objects.exists()


def test_the_same_content_is_stored_once(act: Acts, django_capture_on_commit_callbacks: Callable[..., object]):
    for stream in (STREAM, OTHER):
        with django_capture_on_commit_callbacks(execute=True):
            actions.receive_upload(pieces(PDF), "a.pdf", act())
        actions.use_file(DIGEST, stream, act())
    assert StoredFile.objects.count() == 1
    assert len(list(store.files().names())) == 1
    assert content(STREAM) == content(OTHER) == PDF


def test_a_repeated_use_changes_nothing(act: Acts):
    actions.receive_upload(pieces(PDF), "a.pdf", act())
    actions.use_file(DIGEST, STREAM, act())
    actions.use_file(DIGEST, STREAM, act())
    assert FileUse.objects.count() == 1


def test_with_the_streams_key_the_file_is_gone(act: Acts, django_capture_on_commit_callbacks: Callable[..., object]):
    actions.receive_upload(pieces(PDF), "a.pdf", act())
    actions.use_file(DIGEST, STREAM, act())
    StreamKey.objects.filter(stream=STREAM).delete()
    with pytest.raises(NotFound):
        content(STREAM)
    assert queries.files_of(STREAM)[0].name == ""
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.drop_if_dead(DIGEST)
    assert list(store.files().names()) == []


def test_a_file_of_two_streams_outlives_the_key_of_one(act: Acts):
    actions.receive_upload(pieces(PDF), "a.pdf", act())
    actions.use_file(DIGEST, STREAM, act())
    actions.share_file(DIGEST, source=STREAM, target=OTHER, act=act())
    StreamKey.objects.filter(stream=STREAM).delete()
    assert content(OTHER) == PDF
    assert not actions.drop_if_dead(DIGEST)


def test_a_dead_file_is_replaced_by_the_same_content_under_a_new_key(
    act: Acts, django_capture_on_commit_callbacks: Callable[..., object]
):
    actions.receive_upload(pieces(PDF), "a.pdf", act())
    actions.use_file(DIGEST, STREAM, act())
    StreamKey.objects.filter(stream=STREAM).delete()
    with django_capture_on_commit_callbacks(execute=True):
        actions.receive_upload(pieces(PDF), "a.pdf", act())
    actions.use_file(DIGEST, OTHER, act())
    assert content(OTHER) == PDF
    assert len(list(store.files().names())) == 1


def test_nobody_uses_the_upload_of_somebody_else(act: Acts):
    actions.receive_upload(pieces(PDF), "a.pdf", act())
    with pytest.raises(NotFound):
        actions.use_file(DIGEST, STREAM, act(actor=clerk("stranger")))


def test_a_stream_without_key_takes_no_file(act: Acts):
    actions.receive_upload(pieces(PDF), "a.pdf", act())
    with pytest.raises(Refused, match="key-gone"):
        actions.use_file(DIGEST, "at:nothing:here", act())


def test_an_upload_that_nobody_used_dies_with_its_key(
    act: Acts, django_capture_on_commit_callbacks: Callable[..., object]
):
    actions.receive_upload(pieces(PDF), "a.pdf", act())
    assert actions.purge(now=NOW + timedelta(days=6)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.purge(now=NOW + timedelta(days=8)) == 1
    assert not StoredFile.objects.exists()
    assert list(store.files().names()) == []


def test_nothing_of_a_file_stands_in_clear(act: Acts, tmp_path: object):
    text = ("杨秀兰 522601195603070028 " * 4000).encode()
    actions.receive_upload(pieces(text), "杨秀兰的说明.txt", act())
    actions.use_file(sm3(text).hex(), STREAM, act())
    [name] = store.files().names()
    kept = b"".join(store.files().read(name))
    assert "杨秀兰".encode() not in kept
    assert b"522601195603070028" not in kept
    assert "杨秀兰".encode() not in bytes(FileUse.objects.get(digest=sm3(text).hex()).name)


def test_an_altered_file_is_found(act: Acts, settings: object):
    actions.receive_upload(pieces(PDF), "a.pdf", act())
    actions.use_file(DIGEST, STREAM, act())
    [name] = store.files().names()
    path = settings.YIZHAN_HOME / "files" / name
    data = bytearray(path.read_bytes())
    data[150_000] ^= 1
    path.write_bytes(data)
    with pytest.raises(Refused, match="seal-broken"):
        content(STREAM)
    count, faults = queries.read_all_files()
    assert (count, [fault.kind for fault in faults]) == (1, ["file-altered"])


def test_a_file_cut_short_or_gone_is_found(act: Acts, settings: object):
    actions.receive_upload(pieces(PDF), "a.pdf", act())
    actions.use_file(DIGEST, STREAM, act())
    [name] = store.files().names()
    path = settings.YIZHAN_HOME / "files" / name
    whole = path.read_bytes()
    path.write_bytes(whole[: 8 + 2 * (65536 + 16)])
    assert [fault.kind for fault in queries.read_all_files()[1]] == ["file-altered"]
    path.unlink()
    assert [fault.kind for fault in queries.read_all_files()[1]] == ["file-missing"]
    with pytest.raises(NotFound, match="file-gone"):
        content(STREAM)


def test_a_row_that_was_changed_is_found(act: Acts):
    actions.receive_upload(pieces(PDF), "a.pdf", act())
    actions.use_file(DIGEST, STREAM, act())
    assert queries.read_all_files() == (1, [])
    FileUse.objects.update(wrapped=b"\x01" + bytes(60))
    assert [fault.kind for fault in queries.read_all_files()[1]] == ["file-key-broken"]
    StoredFile.objects.all().delete()
    assert [fault.kind for fault in queries.read_all_files()[1]] == ["file-missing"]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.pdf", "empty-file"),
        (b"MZ" + bytes(100), "a.pdf", "type-not-allowed"),
        (PDF, "../a.pdf", "bad-file-name"),
        (PDF, "\ud800.pdf", "bad-file-name"),
        (PDF, "x" * 10_000, "bad-file-name"),
    ],
)
def test_a_refused_file_leaves_nothing(act: Acts, data: bytes, name: str, code: str):
    with pytest.raises(Invalid, match=code):
        actions.receive_upload(pieces(data), name, act())
    assert list(store.files().staged()) == []
    assert list(store.files().names()) == []
    assert not StoredFile.objects.exists()


def test_a_file_over_the_limit_is_refused_while_it_comes(act: Acts, settings: object):
    settings.YIZHAN_MAX_FILE_BYTES = 1_000_000

    def endless() -> Iterator[bytes]:
        yield PDF
        for _ in range(20):
            yield bytes(100_000)
        raise AssertionError("read on after the limit")

    with pytest.raises(TooLarge, match="file-too-large"):
        actions.receive_upload(endless(), "a.pdf", act())
    assert list(store.files().staged()) == []


def test_a_file_of_200_megabytes_never_stands_in_memory(act: Acts, settings: object):
    settings.YIZHAN_MAX_FILE_BYTES = 201 * 1024 * 1024
    block = secrets.token_bytes(256 * 1024)

    def large() -> Iterator[bytes]:
        yield b"%PDF-1.7\n"
        for _ in range(800):
            yield block

    tracemalloc.start()
    upload = actions.receive_upload(large(), "a.pdf", act())
    actions.use_file(upload.digest, STREAM, act())
    total = sum(len(piece) for piece in queries.open_file(STREAM, upload.digest))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert total == 800 * 256 * 1024 + 9
    assert peak < 16 * 1024 * 1024


def test_using_files_costs_the_same_for_one_and_for_many(
    act: Acts, django_assert_max_num_queries: Callable[..., object]
):
    digests = [actions.receive_upload([b"%PDF-" + bytes([n]) * 9], f"{n}.pdf", act()).digest for n in range(65, 75)]
    with django_assert_max_num_queries(7):
        actions.use_files(digests, STREAM, act())
    assert len(queries.files_of(STREAM)) == 10


def test_a_store_is_carried_over_sealed(act: Acts, tmp_path: object, settings: object):
    actions.receive_upload(pieces(PDF), "a.pdf", act())
    actions.use_file(DIGEST, STREAM, act())
    carried = {name: b"".join(sealed) for name, sealed in queries.sealed_files()}
    settings.YIZHAN_FILES_URL = str(tmp_path / "elsewhere")
    for name, sealed in carried.items():
        actions.put_back(name, [sealed])
        actions.put_back(name, [sealed])
    assert content(STREAM) == PDF


def test_a_file_that_is_erased_while_a_backup_runs_is_left_out(act: Acts):
    actions.receive_upload(pieces(PDF), "a.pdf", act())
    [name] = store.files().names()
    store.files().delete(name)
    assert list(queries.sealed_files()) == []


@pytest.mark.parametrize("name", ["../x", "aa/bb", "/etc/passwd", f"aa/{'b' * 64}-{'c' * 32}"])
def test_only_names_of_the_store_are_put_back(node: object, name: str):
    with pytest.raises(Invalid, match="bad-file-name"):
        actions.put_back(name, [b"x"])


def test_after_an_erasure_the_files_that_nothing_opens_leave_the_store(
    act: Acts, django_capture_on_commit_callbacks: Callable[..., object]
):
    shared = b"%PDF-shared"
    for data in (PDF, shared):
        actions.receive_upload(pieces(data), "a.pdf", act())
        actions.use_file(sm3(data).hex(), STREAM, act())
    actions.share_file(sm3(shared).hex(), source=STREAM, target=OTHER, act=act())
    actions.forget_files(STREAM)
    assert content(STREAM) == PDF
    destroy_key(STREAM, ground="期满", first_person="甲", second_person="乙", act=act(1))
    sequence()
    with django_capture_on_commit_callbacks(execute=True):
        run_reactions()
        run_reactions()
    assert len(list(store.files().names())) == 1
    assert content(OTHER, sm3(shared).hex()) == shared
    assert queries.files_of(STREAM) == []
    assert queries.read_all_files() == (1, [])
