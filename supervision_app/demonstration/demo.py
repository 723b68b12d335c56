"""The demonstration: the story, then one child's change of worker step by step, then the exports."""

import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from supervision_app import bootstrap
from supervision_app.demonstration import talk
from supervision_app.demonstration.cast import AUTHORITY, FAMILY_FINDER, MANAGER, TEAM, CastChild, make_cast
from supervision_app.demonstration.story import MONTHS, Story, StoryClock
from supervision_app.domain.entries import in_words
from supervision_app.services import allocating, following_up, reading
from supervision_app.services.desk import Desk
from supervision_app.services.errors import CannotWrite, WrongUse
from supervision_app.services.exporting import export_child
from supervision_app.services.read_models import CheckReport
from supervision_app.services.setting_up import NewVault
from supervision_app.services.supervising import ToAgreeThere, ToRecord, record_discussion

PASSPHRASE = "a demonstration and nothing more"  # noqa: S105 - synthetic data, and printed
MARKER = "DEMONSTRATION.txt"
_ABOUT = (
    "Everything in this folder is synthetic: no real child, family or worker.\n"
    "“supervision-app demo” makes it again and removes what was here.\n"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What the demonstration came to."""

    children: int
    entries: int
    agreed: int
    closed: int
    still_open: int
    holding: dict[str, int]
    moved_twice: int
    files: tuple[Path, ...]
    vault: Path


def demonstrate(out: Path, today: date, say: Callable[[str], None]) -> Told:
    """Return what it came to; files and a throw-away vault are in `out`.

    Raises WrongUse where other files are in the way, and CannotWrite where the folder cannot be one.
    """
    folder = _empty(out)
    clock = StoryClock(today - timedelta(days=30 * MONTHS))
    new = NewVault(folder / "vault", MANAGER, "manager", TEAM, AUTHORITY, demonstration=True)
    made = bootstrap.make_vault(new, PASSPHRASE, clock)
    desk = made.desk
    try:
        say(f"Supervision Companion: a demonstration on synthetic data, ending on {in_words(today)}.\n")
        story = Story(desk, clock, bootstrap.caseload_files(), make_cast(clock.day), folder / "files", say)
        say("Eighteen months of a team")
        story.begin()
        story.live_through()
        clock.day = today
        say("\nA change of worker, step by step")
        kai = story.cast.children[0]
        _change_of_worker(desk, story, kai, say)
        files = _exports(desk, folder, [kai.id, story.cast.children[1].id], say)
        report = desk.vault.check()
        return _what_it_came_to(desk, report, files, new.folder, say)
    finally:
        desk.vault.close()


def _empty(out: Path) -> Path:
    """Return the folder with nothing in it but notes; raises WrongUse and CannotWrite."""
    try:
        if out.exists() and any(out.iterdir()) and not (out / MARKER).exists():
            message = f"{out} holds other files. Give an empty folder, or one that an earlier demonstration made."
            raise WrongUse(message)
        if out.exists():
            shutil.rmtree(out)
        (out / "files").mkdir(parents=True)
        (out / MARKER).write_text(_ABOUT, encoding="utf-8")
        (out / "passphrase.txt").write_text(PASSPHRASE + "\n", encoding="utf-8")
    except OSError as fault:
        message = f"{out} cannot be written: {fault.strerror}. Choose another folder, or make room, and try again."
        raise CannotWrite(message) from fault
    return out


def _change_of_worker(desk: Desk, story: Story, kai: CastChild, say: Callable[[str], None]) -> None:
    """Five open actions: three the worker's, one the manager's, one the family finder's. Three go to the new worker."""
    for row in reading.actions(desk, child=kai.id, state="any-open"):
        following_up.close(desk, row.id, state="superseded", impact="Too early to say: taken up in the plan of today.")
    outgoing, new = kai.worker, "Ben Okafor"
    _agree_with(desk, kai, (outgoing, outgoing, outgoing, MANAGER, FAMILY_FINDER))
    say(f"  Kai has five open actions: three are {outgoing}’s, one is {MANAGER}’s, one is {FAMILY_FINDER}’s.")
    moved = allocating.allocate_child(desk, kai.id, new, "LEFTRL")
    kai.worker = new
    say(f"  {outgoing} leaves. Kai goes to {new}: {len(moved.offered)} actions are offered to {new}, the others stay.")
    first, second, third = moved.offered
    later = desk.today() + timedelta(days=21)
    following_up.accept(desk, first, said_by=new)
    following_up.accept(desk, second, due=later, why=talk.KAI["later"], said_by=new)
    following_up.give_back(desk, third, talk.KAI["returned"], said_by=new)
    following_up.offer(desk, third, new, talk.KAI["offered_again"])
    say(f"  {new} accepts one, accepts one with a later date and a reason, and returns one; the manager decides.")
    held = Counter(row.holding for row in reading.actions(desk, child=kai.id, state="any-open"))
    say(f"  Kai’s open actions now: {_words(held)}. None was closed, and each has somebody who answers for it.")
    story.bring_in("")


def _agree_with(desk: Desk, kai: CastChild, owners: Sequence[str]) -> None:
    due = desk.today() + timedelta(days=14)
    actions = [
        ToAgreeThere(what, talk.KAI["why"], owner, due, talk.KAI["difference"])
        for what, owner in zip(talk.KAI_ACTIONS, owners, strict=True)
    ]
    record_discussion(
        desk,
        ToRecord(
            child=kai.id,
            held_on=desk.today(),
            present=tuple(dict.fromkeys(owners)),
            decision=talk.KAI["decision"],
            reasons=talk.KAI["reasons"],
            actions=actions,
        ),
    )


def _words(held: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {holding}" for holding, count in sorted(held.items()))


def _exports(desk: Desk, folder: Path, children: list[str], say: Callable[[str], None]) -> tuple[Path, ...]:
    say("\nSummaries for the case file")
    files: list[Path] = []
    for child in children:
        done = export_child(desk, bootstrap.writers(), child, ("pdf", "docx", "txt", "json"), folder / "exports")
        files += done.files
        say(f"  {child}: {', '.join(path.name for path in done.files)}")
    return tuple(files)


def _what_it_came_to(
    desk: Desk, report: CheckReport, files: tuple[Path, ...], vault: Path, say: Callable[[str], None]
) -> Told:
    rows = reading.actions(desk)
    still_open = [row for row in rows if row.holding]
    findings = Counter(
        finding.code for child in reading.children(desk) for finding in reading.child_page(desk, child.id).findings
    )
    told = Told(
        children=len(reading.children(desk)),
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
    say(f"  {told.agreed} actions were agreed. {told.closed} were closed, each with what difference it made.")
    say(f"  {told.still_open} are open ({_words(told.holding)}), {told.moved_twice} of them moved more than once.")
    say("  None is lost: each has somebody who answers for it, its first date, and every holder it had.\n")
    for code, words in _FINDINGS.items():
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
    "drift": "an action moved twice or more, or gone through three hands",
}
