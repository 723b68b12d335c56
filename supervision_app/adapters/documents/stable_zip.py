"""A zip archive whose bytes depend on nothing but its contents and one moment."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EARLIEST_YEAR = 1980


def stamped(archive: bytes, at: datetime) -> bytes:
    """Give the archive with every member dated `at`, in its own order."""
    date = (max(at.year, _EARLIEST_YEAR), at.month, at.day, at.hour, at.minute, at.second)
    target = BytesIO()
    with ZipFile(BytesIO(archive)) as source, ZipFile(target, "w") as written:
        for name in source.namelist():
            member = ZipInfo(name, date)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 0
            written.writestr(member, source.read(name))
    return target.getvalue()
