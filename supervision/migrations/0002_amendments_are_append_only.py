"""What was amended stays as it was written: the database refuses to change or delete it."""

from django.db import migrations

MESSAGE = "amendments are only added"
SQLITE = [
    f"""CREATE TRIGGER amendment_no_{verb.lower()} BEFORE {verb} ON supervision_amendment
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"""
    for verb in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    f"""CREATE FUNCTION amendment_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE TRIGGER amendment_append_only BEFORE UPDATE OR DELETE ON supervision_amendment
    FOR EACH ROW EXECUTE FUNCTION amendment_refuse()""",
]


def refuse_changes(apps, schema_editor):
    statements = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("supervision", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, migrations.RunPython.noop)]
