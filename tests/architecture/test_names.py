"""A module is named after what it is about, and says in a sentence what that is."""

import ast
from collections.abc import Iterator

from tests.architecture.tree import ALL, APP, FUNCTIONS, Module, modules

SAYS_NOTHING = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
SAYS_NOTHING_AT_THE_END = SAYS_NOTHING - {"manager", "managers"}  # a team manager is somebody; a FileManager is not


def _says_nothing(part: str) -> bool:
    return part in SAYS_NOTHING or part.rsplit("_", maxsplit=1)[-1] in SAYS_NOTHING_AT_THE_END


def test_every_module_is_named_after_something() -> None:
    vague = [module.here for module in modules(*ALL) if any(_says_nothing(part) for part in module.name.split("."))]

    assert vague == []


def _public(node: ast.Module | ast.ClassDef, at: str) -> Iterator[tuple[str, FUNCTIONS | ast.ClassDef]]:
    for child in node.body:
        if isinstance(child, FUNCTIONS | ast.ClassDef) and not child.name.startswith("_"):
            yield f"{at} {child.name}", child
            if isinstance(child, ast.ClassDef):
                yield from _public(child, f"{at} {child.name}")


def _documented(module: Module) -> Iterator[tuple[str, ast.Module | FUNCTIONS | ast.ClassDef]]:
    yield module.here, module.tree
    yield from _public(module.tree, module.here)


def test_every_module_public_class_and_public_function_says_what_it_is() -> None:
    silent = [
        name
        for module in modules(*APP, "tools")
        for name, node in _documented(module)
        if not (ast.get_docstring(node) or "").strip()
    ]

    assert silent == []


def test_every_test_module_says_what_it_holds() -> None:
    silent = [module.here for module in modules("tests") if not ast.get_docstring(module.tree)]

    assert silent == []
