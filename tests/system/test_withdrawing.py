"""Withdrawing on the command line: looked at first, done with --yes, and gone from every answer."""

from pathlib import Path

import pytest

from tests.system.conftest import Program, Vaults, load, table

WORD = "marmaladezebra"


@pytest.fixture
def team(vaults: Vaults, tmp_path: Path) -> Program:
    """A vault in which one action was agreed on the wrong child."""
    program = vaults()
    load(program, table(tmp_path / "team.csv", "Child ID,Worker", "W1,Dana Hughes"))
    return program


def test_it_is_said_first_what_would_go_and_nothing_is_changed(team: Program, tmp_path: Path) -> None:
    action = team.agree("W1", "Dana", WORD)
    assert "is open, and would be lost" in team.refused(4, "withdraw", action[:8], "--why", "Another child")
    team.done("close", action, "--state", "not-needed", "--impact", "Wrong child")
    team.done("export", "W1", "--format", "txt", "--out", tmp_path / "out")
    before = team.data("vault", "check")
    looked = team.data("withdraw", action[:8], "--why", "Another child")
    assert (looked["withdrawn"], looked["entries"], len(looked["exports"])) == (False, 2, 1)
    assert team.data("vault", "check") == before
    done = team.done("withdraw", action[:8], "--why", "Another child", "--yes", "--and-earlier-backups")

    assert "Withdrawn: the words of 2 entries are gone." in done
    assert "Delete the files, wherever they were put." in done
    for answer in (("child", "W1"), ("actions",), ("log", "W1")):
        assert WORD not in str(team.data(*answer))
    assert team.data("vault", "check")["problems"] == []
    assert len(list((team.vault / "backups").iterdir())) == 1


def test_an_id_that_is_none_is_refused(team: Program) -> None:
    assert "No discussion, supervision record or action has the id" in team.refused(
        4, "withdraw", "zzzzzzzz", "--why", "x"
    )


def test_a_legal_hold_is_placed_listed_and_lifted(team: Program) -> None:
    assert team.done("hold", "list") == "No legal hold lasts."
    team.done("hold", "place", "W1", "--why", "Judicial review")
    [held] = team.data("hold", "list")
    assert (held["on"], held["why"]) == ("W1", "Judicial review")
    action = team.agree("W1", "Dana", WORD)
    team.done("close", action, "--state", "not-needed", "--impact", "Wrong child")
    assert "A legal hold is on this record" in team.refused(4, "withdraw", action, "--why", "Another child", "--yes")
    team.done("hold", "lift", "W1", "--why", "Over")

    assert team.data("hold", "list") == []
