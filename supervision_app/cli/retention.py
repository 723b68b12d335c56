"""How long records are kept, what is due, and pruning it."""

from pathlib import Path
from typing import Annotated, Any

import typer

from supervision_app import bootstrap
from supervision_app.cli.opening import open_desk
from supervision_app.cli.options import AsJson, DecidedBy, EarlierBackups, PassphraseFile, Reference, Vault
from supervision_app.cli.speaking import result
from supervision_app.domain.retention import RetentionRule
from supervision_app.services import pruning, retention
from supervision_app.services.pruning import ToPrune
from supervision_app.services.retention import Due

app = typer.Typer(help="How long records are kept, what is due, and pruning it.", no_args_is_help=True)

_FEW = 20


@app.command("list")
def list_(vault: Vault = None, passphrase_file: PassphraseFile = "", as_json: AsJson = False) -> None:
    """List what the rules say need not be kept any more, why, and why it stays where it does; nothing is changed."""
    with open_desk(vault, passphrase_file) as desk:
        read, found = desk.reference.retention(), retention.due(desk)
    value = {
        "rules": [_rule(rule) for rule in read.rules],
        "faults": list(read.faults),
        "due": [_due(one) for one in found],
    }
    lines = [_rule_words(rule) for rule in read.rules]
    lines += [*read.faults, "", *(_words(one) for one in found)] if found else [*read.faults, "", "Nothing is due."]
    result(value, "\n".join(lines), as_json=as_json)


@app.command()
def prune(
    decided_by: DecidedBy,
    reference: Reference,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder for the dates and holders of it.")],
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="KIND", help="Only of this kind; can be given again.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; otherwise it is only said what would go.")] = False,
    earlier_backups: EarlierBackups = False,
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Erase what is due and on the child's file, after its dates and holders were written out. Never an open action."""
    wanted = ToPrune(decided_by, reference, out, tuple(kind or ()), earlier_backups)
    with open_desk(vault, passphrase_file) as desk:
        done = pruning.prune(desk, bootstrap.writers().folder, wanted) if yes else pruning.to_go(desk, wanted.kinds)
        earlier = len(desk.vault.backups()) - 1
    total = pruning.in_total(done.gone)
    if not done.gone:
        lines = ["Nothing that is due can go. “retention list” says what is due, and why it stays."]
    elif yes:
        lines = [f"Pruned: the words of {total} are gone. Their dates and holders are in {done.file}."]
        lines += [f"Earlier backups here still have them: {earlier}."] if earlier else []
    else:
        lines = [f"The words of {total} would go. Say --yes.", *(_words(one) for one in done.gone[:_FEW])]
        lines += [f"And {len(done.gone) - _FEW} more: --json has all."] if len(done.gone) > _FEW else []
    value = {"pruned": yes and bool(done.gone), "gone": [_due(one) for one in done.gone], "file": _path(done.file)}
    result(value, "\n".join(lines), as_json=as_json)


def _rule_words(rule: RetentionRule) -> str:
    return f"{rule.name}: kept {rule.words}{', by your council’s own rule' if rule.own else ''}."


def _path(file: Path | None) -> str | None:
    return str(file) if file else None


def _rule(rule: RetentionRule) -> dict[str, Any]:
    return {
        "kind": rule.kind,
        "name": rule.name,
        "after": rule.after,
        "amount": rule.amount or None,
        "unit": rule.unit if rule.amount else None,
        "source": rule.source,
        "confidence": rule.confidence,
        "own": rule.own,
    }


def _due(one: Due) -> dict[str, Any]:
    return {
        "kind": one.rule.kind,
        "id": one.id,
        "whose": one.whose or None,
        "day": one.day,
        "due": one.due.isoformat(),
        "why": one.why,
        "stays": one.stays or None,
        "on_file": one.on_file or None,
    }


def _words(one: Due) -> str:
    return " ".join(filter(None, (f"{one.whose} {one.id[:8]}, {one.day}.".strip(), one.why, one.stays)))
