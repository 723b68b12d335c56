"""The moment a document was written, as the file formats want it."""

from datetime import UTC, datetime


def moment(written_at: str) -> datetime:
    """Read the ISO 8601 text; one without a zone is taken as UTC."""
    read = datetime.fromisoformat(written_at)
    if read.tzinfo is None:
        read = read.replace(tzinfo=UTC)
    return read.astimezone(UTC)
