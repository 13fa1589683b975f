"""A few cases in the small world, for campaigns over a node that has lived."""

from datetime import timedelta
from random import Random

from tests.support.worlds import CLERK_FILE, MONDAY, TOWNSHIP, by

from yizhan.cases.actions import intake, review, satellites
from yizhan.cases.events import Given, Party
from yizhan.catalogue.queries import release_in_force
from yizhan.catalogue.rules import checklist
from yizhan.journal import actions as journal
from yizhan.kernel.acting import legal_day
from yizhan.papers.actions import receive_upload, render_notice
from yizhan.papers.queries import notices_of_case
from yizhan.simulate.applications import application
from yizhan.simulate.persons import person

CLERK = "t522601100-clerk-a"


def open_and_submit(seed, *, item="dibao", now=MONDAY, account=CLERK, file=""):
    """One case whose papers were received whole; its number."""
    random = Random(seed)
    who = person(random, division=TOWNSHIP, village="凯里市三棵树镇平乐村")
    release = release_in_force(item, legal_day(now))
    answers, form = application(release, random, who, legal_day(now))
    party = Party(name=who.name, id_number=who.id_number, phone=who.phone, address=who.address)
    number = intake.open_case(act=by(account, now), item=item, applicant=party, answers=answers, form=form)
    lines = [line for line in checklist(release, answers) if line.must]
    given = [Given(code=line.code, originals=1, file=file if line is lines[0] else "") for line in lines]
    intake.submit_case(act=by(account, now), number=number, materials=given)
    return number


def lived_in():
    """Five cases of three items, a file, a print, a fact, a signed head."""
    upload = receive_upload([CLERK_FILE], "申请书.pdf", by(CLERK))
    numbers = [open_and_submit(seed, item=item) for seed, item in enumerate(("dibao", "lincai", "linshi-jiuzhu"))]
    numbers.append(open_and_submit(9, file=upload.digest))
    for number in numbers[:2]:
        intake.accept_case(act=by(CLERK, MONDAY + timedelta(hours=1)), number=number)
    review.publicise_case(
        act=by(CLERK, MONDAY + timedelta(hours=2)), number=numbers[1], step="publicity", place="公示栏"
    )
    satellites.record_visit(act=by(CLERK, MONDAY + timedelta(hours=3)), number=numbers[0], note="没带户口簿")
    render_notice(notices_of_case(numbers[0])[0].number, by(CLERK, MONDAY + timedelta(hours=3)))
    while journal.sequence():
        pass
    journal.checkpoint(now=MONDAY + timedelta(hours=4))
    return numbers
