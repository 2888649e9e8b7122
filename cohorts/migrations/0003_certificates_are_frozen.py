"""A certificate is added, never changed: the database refuses whoever tries. Only revoking it is
written, and that once."""

from django.db import migrations

FROZEN = "enrolment_id, serial, code, content, pdf, language, replaces_id, issued_at, issued_by_id"
MESSAGE = "a certificate is never changed"
SQLITE = [
    f"""CREATE TRIGGER certificate_is_frozen BEFORE UPDATE OF {FROZEN} ON cohorts_certificate
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
    f"""CREATE TRIGGER certificate_is_revoked_once BEFORE UPDATE ON cohorts_certificate
    WHEN OLD.revoked_at IS NOT NULL BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
    f"""CREATE TRIGGER certificate_is_kept BEFORE DELETE ON cohorts_certificate
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
]
POSTGRESQL = [
    f"""CREATE FUNCTION certificate_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE TRIGGER certificate_is_frozen BEFORE UPDATE OF {FROZEN} ON cohorts_certificate
    FOR EACH ROW EXECUTE FUNCTION certificate_refuse()""",
    """CREATE TRIGGER certificate_is_revoked_once BEFORE UPDATE ON cohorts_certificate
    FOR EACH ROW WHEN (OLD.revoked_at IS NOT NULL) EXECUTE FUNCTION certificate_refuse()""",
    """CREATE TRIGGER certificate_is_kept BEFORE DELETE ON cohorts_certificate
    FOR EACH ROW EXECUTE FUNCTION certificate_refuse()""",
]


def freeze(apps, schema_editor):
    statements = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0002_seats_never_exceed_the_cap")]
    operations = [migrations.RunPython(freeze, migrations.RunPython.noop)]
