"""The PDF file: tagged, to PDF/UA-1 and PDF/A-2a, set by typst."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, cast

from supervision_app.adapters.documents.pdf_data import template_data
from supervision_app.adapters.documents.written_at import moment
from supervision_app.services.documents import CaseDocument

if TYPE_CHECKING:
    import typst

_ONE_AT_A_TIME = Lock()


def write_pdf(document: CaseDocument) -> bytes:
    """Give the PDF file of a document; equal documents give equal bytes."""
    values = json.dumps(template_data(document), ensure_ascii=False)
    with _ONE_AT_A_TIME:
        pdf = _compiler().compile(
            format="pdf",
            sys_inputs={"document": values},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=int(moment(document.written_at).timestamp()),
        )
    return cast("bytes", pdf)


@cache
def _compiler() -> "typst.Compiler":
    """Read the template and the vendored fonts once for all files of this run."""
    import typst

    resources = Path(str(files("resources")))
    templates = resources / "templates"
    return typst.Compiler(
        templates / "case_summary.typ",
        root=templates,
        font_paths=[resources / "fonts"],
        ignore_system_fonts=True,
    )
