"""A guide for a supervision conversation: stages with prompts, read from plain values and checked."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from supervision_app.domain.situations import SITUATIONS

CHILD, WORKER = "child", "worker"
RECORDS = {CHILD: "the child’s record", WORKER: "the worker’s supervision record"}
"""Where the words of a stage go."""

Kinds = Mapping[str, type]
"""The keys of a table with the kind of value that each takes."""

_GUIDE = {"name": str, "about": str, "stage": list}
_STAGE = {"code": str, "heading": str, "record": str, "prompt": list}
_PROMPT = {"ask": str, "why": str}
_STAGE_MAY = {"with_each_child": bool, "childs_words": bool}
_PROMPT_MAY = {"when": list}


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question for the conversation, and why it is asked; `when` are the situations that all have to hold for it."""

    ask: str
    why: str
    when: tuple[str, ...] = ()

    @property
    def because(self) -> str:
        """Return why it is asked, and of whom where it is not asked of every child."""
        situations = " and ".join(SITUATIONS[code].words for code in self.when)
        return f"{self.why} Asked because {situations}." if situations else self.why


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of the conversation. A stage of the worker's record may still be asked with each child.

    `childs_words` says that what the child said and did stands here: it is what nobody should ask again.
    """

    code: str
    heading: str
    record: str
    prompts: tuple[Prompt, ...]
    with_each_child: bool
    childs_words: bool = False


@dataclass(frozen=True, slots=True)
class Guide:
    """A whole guide, in the order in which people talk."""

    name: str
    about: str
    stages: tuple[Stage, ...]

    def asked_with_each_child(self) -> tuple[Stage, ...]:
        """Return the stages that are talked through for each child in depth."""
        return tuple(stage for stage in self.stages if stage.with_each_child)

    def asked_of(self, situations: Collection[str]) -> tuple[Stage, ...]:
        """Return the stages for a child in these situations: each with what is asked of them, if anything."""
        return tuple(
            replace(stage, prompts=tuple(prompt for prompt in stage.prompts if {*prompt.when} <= {*situations}))
            for stage in self.asked_with_each_child()
        )

    def asked_once(self) -> tuple[Stage, ...]:
        """Return the stages about the worker, talked through once in a session."""
        return tuple(stage for stage in self.stages if not stage.with_each_child)


class GuideFault(Exception):
    """A guide that cannot be used: `stage` and `prompt` say where it is wrong, counted from 1, 0 for the whole."""

    def __init__(self, why: str, stage: int = 0, prompt: int = 0) -> None:
        """Take the sentence and the place."""
        super().__init__(why)
        self.why, self.stage, self.prompt = why, stage, prompt


def read_guide(values: Mapping[str, Any]) -> Guide:
    """Return the guide; raises GuideFault for the first thing that is missing, unknown, empty or of another kind."""
    _check(values, _GUIDE, "The guide")
    stages = tuple(_stage(stage, number) for number, stage in enumerate(values["stage"], 1))
    codes = [stage.code for stage in stages]
    for number, code in enumerate(codes, 1):
        if code in codes[: number - 1]:
            why = f"Two stages have the code “{code}”. Give each its own."
            raise GuideFault(why, number)
    if not any(stage.with_each_child for stage in stages):
        why = "No stage is asked with each child. A guide needs at least one."
        raise GuideFault(why)
    return Guide(values["name"].strip(), values["about"].strip(), stages)


def _stage(values: Any, number: int) -> Stage:
    _check(values, _STAGE, "A stage", number, may=_STAGE_MAY)
    record = values["record"]
    if record not in RECORDS:
        why = f"“record” is “{record}”. Use “{CHILD}” or “{WORKER}”."
        raise GuideFault(why, number)
    if "/" in values["code"]:
        why = f"The code “{values['code']}” holds a “/”. Use letters and hyphens."
        raise GuideFault(why, number)
    with_each_child = values.get("with_each_child", record == CHILD)
    if record == CHILD and not with_each_child:
        why = "What goes on a child’s record is asked with each child. Leave “with_each_child” out."
        raise GuideFault(why, number)
    prompts = tuple(_prompt(prompt, number, place) for place, prompt in enumerate(values["prompt"], 1))
    if not with_each_child and any(prompt.when for prompt in prompts):
        why = "A stage about the worker alone is about no child. Leave “when” out of its prompts."
        raise GuideFault(why, number)
    return Stage(
        values["code"], values["heading"].strip(), record, prompts, with_each_child, values.get("childs_words", False)
    )


def _prompt(values: Any, stage: int, number: int) -> Prompt:
    _check(values, _PROMPT, "A prompt", stage, number, may=_PROMPT_MAY)
    when = values.get("when", [])
    for code in when:
        if not isinstance(code, str) or code not in SITUATIONS:
            why = f"“when” has “{code}”, which is no situation here. Use {_listed(SITUATIONS)}."
            raise GuideFault(why, stage, number)
    return Prompt(values["ask"].strip(), values["why"].strip(), tuple(when))


def _check(
    values: Any, wanted: Kinds, what: str, stage: int = 0, prompt: int = 0, *, may: Kinds = MappingProxyType({})
) -> None:
    """Raise GuideFault unless the values are a table with these keys, none empty, and no others but those of `may`."""
    why = ""
    if not isinstance(values, Mapping):
        why = f"{what} has to be a table."
    elif unknown := sorted(values.keys() - wanted.keys() - may.keys()):
        why = f"{what} has “{unknown[0]}”, which means nothing here. Use {_listed(wanted)}."
    elif missing := sorted(wanted.keys() - values.keys()):
        why = f"{what} lacks “{missing[0]}”."
    else:
        why = _wrong_kind(values, {**wanted, **may}, what)
    if why:
        raise GuideFault(why, stage, prompt)


def _wrong_kind(values: Mapping[str, Any], wanted: Kinds, what: str) -> str:
    for name, value in values.items():
        kind = wanted[name]
        if not isinstance(value, kind):
            meant = {str: "text in quotation marks", list: "a list", bool: "true or false"}[kind]
            return f"“{name}” of {what.lower()} has to be {meant}."
        if kind is not bool and not (value.strip() if isinstance(value, str) else value):
            return f"“{name}” of {what.lower()} is empty."
    return ""


def _listed(wanted: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in wanted)
