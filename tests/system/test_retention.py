"""How long records are kept, on the command line: what is due, why, and pruning it on a decision."""

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest

from supervision_app import bootstrap
from supervision_app.adapters.clock import SystemClock
from tests.system.conftest import Program, Vaults, load, table

DECIDED = ("--decided-by", "Ines Park", "--reference", "IG-9")
RULE = {"kind", "name", "after", "amount", "unit", "source", "confidence", "own"}
DUE = {"kind", "id", "whose", "day", "due", "why", "stays", "on_file"}
SHORT = """kind = "closed-actions"
name = "Closed actions"
after = "agreed"
amount = 1
unit = "days"
source = "Our schedule"
confidence = "local"
"""


@pytest.fixture
def team(vaults: Vaults, tmp_path: Path) -> Program:
    """A vault in which two actions were closed three days ago by the record, and one of the two children is on file."""
    program = vaults()
    load(program, table(tmp_path / "team.csv", "Child ID,Worker", "W1,Dana Hughes", "W2,Dana Hughes"))
    for child in ("W1", "W2"):
        action = program.agree(child, "Dana", "Ring the aunt")
        program.done("close", action, "--state", "done", "--impact", "She came")
    export = program.data("export", "W1", "--format", "txt", "--out", tmp_path / "out")["id"]
    program.done("on-file", export, "--reference", "DOC-1")
    return program


def own_rule(monkeypatch: pytest.MonkeyPatch, folder: Path, text: str) -> None:
    """Let the council have a rule of its own."""
    folder.mkdir()
    (folder / "closed.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(bootstrap, "retention_folders", lambda: [folder])


def two_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be two days later for the program."""
    now = SystemClock.now
    monkeypatch.setattr(SystemClock, "now", lambda clock: now(clock) + timedelta(days=2))


def test_the_rules_are_listed_with_their_sources_and_nothing_is_due_yet(team: Program, tmp_path: Path) -> None:
    answer = team.data("retention", "list")
    assert set(answer) == {"rules", "faults", "due"}
    assert all(set(rule) == RULE for rule in answer["rules"])
    assert (answer["faults"], answer["due"]) == ([], [])
    said = team.done("retention", "list")
    assert "Closed actions: kept for 2 years after they were closed." in said
    assert "The register of what was written out: kept for good." in said
    assert said.endswith("Nothing is due.")
    out = tmp_path / "register"
    assert "Nothing that is due can go." in team.done("retention", "prune", *DECIDED, "--out", out, "--yes")
    assert not out.exists()


def test_what_is_due_is_pruned_on_a_decision_and_what_is_not_on_file_stays(
    team: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_rule(monkeypatch, tmp_path / "rules", SHORT.replace("agreed", "closed"))
    two_days_later(monkeypatch)
    due = team.data("retention", "list")["due"]
    assert all(set(one) == DUE for one in due)
    assert [(one["whose"], one["stays"] is None, one["on_file"] is None) for one in due] == [
        ("W1", True, False),
        ("W2", False, True),
    ]
    said = team.done("retention", "list")
    assert "Closed actions: kept for 1 day after they were closed, by your council’s own rule." in said
    assert "It is not confirmed on the child’s file" in said
    before, out = team.data("vault", "check"), tmp_path / "register"
    looked = team.data("retention", "prune", *DECIDED, "--out", out)
    assert (looked["pruned"], [one["whose"] for one in looked["gone"]], looked["file"]) == (False, ["W1"], None)
    assert "The words of 1 record would go. Say --yes." in team.done("retention", "prune", *DECIDED, "--out", out)
    assert team.data("vault", "check") == before
    assert not out.exists()
    done = team.data("retention", "prune", *DECIDED, "--out", out, "--yes", "--kind", "closed-actions")

    rows = list(csv.reader(io.StringIO(Path(done["file"]).read_text(encoding="utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["W1"]
    assert (done["pruned"], set(done["gone"][0])) == (True, DUE)
    assert [one["state"] for one in team.data("actions", "--child", "W1")] == ["withdrawn"]
    assert [one["state"] for one in team.data("actions", "--child", "W2")] == ["done"]
    assert team.data("vault", "check")["problems"] == []


def test_pruning_says_where_the_dates_are_and_how_many_backups_have_the_words(
    team: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_rule(monkeypatch, tmp_path / "rules", SHORT.replace("agreed", "closed"))
    two_days_later(monkeypatch)
    team.done("vault", "backup")
    said = team.done("retention", "prune", *DECIDED, "--out", tmp_path / "register", "--yes")

    assert "Pruned: the words of 1 record are gone. Their dates and holders are in" in said
    assert "Earlier backups here still have them: " in said
    assert len(list((team.vault / "backups").iterdir())) > 1


def test_the_backups_of_before_go_too_when_it_is_said(
    team: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_rule(monkeypatch, tmp_path / "rules", SHORT.replace("agreed", "closed"))
    two_days_later(monkeypatch)
    team.done("vault", "backup")
    everything = ("--out", tmp_path / "register", "--yes", "--and-earlier-backups")
    assert "Earlier backups" not in team.done("retention", "prune", *DECIDED, *everything)
    assert len(list((team.vault / "backups").iterdir())) == 1


def test_a_rule_that_cannot_be_read_is_told_and_stops_the_pruning(
    team: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_rule(monkeypatch, tmp_path / "rules", SHORT)
    assert "is not used: after “agreed” is not known" in team.done("retention", "list")
    assert "is not used" in team.refused(4, "retention", "prune", *DECIDED, "--out", tmp_path / "register", "--yes")


def test_without_a_name_nothing_is_pruned(team: Program, tmp_path: Path) -> None:
    words = ("retention", "prune", "--decided-by", " ", "--reference", "IG-9", "--out", tmp_path / "x", "--yes")
    assert "Who decided it is needed" in team.refused(4, *words)
