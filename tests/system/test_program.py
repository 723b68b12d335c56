"""The installed program in a process of its own: exit codes, streams, languages, and the price of a real passphrase."""

import json
import stat
from pathlib import Path

import pytest

from supervision_app.adapters.keys.slots import MEMORY_KIB
from tests.system.conftest import PASSPHRASE, SCRIPT, Program, Vaults, in_a_process, load, table

NO_LANGUAGE = {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "", "PYTHONUTF8": ""}
LATIN = {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
SECRET = f"{PASSPHRASE}\n".encode()


@pytest.fixture(scope="module")
def known(vaults: Vaults, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A vault with one child whose name needs more than ASCII."""
    program = vaults()
    load(
        program,
        table(tmp_path_factory.mktemp("known") / "known.csv", "Child ID,Name,Worker", "P1,Zoë 😀 ילד,Dana Hughes"),
    )
    return program


def test_a_real_vault_is_made_with_a_passphrase_from_standard_input(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    words = ("--name", "Moira Khan", "--team", "North Team", "--vault", vault, "--passphrase-file", "-", "--json")

    made = in_a_process([SCRIPT], "vault", "create", *words, stdin=SECRET)

    assert (made.code, made.err) == (0, "")
    assert made.data["recovery_key"]
    (slot,) = (one for one in json.loads((vault / "vault.keys").read_bytes())["slots"] if one["kind"] == "passphrase")
    assert (slot["memory_kib"], slot["iterations"], slot["lanes"]) == (MEMORY_KIB, 3, 4) == (256 * 1024, 3, 4)
    assert stat.S_IMODE(vault.stat().st_mode) == 0o700
    files = [path for path in vault.rglob("*") if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert not [path for path in files if b"Moira" in path.read_bytes()]

    opened = in_a_process(
        [SCRIPT], "vault", "check", "--vault", vault, "--passphrase-file", "-", "--json", stdin=SECRET
    )
    assert (opened.code, opened.err, opened.data["ok"]) == (0, "", True)


def test_what_it_says_is_utf_8_whatever_the_language_of_the_computer(known: Program) -> None:
    listed = known.script("children", environment=NO_LANGUAGE)
    data = known.script("children", "--json", environment=LATIN)

    assert (listed.code, listed.err) == (data.code, data.err) == (0, "")
    assert listed.out == "P1 Zoë 😀 ילד  Dana Hughes  no open actions\n"
    assert data.data[0]["name"] == "Zoë 😀 ילד"


def test_a_refusal_is_said_on_standard_error_and_by_the_exit_code(known: Program) -> None:
    refused = known.script("child", "NOBODY", "--json", environment=NO_LANGUAGE)

    assert (refused.code, refused.out) == (4, "")
    assert refused.err == "No child with the id NOBODY is here. “children” lists who is.\n"


def test_a_wrong_passphrase_from_standard_input_opens_nothing(known: Program) -> None:
    words = ("children", "--vault", known.vault, "--passphrase-file", "-")

    wrong = in_a_process([SCRIPT], *words, stdin=b"a wrong guess\n")
    broken = in_a_process([SCRIPT], *words, stdin=b"\xff\xfe\n")

    assert [(answer.code, answer.out) for answer in (wrong, broken)] == [(3, ""), (2, "")]
    assert broken.err.startswith("Passphrase: standard input cannot be read as text.")


def test_old_and_new_passphrase_come_one_after_the_other_from_standard_input(vaults: Vaults) -> None:
    program = vaults()
    new = "grüße von der Fähre"
    change = ("vault", "passphrase", "--vault", program.vault, "--passphrase-file", "-", "--new-passphrase-file", "-")

    changed = in_a_process([SCRIPT], *change, stdin=SECRET + f"{new}\r\n".encode(), environment=LATIN)

    assert (changed.code, changed.err) == (0, "")
    program.refused(3, "children")
    words = ("children", "--vault", program.vault, "--passphrase-file", "-")
    opened = in_a_process([SCRIPT], *words, stdin=f"\ufeff{new}".encode())
    assert (opened.code, opened.out) == (0, "No children here. Bring them in with “caseload import”.\n")


def test_an_argument_that_is_no_text_is_wrong_usage(known: Program) -> None:
    answer = in_a_process([SCRIPT], "child", b"\xff\xfe", *known.options)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("“??” holds characters that cannot be read")


def test_help_is_there_without_a_vault() -> None:
    answer = in_a_process([SCRIPT], "agree", "--help", environment=NO_LANGUAGE)

    assert (answer.code, answer.err) == (0, "")
    assert "The child’s id in the case system." in answer.out


def test_a_save_that_the_disk_has_no_room_for_is_told_and_changes_nothing(known: Program) -> None:
    before = known.data("vault", "check")

    answer = known.limited(4_096, "people", "add", "Ben Okoro")

    assert (answer.code, answer.out) == (7, "")
    assert answer.err.startswith("The vault could not be written")
    assert known.data("vault", "check") == before
