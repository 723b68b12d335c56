"""What will leave is seen before it leaves, and looking records nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from supervision_app.adapters.files import ExportFolder
from supervision_app.domain.errors import NotFound, RuleRefused
from supervision_app.services import reading
from supervision_app.services.desk import Desk
from supervision_app.services.exporting import (
    NOT_YET,
    Writers,
    export_child,
    find_export,
    preview_document,
    recorded_document,
)
from supervision_app.services.importing import ToImport, import_caseload
from tests.fakes.desks import MONDAY, FakeCaseload, FakeDocuments, observed
from tests.fakes.desks import reading as file_of


def test_the_preview_is_the_document_that_is_then_recorded(team: Desk, tmp_path: Path) -> None:
    before = len(reading.log(team, "K1"))
    seen = preview_document(team, "K1", "9.9.9")
    assert len(reading.log(team, "K1")) == before

    done = export_child(team, Writers(FakeDocuments(), ExportFolder(), "9.9.9"), "K1", ["txt"], tmp_path)
    written = recorded_document(team, *find_export(team, done.id))
    assert seen.sections == written.sections
    assert seen.details == written.details
    assert seen.footer.replace(NOT_YET, done.id) == written.footer
    assert replace(seen, footer="", data={}) == replace(written, footer="", data={})


def test_what_cannot_be_exported_cannot_be_looked_at(team: Desk) -> None:
    other = observed("K1", "Aoife Byrne", {"born": "2015-01-01"})
    import_caseload(team, FakeCaseload(file_of([other], MONDAY)), ToImport([]))
    with pytest.raises(RuleRefused, match="Exports of this child wait until then"):
        preview_document(team, "K1", "1")
    with pytest.raises(NotFound):
        preview_document(team, "X9", "1")
