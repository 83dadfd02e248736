#!/usr/bin/env python3
"""Checks that every compile error has its place: each [E012] in include/ has a heading in docs/errors.md and a
program in tests/reject that provokes it, and neither names an error that does not exist."""

import argparse
import re
import sys
from pathlib import Path

NUMBER = re.compile(r"\[(E\d{3})\]")
HEADING = re.compile(r"^#+ .*?\b(E\d{3})\b", re.MULTILINE)


def numbers(pattern, paths):
    return {number for path in paths for number in pattern.findall(path.read_text(encoding="utf-8"))}


def expectations(paths):
    first_lines = (path.read_text(encoding="utf-8").partition("\n")[0] for path in paths)
    return {number for line in first_lines for number in NUMBER.findall(line)}


def problems(root):
    used = numbers(NUMBER, root.glob("include/**/*.hpp"))
    explained = numbers(HEADING, [root / "docs" / "errors.md"])
    provoked = expectations(root.glob("tests/reject/*.cpp"))

    for number in sorted(used - explained):
        yield f"{number} has no heading in docs/errors.md"
    for number in sorted(used - provoked):
        yield f"{number} has no program in tests/reject"
    for number in sorted((explained | provoked) - used):
        yield f"{number} is explained or expected, but no header of ours says it"


def main():
    root = Path(__file__).resolve().parents[1]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=root, help="of the repository")
    found = list(problems(parser.parse_args().root))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
