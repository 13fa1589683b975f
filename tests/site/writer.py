"""A process that works: acts on cases of its own node, one line on stdout after each commit. Killed at any moment."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yizhan.site.settings")

import django

django.setup()

from datetime import timedelta  # noqa: E402

from tests.site.halls import CLERK, open_and_submit  # noqa: E402
from tests.support.worlds import MONDAY, by  # noqa: E402

from yizhan.cases.actions import intake, satellites  # noqa: E402
from yizhan.journal.actions import sequence  # noqa: E402


def said(word: str) -> None:
    """An acknowledgement: what was committed before this line may never be lost."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def work(first: int, rounds: int) -> None:
    """Open, receive, accept, note a visit, number the entries."""
    for number in range(first, first + rounds):
        moment = MONDAY + timedelta(seconds=number)
        case = open_and_submit(number, now=moment)
        said(f"submitted {case}")
        intake.accept_case(act=by(CLERK, moment), number=case)
        said(f"accepted {case}")
        satellites.record_visit(act=by(CLERK, moment), number=case)
        said(f"visited {case}")
        sequence()


if __name__ == "__main__":
    said("ready")
    work(int(sys.argv[1]), int(sys.argv[2]))
