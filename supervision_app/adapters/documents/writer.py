"""The files that a case document can become."""

from supervision_app.adapters.documents.json_file import write_json
from supervision_app.adapters.documents.pdf import write_pdf
from supervision_app.adapters.documents.plain_text import write_text
from supervision_app.adapters.documents.word import write_word
from supervision_app.services.documents import CaseDocument

_WRITERS = {"pdf": write_pdf, "docx": write_word, "txt": write_text, "json": write_json}


class DocumentFiles:
    """Writes a case document as a file of each format that a case system takes."""

    formats: tuple[str, ...] = tuple(_WRITERS)

    def render(self, document: CaseDocument, format: str) -> bytes:  # noqa: A002 - it is what everybody calls it
        """Give the bytes of the document's file; the format is one of `formats`."""
        return _WRITERS[format](document)
