"""`make bench`: play the demo in a database of its own, measure, write and print the results."""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
MOST_QUERIES, MOST_MS, MOST_BYTES, MOST_RATIO = 15, 25, 60_000, 2


def main() -> int:
    """Measure everything. Returns 0 also when a target is missed: it is marked, not hidden."""
    folder = tempfile.mkdtemp(prefix="bench-")
    os.environ |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "lms.settings"}
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    try:
        rows = _measure()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    (HERE / "results.json").write_text(json.dumps(rows, indent=1) + "\n")
    _print(rows)
    return 0


def _measure() -> list[dict]:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from lms.startup.database import migrate

    (Path(settings.VAR_DIR) / "queue").mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", "--no-input", verbosity=0)
    migrate()
    for command in ("compile_translations", "load_reference_data", "play_demo"):
        call_command(command, verbosity=0)
    database = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    return [*_pages(database), *_selectors(database)]


def _pages(database: str) -> list[dict]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from benchmarks.measuring import Row, timed
    from benchmarks.pages import Page, pages_of_the_path
    from organisations.models import Person

    trivial = None
    rows = []
    for page in [Page("trivial: check a certificate", "/intyg/"), *pages_of_the_path()]:
        client = Client(SERVER_NAME="localhost")
        if page.email:
            client.force_login(Person.objects.get(email=page.email))
        median, p95 = timed(lambda client=client, page=page: client.get(page.path))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client.get(page.path)
        if response.status_code != 200:
            message = f"{page.path} answered {response.status_code}"
            raise SystemExit(message)
        trivial = trivial or median
        rows.append(
            Row(
                job=page.job,
                database=database,
                scale="demo",
                median_ms=round(median, 1),
                p95_ms=round(p95, 1),
                queries=len(queries),
                bytes=len(response.content),
                multiple_of_trivial=round(median / trivial, 1),
            ).as_dict()
        )
    return rows


def _selectors(database: str) -> list[dict]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from benchmarks.measuring import Row, timed
    from benchmarks.selectors import selectors

    rows = []
    for job, call in selectors().items():
        with _bare_queries() as statements, CaptureQueriesContext(connection) as queries:
            call()
        median, p95 = timed(call)
        bare, _p95 = timed(lambda statements=statements: _run(statements))
        rows.append(
            Row(
                job=f"selector: {job}",
                database=database,
                scale="demo",
                median_ms=round(median, 2),
                p95_ms=round(p95, 2),
                queries=len(queries),
                ratio_to_sql=round(median / bare, 1),
            ).as_dict()
        )
    return rows


class _bare_queries:  # noqa: N801 – reads as a context, not as a thing
    """Collects statements with their parameters, so that they can be run bare."""

    def __enter__(self) -> list:
        from django.db import connection

        self.statements = []
        self.wrapper = connection.execute_wrapper(self._keep)
        self.wrapper.__enter__()
        return self.statements

    def __exit__(self, *exc):
        self.wrapper.__exit__(*exc)

    def _keep(self, execute, sql, params, many, context):
        self.statements.append((sql, params))
        return execute(sql, params, many, context)


def _run(statements) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            cursor.fetchall()


def _print(rows: list[dict]) -> None:
    out = sys.stdout.write
    heads = ("median", 9), ("p95", 9), ("queries", 9), ("bytes", 9), ("x trivial", 11), ("x SQL", 7)
    out(f"{'job':34}" + "".join(f"{head:>{width}}" for head, width in heads) + "\n")
    for row in rows:
        missed = (
            row["queries"] > MOST_QUERIES
            or (row["bytes"] or 0) > MOST_BYTES
            or (row["bytes"] and row["median_ms"] > MOST_MS)
            or (row["ratio_to_sql"] or 0) > MOST_RATIO
        )
        out(
            f"{row['job']:34}{row['median_ms']:>6} ms{row['p95_ms']:>6} ms{row['queries']:>9}"
            f"{row['bytes'] or '':>9}{row['multiple_of_trivial'] or '':>11}"
            f"{row['ratio_to_sql'] or '':>7}{'  over target' if missed else ''}\n"
        )


if __name__ == "__main__":
    sys.exit(main())
