#!/usr/bin/env python3
"""Writes docs/scenarios.md: the situations of other projects' suites that our tests run, and those they cannot.

In tests/scenarios the title of a test case names the suite, "EF Core: Northwind, where"; what comes behind it are the
calls whose first argument is the situation. `missing` has a second one, the reason. In tests/migrations a file names its
suite, and its titles are the situations. With --check the page has to be what would be written.
"""

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = "docs/scenarios.md"
TITLE = re.compile(r'^(?:TEMPLATE_)?TEST_CASE\("(?P<title>[^"]+)"', re.MULTILINE)
TEXT = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
CALL = re.compile(r"\bs\.(?:template )?(?P<call>rows|ordered|none|is|writes|trees|in_order|leaves|refuses<[\w:]+>|missing)\(\s*"
                  + TEXT + r"(?:,\s*" + TEXT + r")?")
ONE_DATABASE = re.compile(r", (?P<database>PostgreSQL|SQLite) only$")
INTRODUCTION = """# Scenarios of other suites

Situations from the test suites of other projects, said in refract and run on SQLite and PostgreSQL. The situations are theirs, the
words and the code are not. `tools/scenarios.py` writes this page of the tests.
"""
QUERIES = """What a query gives is compared with SQL written by hand, or with an answer known beforehand. The tests are in
[tests/scenarios](../tests/scenarios).
"""
MIGRATIONS = """Schemas become each other with rows in place, and go back; commands run one after the other; scripts are linted; databases become
models. The tests are texts in [tests/migrations](../tests/migrations).
"""


class Failure(Exception):
    pass


class Scenario:
    def __init__(self, suite, database, situation, reason):
        self.suite, self.database, self.situation, self.reason = suite, database, situation, reason

    def verdict(self):
        if self.reason:
            return f"not yet: {self.reason}"
        return f"on {self.database}" if self.database else "holds"


def literal(text):
    parts = re.findall(r'"((?:[^"\\]|\\.)*)"', text or "")
    return "".join(parts).replace('\\"', '"').replace("\\\\", "\\")


def scenarios_of(source, name):
    titles = list(TITLE.finditer(source))
    for title, following in zip(titles, titles[1:] + [None]):
        one = ONE_DATABASE.search(title["title"])
        suite = title["title"].removesuffix(one[0]) if one else title["title"]
        if ": " not in suite:
            raise Failure(f"{name}: the test case \"{suite}\" names no suite")
        for call in CALL.finditer(source, title.end(), following.start() if following else len(source)):
            reason = literal(call[3]) if call["call"] == "missing" else None
            if call["call"] == "missing" and not reason:
                raise Failure(f"{name}: no reason why this is missing: {literal(call[2])}")
            yield Scenario(suite, one["database"] if one else None, literal(call[2]), reason)


def scenarios_of_text(source, name):
    head, *rest = re.split(r"^=== ", source, flags=re.MULTILINE)
    said = dict(re.findall(r"^(suite|only): (.+)$", head, re.MULTILINE))
    if ": " not in said.get("suite", ""):
        raise Failure(f"{name} names no suite")
    for each in rest:
        situation, *sections = re.split(r"\n(?=--- )", each.strip())
        missing = [part.partition("\n")[2] for part in sections if part.startswith("--- not yet\n")]
        yield Scenario(said["suite"], said.get("only"), situation, " ".join(" ".join(missing).split()) or None)


def read(files, scenarios_in):
    found = []
    for path in sorted(files):
        found += scenarios_in(path.read_text(encoding="utf-8"), path.name)
    twice = [key for key, count in Counter((each.suite, each.situation) for each in found).items() if count > 1]
    if twice:
        raise Failure("these stand there twice: " + "; ".join(": ".join(key) for key in twice))
    return found


def count_of(scenarios):
    held = sum(1 for each in scenarios if not each.reason)
    return f"{len(scenarios)} situations; {held} hold, {len(scenarios) - held} cannot be said yet."


def part(title, introduction, scenarios):
    lines = [f"## {title}", "", introduction, count_of(scenarios), "",
             "| Suite | hold | of these on one database | not yet |", "|---|---|---|---|"]
    suites = sorted({each.suite for each in scenarios})
    for suite in suites:
        own = [each for each in scenarios if each.suite == suite]
        lines.append(f"| {suite} | {sum(not each.reason for each in own)} | "
                     f"{sum(bool(each.database) and not each.reason for each in own)} | "
                     f"{sum(bool(each.reason) for each in own)} |")
    for suite in suites:
        lines += ["", f"### {suite}", "", "| Situation | |", "|---|---|"]
        lines += [f"| {cell(each.situation)} | {cell(each.verdict())} |" for each in scenarios if each.suite == suite]
    return lines


def page(queries, migrations):
    return "\n".join([INTRODUCTION, *part("Queries", QUERIES, queries), "",
                      *part("Migrations", MIGRATIONS, migrations)]) + "\n"


def cell(text):
    return text.replace("|", "\\|")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    try:
        tests = ROOT / "tests"
        text = page(read((tests / "scenarios").glob("*.cpp"), scenarios_of),
                    read((tests / "migrations").glob("*/*.scenario"), scenarios_of_text))
    except Failure as failure:
        print(failure)
        return 1
    path = ROOT / PAGE
    if not arguments.check:
        path.write_text(text, encoding="utf-8")
    elif not path.exists() or path.read_text(encoding="utf-8") != text:
        print(f"{PAGE} is not what the tests say; run tools/scenarios.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
