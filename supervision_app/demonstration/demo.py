"""The demonstration: the story, then one child's change of worker step by step, then the exports."""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from supervision_app import bootstrap
from supervision_app.demonstration.cast import AUTHORITY, MANAGER, TEAM, make_cast
from supervision_app.demonstration.clock import StoryClock
from supervision_app.demonstration.last_day import change_of_worker, in_order, leave_one_begun
from supervision_app.demonstration.story import MONTHS, Story
from supervision_app.domain.entries import in_words
from supervision_app.services import reading
from supervision_app.services.desk import Desk
from supervision_app.services.errors import CannotWrite, WrongUse
from supervision_app.services.exporting import export_child
from supervision_app.services.ports import Progress, VaultFolders, silent
from supervision_app.services.read_models import CheckReport
from supervision_app.services.setting_up import NewVault

PASSPHRASE = "a demonstration and nothing more"  # noqa: S105 - synthetic data, and printed
MARKER, VAULT = "DEMONSTRATION.txt", "vault"
ENDED = timedelta(hours=2)
"""The story ended so long ago: nothing in it is later than what somebody does in its vault now."""
_ABOUT = (
    "Everything in this folder is synthetic: no real child, family or worker.\n"
    "“supervision-app demo” makes it again and removes what was here.\n"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What the demonstration came to."""

    children: int
    sessions: int
    entries: int
    agreed: int
    closed: int
    still_open: int
    holding: dict[str, int]
    moved_twice: int
    files: tuple[Path, ...]
    vault: Path


def demonstrate(out: Path, now: datetime, say: Callable[[str], None]) -> Told:
    """Return what it came to; files and a throw-away vault are in `out`. The story ends two hours before `now`.

    Raises WrongUse where other files are in the way, and CannotWrite where the folder cannot be one.
    """
    folder = _empty(out)
    say(f"Supervision Companion: a demonstration on synthetic data, ending on {in_words((now - ENDED).date())}.\n")
    story = tell(folder, now, say)
    desk = story.desk
    try:
        children = [child.id for child in story.cast.children[:2]]
        files = _exports(desk, folder, children, say)
        return _what_it_came_to(story, desk.vault.check(), files, folder / VAULT, say)
    finally:
        desk.vault.close()


def tell(
    folder: Path,
    now: datetime,
    say: Callable[[str], None],
    *,
    progress: Progress = silent,
    folders: VaultFolders | None = None,
    months: int = MONTHS,
) -> Story:
    """Return the story once it is told: its vault is below `folder`, and open. Its first `months` are lived through.

    Whatever `say` and `progress` raise ends it early, with the vault closed.
    """
    end = now - ENDED
    begun_on = end.date() - timedelta(days=30 * MONTHS)
    clock = StoryClock(end)
    clock.go_to(begun_on)
    new = NewVault(folder / VAULT, MANAGER, "manager", TEAM, AUTHORITY, demonstration=True)
    desk = bootstrap.make_vault(new, PASSPHRASE, clock, folders).desk
    files = folder / "files"
    files.mkdir(exist_ok=True)
    story = Story(desk, clock, bootstrap.caseload_files(), make_cast(begun_on), files, say, begun_on, progress)
    try:
        say("Eighteen months of a team")
        story.begin()
        story.live_through(months)
        clock.at = end
        say("\nA change of worker, step by step")
        change_of_worker(story, story.cast.children[0], say)
        leave_one_begun(story, say)
    except BaseException:
        desk.vault.close()
        raise
    return story


def _empty(out: Path) -> Path:
    """Return the folder with nothing in it but notes; raises WrongUse and CannotWrite."""
    try:
        if out.exists() and any(out.iterdir()) and not (out / MARKER).exists():
            message = f"{out} holds other files. Give an empty folder, or one that an earlier demonstration made."
            raise WrongUse(message)
        if out.exists():
            shutil.rmtree(out)
        out.mkdir(parents=True)
        (out / MARKER).write_text(_ABOUT, encoding="utf-8")
        (out / "passphrase.txt").write_text(PASSPHRASE + "\n", encoding="utf-8")
    except OSError as fault:
        message = f"{out} cannot be written: {fault.strerror}. Choose another folder, or make room, and try again."
        raise CannotWrite(message) from fault
    return out


def _exports(desk: Desk, folder: Path, children: list[str], say: Callable[[str], None]) -> tuple[Path, ...]:
    say("\nSummaries for the case file")
    files: list[Path] = []
    for child in children:
        done = export_child(desk, bootstrap.writers(), child, ("pdf", "docx", "txt", "json"), folder / "exports")
        files += done.files
        say(f"  {child}: {', '.join(path.name for path in done.files)}")
    return tuple(files)


def _what_it_came_to(
    story: Story, report: CheckReport, files: tuple[Path, ...], vault: Path, say: Callable[[str], None]
) -> Told:
    desk = story.desk
    rows = reading.actions(desk)
    still_open = [row for row in rows if row.holding]
    findings = Counter(
        finding.code for child in reading.children(desk) for finding in reading.child_page(desk, child.id).findings
    )
    told = Told(
        children=len(reading.children(desk)),
        sessions=story.sessions,
        entries=report.entries,
        agreed=len(rows),
        closed=len(rows) - len(still_open),
        still_open=len(still_open),
        holding=dict(Counter(row.holding for row in still_open)),
        moved_twice=sum(row.moves > 1 for row in still_open),
        files=files,
        vault=vault,
    )
    say("\nWhat it came to")
    say(f"  {told.sessions} supervision sessions were held, with a record of its own for each child talked about.")
    say(f"  {told.agreed} actions were agreed. {told.closed} were closed, each with what difference it made.")
    say(f"  {told.still_open} are open ({in_order(told.holding)}), {told.moved_twice} of them moved more than once.")
    say("  None is lost: each has somebody who answers for it, its first date, and every holder it had.\n")
    for code, words in _FINDINGS.items():
        if findings[code]:
            say(f"  {findings[code]:>4} × {words}")
    say(f"\n  The vault holds {report.entries:,} signed entries; its check found {len(report.problems)} problems.")
    opens = f"--vault {vault} --passphrase-file {vault.parent / 'passphrase.txt'}"
    say(f"  Look around: .venv/bin/supervision-app children {opens}")
    return told


_FINDINGS = {
    "no-worker": "no worker has the child",
    "overdue": "an open action is past its date",
    "awaiting": "an action waits for somebody to accept it",
    "unowned": "an action that nobody has taken on: the manager holds it",
    "no-permanence-plan": "looked after for over four months, and no plan for permanence is known",
    "approval-not-recorded": "with relatives, friends or parents, and no approval recorded here",
    "clock-past": "a review, visit or look at section 20 is past its date",
    "not-known": "whether a review or visit took place is not known from the file",
    "drift": "an action moved twice or more, or gone through three hands",
}
