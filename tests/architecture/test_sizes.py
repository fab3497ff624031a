"""Files and functions stay small enough to be read in one sitting, and their names say what is in them."""

from pathlib import Path

from source import SOURCE, functions, modules

LONGEST_FILE = 500
LONGEST_FUNCTION = 60
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}


def test_no_file_is_long() -> None:
    lengths = {name: len((SOURCE / name).read_text().splitlines()) for name in modules()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_long() -> None:
    long = {
        f"{name}:{function.name}": (function.end_lineno or 0) - function.lineno + 1
        for name, tree in modules().items()
        for function in functions(tree)
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == {}


def test_no_name_is_vague() -> None:
    assert [name for name in modules() if VAGUE & {part.removesuffix(".py") for part in Path(name).parts}] == []
