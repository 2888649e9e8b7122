"""Plain factories: they make rows, without surprises. Stories go through the services."""
