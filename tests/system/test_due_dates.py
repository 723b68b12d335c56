"""Due dates on the command line, as people say them."""

from pathlib import Path

from tests.system.conftest import Program, day, load, table


def test_a_due_date_is_counted_from_today_when_agreed_accepted_and_moved(program: Program, tmp_path: Path) -> None:
    load(program, table(tmp_path / "team.csv", "Child ID,Worker", "R1,Dana Hughes"))
    why = ("--why", "She is away")
    action = program.agree("R1", "Dana", "Ring", due="in two weeks", why=why[1])
    assert program.action(action)["due"] == day(14)

    program.done("accept", action, "--due", "in 10 days", *why, "--as", "Dana")
    assert program.action(action)["due"] == day(10)

    program.done("move", action, "--due", "tomorrow", *why)
    assert (program.action(action)["due"], program.action(action)["first_due"]) == (day(1), day(14))

    said = program.refused(4, "move", action, "--due", "two or three days", *why)
    assert said.startswith("The due date “two or three days” could be ")
    assert said.endswith(" Give the one that is meant.")


def test_agreeing_gives_the_weekday_back_and_asks_about_soft_words(program: Program, tmp_path: Path) -> None:
    load(program, table(tmp_path / "team.csv", "Child ID,Worker", "R1,Dana Hughes"))
    more = ("--owner", "Dana", "--due", "18/12/2099", "--why", "She is away")
    answer = program("agree", "R1", "--text", "Monitor contact", *more)

    assert answer.code == 0
    assert answer.err == ("By Friday 18 December 2099.\n“monitor”: What will you look for, and by when?\n")
    assert program.action(answer.out.strip())["what"] == "Monitor contact"
