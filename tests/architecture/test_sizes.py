"""Files and functions stay small enough to be read whole."""

from tests.architecture.tree import ALL, functions, length, modules

FILE_LIMIT, FUNCTION_LIMIT = 400, 40


def test_no_file_is_longer_than_the_limit() -> None:
    too_long = [f"{module.here}: {module.lines} lines" for module in modules(*ALL) if module.lines > FILE_LIMIT]

    assert too_long == []


def test_no_function_is_longer_than_the_limit() -> None:
    too_long = [
        f"{module.here}:{function.lineno} {function.name}: {length(function)} lines"
        for module in modules(*ALL)
        for function in functions(module)
        if length(function) > FUNCTION_LIMIT
    ]

    assert too_long == []
