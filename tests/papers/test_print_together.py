"""Prints behind one another in one PDF: every page of each as it is, with its text."""

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader

from tests.papers.conftest import ELSEWHERE, clerk
from tests.papers.test_notices import issue, text_of
from yizhan.kernel.acting import Act
from yizhan.kernel.refusals import NotFound, Refused
from yizhan.papers import access
from yizhan.papers.actions import render_notice
from yizhan.papers.print_actions import page_count, prepare, print_together
from yizhan.papers.void_queries import printed_of

Acts = Callable[..., Act]
pytestmark = pytest.mark.usefixtures("node")


@pytest.fixture(autouse=True)
def seen_by_its_centre(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample case is the centre's; there is none in this room."""
    monkeypatch.setattr(access, "_also", [lambda actor, notice: actor.centre == notice.centre])


def test_every_page_of_each_stands_there_with_its_text(act: Acts):
    numbers = [issue(act(), reason="不符合规定的条件。" * 300).number, issue(act()).number]
    alone = [render_notice(number, act(1)) for number in numbers]
    assert [page_count(pdf) for pdf in alone] == [len(PdfReader(io.BytesIO(pdf)).pages) for pdf in alone]
    assert page_count(alone[0]) > 1
    together = print_together(numbers, title="签批", act=act(2))
    assert len(PdfReader(io.BytesIO(together)).pages) == sum(page_count(pdf) for pdf in alone)
    assert text_of(together) == "".join(text_of(pdf) for pdf in alone)


def test_prints_are_made_a_few_at_a_time(act: Acts):
    numbers = [issue(act()).number for _ in range(3)]
    prepare(numbers, act=act(1), size=2)
    assert printed_of(numbers) == set(numbers[:2])
    prepare(numbers, act=act(1), size=2)
    assert printed_of(numbers) == set(numbers)


def test_nobody_gets_by_the_bundle_what_he_may_not_see(act: Acts):
    number = issue(act()).number
    stranger = act(1, clerk("stranger", ELSEWHERE))
    with pytest.raises(NotFound):
        print_together([number], title="", act=stranger)
    with pytest.raises(NotFound):
        prepare([number], act=stranger, size=9)
    assert printed_of([number]) == set()


def test_an_empty_bundle_is_refused(act: Acts):
    with pytest.raises(Refused, match="nothing-to-print"):
        print_together([], title="", act=act())
