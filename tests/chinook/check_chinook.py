#!/usr/bin/env python3
"""Runs examples/chinook on the real Chinook database, once into a SQLite file and once into PostgreSQL, and compares.

Each report has to be what SQL written by hand says (sqlite.sql, run on the original; postgres.sql, run on the copy),
and each table of a copy what the original holds, value by value.
"""

import argparse
import difflib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77  # what the tests report as skipped
SCHEMA = "refract_chinook"
TABLES = ("Album", "Artist", "Customer", "Employee", "Genre", "Invoice", "InvoiceLine", "MediaType", "Playlist",
          "PlaylistTrack", "Track")
MONEY = ("Total", "UnitPrice")
DATES = ("BirthDate", "HireDate", "InvoiceDate")


class Failure(Exception):
    pass


def run(command, given=None, environment=None):
    done = subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", timeout=120,
                          env={**os.environ, **(environment or {})})
    if done.returncode != 0:
        raise Failure(f"{command[0]} ended with {done.returncode}\n{done.stdout[-2000:]}{done.stderr}")
    return done.stdout.splitlines()


def sqlite(database, sql):
    return run(["sqlite3", "-batch", "-separator", " | ", "-nullvalue", "-", str(database)], sql)


class Postgres:
    def __init__(self, url):
        self.url = url
        # The program has no option for a schema of its own, but its client library reads this.
        self.environment = {"PGOPTIONS": f"-c search_path={SCHEMA} -c timezone=UTC -c client_min_messages=warning"}

    def ask(self, sql):
        return run(["psql", "--no-psqlrc", "-qAt", "-v", "ON_ERROR_STOP=1", "-F", " | ", "-P", "null=-", self.url], sql,
                   self.environment)

    def __enter__(self):
        self.ask(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE; CREATE SCHEMA {SCHEMA}")
        return self

    def __exit__(self, *_):
        self.ask(f"DROP SCHEMA {SCHEMA} CASCADE")


def sections(lines, mark):
    """{title: lines} of a text in which each part begins with the mark and its title."""
    result = {}
    for line in lines:
        if line.startswith(mark):
            part = result[line.removeprefix(mark).strip()] = []
        elif result:
            part.append(line)
    return result


def difference(title, expected, found):
    return list(difflib.unified_diff(expected, found, f"{title}: by hand", f"{title}: by the program", lineterm="", n=1))


def compare_reports(output, file, ask):
    reports = {title: lines[:-1] if lines[-1:] == [""] else lines for title, lines in sections(output, "== ").items()}
    queries = sections(file.read_text(encoding="utf-8").splitlines(), "-- report: ")
    if list(reports) != list(queries) or len(reports) < 10:
        raise Failure(f"the program reports on {list(reports)}, {file.name} on {list(queries)}")
    rows = 0
    for title, query in queries.items():
        expected = ask("\n".join(query))
        if not expected:
            raise Failure(f"{title}: the SQL by hand finds nothing")
        yield from difference(title, expected, reports[title])
        rows += len(expected)
    print(f"compared {len(queries)} reports, {rows} rows")


def columns_of(database, table):
    return sqlite(database, f"SELECT name FROM pragma_table_info('{table}') ORDER BY cid")


def table_text(table, columns, money, date):
    """A SELECT that shows money and dates alike on both databases."""
    shown = [money(c) if c in MONEY else date(c) if c in DATES else f'"{c}"' for c in columns]
    return f'SELECT {", ".join(shown)} FROM "{table}" ORDER BY "{columns[0]}", "{columns[1]}"'


def compare_tables(original, ask, money, date):
    for table in TABLES:
        columns = columns_of(original, table)
        source = table_text(table, columns, lambda c: f"printf('%.2f', {c})", lambda c: f"datetime({c})")
        yield from difference(table, sqlite(original, source), ask(table_text(table, columns, money, date)))
    print(f"compared {len(TABLES)} tables")


def check_sqlite(program, original, folder, here):
    copy = folder / "copy.sqlite"
    output = run([program, original, copy, "--all"])
    yield from compare_reports(output, here / "sqlite.sql", lambda sql: sqlite(original, sql))
    yield from compare_tables(original, lambda sql: sqlite(copy, sql), lambda c: f"printf('%.2f', \"{c}\")",
                              lambda c: f'"{c}"')


def check_postgres(program, original, here):
    with Postgres(os.environ["REFRACT_POSTGRES_URL"]) as postgres:
        output = run([program, original, postgres.url, "--all"], environment=postgres.environment)
        yield from compare_reports(output, here / "postgres.sql", postgres.ask)
        yield from compare_tables(original, postgres.ask, lambda c: f'"{c}"',
                                  lambda c: f"to_char(\"{c}\", 'YYYY-MM-DD HH24:MI:SS')")


def skip(reason, required):
    print(f"skipped: {reason}")
    return 1 if os.environ.get(required) else SKIPPED


def data_folder(root):
    return Path(os.environ.get("REFRACT_DATA") or root.parent / "shared" / "data")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=("sqlite", "postgres"))
    parser.add_argument("program", type=Path)
    arguments = parser.parse_args()
    here = Path(__file__).resolve().parent

    script = data_folder(here.parents[1]) / "chinook" / "Chinook_Sqlite.sql"
    if not script.exists():
        return skip("no data, REFRACT_DATA is not set", "REFRACT_REQUIRE_DATA")
    if arguments.target == "postgres" and not os.environ.get("REFRACT_POSTGRES_URL"):
        return skip("no PostgreSQL server, REFRACT_POSTGRES_URL is not set", "REFRACT_REQUIRE_POSTGRES")

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        original = folder / "chinook.sqlite"
        sqlite(original, script.read_text(encoding="utf-8-sig"))
        program = arguments.program.resolve()
        try:
            if arguments.target == "sqlite":
                found = list(check_sqlite(program, original, folder, here))
            else:
                found = list(check_postgres(program, original, here))
        except Failure as failure:
            found = [str(failure)]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
