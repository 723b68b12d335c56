"""The Word file: headings, tables and language that Word and screen readers know."""

from supervision_app.services.documents import CaseDocument


def write_word(document: CaseDocument) -> bytes:
    """Give the Word file of a document; equal documents give equal bytes."""
    # python-docx takes a fifth of a second to import, and most runs write no Word file.
    from supervision_app.adapters.documents.word_file import word_file

    return word_file(document)
