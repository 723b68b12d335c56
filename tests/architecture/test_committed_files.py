"""What is committed names no index, no host of a package registry and no folder of somebody's machine."""

import re

from tests.architecture.tree import ROOT, project_files

# Put together from pieces, so that this file does not hold what it looks for.
WORDS = {
    "a folder of somebody's machine": r"(?<![\w.~$}/-])/(?:wo" + r"rk|ro" + r"ot)/",
    "a package index": r"(?<!no-emit-)index-" + r"url|trusted-" + r"host|find-" + r"links",
    "a host of a package registry": r"pypi\." + r"org|python" + r"hosted\.org|pkg" + r"\.dev",
}
HOSTFUL = {"uv." + "lock", "pylock." + "toml"}  # lock files that record hosts
PINNED = re.compile(r"^[\w.-]+(?:\[[\w,-]+\])?==\S+")


def _lines() -> list[tuple[str, int, str]]:
    found = []
    for path in project_files():
        content = path.read_bytes()
        if b"\0" not in content:
            text = content.decode("utf-8", "replace")
            found += [(path.relative_to(ROOT).as_posix(), at, line) for at, line in enumerate(text.splitlines(), 1)]
    return found


def test_no_file_names_an_index_a_host_or_a_machine() -> None:
    patterns = {what: re.compile(word, re.IGNORECASE) for what, word in WORDS.items()}
    breaches = [
        f"{name}:{at} holds {what}"
        for name, at, line in _lines()
        for what, pattern in patterns.items()
        if pattern.search(line)
    ]

    assert breaches == []


def test_no_lock_file_that_records_hosts_is_committed() -> None:
    assert [path.name for path in project_files() if path.name in HOSTFUL] == []


def _requirements() -> list[str]:
    """Return the requirements of the lock, each on one line with its hashes."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def test_every_locked_requirement_has_a_version_and_its_hashes() -> None:
    loose = [line for line in _requirements() if not PINNED.match(line) or "--hash=sha256:" not in line]

    assert loose == []
    assert len(_requirements()) > 0


def test_the_lock_names_no_address() -> None:
    assert [line for line in _requirements() if "://" in line or " @ " in line] == []


def test_the_lock_is_read_alike_by_every_pip() -> None:
    """An older pip takes a release candidate of 3.11, as Ubuntu 22.04 has it, for none below 3.12."""
    assert [line for line in _requirements() if "python_full_version" in line] == []
