"""What the rules refuse is said in one sentence, with what and where, and nothing of the vault changes."""

import pytest

from supervision_app.domain.people import ROLES
from tests.system.conftest import Program, Vaults, day, load, table

TEAM = (
    "Child ID,Worker",
    *("R1,Dana Hughes", "R2,Dana Hughes", "R3,Ben Okoro", "R4,Ben Okoro", "R5,Sam Ali", "R6,Sam Alder", "R7,Lee Gone"),
)


@pytest.fixture(scope="module")
def team(vaults: Vaults, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A team of six, one of whom has left; two others share the name Sam."""
    program = vaults()
    load(program, table(tmp_path_factory.mktemp("team") / "team.csv", *TEAM))
    program.done("people", "leave", "Lee Gone")
    return program


@pytest.fixture(scope="module")
def offered(team: Program) -> str:
    """An action that waits for Dana Hughes."""
    return team.agree("R1", "Dana Hughes")


@pytest.fixture(scope="module")
def closed(team: Program) -> str:
    """An action that was closed."""
    action = team.agree("R2", "Dana Hughes", "Ring the dentist", "--as", "Dana Hughes")
    team.done("close", action, "--state", "done", "--impact", "Too early to say", "--as", "Dana Hughes")
    return action


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"--owner": ""}, "An action needs somebody who answers for it. Name them with --owner."),
        ({"--owner": "Zorro"}, "Nobody called “Zorro” is known here. Known here: Ben Okoro, Dana Hughes,"),
        ({"--owner": "Sam"}, "“Sam” could be more than one person: Sam Alder, social worker ("),
        ({"--owner": "Lee Gone"}, "Lee Gone has left."),
        ({"--as": "Sam"}, "“Sam” could be more than one person:"),
        ({"--text": " \n"}, "What is to be done is needed and was left empty."),
        ({"--text": "x" * 50_001}, "What is to be done has 50,001 characters; the most is 50,000."),
        ({"--why": ""}, "Why is needed and was left empty."),
        ({"--due": "31/02/2026"}, "The due date “31/02/2026” is not in the calendar."),
        ({"--due": "2026-13-01"}, "The due date “2026-13-01” is not in the calendar."),
        ({"--due": "soon"}, "The due date “soon” is not a date. Write it like “in two weeks”"),
        ({"--due": "1/2/26"}, "The date 1 February 2026 is past."),
        ({"--due": "2020-02-29"}, "The date 29 February 2020 is past. Give a date from "),
    ],
    ids=str,
)
def test_an_action_that_cannot_stand_is_not_agreed(team: Program, changed: dict[str, str], says: str) -> None:
    options = {"--text": "Ring", "--owner": "Dana", "--due": day(14), "--why": "Nobody has", **changed}

    assert team.refused(4, "agree", "R1", *(word for pair in options.items() for word in pair)).startswith(says)


def test_an_action_without_an_owner_is_refused(team: Program) -> None:
    said = team.refused(4, "agree", "R1", "--text", "Ring", "--due", day(14), "--why", "Nobody has")

    assert said == "An action needs somebody who answers for it. Name them with --owner."


@pytest.mark.parametrize("child", ["NOBODY", "", "../..", "R1'; DROP TABLE entry;--", "x" * 300, "=cmd|' /C calc'!A0"])
@pytest.mark.parametrize("command", ["child", "log", "agree"])
def test_a_child_who_is_not_here_is_named(team: Program, command: str, child: str) -> None:
    more = ("--text", "Ring", "--owner", "Dana", "--due", day(14), "--why", "x") if command == "agree" else ()

    assert team.refused(4, command, child, *more).startswith(f"No child with the id {child} is here.")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("accept", "{}", "--as", "Ben"), "This action waits for Dana Hughes, not for Ben Okoro."),
        (("accept", "{}", "--as", "Dana", "--due", day(20)), "The reason for the new date is needed"),
        (("accept", "{}", "--as", "Dana", "--due", "31/4/2030", "--why", "x"), "The due date “31/4/2030” is not in"),
        (("return", "{}", "--as", "Dana"), "The reason is needed and was left empty."),
        (("return", "{}", "--why", "x", "--as", "Ben"), "Ben Okoro neither holds this action nor was offered it"),
        (("offer", "{}", "--to", "Lee Gone", "--why", "x"), "Lee Gone has left."),
        (("offer", "{}", "--to", "Sam", "--why", "x"), "“Sam” could be more than one person:"),
        (("offer", "{}", "--to", "Ben"), "The reason is needed and was left empty."),
        (("move", "{}", "--due", "1/1/2020", "--why", "x"), "The date 1 January 2020 is past."),
        (("move", "{}", "--due", day(20)), "The reason for the new date is needed"),
        (("progress", "{}", "--note", ""), "A note is needed and was left empty."),
        (("progress", "{}", "--note", "x", "--state", "done"), "“done” is not a state of an open action. Use one of:"),
        (("close", "{}", "--state", "finished", "--impact", "x"), "“finished” does not close an action. Use one of:"),
        (("close", "{}", "--state", "done"), "What difference it made (or “too early to say”) is needed"),
        (("close", "{}", "--state", "done", "--impact", "x", "--as", "Ben"), "Ben Okoro does not hold this action."),
        (("reopen", "{}", "--why", "x"), "This action is open already."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_with_an_open_action(
    team: Program, offered: str, words: tuple[str, ...], says: str
) -> None:
    assert team.refused(4, *(word.format(offered) for word in words)).startswith(says)


@pytest.mark.parametrize(
    "words",
    [
        ("close", "{}", "--state", "not-needed", "--impact", "none"),
        ("progress", "{}", "--note", "more"),
        ("move", "{}", "--due", day(30), "--why", "later"),
        ("offer", "{}", "--to", "Ben Okoro", "--why", "his now"),
        ("accept", "{}", "--as", "Dana Hughes"),
        ("return", "{}", "--why", "not mine", "--as", "Dana Hughes"),
    ],
    ids=lambda words: words[0],
)
def test_a_closed_action_stays_as_it_was_until_it_is_reopened(
    team: Program, closed: str, words: tuple[str, ...]
) -> None:
    said = team.refused(4, *(word.format(closed[:8]) for word in words))

    assert said.startswith("This action was closed on ")
    assert said.endswith("by Dana Hughes. Reopen it, with the reason, before changing it.")


@pytest.mark.parametrize("action", ["abc", "", "zzzzzzzz", "00000000-0000-4000-8000-000000000000", "%", "../.."])
def test_an_action_that_is_not_here_is_named(team: Program, action: str) -> None:
    said = team.refused(4, "close", action, "--state", "done", "--impact", "x")

    assert said.startswith(f"No action has the id {action}. “actions” lists them")


def test_a_reason_for_no_new_date_is_wrong_usage_and_not_swallowed(team: Program, offered: str) -> None:
    said = team.refused(2, "accept", offered, "--as", "Dana Hughes", "--why", "a visit")

    assert said == "--why gives the reason for another date: give that date too, with --due."


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--to", "Lee Gone", "--reason", "LEFTRL"), "Lee Gone has left. Allocate the child to somebody who is here."),
        (("--to", "Dana", "--reason", "LEFTRL"), "Dana Hughes has this child already."),
        (
            ("--to", "Ben Okoro", "--reason", "BORED"),
            "“BORED” is not a reason for a change of worker. Use one of: MANAGE",
        ),
        (("--to", "Ben Okoro", "--reason", ""), "“” is not a reason for a change of worker."),
        (
            ("--to", "Ben Okoro", "--reason", "LEFTRL", "--since", "31/2/2026"),
            "The day of the change “31/2/2026” is not",
        ),
        (("--to", "Sam", "--reason", "LEFTRL"), "“Sam” could be more than one person: Sam Alder, social worker ("),
        (("--to", "", "--reason", "LEFTRL"), "A name is needed."),
        (("--to", "Zorro", "--reason", "LEFTRL"), "Nobody called “Zorro” is known here."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_child_is_not_allocated_to_just_anybody(team: Program, words: tuple[str, ...], says: str) -> None:
    assert team.refused(4, "allocate", "R1", *words).startswith(says)


def test_an_ambiguous_name_is_settled_by_the_whole_name_or_the_id(team: Program) -> None:
    said = team.refused(4, "actions", "--worker", "sam")
    assert "Sam Alder, social worker (" in said
    assert "Sam Ali, social worker (" in said

    ali = next(one["id"] for one in team.data("people", "list") if one["name"] == "Sam Ali")
    for name in (ali, "sam ali", "SAM\u00a0ALI", "  Sam   Ali "):
        assert [one["id"] for one in team.data("children", "--worker", name)] == ["R5"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "Ben Okoro"), "Ben Okoro is in the directory already."),
        (("add", "ben okoro"), "Ben Okoro is in the directory already."),
        (("add", "King Zog", "--role", "king"), f"“king” is not a role here. Use one of: {', '.join(ROLES)}."),
        (("add", ""), "A name is needed."),
        (("add", "../.."), "A name is needed."),
        (("add", "🙂"), "A name is needed."),
        (("leave", "Moira Khan"), "Moira Khan is the only manager here. Add the successor first"),
        (("leave", "Lee Gone"), "Lee Gone left on "),
        (("leave", "Nobody Here"), "Nobody called “Nobody Here” is known here."),
    ],
    ids=str,
)
def test_the_directory_refuses_what_would_confuse_it(team: Program, words: tuple[str, ...], says: str) -> None:
    assert team.refused(4, "people", *words).startswith(says)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("actions", "--state", "forgotten"), "“forgotten” is not a state. Use one of: any-open, open,"),
        (("actions", "--worker", "Zorro"), "Nobody called “Zorro” is known here."),
        (("actions", "--child", "NOBODY"), "No child with the id NOBODY is here."),
        (("children", "--worker", "Zorro"), "Nobody called “Zorro” is known here."),
        (("name", "R1", " "), "The name is needed and was left empty."),
        (("name", "NOBODY", "Kai"), "No child with the id NOBODY is here."),
        (("settle-birth", "R1", "--born", "1/1/2012", "--why", "x"), "Only one date of birth is known for this child"),
        (("settle-birth", "R1", "--born", "31/2/2012", "--why", "x"), "The date of birth “31/2/2012” is not in the"),
        (("on-file", "00000000", "--reference", "x"), "No export has the id 00000000."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_asked_for_by_a_wrong_word_is_told(team: Program, words: tuple[str, ...], says: str) -> None:
    assert team.refused(4, *words).startswith(says)


def test_after_all_that_was_refused_the_vault_is_whole(team: Program, offered: str, closed: str) -> None:
    before = team.data("vault", "check")
    team.refused(4, "close", closed, "--state", "done", "--impact", "x")
    team.refused(4, "allocate", "R1", "--to", "Lee Gone", "--reason", "LEFTRL")

    assert team.data("vault", "check") == before
    assert before["ok"]
    assert team.action(offered)["holding"] == "awaiting"
