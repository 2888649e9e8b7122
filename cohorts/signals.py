"""News of this room. Sent inside the transaction of the service that caused it, heard above.

Receivers write ledger rows or rows of their own; they never call the network.
"""

from django.dispatch import Signal

people_enrolled = Signal()  # cohort, enrolments (list), by
enrolment_ended = Signal()  # enrolment, by
# cohort, days (list), changes (list of course_days.DayChange), by, reason: moved, cancelled or
# given another place
course_days_changed = Signal()
cohort_cancelled = Signal()  # cohort, days (list, those that were left), by, reason
cohort_changed = Signal()  # cohort, by: another name, place, number of seats or window
day_closed = Signal()  # cohort_id, by: a day's attendance is complete
