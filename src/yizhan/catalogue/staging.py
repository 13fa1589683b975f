"""What an item file that was handed in would do, told before it is done: faults, questions, changes.

Nothing is written here; the file waits in its row until its owner decides.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from yizhan.catalogue import quality, queries, shipped
from yizhan.catalogue.codes import LimitUnit
from yizhan.catalogue.comparing import Difference, differences
from yizhan.catalogue.findings import Finding, Severity
from yizhan.catalogue.importing import Decision, read_items
from yizhan.catalogue.models import StagedFile
from yizhan.catalogue.release import Release
from yizhan.kernel.refusals import NotFound

OPEN = "open-day-unit"


@dataclass(frozen=True, kw_only=True)
class Changed:
    """An item that would get a new release, with what changes in it."""

    release: Release
    before: Release
    changes: Sequence[Difference]


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a file would do."""

    faults: Sequence[Finding]
    asked: Sequence[Finding]
    """Limits in 日 whose unit nobody has decided: asked, never guessed."""
    told: Sequence[Finding]
    """What must be looked at, though it refuses nothing."""
    new: Sequence[Release] = ()
    changed: Sequence[Changed] = ()
    unchanged: int = 0
    too_early: Mapping[str, date] = field(default_factory=dict)
    """Items whose last release begins after the day that was chosen for this file."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing stands in the way of the import."""
        return not (self.faults or self.asked or self.too_early)

    @property
    def says_something(self) -> bool:
        """Whether anything would change."""
        return bool(self.new or self.changed)


def report(staged: StagedFile) -> Report:
    """Read the file with the decisions made so far, and compare it with the newest releases."""
    reading = read_items(bytes(staged.content), decisions_of(staged))
    found = [*reading.findings, *(one for each in reading.releases for one in refusing(each))]
    faults = [one for one in found if one.severity is Severity.ERROR]
    sound = Report(
        faults=[one for one in faults if one.fault != OPEN],
        asked=[one for one in faults if one.fault == OPEN],
        told=[one for one in found if one.severity is Severity.WARNING],
    )
    return compared(sound, reading.releases, staged.effective_from)


def refusing(release: Release) -> list[Finding]:
    """What the law does not allow to publish."""
    return list(quality.refusals(release, shipped.abolished_proofs()))


def compared(found: Report, releases: Sequence[Release], effective_from: date) -> Report:
    """The report with what would change, against the newest release of each item."""
    newest = queries.newest_releases([each.code for each in releases])
    pairs = [(each, newest[each.code]) for each in releases if each.code in newest]
    changed = [Changed(release=each, before=old, changes=differences(old, each)) for each, old in pairs]
    said = [each for each in changed if each.changes]
    return Report(
        faults=found.faults,
        asked=found.asked,
        told=found.told,
        new=[each for each in releases if each.code not in newest],
        changed=said,
        unchanged=len(changed) - len(said),
        too_early={
            each.release.code: each.before.effective_from
            for each in said
            if each.before.effective_from and each.before.effective_from > effective_from
        },
    )


def decisions_of(staged: StagedFile) -> dict[str, Decision]:
    """The decisions made so far on limits in 日."""
    return {
        where: Decision(unit=LimitUnit.named(one["unit"]), reason=one["reason"])
        for where, one in json.loads(staged.decisions).items()
    }


def decisions_text(decisions: Mapping[str, Decision]) -> str:
    """Decisions as the row keeps them."""
    kept = {where: {"unit": one.unit.value, "reason": one.reason} for where, one in decisions.items()}
    return json.dumps(kept, ensure_ascii=False)


def staged_of(account: str, key: str) -> StagedFile:
    """A file that waits, for whoever handed it in. Raises NotFound."""
    row = StagedFile.objects.filter(key=key, account=account).first()
    if row is None:
        raise NotFound
    return row
