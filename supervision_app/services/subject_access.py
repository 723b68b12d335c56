"""Everything about one child, for a subject access request: each record in words, and who else is named where."""

import hashlib
import re
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from supervision_app.domain import supervisions
from supervision_app.domain.entries import in_words, moment_in_words
from supervision_app.domain.exports import ACCESS, Export, read_export, record_export
from supervision_app.domain.facts import Known
from supervision_app.domain.people import ROLES
from supervision_app.domain.sessions import named_in
from supervision_app.ledger.entry import Entry, read_payload
from supervision_app.ledger.order import causal_depths
from supervision_app.services import knowing
from supervision_app.services.desk import Desk, Word
from supervision_app.services.documents import Block, CaseDocument, Details, Paragraph, Section, Subheading, Table
from supervision_app.services.exporting import Writers, vector
from supervision_app.services.spreadsheets import table
from supervision_app.services.summarising import DEMONSTRATION
from supervision_app.services.telling import by_subject

FORMATS = ("docx", "txt")
"""The word document is for marking what is taken out; the plain text can be searched."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FACTS = "facts."
"""What a file says of another child holds that child's own name, which may be the same."""
_SHORTEST_NAME = 3
_WHO = ("by", "recorded_by", "means")
_GONE = "The words are not here: they were withdrawn, kept for as long as they had to be, or never came here."
_COLUMNS = ("Name", "Who they are, as far as is known here", "In records", "Times")


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was written: the files, how many records there are, who else is named, and where else the child is."""

    files: tuple[Path, ...]
    records: int
    third_parties: tuple[tuple[str, str, str, int], ...]
    elsewhere: tuple[str, ...]


def write_bundle(desk: Desk, writers: Writers, case_id: str, out: Path) -> Bundle:
    """Write everything that is recorded about a child, and a table of who else is named in it; nothing is taken out.

    That it was written out is recorded with it, so that a later withdrawal names it. Raises NotFound, and CannotWrite
    where the folder cannot take the files: none is there then, and nothing recorded.
    """
    stream, known = desk.child(case_id), knowing.known_of(desk, case_id)
    entries = desk.vault.ledger.stream(stream)
    records = [_record(number, entry) for number, entry in enumerate(_in_order(entries), 1)]
    parties = _third_parties(desk, stream, records)
    elsewhere = tuple(named_elsewhere(desk, stream, known))
    document = _document(desk, known, records, (parties, elsewhere), writers.version)
    name = f"everything-about-{stream.removeprefix('child:')[:8]}"
    files = {f"{name}.{form}": writers.documents.render(document, form) for form in FORMATS}
    files[f"{name}-third-parties.csv"] = table(_COLUMNS, parties)
    with ExitStack() as stack, desk.vault.ledger.transaction():
        _record_export(desk, stream, entries, writers.version, _digest(files))
        # Written beside before the record is kept, named after it: neither stands without the other.
        paths = stack.enter_context(writers.folder.prepare(out, files))
    return Bundle(tuple(paths), len(records), parties, elsewhere)


def _digest(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of the plain text, which is the same words as the other files."""
    [text] = [content for name, content in files.items() if name.endswith(".txt")]
    return hashlib.sha256(text).hexdigest()


def _record_export(desk: Desk, stream: str, entries: Sequence[Entry], version: str, digest: str) -> None:
    told = by_subject(entries).values()
    before = [export.number for export in map(read_export, told) if export and export.purpose == ACCESS]
    export = Export(
        id=str(uuid.uuid4()),
        number=1 + max(before, default=0),
        written_at=desk.clock.now().isoformat(timespec="seconds"),
        by=desk.owner(),
        formats=(*FORMATS, "csv"),
        upto=vector(entries),
        left=(),
        managers=(),
        version=version,
        digest=digest,
        purpose=ACCESS,
    )
    desk.record([Word(record_export(stream, export, on=desk.today()), export.by)])


@dataclass(frozen=True, slots=True)
class _Record:
    """One entry in words, with its number in the bundle."""

    number: int
    heading: str
    rows: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join((*(value for _, value in self.rows), *self.lines))


def _in_order(entries: Sequence[Entry]) -> list[Entry]:
    depths = causal_depths(entries)
    return sorted(entries, key=lambda entry: (entry.recorded_at, depths[entry.id], entry.seq, entry.id))


def _record(number: int, entry: Entry) -> _Record:
    payload = read_payload(entry) or {}
    kind = entry.kind.rpartition("/")[0].replace(".", ": ").replace("-", " ")
    rows = [("Happened on", in_words(entry.happened_on)), ("Recorded", moment_in_words(entry.recorded_at))]
    for label, name in (("Whose word", "by"), ("Typed by", "recorded_by")):
        if said := payload.get(name):
            rows.append((label, _person(said)))
    lines = tuple(_lines(payload)) if entry.payload is not None else (_GONE,)
    return _Record(number, f"{number}. {kind[0].upper()}{kind[1:]}", tuple(rows), lines)


def _lines(payload: Mapping[str, Any]) -> Iterator[str]:
    for name, value in payload.items():
        if name not in _WHO and value not in ("", [], {}, None):
            yield f"{_label(name)}: {_value(value)}"


def _label(name: str) -> str:
    words = name.replace("_", " ").replace("-", " ")
    return f"{words[0].upper()}{words[1:]}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return _person(value) if "name" in value and "id" in value else "; ".join(_lines(value))
    if isinstance(value, list):
        return "; ".join(map(_value, value))
    return in_words(value) if isinstance(value, str) and _DAY.fullmatch(value) else str(value)


def _person(person: Mapping[str, Any]) -> str:
    return f"{person['name']}, {ROLES.get(person.get('role', ''), 'role not known')}"


def _third_parties(desk: Desk, stream: str, records: Iterable[_Record]) -> tuple[tuple[str, str, str, int], ...]:
    """Return everybody else who is named: who they are, in which records, and how often."""
    known = dict(_known_names(desk, stream))
    found: dict[str, Counter[int]] = {}
    for record in records:
        for name in known:
            if times := len(_as_words(name).findall(record.text)):
                found.setdefault(name, Counter())[record.number] += times
    return tuple(
        (name, known[name], ", ".join(map(str, sorted(where))), sum(where.values())) for name, where in found.items()
    )


def _as_words(name: str) -> re.Pattern[str]:
    """Return what finds a name, or one word of it, standing by itself: Leo, and not Leominster."""
    parts = [name, *(part for part in name.split() if len(part) >= _SHORTEST_NAME and part[0].isupper())]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, parts))})(?!\w)")


def _known_names(desk: Desk, stream: str) -> Iterator[tuple[str, str]]:
    for member in desk.vault.views.members():
        yield member.person.name, ROLES[member.person.role]
    for held in desk.vault.views.held_children().values():
        name = held.known.value("name")
        if held.stream != stream and name:
            yield name, "another child"
    for row in desk.vault.views.actions(child=stream):
        if row.doer:
            yield row.doer, "does an action"


def named_elsewhere(desk: Desk, stream: str, known: Known) -> Iterator[str]:
    """Yield where else the child may be named, without a word of it: a person has to look there."""
    if _is_typed(desk, stream, known.case_id):
        yield "What is being typed just now and is not recorded yet"
    yield from other_records(desk, stream, known)


def other_records(desk: Desk, stream: str, known: Known) -> Iterator[str]:
    """Yield in which records of others the child may be named, workers' own and other children's."""
    wanted = [known.value("name")]
    for member in desk.vault.views.members():
        entries = desk.vault.ledger.stream(supervisions.stream_of(member.person.id))
        for day in sorted({entry.happened_on for entry in entries if _names(entry, wanted, known.case_id)}):
            yield f"{member.person.name}’s own supervision record of {in_words(day)}"
    for case_id, held in desk.vault.views.held_children().items():
        entries = desk.vault.ledger.stream(held.stream) if held.stream != stream else []
        for day in sorted({entry.happened_on for entry in entries if _names(entry, wanted, known.case_id)}):
            yield f"The record of another child, {case_id}, of {in_words(day)}"


def _is_typed(desk: Desk, stream: str, case_id: str) -> bool:
    """Return whether somebody is typing something about the child: a session, an action, an addition."""
    for draft in desk.vault.drafts.begun(""):
        names = (draft, *desk.vault.drafts.read(draft))
        if any(stream in name for name in names) or draft.endswith(f"/{case_id}"):
            return True
    return False


def _names(entry: Entry, names: Sequence[str], case_id: str) -> bool:
    text = "" if entry.kind.startswith(_FACTS) else (entry.payload or b"").decode()
    return bool(named_in([text], names)) or bool(_as_words(case_id).search(text))


def _document(
    desk: Desk,
    known: Known,
    records: Sequence[_Record],
    others: tuple[Sequence[tuple[str, str, str, int]], Sequence[str]],
    version: str,
) -> CaseDocument:
    parties, elsewhere = others
    team, at = desk.vault.views.team(), desk.clock.now().isoformat(timespec="seconds")
    rows = tuple((name, who, where, str(times)) for name, who, where, times in parties)
    named = (Table("Who else is named, and where", _COLUMNS, rows),) if rows else ()
    sections = (
        Section("Who else is named: to be looked at before this is given out", named, "Nobody known here."),
        Section("Where else this child may be named", tuple(map(Paragraph, elsewhere)), "Nowhere, as far as is known."),
        Section("Everything recorded, in the order in which it was recorded", tuple(_blocks(records))),
    )
    return CaseDocument(
        title="Everything recorded about one child",
        banner=DEMONSTRATION if team.demonstration else "",
        details=(
            ("Child’s id in the case system", known.case_id),
            ("Name used here", known.value("name") or "not recorded here"),
            ("Written out", moment_in_words(at)),
            ("Written out by", desk.owner().name),
            ("Records", str(len(records))),
            ("Nothing was taken out", "Somebody has to decide what is given out, and to whom."),
        ),
        sections=sections,
        footer=f"For a subject access request · Supervision Companion {version}",
        written_at=at,
        data={},
    )


def _blocks(records: Iterable[_Record]) -> Iterator[Block]:
    for record in records:
        yield Subheading(record.heading)
        yield Details(record.rows)
        yield from (Paragraph(line) for line in record.lines)
