"""Who gets in, who does not, and that a vault which is not opened is not touched."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from supervision_app.adapters.keys.key_file import read_key_file
from supervision_app.adapters.storage.database import Database
from tests.system.conftest import PASSPHRASE, Program, Vaults, fingerprint, in_process

HOLD_OPEN = """
import sys
from pathlib import Path
from supervision_app import bootstrap
with bootstrap.open_vault(Path(sys.argv[1]), sys.argv[2]):
    print("open", flush=True)
    sys.stdin.read()
"""
COPIED = ("vault.keys", "vault.keys.copy")


@pytest.fixture
def own(program: Program, tmp_path: Path) -> Program:
    """A copy of the vault that a test may harm."""
    folder = tmp_path / "vault"
    shutil.copytree(program.vault, folder)
    return replace(program, vault=folder)


@contextmanager
def _held_open(vault: Path) -> Iterator[None]:
    command = [sys.executable, "-c", HOLD_OPEN, str(vault), PASSPHRASE]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        yield
        holder.communicate(b"")


def _with(program: Program, path: Path, secret: str | bytes) -> Program:
    path.write_bytes(secret if isinstance(secret, bytes) else secret.encode())
    return replace(program, passphrase_file=path)


@pytest.mark.parametrize("secret", ["a wrong guess", "", PASSPHRASE.upper(), f" {PASSPHRASE}", "\n" + PASSPHRASE])
def test_a_wrong_passphrase_opens_nothing(own: Program, tmp_path: Path, secret: str) -> None:
    said = _with(own, tmp_path / "wrong.txt", secret).refused(3, "children")

    assert said == "That passphrase does not open this vault. Check it and try again."


@pytest.mark.parametrize("secret", [PASSPHRASE, f"{PASSPHRASE}\r\n", f"\ufeff{PASSPHRASE}\n", f"{PASSPHRASE}\nmore\n"])
def test_the_first_line_of_the_file_is_the_passphrase(own: Program, tmp_path: Path, secret: str) -> None:
    assert _with(own, tmp_path / "right.txt", secret).data("children") == []


@pytest.mark.parametrize("secret", [b"\xff\xfe\x00", None])
def test_a_passphrase_file_that_cannot_be_read_is_wrong_usage(
    own: Program, tmp_path: Path, secret: bytes | None
) -> None:
    path = tmp_path / "secret.txt"
    wanted = replace(own, passphrase_file=path) if secret is None else _with(own, path, secret)

    assert wanted.refused(2, "children").startswith(f"Passphrase: the file {path} cannot be read as text.")


def test_without_a_passphrase_and_without_a_terminal_it_is_asked_for(own: Program) -> None:
    answer = in_process("children", "--vault", own.vault)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Passphrase needed")


def test_where_there_is_no_vault_nothing_is_made(program: Program, tmp_path: Path) -> None:
    nowhere = replace(program, vault=tmp_path / "nowhere")

    assert nowhere.refused(2, "children").startswith(f"There is no vault in {nowhere.vault}.")
    assert not nowhere.vault.exists()


def test_a_vault_whose_keys_a_newer_version_wrote_is_left_to_the_byte(own: Program) -> None:
    for name in COPIED:
        keys = json.loads((own.vault / name).read_bytes())
        (own.vault / name).write_text(json.dumps({**keys, "format": 2, "least_reader": 2}), encoding="utf-8")

    assert own.refused(3, "children").startswith("This vault was made by a newer version of Supervision Companion.")


def test_a_vault_whose_tables_a_newer_version_made_is_left_to_the_byte(own: Program) -> None:
    key = read_key_file(own.vault).unlock(PASSPHRASE)
    database = Database(own.vault / "vault.db", key)
    with database.transaction() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()

    for words in (("children",), ("vault", "check"), ("vault", "rebuild"), ("people", "add", "Ben Okoro")):
        said = own.refused(3, *words)
        assert said.startswith("This vault was made by a newer version of Supervision Companion.")


def test_a_vault_in_use_says_so_and_stays_as_it_is(own: Program, tmp_path: Path) -> None:
    new = tmp_path / "new.txt"
    new.write_text("another five words of mine\n", encoding="utf-8")
    change = ("vault", "passphrase", "--new-passphrase-file", new)

    with _held_open(own.vault):
        before = fingerprint(own.vault)
        answers = [
            own(*words) for words in (("children",), ("people", "add", "Ben Okoro"), ("vault", "rebuild"), change)
        ]
        after = fingerprint(own.vault)

    said = f"The vault in {own.vault} is open in another window or command. Close that first.\n"
    assert {(answer.code, answer.out, answer.err) for answer in answers} == {(6, "", said)}
    assert after == before
    assert [one["name"] for one in own.data("people", "list")] == ["Moira Khan"]


@pytest.mark.parametrize("harm", ["missing", "empty", "cut", "overwritten"])
def test_a_damaged_database_is_told_and_never_replaced(own: Program, harm: str) -> None:
    database = own.vault / "vault.db"
    whole = database.read_bytes()
    if harm == "missing":
        database.unlink()
    else:
        middle = len(whole) // 2
        overwritten = whole[:middle] + bytes(4096) + whole[middle + 4096 :]
        database.write_bytes({"empty": b"", "cut": whole[:9000], "overwritten": overwritten}[harm])

    answer = own("vault", "check")

    assert answer.code == 5
    assert "damaged" in answer.out + answer.err or "missing" in answer.err
    assert "new vault" not in answer.out + answer.err
    assert database.exists() is (harm != "missing")


def test_one_damaged_key_file_is_made_good_by_its_copy_and_two_are_told(own: Program) -> None:
    (own.vault / COPIED[0]).write_bytes(b"{")
    answer = own("children")
    assert (answer.code, answer.err.startswith(f"{COPIED[0]} could not be read any more")) == (0, True)
    assert own("children").err == ""

    for name in COPIED:
        (own.vault / name).write_bytes(b"")
    assert own.refused(3, "children").startswith("The key file of this vault is missing or damaged")


def test_a_second_vault_is_not_made_over_the_first(own: Program) -> None:
    said = own.refused(2, "vault", "create", "--name", "Somebody Else", "--team", "South Team")

    assert said.startswith(f"There is a vault in {own.vault} already.")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--name", "", "--team", "North"), 4, "A name is needed."),
        (("--name", "Moira Khan", "--team", " "), 4, "A name is needed."),
        (("--name", "Moira Khan", "--team", "North", "--role", "king"), 4, "“king” is not a role here."),
    ],
)
def test_a_vault_is_not_made_half(
    passphrase_file: Path, tmp_path: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    folder = tmp_path / "vault"

    answer = in_process("vault", "create", *words, "--vault", folder, "--passphrase-file", passphrase_file)

    assert (answer.code, answer.out) == (code, "")
    assert answer.err.startswith(says)
    assert not folder.exists()


def test_a_short_passphrase_makes_no_vault(tmp_path: Path) -> None:
    short, folder = tmp_path / "short.txt", tmp_path / "vault"
    short.write_text("seven77", encoding="utf-8")

    who = ("--name", "Moira Khan", "--team", "North")
    answer = in_process("vault", "create", *who, "--vault", folder, "--passphrase-file", short)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("The passphrase is too short")
    assert not folder.exists()


@pytest.mark.parametrize("folder", ["OneDrive - Council/vault", "a-file/vault"])
def test_a_vault_is_refused_where_it_would_not_be_safe_or_cannot_be(
    passphrase_file: Path, tmp_path: Path, folder: str
) -> None:
    (tmp_path / "a-file").write_text("", encoding="utf-8")
    who = ("--name", "Moira Khan", "--team", "North")

    answer = in_process("vault", "create", *who, "--vault", tmp_path / folder, "--passphrase-file", passphrase_file)

    assert (answer.code, answer.out) == (2 if "OneDrive" in folder else 7, "")
    assert answer.err.count("\n") == 1
    assert not (tmp_path / folder).exists()


def test_a_changed_passphrase_opens_and_the_old_one_does_not(own: Program, tmp_path: Path) -> None:
    new = _with(own, tmp_path / "new.txt", "grüße von der ärmsten Fähre\n")

    own.done("vault", "passphrase", "--new-passphrase-file", new.passphrase_file)

    own.refused(3, "children")
    assert new.data("vault", "check")["ok"]


@pytest.mark.parametrize(("old", "new", "code"), [("wrong guess", "long enough", 3), (PASSPHRASE, "short", 2)])
def test_a_passphrase_that_is_not_changed_still_opens(
    own: Program, tmp_path: Path, old: str, new: str, code: int
) -> None:
    (tmp_path / "new.txt").write_text(new, encoding="utf-8")

    changing = _with(own, tmp_path / "old.txt", old)
    changing.refused(code, "vault", "passphrase", "--new-passphrase-file", tmp_path / "new.txt")

    assert own.data("children") == []


def test_the_recovery_key_sets_a_new_passphrase_and_is_spent(own: Program, tmp_path: Path) -> None:
    new = _with(own, tmp_path / "new.txt", "another five words of mine\n")
    key = tmp_path / "recovery.txt"
    key.write_text(own.made["recovery_key"].lower().replace("-", " "), encoding="utf-8")
    words = ("--vault", own.vault, "--recovery-key-file", key, "--new-passphrase-file", new.passphrase_file, "--json")

    recovered = in_process("vault", "recover", *words)

    assert (recovered.code, recovered.err) == (0, "")
    assert recovered.data["recovery_key"] != own.made["recovery_key"]
    assert new.data("vault", "check")["ok"]
    own.refused(3, "children")
    spent = in_process("vault", "recover", *words)
    assert (spent.code, spent.out) == (3, "")
    assert spent.err == "That recovery key belongs to another vault, or was replaced.\n"


@pytest.mark.parametrize("typed", ["", "ABCD", "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA"])
def test_a_mistyped_recovery_key_changes_nothing(own: Program, tmp_path: Path, typed: str) -> None:
    key, before = tmp_path / "recovery.txt", fingerprint(own.vault)
    key.write_text(typed, encoding="utf-8")

    answer = in_process(
        "vault",
        "recover",
        "--vault",
        own.vault,
        "--recovery-key-file",
        key,
        "--new-passphrase-file",
        own.passphrase_file,
    )

    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith("That is not a whole recovery key")
    assert fingerprint(own.vault) == before


def test_another_vaults_recovery_key_opens_nothing(own: Program, vaults: Vaults, tmp_path: Path) -> None:
    key = tmp_path / "recovery.txt"
    key.write_text(vaults().made["recovery_key"], encoding="utf-8")
    before = fingerprint(own.vault)

    answer = in_process(
        "vault",
        "recover",
        "--vault",
        own.vault,
        "--recovery-key-file",
        key,
        "--new-passphrase-file",
        own.passphrase_file,
    )

    assert (answer.code, fingerprint(own.vault)) == (3, before)


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("children",), "--passphrase-file"),
        (("vault", "create", "--name", "Moira Khan", "--team", "Riverside"), "--passphrase-file"),
        (("vault", "recover"), "--recovery-key-file"),
    ],
)
def test_what_is_asked_for_is_named_with_the_option_that_gives_it(
    tmp_path: Path, words: tuple[str, ...], option: str
) -> None:
    answer = in_process(*words, "--vault", tmp_path / "vault")

    assert answer.code == 2
    assert f" {option};" in answer.err
