#!/usr/bin/env python3
"""Makes a database, pulls its models, compiles them, and compares them with the database.

Nothing may differ but what the file of expected lines says, which also holds what the pull leaves out. The database is
what databases have and nobody would ask for (sqlite.sql, postgres.sql), TPC-H, and Chinook where its data is at hand.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SKIPPED = 77  # what the tests report as skipped
SCHEMAS = ("refract_pull", "refract pull 2", "refract_pull_3")
EMPTY = "refract_pull_empty"


class Failure(Exception):
    pass


def run(command, given=None):
    done = subprocess.run([str(each) for each in command], input=given, capture_output=True, text=True,
                          encoding="utf-8", timeout=280, env={**os.environ, "PGOPTIONS": "-c client_min_messages=warning"})
    if done.returncode != 0:
        raise Failure(f"{command[0]} ended with {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-6000:]}")
    return done.stdout.splitlines()


def chinook(kind):
    """The tables of Chinook, without rows and without the database around them."""
    folder = os.environ.get("REFRACT_DATA") or FOLDER.parents[2] / "shared" / "data"
    file = Path(folder) / "chinook" / f"Chinook_{'Sqlite' if kind == 'sqlite' else 'PostgreSql'}.sql"
    if not file.exists():
        print(f"skipped: no data, {file} is not there")
        return ""
    text = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8-sig"), flags=re.S)
    # Rows have semicolons, tables have none inside.
    return "".join(found + "\n" for found in re.findall(r"^(?:CREATE (?:TABLE|INDEX|UNIQUE)|ALTER TABLE)[^;]*;", text, re.M))


def compare(arguments, url, empty, make, schemas):
    make((FOLDER / f"{arguments.kind}.sql").read_text(encoding="utf-8"))
    make((FOLDER / "tpch.sql").read_text(encoding="utf-8"))
    make(chinook(arguments.kind))
    with tempfile.TemporaryDirectory() as folder:
        run([arguments.pull, url, folder, *schemas])
        program = Path(folder) / "compare"
        run([*arguments.compile, f"-I{folder}", FOLDER / "compare.cpp", "-o", program, *arguments.link.split()])
        found = (Path(folder) / "left_out.txt").read_text(encoding="utf-8").splitlines() + run([program, url, empty])
        if arguments.keep:
            run(["cp", "-r", folder, arguments.keep])
    file = FOLDER / f"{arguments.kind}.expected"
    if arguments.update:
        file.write_text("".join(line + "\n" for line in found), encoding="utf-8")
    expected = file.read_text(encoding="utf-8").splitlines()
    if found != expected:
        raise Failure("\n".join(["expected:", *expected, "found:", *found]))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=("sqlite", "postgres"))
    parser.add_argument("pull", help="the program of pull.cpp")
    parser.add_argument("--link", default="")
    parser.add_argument("--update", action="store_true", help="write what is found into the expected file")
    parser.add_argument("--keep", help="where the pulled headers are copied to")
    parser.add_argument("compile", nargs=argparse.REMAINDER, help="-- compiler and flags")
    arguments = parser.parse_args()
    if arguments.compile[:1] == ["--"]:
        arguments.compile.pop(0)
    try:
        if arguments.kind == "sqlite":
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "pulled.db"
                compare(arguments, file, file, lambda sql: run(["sqlite3", "-batch", "-bail", file], sql), [])
            return 0
        url = os.environ.get("REFRACT_POSTGRES_URL")
        if not url:
            print("skipped: no PostgreSQL server, REFRACT_POSTGRES_URL is not set")
            return SKIPPED
        place = f"SET search_path = {SCHEMAS[0]};\n"
        ask = lambda sql: run(["psql", "--no-psqlrc", "-qAt", "-v", "ON_ERROR_STOP=1", url], place + sql)
        drop = "".join(f'DROP SCHEMA IF EXISTS "{each}" CASCADE;\n' for each in (*SCHEMAS, EMPTY))
        ask(drop + "".join(f'CREATE SCHEMA "{each}";\n' for each in (*SCHEMAS, EMPTY)))
        separator = "&" if "?" in url else "?"
        placed, empty = (f"{url}{separator}options=-csearch_path%3D{each}" if "://" in url else
                         f"{url} options='-csearch_path={each}'" for each in (SCHEMAS[0], EMPTY))
        try:
            compare(arguments, placed, empty, ask, SCHEMAS[1:])
        finally:
            ask(drop)
    except (Failure, subprocess.TimeoutExpired) as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
