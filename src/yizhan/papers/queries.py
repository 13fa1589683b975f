"""Reading files and notices: contents of a stream's files, lists of notices, and whether one is genuine."""

from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from yizhan.journal import access as keys
from yizhan.journal.queries import stream_key
from yizhan.kernel import sealing
from yizhan.kernel.hashing import Sm3
from yizhan.kernel.identifiers import plain_number
from yizhan.kernel.refusals import Invalid, NotFound, Refused
from yizhan.papers import store
from yizhan.papers.models import FileUse, Notice, NoticeRendered, StoredFile, Upload
from yizhan.papers.templates import TEMPLATES
from yizhan.papers.void_queries import voiding_of

SHORTEST_PROOF = 8


@dataclass(frozen=True, slots=True)
class Filed:
    """A file of a stream; its name is blank where the stream's key is gone."""

    digest: str
    name: str
    size: int
    media_type: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a notice is genuine: genuine, voided, replaced, different, unknown. Nothing personal is in it."""

    state: str
    number: str = ""
    title: str = ""
    title_en: str = ""
    organ: str = ""
    issued_at: datetime | None = None
    replaced_by: str = ""
    voided_on: date | None = None


UNKNOWN = Verdict(state="unknown")


@dataclass(frozen=True, slots=True)
class FileFault:
    """Something of a file that is not as it was: for `yizhan verify`."""

    kind: str
    where: str
    detail: str


def object_name(row: StoredFile) -> str:
    """The name of a file in the store."""
    return f"{row.digest[:2]}/{row.digest}-{row.place}"


def stored(digest: str) -> StoredFile:
    """What is known of a stored file. Raises NotFound."""
    found = StoredFile.objects.filter(pk=digest).first()
    if found is None:
        raise NotFound
    return found


def sealed_files() -> Iterator[tuple[str, Iterator[bytes]]]:
    """Every stored file under its name in the store, sealed as it lies there: what a backup carries.

    A file that is erased while the backup runs is left out; `verify` tells of one that is missing.
    """
    for row in StoredFile.objects.order_by("pk").iterator():
        try:
            chunks = store.files().read(object_name(row))
        except NotFound:
            continue
        yield object_name(row), chunks


def files_of(stream: str) -> list[Filed]:
    """Every file that a stream uses, in the order in which they came."""
    uses = list(FileUse.objects.filter(stream=stream).order_by("pk"))
    known = StoredFile.objects.in_bulk([use.digest for use in uses])
    key = stream_key(stream) if uses else None
    return [_filed(use, known[use.digest], key) for use in uses if use.digest in known]


def open_file(stream: str, digest: str) -> Iterator[bytes]:
    """The content of a stream's file, piece by piece.

    Raises NotFound (no such file here, or its key is gone); while it runs Refused: seal-broken, file-altered.
    """
    use = FileUse.objects.filter(stream=stream, digest=digest).first()
    row = StoredFile.objects.filter(pk=digest).first()
    key = stream_key(stream) if use and row else None
    if use is None or row is None or key is None:
        raise NotFound
    return opened(row, key_of_use(use, key))


def opened(row: StoredFile, key: bytes) -> Iterator[bytes]:
    """A stored file in clear, checked to its end. Raises NotFound: file-gone; Refused: seal-broken, file-altered."""
    sealed = store.files().read(object_name(row))
    return _checked(sealing.open_chunks(key, sealed, aad=row.place.encode()), row.digest)


def key_of_use(use: FileUse, key: bytes) -> bytes:
    """The file's key, unwrapped with the stream's. Raises Refused: seal-broken."""
    return sealing.unwrap(bytes(use.wrapped), under=key, aad=context(use.stream, use.digest))


def context(owner: str, digest: str) -> bytes:
    """What binds a wrapped key or a sealed name to its place."""
    return f"{owner}\x00{digest}".encode()


def notices_of_case(case_number: str) -> list[Notice]:
    """Every notice of a case, oldest first."""
    return list(Notice.objects.filter(case_number=case_number).order_by("issued_at", "number"))


def verify_by_number(number: str, proof: str = "") -> Verdict:
    """A notice by its number and the digest on it: of its record (printed, at least eight characters) or of its file.

    A number alone is answered like an unknown one, so that nobody reads the register by counting.
    """
    notice = Notice.objects.filter(number=plain_number(number)).first()
    proof = proof.strip().lower()
    if notice is None or len(proof) < SHORTEST_PROOF:
        return UNKNOWN
    rendered = NoticeRendered.objects.filter(number=notice.number).values_list("digest", flat=True).first()
    genuine = _record_hash(notice).startswith(proof) or rendered == proof
    return _verdict(notice) if genuine else Verdict(state="different", number=notice.number)


def verify_by_file(digest: str) -> Verdict:
    """A notice by the SM3 digest of its file."""
    number = NoticeRendered.objects.filter(digest=digest).values_list("number", flat=True).first()
    notice = Notice.objects.filter(number=number).first() if number else None
    return _verdict(notice) if notice else UNKNOWN


def verify_by_code(text: str) -> Verdict:
    """A notice by what its QR code says. One of this node that the record lacks is still genuine by its signature."""
    number, _, rest = text.strip().partition("|")
    proof, _, signature = rest.partition("|")
    try:
        signed = keys.signed_here(signed_message(number, proof), signature)
    except (Invalid, Refused):
        signed = False
    if not signed:
        return UNKNOWN
    found = verify_by_number(number, proof)
    return found if found.state != "unknown" else Verdict(state="genuine", number=number)


def signed_message(number: str, record_hash: str) -> bytes:
    """What the centre signs on a notice."""
    return f"{number}|{record_hash}".encode("utf-8", "surrogatepass")


def read_all_files() -> tuple[int, list[FileFault]]:
    """Read every stored file once and unwrap every key: how many, and what is missing or altered."""
    kept = {row.digest: row for row in StoredFile.objects.all()}
    opening = dict(_keys_of_uploads())
    faults = []
    for use in FileUse.objects.order_by("pk").iterator():
        key, fault = _tried(use, known=use.digest in kept)
        if key is not None:
            opening[use.digest] = key
        faults += [FileFault(fault, f"{use.stream} {use.digest}", "key")] if fault else []
    for digest, row in kept.items():
        faults += _file_faults(row, opening.get(digest))
    return len(kept), [*faults, *_missing_prints(kept)]


def _keys_of_uploads() -> Iterator[tuple[str, bytes]]:
    for upload in Upload.objects.order_by("pk").iterator():
        with suppress(Refused):
            yield upload.digest, keys.unwrap(bytes(upload.wrapped), owner=f"upload:{upload.token}")


def _tried(use: FileUse, *, known: bool) -> tuple[bytes | None, str]:
    under = stream_key(use.stream)
    if under is None:  # erased: it must not open any more
        return None, ""
    if not known:
        return None, "file-missing"
    try:
        return key_of_use(use, under), ""
    except Refused:
        return None, "file-key-broken"


def _file_faults(row: StoredFile, key: bytes | None) -> list[FileFault]:
    if key is None:
        return []
    try:
        deque(opened(row, key), maxlen=0)
    except Refused as fault:
        return [FileFault("file-missing" if fault.code == "file-gone" else "file-altered", row.digest, fault.code)]
    return []


def _missing_prints(kept: Mapping[str, StoredFile]) -> Iterator[FileFault]:
    for stream, digest in NoticeRendered.objects.values_list("stream", "digest").iterator():
        used = digest in kept and FileUse.objects.filter(stream=stream, digest=digest).exists()
        if not used and stream_key(stream) is not None:
            yield FileFault("file-missing", f"{stream} {digest}", "print")


def _verdict(notice: Notice) -> Verdict:
    later = Notice.objects.filter(replaces=notice.number).values_list("number", flat=True).first() or ""
    void = voiding_of(notice.number)
    title, title_en = TEMPLATES[notice.template].title_of(notice.data)
    return Verdict(
        state="voided" if void else "replaced" if later else "genuine",
        number=notice.number,
        title=title,
        title_en=title_en,
        organ=notice.data.get("organ", ""),
        issued_at=notice.issued_at,
        replaced_by=later,
        voided_on=void.on if void else None,
    )


def _record_hash(notice: Notice) -> str:
    return keys.record_part(notice.stream, notice.no).hash


def _filed(use: FileUse, row: StoredFile, key: bytes | None) -> Filed:
    name = b"" if key is None else sealing.open_sealed(key, bytes(use.name), aad=context(use.stream, use.digest))
    return Filed(
        digest=use.digest,
        name=name.decode(),
        size=row.size,
        media_type=row.media_type,
        created_at=use.created_at,
    )


def _checked(chunks: Iterator[bytes], digest: str) -> Iterator[bytes]:
    hashed = Sm3()
    for chunk in chunks:
        hashed.update(chunk)
        yield chunk
    if hashed.digest().hex() != digest:
        raise Refused("file-altered", digest=digest)
