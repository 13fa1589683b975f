"""A backup carries everything of a node into either database, sealed; a restore proves itself and forks no number."""

import json
import os
import shutil
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings
from tests.conftest import url_of
from tests.support import environment, fresh
from tests.support.worlds import CLERK_FILE, MONDAY, TOWNSHIP, by, world  # noqa: F401

from yizhan.cases.actions import intake, satellites
from yizhan.cases.events import Given, Party
from yizhan.journal import backup, erasure_lists, recovery, verification
from yizhan.journal.actions import destroy_key
from yizhan.journal.models import Entry, Node
from yizhan.kernel.acting import Act
from yizhan.kernel.refusals import Refused
from yizhan.papers.actions import receive_upload

YIZHAN = [sys.executable, "-m", "yizhan.site.cli"]
CLERK = "t522601100-clerk-a"
SECRET = Party(name="欧阳春梅", id_number="", phone="", address="凯里市三棵树镇平乐村")


def run(*arguments, home, url, **extra):
    """The command line of a node; its answer."""
    variables = {**os.environ, "YIZHAN_HOME": str(home), "YIZHAN_DATABASE_URL": url, **extra}
    return subprocess.run([*YIZHAN, *arguments], env=variables, capture_output=True, text=True, check=False)


def a_case():
    """A case with a file."""
    from random import Random

    from yizhan.simulate.persons import person

    who = person(Random(5), division=TOWNSHIP, village="平乐村")
    upload = receive_upload([CLERK_FILE], "申请书.pdf", by(CLERK))
    number = intake.open_case(
        act=by(CLERK),
        item="lincai",
        applicant=Party(name=SECRET.name, id_number=who.id_number, phone=who.phone, address=SECRET.address),
    )
    material = Given(code="application", originals=1, file=upload.digest)
    intake.submit_case(act=by(CLERK), number=number, materials=[material])
    satellites.record_visit(act=by(CLERK), number=number, note="不记名的话")
    return number


@pytest.fixture
def node(world):
    """A node with a case and a recovery key."""
    secret = recovery.make_recovery()
    return a_case(), secret


@pytest.mark.django_db(transaction=True)
def test_a_node_goes_into_the_other_database_and_back(node, tmp_path, django_db_blocker):
    number, secret = node
    here = url_of(fresh.database_name())
    first, second = tmp_path / "first.age", tmp_path / "second.age"
    done = run("backup", str(first), home=settings.YIZHAN_HOME, url=here)
    assert done.returncode == 0, done.stderr
    homes = [tmp_path / "a", tmp_path / "b"]
    urls = [f"sqlite:///{homes[0] / 'db.sqlite3'}", f"sqlite:///{homes[1] / 'db.sqlite3'}"]
    if environment.database() == "postgresql":
        fresh.empty_database("yizhan_restored")
        urls[1] = url_of("yizhan_restored")
    for home, url, source, following in ((homes[0], urls[0], first, second), (homes[1], urls[1], second, None)):
        restored = run("restore", str(source), home=home, url=url, YIZHAN_RECOVERY_KEY=secret)
        assert restored.returncode == 0, restored.stderr
        report = json.loads(run("verify", "--json", home=home, url=url).stdout)
        assert report["faults"] == []
        assert report["files"] >= 1
        shown = json.loads(run("case", "show", number, "--json", home=home, url=url).stdout)
        assert (shown["number"], shown["version"]) == (number, 2)
        if following:
            assert run("backup", str(following), home=home, url=url).returncode == 0
    series = {
        json.loads(run("node", "show", "--json", home=home, url=url).stdout)["series"]
        for home, url in ((settings.YIZHAN_HOME, here), *zip(homes, urls, strict=True))
    }
    assert len(series) == 3


def at_work(first, *, home, url, rounds=10_000):
    """A process that works on a node: a line for everything that was committed."""
    variables = {
        **os.environ,
        "YIZHAN_HOME": str(home),
        "YIZHAN_DATABASE_URL": url,
        "PYTHONPATH": str(environment.ROOT),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.site.writer", str(first), str(rounds)],
        env=variables,
        cwd=environment.ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def cases_of(lines):
    """The numbers of the cases that a process acknowledged."""
    return {line.split()[1] for line in lines if line.startswith("submitted ")}


@pytest.mark.django_db(transaction=True)
def test_a_backup_is_whole_though_others_write_and_what_rises_draws_other_numbers(world, database_url, tmp_path):
    secret, path = recovery.make_recovery(), tmp_path / "busy.age"
    writers = [at_work(first, home=settings.YIZHAN_HOME, url=database_url) for first in (1000, 2000)]
    try:
        before = [[writer.stdout.readline() for _ in range(7)] for writer in writers]
        done = run("backup", str(path), home=settings.YIZHAN_HOME, url=database_url)
        assert done.returncode == 0, done.stderr
        assert [writer.poll() for writer in writers] == [None, None]
        after = [[writer.stdout.readline() for _ in range(7)] for writer in writers]
    finally:
        for writer in writers:
            writer.kill()
    said = [writer.communicate()[0].splitlines() for writer in writers]
    acknowledged = cases_of(chain(*before))
    everything = acknowledged | cases_of(chain(*after, *said))
    home = tmp_path / "other"
    url = f"sqlite:///{home / 'db.sqlite3'}"  # from PostgreSQL, when that is under test
    restored = run("restore", str(path), home=home, url=url, YIZHAN_RECOVERY_KEY=secret)
    assert restored.returncode == 0, restored.stderr
    report = json.loads(run("verify", "--json", home=home, url=url).stdout)
    assert report["faults"] == []
    assert report["entries"] > len(acknowledged)
    for number in acknowledged:
        assert run("case", "show", number, home=home, url=url).returncode == 0, number
    again = at_work(3000, home=home, url=url, rounds=2)
    drawn = cases_of(again.communicate(timeout=120)[0].splitlines())
    assert len(drawn) == 2
    assert not drawn & everything
    assert json.loads(run("verify", "--json", home=home, url=url).stdout)["faults"] == []


def test_nothing_of_it_can_be_read_without_the_key(node, tmp_path):
    backup.backup(tmp_path / "x.age", now=MONDAY)
    content = (tmp_path / "x.age").read_bytes()
    assert SECRET.name.encode() not in content
    assert content.startswith(b"age-encryption.org/v1")


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "key", "other"])
def test_a_broken_backup_changes_nothing(node, tmp_path, damage, monkeypatch):
    _, secret = node
    path = tmp_path / "x.age"
    backup.backup(path, now=MONDAY)
    content = bytearray(path.read_bytes())
    if damage == "cut":
        content = content[: len(content) // 2]
    elif damage == "flip":
        content[len(content) // 2] ^= 1
    elif damage == "empty":
        content = bytearray()
    elif damage == "key":
        secret = "AGE-SECRET-KEY-1"
    else:
        secret = recovery.make_recovery()
    path.write_bytes(bytes(content))
    home = tmp_path / "elsewhere"
    done = run("restore", str(path), home=home, url=f"sqlite:///{home / 'db.sqlite3'}", YIZHAN_RECOVERY_KEY=secret)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    again = run("verify", home=home, url=f"sqlite:///{home / 'db.sqlite3'}")
    assert "no-node" in again.stderr
    assert not list((home / "keys").glob("*.key"))


def test_only_an_empty_node_is_restored_into(node, tmp_path):
    _, secret = node
    backup.backup(tmp_path / "x.age", now=MONDAY)
    with pytest.raises(Refused, match="node-exists"):
        backup.restore(tmp_path / "x.age", identity=secret, now=MONDAY)


@pytest.mark.django_db(transaction=True)
def test_what_was_erased_after_the_backup_is_erased_again(node, tmp_path):
    number, secret = node
    path = tmp_path / "x.age"
    backup.backup(path, now=MONDAY)
    stream = f"case:{number}"
    destroy_key(
        stream, ground="保存期满", first_person="甲", second_person="乙", act=Act(actor=by(CLERK).actor, now=MONDAY)
    )
    assert stream in json.loads(erasure_lists.list_of(path).read_bytes())["streams"]
    home = tmp_path / "again"
    url = f"sqlite:///{home / 'db.sqlite3'}"
    restored = run("restore", str(path), home=home, url=url, YIZHAN_RECOVERY_KEY=secret)
    assert restored.returncode == 0, restored.stderr
    shutil.copy(home / "db.sqlite3", tmp_path / "read.sqlite3")
    content = b"".join(file.read_bytes() for file in Path(home).glob("db.sqlite3*"))
    assert SECRET.name.encode() not in content
    assert SECRET.address.encode() not in content


def test_the_node_itself_is_as_before(node, tmp_path):
    entries = Entry.objects.count()
    backup.backup(tmp_path / "x.age", now=MONDAY)
    assert Entry.objects.count() == entries
    assert Node.objects.count() == 1
    assert verification.verify().faults == []
