"""SIGKILL at any moment loses nothing that was acknowledged and leaves nothing half done."""

import os
import subprocess
import sys
import time
from random import Random

import pytest
from django.conf import settings
from tests.support.campaigns import campaign
from tests.support.environment import ROOT
from tests.support.worlds import world  # noqa: F401

from yizhan.cases.models import Case, CaseFact
from yizhan.journal import actions as journal
from yizhan.journal import verification

LONGEST = 1.2


def start(first, url):
    """A working process on the test's own node and database."""
    variables = {
        **os.environ,
        "YIZHAN_HOME": str(settings.YIZHAN_HOME),
        "YIZHAN_DATABASE_URL": url,
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.site.writer", str(first), "10000"],
        cwd=ROOT,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.campaign
@pytest.mark.django_db(transaction=True)
def test_nothing_acknowledged_is_lost(world, database_url):
    random, acknowledged = Random(4), []
    for kill in range(campaign(200)):
        process = start(kill * 10_000, database_url)
        assert process.stdout.readline() == "ready\n", process.stderr.read()
        time.sleep(random.uniform(0.0, LONGEST))
        process.kill()
        lines = process.stdout.read().splitlines()
        process.wait()
        process.stdout.close()
        process.stderr.close()
        acknowledged += [line.split() for line in lines if len(line.split()) == 2]
    states = dict(Case.objects.values_list("number", "state"))
    visited = set(CaseFact.objects.values_list("case", flat=True))
    for word, number in acknowledged:
        if word == "visited":
            assert number in visited
        else:
            assert states[number] in ({"accepted"} if word == "accepted" else {"submitted", "accepted"})
    assert len(acknowledged) > campaign(200)
    while journal.sequence():
        pass
    assert verification.verify().faults == []
