#!/usr/bin/env python3
"""Compares the statements of a database to which no driver speaks yet with a file, and parses each.

The parsers are sqlglot (MariaDB) and sqlfluff (SQL Server), of the Python that runs this or of build/parsers; without
them the texts are only compared. --update writes the file.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

# What a parser lets through although the database does not take it.
NEVER = {
    "mariadb": [r'"', r"\bFULL JOIN\b", r"\bNULLS (FIRST|LAST)\b", r"\bFILTER \(", r"\bON CONFLICT\b", r"::", r"\|\|"],
    "sqlserver": [r"\bRETURNING\b", r"\bILIKE\b", r"::", r"\bLIMIT\b", r"\bTOP\b", r"\|\|", r"\bNULLS (FIRST|LAST)\b",
                  r"\bFILTER \(", r"\bOFFSET (?!\S+ ROWS)", r"\b(true|false)\b(?!')", "`"],
}
WRONG = {"mariadb": "SELECT `a` FROM WHERE `b`", "sqlserver": "SELECT [a] FROM [t] LIMIT 3"}


def with_packages_of_the_project():
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "build" / "parsers"))


def mariadb_parser():
    import sqlglot

    def mistake(text):
        try:
            sqlglot.parse_one(text, read="mysql")
        except sqlglot.errors.SqlglotError as failure:
            return str(failure)
        return None

    return mistake


def sqlserver_parser():
    from sqlfluff.core import Linter

    linter = Linter(dialect="tsql")

    def mistake(text):
        parsed = linter.parse_string(text + "\n")
        failures = [str(each) for each in parsed.violations]
        if parsed.tree and "unparsable" in parsed.tree.descendant_type_set:
            failures.append("unparsable")
        return "; ".join(failures) or None

    return mistake


def parser_of(dialect):
    with_packages_of_the_project()
    try:
        return {"mariadb": mariadb_parser, "sqlserver": sqlserver_parser}[dialect]()
    except ImportError as missing:
        print(f"skipped: parsing the statements of {dialect}, {missing.name} is not installed")
        return None


def mistakes(dialect, statements):
    parse = parser_of(dialect)
    if parse and not parse(WRONG[dialect]):
        yield f"the parser takes what is wrong: {WRONG[dialect]}"
    for text in statements:
        if text.startswith("-- lacks "):
            continue
        for pattern in NEVER[dialect]:
            if re.search(pattern, text):
                yield f"{text}\n    holds {pattern}"
        if parse and (found := parse(text)):
            yield f"{text}\n    {found}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dialect", choices=sorted(NEVER))
    parser.add_argument("program", help="tests/dialects/print_statements, built")
    parser.add_argument("file", type=Path)
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()

    printed = subprocess.run(
        [arguments.program, arguments.dialect], stdout=subprocess.PIPE, check=True, encoding="utf-8"
    ).stdout
    if arguments.update:
        arguments.file.write_text(printed, encoding="utf-8")
    expected = arguments.file.read_text(encoding="utf-8").splitlines()
    statements = printed.splitlines()
    found = [f"printed:  {now}\nexpected: {then}" for now, then in zip(statements, expected) if now != then]
    if len(statements) != len(expected):
        found.append(f"{len(statements)} statements, {len(expected)} were expected")
    found += mistakes(arguments.dialect, statements)
    print("\n".join(found) if found else f"{len(statements)} statements of {arguments.dialect} are as expected")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
