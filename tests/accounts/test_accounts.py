"""Accounts, roles, tokens and looks as actions."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.accounts.conftest import PASSWORD, TOWNSHIP
from tests.support.nodes import NOW
from yizhan.accounts import access, actions
from yizhan.accounts.models import Account, AccountChange, ApiToken, Look, RoleAssignment
from yizhan.accounts.queries import actor
from yizhan.accounts.verbs import ADMINISTRATORS
from yizhan.journal.models import Entry
from yizhan.journal.replay import rebuild
from yizhan.journal.verification import verify
from yizhan.kernel.acting import LAW, Act, RoleAt
from yizhan.kernel.refusals import Forbidden, Invalid, NotFound, Refused

TODAY = NOW.date()


def act_as(username: str) -> Act:
    return Act(actor=actor(username, today=TODAY), now=NOW)


def test_init_makes_three_administrators_once(prefecture):
    assert {row.username for row in Account.objects.all()} == {"system_admin", "security_admin", "audit_admin"}
    assert all(row.must_change_password for row in Account.objects.all())
    with pytest.raises(Refused, match="accounts-exist"):
        actions.establish_administrators(
            act=Act(actor=LAW, now=NOW), division="522600000000", passwords=dict.fromkeys(ADMINISTRATORS, "x")
        )


def test_two_administrators_enrol_somebody(clerk):
    assert actor("clerk", today=TODAY).roles == (RoleAt(role="clerk", scope=TOWNSHIP),)
    assert AccountChange.objects.get(subject="clerk").detail.endswith("security_admin")


def test_one_administrator_alone_gives_no_roles(keeper, clerk):
    with pytest.raises(Forbidden):
        actions.enrol(act=keeper, username="other", name="某", roles=[("clerk", TOWNSHIP)])
    assert not Account.objects.filter(username="other").exists()


def test_a_clerk_enrols_nobody(clerk):
    with pytest.raises(Forbidden):
        actions.enrol(act=act_as("clerk"), username="other", name="某")


@pytest.mark.parametrize("username", ["", "a", "A1", "1a", "a b", "../x", "a" * 65, "杨"])
def test_usernames_are_plain(keeper, username):
    with pytest.raises(Invalid):
        actions.enrol(act=keeper, username=username, name="某")


def test_a_name_is_taken_once(keeper, clerk):
    with pytest.raises(Refused, match="username-taken"):
        actions.enrol(act=keeper, username="clerk", name="某")


def test_a_role_is_given_and_taken_back_at_once(clerk, security):
    actions.give_role(act=security, username="clerk", role="reviewer", scope=TOWNSHIP, starts=TODAY)
    assert actor("clerk", today=TODAY).has("reviewer")
    with pytest.raises(Refused, match="role-held"):
        actions.give_role(act=security, username="clerk", role="reviewer", scope=TOWNSHIP, starts=TODAY)
    actions.withdraw_role(act=security, username="clerk", role="reviewer", scope=TOWNSHIP)
    assert not actor("clerk", today=TODAY).has("reviewer")
    with pytest.raises(Refused, match="role-not-held"):
        actions.withdraw_role(act=security, username="clerk", role="reviewer", scope=TOWNSHIP)


def test_a_role_holds_from_its_first_to_its_last_day(clerk, security):
    first, last = TODAY + timedelta(days=1), TODAY + timedelta(days=2)
    actions.give_role(act=security, username="clerk", role="reviewer", scope=TOWNSHIP, starts=first, ends=last)
    days = [TODAY, first, last, last + timedelta(days=1)]
    assert [actor("clerk", today=day).has("reviewer") for day in days] == [False, True, True, False]
    with pytest.raises(Invalid):
        actions.give_role(act=security, username="clerk", role="approver", scope=TOWNSHIP, starts=last, ends=first)


@pytest.mark.parametrize(
    ("username", "role", "code"),
    [
        ("clerk", "audit_admin", "administrators-kept-apart"),
        ("audit_admin", "clerk", "administrators-kept-apart"),
        ("audit_admin", "system_admin", "administrators-kept-apart"),
        ("security_admin", "clerk", "own-account"),
        ("clerk", "king", "unknown-role"),
    ],
)
def test_roles_that_cannot_be_given(clerk, security, username, role, code):
    before = RoleAssignment.objects.count()
    with pytest.raises(Refused) as caught:
        actions.give_role(act=security, username=username, role=role, scope=TOWNSHIP, starts=TODAY)
    assert caught.value.code == code
    assert RoleAssignment.objects.count() == before


@pytest.mark.parametrize("username", ["system_admin", "audit_admin", "clerk"])
def test_only_the_security_administrator_gives_roles(clerk, username):
    with pytest.raises(NotFound):
        actions.give_role(act=act_as(username), username="clerk", role="reviewer", scope=TOWNSHIP, starts=TODAY)


def test_a_stopped_account_is_nobody(keeper, clerk):
    plain = actions.create_token(act=act_as("clerk"), username="clerk")
    actions.stop_account(act=keeper, username="clerk")
    assert access.actor_of_token(plain, now=NOW) is None
    with pytest.raises(Forbidden, match="account-stopped"):
        actor("clerk", today=TODAY)
    actions.resume_account(act=keeper, username="clerk")
    assert actor("clerk", today=TODAY).account == "clerk"
    with pytest.raises(Refused, match="own-account"):
        actions.stop_account(act=keeper, username="system_admin")


def test_an_account_moves_to_another_organ(keeper, clerk):
    actions.move_account(act=keeper, username="clerk", organ="522601000000-forestry", centre="522601000000-centre")
    assert actor("clerk", today=TODAY).organ == "522601000000-forestry"


def test_a_token_is_its_owner_until_it_expires(clerk, django_assert_num_queries):
    plain = actions.create_token(act=act_as("clerk"), username="clerk", expires=NOW + timedelta(days=1))
    assert plain not in ApiToken.objects.get().digest
    assert access.actor_of_token(plain, now=NOW) == actor("clerk", today=TODAY)
    with django_assert_num_queries(1):
        access.actor_of_token(plain, now=NOW)
    assert access.actor_of_token(plain + "x", now=NOW) is None
    assert access.actor_of_token("\ud800", now=NOW) is None
    assert access.actor_of_token(plain, now=NOW + timedelta(days=1)) is None


def test_every_token_ends(settings, clerk):
    settings.YIZHAN_TOKEN_DAYS, settings.YIZHAN_TOKEN_DAYS_MOST = 30, 60
    actions.create_token(act=act_as("clerk"), username="clerk")
    assert ApiToken.objects.get().expires == NOW + timedelta(days=30)
    with pytest.raises(Invalid):
        actions.create_token(act=act_as("clerk"), username="clerk", expires=NOW + timedelta(days=61))
    with pytest.raises(Invalid):
        actions.create_token(act=act_as("clerk"), username="clerk", expires=NOW)


def test_the_security_administrator_ends_anothers_token(keeper, security, clerk):
    plain = actions.create_token(act=act_as("clerk"), username="clerk")
    token = ApiToken.objects.get()
    with pytest.raises(NotFound):
        actions.revoke_token_for(act=keeper, username="clerk", token_id=token.pk)
    with pytest.raises(NotFound):
        actions.revoke_token_for(act=security, username="system_admin", token_id=token.pk)
    actions.revoke_token_for(act=security, username="clerk", token_id=token.pk)
    assert access.actor_of_token(plain, now=NOW) is None
    assert AccountChange.objects.get(change="token-revoked").account == "security_admin"


def test_a_token_is_made_and_ended_by_its_owner(keeper, clerk):
    with pytest.raises(Forbidden):
        actions.create_token(act=keeper, username="clerk")
    actions.create_token(act=act_as("clerk"), username="clerk")
    token = ApiToken.objects.get()
    with pytest.raises(NotFound):
        actions.revoke_token(act=keeper, token_id=token.pk)
    actions.revoke_token(act=act_as("clerk"), token_id=token.pk)
    assert not ApiToken.objects.exists()


def test_for_another_the_security_administrator_makes_a_token_that_ends(keeper, security, clerk):
    expires = NOW + timedelta(days=30)
    for stranger in (keeper, act_as("audit_admin"), act_as("clerk")):
        with pytest.raises(NotFound):
            actions.create_token_for(act=stranger, username="clerk", expires=expires)
    for wrong in (NOW, NOW - timedelta(days=1), NOW + timedelta(days=367)):
        with pytest.raises(Invalid):
            actions.create_token_for(act=security, username="clerk", expires=wrong)
    plain = actions.create_token_for(act=security, username="clerk", expires=expires, name="对接")
    assert access.actor_of_token(plain, now=NOW) == actor("clerk", today=TODAY)
    assert access.actor_of_token(plain, now=expires) is None
    made = AccountChange.objects.get(change="token-made")
    assert (made.account, made.subject) == ("security_admin", "clerk")
    assert f"{expires:%Y-%m-%d}" in made.detail
    actions.stop_account(act=keeper, username="clerk")
    with pytest.raises(Refused, match="account-stopped"):
        actions.create_token_for(act=security, username="clerk", expires=expires)


def test_administrators_sign_with_their_passwords(keeper, security, clerk):
    words = {name: actions.reset_password(act=keeper, username=name) for name in ("audit_admin", "clerk")}
    assert access.signatory("audit_admin", words["audit_admin"], today=TODAY) == "audit_admin"
    for name, word in (("audit_admin", "wrong"), ("clerk", words["clerk"]), ("nobody", "x"), ("\ud800", "x")):
        with pytest.raises(Forbidden, match="signature-wrong"):
            access.signatory(name, word, today=TODAY)
    actions.stop_account(act=keeper, username="audit_admin")
    with pytest.raises(Forbidden, match="signature-wrong"):
        access.signatory("audit_admin", words["audit_admin"], today=TODAY)


def test_passwords_are_changed_and_reset(keeper, clerk):
    with pytest.raises(Invalid) as caught:
        actions.change_password(act=act_as("clerk"), old="wrong", new="another horse 9")
    assert caught.value.errors == {"old": ["wrong-password"]}
    with pytest.raises(Invalid):
        actions.change_password(act=act_as("clerk"), old=PASSWORD, new="12345678")
    actions.change_password(act=act_as("clerk"), old=PASSWORD, new="another horse 9")
    assert Account.objects.get(username="clerk").check_password("another horse 9")
    first = actions.reset_password(act=keeper, username="clerk")
    account = Account.objects.get(username="clerk")
    assert account.check_password(first)
    assert account.must_change_password


def test_a_look_is_recorded_with_its_reason_sealed(clerk):
    actions.record_look(act=act_as("clerk"), subject="case:1", field="id_number", why="核对身份证")
    look = Look.objects.get()
    assert (look.account, look.subject, look.why) == ("clerk", "case:1", "核对身份证")
    assert look.stream == f"access:{TOWNSHIP}-centre:{TODAY:%Y%m%d}"
    entry = Entry.objects.get(kind="accounts.look")
    assert "核对".encode() not in bytes(entry.head) + bytes(entry.sealed)
    with pytest.raises(Invalid):
        actions.record_look(act=act_as("clerk"), subject="case:1", field="id_number", why=" ")


def test_only_the_audit_administrator_reads_the_looks(clerk, security):
    actions.record_look(act=act_as("clerk"), subject="case:1", field="phone", why="回访")
    assert len(access.looks_for(actor("audit_admin", today=TODAY), today=TODAY)) == 1
    for username in ("system_admin", "security_admin", "clerk"):
        with pytest.raises(Forbidden):
            access.looks_for(actor(username, today=TODAY), today=TODAY)


def test_records_are_the_same_after_a_rebuild(clerk):
    actions.record_look(act=act_as("clerk"), subject="case:1", field="phone", why="回访")
    before = [list(model.objects.order_by("pk").values()) for model in (AccountChange, Look)]
    assert verify().faults == []
    rebuild()
    assert [list(model.objects.order_by("pk").values()) for model in (AccountChange, Look)] == before


def test_the_scope_of_an_administrator_binds(keeper, security, clerk):
    elsewhere = replace(keeper, actor=replace(keeper.actor, roles=(RoleAt(role="system_admin", scope="522622000000"),)))
    with pytest.raises(NotFound):
        actions.stop_account(act=elsewhere, username="clerk")
    with pytest.raises(Forbidden):
        actions.enrol(act=elsewhere, username="other", name="某", centre=f"{TOWNSHIP}-centre")
