"""Many writers at once: none lost, none doubled, no reaction misses any; SQLite never says that it is locked."""

import os
import subprocess
import sys
import threading
from collections import Counter

import pytest
from django.conf import settings
from django.db import connection, transaction
from tests.site.halls import CLERK, open_and_submit
from tests.support.environment import ROOT
from tests.support.worlds import MONDAY, by, world  # noqa: F401

from yizhan.cases.actions import intake, satellites
from yizhan.cases.models import Case, CaseFact
from yizhan.journal import actions as journal
from yizhan.journal import reactions, registry, verification
from yizhan.journal.models import Entry, Position

WRITERS = 16
EACH = 6


def at_once(work):
    """Sixteen writers that begin together; what each of them raised."""
    barrier, faults = threading.Barrier(WRITERS), []

    def run(number):
        try:
            barrier.wait()
            work(number)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


@pytest.fixture
def followed():
    """A reaction that counts what it is handed."""
    seen = Counter()
    kinds = {"Opened", "Submitted", "cases.fact"}
    registry.reaction(name="counting", kinds=kinds, handle=lambda entry: seen.update([(entry.stream, entry.no)]))
    yield seen
    registry._reactions.pop("counting")


def number_everything():
    while journal.sequence():
        pass


@pytest.mark.django_db(transaction=True)
def test_the_same_request_from_sixteen_hands_is_done_once(world):
    number = open_and_submit(1)
    answers = []

    def work(_):
        act = by(CLERK, seen=2, key="once", digest="the same")
        answers.append(intake.correct_on_the_spot(act=act, number=number, what="写错一字"))

    assert at_once(work) == []
    assert answers == [number] * WRITERS
    assert Entry.objects.filter(stream=f"case:{number}").count() == 3


@pytest.mark.django_db(transaction=True)
def test_sixteen_writers_on_one_case(world, followed):
    number = open_and_submit(1)

    def work(_):
        for _ in range(EACH):
            satellites.record_visit(act=by(CLERK), number=number)
            reactions.run_reactions()

    assert at_once(work) == []
    number_everything()
    reactions.run_reactions()
    assert CaseFact.objects.filter(case=number).count() == WRITERS * EACH
    assert verification.verify().faults == []
    handed = {key: count for key, count in followed.items() if key[0].startswith("at:")}
    assert len([key for key in handed if key[1]]) >= WRITERS * EACH
    assert set(handed.values()) == {1}


@pytest.mark.django_db(transaction=True)
def test_sixteen_writers_on_many_cases_beside_a_long_import(world, followed):
    begun, done = threading.Event(), threading.Event()

    def long_import():
        try:
            with transaction.atomic():
                open_and_submit(999, account="t522601101-clerk-a") if connection.vendor == "postgresql" else None
                begun.set()
                done.wait(30)
        finally:
            begun.set()
            connection.close()

    importing = threading.Thread(target=long_import)
    if connection.vendor == "postgresql":
        importing.start()
        begun.wait(30)

    def work(number):
        for turn in range(EACH):
            open_and_submit(number * 100 + turn)
            journal.sequence()
            reactions.run_reactions()

    assert at_once(work) == []
    done.set()
    if importing.ident:
        importing.join()
    number_everything()
    reactions.run_reactions()
    expected = WRITERS * EACH + (1 if connection.vendor == "postgresql" else 0)
    assert Case.objects.count() == expected
    assert Position.objects.count() == Entry.objects.count()
    assert verification.verify().faults == []
    opened = [key for key in followed if key[0].startswith("case:") and key[1] == 1]
    assert len(opened) == expected
    assert set(followed.values()) == {1}


@pytest.mark.django_db(transaction=True)
def test_four_processes_never_hear_that_the_database_is_locked(world, database_url):
    variables = {
        **os.environ,
        "YIZHAN_HOME": str(settings.YIZHAN_HOME),
        "YIZHAN_DATABASE_URL": database_url,
        "PYTHONPATH": str(ROOT),
    }
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.site.writer", str(number * 1000), "15"],
            cwd=ROOT,
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    answers = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0, 0], [errors for _, errors in answers]
    assert all("locked" not in errors for _, errors in answers)
    assert Case.objects.count() == 60
    number_everything()
    assert verification.verify().faults == []


@pytest.mark.django_db(transaction=True)
def test_two_acts_on_one_version_meet_at_the_case(world):
    """The race of two clerks: the second sees a stale form, not a second acceptance."""
    from yizhan.cases.actions import intake
    from yizhan.kernel.refusals import Refused

    number = open_and_submit(3)

    def work(_):
        intake.accept_case(act=by(CLERK, MONDAY, seen=2), number=number)

    faults = at_once(work)
    assert len(faults) == WRITERS - 1
    assert all(isinstance(fault, Refused) and fault.code == "stale" for fault in faults), faults
    assert verification.verify().faults == [] or connection.vendor == "postgresql"
