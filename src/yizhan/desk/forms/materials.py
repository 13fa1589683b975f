"""The checklist at the counter (材料清单): per line whether it was received, how many originals and copies, the file.

A file goes into the store as it comes and its digest stays on the page, so no refusal loses it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.translation import gettext as _

from yizhan.cases.events import Given
from yizhan.catalogue.release import Material
from yizhan.catalogue.rules import Applies, MaterialLine
from yizhan.desk.people import Reusable
from yizhan.web.refusals import Text

MOST = 999
DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the list as the page shows it and reads it back."""

    code: str
    name: str
    must: bool = True
    open: bool = False
    condition: str = ""
    form: str = ""
    source: str = ""
    note: str = ""
    pledgeable: bool = False
    has: bool = False
    originals: str = "0"
    copies: str = "0"
    wanted_originals: int = 0
    wanted_copies: int = 0
    file: str = ""
    file_name: str = ""
    faults: Sequence[Text] = ()
    reusable: Reusable | None = None
    reused: bool = False

    @property
    def given(self) -> Given | None:
        """The material as it is handed to the actions; None where it was not received."""
        if self.reused and self.reusable:
            return Given(
                code=self.code,
                name=self.name,
                copies=1,
                file=self.reusable.digest,
                note=f"沿用{self.reusable.case}",
            )
        if not self.has and not self.file:
            return None
        return Given(
            code=self.code,
            name=self.name,
            originals=_count(self.originals),
            copies=_count(self.copies),
            file=self.file,
        )


def _count(text: str) -> int:
    return min(int(text), MOST) if text.isdecimal() and len(text) < 6 else 0


def line_of(material: Material, *, must: bool = True, open_: bool = False, condition: str = "") -> Line:
    """An empty line for a material, the amounts that the item wants filled in."""
    return Line(
        code=material.code,
        name=material.name,
        must=must,
        open=open_,
        condition=condition,
        form=material.form,
        source=material.source,
        note=material.note,
        pledgeable=material.pledgeable,
        originals=str(material.originals or 0),
        copies=str(material.copies or 0),
        wanted_originals=material.originals or 0,
        wanted_copies=material.copies or 0,
    )


def lines_of(checklist: Iterable[MaterialLine]) -> list[Line]:
    """The lines of a checklist; one that depends on an open answer says so."""
    return [
        line_of(one.material, must=one.must, open_=one.applies is Applies.ASK, condition=one.condition)
        for one in checklist
    ]


def with_reusable(lines: Iterable[Line], known: Sequence[Reusable]) -> list[Line]:
    """The lines with what an earlier case has of them, by the paper's name."""
    by_name = {one.name: one for one in known}
    return [replace(line, reusable=by_name.get(line.name)) for line in lines]


def read(lines: Iterable[Line], posted: QueryDict) -> list[Line]:
    """The lines as they were filled in; files that came before stay by their digest."""
    return [_read(line, posted) for line in lines]


def _read(line: Line, posted: QueryDict) -> Line:
    if f"originals.{line.code}" not in posted:
        return line
    digest, _, name = posted.get(f"kept.{line.code}", "").partition(" ")
    kept = DIGEST.fullmatch(digest) is not None
    return replace(
        line,
        has=bool(posted.get(f"has.{line.code}")),
        reused=bool(posted.get(f"reuse.{line.code}")),
        originals=posted.get(f"originals.{line.code}", "0").strip()[:6],
        copies=posted.get(f"copies.{line.code}", "0").strip()[:6],
        file=digest if kept else "",
        file_name=name[:200] if kept else "",
    )


def new_files(lines: Iterable[Line], files: "MultiValueDict[str, Any]") -> list[tuple[str, Any]]:
    """The files that came with this request, with their line's code."""
    return [(line.code, files[f"file.{line.code}"]) for line in lines if f"file.{line.code}" in files]


def with_file(lines: Iterable[Line], code: str, **changes: Any) -> list[Line]:
    """The lines with one of them changed: its file, or the fault of its file."""
    return [replace(line, **changes) if line.code == code else line for line in lines]


def given(lines: Iterable[Line]) -> tuple[Given, ...]:
    """Everything that was received."""
    return tuple(one for line in lines if (one := line.given) is not None)


def nothing_ticked(lines: Sequence[Line]) -> str:
    """What is said of a list of which nothing was ticked: where to tick, and what to do where nothing was brought."""
    said = _("一份也没有勾选。请勾选收到的每一份；申请人一份也没有带来的，先不收件，一次告知他要带哪些材料。")
    return format_html('<a href="#has-{}">{}</a>: {}', lines[0].code, _("收到的材料"), said) if lines else said


def carried(lines: Iterable[Line]) -> Iterator[tuple[str, str]]:
    """What a later page must send again of the lines: that they were received, and their files by digest."""
    for line in lines:
        if line.has:
            yield f"has.{line.code}", "1"
        if line.file:
            yield f"kept.{line.code}", f"{line.file} {line.file_name}"
