"""The second wall: a seat number above the cohort's seats is refused by the database itself,
whoever writes it (domain.md §7.5)."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER seat_within_cap_on_insert BEFORE INSERT ON cohorts_seat
    WHEN NEW.number > (SELECT seats FROM cohorts_cohort WHERE id = NEW.cohort_id)
    BEGIN SELECT RAISE(ABORT, 'seat number above the seats of the cohort'); END""",
    """CREATE TRIGGER seat_within_cap_on_update BEFORE UPDATE ON cohorts_seat
    WHEN NEW.number > (SELECT seats FROM cohorts_cohort WHERE id = NEW.cohort_id)
    BEGIN SELECT RAISE(ABORT, 'seat number above the seats of the cohort'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION seat_within_cap() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.number > (SELECT seats FROM cohorts_cohort WHERE id = NEW.cohort_id) THEN
        RAISE EXCEPTION 'seat number above the seats of the cohort' USING ERRCODE = 'check_violation';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE TRIGGER seat_within_cap BEFORE INSERT OR UPDATE ON cohorts_seat
    FOR EACH ROW EXECUTE FUNCTION seat_within_cap()""",
]


def guard_the_cap(apps, schema_editor):
    statements = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0001_initial")]
    operations = [migrations.RunPython(guard_the_cap, migrations.RunPython.noop)]
