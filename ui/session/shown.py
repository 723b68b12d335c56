"""The steps of a session as they are shown: everything in words, nothing of Qt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from supervision_app.domain import sessions
from supervision_app.domain.discussions import DEPTHS, IN_DEPTH, NOT_TODAY
from supervision_app.domain.entries import in_words
from supervision_app.domain.facts import Known
from supervision_app.domain.guides import WORKER, Stage
from supervision_app.domain.observed import FACTS
from supervision_app.domain.people import Person
from supervision_app.domain.situations import Circumstances, holding
from supervision_app.domain.words_on_actions import sentence
from supervision_app.services.half_typed import HalfTyped
from supervision_app.services.read_models import ActionRow, ChildRow
from supervision_app.services.sealing import Review, has_record
from supervision_app.services.sessions import ActionNow, ChildNow, OpenSession
from supervision_app.services.spoken import LOOKED_AT
from supervision_app.services.summarising import Labels, fact_words

CHOOSE, OWN, CHECK = "choose", "own", "check"
_TOLD = ("born", "cp_started", "care_started", "legal_status", "placement", "permanence_plan", "last_seen")
"""The facts that stand beside a conversation."""


_OF_ACTIONS = {"unowned", "awaiting", "overdue", "drift", "unsettled"}
"""What stands out of actions is said on the actions themselves, which are on the same page."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its key (a child's stream where it is a child) and what it is called."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class StageShown:
    """One stage of the conversation with what was typed so far; `private` goes to the worker's record."""

    field: str
    heading: str
    prompts: tuple[tuple[str, str], ...]
    text: str
    private: bool


@dataclass(frozen=True, slots=True)
class WordShown:
    """What was typed on an action and not recorded yet; `by` is whose word it is, of those who sit here."""

    state: str
    text: str
    by: str
    speakers: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class ChildShown:
    """One child in a session."""

    stream: str
    case_id: str
    title: str
    known: tuple[str, ...]
    depth: str
    why_not: str
    actions: tuple[ActionNow, ...]
    stages: tuple[StageShown, ...]
    decision: str
    reasons: str
    words: Mapping[str, WordShown]
    last_typed: str
    half_typed: tuple[HalfTyped, ...] = ()


@dataclass(frozen=True, slots=True)
class PartShown:
    """One child, or the worker, on the check page: `parts` are headings with their words, `missing` what lacks.

    `step` and `field` are where it is changed; without a field, the step begins where it begins. A `hint` says
    what to look at once more, and holds nothing up.
    """

    key: str
    title: str
    parts: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    step: str
    field: str = ""
    private: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class CheckShown:
    """The whole session before it is sealed."""

    worker: Person
    held_on: str
    parts: tuple[PartShown, ...]

    @property
    def ready(self) -> bool:
        """Return whether nothing is missing."""
        return not any(part.missing for part in self.parts)


def own_name(worker: Person) -> str:
    """Return how the step of the worker's own record is called."""
    return f"{worker.name}’s supervision record"


def steps_of(opened: OpenSession, fields: Mapping[str, str]) -> tuple[Step, ...]:
    """Return the steps: the choice, each child who is talked about, the worker before or after them, the check.

    The children stand as they were put in order, and otherwise those in depth first.
    """
    session = sessions.read_session(opened.session.draft, fields)
    talked = [row for row in opened.children if session.talk(row.stream).depth != NOT_TODAY]
    deep_first = sorted(talked, key=lambda row: (session.place(row.stream), session.talk(row.stream).depth != IN_DEPTH))
    children = [
        Step(row.stream, f"{row.name or row.id}, {DEPTHS[session.talk(row.stream).depth]}") for row in deep_first
    ]
    own = Step(OWN, own_name(opened.worker))
    between = [own, *children] if fields.get(sessions.OWN_FIRST) else [*children, own]
    return Step(CHOOSE, "Who is talked about"), *between, Step(CHECK, "Check and seal")


def child_shown(opened: OpenSession, now: ChildNow, fields: Mapping[str, str], labels: Labels) -> ChildShown:
    """Return one child as the session shows them."""
    stream, known = now.page.stream, now.page.known
    talk = sessions.read_session(opened.session.draft, fields).talk(stream)
    name = known.value("name")
    return ChildShown(
        stream=stream,
        case_id=known.case_id,
        title=f"{name} ({known.case_id})" if name else known.case_id,
        known=tuple(_known(now, labels, opened.session.held_on)),
        depth=talk.depth,
        why_not=fields.get(sessions.field_of(sessions.NOT_BECAUSE, stream), ""),
        actions=now.actions,
        stages=_conversation(opened, now, stream, fields),
        decision=fields.get(sessions.field_of(sessions.DECISION, stream), ""),
        reasons=fields.get(sessions.field_of(sessions.REASONS, stream), ""),
        words=words_typed(opened, now.actions, fields),
        last_typed=fields.get("last-typed", ""),
        half_typed=now.half_typed,
    )


def _conversation(opened: OpenSession, now: ChildNow, stream: str, fields: Mapping[str, str]) -> tuple[StageShown, ...]:
    """Return the stages with what is asked of this child; one without a question stays where something is written."""
    page, on = now.page, date.fromisoformat(opened.session.held_on)
    child = Circumstances(page.known, page.allocation, page.actions, page.discussions, on)
    stages = stages_shown(opened.guide.asked_of(holding(child)), stream, fields)
    return tuple(stage for stage in stages if stage.prompts or stage.text)


def words_typed(opened: OpenSession, actions: Iterable[ActionNow], fields: Mapping[str, str]) -> dict[str, WordShown]:
    """Return by action what was chosen and typed, and not recorded yet."""
    return {one.row.id: _word(opened, one.row, fields) for one in actions}


def _word(opened: OpenSession, row: ActionRow, fields: Mapping[str, str]) -> WordShown:
    def typed(what: str) -> str:
        return fields.get(sessions.field_of(what, row.id), "")

    by = typed(sessions.BY) or _who_says(opened, row)
    return WordShown(typed(sessions.STATE), typed(sessions.WORD), by, (opened.worker, opened.held_by))


def _who_says(opened: OpenSession, row: ActionRow) -> str:
    """Return whose word it most likely is: the worker's on what they hold or were asked, else of who supervises."""
    theirs = opened.worker.name in f"{row.owner} and {row.awaiting}".split(" and ")
    return (opened.worker if theirs else opened.held_by).id


def stages_shown(stages: Iterable[Stage], stream: str, fields: Mapping[str, str]) -> tuple[StageShown, ...]:
    """Return stages with what was typed in each so far."""
    shown = []
    for stage in stages:
        kept_as = sessions.field_of_stage(stage, stream)
        prompts = tuple((prompt.ask, prompt.because) for prompt in stage.prompts)
        shown.append(
            StageShown(kept_as, stage.heading, prompts, fields.get(kept_as, ""), private=stage.record == WORKER)
        )
    return tuple(shown)


def _known(now: ChildNow, labels: Labels, on: str) -> Iterable[str]:
    """Return what stands beside the conversation: a few facts, what stands out, and the last decision."""
    page = now.page
    facts = [
        f"{FACTS[name]}: {fact_words(name, page.known.value(name), labels)}"
        for name in _TOLD
        if page.known.value(name) and not _is_over(page.known, name)
    ]
    if facts:
        yield "; ".join(facts) + "."
    yield from (finding.text for finding in page.findings if finding.code not in _OF_ACTIONS)
    yield from (f"{clock.name}: {in_words(clock.due)}." for clock in page.clocks if clock.due.isoformat() >= on)
    talked = [talk for talk in page.discussions if talk.depth != NOT_TODAY]
    if talked:
        yield f"Last talked about on {in_words(talked[0].held_on)} ({DEPTHS[talked[0].depth]})."
    decided = next((talk for talk in talked if talk.decision), None)
    if decided:
        yield f"Decided on {in_words(decided.held_on)}: {sentence(decided.decision)} Because: {decided.reasons}"


def _is_over(known: Known, name: str) -> bool:
    """Return whether what began then has ended since."""
    ended = known.value(name.replace("_started", "_ended")) if name.endswith("_started") else ""
    return bool(ended) and ended >= known.value(name)


def check_shown(opened: OpenSession, review: Review) -> CheckShown:
    """Return the whole session for checking, the worker's own record at the end."""
    lacking: dict[str, list[str]] = {}
    for one in review.missing:
        lacking.setdefault(one.stream, []).append(one.why)
    parts = [_child_part(opened, row, now, lacking.get(row.stream, [])) for row, now in review.children]
    own = sessions.parts_of_worker(opened.session, opened.guide)
    parts.append(
        PartShown(
            OWN,
            own_name(opened.worker),
            tuple((part.heading, part.text) for part in own) or (("Nothing was written", ""),),
            tuple(lacking.get("", ())),
            OWN,
            private=True,
            hint=_names_of_children(opened, [part.text for part in own]),
        )
    )
    return CheckShown(opened.worker, opened.session.held_on, tuple(parts))


def _names_of_children(opened: OpenSession, texts: Sequence[str]) -> str:
    """Return a hint where a child's name stands in the worker's record, other than as the worker's own name."""
    children = sessions.named_in(texts, [row.name for row in opened.children])
    found = [word for word in children if word not in opened.worker.name.split()]
    if not found:
        return ""
    names = " and ".join(f"“{word}”" for word in found)
    about = f"This record is about {opened.worker.name}: take it out unless it must be here."
    return f"{names} may be a child’s name. {about}"


def _child_part(opened: OpenSession, row: ChildRow, now: ChildNow, missing: Sequence[str]) -> PartShown:
    talk = opened.session.talk(row.stream)
    parts = [(part.heading, part.text) for part in sessions.parts_of_child(talk, opened.guide) if part.text]
    if talk.decision:
        parts += [("Decision", talk.decision), ("Reasons", talk.reasons)]
    new = [one.row for one in now.actions if one.agreed_now]
    agreed = "\n".join(f"{row.what}, {row.owner}, by {in_words(row.due)}" for row in new)
    said = "\n".join(f"{sentence(one.row.what)} {one.word}" for one in now.actions if one.word and not one.agreed_now)
    if talk.depth != NOT_TODAY:
        parts += [(heading, text) for heading, text in ((LOOKED_AT, said), ("Agreed now", agreed)) if text]
    if not has_record(talk, now):
        parts.append(("No record is made", "No action was open, and nothing was written."))
    title = f"{row.name or row.id}: {DEPTHS[talk.depth]}"
    return PartShown(row.stream, title, tuple(parts), tuple(missing), *_changed_at(talk))


def _changed_at(talk: sessions.Talk) -> tuple[str, str]:
    """Return the step and the field where a child's part is changed: one not talked about has no step of their own."""
    if talk.depth == NOT_TODAY:
        what = sessions.DEPTH if talk.has_words else sessions.NOT_BECAUSE
        return CHOOSE, sessions.field_of(what, talk.stream)
    return talk.stream, ""
