"""A vault that is saved to over and over, each save said aloud once it is done; and what must be there afterwards."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from supervision_app.adapters.open_vault import OpenVault
from supervision_app.adapters.vaults import VaultFolders
from supervision_app.domain import agreements
from supervision_app.domain.entries import NewEntry
from supervision_app.ledger.entry import Entry
from supervision_app.services.desk import Desk, Word
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.setting_up import NewVault, create_vault
from tests.fakes.desks import MONDAY, FakeCaseload, observed, reading
from tests.fakes.sealed_vaults import DUE, PASSPHRASE
from tests.fakes.tampering import desk_over

CHILDREN = ("K1", "L1")
Say = Callable[[str], None]


def make_vault(base: Path) -> str:
    """Make a closed vault with a team of two children below a folder; returns its recovery key."""
    new = NewVault(base / "vault", "Moira Khan", "manager", "Riverside")
    made = create_vault(VaultFolders(base / "state"), desk_over, new, PASSPHRASE)
    children = [observed("K1", "Aoife Byrne", {"name": "Kai"}), observed("L1", "Ben Okafor", {"name": "Leo"}, row=3)]
    import_caseload(made.desk, FakeCaseload(reading(children)), ToImport([]))
    made.desk.vault.close()
    return made.recovery_key


def opened(base: Path) -> OpenVault:
    """Return the vault below a folder, open as a person opens it."""
    return VaultFolders(base / "state").open(base / "vault", PASSPHRASE)


def save(desk: Desk, mark: str, say: Say) -> None:
    """Type something, then save it into three streams at once and drop what was typed; says when each is done."""
    desk.vault.drafts.keep(mark, {"said": f"He said {mark}"}, "2026-11-16T10:00:00")
    say(f"typed {mark}")
    with desk.vault.ledger.transaction():
        written = desk.record(words_of(desk, mark))
        desk.vault.drafts.drop(mark)
    say(" ".join(["saved", mark, *(entry.id for entry in written)]))


def words_of(desk: Desk, mark: str) -> list[Word]:
    """Return what one save records: an action for each child, and a note in the team's stream."""
    note = NewEntry(desk.vault.views.team().stream, mark, "note.kept/1", MONDAY, {"what": mark})
    return [Word(entry, desk.owner()) for entry in (*(_action(desk, child, mark) for child in CHILDREN), note)]


def _action(desk: Desk, child: str, mark: str) -> NewEntry:
    stream, owner = desk.child(child), desk.owner()
    agreement = agreements.Agreement(
        stream, f"{mark}-{child}", mark, "Why", "", "", owner, DUE, agreements.OVERSIGHT
    )  # fmt: skip
    around = desk.around(desk.allocation(stream))
    return agreements.agree(agreement, on=MONDAY, accepted=True, manager=desk.manager(), around=around)


@dataclass
class Said:
    """What was said aloud: drafts that were kept, and saves with the ids of their entries."""

    typed: list[str] = field(default_factory=list)
    saved: dict[str, Sequence[str]] = field(default_factory=dict)

    def hear(self, lines: Iterable[str]) -> None:
        """Take in more lines."""
        for line in lines:
            what, mark, *ids = line.split()
            if what == "typed":
                self.typed.append(mark)
            else:
                self.saved[mark] = ids


def faults_of(vault: OpenVault, said: Said) -> list[str]:
    """Return what is wrong with a vault, or missing from it, or half there; nothing where all is well."""
    streams = [list(entries) for entries in _streams(vault)]
    marks: list[set[str]] = [{mark for mark in map(_mark, entries) if mark} for entries in streams]
    held = {entry.id for entries in streams for entry in entries}
    drafts = vault.drafts.begun("")
    lost = [mark for mark, ids in said.saved.items() if not held.issuperset(ids)]
    halves = {mark for some in marks for mark in some} - marks[0].intersection(*marks[1:])
    return [
        *vault.check().problems,
        *(f"lost: {mark}" for mark in lost),
        *(f"half there: {mark}" for mark in sorted(halves)),
        *(f"typed and not there once: {mark}" for mark in said.typed if not _once(mark, drafts, marks[0])),
    ]


def _once(mark: str, drafts: Collection[str], saved: Collection[str]) -> bool:
    return (mark in drafts) != (mark in saved)


def _streams(vault: OpenVault) -> Iterator[list[Entry]]:
    for child in CHILDREN:
        stream = vault.views.find_child(child)
        assert stream is not None
        yield vault.ledger.stream(stream)
    yield vault.ledger.stream(vault.views.team().stream)


def _mark(entry: Entry) -> str:
    return str(json.loads(entry.payload or b"{}").get("what", ""))
