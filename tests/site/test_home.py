"""Where a node keeps what it holds: nobody but its own account reads it, and what was prepared is left as it was."""

from stat import S_IMODE

from yizhan.site.operating import make_home


def test_a_home_that_is_made_is_its_own_accounts_alone(tmp_path):
    home = tmp_path / "node"
    make_home(home)
    assert S_IMODE(home.stat().st_mode) == 0o700


def test_a_home_that_was_prepared_keeps_its_mode(tmp_path):
    tmp_path.chmod(0o750)
    make_home(tmp_path)
    assert S_IMODE(tmp_path.stat().st_mode) == 0o750
