"""Write docs/guide/time-limits.md again from the files of time limits that ship."""

import tomllib
from pathlib import Path

from supervision_app.adapters.reference import ShippedReference
from supervision_app.domain.clock_words import length_words
from supervision_app.domain.clocks import CONFIDENCES, ClockRule
from supervision_app.domain.events import EventKind

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "guide" / "time-limits.md"
FIELDS = {
    "looked-after": "Looked-after children: reviews, visits, a plan for permanence",
    "connected-carers": "Relatives and friends, and placement with parents",
    "court": "Section 20, before proceedings, and the court",
    "protection": "Referral, assessment, child protection, missing children",
    "adoption": "Adoption",
    "disputes": "A reviewing officer’s dispute",
}
"""Each file of `resources/clocks`, in the order of the page."""

HEAD = Path(__file__).with_name("time-limits-head.md")
"""What stands above the time limits themselves."""


def page() -> str:
    """Return the whole page."""
    reference = ShippedReference()
    rules = {rule.id: rule for rule in reference.clock_rules()}
    sure = "\n".join(f"- **{name}**: {words}." for name, words in CONFIDENCES.items())
    parts = [HEAD.read_text(encoding="utf-8").replace("{sure}", sure)]
    for name, heading in FIELDS.items():
        values = tomllib.loads((ROOT / "resources" / "clocks" / f"{name}.toml").read_text(encoding="utf-8"))
        parts.append(f"## {heading}\n\n`resources/clocks/{name}.toml`\n")
        parts += [_limit(rules[one["id"]]) for one in values["clock"]]
        parts.append("**Dates that can be noted**\n")
        parts.append("\n".join(_event(reference.event_kinds()[one["id"]]) for one in values["event"]) + "\n")
    return "\n".join(parts)


def _limit(rule: ClockRule) -> str:
    marks = [mark for mark, on in (("switched off", not rule.enabled), ("quiet", rule.quiet)) if on]
    marked = f" ({', '.join(marks)})" if marks else ""
    note = f" {rule.note}" if rule.note else ""
    starts = ", ".join(f"`{name}`" for name in rule.starts)
    ends = ", ".join(f"`{name}`" for name in rule.unless)
    length = length_words(rule.amount, rule.unit)
    return (
        f"**{rule.name}**{marked}, `{rule.id}`: {length} from {starts}{f', unless {ends}' if ends else ''}.\n"
        f"{rule.counts} On the agenda {rule.warn_days} days before.\n"
        f"*{rule.source}* ({rule.confidence}).{note}\n"
    )


def _event(kind: EventKind) -> str:
    ahead = " Its day may lie ahead." if kind.ahead else ""
    return f"- `{kind.id}`: {kind.name}.{f' {kind.hint}' if kind.hint else ''}{ahead}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
