"""The policy of a council: read as it was written, and refused with the file and the reason."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_app.adapters.keys import organisation
from supervision_app.adapters.keys.organisation import Council
from supervision_app.adapters.policy import NAME, policy_folder, policy_text, read_policy
from supervision_app.services.errors import WrongUse

RECIPIENT = organisation.recipient_of(organisation.fresh_identity())


def write(folder: Path, text: str) -> Path:
    """Write a policy; returns its folder."""
    (folder / NAME).write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_there_is_no_policy(tmp_path: Path) -> None:
    assert read_policy(tmp_path) is None
    assert read_policy(tmp_path / "nowhere") is None


def test_it_is_for_all_users_of_a_computer_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    before = policy_folder()
    for name in ("XDG_CONFIG_DIRS", "XDG_CONFIG_HOME", "HOME", "ProgramData", "WIN_PD_OVERRIDE_COMMON_APPDATA"):
        monkeypatch.setenv(name, "/tmp/evil")  # noqa: S108 - nothing is written there
    assert policy_folder() == before
    assert before.name == "supervision-companion"


def test_one_that_anybody_may_write_is_refused(tmp_path: Path) -> None:
    write(tmp_path, policy_text(Council("Demonshire", RECIPIENT)))
    for mode in (0o664, 0o646):
        (tmp_path / NAME).chmod(mode)
        with pytest.raises(WrongUse, match="others than its owner may write"):
            read_policy(tmp_path)
    (tmp_path / NAME).chmod(0o644)
    assert read_policy(tmp_path) is not None


def test_a_link_that_leads_nowhere_is_a_broken_policy_and_not_none(tmp_path: Path) -> None:
    (tmp_path / NAME).symlink_to(tmp_path / "gone")
    with pytest.raises(WrongUse, match="cannot be read"):
        read_policy(tmp_path)


def test_what_notepad_puts_before_it_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(policy_text(Council("Demonshire", RECIPIENT)), encoding="utf-8-sig")
    assert read_policy(tmp_path) == Council("Demonshire", RECIPIENT)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(lambda name: name.strip() == name))
def test_it_is_read_as_it_was_written_whatever_the_council_is_called(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    council = Council(name, RECIPIENT)

    assert read_policy(write(tmp_path_factory.mktemp("policy"), policy_text(council))) == council


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "needs a table"),
        ("organisation_key = 5", "needs a table"),
        ('[organisation_key]\nname = "Demonshire"', "needs a table"),
        ('[organisation_key]\nname = 5\nrecipient = "age1"', "needs a table"),
        (f'[organisation_key]\nname = " "\nrecipient = "{RECIPIENT}"', "the name is empty"),
        ('[organisation_key]\nname = "Demonshire"\nrecipient = "age1"', "no public key of a council"),
        ("[organisation_key\n", "cannot be read"),
    ],
)
def test_a_broken_policy_is_refused_with_the_file_and_the_reason(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(WrongUse, match=why) as refused:
        read_policy(write(tmp_path, text))
    assert str(refused.value).startswith(f"The policy of your council in {tmp_path / NAME} is not used")


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(WrongUse, match="cannot be read"):
        read_policy(tmp_path)
    (tmp_path / NAME).unlink()
    (tmp_path / NAME).mkdir()
    with pytest.raises(WrongUse, match="cannot be read"):
        read_policy(tmp_path)
