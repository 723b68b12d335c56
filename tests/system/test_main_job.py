"""The main job from end to end: a caseload comes in, agreed actions survive changes of worker, a summary goes out."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest

from tests.fakes.workbooks import dirty, in_care, in_need, listed, protected, write
from tests.system.conftest import Program, Vaults, day

KAI = "CH1004"
WHY, DIFFERENCE = "Nobody in the family has been asked", "Kai knows whether he can live with family"
FIVE = {
    "Ring the grandmother about a viability assessment": "Aoife Brennan",
    "Finish the life story book, do not restart it": "Aoife Brennan",
    "Visit the school with Kai": "Aoife Brennan",
    "Sign the section 20 review": "Moira Khan",
    "Find carers near the school": "Fern Doyle",
}
"""What is agreed for Kai, and who answers for it: three of them the worker."""

LATER = "The aunt is abroad until then"
RETURNED = "The court has asked the guardian to do this"


IN_NEED = (
    in_need(12598894.0, started=date(2026, 3, 2), status="c) Child in need plan", team="North Team", worker="#N/A"),
    in_need(12598895.0, born="09/03/2015", started="01/04/2026", worker="Dana Hughes", team="North Team"),
    in_need("CH2001", born=date(2019, 5, 6), started="1/6/2026", worker="Cara Lewis", team="North Team"),
)
PROTECTED = (
    protected("12598894", started=date(2026, 5, 5), category="Neglect", visit=date(2026, 4, 1), worker="Ben Okoro"),
)
IN_CARE = (
    in_care(
        KAI,
        started="27 July 2026",
        legal="V2: Single period under S20",
        placement="k) P1: Placed with parents",
        plan="b) Adoption",
        worker="Aoife Brennan",
        team="North Team",
    ),
    in_care(
        "12598895",
        started=date(2026, 9, 9),
        plan="PSRMEM - Support with memory and cognition",
        worker="Ben Okoro",
    ),
)
"""The next week: Kai is with Aoife Brennan, CH1003 is gone, CH2001 is new, and the others are as they were."""


def _a_week_later(path: Path) -> Path:
    lists = {"List 6": listed("6", *IN_NEED), "List 7": listed("7", *PROTECTED), "List 8": listed("8", *IN_CARE)}
    return write(path, lists)


def test_the_main_job_on_real_files(vaults: Vaults, tmp_path: Path) -> None:
    program = vaults()
    _the_caseload_comes_in(program, dirty(tmp_path / "first.xlsx"))
    early = program.agree(KAI, "Dana", "Ask the school nurse for her notes", "--as", "Dana Hughes")
    _a_week_later_one_child_has_moved(program, _a_week_later(tmp_path / "second.xlsx"), early)
    five = _five_actions_are_agreed(program)
    three = _ben_gets_kai(program, five)
    _ben_looks_at_his_three(program, three)
    _ben_leaves_too(program, three, five)
    _the_summary_goes_out(program, tmp_path / "out", five)
    _all_of_it_is_read_back(program, three, early)
    _the_vault_is_whole(program)


def _the_caseload_comes_in(program: Program, first: Path) -> None:
    options = ("--team", "north team", "--as-of", day(-14))
    trial = program.data("caseload", "import", first, *options, "--dry-run")
    assert trial["dry_run"]
    assert program.data("children") == []

    outcome = program.data("caseload", "import", first, *options)

    assert outcome == {**trial, "dry_run": False}
    assert {one["id"] for one in outcome["new"]} == {"12598894", "12598895", "CH1003", KAI}
    assert {(one["sheet"], one["row"]) for one in outcome["refused"]} >= {("List 6", 5), ("List 7", 7), ("List 8", 8)}
    assert all({"file", "sheet", "row", "why"} == set(one) for one in outcome["refused"])
    workers = {one["id"]: one["worker"] for one in program.data("children")}
    assert workers == {"12598894": "Ben Okoro", "12598895": "Ben Okoro", "CH1003": "Aoife Brennan", KAI: "Dana Hughes"}


def _a_week_later_one_child_has_moved(program: Program, second: Path, early: str) -> None:
    outcome = program.data("caseload", "import", second, "--as-of", day(-7))

    assert outcome["teams"] == ["north team"]
    assert [one["id"] for one in outcome["new"]] == ["CH2001"]
    assert [one["id"] for one in outcome["gone"]] == ["CH1003"]
    change = {"what": "Worker in the case system", "was": "Dana Hughes", "now": "Aoife Brennan"}
    assert outcome["changed"] == [{"id": KAI, "changes": [change]}]
    assert outcome["unchanged"] == 2
    waits = {"id": KAI, "from": "Dana Hughes", "to": "Aoife Brennan", "waiting_for_reason": True, "offered": 0}
    assert outcome["moved"] == [waits]
    assert program.action(early)["owner"] == "Dana Hughes"
    page = program.data("child", KAI)
    assert page["worker"] == "Dana Hughes"
    assert "worker-differs" in {finding["code"] for finding in page["findings"]}

    again = program.data("caseload", "import", second, "--as-of", day(-7), "--reason", "tsproc")

    assert again["moved"] == [{**waits, "waiting_for_reason": False, "offered": 1}]
    assert (again["new"], again["changed"], again["unchanged"]) == ([], [], 4)
    program.done("accept", early, "--as", "Aoife Brennan")
    program.done("close", early, "--state", "done", "--impact", "Too early to say", "--as", "Aoife Brennan")
    assert {one["id"] for one in program.data("children")} == {"12598894", "12598895", "CH1003", "CH2001", KAI}


def _five_actions_are_agreed(program: Program) -> dict[str, str]:
    program.done("people", "add", "Fern Doyle", "--role", "family-finder")
    five = {}
    for what, owner in FIVE.items():
        ours = ("--difference", DIFFERENCE, "--as", owner)
        five[what] = program.agree(KAI, owner, what, *ours, why=WHY)
    rows = program.data("actions", "--child", KAI, "--state", "any-open")
    assert {row["what"]: row["owner"] for row in rows} == FIVE
    assert {row["holding"] for row in rows} == {"accepted"}
    return five


def _ben_gets_kai(program: Program, five: dict[str, str]) -> list[str]:
    """Aoife leaves: exactly her three actions are offered to Ben, and the manager holds them as well."""
    moved = program.data("allocate", KAI, "--to", "Ben Okoro", "--reason", "LEFTRL")

    three = [five[what] for what, owner in FIVE.items() if owner == "Aoife Brennan"]
    assert moved == {"child": KAI, "from": ["Aoife Brennan"], "to": "Ben Okoro", "offered": moved["offered"]}
    assert set(moved["offered"]) == set(three)
    for row in program.data("actions", "--child", KAI, "--state", "any-open"):
        if row["id"] in three:
            assert (row["owner"], row["awaiting"], row["holding"]) == ("Ben Okoro", "Ben Okoro", "awaiting")
            holding = {one["name"]: one["how"] for one in row["holders"] if not one["to"]}
            assert holding == {"Ben Okoro": "awaiting", "Moira Khan": "stands in"}
        else:
            assert (row["owner"], row["awaiting"], row["holding"]) == (FIVE[row["what"]], None, "accepted")
        assert (row["due"], row["first_due"], row["moves"]) == (day(14), day(14), 0)
    return three


def _ben_looks_at_his_three(program: Program, three: list[str]) -> None:
    first, second, third = three
    program.done("accept", first, "--as", "Ben Okoro")
    later = program.data("accept", second, "--due", day(30), "--why", LATER, "--as", "Ben Okoro")
    assert (later["due"], later["first_due"], later["moves"]) == (day(30), day(14), 1)
    back = program.data("return", third, "--why", RETURNED, "--as", "Ben Okoro")
    assert (back["owner"], back["holding"], back["state"]) == ("Moira Khan", "accepted", "open")
    onward = program.data("offer", third, "--to", "Dana", "--why", "She sees the guardian on Monday")
    assert (onward["awaiting"], onward["holding"]) == ("Dana Hughes", "awaiting")
    part = program.data("progress", second, "--note", "Two chapters are there", "--state", "partly-done")
    assert part["state"] == "partly-done"
    closed = program.data(
        "close", first, "--state", "done", "--impact", "Kai sees his grandmother on Sundays", "--as", "Ben Okoro"
    )
    assert (closed["state"], closed["holding"]) == ("done", None)
    assert closed["impact"] == "Kai sees his grandmother on Sundays"


def _ben_leaves_too(program: Program, three: list[str], five: dict[str, str]) -> None:
    """Ben and the family finder leave: what they held is nobody's until it is offered on, and the manager holds it."""
    left = program.data("people", "leave", "Ben Okoro", "--why", "for another authority")
    assert left == {"name": "Ben Okoro", "unowned": 1, "children_without_worker": 3}
    finder = program.data("people", "leave", "Fern Doyle")
    assert finder == {"name": "Fern Doyle", "unowned": 1, "children_without_worker": 0}
    unowned = {three[1], five["Find carers near the school"]}
    for action in unowned:
        row = program.action(action)
        assert (row["holding"], row["owner"], row["awaiting"]) == ("unowned", "Moira Khan", None)
    assert (program.action(three[1])["due"], program.action(three[1])["state"]) == (day(30), "partly-done")
    assert all(row["owner"] for row in program.data("actions", "--state", "any-open"))

    moved = program.data("allocate", KAI, "--to", "Dana Hughes", "--reason", "LEFTRL")

    assert set(moved["offered"]) == unowned
    program.done("accept", three[1], "--as", "Dana Hughes")
    holders = [(one["name"], one["how"]) for one in program.action(three[1])["holders"]]
    assert [name for name, how in holders if how == "accepted"] == ["Aoife Brennan", "Ben Okoro", "Dana Hughes"]
    assert ("Moira Khan", "stands in") in holders


def _the_summary_goes_out(program: Program, out: Path, five: dict[str, str]) -> None:
    program.done("name", KAI, "Kai A.")
    done = program.data("export", KAI, "--format", "pdf,docx,txt,json", "--out", out)

    paths = {Path(path).suffix: Path(path) for path in done["files"]}
    assert done["version"] == 1
    assert sorted(paths) == [".docx", ".json", ".pdf", ".txt"]
    assert sorted(out.iterdir()) == sorted(paths.values())
    for path in paths.values():
        assert path.name.startswith(f"{KAI}_")
        assert "Kai" not in path.name
    text = paths[".txt"].read_text(encoding="utf-8")
    pdf = "\n".join(page.extract_text() for page in pypdf.PdfReader(paths[".pdf"]).pages)
    word = docx.Document(str(paths[".docx"]))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    whole = "\n".join([*cells, *(paragraph.text for paragraph in word.paragraphs)])
    data = json.loads(paths[".json"].read_text(encoding="utf-8"))["data"]
    everything = {"txt": text, "pdf": pdf, "docx": whole, "json": paths[".json"].read_text(encoding="utf-8")}
    for form, written in everything.items():
        for word_ in ("Kai A.", "Sundays", "Fern Doyle", "viability"):
            assert word_ in " ".join(written.split()), f"{form} has no {word_}"
        assert "CH2001" not in written
    assert any(paragraph.style.name == "Heading 1" for paragraph in word.paragraphs if paragraph.style)
    assert "No discussion is recorded." in text
    assert {one["id"] for one in data["actions"]} >= set(five.values())

    program.done("on-file", done["id"][:8], "--reference", "DOC-4711", "--on", day(0))
    exported = program.data("child", KAI)["exports"]
    assert [(one["id"], one["reference"], one["confirmed_on"]) for one in exported] == [
        (done["id"], "DOC-4711", day(0))
    ]


def _all_of_it_is_read_back(program: Program, three: list[str], early: str) -> None:
    row = next(one for one in program.data("children") if one["id"] == KAI)
    assert (row["name"], row["worker"], row["open_actions"], row["not_accepted"]) == ("Kai A.", "Dana Hughes", 4, 2)
    assert {one["id"] for one in program.data("children", "--worker", "Dana")} == {KAI}
    assert {one["id"] for one in program.data("actions", "--worker", "Dana")} >= {three[1], three[2]}
    assert {one["id"] for one in program.data("actions", "--state", "done")} == {three[0], early}
    page = program.data("child", KAI)
    spells = [(one["name"], one["reason"]) for one in page["workers"]]
    assert spells == [
        ("Dana Hughes", None), ("Aoife Brennan", "TSPROC"), ("Ben Okoro", "LEFTRL"), ("Dana Hughes", "LEFTRL"),
    ]  # fmt: skip
    log = program.data("log", KAI)
    assert {one["kind"] for one in log} >= {
        *("facts.observed/1", "child.allocated/1", "action.agreed/1", "action.accepted/1", "action.offered/1"),
        *("action.returned/1", "action.moved/1", "action.progressed/1", "action.closed/1"),
        *("export.recorded/1", "export.confirmed/1"),
    }
    typed_for_ben = next(one for one in log if one["kind"] == "action.returned/1")
    assert (typed_for_ben["by"], typed_for_ben["recorded_by"]) == ("Ben Okoro", "Moira Khan")
    assert typed_for_ben["means"] == "at the same screen"
    assert {one["subject"] for one in program.data("log", three[1][:8])} == {three[1]}


def _the_vault_is_whole(program: Program) -> None:
    checked = program.data("vault", "check")
    assert (checked["ok"], checked["problems"], checked["authors"]) == (True, [], 1)
    assert checked["streams"] == 6
    before: Any = [program.data(*words) for words in (("children",), ("actions",), ("child", KAI), ("log", KAI))]

    assert program.data("vault", "rebuild") == checked

    assert before == [program.data(*words) for words in (("children",), ("actions",), ("child", KAI), ("log", KAI))]
    assert program.data("vault", "check") == checked


@pytest.mark.parametrize("code", ["MANAGE", "othrs"])
def test_an_import_with_a_reason_that_is_not_on_the_list_loads_nothing(
    program: Program, tmp_path: Path, code: str
) -> None:
    path = dirty(tmp_path / "first.xlsx")
    answer = program("caseload", "import", path, "--as-of", day(-14), "--reason", code, "--dry-run")

    assert answer.code == (0 if code == "MANAGE" else 4)
    assert program.data("children") == []
