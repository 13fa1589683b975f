"""A file is what its content says, whatever its name."""

import io
import struct
import zipfile
from contextlib import suppress

import pytest

from yizhan.kernel.refusals import Invalid
from yizhan.papers import content, names


def zipped(*members: str, data: bytes = b"x" * 100, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for member in members:
            archive.writestr(member, data)
    return made.getvalue()


OFD = zipped("OFD.xml", "Doc_0/Document.xml")
DOCX = zipped("[Content_Types].xml", "word/document.xml")
XLSX = zipped("[Content_Types].xml", "xl/workbook.xml")
GOOD = {
    content.PDF: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    content.JPEG: b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(20),
    content.PNG: b"\x89PNG\r\n\x1a\n" + bytes(20),
    content.TIFF: b"II*\x00" + bytes(20),
    content.OFD: OFD,
    content.DOCX: DOCX,
    content.XLSX: XLSX,
    content.TEXT: "申请书\n第一行，家庭收入 1,200 元\r\n".encode(),
}
BAD = {
    "an executable": b"MZ\x90\x00" + bytes(60),
    "an ELF file": b"\x7fELF\x02\x01" + bytes(60),
    "a shell script": b"#!/bin/sh\nrm -rf /\n",
    "a batch file": b"@echo off\r\ndel *.*\r\n",
    "a web page": b"<!DOCTYPE html><html><script>alert(1)</script>",
    "a web page after blanks": b"\xef\xbb\xbf  \n<html>",
    "an SVG picture": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "PHP": b"<?php echo 1;",
    "an archive": zipped("readme.txt"),
    "a macro document": zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    "a program in a document": zipped("[Content_Types].xml", "word/document.xml", "word/setup.exe"),
    "a gzip": b"\x1f\x8b\x08\x00" + bytes(30),
    "RAR": b"Rar!\x1a\x07\x00" + bytes(30),
    "an old Word file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(30),
    "RTF": b"{\\rtf1 hello}",
    "text with a bell": b"hello\x07world",
    "bytes that are no text": b"\xff\xfe\xfd\xfc" * 10,
}


def type_of(data: bytes, name: str = "a.bin", step: int = 7) -> str:
    inspector = content.Inspector()
    for at in range(0, len(data), step):
        inspector.see(data[at : at + step])
    return inspector.type_of(name)


@pytest.mark.parametrize("kind", GOOD)
@pytest.mark.parametrize("step", [1, 7, 4096])
def test_what_we_take_is_known_by_its_content(kind: str, step: int):
    assert type_of(GOOD[kind], "申请.txt" if kind == content.TEXT else "x.exe", step) == kind


@pytest.mark.parametrize("what", BAD)
@pytest.mark.parametrize("name", ["申请书.pdf", "a.txt", "a.docx"])
def test_what_we_do_not_take_is_refused_whatever_its_name(what: str, name: str):
    with pytest.raises(Invalid, match="type-not-allowed"):
        type_of(BAD[what], name, 4096)


def test_text_in_gb18030_is_text():
    assert type_of("户口簿复印件".encode("gb18030"), "说明.txt") == content.TEXT


def test_text_that_calls_itself_a_script_is_refused():
    with pytest.raises(Invalid, match="type-not-allowed"):
        type_of(b"del important\r\n", "run.bat")


def test_an_empty_file_is_refused():
    with pytest.raises(Invalid, match="empty-file"):
        type_of(b"")


def test_a_program_is_refused_before_the_rest_has_come():
    with pytest.raises(Invalid, match="type-not-allowed"):
        content.Inspector().see(BAD["an executable"])


def test_a_bomb_is_refused_by_its_directory_alone():
    bomb = zipped("[Content_Types].xml", "word/document.xml", data=bytes(60_000_000))
    assert len(bomb) < 200_000
    with pytest.raises(Invalid, match="zip-bomb"):
        type_of(bomb, step=1 << 16)


def test_parts_that_share_their_bytes_are_a_bomb():
    data = bytearray(zipped("OFD.xml", "a", "b", compression=zipfile.ZIP_STORED))
    entry = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    struct.pack_into("<I", data, entry + 42, 0)
    with pytest.raises(Invalid, match="zip-bomb"):
        type_of(bytes(data))


@pytest.mark.parametrize("member", ["../evil", "/etc/passwd", "a/../../b", "C:\\x", "..\\x"])
def test_a_part_that_leaves_its_document_is_refused(member: str):
    with pytest.raises(Invalid, match="zip-unsafe"):
        type_of(zipped("OFD.xml", member))


def test_a_locked_document_is_refused():
    data = bytearray(OFD)
    entry = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, entry + 8, 1)
    with pytest.raises(Invalid, match="file-locked"):
        type_of(bytes(data))


@pytest.mark.parametrize("cut", [10, 60, 1])
def test_a_truncated_document_is_refused(cut: int):
    with pytest.raises(Invalid, match="file-damaged"):
        type_of(DOCX[:-cut])


def test_every_damage_to_a_directory_is_a_refusal_and_never_a_crash():
    start = DOCX.index(b"PK\x01\x02")
    for at in range(start, len(DOCX)):
        for value in (0, 255):
            damaged = DOCX[:at] + bytes([value]) + DOCX[at + 1 :]
            with suppress(Invalid):
                type_of(damaged, step=4096)


@pytest.mark.parametrize(
    "name",
    [
        *("", " ", "..", "a/b.pdf", "a\\b.pdf", "/etc/passwd", "a\x00.pdf", "a\n.pdf", "\ud800.pdf", "a\u202egpj.exe"),
        *("x" * 201, "a:b.pdf", "a?.pdf", 'a".pdf', "a|b", "<a>.pdf", "*"),
    ],
)
def test_bad_names_are_refused(name: str):
    with pytest.raises(Invalid, match="bad-file-name"):
        names.checked(name, endings=(".pdf",))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("户口簿.pdf", "户口簿.pdf"),
        ("户口簿.PDF", "户口簿.PDF"),
        ("setup.exe", "setup.exe.pdf"),
        ("无后缀", "无后缀.pdf"),
        ("con.pdf", "_con.pdf"),
        ("LPT1", "_LPT1.pdf"),
        ("a. ", "a.pdf"),
        (".pdf", ".pdf.pdf"),
        ("王\U0002a6b4.pdf", "王\U0002a6b4.pdf"),
    ],
)
def test_good_names_are_kept_and_end_as_their_type(name: str, kept: str):
    assert names.checked(name, endings=(".pdf",)) == kept
