"""The project as files and syntax trees, read once for the architecture tests."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
APP = ("supervision_app", "ui", "resources")
ALL = (*APP, "tests", "tools")
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file: its dotted name, its lines and its syntax tree."""

    name: str
    path: Path
    lines: int
    tree: ast.Module

    @property
    def here(self) -> str:
        """The path as a person would name it."""
        return self.path.relative_to(ROOT).as_posix()


@cache
def _read(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(name, path, len(text.splitlines()), ast.parse(text, str(path)))


def modules(*folders: str) -> list[Module]:
    """Return the modules below the folders."""
    return [_read(path) for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def imported(module: Module) -> Iterator[str]:
    """Name everything that a module imports, wherever the import stands: `a.b` and, of `from a import b`, `a.b` too."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, package: str) -> bool:
    """Say whether a dotted name is a package or lies in it."""
    return name == package or name.startswith(package + ".")


def length(function: FUNCTIONS) -> int:
    """Count the lines of a function, decorators left out."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def functions(module: Module) -> list[FUNCTIONS]:
    """Return all functions and methods of a module, the inner ones included."""
    return [node for node in ast.walk(module.tree) if isinstance(node, FUNCTIONS)]


@cache
def project_files() -> tuple[Path, ...]:
    """Return what is, or would be, committed; in a copy without git, what does not look made."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
        found = {ROOT / name for name in listed.split("\0") if name}
    else:
        made = {".venv", "__pycache__", "build", "demo-output", "dist", "htmlcov"}
        found = {path for path in ROOT.rglob("*") if not any(_made(part, made) for part in path.parts)}
    return tuple(sorted(path for path in found if path.is_file()))


def _made(part: str, made: set[str]) -> bool:
    return part in made or part.startswith((".coverage", ".hypothesis")) or part.endswith(("_cache", ".egg-info"))
