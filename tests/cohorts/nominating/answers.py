"""Answers that the tests of nominating give."""

from cohorts.selectors.attestation import Answer

YES = Answer(is_met=True, grounds="Arbetar på boendestödet sedan 2019.")
NO = Answer(is_met=False)
ALL_YES = dict.fromkeys(("B1", "B2", "B3", "B4"), YES)
ALL_YES_CASE_MANAGER = {
    **dict.fromkeys(("C2", "C3", "C4", "C6", "C9"), YES),
    "C5": Answer(years=4, grounds="Boendestödjare i fyra år."),
}
# An identity number that belongs to nobody: one of the Tax Agency's for testing.
NUMBER = "".join(["1912", "1212", "-", "1212"])
