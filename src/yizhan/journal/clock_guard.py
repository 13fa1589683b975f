"""The clock of an old PC: a start before the last entry, a jump while running: shown, asked about, recorded."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from yizhan.journal import actions, codec
from yizhan.journal.models import ClockConfirmed, ClockQuestioned, Seen
from yizhan.journal.queries import last_moment, this_node
from yizhan.kernel.acting import Act
from yizhan.kernel.refusals import Invalid, NotFound, Refused

TOLERANCE = timedelta(minutes=10)
ANSWERS = ("right", "set")


@dataclass(frozen=True, slots=True)
class Finding:
    """Why the clock is doubted: what it says, and the moment that it disagrees with."""

    kind: str
    clock: datetime
    known: datetime


def check_start(now: datetime) -> Finding | None:
    """What is wrong with the clock at a start: earlier than the last entry, or than the node was last seen running.

    A node that was off for ten days comes back later, never earlier: that the clock went on is no finding. Nor is an
    entry of a clock that was once ahead, when somebody has confirmed that the clock is right now.
    """
    last, seen = last_moment(), last_seen()
    if last is not None and now < last and not _is_settled(last):
        return Finding("earlier-than-last-entry", now, last)
    if seen is not None and now < seen - TOLERANCE:
        return Finding("earlier-than-last-seen", now, seen)
    return None


def _is_settled(known: datetime) -> bool:
    right = ClockConfirmed.objects.filter(answer="right").values("question")
    return ClockQuestioned.objects.filter(known=known, key__in=right).exists()


def check_running(now: datetime, *, before: datetime, elapsed: timedelta) -> Finding | None:
    """What is wrong with the clock of a running node: it moved by over ten minutes more or less than time has passed.

    `elapsed` is measured by a clock that nobody sets (monotonic) since the clock said `before`.
    """
    expected = before + elapsed
    if abs(now - expected) > TOLERANCE:
        return Finding("jumped", now, expected)
    return None


def check_peer(now: datetime, *, peer: datetime) -> Finding | None:
    """What is wrong when a peer's clock was read at a contact."""
    return Finding("differs-from-peer", now, peer) if abs(now - peer) > TOLERANCE else None


def last_seen() -> datetime | None:
    """The last moment at which the node is known to have run."""
    at = Seen.objects.values_list("at", flat=True).first()
    return codec.moment_of(at) if at else None


def keep_seen(now: datetime) -> None:
    """The node runs: noted every few minutes."""
    Seen.objects.update_or_create(pk=1, defaults={"at": codec.moment_text(now)})


def question_clock(finding: Finding, *, act: Act) -> str:
    """Record that the clock is doubted; the key of the question, which stays open until somebody answers."""
    row = ClockQuestioned(finding=finding.kind, clock=finding.clock, known=finding.known)
    actions.record(row, stream=f"node:{this_node().code}", centre="", act=act)
    return row.key


def open_question() -> ClockQuestioned | None:
    """The newest question about the clock that nobody has answered."""
    answered = ClockConfirmed.objects.values("question")
    return ClockQuestioned.objects.exclude(key__in=answered).order_by("-no").first()


def answer_clock(*, question: str, answer: str, words: str, act: Act) -> None:
    """Record what the operator answered: the clock is `right`, or it was wrong and has been `set`.

    Raises NotFound, Invalid, Refused: already-answered, clock-still-wrong (it still lies before the last entry).
    """
    if answer not in ANSWERS:
        raise Invalid("bad-answer", errors={"answer": ["bad-answer"]})
    asked = ClockQuestioned.objects.filter(key=question).first()
    if asked is None:
        raise NotFound(question=question)
    if ClockConfirmed.objects.filter(question=question).exists():
        raise Refused("already-answered")
    if answer == "set" and check_start(act.now) is not None:
        raise Refused("clock-still-wrong")
    row = ClockConfirmed(question=question, answer=answer, words=words)
    actions.record(row, stream=f"node:{this_node().code}", centre="", act=act)
    keep_seen(act.now)
