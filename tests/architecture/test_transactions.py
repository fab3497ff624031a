"""Nothing calls QuickBooks while it holds a database transaction; the client factory refuses it at run time too."""

import ast

from source import modules

TRANSACTIONS = {"scope", "atomic"}
CALLS = {
    "client_for",
    "exchange",
    "refresh",
    "revoke",
    "query",
    "changes",
    "send",
    "send_batch",
    "company_info",
    "preferences",
}


def _opens_transaction(node: ast.With) -> bool:
    for item in node.items:
        call = item.context_expr
        if isinstance(call, ast.Call):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if name in TRANSACTIONS:
                return True
    return False


def _calls_quickbooks(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id == "client_for"
    return (
        isinstance(node.func, ast.Attribute)
        and node.func.attr in CALLS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("client", "oauth")
    )


def test_no_quickbooks_call_inside_a_transaction() -> None:
    held = [
        f"{name}:{inner.lineno}"
        for name, tree in modules().items()
        if name.startswith("nexos/")
        for node in ast.walk(tree)
        if isinstance(node, ast.With) and _opens_transaction(node)
        for statement in node.body
        for inner in ast.walk(statement)
        if _calls_quickbooks(inner)
    ]
    assert held == []
