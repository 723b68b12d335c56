"""What `--json` prints is what other programs rely on: the keys, and what stands under them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.system.conftest import Program, Vaults, day, load, table

ACTION = {
    *("id", "child", "what", "why", "difference", "owner", "awaiting", "holding", "state", "due", "first_due"),
    *("moves", "agreed_on", "doer", "holders", "impact", "said"),
}
HOLDER = {"name", "how", "from", "to", "reason"}
CHILD = {"child", "worker", "manager", "findings", "clocks", "noted", "actions", "discussions", "exports"}
CLOCK = {
    *("id", "name", "started", "due", "source", "confidence", "counts", "first_day_counts", "warn_days", "note"),
    *("changed_by", "may_be_done"),
}
NOTED = {"event", "name", "on", "by", "source", "noted_on", "also"}
CHECK = {"ok", "entries", "streams", "authors", "problems"}
OUTCOME = {"new", "changed", "moved", "gone", "refused"}
ERASED = {
    "erased",
    "entries",
    "open_actions",
    "drafts",
    "exports",
    "packs",
    "earlier_backups",
    "put_aside",
    "elsewhere",
}
RULE = {"kind", "name", "after", "amount", "unit", "source", "confidence", "own"}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture(scope="module")
def known(vaults: Vaults, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A vault with one child: an action that waits, one that is closed, and an export."""
    program = vaults()
    folder = tmp_path_factory.mktemp("known")
    rows = (
        "Child ID,Name,Worker,Date of birth,Looked after since,Legal status",
        "J1,Jo,Dana Hughes,1/2/2015,3/4/2020,C2",
    )
    load(program, table(folder / "known.csv", *rows))
    program.agree("J1", "Dana", "Ask for a school place", "--doer", "the virtual school")
    closed = program.agree("J1", "Dana", "Ring the dentist", "--as", "Dana Hughes")
    program.done("close", closed, "--state", "done", "--impact", "No more toothache", "--as", "Dana Hughes")
    program.done("export", "J1", "--format", "txt", "--out", folder / "out")
    return program


def test_an_action_has_its_keys_and_nothing_else(known: Program) -> None:
    waits, closed = known.data("actions")

    assert set(waits) == set(closed) == ACTION
    for action in (waits, closed):
        assert UUID.fullmatch(action["id"])
        assert (action["child"], action["due"], action["first_due"], action["moves"]) == ("J1", day(14), day(14), 0)
        assert all(set(one) == HOLDER for one in action["holders"])
    assert (waits["state"], waits["holding"], waits["awaiting"]) == ("open", "awaiting", "Dana Hughes")
    assert (waits["doer"], waits["impact"]) == ("the virtual school", None)
    assert (closed["state"], closed["holding"], closed["awaiting"]) == ("done", None, None)
    assert (closed["doer"], closed["impact"]) == ("Dana Hughes", "No more toothache")


def test_a_child_has_its_keys(known: Program) -> None:
    page = known.data("child", "j1")

    assert set(page) >= CHILD
    assert page["child"]["id"] == "J1"
    assert (page["child"]["born"], page["child"]["care_started"]) == ("2015-02-01", "2020-04-03")
    assert (page["worker"], page["manager"]) == ("Dana Hughes", "Moira Khan")
    assert page["actions"] == known.data("actions", "--child", "J1")
    assert all(set(finding) == {"code", "text"} for finding in page["findings"])
    assert {"awaiting", "no-permanence-plan"} <= {finding["code"] for finding in page["findings"]}
    assert page["clocks"]
    assert all(set(clock) == CLOCK for clock in page["clocks"])
    assert page["noted"] == []
    assert page["discussions"] == []
    assert [one["formats"] for one in page["exports"]] == [["txt"]]


def test_the_list_of_children_is_flat(known: Program) -> None:
    (row,) = known.data("children")

    assert (row["id"], row["name"], row["worker"], row["born"]) == ("J1", "Jo", "Dana Hughes", "2015-02-01")
    assert (row["open_actions"], row["not_accepted"], row["overdue"]) == (1, 1, 0)
    assert not any(isinstance(value, (list, dict)) for value in row.values())


def test_a_log_tells_who_said_it_and_who_typed_it(known: Program) -> None:
    log = known.data("log", "J1")

    closing = next(row for row in log if row["kind"] == "action.closed/1")
    assert (closing["by"], closing["recorded_by"], closing["means"]) == (
        "Dana Hughes",
        "Moira Khan",
        "at the same screen",
    )
    assert {row["device"] for row in log} == {known.made["device"]}
    assert [row["recorded_at"] for row in log] == sorted(row["recorded_at"] for row in log)
    assert len({row["id"] for row in log}) == len(log)


@pytest.mark.parametrize("command", ["check", "rebuild"])
def test_a_check_has_its_keys_and_nothing_else(known: Program, command: str) -> None:
    report = known.data("vault", command)

    assert set(report) == CHECK
    assert (report["ok"], report["streams"], report["authors"], report["problems"]) == (True, 2, 1, [])
    assert report["entries"] == 5 + len(known.data("log", "J1"))


def test_an_import_has_its_keys(known: Program, tmp_path: Path) -> None:
    path = table(
        tmp_path / "next.csv", "Child ID,Worker,Date of birth", "J2,Ben Okoro,31/2/2020", ",Ben Okoro,1/2/2020"
    )

    outcome = load(known, path, "--dry-run")

    assert set(outcome) >= OUTCOME
    assert (outcome["new"], outcome["gone"]) == ([{"id": "J2"}], [{"id": "J1"}])
    places = [(one["file"], one["sheet"], one["row"]) for one in outcome["refused"]]
    assert places == [("next.csv", "", 2), ("next.csv", "", 3)]


def test_what_erasing_a_child_would_take_has_its_keys_and_nothing_else(known: Program) -> None:
    decided = ("--ground", "A court ordered it", "--decided-by", "Ines Park", "--reference", "IG-7")
    looked = known.data("erase-child", "J1", *decided)

    assert set(looked) == ERASED
    assert [set(one) for one in looked["open_actions"]] == [{"id", "what", "due"}]
    assert [set(one) for one in looked["exports"]] == [{"what", "written_at", "formats", "on_file"}]


def test_the_rules_of_retention_have_their_keys_and_nothing_else(known: Program, tmp_path: Path) -> None:
    listed = known.data("retention", "list")
    decided = ("--decided-by", "Ines Park", "--reference", "IG-7", "--out", tmp_path)

    assert set(listed) == {"rules", "faults", "due"}
    assert all(set(rule) == RULE for rule in listed["rules"])
    assert known.data("retention", "prune", *decided) == {"pruned": False, "gone": [], "file": None}


def test_who_is_here_is_listed_with_ids(known: Program) -> None:
    people: Any = known.data("people", "list")

    assert [(one["name"], one["role"], one["left_on"]) for one in people] == [
        ("Dana Hughes", "worker", None),
        ("Moira Khan", "manager", None),
    ]
    assert all(UUID.fullmatch(one["id"]) for one in people)


def test_a_new_vault_says_its_recovery_key_and_its_device(known: Program) -> None:
    made = known.made

    assert (made["name"], made["role"], made["team"]) == ("Moira Khan", "manager", "North Team")
    assert re.fullmatch(r"([0-9A-Z]{4}-){8}[0-9A-Z]{4}", made["recovery_key"])
    assert re.fullmatch(r"[0-9a-f]{64}", made["device"])


@pytest.mark.parametrize(
    "words",
    [("children",), ("child", "J1"), ("actions",), ("log", "J1"), ("people", "list"), ("vault", "check")],
    ids=" ".join,
)
def test_one_answer_is_one_document_or_words_and_never_both(known: Program, words: tuple[str, ...]) -> None:
    assert json.loads(known.done(*words, "--json")) is not None
    said = known.done(*words)
    with pytest.raises(json.JSONDecodeError):
        json.loads(said)
