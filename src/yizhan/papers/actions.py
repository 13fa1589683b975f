"""Everything that writes in this room: uploads, uses of files, notices and their prints, uses of seals."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import Model

from yizhan.journal import access as keys
from yizhan.journal import actions as journal
from yizhan.journal.queries import stream_key
from yizhan.kernel import sealing as crypto
from yizhan.kernel.acting import Act
from yizhan.kernel.identifiers import build_case_number
from yizhan.kernel.refusals import Invalid, NotFound, Refused
from yizhan.papers import access, queries, receiving, rendering, rules, sealing, store
from yizhan.papers.models import FileUse, Notice, NoticeRendered, SealUse, StoredFile, Upload
from yizhan.papers.void_queries import voiding_of

UPLOAD_LIVES = timedelta(days=7)
NOTICE_PREFIX = "WS"
OBJECT_NAME = re.compile(r"([0-9a-f]{2})/\1[0-9a-f]{62}-[0-9a-f]{32}")


def receive_upload(chunks: Iterable[bytes], name: str, act: Act) -> Upload:
    """Take a file in that belongs to no case yet (待用材料); it lives seven days.

    Raises TooLarge: file-too-large; WrongType: type-not-allowed; Invalid: bad-file-name, empty-file, file-damaged,
    file-locked, zip-bomb, zip-unsafe.
    """
    staged = receiving.stage(chunks, name=name)
    row = _keep(staged, act, lambda key: _upload(staged, key, act))
    assert isinstance(row, Upload)
    return row


@transaction.atomic
def use_files(digests: Sequence[str], stream: str, act: Act) -> None:
    """Put uploads of this account into a stream: their keys are wrapped once more, under the stream's.

    A digest that the stream uses already is left as it is. Raises NotFound (no such upload of his), Refused: key-gone.
    """
    wanted = dict.fromkeys(digests)
    present = set(FileUse.objects.filter(stream=stream, digest__in=wanted).values_list("digest", flat=True))
    missing = [digest for digest in wanted if digest not in present]
    if not missing:
        return
    under = _stream_key(stream)
    uploads = access.uploads_for(act, missing)
    FileUse.objects.bulk_create([_use_of(upload, stream, under, act) for upload in uploads], ignore_conflicts=True)
    Upload.objects.filter(pk__in=[upload.pk for upload in uploads]).delete()


def use_file(digest: str, stream: str, act: Act) -> None:
    """The same for one file."""
    use_files([digest], stream, act)


@transaction.atomic
def share_file(digest: str, *, source: str, target: str, act: Act) -> None:
    """Let another stream use a file of this one; that he may, is the caller's to know.

    Raises NotFound, Refused: key-gone.
    """
    use = FileUse.objects.filter(stream=source, digest=digest).first()
    if use is None:
        raise NotFound
    from_key, under = _stream_key(source), _stream_key(target)
    name = crypto.open_sealed(from_key, bytes(use.name), aad=queries.context(source, digest)).decode()
    shared = _file_use(target, digest, key=queries.key_of_use(use, from_key), name=name, under=under, act=act)
    FileUse.objects.bulk_create([shared], ignore_conflicts=True)


def store_file(chunks: Iterable[bytes], *, name: str, stream: str, act: Act) -> str:
    """Take a file in straight into a stream; its digest. Raises what `receive_upload` raises, Refused: key-gone."""
    under = _stream_key(stream)
    staged = receiving.stage(chunks, name=name)
    _keep(staged, act, lambda key: _file_use(stream, staged.digest, key=key, name=staged.name, under=under, act=act))
    return staged.digest


def put_back(name: str, chunks: Iterable[bytes]) -> None:
    """Put a sealed file back under its name in the store (`restore`). Raises Invalid: bad-file-name."""
    if not OBJECT_NAME.fullmatch(name):
        raise Invalid("bad-file-name", name=name)
    place = name.rpartition("-")[2]
    store.files().discard(place)
    store.files().stage(place, chunks)
    store.files().settle(place, name)


def purge(*, now: datetime) -> int:
    """Drop uploads that nobody used in time, files that no living key opens, and what broke off; how many uploads."""
    expired = list(Upload.objects.filter(expires_at__lte=now).values_list("pk", "digest"))
    Upload.objects.filter(pk__in=[token for token, _ in expired]).delete()
    for digest in {digest for _, digest in expired}:
        drop_if_dead(digest)
    for place, changed in store.files().staged():
        if changed < (now - timedelta(days=1)).timestamp():
            store.files().discard(place)
    return len(expired)


@transaction.atomic
def forget_files(stream: str) -> None:
    """After a stream's key was destroyed: forget what it used, and delete what no living key opens."""
    if stream_key(stream) is not None:
        return
    uses = FileUse.objects.filter(stream=stream)
    digests = list(uses.values_list("digest", flat=True))
    uses.delete()
    for digest in digests:
        drop_if_dead(digest)


@transaction.atomic
def drop_if_dead(digest: str) -> bool:
    """Delete a stored file that no upload and no stream's key opens any more (after an erasure, or unused)."""
    stored = StoredFile.objects.select_for_update().filter(pk=digest).first()
    if stored is None or _living_key(digest) is not None:
        return False
    transaction.on_commit(partial(store.files().delete, queries.object_name(stored)))
    stored.delete()
    return True


@transaction.atomic
def issue_notice(
    template: str,
    data: Mapping[str, object],
    *,
    case_number: str,
    stream: str,
    centre: str,
    act: Act,
    replaces: str = "",
    seal: str = "ink",
) -> Notice:
    """Record a notice (出具文书) in the issuer's satellite and give it its number; it is printed later.

    Raises Invalid: unknown-template, incomplete-notice, unknown-seal-port; NotFound, Refused: already-replaced.
    """
    form = rules.template_of(template)
    kept = rules.plain_data(template, data)
    rules.check(template, kept)
    sealing.port_of(seal)
    if replaces:
        _check_replaced(replaces, case_number)
    public, personal = rules.split(kept)
    notice = Notice(
        number=_number(centre, act),
        template=form.code,
        template_version=form.version,
        case_number=case_number,
        issued_at=act.now,
        data=public,
        seal=seal,
        replaces=replaces,
    )
    journal.record(notice, stream=stream, centre=centre, act=act, sealed={"personal": personal})
    return notice


def render_notice(number: str, act: Act, *, language: str = "zh") -> bytes:
    """The PDF of a notice: made once, outside any transaction, and kept; afterwards always that one.

    The English print (labels beside the Chinese words) is a reading aid and is not kept beside it. One that was
    declared void is shown with that mark alone, and is not kept either.
    Raises NotFound, Refused: key-gone, seal-service-missing, notice-voided.
    """
    notice = Notice.objects.filter(number=number).first()
    if notice is None:
        raise NotFound
    if voiding_of(number) is not None:
        return _print(notice, language=language)
    digest = _print_of(number) or _keep_print(notice, act)
    if language != "zh":
        return _print(notice, language=language)
    return b"".join(queries.open_file(notice.stream, digest))


@transaction.atomic
def record_seal_use(
    *,
    seal_id: str,
    notice: str,
    operator: str,
    approver: str,
    reason: str,
    place: str,
    act: Act,
) -> SealUse:
    """Enter one use of a seal (用印登记): approved by a person, for one document, never for blank paper.

    Raises NotFound, Refused: approver-missing, reason-missing, notice-voided, seal-not-used (the notice carries none).
    """
    document = Notice.objects.filter(number=notice).first()
    if document is None:
        raise NotFound
    if document.seal == "none":
        raise Refused("seal-not-used")
    _demand_standing(notice)
    if not approver:
        raise Refused("approver-missing")
    if not reason:
        raise Refused("reason-missing")
    use = SealUse(
        seal_id=seal_id,
        document=notice,
        document_hash=keys.record_part(document.stream, document.no).hash,
        document_version=document.template_version,
        case_number=document.case_number,
        operator=operator,
        approver=approver,
        reason=reason,
        used_at=act.now,
        place=place,
    )
    journal.record(use, stream=document.stream, centre=document.centre, act=act)
    return use


def _keep(staged: receiving.Staged, act: Act, use: Callable[[bytes], Model]) -> Model:
    """Settle a staged file and write the row that uses it, with the file's key.

    The same content is stored once: where it is here and a living key opens it, that key is used. Two uploads of one
    content at once: the second insert fails and is tried again, and then finds the first. Objects have names of their
    own, so none overwrites another; what became surplus is deleted after the commit. A kill in between leaves an
    object whose key was never kept: noise.
    """
    stored = StoredFile(
        digest=staged.digest,
        place=staged.place,
        size=staged.size,
        media_type=staged.media_type,
        created_at=act.now,
        centre=act.actor.centre,
    )
    store.files().settle(staged.place, queries.object_name(stored))
    try:
        return _claim(stored, staged.key, use)
    except IntegrityError:
        return _claim(stored, staged.key, use)


@transaction.atomic
def _claim(stored: StoredFile, key: bytes, use: Callable[[bytes], Model]) -> Model:
    present = StoredFile.objects.select_for_update().filter(pk=stored.digest).first()
    living = _living_key(stored.digest) if present else None
    if present is None:
        stored.save(force_insert=True)
    else:
        surplus = present if living is None else stored
        transaction.on_commit(partial(store.files().delete, queries.object_name(surplus)))
    if present is not None and living is None:  # every key of it was destroyed: this upload takes its place
        StoredFile.objects.filter(pk=stored.digest).update(place=stored.place, created_at=stored.created_at)
    row = use(living or key)
    type(row)._default_manager.bulk_create([row], ignore_conflicts=True)  # the stream may use it already
    return row


def _living_key(digest: str) -> bytes | None:
    """The key of a stored file through any upload or stream that still has one."""
    upload = Upload.objects.filter(digest=digest).first()
    if upload is not None:
        return keys.unwrap(bytes(upload.wrapped), owner=f"upload:{upload.token}")
    for use in FileUse.objects.filter(digest=digest).order_by("-pk").iterator(chunk_size=20):
        if (under := stream_key(use.stream)) is not None:
            return queries.key_of_use(use, under)
    return None


def _upload(staged: receiving.Staged, key: bytes, act: Act) -> Upload:
    token = keys.random_bytes(16).hex()
    return Upload(
        token=token,
        digest=staged.digest,
        wrapped=keys.wrap(key, owner=f"upload:{token}"),
        name=_seal(key, staged.name.encode(), queries.context(token, staged.digest)),
        account=act.actor.account,
        centre=act.actor.centre,
        created_at=act.now,
        expires_at=act.now + UPLOAD_LIVES,
    )


def _use_of(upload: Upload, stream: str, under: bytes, act: Act) -> FileUse:
    key = keys.unwrap(bytes(upload.wrapped), owner=f"upload:{upload.token}")
    name = crypto.open_sealed(key, bytes(upload.name), aad=queries.context(upload.token, upload.digest))
    return _file_use(stream, upload.digest, key=key, name=name.decode(), under=under, act=act)


def _file_use(stream: str, digest: str, *, key: bytes, name: str, under: bytes, act: Act) -> FileUse:
    bound = queries.context(stream, digest)
    return FileUse(
        stream=stream,
        digest=digest,
        wrapped=crypto.wrap(key, under=under, nonce=keys.random_bytes(crypto.NONCE_BYTES), aad=bound),
        name=_seal(under, name.encode(), bound),
        created_at=act.now,
        account=act.actor.account,
        centre=act.actor.centre,
    )


def _seal(key: bytes, plain: bytes, bound: bytes) -> bytes:
    return crypto.seal(key, plain, nonce=keys.random_bytes(crypto.NONCE_BYTES), aad=bound)


def _stream_key(stream: str) -> bytes:
    key = stream_key(stream)
    if key is None:
        raise Refused("key-gone", stream=stream)
    return key


def _number(centre: str, act: Act) -> str:
    """`WS`, then as a case number: division, year, series, serial, check character."""
    division = centre.partition("-")[0]
    series, serial = journal.draw_serial(f"notice:{division}", act.today.year)
    return NOTICE_PREFIX + build_case_number(division, act.today.year, series, serial)


def _check_replaced(number: str, case_number: str) -> None:
    # The lock settles two corrections at once: the second waits, and then sees the first.
    old = Notice.objects.select_for_update().filter(number=number, case_number=case_number).first()
    if old is None:
        raise NotFound
    if Notice.objects.filter(replaces=number).exists():
        raise Refused("already-replaced", number=number)


def _print_of(number: str) -> str:
    return NoticeRendered.objects.filter(number=number).values_list("digest", flat=True).first() or ""


def _print(notice: Notice, *, language: str) -> bytes:
    part = keys.record_part(notice.stream, notice.no)
    if part.sealed is None:
        raise Refused("key-gone", stream=notice.stream)
    proof = rendering.Proof(
        number=notice.number,
        record_hash=part.hash,
        signature=keys.sign(queries.signed_message(notice.number, part.hash)),
        issued_at=notice.issued_at,
        replaces=notice.replaces,
        seal=notice.seal,
        voided=void.on if (void := voiding_of(notice.number)) else None,
    )
    data = {**notice.data, **part.sealed.get("personal", {})}
    return rendering.render(notice.template, data, language=language, proof=proof)


def _keep_print(notice: Notice, act: Act) -> str:
    pdf = sealing.port_of(notice.seal).seal(_print(notice, language="zh"), number=notice.number)
    digest = store_file([pdf], name=f"{notice.number}.pdf", stream=notice.stream, act=act)
    try:
        _record_print(notice, digest, len(pdf), act)
    except IntegrityError:  # somebody else printed it at the same time: his is the print
        return _print_of(notice.number)
    except Refused:  # it was declared void while the print was made: nobody gets that print
        FileUse.objects.filter(stream=notice.stream, digest=digest).delete()
        drop_if_dead(digest)
        raise
    return digest


def _demand_standing(number: str) -> None:
    if (void := voiding_of(number)) is not None:
        raise Refused("notice-voided", number=number, on=void.on)


@transaction.atomic
def _record_print(notice: Notice, digest: str, size: int, act: Act) -> None:
    journal.lock_head(notice.stream)  # whoever declares it void at this moment waits, or was first
    _demand_standing(notice.number)
    rendered = NoticeRendered(number=notice.number, digest=digest, size=size)
    journal.record(rendered, stream=notice.stream, centre=notice.centre, act=act)
