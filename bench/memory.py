"""Memory and readiness of a served township node: `python -m bench.memory [idle minutes]`.

The node is used over HTTP for a while and then left alone (ten minutes unless told otherwise). Memory is the
proportional set size of all its processes, which Linux tells; readiness is the time from the start of the command to
the first answer, of every start after the first.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench import over_http
from bench.nodes import Node, middle, node, table

STARTS = 3
IDLE_MINUTES = 10.0


def main(idle: float) -> None:
    """Measure both."""
    with node("sqlite") as made:
        tokens = over_http.read_tokens(made.run("bench.worker", "prepare"))
        with over_http.started(made, workers=1):
            pass  # the first start gathers the static files
        ready = [starting(made) for _ in range(STARTS)]
        with over_http.started(made, workers=1) as server:
            fresh = memory(server.process)
            over_http.lives(server.port, tokens, clients=4, files=True)
            used = memory(server.process)
            print(f"waiting {idle:g} idle minutes", file=sys.stderr, flush=True)
            time.sleep(idle * 60)
            left = memory(server.process)
        table(
            [
                ["what", "figure"],
                ["ready after, s (median of later starts)", f"{middle(ready):.2f}"],
                ["PSS after the start, MB", f"{fresh:.0f}"],
                ["PSS after use, MB", f"{used:.0f}"],
                [f"PSS after {idle:g} idle minutes, MB", f"{left:.0f}"],
            ]
        )


def starting(made: Node) -> float:
    """How long a start takes until something answers."""
    began = time.perf_counter()
    with over_http.started(made, workers=1):
        return time.perf_counter() - began


def memory(server: "subprocess.Popen[bytes]") -> float:
    """The proportional set size of a process and all below it, in MB."""
    return sum(pss(process) for process in family(server.pid)) / 1024


def pss(process: int) -> int:
    """Of one process, in kB."""
    for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def family(process: int) -> Iterator[int]:
    """A process and its descendants."""
    yield process
    for thread in os.listdir(f"/proc/{process}/task"):
        children = Path(f"/proc/{process}/task/{thread}/children").read_text(encoding="ascii")
        for child in children.split():
            yield from family(int(child))


if __name__ == "__main__":
    main(float(sys.argv[1]) if sys.argv[1:] else IDLE_MINUTES)
