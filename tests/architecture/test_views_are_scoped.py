"""Views get rows from selectors and `visible_to` only: a scope that is a habit leaks."""

import ast

from tests.architecture.source import modules, named, syntax

WAYS_ROUND = {"objects", "_default_manager", "_base_manager"}
VIEWS = ("*/views.py", "*/views/*.py", "*/views/*/*.py")


def test_no_view_asks_a_model_for_rows_itself():
    leaks = [
        f"{named(path)}:{node.lineno} .{node.attr}"
        for path in modules(*VIEWS)
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Attribute) and node.attr in WAYS_ROUND
    ]
    assert leaks == []
