"""Writes to the catalogue: a release is published, an item file is taken over whole.

The catalogue is the node's own register: whoever keeps it acts for the node, so its streams are held by nobody else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import transaction

from yizhan.accounts import access
from yizhan.catalogue import projections, publishing_rules, quality, queries, shipped, staging, state
from yizhan.catalogue.access import demand_keeper
from yizhan.catalogue.codes import LimitUnit
from yizhan.catalogue.findings import Finding, has_errors
from yizhan.catalogue.importing import Decision, parse_decisions, read_decisions, read_items
from yizhan.catalogue.models import StagedFile
from yizhan.catalogue.reading import MAX_BYTES
from yizhan.catalogue.release import Release
from yizhan.catalogue.words import findings_data
from yizhan.journal import actions as journal
from yizhan.journal import projections as shown
from yizhan.journal import queries as entries
from yizhan.kernel.acting import LAW, Act
from yizhan.kernel.refusals import Invalid, NotFound

NODE = ""
FAULTS_SHOWN = 500
KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import did: items with a new release, items that say what they said, and what to look at."""

    published: tuple[str, ...]
    unchanged: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def publish_release(*, act: Act, release: Release, effective_from: date | None = None) -> int | None:
    """Publish a release, in force from a day (today where none is given); its version, None where nothing is new.

    Raises Forbidden, Invalid: catalogue-refused, Refused: effective-before-last.
    """
    published = publish_releases(act=act, releases=[release], effective_from=effective_from)
    return queries.release_in_force(release.code, date.max).version if published.published else None


def import_catalogue(
    *,
    act: Act,
    content: bytes,
    decisions: Mapping[str, Decision] | None = None,
    effective_from: date | None = None,
) -> Imported:
    """Take over an item file: the whole file or nothing. Reading and checking happen before the transaction.

    Raises Forbidden, Invalid: catalogue-refused (`findings`: every fault with item, field and severity).
    """
    reading = read_items(content, decisions)
    if reading.refused:
        raise refusal(reading.findings)
    imported = publish_releases(act=act, releases=reading.releases, effective_from=effective_from)
    return replace(imported, findings=reading.findings)


def install_sample(*, act: Act, effective_from: date) -> Imported:
    """The sample catalogue, with the items authored whole."""
    return publish_releases(act=act, releases=shipped.sample_releases(), effective_from=effective_from)


def publish_releases(*, act: Act, releases: Sequence[Release], effective_from: date | None = None) -> Imported:
    """Publish releases in one short transaction, all or none. Raises as `publish_release`."""
    faults = [finding for release in releases for finding in quality.refusals(release, shipped.abolished_proofs())]
    if has_errors(faults):
        raise refusal(faults)
    if entries.repeated(act) is not None:
        return Imported(published=(), unchanged=tuple(release.code for release in releases))
    for_node = act if act.actor is LAW else replace(act, actor=replace(act.actor, organ=NODE))
    queries.forget()
    for release in releases:  # reads the tables of pinyin, which no write transaction should wait for
        projections.search_text(release)
    with transaction.atomic():
        access.demand(act.actor, "manage-catalogue", today=act.today, division=entries.this_node().division)
        published = []
        for release in releases:
            if _publish(release, act=for_node, effective_from=effective_from or act.today):
                published.append(release.code)
                for_node = replace(for_node, key="", digest="")  # the request's key stands on its first entry alone
    unchanged = tuple(release.code for release in releases if release.code not in published)
    return Imported(published=tuple(published), unchanged=unchanged)


def stage_file(*, act: Act, key: str, name: str, content: bytes, effective_from: date) -> None:
    """Keep a file that was handed in until its owner decides; files that nobody decided on for a day go.

    Raises Forbidden, Invalid: catalogue-refused (too large).
    """
    demand_keeper(act)
    if len(content) > MAX_BYTES:
        raise refusal([Finding(item="", field="", fault="file-too-large", detail=f"{len(content)} > {MAX_BYTES}")])
    StagedFile.objects.filter(kept__lt=act.now - KEPT_FOR).delete()
    row = {"account": act.actor.account, "name": name[:200], "content": content, "effective_from": effective_from}
    StagedFile.objects.update_or_create(key=key, defaults={**row, "decisions": "{}", "kept": act.now})


def decide_units(*, act: Act, key: str, units: Mapping[str, str], reason: str) -> None:
    """Note the operator's decision on limits in 日, each by `ITEM.FIELD`. Raises Forbidden, NotFound."""
    demand_keeper(act)
    staged = staging.staged_of(act.actor.account, key)
    decided = {where: Decision(unit=LimitUnit.named(unit), reason=reason[:200]) for where, unit in units.items()}
    staged.decisions = staging.decisions_text({**staging.decisions_of(staged), **decided})
    staged.save(update_fields=["decisions"])


def import_staged(*, act: Act, key: str) -> Imported:
    """Take over a file that waits: the whole file or nothing; a second click finds it done.

    Raises NotFound and as `import_catalogue`.
    """
    if entries.repeated(act) is not None:
        return Imported(published=(), unchanged=())
    staged = staging.staged_of(act.actor.account, key)
    done = import_catalogue(
        act=act,
        content=bytes(staged.content),
        decisions=staging.decisions_of(staged),
        effective_from=staged.effective_from,
    )
    staged.delete()
    return done


def drop_staged(*, act: Act, key: str) -> None:
    """Throw away a file that waits. Raises NotFound."""
    staging.staged_of(act.actor.account, key).delete()


def decisions_from(*, options: Sequence[str] = (), content: bytes | None = None) -> dict[str, Decision]:
    """The operator's decisions on limits in 日: from a file, then from options, which count more.

    Raises Invalid: bad-decisions.
    """
    return {**(read_decisions(content) if content is not None else {}), **parse_decisions(options)}


def refusal(findings: Sequence[Finding]) -> Invalid:
    """The refusal of a file or release, with every fault by item and field."""
    errors: dict[str, list[str]] = {}
    for finding in findings:
        errors.setdefault(f"{finding.item}.{finding.field}", []).append(finding.fault)
    told = findings_data(findings[:FAULTS_SHOWN])
    return Invalid("catalogue-refused", errors=errors, count=len(findings), findings=told)


def _publish(release: Release, *, act: Act, effective_from: date) -> bool:
    stream = f"item:{release.code}"
    try:
        head = journal.lock_head(stream)
    except NotFound:
        history = state.initial(stream)
        event = publishing_rules.publish(history, release, effective_from=effective_from)
        if event:
            journal.open_stream(stream, centre=NODE, holder=NODE, events=[event], act=act)
    else:
        history = entries.state_of(stream, key=head.key)
        event = publishing_rules.publish(history, release, effective_from=effective_from)
        if event:
            journal.append(head, [event], act=act)
    if event:
        shown.show(stream, state.evolve(history, event))
    return event is not None
