"""Do the desk's pages grow with the book? `python bench/pages.py [--sizes 1000,100000] [--database sqlite,postgresql]`.

Server time of its main pages at 1,000 and at 100,000 cases, in one run. Prints medians, 95th percentiles, SQL
statements and the ratio of the larger book to the smaller; asserts nothing.
"""

import argparse
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.nodes import DATABASES, node, table

ROUNDS = 40
WARM = 5
TOWNSHIPS = ("522601100000", "522601101000")


def main() -> None:
    """One process a database, since a process knows one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="1000,100000")
    parser.add_argument("--database", default=",".join(DATABASES))
    parser.add_argument("--here", action="store_true", help="measure on the node that the environment names")
    chosen = parser.parse_args()
    if chosen.here:
        prepare()
        measure(chosen.database, [int(size) for size in chosen.sizes.split(",")])
        return
    for kind in chosen.database.split(","):
        with node(kind) as made:
            again = [sys.executable, __file__, "--here", "--database", kind, "--sizes", chosen.sizes]
            subprocess.run(again, env=made.environment, check=True)


def prepare() -> None:
    """The small world: one county, two townships, the sample items."""
    import django

    django.setup()
    from django.core.management import call_command

    from yizhan.simulate.establishing import establish

    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("migrate", verbosity=0)
    establish(now=datetime(2026, 3, 2, 1, 0, tzinfo=UTC), detailed=TOWNSHIPS, outline=False)


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
        share_out(Crew(TOWNSHIPS[0], today=moment.today()), now=moment.now())
        for _ in range(2):  # the first round clears away what the filling left behind
            found[size] = {name: timed(*page) for name, page in pages(number).items()}
    small, large = sizes[0], sizes[-1]
    columns = [f"{what}, {size:,}" for size in (small, large) for what in ("p50 ms", "p95 ms", "sql")]
    rows = [["page", *columns, "ratio"]]
    for name, one in found[small].items():
        other = found[large][name]
        figures = [f"{figure:.1f}" if isinstance(figure, float) else str(figure) for figure in (*one, *other)]
        rows.append([name, *figures, f"{other[0] / one[0]:.2f}"])
    print(f"\n## {kind}\n")
    table(rows)


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

    account = Account.objects.get(username=f"t{TOWNSHIPS[0][:9]}-{role}")
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
