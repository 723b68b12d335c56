"""Proof of a build: the main job from a caseload file to the case file, and the window, on a vault that is removed."""

import importlib
import json
import os
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from supervision_app import bootstrap
from supervision_app.domain import agreements, sessions
from supervision_app.domain.discussions import IN_DEPTH
from supervision_app.services import following_up, reading, sealing
from supervision_app.services import sessions as going_on
from supervision_app.services.desk import Desk
from supervision_app.services.errors import WrongSecret
from supervision_app.services.exporting import export_child
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.setting_up import NewVault
from supervision_app.version import VERSION

LATE = (
    "PySide6.QtPrintSupport",
    "alembic.config",
    "alembic.operations",
    "alembic.runtime.migration",
    "alembic.script",
    "bech32",
    "holidays",
    "icalendar",
    "keyring",
    "platformdirs",
    "pyrage",
    "shamir_mnemonic",
    "supervision_app.adapters.broken_off",
    "supervision_app.adapters.caseload.reader",
    "supervision_app.adapters.clock",
    "supervision_app.adapters.documents.calendar",
    "supervision_app.adapters.documents.word_file",
    "supervision_app.adapters.documents.writer",
    "supervision_app.adapters.dumps",
    "supervision_app.adapters.files",
    "supervision_app.adapters.keys",
    "supervision_app.adapters.keys.passphrases",
    "supervision_app.adapters.packs.files",
    "supervision_app.adapters.policy",
    "supervision_app.adapters.reference",
    "supervision_app.adapters.restoring",
    "supervision_app.adapters.second_place",
    "supervision_app.adapters.spelling",
    "supervision_app.adapters.storage.backups",
    "supervision_app.adapters.vaults",
    "supervision_app.cli.app",
    "supervision_app.demonstration.demo",
    "supervision_app.domain.people",
    "supervision_app.services.backing_up",
    "supervision_app.services.desk",
    "supervision_app.services.exporting",
    "supervision_app.services.ports",
    "supervision_app.services.read_models",
    "supervision_app.services.setting_up",
    "supervision_app.services.spelling",
    "supervision_app.version",
    "typst",
    "ui.action.view",
    "ui.demonstration",
    "ui.finding.presenter",
    "ui.finding.view",
    "ui.first_start.view",
    "ui.keeping_safe",
    "ui.keys.door",
    "ui.keys.forgotten",
    "ui.keys.recovery",
    "ui.keys.renewing",
    "ui.main",
    "ui.places",
    "ui.restoring.door",
    "ui.restoring.view",
    "ui.self_test",
    "ui.self_test_window",
    "ui.session.view",
    "ui.shared.away",
    "ui.shared.away_windows",
    "ui.shared.capture",
    "ui.shared.spelling",
    "ui.shared.words",
)
"""Everything that is imported inside a function: a build that lacks one starts all the same. A test compares."""

DATA = {
    "calendars": 1, "clocks": 6, "codes": 8, "demonstration": 1, "dictionaries": 4, "fonts": 17, "guides": 1,
    "icons": 30, "licences": 3, "retention": 7, "rhythms": 1, "styles": 3, "templates": 1, "wording": 2,
}  # fmt: skip
"""The folders of `resources`, each with how many things are in it at the least."""

PASSPHRASE = "proof of a build on invented people"  # noqa: S105 - its vault is removed
CHILD, WORKER, DAY = "T1", "Aoife Byrne", "Woke before six and fed the cat."
_CASELOAD = f"Child ID,Name,Date of birth,Team,Allocated worker\nT1,Kai (invented),1/2/2016,Test,{WORKER}\n"
_NETWORK = {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}


class NotProven(Exception):
    """A check found something else than it has to; the sentence says what."""


@dataclass(slots=True)
class Bench:
    """What the checks hand on to each other."""

    folder: Path
    reached: list[str] = field(default_factory=list)
    open_desk: Desk | None = None

    @property
    def vault(self) -> Path:
        """Return the vault's folder."""
        return self.folder / "vault"

    @property
    def desk(self) -> Desk:
        """Return the open vault; raises NotProven where a check before could not open it."""
        need(self.open_desk, "The vault is not open: see above.")
        return self.open_desk  # type: ignore[return-value] # it is there, as was just made sure of

    def folders(self) -> Any:
        """Return the way to vaults; what is remembered beside them goes with the folder."""
        return bootstrap.vault_folders(self.folder / "state")


def need(what: object, otherwise: str) -> None:
    """Raise NotProven with the sentence unless there is something."""
    if not what:
        raise NotProven(otherwise)


def _imports(_bench: Bench) -> str:
    for name in LATE:
        importlib.import_module(name)
    return f"{len(LATE)} modules"


def _data(_bench: Bench) -> str:
    for name, least in DATA.items():
        found = sum(1 for _ in (files("resources") / name).iterdir())
        need(found >= least, f"resources/{name} holds {found} things, and should hold {least} or more.")
    reference = bootstrap.reference()
    guides = reference.guides()
    need(guides.guides[0].stages, "The first guide has no stages.")
    need(reference.clock_rules() and reference.worker_change_reasons(), "Clocks or codes are empty.")
    need(reference.rhythms() and reference.themes() and reference.wording().soft, "Rhythms or wording are empty.")
    words = bootstrap.speller()
    need(words.knows("colour") and not words.knows("color"), "The dictionary does not know British words.")
    need(reference.bank_holidays(2026, 2026), "No bank holidays of England are known.")
    need(len(bootstrap.suggest_passphrase().split()) > 1, "No passphrase can be suggested.")
    return f"{len(DATA)} folders; first guide “{guides.guides[0].name}”"


def _make(bench: Bench) -> str:
    new = NewVault(bench.vault, "Moira Khan", "manager", "Test", demonstration=True)
    bootstrap.make_vault(new, PASSPHRASE, folders=bench.folders()).desk.vault.close()
    return "closed again"


def _is_encrypted(bench: Bench) -> str:
    head = (bench.vault / "vault.db").read_bytes()[:16]
    need(len(head) == 16 and not head.startswith(b"SQLite format 3"), "The database is not encrypted.")  # noqa: PLR2004
    try:
        bench.folders().open(bench.vault, "another passphrase altogether").close()
    except WrongSecret:
        return "its first 16 bytes are not SQLite’s, and another passphrase is refused"
    message = "Another passphrase opened the vault."
    raise NotProven(message)


def _unlock(bench: Bench) -> str:
    bench.open_desk = bootstrap.sit_down()(bench.folders().open(bench.vault, PASSPHRASE))
    return "with its passphrase"


def _split_key(_bench: Bench) -> str:
    made = bootstrap.make_council_key("Demonshire")
    identity = bootstrap.council_key_of({"one": made.shares[0], "two": made.shares[2]})
    need(bootstrap.recipient_of(identity) == made.recipient, "Two shares do not give the key back.")
    return f"two of {len(made.shares)} shares give it back"


def _import_caseload(bench: Bench) -> str:
    path = bench.folder / "caseload.csv"
    path.write_text(_CASELOAD, encoding="utf-8")
    outcome = import_caseload(bench.desk, bootstrap.caseload_files(), ToImport([path], all_teams=True))
    need([child.id for child in reading.children(bench.desk)] == [CHILD], "The child of the file is not there.")
    return f"{len(outcome.new)} child"


def _hold_session(bench: Bench) -> str:
    desk = bench.desk
    draft = going_on.begin(desk, WORKER, desk.today())
    opened = going_on.open_session(desk, draft)
    stream = opened.children[0].stream
    stage = opened.guide.asked_with_each_child()[0]
    fields = {sessions.field_of(sessions.DEPTH, stream): IN_DEPTH, sessions.field_of_stage(stage, stream): DAY}
    going_on.keep(desk, draft, fields)
    sealing.seal(desk, draft, seen=True)
    need(reading.child_page(desk, CHILD).discussions, "The session is not on the child’s record.")
    return "begun, kept, sealed and read by the worker"


def _act(bench: Bench) -> str:
    desk = bench.desk
    due = desk.today() + timedelta(days=14)
    wanted = ToAgree(CHILD, "Ring grandma", "Nobody has", WORKER, due, setting=agreements.SUPERVISION)
    action = following_up.agree(desk, wanted, said_by=WORKER)
    following_up.close(desk, action, state="done", impact="Somebody to ring")
    need([one.state for one in reading.actions(desk)] == ["done"], "The action is not closed.")
    return "agreed and closed"


def _write_out(bench: Bench) -> str:
    done = export_child(
        bench.desk, bootstrap.writers(), CHILD, ("pdf", "docx", "txt", "json"), bench.folder / "exports"
    )  # fmt: skip
    pdf, word, text, data = (
        next(path for path in done.files if path.suffix == f".{kind}") for kind in ("pdf", "docx", "txt", "json")
    )
    need(pdf.read_bytes().startswith(b"%PDF-"), "The PDF is none.")
    with zipfile.ZipFile(word) as parts:
        need(DAY in parts.read("word/document.xml").decode("utf-8"), "The Word file lacks what was said.")
    need(DAY in text.read_text(encoding="utf-8"), "The text file lacks what was said.")
    need(DAY in json.dumps(json.loads(data.read_text(encoding="utf-8"))), "The JSON file lacks what was said.")
    return ", ".join(f"{path.suffix[1:]} {path.stat().st_size:,} bytes" for path in done.files)


def _check(bench: Bench) -> str:
    report = bench.desk.vault.check()
    need(not report.problems, f"The check of the vault found {len(report.problems)} problems.")
    bench.desk.vault.close()
    bench.open_desk = None
    return f"{report.entries} signed entries, no problems"


def _paint(bench: Bench) -> str:
    from ui.self_test_window import paint_pages  # noqa: PLC0415 - a build that lacks a library of Qt can still say so

    return paint_pages(bench.vault, bench.folder, bench.folders, PASSPHRASE, CHILD)


def _no_network(bench: Bench) -> str:
    need(not bench.reached, f"Something reached for the network: {', '.join(sorted(set(bench.reached)))}.")
    need("PySide6.QtNetwork" not in sys.modules, "Qt’s network module is loaded.")
    return "nothing reached for it"


CHECKS: tuple[tuple[str, Callable[[Bench], str]], ...] = (
    ("everything that is imported late is there", _imports),
    ("everything that is read is there", _data),
    ("a vault can be made", _make),
    ("it is encrypted", _is_encrypted),
    ("it can be unlocked", _unlock),
    ("the council’s key is split and given back", _split_key),
    ("a caseload can be brought in", _import_caseload),
    ("a supervision session can be held", _hold_session),
    ("an action can be agreed and closed", _act),
    ("a summary can be written out", _write_out),
    ("the vault passes its check", _check),
    ("the window opens and its pages are painted", _paint),
    ("the network is not used", _no_network),
)


def run(say: Callable[[str], object] = print) -> int:
    """Run every check, a line each; returns 0 when all of them hold, otherwise 1."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    say(f"Supervision Companion {VERSION}, Python {sys.version.split()[0]} on {sys.platform}: a test of itself.")
    with tempfile.TemporaryDirectory(prefix="supervision-self-test-", ignore_cleanup_errors=True) as folder:
        bench = Bench(Path(folder))
        _listen(bench.reached)
        failed = [name for name, check in CHECKS if not _holds(name, check, bench, say)]
        if bench.open_desk:
            bench.open_desk.vault.close()
    say(f"{len(CHECKS) - len(failed)} of {len(CHECKS)} checks hold.")
    return 1 if failed else 0


def _holds(name: str, check: Callable[[Bench], str], bench: Bench, say: Callable[[str], object]) -> bool:
    try:
        found = check(bench)
    except Exception as fault:  # noqa: BLE001 - whatever breaks is what is looked for
        say(f"FAILED  {name}: {type(fault).__name__}: {fault}")
        return False
    say(f"ok      {name}: {found}")
    return True


def _listen(reached: list[str]) -> None:
    """Have every reach for the network noted; the session's own sockets, which are files, are none."""

    def hear(event: str, given: tuple[Any, ...]) -> None:
        if event in _NETWORK and not isinstance(given[-1], str | bytes):
            reached.append(event)

    sys.addaudithook(hear)
