"""Full lives a second: through the actions, by bare SQL, over HTTP. `python -m bench.lifecycle [sqlite|postgresql] …`

Prints medians and ratios of this run and asserts nothing about time. Notices: their records are written by the acts,
in the same transactions, in all three; making the PDFs is in none.
"""

import json
import sys

from bench import over_http
from bench.nodes import DATABASES, Node, middle, node, table

ROUNDS = 3
PROCESSES = (1, 2)
CLIENTS = (1, 4, 16)


def main(databases: list[str]) -> None:
    """Measure each database."""
    for database in databases:
        with node(database) as made:
            print(f"\n## {database}\n", flush=True)
            tokens = over_http.read_tokens(made.run("bench.worker", "prepare"))
            show_statements(json.loads(made.run("bench.worker", "statements")))
            in_process(made)
            over_the_wire(made, tokens)


def show_statements(counted: dict[str, int]) -> None:
    """Statements of each act."""
    figures = list(counted.values())
    print(f"SQL statements an act: median {middle(figures):.0f}, most {max(figures)}, a life {sum(figures)}\n")
    table([["act", "statements"], *([name, str(count)] for name, count in counted.items())])


def in_process(made: Node) -> None:
    """Actions beside the floor, in turn, so that both meet the same weather."""
    rows = [["processes", "floor/s", "actions/s", "actions : floor", "processor ms a life", "with three files/s"]]
    for count in PROCESSES:
        found: dict[str, list[tuple[float, float]]] = {"floor": [], "actions": [], "files": []}
        for _ in range(ROUNDS):
            for kind, figures in found.items():
                figures.append(made.together("bench.worker", kind, count=count))
        rate = {kind: middle([each for each, _ in figures]) for kind, figures in found.items()}
        busy = {kind: middle([each for _, each in figures]) for kind, figures in found.items()}
        rows.append(
            [
                str(count),
                f"{rate['floor']:.0f}",
                f"{rate['actions']:.1f}",
                f"1 : {rate['floor'] / rate['actions']:.1f}",
                f"{busy['floor']:.1f} and {busy['actions']:.1f}",
                f"{rate['files']:.1f}",
            ]
        )
    print()
    table(rows)


def over_the_wire(made: Node, tokens: over_http.Tokens) -> None:
    """The same life over the API."""
    rows = [["clients", "lives/s", "calls/s", "p50 of a life, ms", "with three files/s"]]
    made.run("bench.worker", "catch-up")
    with over_http.started(made) as server:
        over_http.lives(server.port, tokens, clients=max(CLIENTS), files=True)  # every thread has its connection
        for clients in CLIENTS:
            plain = over_http.lives(server.port, tokens, clients=clients, files=False)
            files = over_http.lives(server.port, tokens, clients=clients, files=True)
            rows.append(
                [
                    str(clients),
                    f"{plain.rate:.1f}",
                    f"{plain.rate * over_http.CALLS:.0f}",
                    f"{1000 * middle(plain.seconds):.0f}",
                    f"{files.rate:.1f}",
                ]
            )
    print()
    table(rows)


if __name__ == "__main__":
    main(sys.argv[1:] or list(DATABASES))
