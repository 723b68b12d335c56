"""Erasing a child on the command line: said first, done with --yes, and gone from every answer."""

from pathlib import Path

import pytest

from tests.system.conftest import Program, Vaults, load, table

WORD = "marmaladezebra"
DECIDED = ("--ground", "A court ordered it", "--decided-by", "Ines Park", "--reference", "IG-7")
KEYS = {"erased", "entries", "open_actions", "drafts", "exports", "packs", "earlier_backups", "put_aside", "elsewhere"}


@pytest.fixture
def team(vaults: Vaults, tmp_path: Path) -> Program:
    """A vault with two children and an action of each."""
    program = vaults()
    load(program, table(tmp_path / "team.csv", "Child ID,Worker", "W1,Dana Hughes", "W2,Dana Hughes"))
    program.agree("W1", "Dana", WORD)
    program.agree("W2", "Dana", "Ring the aunt")
    program.done("export", "W1", "--format", "txt", "--out", tmp_path / "out")
    return program


def test_it_is_said_first_what_would_go_and_then_it_is_gone(team: Program, tmp_path: Path) -> None:
    before = team.data("vault", "check")
    looked = team.data("erase-child", "W1", *DECIDED)
    said = team.done("erase-child", "W1", *DECIDED)
    assert set(looked) == KEYS
    assert (looked["erased"], [one["what"] for one in looked["open_actions"]]) == (False, [WORD])
    assert [(one["what"], one["formats"], one["on_file"]) for one in looked["exports"]] == [
        ("Summary 1", ["txt"], None)
    ]
    assert "would go, for good. Say --yes." in said
    assert f"1 action is open, and would be lost: “{WORD}”" in said
    assert "These open actions would go too" in team.done("erase-child", "W1", *DECIDED, "--with-open-actions")
    assert team.data("vault", "check") == before
    assert "Close them, or agree them elsewhere." in team.refused(4, "erase-child", "W1", *DECIDED, "--yes")
    everything = ("--yes", "--with-open-actions", "--and-earlier-backups")
    done = team.done("erase-child", "w1", *DECIDED, *everything)

    assert "Erased: the words of" in done
    assert "Delete the files, wherever they were put." in done
    for answer in (("children",), ("actions",), ("child", "W2")):
        assert WORD not in str(team.data(*answer))
    assert [one["id"] for one in team.data("children")] == ["W2"]
    assert team.data("vault", "check")["problems"] == []
    assert team.data("vault", "rebuild")["problems"] == []
    assert len(list((team.vault / "backups").iterdir())) == 1
    again = load(team, table(tmp_path / "next.csv", "Child ID,Worker", "W1,Dana Hughes", "W3,Dana Hughes"))
    assert [one["id"] for one in again["new"]] == ["W3"]
    assert "was erased here on" in again["refused"][0]["why"]


def test_asked_again_it_says_that_it_was_done(team: Program) -> None:
    team.done("erase-child", "W1", *DECIDED, "--yes", "--with-open-actions")
    assert "With --yes what is left is cleared away." in team.done("erase-child", "W1", *DECIDED)
    assert team.data("erase-child", "W1", *DECIDED)["erased"] is True
    assert "What was left was cleared away." in team.done("erase-child", "W1", *DECIDED, "--yes")


def test_other_records_that_name_the_child_are_listed(team: Program) -> None:
    team.agree("W2", "Dana", "Ask after W1")
    said = team.done("erase-child", "W1", *DECIDED)

    assert "Other records may name the child, and stay. Look at each:" in said
    assert "The record of another child, W2, of" in said


@pytest.mark.parametrize("lacks", [0, 2, 4])
def test_a_decision_is_whole_or_refused(team: Program, lacks: int) -> None:
    words = [*DECIDED]
    words[lacks + 1] = " "
    assert "is needed and was left empty" in team.refused(4, "erase-child", "W1", *words)


def test_a_withdrawal_may_say_on_whose_decision(team: Program) -> None:
    action = team.agree("W1", "Dana", "Wrong")
    team.done("close", action, "--state", "not-needed", "--impact", "Wrong child")
    team.done("withdraw", action, "--why", "Another child", *DECIDED, "--yes")
    [entry] = [row for row in team.data("log", "W1") if row["kind"] == "action.withdrawn/1"]

    for words in ("A court ordered it", "Ines Park", "IG-7"):
        assert words in entry["words"]
