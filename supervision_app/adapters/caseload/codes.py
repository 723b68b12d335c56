"""Code lists and heading tables that ship with the application."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from supervision_app.adapters.caseload.headers import squash

_LETTER = re.compile(r"^\(?[a-z]\)\s*", re.IGNORECASE)
_CODE = re.compile(r"\b([A-Z]\d{1,2}[AB]?)\b")


@cache
def shipped(name: str) -> Mapping[str, Any]:
    """Return one of the files in resources/codes, read once."""
    return tomllib.loads((files("resources") / "codes" / f"{name}.toml").read_text(encoding="utf-8"))


def without_letter(text: str) -> str:
    """Return a choice of Annex A without the letter before it: "b) Adoption" is Adoption."""
    return _LETTER.sub("", text)


@dataclass(frozen=True, slots=True)
class Codes:
    """One code list: what is known of it, and which words mean a code."""

    title: str
    labels: Mapping[str, str]
    words: Mapping[str, str] = field(default_factory=dict)

    def find(self, text: str) -> str:
        """Return the known code that the text gives, else nothing; two codes in one text are not chosen between."""
        choice = without_letter(text)
        said = self.words.get(squash(choice))
        if said:
            return said
        found = [code for code in _CODE.findall(choice.upper()) if code in self.labels]
        leads = bool(found) and choice.upper().startswith(found[0])
        return found[0] if leads or len(set(found)) == 1 else ""


@cache
def code_list(name: str) -> Codes:
    """Return the code list of this name."""
    content = shipped(name)
    words = {squash(word): code for code, written in content.get("words", {}).items() for word in written}
    return Codes(content["title"], content["codes"], words)
