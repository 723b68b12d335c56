"""The demonstration: the main job on invented people, for somebody who has just installed the program."""

from pathlib import Path

import pytest

from tests.system.conftest import Answer, Program, in_process

MARK = "Demonstration: synthetic data."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demonstration writes."""
    return tmp_path_factory.mktemp("demonstration") / "out"


@pytest.fixture(scope="module")
def told(folder: Path) -> Answer:
    """What the demonstration says."""
    return in_process("demo", "--out", folder)


@pytest.fixture(scope="module")
def left(told: Answer, folder: Path) -> Program:
    """The vault that it leaves, opened with the passphrase that lies beside it."""
    assert told.code == 0
    return Program(folder / "vault", folder / "passphrase.txt", None)


@pytest.mark.slow
def test_the_story_is_told_on_standard_output_and_ends_well(told: Answer) -> None:
    assert (told.code, told.err) == (0, "")
    assert "A change of worker, step by step" in told.out
    assert "Kai goes to Ben Okafor: 3 actions are offered to Ben Okafor, the others stay." in told.out
    assert "None is lost: each has somebody who answers for it" in told.out
    assert "its check found 0 problems" in told.out


@pytest.mark.slow
def test_the_vault_can_be_looked_around_in_and_is_whole(left: Program) -> None:
    assert left.data("vault", "check")["problems"] == []
    children = left.data("children")
    assert 100 <= len(children) <= 150
    actions = left.data("actions", "--state", "any-open")
    assert len(actions) > 50
    assert all(one["owner"] and one["holding"] and one["first_due"] for one in actions)
    assert {"accepted", "awaiting", "unowned"} == {one["holding"] for one in actions}
    assert all(one["impact"] for one in left.data("actions", "--state", "done"))


@pytest.mark.slow
@pytest.mark.usefixtures("left")
def test_every_export_says_that_it_is_a_demonstration(folder: Path) -> None:
    exports = sorted((folder / "exports").iterdir())

    assert {path.suffix for path in exports} == {".pdf", ".docx", ".txt", ".json"}
    for path in exports:
        if path.suffix in {".txt", ".json"}:
            assert MARK in path.read_text(encoding="utf-8")


def test_a_folder_with_other_files_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")

    answer = in_process("demo", "--out", tmp_path)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"{tmp_path} holds other files.")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("out", ["a-file", "a-file/below"])
def test_a_folder_that_cannot_be_one_is_told(tmp_path: Path, out: str) -> None:
    (tmp_path / "a-file").write_text("mine", encoding="utf-8")

    answer = in_process("demo", "--out", tmp_path / out)

    assert (answer.code, answer.out) == (7, "")
    assert answer.err.count("\n") == 1
    assert (tmp_path / "a-file").read_text(encoding="utf-8") == "mine"
