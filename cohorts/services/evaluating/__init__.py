"""Course evaluations: opening the forms, reminding once, taking in answers."""
