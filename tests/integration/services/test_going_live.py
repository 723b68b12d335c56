"""Actions that were open before recording began here."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from supervision_app.domain.going_live import OpenActionRow, OpenActionsReading
from supervision_app.domain.observed import Place, Refusal, SourceFile
from supervision_app.services.desk import Desk
from supervision_app.services.going_live import WentLive, load_open_actions
from tests.fakes.desks import FakeCaseload

PLACE = Place("open.csv", "", 2)
ROW = OpenActionRow(
    place=PLACE,
    case_id="K1",
    what="Ring grandma",
    why="",
    difference="",
    owner="Aoife Byrne",
    doer="",
    due=date(2026, 9, 1),
    first_due=date(2026, 5, 1),
    agreed_on=date(2026, 4, 1),
    moves=3,
)


def load(desk: Desk, *rows: OpenActionRow, accepted: bool = False, dry_run: bool = False) -> WentLive:
    """Load these rows as if a file had given them."""
    given = OpenActionsReading(rows, (Refusal(Place("open.csv", "", 9), "no date"),), ("a note",), SourceFile("o", "0"))
    return load_open_actions(desk, FakeCaseload(live=given), Path("open.csv"), accepted=accepted, dry_run=dry_run)


def test_real_first_dates_and_earlier_moves_are_kept(team: Desk) -> None:
    done = load(team, ROW, accepted=True)

    row = team.vault.views.actions()[0]
    assert done.loaded == (row.id,)
    assert (row.due, row.first_due, row.moves, row.agreed_on) == ("2026-09-01", "2026-05-01", 3, "2026-04-01")
    assert (row.holding, row.owner) == ("accepted", "Aoife Byrne")
    assert [one.why for one in done.refused] == ["no date"]


def test_without_word_from_the_owners_they_are_asked(team: Desk) -> None:
    load(team, replace(ROW, first_due=None, agreed_on=None))
    row = team.vault.views.actions()[0]
    assert (row.awaiting, row.first_due, row.agreed_on) == ("Aoife Byrne", "2026-09-01", "2026-11-16")


def test_a_row_that_cannot_be_taken_is_refused_and_the_others_are_loaded(team: Desk) -> None:
    done = load(team, ROW, replace(ROW, case_id="X9"), replace(ROW, owner="Nobody", what="Other"), ROW)
    assert len(done.loaded) == 1
    assert [one.why.split(".")[0] for one in done.refused] == [
        "No child with the id X9 is here",
        "Nobody called “Nobody” is known here",
        "This action is here already",
        "no date",
    ]
    assert load(team, ROW).loaded == ()


def test_a_dry_run_saves_nothing(team: Desk) -> None:
    assert len(load(team, ROW, dry_run=True).loaded) == 1
    assert team.vault.views.actions() == []
