"""What can be done is found out from the program itself."""

import re

import pytest

from tests.system.conftest import in_process

COMMANDS = {
    "": {
        *("demo", "children", "child", "actions", "log"),
        *("agree", "progress", "accept", "offer", "move", "close", "reopen", "return"),
        *("allocate", "name", "settle-birth", "export", "on-file", "withdraw", "erase-child", "subject-access"),
        *("hand-over", "handovers"),
        *("vault", "caseload", "people", "council-key", "hold", "card", "pack", "retention"),
        *("rhythm", "plan", "disagreement"),
    },
    "vault": {
        *("create", "check", "rebuild", "passphrase", "recover"),
        *("backup", "backups", "restore", "second-place", "accept-older"),
    },
    "caseload": {"import", "open-actions"},
    "council-key": {"make", "drill", "open"},
    "people": {"list", "add", "leave"},
    "hold": {"place", "lift", "list"},
    "card": {"show", "add", "list", "left"},
    "pack": {"make", "inspect", "import", "receipt", "list"},
    "retention": {"list", "prune"},
    "disagreement": {"say", "escalate", "settle"},
    "rhythm": {"set", "list"},
    "plan": {"add", "move", "cancel", "list", "ics"},
}
"""Every command that exists, by the word before it."""

NO_PASSPHRASE = {"vault recover", "vault backups", "council-key make", "council-key drill", "council-key open"}
GROUPS = {
    *("vault", "caseload", "people", "council-key", "hold", "card", "pack", "retention"),
    *("rhythm", "plan", "disagreement"),
}
WHOLE = sorted(
    f"{group} {name}".strip() for group, names in COMMANDS.items() for name in names if name not in GROUPS
)  # fmt: skip


def _help(*words: str) -> str:
    answer = in_process(*words, "--help")
    assert (answer.code, answer.err) == (0, "")
    return answer.out


def _listed(text: str) -> set[str]:
    _, _, commands = text.partition("Commands:\n")
    return set(re.findall(r"^  ([a-z-]+)  ", commands, re.MULTILINE))


@pytest.mark.parametrize("group", COMMANDS)
def test_the_list_of_commands_is_the_one_that_is_promised(group: str) -> None:
    assert _listed(_help(*group.split())) == COMMANDS[group]


@pytest.mark.parametrize("command", WHOLE)
def test_every_command_says_what_it_does_and_what_each_option_means(command: str) -> None:
    text = _help(*command.split())
    lines = text.splitlines()
    options = text.partition("Options:\n")[2]

    assert lines[0].startswith(f"Usage: supervision-app {command} [OPTIONS]")
    assert lines[2].strip()[0].isupper()
    assert "{FILE...}" not in options
    for option in re.findall(r"^  (--[a-z-]+)", options, re.MULTILINE):
        said = re.search(rf"^  {option}(?: <?[A-Z]\w*>?| <\w+>)?\s+(\w.*)", options, re.MULTILINE)
        assert said, f"{command} {option} is not explained"


@pytest.mark.parametrize("command", [command for command in WHOLE if command not in {"demo", "council-key make"}])
def test_every_command_takes_a_vault_and_prints_json(command: str) -> None:
    text = _help(*command.split())

    assert "--vault DIR" in text
    assert "--json" in text
    assert ("--passphrase-file FILE" in text) is (command not in NO_PASSPHRASE)


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_a_group_without_a_command_is_wrong_usage_and_lists_what_there_is(group: str) -> None:
    answer = in_process(group)

    assert (answer.code, answer.out) == (2, "")
    assert _listed(answer.err) == COMMANDS[group]


def test_the_version_is_printed() -> None:
    answer = in_process("--version")

    assert (answer.code, answer.err) == (0, "")
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*\n", answer.out)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("frobnicate",), "No such command 'frobnicate'"),
        (("vault", "frobnicate"), "No such command 'frobnicate'"),
        (("children", "--frobnicate"), "No such option: --frobnicate"),
        (("child",), "Missing argument 'ID'"),
        (("child", "A1", "B1"), "unexpected extra argument"),
        (("log", "A1", "--vault"), "'--vault' requires an argument"),
        (("agree", "A1", "--owner", "Dana", "--due", "1/1/2099", "--why", "x"), "Missing option '--text'"),
        (("allocate", "A1", "--to", "Dana"), "Missing option '--reason'"),
        (("close", "A1"), "Missing option '--state'"),
        (("export", "A1"), "Missing option '--out'"),
        (("caseload", "import"), "Missing argument"),
        (("vault", "create", "--name", "Moira Khan"), "Missing option '--team'"),
    ],
)
def test_wrong_usage_says_what_is_wrong(words: tuple[str, ...], says: str) -> None:
    answer = in_process(*words)

    assert (answer.code, answer.out) == (2, "")
    assert says in answer.err
