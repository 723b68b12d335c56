"""The pages that come with the code keep their form and tell the truth about it."""

import re
import tomllib

import pytest

from tests.architecture.tree import ROOT

VERSION = re.compile(r"## \[(\d+)\.(\d+)\.(\d+)\] - (\d{4}-\d{2}-\d{2})")
KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
DECISION_PARTS = ["Context", "Decision", "Consequences"]
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _headings(text: str, level: int) -> list[str]:
    return re.findall(rf"^{'#' * level} (.+)$", text, re.MULTILINE)


def test_the_changelog_begins_with_what_is_unreleased_and_goes_back_in_time() -> None:
    headings = _headings(_read("CHANGELOG.md"), 2)
    released = [VERSION.fullmatch(f"## {heading}") for heading in headings[1:]]
    versions = [tuple(map(int, match.groups()[:3])) for match in released if match]

    assert headings[0] == "[Unreleased]"
    assert all(released), headings
    assert versions == sorted(versions, reverse=True)


def test_the_changelog_sorts_changes_by_kind() -> None:
    sections = re.split(r"^### ", _read("CHANGELOG.md"), flags=re.MULTILINE)[1:]

    assert {section.splitlines()[0] for section in sections} <= KINDS
    assert [section.splitlines()[0] for section in sections if "\n- " not in section] == []


def test_the_changelog_knows_the_version_of_the_project() -> None:
    version = tomllib.loads(_read("pyproject.toml"))["project"]["version"]

    assert version in _read("CHANGELOG.md")


def test_decisions_are_numbered_without_gaps() -> None:
    assert [path.name[:5] for path in DECISIONS] == [f"{number:04}-" for number in range(1, len(DECISIONS) + 1)]
    assert DECISIONS != []


def test_a_decision_says_why_what_and_what_follows() -> None:
    parts = {
        path.name: [heading for heading in _headings(path.read_text(encoding="utf-8"), 2) if heading in DECISION_PARTS]
        for path in DECISIONS
    }

    assert {name: found for name, found in parts.items() if found != DECISION_PARTS} == {}


def _targets() -> set[str]:
    return set(re.findall(r"^([a-z][\w-]*):(?!=)", _read("Makefile"), re.MULTILINE))


def _commands(name: str) -> str:
    """Return what a page shows as code, or what a script holds besides its comments."""
    if name.endswith(".md"):
        return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", _read(name), re.DOTALL))
    return re.sub(r"^\s*#.*$", "", _read(name), flags=re.MULTILINE)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", ".pre-commit-config.yaml", ".ci/run"])
def test_every_make_target_that_is_named_exists(name: str) -> None:
    named = re.findall(r"\bmake ([a-z][\w-]*)", _commands(name))

    assert set(named) <= _targets()
    assert named != []


def test_every_make_target_is_explained_by_make_help() -> None:
    explained = set(re.findall(r"^([a-z][\w-]*):.*## ", _read("Makefile"), re.MULTILINE))

    assert explained == _targets()


def test_the_licence_is_whole() -> None:
    licence = _read("LICENSE")

    assert "Apache License" in licence
    assert all(f"\n   {number}. " in licence for number in range(1, 10))
    assert "APPENDIX: How to apply the Apache License" in licence
