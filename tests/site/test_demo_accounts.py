"""The accounts of the demonstration as they are printed."""

import pytest

from yizhan.site.demonstration import print_accounts


def account(username: str, role: str, hall: str) -> dict[str, str]:
    return {"username": username, "password": f"{username}-word", "role": role, "place": "522601100000", "hall": hall}


def test_accounts_are_printed_by_hall_after_the_three_to_begin_with(capsys: pytest.CaptureFixture[str]) -> None:
    made = [
        account("keeper", "catalogue_keeper", "甲中心"),
        account("a-clerk", "clerk", "乙中心"),
        account("a-head", "approver", "乙中心"),
        account("a-reviewer", "reviewer", "乙中心"),
    ]
    print_accounts(made)
    first, *halls = capsys.readouterr().out.split("\n\n")
    assert [line.split()[0] for line in first.splitlines()[1:]] == ["a-clerk", "a-reviewer", "a-head"]
    assert "takes matters in" in first
    assert [hall.splitlines()[0] for hall in halls] == ["甲中心", "乙中心"]
    assert [len(hall.splitlines()) for hall in halls] == [2, 4]
