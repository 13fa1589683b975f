"""Refusals as a page tells them: the words in the reader's language, the data in them marked with its own."""

import re
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString

from yizhan.kernel.refusals import Refused
from yizhan.web import refusals, wording

BEGIN, END = "\x02", "\x03"
"""Around a piece of data while the sentence is put together: no text that the program keeps holds these."""
HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, kw_only=True)
class Told:
    """What happened, why, what to do; and the stable code."""

    code: str
    title: SafeString
    detail: SafeString
    advice: SafeString


def told(refused: Refused) -> Told:
    """A refusal in words, ready for a page."""
    facts = {name: _marked(refusals.tell(name, value)) for name, value in refused.facts.items()}
    title, detail, advice = (_shown(text) for text in refusals.words(refused.code, facts))
    return Told(code=refused.code, title=title, detail=detail, advice=advice)


def _marked(text: str) -> str:
    return f"{BEGIN}{text}{END}" if wording.in_english() and HAN.search(text) else text


def _shown(text: str) -> SafeString:
    return SafeString(escape(text).replace(BEGIN, '<span lang="zh-Hans">').replace(END, "</span>"))
