"""What the command line does with a node: make it, show it, make it ready to serve, verify and restore it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from yizhan.accounts import actions as accounts
from yizhan.accounts.access import signatory
from yizhan.journal import actions as journal
from yizhan.journal import (
    backup,
    clock_guard,
    codec,
    recovery,
    replay,
    store_chain,
    store_guards,
    upgrading,
    verification,
)
from yizhan.journal.queries import this_node
from yizhan.kernel.acting import Act, Actor, RoleAt
from yizhan.kernel.identifiers import division_code
from yizhan.kernel.refusals import Invalid, Refused
from yizhan.places import actions as places
from yizhan.site.progress import counted

OPERATOR_ROLES = ("system_admin", "catalogue_keeper")


@dataclass(frozen=True, kw_only=True)
class Made:
    """A new node's secrets, shown once."""

    passwords: dict[str, str]
    recovery: str


def make_node(*, name: str, division: str, level: str, now: datetime) -> Made:
    """Database, keys, calendars, administrators. Raises Refused: node-exists; Invalid."""
    code = division_code(division)
    migrate()
    passwords = {role: accounts.new_password() for role in accounts.ADMINISTRATOR_NAMES}
    with transaction.atomic():
        journal.make_node(code=f"{code}-n", name=name, division=code, level=level, now=now)
        recovery_key = recovery.make_recovery()
        act = operator_act(now)
        accounts.establish_administrators(act=act, division=code, passwords=passwords)
        places.seed(act=act)
        list_divisions(act, code)
    collect_static()
    return Made(passwords=passwords, recovery=recovery_key)


def list_divisions(act: Act, code: str) -> None:
    """Divisions that the program is delivered with, where the node lies in them; others are imported from a file."""
    if code.startswith("5226"):
        places.import_divisions(act=act, content=places.sample_divisions(), paper="随程序提供的区划")


def migrate() -> None:
    """Bring the database to this program's shape and arm the triggers."""
    make_home(Path(settings.YIZHAN_HOME))
    call_command("migrate", verbosity=0, interactive=False)


def make_home(home: Path) -> None:
    """The node's home, for the account that runs it alone; one that was prepared for it keeps its owner and mode."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)


def collect_static() -> None:
    """Gather style sheets and scripts once for a version of the program."""
    from yizhan.site.version import program_version

    marker = Path(settings.STATIC_ROOT) / ".version"
    if marker.exists() and marker.read_text(encoding="ascii") == program_version():
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    marker.write_text(program_version(), encoding="ascii")


def operator_act(now: datetime) -> Act:
    """An act of whoever has this machine's command line: a system administrator of the node's division."""
    return act_with(OPERATOR_ROLES, now)


def security_act(now: datetime) -> Act:
    """The same as a security administrator, for what is his alone: the three are kept apart here too."""
    return act_with(("security_admin",), now)


def act_with(held: tuple[str, ...], now: datetime) -> Act:
    """An act at the command line in these roles."""
    node = this_node()
    roles = tuple(RoleAt(role=role, scope=node.division) for role in held)
    actor = Actor(account="operator", name="", organ=f"{node.division}-government", centre="", roles=roles)
    return Act(actor=actor, now=now)


def ready_to_serve(*, now: datetime, confirmed: bool, ask: Callable[[str], bool] | None) -> None:
    """Migrate, collect, assert the triggers, question the clock.

    Raises Refused: no-node, guard-missing, clock-doubtful.
    """
    migrate()
    this_node()
    missing = store_guards.missing_guards()
    if missing:
        raise Refused("guard-missing", triggers=", ".join(missing))
    insist_on_the_clock(now, confirmed=confirmed, ask=ask)
    collect_static()


def renew_rows(*, tell: Callable[[str], None]) -> int:
    """Rows that an older program made are made again before anybody works with them; how many streams they show."""
    kinds = upgrading.outdated()
    if not kinds:
        return 0
    tell(f"The rows of {', '.join(kinds)} were made by another version of the program: making them again.")
    with counted("rows made again") as tick:
        done = upgrading.renew(kinds, progress=tick)
    tell(f"{done} streams made again.")
    return done


def rebuilt() -> int:
    """`yizhan rebuild`: every row again; how many streams and records."""
    with counted("rebuilt") as tick:
        done = replay.rebuild(progress=tick)
    upgrading.keep_all()
    return done


def insist_on_the_clock(now: datetime, *, confirmed: bool, ask: Callable[[str], bool] | None) -> None:
    """A clock that went back is asked about, and question and answer are recorded. Raises Refused: clock-doubtful."""
    finding, act = clock_guard.check_start(now), operator_act(now)
    earlier = clock_guard.open_question()
    if finding is None and earlier is not None:  # set right since the last start
        clock_guard.answer_clock(question=earlier.key, answer="set", words="", act=act)
    if finding is not None:
        asked = earlier is not None and earlier.known == finding.known
        question = earlier.key if earlier and asked else clock_guard.question_clock(finding, act=act)
        words = f"The clock of this machine says {now:%Y-%m-%d %H:%M}; the journal's last entry is later. Is it right?"
        if not confirmed and (ask is None or not ask(words)):
            raise Refused("clock-doubtful", now=now.isoformat())
        clock_guard.answer_clock(question=question, answer="right", words="", act=act)
    clock_guard.keep_seen(now)


def node_document(now: datetime) -> dict[str, object]:
    """`yizhan node show`."""
    node = this_node()
    position, digest = store_chain.last_position()
    return {
        "node": node.code,
        "name": node.name,
        "division": node.division,
        "level": node.level,
        "series": node.series,
        "suite": node.suite,
        "public_key": bytes(node.public_key).hex(),
        "position": position,
        "head": (digest or codec.GENESIS).hex(),
        "at": now.astimezone(UTC).isoformat(),
    }


def verified(*, since: str, heads: tuple[str, ...], quiet: bool) -> verification.Report:
    """`yizhan verify`. Raises Refused: no-node; Invalid: bad-date, bad-head."""
    this_node()
    with counted("verified", quiet=quiet) as tick:
        return verification.verify(since=moment(since), heads=[head(text) for text in heads], progress=tick)


def moment(text: str) -> str:
    """A moment in the journal's own form, empty for none. Raises Invalid: bad-date."""
    if not text:
        return ""
    try:
        return codec.moment_text(datetime.fromisoformat(text))
    except ValueError as fault:
        raise Invalid("bad-date", errors={"since": ["bad-date"]}, given=text) from fault


def head(text: str) -> verification.KnownHead:
    """`POSITION:HASH`. Raises Invalid: bad-head."""
    position, _, digest = text.partition(":")
    try:
        return verification.KnownHead(position=int(position), hash=bytes.fromhex(digest))
    except ValueError as fault:
        raise Invalid("bad-head", errors={"head": ["bad-head"]}, given=text) from fault


def restored(file: Path, *, identity: str, now: datetime) -> verification.Report:
    """`yizhan restore`: read, rebuild, verify."""
    migrate()
    with counted("restored") as tick:
        backup.restore(file, identity=identity, now=now, progress=tick)
    collect_static()
    return verification.verify()


def released(signed: Sequence[tuple[str, str]], *, now: datetime) -> int:
    """`yizhan node release`: accounts with their passwords sign; how many streams are open again.

    Raises Forbidden: signature-wrong; Refused: two-persons-needed.
    """
    act = operator_act(now)
    first, second = (signatory(username, password, today=act.today) for username, password in signed)
    return journal.release_streams(first_person=first, second_person=second, act=act)
