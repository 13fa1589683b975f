"""One process of a measurement: `prepare` a node, play lives through the `actions`, with `files`, or the `floor`.

`catch-up` does what a served node does in the background after acts, before the calls over HTTP are timed.
"""

import json
import sys

import django

django.setup()

from bench import floor, lives  # noqa: E402
from yizhan.site.processes import round_of_work  # noqa: E402


def statements() -> dict[str, int]:
    """How many statements each act of a life needs, besides session and transaction control."""
    return {f"{place} {name}": len(said) for place, (name, said) in enumerate(floor.recorded().acts, start=1)}


match sys.argv[1:]:
    case ["prepare"]:
        lives.prepare()
    case ["catch-up"]:
        round_of_work()
    case ["statements"]:
        print(json.dumps(statements()))
    case ["actions", number]:
        lives.on_command(lives.player(int(number)))
    case ["files", number]:
        lives.on_command(lives.player(int(number), files=True))
    case ["floor", number]:
        lives.on_command(floor.Floor(floor.recorded()).play)
    case other:
        sys.exit(f"unknown: {other}")
