"""Course evaluations: answering them, and what came of them."""
