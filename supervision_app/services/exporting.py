"""A child's summary goes out: recorded first, rendered from the record, and put in place whole."""

import hashlib
import json
import re
import uuid
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from supervision_app.domain.allocation import Allocation
from supervision_app.domain.errors import AmbiguousName, InputRefused, NotFound, RuleRefused
from supervision_app.domain.exports import Export, confirm_export, read_export, record_export
from supervision_app.domain.facts import identity_doubt
from supervision_app.domain.holding import Around
from supervision_app.domain.identity import normalise_case_id
from supervision_app.domain.people import team_manager_of
from supervision_app.ledger.entry import Entry
from supervision_app.services.desk import Desk, Word
from supervision_app.services.documents import CaseDocument
from supervision_app.services.ports import DocumentFiles, ExportFolder
from supervision_app.services.reading import fold_child
from supervision_app.services.summarising import Labels, Written, summarise

CODED = {"legal_status": "legal_status", "placement": "placements", "reason": "worker_change_reasons"}
"""The facts whose values are codes, and the list that says what they mean."""
NOT_YET = "not written out yet"
"""What stands in a preview in the place of the export's id."""
_LONGEST_ID = 40
_SHORTEST_START = 4
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Exported:
    """An export that was made: its id, its number for this child, and the files."""

    id: str
    number: int
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Writers:
    """Who renders a document, and who puts files in a folder."""

    documents: DocumentFiles
    folder: ExportFolder
    version: str


def export_child(desk: Desk, writers: Writers, child: str, formats: Sequence[str], out: Path) -> Exported:
    """Return what was exported.

    Raises InputRefused for an unknown format, RuleRefused while two dates of birth stand for one id,
    and CannotWrite when the folder cannot take the files: then nothing is recorded.
    """
    wanted = _formats(formats, writers.documents.formats)
    stream = desk.child(child)
    with ExitStack() as files, desk.vault.ledger.transaction():
        export = _record(desk, writers.version, stream, wanted)
        document = recorded_document(desk, stream, export)
        name = _file_stem(child, export)
        rendered = {f"{name}.{form}": writers.documents.render(document, form) for form in wanted}
        # Written beside before the record is kept, named after it: neither stands without the other.
        paths = files.enter_context(writers.folder.prepare(out, rendered))
    return Exported(export.id, export.number, tuple(paths))


def preview_document(desk: Desk, child: str, version: str) -> CaseDocument:
    """Return the document that an export would write now, and record nothing; raises as an export does."""
    entries = desk.vault.ledger.stream(desk.child(child))
    return _document(desk, entries, replace(_next_export(desk, version, entries, ()), id=NOT_YET))


def recorded_document(desk: Desk, stream: str, export: Export) -> CaseDocument:
    """Return the document that a recorded export stands for, made again from the entries it names."""
    held = [entry for entry in desk.vault.ledger.stream(stream) if entry.seq <= export.upto.get(entry.author, 0)]
    return _document(desk, held, export)


def confirm_on_file(desk: Desk, export_id: str, reference: str, *, on: date | None = None) -> None:
    """Record that an export is on the child's file, with the case system's reference; raises NotFound."""
    stream, export = find_export(desk, export_id)
    today = desk.today()
    entry = confirm_export(export, stream, reference, confirmed_on=on or today, today=today)
    desk.record([Word(entry, desk.owner())])


def find_export(desk: Desk, export_id: str) -> tuple[str, Export]:
    """Return the stream and the export that an id, or the start of one, means; raises NotFound or AmbiguousName."""
    wanted = export_id.strip().lower()
    found = desk.vault.views.find_export(wanted) if len(wanted) >= _SHORTEST_START else []
    if len(found) > 1:
        message = f"{export_id} could be more than one export. Give more of the id."
        raise AmbiguousName(message)
    stream, subject = found[0] if found else ("", "")
    export = read_export(desk.told(stream, subject))
    if export:
        return stream, export
    message = f"No export has the id {export_id}. “child ID” lists a child’s exports."
    raise NotFound(message)


def _formats(formats: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(form.strip().lower() for form in formats if form.strip()))
    for form in wanted:
        if form not in known:
            message = f"“{form}” is not a format. Use one or more of: {', '.join(known)}."
            raise InputRefused(message)
    if not wanted:
        message = f"Name at least one format: {', '.join(known)}."
        raise InputRefused(message)
    return wanted


def _record(desk: Desk, version: str, stream: str, formats: Sequence[str]) -> Export:
    """Record an export and return it; its digest is that of the content the entry points to."""
    entries = desk.vault.ledger.stream(stream)
    export = _next_export(desk, version, entries, formats)
    export = replace(export, digest=digest(_document(desk, entries, export)))
    desk.record([Word(record_export(stream, export, on=desk.today()), export.by)])
    return export


def _next_export(desk: Desk, version: str, entries: Sequence[Entry], formats: Sequence[str]) -> Export:
    """Return the export that these entries would make, before it is recorded."""
    page = fold_child(desk, entries, desk.around)
    doubt = identity_doubt(page.known)
    if doubt:
        message = f"{doubt} Exports of this child wait until then."
        raise RuleRefused(message)
    return Export(
        id=str(uuid.uuid4()),
        number=1 + max((one.number for one in page.exports), default=0),
        written_at=desk.clock.now().isoformat(timespec="seconds"),
        by=desk.owner(),
        formats=tuple(formats),
        upto=vector(entries),
        left=tuple(sorted(member.person.id for member in desk.vault.views.members() if member.left_on)),
        managers=page.managers,
        version=version,
    )


def _document(desk: Desk, entries: Sequence[Entry], export: Export) -> CaseDocument:
    team = desk.vault.views.team()

    def around_then(allocation: Allocation) -> Around:
        workers = {person.id for person in allocation.workers}
        return Around(export.left, workers, export.managers, team_manager_of(team.name))

    page = fold_child(desk, entries, around_then)
    labels = labels_of(desk)
    written = Written(export.id, export.number, export.by, export.written_at, export.version)
    return summarise(page, team, written, labels)


def labels_of(desk: Desk) -> Labels:
    """Return what the codes of facts mean."""
    return {fact: desk.reference.labels(codes) for fact, codes in CODED.items()}


def vector(entries: Sequence[Entry]) -> dict[str, int]:
    """Return how many entries of each author there are: what an export of them covers."""
    newest: dict[str, int] = {}
    for entry in entries:
        newest[entry.author] = max(entry.seq, newest.get(entry.author, 0))
    return newest


def digest(document: CaseDocument) -> str:
    """Return the SHA-256 of a document’s content."""
    content = json.dumps(document.data, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def _file_stem(child: str, export: Export) -> str:
    """Return a file name of the id, the day and the version; names of people never stand in one."""
    case_id = normalise_case_id(child)
    clean = _NOT_IN_NAMES.sub("-", case_id)[:_LONGEST_ID]
    if clean != case_id:
        clean = f"{clean}-{hashlib.sha256(case_id.encode()).hexdigest()[:6]}"
    return f"{clean}_{export.written_at[:10].replace('-', '')}_case-summary_v{export.number}"
