"""A case note as the main case system asks for it: type, title, date of contact and text. Nothing of Qt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from supervision_app.services.documents import Block, CaseDocument, Details, Paragraph, Subheading, Table

_OVERSIGHT = "Management oversight"
_DISCUSSIONS, _OPEN = "Discussions and decisions", "Open actions"


@dataclass(frozen=True, slots=True)
class CaseNote:
    """The fields of a case note; the text is there twice, plain and as the simplest HTML."""

    type: str
    title: str
    date: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, which may be empty, and the lines under it."""

    heading: str
    lines: tuple[str, ...]


def case_note(document: CaseDocument) -> CaseNote:
    """Return the note: the latest discussion and what is open now. The case system knows its own facts."""
    details = dict(document.details)
    talk = _latest(document)
    if talk:
        kind, day = details["Type of the latest record"], details["Date of the latest meeting"]
    else:
        kind, day = _OVERSIGHT, details["Written out"].partition(" at ")[0]
    parts = [_about(document, details), *talk, *_open_actions(document)]
    return CaseNote(kind, f"{kind} on {day}", day, _plain(parts), _html(parts))


def _about(document: CaseDocument, details: dict[str, str]) -> Part:
    names = ("Child’s id in the case system", "Name used here", "Written out by")
    banner = (document.banner,) if document.banner else ()
    return Part("", (*banner, *(f"{name}: {details[name]}" for name in names)))


def _section(document: CaseDocument, heading: str) -> Sequence[Block]:
    return next(section.blocks for section in document.sections if section.heading == heading)


def _latest(document: CaseDocument) -> list[Part]:
    """Return the latest discussion: what stands before the second one."""
    parts: list[Part] = []
    for block in _section(document, _DISCUSSIONS):
        if isinstance(block, Subheading):
            if parts:
                break
            parts.append(Part(block.text, ()))
        elif isinstance(block, Details):
            parts.append(Part("", tuple(f"{name}: {value}" for name, value in block.rows)))
        elif isinstance(block, Paragraph):
            heading, _, text = block.text.partition("\n")
            parts.append(Part(heading, tuple(text.split("\n"))))
    return parts


def _open_actions(document: CaseDocument) -> Iterable[Part]:
    tables = [block for block in _section(document, _OPEN) if isinstance(block, Table)]
    if not tables:
        return [Part(_OPEN, ("No action is open.",))]
    rows = tables[0].rows
    parts = [Part(f"{_OPEN}: {len(rows)}", ())]
    for what, *others in rows:
        lines = (f"{column}: {cell}" for column, cell in zip(tables[0].columns[1:], others, strict=True))
        parts.append(Part(what, tuple(lines)))
    return parts


def _plain(parts: Iterable[Part]) -> str:
    return "\n\n".join("\n".join(line for line in (part.heading, *part.lines) if line) for part in parts)


def _html(parts: Iterable[Part]) -> str:
    """Return headings as bold lines and no tables: a case system takes away the rest."""
    made = []
    for part in parts:
        lines = [f"<b>{escape(part.heading)}</b>"] if part.heading else []
        made.append("<p>" + "<br>".join(lines + [escape(line) for line in part.lines if line]) + "</p>")
    return "".join(made)
