"""Opening, receiving and the five intake outcomes (立件、收件、受理). Licensing Law arts. 29-32."""

from collections.abc import Mapping, Sequence
from datetime import date

from yizhan.cases import clock
from yizhan.cases import events as e
from yizhan.cases.rules.materials import covers, missing, papers_open, urgent
from yizhan.cases.state import DONE_STATES, ENDED_STATES, HANDLING_STATES, Case
from yizhan.catalogue.release import Release
from yizhan.catalogue.rules import check_form, open_questions, scenario
from yizhan.kernel.calendars import Calendar
from yizhan.kernel.periods import Limit, Unit
from yizhan.kernel.refusals import Invalid, Refused

LONGEST_SUPPLY = Limit(90, Unit.DAY)
"""A sample: no law says how long a pledge may last, and one hall gave 90 calendar days for what was to be supplied. It
bounds only what neither the item nor any limit does; an item states its own as `limits.supply`."""


def must_be_undecided(case: Case) -> None:
    """Nothing more is done to a case that ended or was decided. Raises Refused: ended, already-decided."""
    if case.state in ENDED_STATES:
        raise Refused("ended", state=case.state)
    if case.state in DONE_STATES:
        raise Refused("already-decided", state=case.state)


def must_be_submitted(case: Case) -> None:
    """The papers are here and no outcome was given.

    Raises Refused: not-submitted, correction-open, already-accepted.
    """
    must_be_undecided(case)
    if case.state == "opened":
        raise Refused("not-submitted")
    if case.state == "correction-requested":
        raise Refused("correction-open")
    if case.state in HANDLING_STATES:
        raise Refused("already-accepted", on=case.accepted)


def submit(case: Case, release: Release, *, materials: Sequence[e.Given], today: date) -> e.Submitted:
    """The papers are received (收件); from this day the intake clock runs, and this day's release rules.

    Incomplete papers are received all the same: that is what the correction notice is for.
    Raises Refused: already-submitted; Invalid: unknown-material.
    """
    must_be_undecided(case)
    if case.state != "opened":
        raise Refused("already-submitted", on=case.received)
    known_materials(release, materials, asked=None)
    return e.Submitted(on=today, release=release.version, materials=tuple(materials))


BEYOND = "beyond-list"
"""A paper that is not on the list: asked for by its name, with a reason that the applicant has in writing."""


def known_materials(release: Release, materials: Sequence[e.Given], *, asked: e.CorrectionRequested | None) -> None:
    """Every material given is on the item's list, or was asked for beyond it. Raises Invalid: unknown-material."""
    beyond = {line.code for line in asked.wanted} if asked else set()
    unknown = [
        material.code
        for material in materials
        if release.material(material.code) is None and material.code not in beyond
    ]
    if unknown:
        raise Invalid("unknown-material", errors={code: ["unknown-material"] for code in unknown})


def correct_on_the_spot(
    case: Case,
    release: Release,
    *,
    what: str,
    form: Mapping[str, object],
    answers: Mapping[str, object],
    today: date,
) -> e.CorrectedOnTheSpot:
    """Art. 32(3): an error that can be corrected at once is corrected at the window, in the form or in the answers to
    the guiding questions, which then select the materials anew. Raises Refused: reason-missing.
    """
    must_be_submitted(case)
    if not what:
        raise Refused("reason-missing")
    chosen = scenario(release, answers)
    return e.CorrectedOnTheSpot(
        on=today, what=what, form=dict(form), answers=dict(answers), scenario=chosen.code if chosen else ""
    )


def request_correction(
    case: Case, release: Release, *, wanted: Sequence[e.Wanted], today: date, calendar: Calendar
) -> e.CorrectionRequested:
    """Art. 32(4): everything is told once, within five days, with the reason on each line.

    Raises Refused: correction-already-requested, late-correction, nothing-wanted, not-told-whole (required materials
    that are missing and not asked for), reason-missing; Invalid: unknown-material.
    """
    if case.correction is not None:
        raise Refused("correction-already-requested", on=case.correction.on)
    must_be_submitted(case)
    running = clock.intake(case, release, today, calendar)
    if running is not None and running.late and late_means_accepted(release):
        raise Refused("late-correction", due=running.due)
    if not wanted:
        raise Refused("nothing-wanted")
    asked = {line.code for line in wanted}
    forgotten = [line.code for line in missing(case, release) if line.code not in asked]
    if forgotten:
        raise Refused("not-told-whole", materials=", ".join(forgotten))
    unknown = [line.code for line in wanted if release.material(line.code) is None and not _is_beyond(line)]
    if unknown:
        raise Invalid("unknown-material", errors={code: ["unknown-material"] for code in unknown})
    if any(not line.reason for line in wanted):
        raise Refused("reason-missing")
    return e.CorrectionRequested(on=today, wanted=tuple(wanted), reply=release.correction_reply)


def beyond_list(asked: e.CorrectionRequested | None) -> tuple[e.Wanted, ...]:
    """The papers that were asked for and are not on the item's list, each with the reason that was told."""
    return tuple(line for line in asked.wanted if _is_beyond(line)) if asked else ()


def _is_beyond(line: e.Wanted) -> bool:
    return line.code == BEYOND and bool(line.name)


def late_means_accepted(release: Release) -> bool:
    """Whether a late correction notice counts as acceptance (逾期不告知视为受理): for licences, else by the release."""
    return any(lapse.since == "received" and lapse.deems == "accepted" for lapse in release.lapses)


def correct(case: Case, release: Release, *, materials: Sequence[e.Given], today: date) -> e.Corrected:
    """The applicant supplied what the notice asked for (补正). Raises Refused: no-correction-open, still-missing."""
    must_be_undecided(case)
    if case.state != "correction-requested" or case.correction is None:
        raise Refused("no-correction-open")
    known_materials(release, materials, asked=case.correction)
    wanted = [line.code for line in case.correction.wanted]
    if not covers(materials, wanted):
        given = {material.code for material in materials}
        raise Refused("still-missing", materials=", ".join(code for code in wanted if code not in given))
    return e.Corrected(on=today, materials=tuple(materials))


def accept(case: Case, release: Release, *, today: date) -> e.Accepted:
    """Art. 32(5): complete papers are accepted, and the clocks start.

    An urgent matter (急难) is accepted before its papers are complete.
    Raises Refused: questions-open, materials-missing; Invalid: form-faulty.
    """
    must_be_submitted(case)
    check_questions(case, release)
    lacking = missing(case, release)
    if lacking and not urgent(case, release):
        raise Refused("materials-missing", materials=", ".join(line.material.name for line in lacking))
    check_whole_form(case, release)
    return e.Accepted(on=today, statutory=release.statutory, promised=release.promised)


def confirm_acceptance(case: Case, *, today: date) -> e.AcceptanceConfirmed:
    """Art. 32: also who is deemed accepted gets his notice (补发受理通知书), dated back to the day of receipt.

    Raises Refused: not-deemed-accepted, already-confirmed.
    """
    must_be_undecided(case)
    if not case.deemed_accepted:
        raise Refused("not-deemed-accepted")
    if case.acceptance_confirmed is not None:
        raise Refused("already-confirmed", on=case.acceptance_confirmed)
    return e.AcceptanceConfirmed(on=today)


def check_questions(case: Case, release: Release) -> None:
    """Every question whose answer decides about a material is answered. Raises Refused: questions-open."""
    if case.erased:
        return
    if unanswered := open_questions(release, case.answers):
        raise Refused("questions-open", questions="".join(each.text for each in unanswered))


def check_whole_form(case: Case, release: Release) -> None:
    """The application form fits the item's schema. Raises Invalid: form-faulty."""
    faults = check_form(release, dict(case.form))
    if faults and not case.erased:
        raise Invalid("form-faulty", errors={fault.field: [fault.fault] for fault in faults})


def pledge(
    case: Case, release: Release, *, supply: Limit, reasons: dict[str, str], today: date, calendar: Calendar
) -> e.AcceptedWithPledge:
    """Acceptance with minor gaps (容缺受理): the lacking materials may be pledged, and are supplied in time for the
    decision: within what `supply_until` allows.

    Raises Refused: questions-open, nothing-lacking, not-pledgeable, pledge-too-long;
    Invalid: form-faulty, date-out-of-range.
    """
    must_be_submitted(case)
    check_questions(case, release)
    lacking = missing(case, release)
    if not lacking:
        raise Refused("nothing-lacking")
    firm = [line.material.name for line in lacking if not line.material.pledgeable]
    if firm:
        raise Refused("not-pledgeable", materials=", ".join(firm))
    until = clock.last_day(today, supply, calendar)  # also refuses what would lead beyond the calendar
    latest = supply_until(case, release, today, calendar)
    if until > latest:
        raise Refused("pledge-too-long", due=latest)
    check_whole_form(case, release)
    return e.AcceptedWithPledge(
        on=today,
        lacking=tuple(
            e.Wanted(code=line.code, name=line.material.name, reason=reasons.get(line.code, "")) for line in lacking
        ),
        supply=supply,
        statutory=release.statutory,
        promised=release.promised,
    )


def supply_until(case: Case, release: Release, today: date, calendar: Calendar) -> date:
    """The last day on which what is pledged today may come: whatever ends first of the item's own longest term, its
    promise, its statutory limit and that of the organ in hand; the sample bound where there is none of them.
    """
    known = (release.supply, release.promised, release.statutory, clock.leg_limit(release, case.leg))
    limits = [limit for limit in known if limit is not None] or [LONGEST_SUPPLY]
    return min(clock.last_day(today, limit, calendar) for limit in limits)


def supplement(case: Case, release: Release, *, materials: Sequence[e.Given], today: date) -> e.Supplemented:
    """The pledged materials were supplied (容缺补交). Raises Refused: no-pledge-open, still-missing."""
    must_be_undecided(case)
    if case.pledge is None or not case.outstanding_pledge:
        raise Refused("no-pledge-open")
    known_materials(release, materials, asked=case.correction)
    wanted = [line.code for line in case.pledge.lacking]
    if not covers(materials, wanted):
        given = {material.code for material in materials}
        raise Refused("still-missing", materials=", ".join(code for code in wanted if code not in given))
    return e.Supplemented(on=today, materials=tuple(materials))


def complete_papers(case: Case, release: Release, *, materials: Sequence[e.Given], today: date) -> e.PapersCompleted:
    """The papers of an urgent matter that was decided first are complete (补齐手续, SSR art. 48).

    Raises Refused: not-urgent, papers-complete, still-missing.
    """
    if case.decision is None or not case.decision.urgent:
        raise Refused("not-urgent")
    if not papers_open(case, release):
        raise Refused("papers-complete", on=case.papers_completed or case.decision.on)
    known_materials(release, materials, asked=case.correction)
    lacking = [line for line in missing(case, release) if line.code not in {given.code for given in materials}]
    if lacking:
        raise Refused("still-missing", materials=", ".join(line.material.name for line in lacking))
    return e.PapersCompleted(on=today, materials=tuple(materials))


def not_required(case: Case, *, reason: str, today: date) -> e.NotRequired:
    """Art. 32(1): the matter needs no licence; told at once (不受理). Raises Refused: reason-missing."""
    must_be_submitted(case)
    if not reason:
        raise Refused("reason-missing")
    return e.NotRequired(on=today, reason=reason)


def not_competent(case: Case, *, competent: str, reason: str, today: date) -> e.NotCompetent:
    """Art. 32(2): not this organ's power; told at once which organ to go to (不予受理).

    Raises Refused: competent-organ-missing, reason-missing.
    """
    must_be_submitted(case)
    if not competent:
        raise Refused("competent-organ-missing")
    if not reason:
        raise Refused("reason-missing")
    return e.NotCompetent(on=today, competent=competent, reason=reason)
