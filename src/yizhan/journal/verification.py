"""`yizhan verify`: chains, signatures, rows against the journal. Finds what was altered, dropped or moved.

One walk over the journal at constant memory, all of one moment: the node may go on working.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from yizhan.journal import chain_checks, store, store_bulk, store_guards, upgrading
from yizhan.journal.chain_checks import Fault, KnownHead, StreamCheck
from yizhan.journal.models import Entry, Stream, StreamKey
from yizhan.journal.row_checks import RowChecks

__all__ = ["Fault", "KnownHead", "Report", "check_also", "verify"]

STEP = 500


@dataclass(slots=True)
class Report:
    """What was read and every fault found."""

    entries: int = 0
    streams: int = 0
    files: int = 0
    faults: list[Fault] = field(default_factory=list)


_checks: dict[str, Callable[[Report], None]] = {}


def check_also(name: str, check: Callable[[Report], None]) -> None:
    """A higher room's part of `verify` (material files), registered by `site`."""
    _checks[name] = check


def verify(
    *, since: str = "", heads: Iterable[KnownHead] = (), progress: Callable[[int], None] = lambda _: None
) -> Report:
    """Check the whole node, or the streams touched since a moment (journal text form) and the node's chain.

    `heads` are heads of this node's chain that had left it. Rows that no entry stands for are found by the whole check.
    """
    report = Report()
    with store.snapshot():
        report.faults += [Fault("guard-missing", name, "") for name in store_guards.missing_guards()]
        report.faults += [Fault("rows-of-an-older-program", kind, "yizhan rebuild") for kind in upgrading.outdated()]
        rows = RowChecks()
        _walk(report, rows, since, progress)
        report.faults += rows.rest()
        if not since:
            report.faults += rows.strays()
            report.faults += _orphans()
        report.faults += chain_checks.chain_faults(heads)
        for check in _checks.values():
            check(report)
    return report


def _walk(report: Report, rows: RowChecks, since: str, progress: Callable[[int], None]) -> None:
    check: StreamCheck | None = None
    for entry in store_bulk.walk(since=since):
        if check is None or check.stream != entry.stream:
            if check is not None:
                report.faults += [*check.rest(), *_shown(check, rows)]
            check = StreamCheck(entry)
            report.streams += 1
        if entry.id is None:
            continue
        report.entries += 1
        if report.entries % STEP == 0:
            progress(STEP)
        report.faults += _taken(check, entry, rows)
    if check is not None:
        report.faults += [*check.rest(), *_shown(check, rows)]
    progress(report.entries % STEP)


def _taken(check: StreamCheck, entry: store_bulk.Walked, rows: RowChecks) -> list[Fault]:
    """One entry of a stream. What somebody altered may break any rule: that is a finding, not a crash."""
    try:
        faults, row = check.take(entry)
        return [*faults, *(rows.expect([row]) if row is not None else ())]
    except Exception as fault:
        return [Fault("entry-unreadable", f"{entry.stream}#{entry.no}", type(fault).__name__)]


def _shown(check: StreamCheck, rows: RowChecks) -> list[Fault]:
    """The rows of a stream, as far as its entries give any."""
    try:
        return list(rows.expect(check.reader.rows()))
    except Exception as fault:
        return [Fault("stream-unreadable", check.stream, type(fault).__name__)]


def _orphans() -> Iterable[Fault]:
    """Entries and keys of streams that have no head."""
    for model, kind in ((Entry, "stream-without-head"), (StreamKey, "key-without-stream")):
        heads = Stream.objects.filter(key=OuterRef("stream"))
        for key in model._base_manager.filter(~Exists(heads)).values_list("stream", flat=True).distinct():
            yield Fault(kind, key, "")
