"""Rows that an older program made are known, named, and made again: those of their kinds alone."""

from dataclasses import replace

import pytest

from tests.journal.talks import TalkRow
from tests.journal.test_replay import a_life
from yizhan.journal import registry, upgrading, verification
from yizhan.journal.models import Projected

pytestmark = pytest.mark.usefixtures("node", "tables")
TALK = "talk"


@pytest.fixture
def made_by_an_older_program(node, tables):
    """Talks whose rows were made before the program showed their words so."""
    a_life()
    upgrading.keep_all()
    TalkRow.objects.update(words="as it was")
    Projected.objects.filter(kind=TALK).update(version="0.older")


@pytest.mark.usefixtures("made_by_an_older_program")
def test_rows_of_an_older_program_are_named_and_made_again():
    assert upgrading.outdated() == (TALK,)
    faults = {(fault.kind, fault.where) for fault in verification.verify().faults}
    assert ("rows-of-an-older-program", TALK) in faults
    upgrading.renew(upgrading.outdated())
    assert not TalkRow.objects.filter(words="as it was").exists()
    assert (upgrading.outdated(), verification.verify().faults) == ((), [])


@pytest.mark.usefixtures("made_by_an_older_program")
def test_what_was_broken_off_is_done_at_the_next_start(monkeypatch):
    def dies(*_args, **_more):
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(upgrading.replay, "replay", dies)
        with pytest.raises(KeyboardInterrupt):
            upgrading.renew(upgrading.outdated())
    assert upgrading.outdated() == (TALK,)


def test_rows_of_this_program_and_kinds_without_streams_need_nothing():
    assert upgrading.outdated() == ()
    a_life()
    upgrading.keep_all()
    assert upgrading.outdated() == ()


def test_a_number_and_a_column_make_another_version():
    kind = next(one for one in registry.all_folded() if one.kind == TALK)
    assert upgrading.version_of(replace(kind, version=2)) != upgrading.version_of(kind)
    assert upgrading.version_of(replace(kind, models=())) != upgrading.version_of(kind)
