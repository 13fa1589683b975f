"""Do the desk's pages grow with the book? Server time of its main pages at 1,000 and at 100,000 cases, in one run.

    .venv/bin/python bench/pages.py [--sizes 1000,100000] [--database sqlite,postgresql]

Prints medians, 95th percentiles, SQL statements and the ratio of the larger book to the smaller; asserts nothing.
"""

import argparse
import statistics
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.ground import node

ROUNDS = 40
WARM = 5
TOWNSHIP = "522601100000"


def main() -> None:
    """One process a database, since a process knows one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="1000,100000")
    parser.add_argument("--database", default="sqlite,postgresql")
    parser.add_argument("--here", action="store_true")
    chosen = parser.parse_args()
    if not chosen.here:
        for kind in chosen.database.split(","):
            subprocess.run(
                [sys.executable, __file__, "--here", "--database", kind, "--sizes", chosen.sizes], check=True
            )
        return
    with node(chosen.database):
        measure(chosen.database, [int(size) for size in chosen.sizes.split(",")])


def measure(kind: str, sizes: list[int]) -> None:
    """Fill the book to each size and read the pages."""
    from django.db import connection

    from bench.histories import streams
    from yizhan.cases.models import Case
    from yizhan.journal.receiving import receive
    from yizhan.simulate.crew import Crew
    from yizhan.simulate.playing import share_out
    from yizhan.web import moment

    waiting, filled, found = streams(max(sizes)), 0, {}
    for size in sizes:
        begin = time.perf_counter()
        receive(islice(waiting, size - filled))
        took = time.perf_counter() - begin
        print(f"{kind}: {size - filled} cases taken over in {took:.1f} s ({(size - filled) / took * 60:.0f} a minute)")
        filled = size
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        number = Case.objects.filter(state="accepted").values_list("number", flat=True).first()
        share_out(Crew(TOWNSHIP, today=moment.today()), now=moment.now())
        for _ in range(2):  # the first round clears away what the filling left behind
            found[size] = {name: timed(*page) for name, page in pages(number).items()}
    small, large = sizes[0], sizes[-1]
    print(f"{'page':<12}{'p50 ms':>9}{'p95 ms':>9}{'sql':>6}   {'p50 ms':>9}{'p95 ms':>9}{'sql':>6}{'ratio':>8}")
    for name in found[small]:
        one, other = found[small][name], found[large][name]
        print(
            f"{name:<12}{one[0]:>9.1f}{one[1]:>9.1f}{one[2]:>6}   {other[0]:>9.1f}{other[1]:>9.1f}{other[2]:>6}"
            f"{other[0] / one[0]:>8.2f}"
        )


def pages(number: str) -> dict[str, tuple[str, str]]:
    """The pages that a hall reads all day, each with who reads it there."""
    case = f"/desk/cases/{number}/"
    return {
        "my work": ("clerk-a", "/desk/"),
        "find name": ("clerk-a", "/desk/find/ q=杨"),
        "find number": ("clerk-a", f"/desk/find/ q={number}"),
        "who": ("clerk-a", "/desk/who/ q=杨"),
        "new matter": ("clerk-a", "/desk/new/dibao/"),
        "case": ("clerk-a", case),
        "act": ("clerk-a", f"{case}withdraw/"),
        "review": ("reviewer", f"{case}review/"),
        "originals": ("clerk-a", "/desk/originals/"),
        "shelf": ("clerk-a", "/desk/shelf/"),
        "overview": ("manager", "/desk/overview/"),
        "api list": ("clerk-a", "/api/v1/cases"),
    }


def read(client: Any, address: str) -> Any:
    """One reading: a page by its address, a search by what is typed into its form."""
    page, _, typed = address.partition(" q=")
    return client.post(page, {"q": typed}, follow=True) if typed else client.get(page)


def reader(role: str, address: str) -> Any:
    """A client signed in as that role of the township, by session or, on the API, by token."""
    from django.test import Client

    from yizhan.accounts.actions import create_token
    from yizhan.accounts.models import Account
    from yizhan.accounts.queries import actor
    from yizhan.kernel.acting import Act
    from yizhan.web import moment

    account = Account.objects.get(username=f"t{TOWNSHIP[:9]}-{role}")
    client = Client(HTTP_HOST="localhost")
    if address.startswith("/api/"):
        act = Act(actor=actor(account.username, today=moment.today()), now=moment.now())
        client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {create_token(act=act, username=account.username)}"
    else:
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def timed(role: str, address: str) -> tuple[float, float, int]:
    """Median and 95th percentile in milliseconds of server time, and the statements of one reading."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, times = reader(role, address), []
    for _ in range(WARM + ROUNDS):
        begin = time.perf_counter()
        answer = read(client, address)
        times.append((time.perf_counter() - begin) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")
    with CaptureQueriesContext(connection) as captured:
        read(client, address)
    times = sorted(times[WARM:])
    return statistics.median(times), times[int(len(times) * 0.95)], len(captured)


if __name__ == "__main__":
    main()
