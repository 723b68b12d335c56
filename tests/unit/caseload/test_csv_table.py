"""Text tables: what the bytes mean, and nothing swallowed."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_app.adapters.caseload import csv_table
from supervision_app.adapters.caseload.cells import Cell
from supervision_app.adapters.caseload.csv_table import read_table
from supervision_app.domain.errors import InputRefused

TABLE = "id,name,worker\n1,Zoë,Dana\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    sheet = read_table(TABLE.encode(encoding), "caseload.csv")
    assert sheet.rows == [["id", "name", "worker"], ["1", "Zoë", "Dana"]]
    assert (sheet.title, sheet.delimited) == ("caseload.csv", True)


def test_sixteen_bits_the_other_way_round_are_read() -> None:
    assert read_table(b"\xfe\xff" + "id\tname\n".encode("utf-16-be"), "a.txt").rows == [["id", "name"]]


@pytest.mark.parametrize("content", [b"id,name\n\x81,x\n", b"id\0,name\n", b"\xff\xfe\x00", "id,x".encode("utf-16-le")])
def test_what_is_not_text_is_refused(content: bytes) -> None:
    with pytest.raises(InputRefused, match=r"caseload\.csv is not a text table"):
        read_table(content, "caseload.csv")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_told_from_the_first_rows(separator: str) -> None:
    rows = [["Caseload, as of Monday"], ["id", "name", "born", "worker"], ["1", "Kai, B.", "", "Dana; Ben"]]
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    assert read_table(text.encode(), "a.csv").rows == rows


def test_the_separator_that_excel_declares_is_used_and_the_row_numbers_hold() -> None:
    assert read_table(b"sep=;\r\nid;name\r\n1;a,b,c,d\r\n", "a.csv").rows == [[], ["id", "name"], ["1", "a,b,c,d"]]
    assert read_table(b"sep=x\nid,name\n", "a.csv").rows == [["sep=x"], ["id", "name"]]


def test_a_cell_may_hold_lines_and_quotation_marks() -> None:
    assert read_table(b'id,what\n1,"He said ""no"".\nTwice."\n', "a.csv").rows[1] == ["1", 'He said "no".\nTwice.']


@pytest.mark.parametrize("content", [b'id,name\n1,"Kai\n2,Mia\n', b'id,name\n1,"Kai" B\n', b"id\n" + b"x" * 200_000])
def test_quotation_marks_that_would_swallow_rows_are_refused(content: bytes) -> None:
    with pytest.raises(InputRefused, match="row 2"):
        read_table(content, "a.csv")


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_table, "MOST_ROWS", 3)
    with pytest.raises(InputRefused, match="more than 3 rows"):
        read_table(b"a\n" * 4, "a.csv")


def test_an_empty_file_has_no_rows() -> None:
    assert read_table(b"", "a.csv").rows == []


def test_old_line_ends_are_read() -> None:
    assert read_table(b"id,name\r1,Kai\r", "a.csv").rows == [["id", "name"], ["1", "Kai"]]


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    assert all(isinstance(cell, str) for row in rows_or_why(content) for cell in row)


def rows_or_why(content: bytes) -> Sequence[Sequence[Cell]]:
    try:
        return read_table(content, "a.csv").rows
    except InputRefused as refused:
        return [[str(refused)]]
