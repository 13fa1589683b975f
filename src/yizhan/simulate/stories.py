"""How matters go (办件的经过): from the window to the result, with the mistakes and second thoughts of a real hall."""

from yizhan.cases import clock
from yizhan.cases.actions import decision, intake
from yizhan.cases.rules import hearing
from yizhan.cases.rules.materials import on_the_spot
from yizhan.catalogue.release import ProcedureKind, Step, StepKind
from yizhan.catalogue.rules import fee, stop_basis
from yizhan.kernel.periods import Limit
from yizhan.simulate import keeping
from yizhan.simulate.scenes import Scene, Story, Stuck, need

INCOMPLETE, BROUGHT, PLEDGED, KEPT = 0.22, 0.8, 0.6, 0.8
IN_VAIN, SECOND_THOUGHTS, HURRIES, WRONG_FORM, WRONG_ROLE = 0.05, 0.03, 0.04, 0.03, 0.03
SENT_BACK, STOPPED, EXTENDED, REFUSED, AMENDED, HEARD = 0.06, 0.3, 0.05, 0.07, 0.15, 0.4
ASKS_FIRST, STAYS_AWAY, ASKED, TWICE = 0.06, 0.4, 0.05, 0.02
PAYS, FETCHES, SPEAKS, BY_HELPER, NUMBERED = 0.95, 0.93, 0.35, 0.08, 0.2
GRADES = ("1", "1", "1", "1", "1", "2", "2", "3", "4", "5")
CAUSES = ("in-vain", "nobody-at-window", "system-down", "material-not-listed", "asked")


def story(scene: Scene) -> Story:
    """One matter from arrival to evaluation, as far as it gets."""
    try:
        yield from _arrival(scene)
        if scene.life.answers.get("land") == "homestead":
            need(scene.life.not_required(scene.now))
            return
        if scene.life.answers.get("land") == "other":
            need(scene.life.not_competent(scene.now))
            return
        yield from _intake(scene)
        yield from keeping.keep(scene)
        if scene.life.urgent:
            yield from _urgent(scene)
        elif on_the_spot(scene.life.release) and scene.life.decided_here:
            yield from _on_the_spot(scene)
        else:
            yield from _handling(scene)
            yield from _conclusion(scene)
        yield from _result(scene)
        yield from _afterwards(scene)
    except Stuck:
        return


# -- at the window -----------------------------------------------------------------------------------------------------


def _arrival(scene: Scene) -> Story:
    life = scene.life
    if scene.happens(BY_HELPER):
        authorisation = "申请人委托村级代办员代为办理（样例）"
        need(life.open(scene.now, by=life.crew.at_hall("helper"), channel="village", authorisation=authorisation))
        yield from scene.days(0, 1)
    else:
        need(life.open(scene.now))
    yield from scene.minutes(3, 12)
    if scene.happens(ASKS_FIRST):  # he only wants to know what he needs, and brings it later or never
        life.visit(scene.now, cause="asked")
        if scene.happens(STAYS_AWAY):
            raise Stuck
        yield from scene.days(1, 6)
    required = life.required
    if required and scene.happens(INCOMPLETE):
        pledgeable = [line for line in required if line.material.pledgeable]
        scene.lacking = [scene.random.choice(pledgeable if pledgeable and scene.happens(0.6) else required)]
    need(life.submit(scene.now, without=scene.lacking))
    if scene.happens(WRONG_ROLE):  # a clerk who does not know that he may not
        life.act(life.window, decision.decide_case, scene.now, content="同意")


def _intake(scene: Scene) -> Story:
    life = scene.life
    yield from scene.minutes(5, 30) if not scene.slow else scene.days(1, 2)
    if scene.happens(WRONG_FORM):  # the form of somebody who was called away and comes back to it
        life.act(life.window, intake.accept_case, scene.now, seen=1)
    if not scene.lacking or scene.life.urgent:
        need(life.accept(scene.now))
        return
    if scene.happens(WRONG_FORM):
        life.accept(scene.now)  # tried, and refused: something is missing
    if scene.lacking[0].material.pledgeable and scene.happens(PLEDGED):
        need(life.pledge(scene.now, supply=Limit.parse("5wd")))
        return
    need(life.request_correction(scene.now, scene.lacking))
    if not scene.happens(BROUGHT):
        raise Stuck  # he never comes back: the law ends it in its time
    if scene.happens(IN_VAIN):
        yield from scene.days(1, 3)
        life.visit(scene.now, cause=scene.random.choice(CAUSES))
    yield from scene.days(1, 6)
    need(life.hand_in(scene.now, scene.lacking))
    yield from scene.minutes(5, 60)
    need(life.accept(scene.now))


def _on_the_spot(scene: Scene) -> Story:
    """即办件: concluded while he waits, if nobody must be asked first."""
    yield from _steps(scene)
    yield from scene.minutes(5, 20)
    need(scene.life.decide(scene.now))


def _urgent(scene: Scene) -> Story:
    """急难: decided first by the township where it may, else reported up at once; papers and steps made up later."""
    yield from scene.minutes(20, 120)
    if not scene.life.decided_here:
        need(scene.life.forward(scene.now, opinion="情况紧急，请先行决定"))
        yield from scene.minutes(20, 120)
        yield from scene.present(scene.life.desk)
        scene.life.receive(scene.now)
    yield from scene.minutes(20, 120)
    need(scene.life.decide(scene.now))


# -- handling ----------------------------------------------------------------------------------------------------------


def _handling(scene: Scene) -> Story:
    life = scene.life
    yield from _pledge(scene)
    yield from _steps(scene)
    while not life.decided_here:
        yield from _second_thoughts(scene)
        yield from _forwarding(scene)
        if scene.happens(SENT_BACK):
            yield from scene.days(1, 3)
            need(life.send_back(scene.now))
            yield from scene.days(1, 2)
        yield from _steps(scene)


def _pledge(scene: Scene) -> Story:
    """容缺: kept, or not."""
    if not scene.lacking or not scene.lacking[0].material.pledgeable:
        return
    if not scene.happens(KEPT):
        raise Stuck
    yield from scene.days(1, 4)
    scene.life.hand_in(scene.now, scene.lacking)


def _forwarding(scene: Scene) -> Story:
    life = scene.life
    yield from scene.days(0, 1)
    need(life.forward(scene.now))
    keeping.travel(scene)
    if scene.happens(WRONG_ROLE):  # the township goes on with what it no longer holds
        life.forward(scene.now, by=life.window)
    yield from scene.days(0, 2)
    yield from scene.present(life.desk)
    life.receive(scene.now)
    keeping.arrive(scene)
    if scene.happens(HURRIES):
        yield from _hurry(scene)


def _hurry(scene: Scene) -> Story:
    """催办: a wish that the holder answers, or leaves open."""
    life = scene.life
    yield from scene.days(1, 2)
    need(life.wish(scene.now, kind="hurry"))
    if scene.happens(KEPT):
        yield from scene.days(0, 2)
        life.answer_wish(scene.now, wish=life.open_wish(scene.now))


def _second_thoughts(scene: Scene) -> Story:
    """撤回: he says so, and the holder takes note."""
    if scene.happens(SECOND_THOUGHTS):
        need(scene.life.wish(scene.now, kind="withdraw"))
        yield from scene.days(0, 2)
        scene.life.withdraw(scene.now, wish=scene.life.open_wish(scene.now))
        raise Stuck
    if scene.happens(IN_VAIN):
        scene.life.visit(scene.now, cause=scene.random.choice(CAUSES))


def _steps(scene: Scene) -> Story:
    life = scene.life
    for step in life.steps():
        yield from scene.days(0, 1)
        yield from scene.present(life.crew.for_role(life.organ, step.role))
        if step.kind is StepKind.PUBLICITY:
            yield from _publicity(scene, step)
        elif step.kind is StepKind.CONSULT or scene.happens(ASKED):
            yield from _consultation(scene)
        if step.kind is StepKind.SURVEY:
            yield from _procedure(scene)
        need(life.take(step, scene.now))


def _publicity(scene: Scene, step: Step) -> Story:
    life = scene.life
    need(life.publicise(step, scene.now))
    minimum = life.release.minimum(step.minimum or "publicity")
    if minimum is None:
        raise Stuck
    if scene.happens(WRONG_FORM):  # too early
        yield from scene.days(1, 1)
        life.take(step, scene.now)
    yield from scene.on_day(clock.first_day_after(scene.today, minimum.limit, scene.hours.calendar))


def _consultation(scene: Scene) -> Story:
    """征求意见: another bureau of the county is asked, and answers late or in time."""
    life = scene.life
    function = "justice" if life.organ.endswith("-health") else "health"
    asked = f"{life.crew.county}-{function}"
    need(life.consult(scene.now, asked))
    yield from scene.days(1, 3)
    need(life.answer(scene.now, asked, consult=life.consults))
    yield from scene.minutes(30, 200)


def _procedure(scene: Scene) -> Story:
    """特别程序: the clock stops while experts look, where a law says so; otherwise the attempt is refused."""
    life = scene.life
    if not scene.happens(STOPPED if stop_basis(life.release, "expert_review") else WRONG_FORM):
        return
    if not life.stop(scene.now, procedure="expert_review", told=Limit.parse("5wd")):
        return
    yield from scene.days(2, 5)
    need(life.resume(scene.now))


# -- conclusion --------------------------------------------------------------------------------------------------------


def _conclusion(scene: Scene) -> Story:
    life = scene.life
    if life.release.extension and scene.happens(EXTENDED):
        yield from scene.days(0, 1)
        life.extend(scene.now, by=life.desk)  # not the person whom the article names
        life.extend(scene.now)
        yield from scene.days(2, 6)
    yield from scene.days(0, 2)
    yield from scene.present(life.approver)
    if scene.happens(TWICE):
        need(life.terminate(scene.now))
        raise Stuck
    if scene.happens(NUMBERED):
        life.numbered(scene.now)
    if not scene.happens(REFUSED):
        need(life.decide(scene.now))
        return
    yield from _hearing(scene)
    need(life.refuse(scene.now))
    if scene.happens(AMENDED):
        yield from scene.days(3, 8)
        need(life.amend(scene.now))


def _hearing(scene: Scene) -> Story:
    """听证: told of before the refusal, asked for now and then, and then held before anything is decided."""
    life = scene.life
    listed = any(one.kind is ProcedureKind.HEARING for one in life.release.special_procedures)
    if not listed or not life.tell_hearing(scene.now):
        return
    if scene.happens(WRONG_FORM):  # too early
        life.refuse(scene.now)
    yield from scene.days(1, 2)
    asked = scene.happens(HEARD) and life.wish(scene.now, kind="hearing")
    yield from scene.days(6, 7)
    if not asked:
        return
    day = hearing.earliest(scene.today, scene.hours.calendar)
    need(life.set_hearing(scene.now, day=day))
    yield from scene.on_day(day)
    need(life.hold_hearing(scene.now))
    yield from scene.present(life.approver)


def _result(scene: Scene) -> Story:
    life = scene.life
    if fee(life.release, life.answers).total and scene.happens(PAYS):
        yield from scene.minutes(5, 30)
        life.pay(scene.now)
    yield from scene.minutes(5, 20) if on_the_spot(life.release) else scene.days(0, 1)
    if life.granted:
        need(life.certify(scene.now))
        keeping.shelve(scene)
    yield from keeping.go_home(scene)
    if on_the_spot(life.release) and life.leg == 0:
        yield from scene.minutes(2, 10)
    elif not scene.happens(FETCHES):
        raise Stuck
    else:
        yield from _coming_for_it(scene)
    at_window = scene.happens(0.8) or life.shelved  # what lies on the township's shelf is fetched there
    need(life.hand_out(scene.now) if at_window else life.deliver(scene.now))


def _coming_for_it(scene: Scene) -> Story:
    if scene.happens(IN_VAIN):
        yield from scene.days(1, 2)
        scene.life.visit(scene.now, cause=scene.random.choice(CAUSES))
    yield from scene.days(1, 5)


def _afterwards(scene: Scene) -> Story:
    life = scene.life
    if scene.happens(SPEAKS):
        yield from scene.minutes(2, 15)
        life.evaluate(scene.now, grade=scene.random.choice(GRADES))
    if not scene.life.urgent or not scene.happens(KEPT):
        return
    if scene.lacking:
        yield from scene.days(2, 7)
        life.hand_in(scene.now, scene.lacking)
    if life.leg == 0:
        yield from _steps(scene)
        return
    need(life.pass_down(scene.now))
    yield from _steps(scene)
    need(life.bring_back(scene.now))
