"""Every module says what it is, and every public function what its name cannot."""

import ast

from source import modules


def test_every_module_has_a_docstring() -> None:
    exempt = ("apps.py",)
    bare = [
        name
        for name, tree in modules().items()
        if not ast.get_docstring(tree) and not name.endswith(exempt) and tree.body
    ]
    assert bare == []


def test_every_public_function_of_a_service_or_query_has_a_docstring() -> None:
    bare = [
        f"{name}:{function.name}"
        for name, tree in modules().items()
        if name.endswith(("services.py", "queries.py", "events.py", "jobs.py"))
        for function in tree.body
        if isinstance(function, ast.FunctionDef)
        if not function.name.startswith("_") and not ast.get_docstring(function)
    ]
    assert bare == []
