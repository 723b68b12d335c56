"""The SSDA903 return, from files written by others and from small ones written here."""

import csv
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from supervision_app.adapters.caseload.reader import CaseloadFiles
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.observed import ObservedChild, ObservedWorker, Reading
from tests.fakes.workbooks import write

PUBLISHED = Path(__file__).parents[2] / "data" / "ssda903-fake"
TODAY = date(2026, 11, 23)

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE"
WORKERS = "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON"


def episode(child: str, started: str, reason: str, legal: str, place: str, *, end: str = ",") -> str:
    """Return a row of episodes; `end` is DEC and REC."""
    return f"{child},{started},{reason},{legal},N1,{place},PR1,{end},,AB1 2CD,AB1 2CD,"


@pytest.fixture
def table(tmp_path: Path) -> "Write":
    return Write(tmp_path)


class Write:
    """Writes tables of a return, and reads them all at once."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.paths = folder, list[Path]()

    def __call__(self, *lines: str) -> None:
        self.paths.append(self.folder / f"{len(self.paths)}.csv")
        self.paths[-1].write_text("\n".join(lines) + "\n")

    def read(self, as_of: date = TODAY) -> Reading:
        return CaseloadFiles().read(self.paths, kind=None, as_of=as_of, today=TODAY)

    def child(self) -> ObservedChild:
        (child,) = self.read().children
        return child


def records(name: str) -> list[dict[str, str]]:
    with (PUBLISHED / f"{name}.csv").open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def test_the_published_files_load_whole() -> None:
    paths = sorted(PUBLISHED.glob("*.csv"))
    reading = CaseloadFiles().read(paths, kind=None, as_of=TODAY, today=TODAY)
    assert (reading.kind, reading.lists, len(reading.children), len(reading.files)) == (
        "ssda903",
        frozenset({"903"}),
        2675,
        5,
    )
    places = Counter(place.file for child in reading.children for place in child.places)
    assert places == {"header.csv": 2675, "episodes.csv": 5050, "reviews.csv": 12_582}
    assert Counter(one.place.file for one in reading.refused) == {"reviews.csv": 14, "sw_episodes.csv": 1}
    assert "in neither the header nor the episodes" in reading.refused[-1].why
    assert reading.notes == (
        "missing.csv was not used: it is the SSDA903 table Missing.",
        "SW_REASON “SWLAZY” is not a known code; it was kept as written",
        "The last episode gives an end without a date (DEC): no end of care was taken (347 rows)",
        "Reviews dated after the day of the file were not taken as held (27 rows)",
    )


def test_the_published_files_say_the_same_by_another_way_of_counting() -> None:
    paths = sorted(PUBLISHED.glob("*.csv"))
    found = {
        child.case_id: child.facts
        for child in CaseloadFiles().read(paths, kind=None, as_of=TODAY, today=TODAY).children
    }
    assert {case_id: facts["born"] for case_id, facts in found.items()} == {
        row["CHILD"]: "-".join(reversed(row["DOB"].split("/"))) for row in records("header")
    }
    latest: dict[str, tuple[str, str, str]] = {}
    for row in records("episodes"):
        day = "-".join(reversed(row["DECOM"].split("/")))
        latest[row["CHILD"]] = max(latest.get(row["CHILD"], ("", "", "")), (day, row["LS"], row["PLACE"]))
    assert {
        case_id: (facts["legal_status"], facts["placement"]) for case_id, facts in found.items() if "placement" in facts
    } == {case_id: (legal, place) for case_id, (_, legal, place) in latest.items()}
    assert all("worker_observed" not in facts for facts in found.values())


def test_the_present_period_of_care_is_told(table: Write) -> None:
    table(HEADER, "1,1,05/12/2014,WBRI,,,")
    table(
        EPISODES,
        episode("1", "27/07/2026", "S", "V2", "U3"),
        episode("1", "01/02/2020", "S", "C2", "U6", end="01/03/2021,E4A"),
        episode("1", "20/08/2026", "L", "C1", "U3"),
        episode("1", "03/09/2026", "P", "C1", "U6"),
        episode("1", "01/10/2026", "L", "C2", "U6"),
    )
    table(REVIEWS, "1,05/12/2014,24/08/2026,PN3", "1,05/12/2014,20/11/2026,PN8", "1,05/12/2014,01/06/2027,PN1")
    table(WORKERS, "1,,SW1,27/07/2026,01/09/2026,MANAGE", "1,,SW2,01/09/2026,,TSPROC")
    child = table.child()
    assert child.facts == {
        "born": "2014-12-05",
        "lists": "903",
        "care_started": "2026-07-27",
        "legal_status": "C2",
        "legal_status_started": "2026-10-01",
        "placement": "U6",
        "placement_started": "2026-09-03",
        "last_review": "2026-08-24",
        "worker_observed": "SW2",
    }
    assert child.worker == ObservedWorker("SW2", "SW2")
    assert len(child.places) == 11


@pytest.mark.parametrize(
    ("rows", "facts"),
    [
        (
            [episode("1", "01/02/2026", "P", "C2", "U6", end="01/03/2026,E13")],
            {"care_started": "2026-02-01", "care_ended": "2026-03-01", "care_ended_reason": "E13"},
        ),
        ([episode("1", "01/02/2026", "P", "C2", "U6", end="01/03/2026,X1")], {"care_started": "2026-02-01"}),
        ([episode("1", "01/02/2026", "P", "C2", "U6", end="01/03/2026,")], {"care_started": "2026-02-01"}),
        (
            [episode("1", "01/02/2026", "S", "C2", "U6"), episode("1", "01/03/2026", "L", "C2", "U4")],
            {"placement_started": "2026-03-01", "legal_status_started": "2026-02-01"},
        ),
        ([episode("1", "01/02/2026", "S", "", "")], {"care_started": "2026-02-01", "lists": "903"}),
        ([episode("1", "31/02/2026", "S", "C2", "U6")], {"lists": "903"}),
    ],
    ids=["ended", "goes on", "no reason", "moved with the law", "no codes", "no date"],
)
def test_episodes_give_what_they_say_and_no_more(table: Write, rows: Sequence[str], facts: dict[str, str]) -> None:
    table(EPISODES, *rows)
    found = dict(table.child().facts)
    assert facts.items() <= found.items()
    assert ("care_ended" in found) == ("care_ended" in facts)
    if "placement" not in found:
        assert found == facts


@pytest.mark.parametrize("newest_first", [True, False])
def test_an_episode_in_the_returns_of_two_years_is_one_episode(table: Write, *, newest_first: bool) -> None:
    ended = episode("1", "01/02/2026", "S", "C2", "U6", end="01/05/2026,E4A")
    going_on = episode("1", "01/02/2026", "S", "C2", "U6")
    for row in (ended, going_on) if newest_first else (going_on, ended):
        table(EPISODES, row)
    assert table.child().facts["care_ended"] == "2026-05-01"


def test_codes_that_are_not_known_are_kept_with_one_note_each(table: Write) -> None:
    table(EPISODES, *(episode(str(child), "01/02/2026", "S", "C9", "Z11") for child in range(3)))
    reading = table.read()
    assert {child.facts["legal_status"] for child in reading.children} == {"C9"}
    assert reading.notes == ("LS “C9” is not a known code; it was kept as written (3 rows)",)


def test_two_workers_at_once_are_said_and_the_latest_taken(table: Write) -> None:
    table(HEADER, "1,1,05/12/2014,WBRI,,,", "2,1,05/12/2014,WBRI,,,")
    table(WORKERS, "1,,SW1,01/01/2026,,MANAGE", "1,,SW2,01/02/2026,,MANAGE", "2,,SW1,01/01/2026,02/01/2026,MANAGE")
    reading = table.read()
    assert [child.worker for child in reading.children] == [ObservedWorker("SW2", "SW2"), None]
    assert reading.notes == ("1 has 2 social workers without an end: the latest was taken",)


def test_rows_that_cannot_be_read_are_refused(table: Write) -> None:
    table(
        HEADER,
        "1,1,05/12/2014,WBRI,,,",
        "2,1,05/12/2014",
        "3,1,05/12/2014,WBRI,,,,x",
        ",1,05/12/2014,WBRI,,,",
        "4,1,05/12/14,WBRI,,,,",
    )
    reading = table.read()
    assert [child.case_id for child in reading.children] == ["1", "4"]
    why = {one.place.row: one.why for one in reading.refused}
    assert why == {
        3: "The row has 3 cells and the headings are 7. It was not loaded.",
        4: "The row has more cells than the 7 headings. It was not loaded.",
        5: "The row has no CHILD. It was not loaded.",
        6: "DOB is “05/12/14”, whose year has only two digits; the rest of the row was loaded.",
    }


def test_two_dates_of_birth_refuse_the_child(table: Write) -> None:
    table(HEADER, "1,1,05/12/2014,WBRI,,,", "2,1,05/12/2014,WBRI,,,")
    table(REVIEWS, "1,06/12/2014,24/08/2026,PN3")
    reading = table.read()
    assert [child.case_id for child in reading.children] == ["2"]
    assert [str(one.place) for one in reading.refused] == ["0.csv, row 2", "1.csv, row 2"]


def test_nothing_that_may_not_be_kept_is_kept(table: Write) -> None:
    table(HEADER, "1,1,05/12/2014,WBRI,A123,1,01/01/2026")
    table(EPISODES, episode("1", "01/02/2026", "S", "C2", "U6"))
    assert not {"WBRI", "A123", "AB1 2CD", "2026-01-01"} & set(table.child().facts.values())


def test_tables_as_sheets_of_a_workbook_are_read(tmp_path: Path) -> None:
    path = write(
        tmp_path / "903.xlsx", {"Header": [HEADER.split(","), [1, 1, date(2014, 12, 5), "WBRI"]], "Notes": [["hello"]]}
    )
    reading = CaseloadFiles().read([path], kind=None, as_of=TODAY, today=TODAY)
    assert reading.children[0].facts == {"born": "2014-12-05", "lists": "903"}
    assert reading.notes == ("903.xlsx, Notes was not used: it is not a known SSDA903 table.",)


def test_reviews_alone_are_refused(table: Write) -> None:
    table(REVIEWS, "1,05/12/2014,24/08/2026,PN3")
    with pytest.raises(InputRefused, match="neither a header"):
        table.read()
