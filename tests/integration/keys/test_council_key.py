"""The council's key in a real vault: let in when that is made or next opened, kept through changes, and opening it."""

import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG
from typing import Any

import pytest

from supervision_app.adapters.keys import organisation
from supervision_app.adapters.keys.key_file import COPY, NAME, read_key_file
from supervision_app.adapters.keys.organisation import Council
from supervision_app.adapters.vaults import VaultFolders
from supervision_app.services.errors import CannotUnlock, ChecksFailed, WrongSecret, WrongUse
from supervision_app.services.people import add_person
from supervision_app.services.safety import safety
from tests.fakes.sealed_vaults import PASSPHRASE, Made, actions_in
from tests.fakes.tampering import content, desk_over

MINE, NEWER = organisation.fresh_identity(), organisation.fresh_identity()
COUNCIL = Council("Demonshire", organisation.recipient_of(MINE))
NEXT = Council("Demonshire", organisation.recipient_of(NEWER))
NEW = "ribbon cactus marble engine salad"


@dataclass
class Policies:
    """The policy of a computer, which may change."""

    found: list[Council | WrongUse | None] = field(default_factory=lambda: [COUNCIL])

    def __call__(self) -> Council | None:
        """Return the newest, or refuse as it does."""
        if isinstance(self.found[-1], WrongUse):
            raise self.found[-1]
        return self.found[-1]


@pytest.fixture
def policy() -> Policies:
    """A policy with the council's key."""
    return Policies()


@pytest.fixture
def folders(folder: Path, policy: Policies) -> VaultFolders:
    """The door to a vault on a computer with that policy, which was made on one without."""
    return VaultFolders(folder.parent / "state", policy=policy)


def slots(folder: Path) -> list[dict[str, Any]]:
    """Return the council's slots in the key files, and in those of the backups."""
    files = [folder / NAME, folder / COPY, *(folder / "backups").glob(f"*/{NAME}")]
    found = [one for path in files for one in json.loads(path.read_bytes())["slots"] if one["kind"] == "organisation"]
    assert len(found) in (0, len(files))
    return found


def opened(folders: VaultFolders, folder: Path) -> tuple[str, str]:
    """Open and close; returns what was noticed, and whose key opens the vault too."""
    vault = folders.open(folder, PASSPHRASE)
    try:
        return " ".join(vault.noticed), safety(desk_over(vault)).council
    finally:
        vault.close()


def test_a_vault_made_where_a_policy_is_opens_with_the_councils_key(tmp_path: Path, policy: Policies) -> None:
    folders = VaultFolders(tmp_path / "state", policy=policy)
    vault, _recovery = folders.create(tmp_path / "vault", PASSPHRASE)
    assert vault.remembered.get("organisation") == "Demonshire"
    assert vault.noticed == ()
    vault.close()

    folders.check_council(tmp_path / "vault", MINE)
    with pytest.raises(WrongSecret, match="another council"):
        folders.check_council(tmp_path / "vault", NEWER)


def test_a_vault_from_before_lets_it_in_when_it_is_opened_next_and_says_so_once(
    folders: VaultFolders, folder: Path
) -> None:
    assert opened(folders, folder) == ("The key of Demonshire opens this vault too from now on.", "Demonshire")
    assert opened(folders, folder) == ("", "Demonshire")
    folders.check_council(folder, MINE)
    assert {one["recipient"] for one in slots(folder)} == {COUNCIL.recipient}


def test_it_stays_through_a_new_passphrase_and_a_new_recovery_key(
    made: Made, folders: VaultFolders, folder: Path
) -> None:
    opened(folders, folder)
    folders.recover(folder, made.recovery_key, NEW)
    folders.change_passphrase(folder, NEW, PASSPHRASE)
    vault = folders.open(folder, PASSPHRASE)
    vault.change_passphrase(PASSPHRASE, NEW)
    vault.renew_recovery()
    vault.close()

    folders.check_council(folder, MINE)
    assert {one["recipient"] for one in slots(folder)} == {COUNCIL.recipient}


def test_the_owner_is_gone_and_two_shares_open_the_vault(folders: VaultFolders, folder: Path) -> None:
    opened(folders, folder)
    first, _second, third = organisation.split(MINE)
    recovery = folders.open_by_council(folder, organisation.join({"a": third, "b": first}), NEW)

    assert len(actions_in(folders.open(folder, NEW))) == 1
    with pytest.raises(WrongSecret):
        folders.open(folder, PASSPHRASE)
    folders.check_recovery(folder, recovery)
    folders.check_council(folder, MINE)


def test_where_no_policy_ever_was_the_councils_key_opens_nothing(folder: Path) -> None:
    folders = VaultFolders(folder.parent / "state", policy=lambda: None)
    assert opened(folders, folder) == ("", "")

    with pytest.raises(CannotUnlock, match="No council’s key opens this vault"):
        folders.open_by_council(folder, MINE, NEW)


def test_another_key_in_the_policy_takes_the_place_of_the_one_before_with_a_loud_word(
    folders: VaultFolders, folder: Path, policy: Policies
) -> None:
    opened(folders, folder)
    policy.found.append(NEXT)
    said, _council = opened(folders, folder)

    assert "was changed" in said
    assert NEXT.recipient[:12] in said
    assert COUNCIL.recipient[:12] in said
    assert {one["recipient"] for one in slots(folder)} == {NEXT.recipient}
    folders.check_council(folder, NEWER)


def test_without_a_policy_any_more_the_key_stays(folders: VaultFolders, folder: Path, policy: Policies) -> None:
    opened(folders, folder)
    policy.found.append(None)

    assert opened(folders, folder) == ("", "Demonshire")
    folders.check_council(folder, MINE)


def test_a_broken_policy_shuts_nobody_out_and_makes_no_vault(
    folders: VaultFolders, folder: Path, policy: Policies, tmp_path: Path
) -> None:
    opened(folders, folder)
    policy.found.append(WrongUse("The policy of your council is not used."))

    assert opened(folders, folder) == ("The policy of your council is not used.", "Demonshire")
    with pytest.raises(WrongUse, match="is not used"):
        folders.create(tmp_path / "another", PASSPHRASE)
    assert not (tmp_path / "another").exists()


def _open_without_a_name() -> set[int]:
    """Return the files that this process has open though their names are gone."""
    found = set()
    for number in range(256):
        with suppress(OSError):
            told = os.fstat(number)
            found |= {told.st_ino} if S_ISREG(told.st_mode) and not told.st_nlink else set()
    return found


def test_where_the_councils_key_cannot_be_let_in_no_vault_is_made_and_none_stays_open(tmp_path: Path) -> None:
    folders = VaultFolders(tmp_path / "state", policy=lambda: Council("Demonshire", "age1nonsense"))
    before = _open_without_a_name()
    with pytest.raises(WrongUse, match="no public key of a council") as refused:
        folders.create(tmp_path / "vault", PASSPHRASE)

    assert refused.value.__traceback__ is not None  # what is in its frames is not tidied up yet
    assert _open_without_a_name() == before
    assert {path.name for path in (tmp_path / "vault").iterdir()} <= {"vault.lock"}


@pytest.mark.parametrize("harm", ["exchanged", "removed"])
def test_an_exchanged_or_removed_slot_is_made_again(folders: VaultFolders, folder: Path, harm: str) -> None:
    opened(folders, folder)
    vault = json.loads((folder / NAME).read_bytes())["vault"]
    alien = [organisation.seal(vault, bytes(32), COUNCIL)] if harm == "exchanged" else []
    for name in (NAME, COPY):
        found = json.loads((folder / name).read_bytes())
        others = [one for one in found["slots"] if one["kind"] != "organisation"]
        (folder / name).write_text(json.dumps({**found, "slots": others + alien}), encoding="utf-8")

    said, _council = opened(folders, folder)
    assert "opens this vault too from now on" in said
    folders.check_council(folder, MINE)


def test_a_slot_that_was_put_in_where_no_policy_is_is_said(folder: Path) -> None:
    folders = VaultFolders(folder.parent / "state", policy=lambda: None)
    slot = organisation.seal(json.loads((folder / NAME).read_bytes())["vault"], bytes(32), COUNCIL)
    for name in (NAME, COPY):
        found = json.loads((folder / name).read_bytes())
        found["slots"].append(slot)
        (folder / name).write_text(json.dumps(found), encoding="utf-8")

    said, council = opened(folders, folder)
    assert "was not made here" in said
    assert council == ""


def test_while_the_two_key_files_differ_neither_is_written_over(folders: VaultFolders, folder: Path) -> None:
    found = json.loads((folder / COPY).read_bytes())
    found["slots"][0]["salt"] = "00" * 16
    (folder / COPY).write_text(json.dumps(found), encoding="utf-8")
    said, council = opened(folders, folder)

    assert "differ" in said
    assert "neither let into this vault nor changed" in said
    assert council == ""
    assert json.loads((folder / COPY).read_bytes()) == found


def test_the_drill_changes_no_byte(folders: VaultFolders, folder: Path) -> None:
    opened(folders, folder)
    before = content(folder)
    folders.check_council(folder, MINE)

    assert content(folder) == before


def test_a_slot_that_was_taken_out_is_said_and_opens_nothing_any_more(
    folders: VaultFolders, folder: Path, policy: Policies
) -> None:
    opened(folders, folder)
    for name in (NAME, COPY):
        found = json.loads((folder / name).read_bytes())
        found["slots"] = [one for one in found["slots"] if one["kind"] != "organisation"]
        (folder / name).write_text(json.dumps(found), encoding="utf-8")
    policy.found.append(WrongUse("The policy of your council is not used."))

    said, council = opened(folders, folder)
    assert "is not used" in said
    assert "was taken out" in said
    assert council == ""
    assert opened(folders, folder) == ("The policy of your council is not used.", "")


def test_a_key_that_does_not_open_the_database_changes_no_way_in(folders: VaultFolders, folder: Path) -> None:
    vault = json.loads((folder / NAME).read_bytes())["vault"]
    forged = organisation.seal(vault, bytes(32), COUNCIL)
    for name in (NAME, COPY):
        found = json.loads((folder / name).read_bytes())
        (folder / name).write_text(json.dumps({**found, "slots": [*found["slots"], forged]}), encoding="utf-8")
    before = content(folder)

    for ways in (folders.check_council, lambda at, key: folders.open_by_council(at, key, NEW)):
        with pytest.raises(ChecksFailed):
            ways(folder, MINE)
    assert content(folder) == before
    opened(folders, folder)


def test_a_backup_is_made_before_the_key_is_let_in(folders: VaultFolders, folder: Path) -> None:
    vault = folders.open(folder, PASSPHRASE)
    add_person(desk_over(vault), "Zora Hill", "worker")
    vault.shut()
    shutil.rmtree(folder / "backups")
    for name in (NAME, COPY):
        found = json.loads((folder / name).read_bytes())
        found["slots"] = [one for one in found["slots"] if one["kind"] != "organisation"]
        (folder / name).write_text(json.dumps(found), encoding="utf-8")
    vault = folders.open(folder, PASSPHRASE)
    vault.shut()

    assert len(list((folder / "backups").iterdir())) == 1


def test_after_a_pin_it_waits_for_the_passphrase(folder: Path, policy: Policies) -> None:
    key_file = read_key_file(folder)
    opened_by_pin = (key_file, key_file.unlock(PASSPHRASE))
    folders = VaultFolders(folder.parent / "state", policy=policy)
    with folders.alone(folder) as lock:
        vault = folders._opened(folder, opened_by_pin, lock, by_pin=True)  # noqa: SLF001 - no key store is asked
        assert vault.noticed == ()
        vault.shut()

    assert slots(folder) == []


def test_a_drill_finishes_nothing_and_leaves_no_lock(folders: VaultFolders, folder: Path) -> None:
    opened(folders, folder)
    (folder / "vault.lock").unlink()
    before = content(folder)
    folders.check_council(folder, MINE)

    assert content(folder) == before


def test_a_drill_on_a_damaged_database_says_so(folders: VaultFolders, folder: Path) -> None:
    opened(folders, folder)
    (folder / "vault.db").write_bytes(b"x" * 8192)

    with pytest.raises(ChecksFailed):
        folders.check_council(folder, MINE)
