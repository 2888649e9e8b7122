"""Words that are looked up while a module is imported would stay in one language for ever."""

import ast

from tests.architecture.source import modules, named, syntax

AT_ONCE = {"gettext", "ngettext", "pgettext", "npgettext"}
LATER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def names_bound_to_gettext(tree: ast.Module) -> set[str]:
    """What this module calls the functions that translate at once."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in AT_ONCE
    }


def calls_at_import(node: ast.AST, names: set[str]):
    """Calls that run when the module is imported; bodies of functions run later."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, LATER):
            continue
        if isinstance(child, ast.Call) and getattr(child.func, "id", None) in names:
            yield child.lineno
        yield from calls_at_import(child, names)


def test_no_label_is_translated_at_import():
    frozen = [
        f"{named(path)}:{line}"
        for path in modules()
        for line in calls_at_import(syntax(path), names_bound_to_gettext(syntax(path)))
    ]
    assert frozen == []
