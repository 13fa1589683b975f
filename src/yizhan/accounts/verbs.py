"""Who may do what (权限表), as data: roles, and for each act the roles and what else it needs."""

from dataclasses import dataclass

ADMINISTRATORS = frozenset({"system_admin", "security_admin", "audit_admin"})
DESK = frozenset({"clerk", "reviewer", "approver"})
OVERSIGHT = frozenset({"centre_manager", "county_officer", "prefecture_officer", "supervisor"})
BUSINESS = DESK | OVERSIGHT | {"helper", "catalogue_keeper"}
ROLES = BUSINESS | ADMINISTRATORS


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What an act needs: one of the roles; custody; a power; a mandate to the person where it concludes.

    `authorisation`: a helper needs the applicant's recorded authorisation (委托) for it.
    """

    roles: frozenset[str]
    holder: bool = False
    power: str = ""
    concludes: bool = False
    authorisation: bool = False


def of(*roles: str | frozenset[str]) -> frozenset[str]:
    """One set from roles and sets of roles."""
    return frozenset().union(*({role} if isinstance(role, str) else role for role in roles))


OFFICERS = of("county_officer", "prefecture_officer")
HALL = of(DESK, "centre_manager")
BACK = of("reviewer", "approver")

INTAKE = Needs(roles=DESK, holder=True, power="accept")
REVIEW = Needs(roles=DESK, holder=True, power="review")
CONCLUSION = Needs(roles=DESK, holder=True, power="decide", concludes=True)
HANDLING = Needs(roles=DESK, holder=True)
FACT = Needs(roles=of(HALL, "helper"))
ERRAND = Needs(roles=of(HALL, "helper"), authorisation=True)

NEEDS: dict[str, Needs] = {
    "open": Needs(roles=of("clerk", "reviewer", "helper")),
    "submit": Needs(roles=of(DESK, "helper"), holder=True, authorisation=True),
    "request-correction": INTAKE,
    "correct": Needs(roles=DESK, holder=True),
    "accept": INTAKE,
    "not-required": INTAKE,
    "not-competent": INTAKE,
    "pledge": INTAKE,
    "supplement": HANDLING,
    "advance": REVIEW,
    "publicise": HANDLING,
    "undo": HANDLING,
    "stop-clock": HANDLING,
    "resume-clock": HANDLING,
    "name-interested": HANDLING,
    "hear-statement": HANDLING,
    "tell-hearing": HANDLING,
    "set-hearing": HANDLING,
    "hold-hearing": HANDLING,
    "extend": Needs(roles=BACK, holder=True),
    "consult": HANDLING,
    "answer": Needs(roles=DESK),
    "forward": Needs(roles=HALL, holder=True),
    "return": Needs(roles=HALL, holder=True),
    "receive": Needs(roles=HALL, holder=True),
    "take": HANDLING,
    "decide": CONCLUSION,
    "refuse": CONCLUSION,
    "amend": CONCLUSION,
    "order": Needs(roles=of("approver", OFFICERS)),
    "terminate": CONCLUSION,
    "withdraw": HANDLING,
    "certify": HANDLING,
    "seal": Needs(roles=DESK, power="seal", concludes=True),
    "deliver": HANDLING,
    "visit": FACT,
    "pay": Needs(roles=HALL),
    "hand-in": ERRAND,
    "hand-out": ERRAND,
    "evaluate": FACT,
    "wish": ERRAND,
    "remark": Needs(roles=HALL),
    "void-notice": Needs(roles=HALL),
    "close": HANDLING,
    "keep-originals": Needs(roles=HALL),
    "view": Needs(roles=of(DESK, OVERSIGHT, "helper")),
    "view-unmasked": Needs(roles=of(DESK, "supervisor")),
    "search": Needs(roles=of(DESK, OVERSIGHT)),
    "manage-staff": Needs(roles=of(OFFICERS, "centre_manager")),
    "manage-grants": Needs(roles=of(OFFICERS, "approver")),
    "manage-places": Needs(roles=of(OFFICERS, "system_admin")),
    "manage-catalogue": Needs(roles=of("catalogue_keeper", "system_admin")),
    "manage-calendar": Needs(roles=of(OFFICERS, "system_admin")),
    "manage-accounts": Needs(roles=of("system_admin")),
    "manage-roles": Needs(roles=of("security_admin")),
    "unlock": Needs(roles=of("security_admin")),
    "read-audit": Needs(roles=of("audit_admin")),
}
