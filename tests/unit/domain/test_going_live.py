"""Actions that were open before recording began here."""

from datetime import date

from supervision_app.domain.going_live import OpenActionRow, OpenActionsReading
from supervision_app.domain.observed import Place, Refusal, SourceFile


def test_an_open_action_from_a_file_names_the_row_it_stands_in() -> None:
    place = Place("open actions.csv", "", 4)
    row = OpenActionRow(place, "K1", "Ring the school", "", "", "Dana Hughes", "", date(2026, 10, 2), None, None, 2)
    reading = OpenActionsReading((row,), (Refusal(place, "No due date."),), (), SourceFile("open actions.csv", "00ff"))

    assert [str(one.place) for one in reading.rows] == ["open actions.csv, row 4"]
