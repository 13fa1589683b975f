"""For whom the tasks of a first day are: window clerks of a sample prefecture, whose people are invented."""

from collections.abc import Callable

from yizhan.kernel.acting import Actor
from yizhan.kernel.refusals import NotFound

_asked: list[Callable[[], bool]] = []


def ask_whether_sample(answer: Callable[[], bool]) -> None:
    """Name who knows whether this node is a sample; called once by the composition root, which makes samples."""
    _asked.append(answer)


def learns(actor: Actor | None) -> bool:
    """Whether the tasks are offered to somebody: a node that serves real people has none."""
    return actor is not None and actor.has("clerk") and any(answer() for answer in _asked)


def demand_learner(actor: Actor) -> None:
    """The tasks are there for the actor. Raises NotFound."""
    if not learns(actor):
        raise NotFound
