"""The demonstration: the main job on invented people, for somebody who has just installed the program."""

from pathlib import Path

import pytest

from supervision_app.bootstrap import open_vault
from supervision_app.demonstration.demo import PASSPHRASE
from supervision_app.services.following_up import find_action
from supervision_app.services.reading import actions, child_page, children
from supervision_app.services.sealing import own_record
from supervision_app.services.sessions import open_session, unfinished
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
    assert "One session, with Femi Adewale, was begun and not sealed" in told.out
    assert "supervision sessions were held" in told.out
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
def test_its_discussions_are_supervision_sessions(left: Program) -> None:
    with open_vault(left.vault, PASSPHRASE) as desk:
        pages = [child_page(desk, row.id) for row in children(desk)]
        records = [one for page in pages for one in page.discussions]
        own = [one for member in desk.vault.views.members() for one in own_record(desk, member.person.id)]
        begun = [open_session(desk, one.draft) for one in unfinished(desk)]
        kai = child_page(desk, "SYN10000").discussions[0]

    sessions = [one for one in records if one.worker]
    assert {one.depth for one in sessions} == {"in-depth", "actions-only", "not-today"}
    assert {one.type for one in records if not one.worker} == {"management-oversight"}
    assert {one.unseen for one in sessions} == {one.unseen for one in own} == {True, False}
    assert all(one.decision and one.reasons for one in sessions if one.depth == "in-depth")
    assert {part.heading for one in own for part in one.parts} >= {"How you are", "What this work stirs up"}
    assert "What this work stirs up" not in {part.heading for one in records for part in one.parts}
    assert [one.by.name for one in kai.after.added] == ["Aoife Byrne"]
    assert [(one.worker.name, bool(one.session.own), len(one.session.talks)) for one in begun] == [
        ("Femi Adewale", True, 1)
    ]


@pytest.mark.slow
def test_actions_of_a_session_are_agreed_in_supervision(left: Program) -> None:
    with open_vault(left.vault, PASSPHRASE) as desk:
        found = [row.id for row in actions(desk)]
        agreed = [find_action(desk, action).action.setting for action in found[:40]]

    assert set(agreed) == {"supervision"}


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
