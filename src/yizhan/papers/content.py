"""What a file is, told by its content and never by its name (GB/T 33190 for OFD). Pure, at constant memory."""

import codecs
from collections.abc import Mapping
from types import MappingProxyType

from yizhan.kernel.refusals import Invalid, WrongType
from yizhan.papers import zips
from yizhan.papers.names import ending_of

HEAD_BYTES = 512

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
TIFF = "image/tiff"
OFD = "application/ofd"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT = "text/plain"

ENDINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        PDF: (".pdf",),
        JPEG: (".jpg", ".jpeg"),
        PNG: (".png",),
        TIFF: (".tif", ".tiff"),
        OFD: (".ofd",),
        DOCX: (".docx",),
        XLSX: (".xlsx",),
        TEXT: (".txt", ".csv"),
    }
)
"""The types that are taken, with the endings of their names."""

_MAGIC = {
    b"%PDF-": PDF,
    b"\xff\xd8\xff": JPEG,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"II*\x00": TIFF,
    b"MM\x00*": TIFF,
}
_ZIP = b"PK\x03\x04"
_ROOTS = {"OFD.xml": OFD, "word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_SCRIPTS = ("#!", "<", "@echo", "%!ps", "{\\rtf")
_PLAIN = {9, 10, 12, 13}
_UNPLAIN = bytes(byte for byte in (*range(32), 127) if byte not in _PLAIN)


class Inspector:
    """Sees a file go by and says at its end what it is."""

    def __init__(self) -> None:
        self.size = 0
        self._head = b""
        self._tail = b""
        self._text = _Text()

    def see(self, chunk: bytes) -> None:
        """The next bytes. Raises WrongType: type-not-allowed as soon as it is plain that nothing we take begins so."""
        if not self.size and chunk and not self._promising(chunk):
            raise WrongType("type-not-allowed")
        self.size += len(chunk)
        if len(self._head) < HEAD_BYTES:
            self._head += chunk[: HEAD_BYTES - len(self._head)]
        if self._head.startswith(_ZIP):
            self._tail = (self._tail + chunk)[-zips.TAIL_BYTES :]
        self._text.see(chunk)

    def type_of(self, name: str) -> str:
        """The media type. Raises WrongType: type-not-allowed; Invalid: empty-file, file-damaged, file-locked, zip-bomb,
        zip-unsafe."""
        if not self.size:
            raise Invalid("empty-file")
        if self._head.startswith(_ZIP):
            return self._document()
        for magic, kind in _MAGIC.items():
            if self._head.startswith(magic):
                return kind
        if self._text.is_plain and self._is_prose() and ending_of(name) in ("", *ENDINGS[TEXT]):
            return TEXT
        raise WrongType("type-not-allowed")

    def _promising(self, chunk: bytes) -> bool:
        return len(chunk) < 8 or chunk.startswith((*_MAGIC, _ZIP)) or b"\x00" not in chunk[:HEAD_BYTES]

    def _document(self) -> str:
        names = {part.name for part in zips.parts(self._tail, self.size)}
        if any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll")) for name in names):
            raise WrongType("type-not-allowed")
        for root, kind in _ROOTS.items():
            if root in names and (kind == OFD or "[Content_Types].xml" in names):
                return kind
        raise WrongType("type-not-allowed")

    def _is_prose(self) -> bool:
        start = self._head.removeprefix(codecs.BOM_UTF8).decode("latin-1").lstrip().lower()
        return not start.startswith(_SCRIPTS) and "<script" not in start


class _Text:
    """Whether all that was seen is text in UTF-8 or GB 18030 without control characters."""

    def __init__(self) -> None:
        self._decoders = {name: codecs.getincrementaldecoder(name)() for name in ("utf-8", "gb18030")}
        self._clean = True

    def see(self, chunk: bytes) -> None:
        if not self._clean:
            return
        self._clean = len(chunk.translate(None, _UNPLAIN)) == len(chunk)
        for name in list(self._decoders):
            self._try(name, chunk, final=False)

    @property
    def is_plain(self) -> bool:
        for name in list(self._decoders):
            self._try(name, b"", final=True)
        return self._clean and bool(self._decoders)

    def _try(self, name: str, chunk: bytes, *, final: bool) -> None:
        try:
            self._decoders[name].decode(chunk, final)
        except UnicodeDecodeError:
            del self._decoders[name]
