"""Files in and out: the SSDA903 set against the csv module, a PDF against bare typst."""

import csv
from collections.abc import Iterator
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import typst

from supervision_app.adapters.caseload.reader import CaseloadFiles
from supervision_app.adapters.documents.writer import DocumentFiles
from supervision_app.domain.clocks import running
from supervision_app.services import reading
from supervision_app.services.desk import Desk
from supervision_app.services.documents import CaseDocument, Paragraph, Section, Table
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.needing import what_needs_me
from tests.benchmarks.timing import once, row, typical
from tests.fakes.desks import make_desk

_DATA = Path(__file__).parents[1] / "data" / "ssda903-fake"
_MANY = 500


def measure(folder: Path) -> Iterator[dict[str, object]]:
    """Give the lines of this part."""
    paths = sorted(_DATA.glob("*.csv"))
    alone = typical(lambda: [list(csv.reader(path.open(encoding="utf-8-sig", newline=""))) for path in paths], 5)
    desk = make_desk(folder, folder="ssda903")
    wanted = ToImport(paths, as_of=date(2026, 11, 16))
    taken = once(lambda: import_caseload(desk, CaseloadFiles(), wanted))
    yield row("import of the SSDA903 set: 2,675 children", taken, "reading its files with csv alone", alone)
    again = once(lambda: import_caseload(desk, CaseloadFiles(), wanted))
    yield row("the same again, unchanged", again, "reading its files with csv alone", alone)
    needs = typical(lambda: what_needs_me(desk), 5)
    children = typical(lambda: reading.children(desk), 5)
    yield row("what Today shows of 2,675 children", needs, "the list of the same children", children)
    yield from _time_limits(desk)
    desk.vault.close()
    yield from _documents()


def _time_limits(desk: Desk) -> Iterator[dict[str, object]]:
    """Give what it takes to count every time limit of every child, as Today does, against reading what is known."""
    rules, holidays = desk.reference.clock_rules(), desk.reference.bank_holidays(2014, 2027)
    read = typical(desk.vault.views.held_children, 5)
    known = [held.known for held in desk.vault.views.held_children().values()]
    found = sum(len(running(rules, one, holidays)) for one in known)
    taken = typical(lambda: [running(rules, one, holidays) for one in known], 5)
    name = f"{found:,} time limits of {len(known):,} children, {len(rules)} rules, in one pass"
    yield row(name, taken, "reading what is known of these children", read)


def _documents() -> Iterator[dict[str, object]]:
    numbers = iter(range(10_000))
    documents = DocumentFiles()
    with as_file(files("resources") / "fonts") as fonts:
        compiler = typst.Compiler(font_paths=[str(fonts)], ignore_system_fonts=True)

        def bare() -> None:
            page = '#set text(font: "Noto Sans")\n= Summary\n' + f"{next(numbers)} words. " * 200
            compiler.compile(page.encode(), format="pdf")

        bare()
        base = typical(bare, 20)
    documents.render(_document(0), "pdf")
    one = typical(lambda: documents.render(_document(next(numbers)), "pdf"), 20)
    yield row("one PDF summary", one, "bare typst, one page", base)
    many = once(lambda: [documents.render(_document(next(numbers)), "pdf") for _ in range(_MANY)])
    yield row(f"{_MANY} PDF summaries", many, f"bare typst, {_MANY} times", base * _MANY)
    for form in ("docx", "txt", "json"):
        taken = typical(lambda form=form: documents.render(_document(next(numbers)), form), 10)  # type: ignore[misc]
        yield row(f"one {form} summary", taken, "one PDF summary", one)


def _document(number: int) -> CaseDocument:
    rows = tuple((f"Ring grandma {number}.{action}", "No relative was asked", "1 December 2026") for action in range(8))
    talk = tuple(Paragraph(f"Woke before six, {number}.{part}. " * 12) for part in range(6))
    sections = (Section("Open actions", (Table("Open actions", ("What", "Why", "Due"), rows),)), Section("Talks", talk))
    details = (("Child’s id", f"SYN{number}"), ("Worker", "Aoife Byrne"))
    return CaseDocument("Summary", "Synthetic", details, sections, "Footer", "2026-11-16T10:00:00+00:00", {"n": number})
