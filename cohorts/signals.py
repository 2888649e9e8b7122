"""News of this room. Sent inside the transaction of the service that caused it, heard above.

Receivers write ledger rows or rows of their own; they never call the network.
"""

from django.dispatch import Signal

people_enrolled = Signal()  # cohort, enrolments (list), by
enrolment_ended = Signal()  # enrolment, by
course_days_changed = Signal()  # cohort, days (list), by: moved, cancelled or given another place
