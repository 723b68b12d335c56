"""Noting what no file tells, and the time limits that follow from it, on the command line."""

import re
from datetime import timedelta

import pytest

from supervision_app import bootstrap
from tests.system.conftest import Program, Vaults, in_process, load, table, today
from tests.system.test_json_shapes import CLOCK, NOTED

HEAD = "Child ID,Name,Worker,Date of birth,Looked after since,Legal status"
LIMIT = {
    *("id", "name", "from", "amount", "unit", "counts", "first_day_counts", "warn_days", "source", "confidence"),
    *("note", "enabled", "changed_by"),
}


@pytest.fixture(scope="module")
def program(vaults: Vaults, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A vault with children of nobody's file but their start in care."""
    made = vaults()
    path = tmp_path_factory.mktemp("noting") / "children.csv"
    load(made, table(path, HEAD, *(f"N{one},Jo,Dana Hughes,1/2/2015,3/4/2020,C2" for one in range(1, 5))))
    return made


def clock(program: Program, child: str, rule: str) -> dict[str, object] | None:
    return next((one for one in program.data("child", child)["clocks"] if one["id"] == rule), None)


def test_a_noted_date_starts_its_time_limit(program: Program) -> None:
    day = today() - timedelta(days=7)

    said = program.data("note-event", "N1", "--event", "proceedings_issued", "--on", day.isoformat())

    assert said == {"child": "N1", "event": "proceedings_issued", "on": day.isoformat()}
    running = clock(program, "N1", "proceedings")
    assert running
    assert set(running) == CLOCK
    assert (running["started"], running["due"]) == (day.isoformat(), (day + timedelta(days=181)).isoformat())
    assert (running["first_day_counts"], running["confidence"]) == (True, "read")
    (noted,) = program.data("child", "N1")["noted"]
    assert set(noted) == NOTED
    assert (noted["event"], noted["by"], noted["source"]) == (
        "proceedings_issued",
        "Moira Khan",
        "checked in the main system",
    )


def test_another_date_puts_it_right_and_taking_it_back_ends_it(program: Program) -> None:
    program.done("note-event", "N2", "--event", "dispute_raised", "--on", "yesterday", "--source", "the IRO’s letter")
    said = program.done("note-event", "N2", "--event", "dispute_raised", "--on", "today", "--as", "Dana Hughes")
    assert said.startswith("Noted. The reviewing officer raised a formal dispute: ")
    (noted,) = program.data("child", "N2")["noted"]
    assert (noted["on"], noted["by"]) == (today().isoformat(), "Dana Hughes")

    back = program.data("note-event", "N2", "--event", "dispute_raised", "--take-back", "--why", "It was informal")

    assert back == {"child": "N2", "event": "dispute_raised", "on": None}
    assert clock(program, "N2", "dispute") is None
    kinds = [row["kind"] for row in program.data("log", "N2") if row["kind"].startswith("event.")]
    assert kinds == ["event.noted/1", "event.noted/1", "event.taken-back/1"]


def test_a_page_in_words_has_the_date_that_was_noted_and_what_follows(program: Program) -> None:
    ahead = today() + timedelta(days=40)
    program.done("note-event", "N3", "--event", "next_hearing", "--on", ahead.isoformat())

    said = program.done("child", "N3")

    assert re.search(
        r"^Dates noted here\n  The next court hearing is on: .*\(checked in the main system on", said, re.MULTILINE
    )
    assert "\n  Next court hearing: " in said


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("N4", "--event", "moved", "--on", "today"), 4, "“moved” is not an event that can be noted."),
        (("N4", "--event", "dispute_raised", "--on", "1/1/2099"), 4, "1 January 2099 has not come yet."),
        (("N4", "--event", "dispute_raised", "--on", "soonish"), 4, "“soonish” is not a date"),
        (("N4", "--event", "dispute_raised", "--take-back", "--why", "x"), 4, "No date is noted for"),
        (("N4", "--event", "dispute_raised"), 2, "Give the child’s id, --event, and either --on with its day"),
        (("N4", "--on", "today"), 2, "Give the child’s id, --event"),
        (("--event", "dispute_raised", "--on", "today"), 2, "Give the child’s id, --event"),
        (("N4", "--event", "dispute_raised", "--on", "today", "--take-back"), 2, "either --on with its day or"),
        (("N9", "--event", "dispute_raised", "--on", "today"), 4, "No child with the id N9 is here."),
    ],
)
def test_what_cannot_be_noted_is_refused_in_words(
    program: Program, words: tuple[str, ...], code: int, said: str
) -> None:
    assert said in program.refused(code, "note-event", *words)
    assert program.data("child", "N4")["noted"] == []


def test_the_events_are_listed_without_a_vault() -> None:
    listed = in_process("note-event", "--list", "--json").data

    assert all(set(kind) == {"id", "name", "hint", "ahead"} for kind in listed)
    assert {"reg24_approved", "letter_before_proceedings", "approval_checked"} <= {kind["id"] for kind in listed}
    words = in_process("note-event", "--list").out
    assert "reg24_approved\n    Temporary approval of a connected person was given (reg 24). The day of" in words


def test_the_time_limits_are_listed_with_their_convention() -> None:
    listed = in_process("time-limits", "--json").data

    assert all(set(limit) == LIMIT for limit in listed)
    assert len(listed) == len({limit["id"] for limit in listed}) > 40
    said = in_process("time-limits").out
    assert "proceedings\n    End of care proceedings (26 weeks): 26 weeks. 26 weeks beginning with the day" in said
    assert "cp-visit (switched off)\n" in said


def test_a_bad_file_of_the_councils_own_is_said_each_time_and_changes_nothing(program: Program) -> None:
    folder = bootstrap.clock_folders()[0]
    folder.mkdir(parents=True)
    (folder / "ours.toml").write_text('[[clock]]\nid = "visit"\nwarn = 7\n', encoding="utf-8")

    for answer in (in_process("time-limits"), in_process("note-event", "--list"), program("child", "N1")):
        assert answer.code == 0
        assert "“ours.toml” in " in answer.err
        assert "is not used: line 1: “warn” means nothing here." in answer.err
    (folder / "ours.toml").write_text('[[clock]]\nid = "visit"\nwarn_days = 7\n', encoding="utf-8")
    changed = in_process("time-limits")
    assert (changed.err, "Changed by your council in “ours.toml”." in changed.out) == ("", True)
