"""Who handles a township's cases: its own people and those of its county's agencies, as actors."""

from datetime import date

from yizhan.accounts.queries import actor
from yizhan.catalogue.release import StepRole
from yizhan.kernel.acting import Actor
from yizhan.simulate.establishing import username


class Crew:
    """The people of a township and of the organs above it, each read once."""

    def __init__(self, township: str, *, today: date) -> None:
        self.township = township
        self.county = f"{township[:6]}000000"
        self.government = f"{township}-government"
        self.today = today
        self._known: dict[str, Actor] = {}

    def at_hall(self, duty: str) -> Actor:
        """Somebody of the township: clerk-a, clerk-b, reviewer, approver, manager, helper."""
        return self.of(self.government, duty)

    def of(self, organ: str, duty: str) -> Actor:
        """Somebody of an organ by his duty. Raises NotFound."""
        name = username(organ, duty)
        if name not in self._known:
            self._known[name] = actor(name, today=self.today)
        return self._known[name]

    def everybody(self) -> list[Actor]:
        """Everybody who had to do anything so far."""
        return list(self._known.values())

    def for_role(self, organ: str, role: StepRole) -> Actor:
        """Who takes a step of that role in an organ; a county's agencies have no clerks of their own."""
        if role is StepRole.CLERK:
            return self.of(organ, "clerk-a" if organ == self.government else "reviewer")
        return self.of(organ, "approver" if role is StepRole.APPROVER else "reviewer")
