"""Two at once: one file stored, one print kept, nothing lost."""

import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.papers.conftest import CASE, CENTRE, STREAM, clerk
from tests.papers.samples import SAMPLES
from yizhan.kernel.acting import Act
from yizhan.kernel.hashing import sm3
from yizhan.kernel.refusals import Refused
from yizhan.papers import actions, queries, store
from yizhan.papers.models import Notice, NoticeRendered, StoredFile

Acts = Callable[..., Act]


def together(*deeds: Callable[[], object]) -> list[object]:
    """Do all of them at the same moment, each on its own connection."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> object:
        start.wait()
        try:
            return deed()
        except Refused as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def issue(act: Act, **options: str) -> Notice:
    data = {**SAMPLES["receipt"], "case_number": CASE}
    return actions.issue_notice("receipt", data, case_number=CASE, stream=STREAM, centre=CENTRE, act=act, **options)


@pytest.mark.usefixtures("transactional_db", "node")
def test_one_content_from_four_clerks_at_once_is_stored_once_and_each_can_read_it(act: Acts):
    issue(act())
    pdf = b"%PDF-1.7\n" + secrets.token_bytes(300_000)
    acts = [act(actor=clerk(f"clerk-{number}")) for number in range(4)]
    together(*(lambda each=each: actions.receive_upload([pdf], "a.pdf", each) for each in acts))
    assert StoredFile.objects.count() == 1
    assert len(list(store.files().names())) == 1
    actions.use_file(sm3(pdf).hex(), STREAM, acts[3])
    assert b"".join(queries.open_file(STREAM, sm3(pdf).hex())) == pdf
    assert queries.read_all_files() == (1, [])


@pytest.mark.usefixtures("transactional_db", "node")
def test_a_notice_that_four_print_at_once_has_one_print(act: Acts):
    number = issue(act()).number
    prints = together(*[lambda: actions.render_notice(number, act(1))] * 4)
    assert NoticeRendered.objects.count() == 1
    assert len(set(prints)) == 1
    assert queries.verify_by_file(sm3(prints[0]).hex()).state == "genuine"


@pytest.mark.usefixtures("transactional_db", "node")
def test_of_four_corrections_at_once_one_replaces_the_notice(act: Acts):
    old = issue(act())
    done = together(*[lambda: issue(act(1), replaces=old.number)] * 4)
    assert sorted(map(str, done)).count("already-replaced") == 3
    assert Notice.objects.filter(replaces=old.number).count() == 1
