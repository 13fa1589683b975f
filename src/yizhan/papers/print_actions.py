"""Many prints in one go (一次打印): each notice's own print, made where it was not, behind one another in one PDF."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from yizhan.kernel.acting import LEGAL_ZONE, Act
from yizhan.kernel.refusals import Refused
from yizhan.papers import access, rendering
from yizhan.papers.actions import render_notice
from yizhan.papers.void_queries import printed_of

PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)")


def prepare(numbers: Sequence[str], *, act: Act, size: int) -> None:
    """Make the next few prints of these notices that are not made yet, outside any transaction.

    Raises NotFound for a notice that is not the actor's to see, and what `render_notice` raises.
    """
    made = printed_of(numbers)
    lacking = [number for number in numbers if number not in made]
    for number in lacking[:size]:
        render_notice(access.notice_for(act.actor, number).number, act)


def print_together(numbers: Sequence[str], *, title: str, act: Act) -> bytes:
    """The prints of these notices in one PDF, page by page as they are. It is for the printer and not kept.

    Raises NotFound for one that is not the actor's to see; Refused: nothing-to-print, and what `render_notice` raises.
    """
    if not numbers:
        raise Refused("nothing-to-print")
    prints = [(number, render_notice(access.notice_for(act.actor, number).number, act)) for number in numbers]
    return joined(prints, title=title)


def joined(prints: Sequence[tuple[str, bytes]], *, title: str) -> bytes:
    """PDF files with their names, one behind the other. No archive standard lets pages of others in."""
    pages = [{"name": name, "pages": page_count(pdf), "content": list(pdf)} for name, pdf in prints]
    return rendering.typeset("sheets/joined", {"title": title, "prints": pages}, standards=())


def page_count(pdf: bytes) -> int:
    """How many pages a print has: the root of its page tree says so."""
    return max(int(count) for count in PAGES.findall(pdf))


def signing_list(content: dict[str, Any], *, now: datetime) -> bytes:
    """The list of a sitting (集中签批清单) as PDF; `content` as `typst/sheets/signing.typ` reads it."""
    shown = rendering.printable({**content, "printed": f"{now.astimezone(LEGAL_ZONE):%Y-%m-%d %H:%M}"})
    return rendering.typeset("sheets/signing", {"list": shown}, at=now)
