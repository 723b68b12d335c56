"""The proof of a build, run here from the source tree; `make bundle` runs the same in what people install."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import APP, ROOT, functions, modules
from tests.system.conftest import SCRIPT, in_a_process
from ui import self_test
from ui.self_test import Bench, NotProven


@pytest.mark.slow
def test_the_app_proves_itself_with_a_line_for_each_check(tmp_path: Path) -> None:
    answer = in_a_process([SCRIPT], "--self-test", environment={"HOME": str(tmp_path), "TMPDIR": str(tmp_path)})

    first, *lines, last = answer.out.splitlines()
    assert answer.code == 0, answer.out
    assert first.startswith("Supervision Companion 0.1.0, Python 3.")
    assert [line.split(":")[0] for line in lines] == [f"ok      {name}" for name, _check in self_test.CHECKS]
    assert last == f"{len(lines)} of {len(lines)} checks hold."
    assert answer.err == ""
    assert [path.name for path in tmp_path.rglob("*") if path.is_file() and ".cache" not in path.parts] == []


def test_what_does_not_hold_is_told_and_ends_in_1(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def broken(_bench: Bench) -> str:
        self_test.need([], "It is not there.")
        return "never"

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(self_test, "CHECKS", (("a thing is there", broken), ("another is", lambda _bench: "so it is")))

    assert self_test.run(said.append) == 1
    assert said[1:] == [
        "FAILED  a thing is there: NotProven: It is not there.",
        "ok      another is: so it is",
        "1 of 2 checks hold.",
    ]


def test_a_vault_that_is_not_encrypted_is_noticed(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.vault.mkdir()
    (bench.vault / "vault.db").write_bytes(b"SQLite format 3\0 and a child's name")

    with pytest.raises(NotProven, match="not encrypted"):
        dict(self_test.CHECKS)["it is encrypted"](bench)


def test_a_reach_for_the_network_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(NotProven, match=r"socket\.connect"):
        dict(self_test.CHECKS)["the network is not used"](Bench(tmp_path, ["socket.connect"]))


def _imported_late() -> Iterator[str]:
    for module in modules("supervision_app", "ui"):
        for function in functions(module):
            for node in ast.walk(function):
                if isinstance(node, ast.Import):
                    yield from (alias.name for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module:
                    yield node.module


def test_everything_that_is_imported_late_is_tried() -> None:
    assert sorted(set(_imported_late()) - set(self_test.LATE)) == []


def test_every_folder_of_data_is_looked_into() -> None:
    folders = {path.name for path in (ROOT / "resources").iterdir() if path.is_dir() and path.name != "__pycache__"}

    assert set(self_test.DATA) == folders


def test_the_build_takes_every_package_along_that_holds_more_than_code() -> None:
    taken = re.findall(r'collect_data_files\(\s*"([\w.]+)"', (ROOT / "build.spec").read_text(encoding="utf-8"))
    packages = {
        path.relative_to(ROOT).parts
        for top in APP
        for path in (ROOT / top).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    }

    assert [parts for parts in packages if not any(_holds(name, parts) for name in taken)] == []
    assert "supervision_app.adapters.storage.migrations" in taken, "Alembic reads its scripts from their folder"


def _holds(package: str, parts: tuple[str, ...]) -> bool:
    wanted = tuple(package.split("."))
    return parts[: len(wanted)] == wanted
