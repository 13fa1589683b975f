"""The state of a consultation's own stream (征求意见): asked once, answered once."""

from dataclasses import dataclass, replace
from datetime import date

from yizhan.cases.events import Answered, Asked
from yizhan.journal.events import Erased, HandedOver
from yizhan.kernel.periods import Limit


@dataclass(frozen=True, kw_only=True)
class ConsultState:
    """What the asked agency holds."""

    stream: str
    case: str = ""
    consult: int = 0
    organ: str = ""
    asked: date | None = None
    reply: Limit | None = None
    question: str = ""
    answered: date | None = None
    agrees: bool | None = None
    answer: str = ""


def initial(stream: str) -> ConsultState:
    """A consultation before its first entry."""
    return ConsultState(stream=stream)


def evolve(state: ConsultState, event: object) -> ConsultState:
    """The consultation after one more entry."""
    match event:
        case Asked():
            return replace(
                state,
                case=event.case,
                consult=event.consult,
                organ=event.organ,
                asked=event.on,
                reply=event.reply,
                question=event.question,
            )
        case Answered():
            return replace(state, answered=event.on, agrees=event.agrees, answer=event.answer)
        case HandedOver():
            return replace(state, organ=event.organ)
        case Erased():
            return state
        case _:
            raise TypeError(f"a consultation does not know {type(event).__name__}")
