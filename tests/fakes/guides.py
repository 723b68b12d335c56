"""A small guide for supervision, as plain values: one stage of each sort."""

from typing import Any


def prompt(**other: Any) -> dict[str, Any]:
    """Return a prompt, changed as `other` says."""
    return {"ask": "Who noticed?", "why": "It brings the child into the room.", **other}


def stage(code: str = "day", record: str = "child", **other: Any) -> dict[str, Any]:
    """Return a stage with one prompt, changed as `other` says."""
    return {"code": code, "heading": f"About {code}", "record": record, "prompt": [prompt()], **other}


def guide_values(**other: Any) -> dict[str, Any]:
    """Return a guide: one stage of the child's record, one of the worker's asked with each child, one asked once."""
    stages = [stage(), stage("stirs", "worker", with_each_child=True), stage("how-you-are", "worker")]
    return {"name": "Small", "about": "For trying out.", "stage": stages, **other}


GUIDE_FILE = """# A guide of our own.
name = "Ours"
about = "Shorter than the other."

[[stage]]
code = "day"
heading = "The day"
record = "child"

[[stage.prompt]]
ask = "Who noticed?"
why = "It matters."

[[stage.prompt]]
ask = "Who else?"
why = "So does that."

[[stage]]
code = "stirs"
heading = "What it stirs up"
record = "worker"
with_each_child = true

[[stage.prompt]]
ask = "What do you carry away?"
why = "It shapes what we see."
"""
"""The same idea as a file: its stages begin in lines 5 and 18, its prompts in lines 10, 14 and 24."""
