#!/usr/bin/env python3
"""Checks that the code blocks of README.md and docs are parts of files that are compiled and run.

A block says where it is from in the line before it:
    <!-- from examples/01_hello.cpp [models] -->
It is then the part of the file between the lines "// [models]" and "// [/models]"; without a name, it is any
successive lines of the file. Of recorded SQL, successive lines of the named part are enough. Every C++ block of README.md and of the guide is from somewhere. --update writes the
blocks anew.
"""

import argparse
import re
import sys
import textwrap
from pathlib import Path

MARKER = re.compile(r"<!-- from (?P<file>\S+)(?: \[(?P<region>[\w-]+)\])? -->\s*")
REGION_LINE = re.compile(r"\s*// \[/?[\w-]+\]\s*")


class Failure(Exception):
    pass


class Block:
    """A fenced block, its lines first..last of the page (without the fences), and its marker, if it has one."""

    def __init__(self, language, marker, first, last):
        self.language, self.marker, self.first, self.last = language, marker, first, last


def blocks(lines):
    opening = None
    for number, line in enumerate(lines):
        if not line.startswith("```"):
            continue
        if opening is not None:
            yield Block(lines[opening][3:].strip(), marker_above(lines, opening), opening + 1, number)
            opening = None
        else:
            opening = number


def marker_above(lines, number):
    above = [line for line in lines[max(0, number - 2) : number] if line.strip()]
    return MARKER.fullmatch(above[-1]) if above else None


def dedent(lines):
    return textwrap.dedent("\n".join(lines)).strip("\n").split("\n")


def source_lines(root, marker):
    path = root / marker["file"]
    if not path.exists():
        raise Failure(f"{marker['file']} does not exist")
    lines = path.read_text(encoding="utf-8").splitlines()
    region = marker["region"]
    if not region and path.suffix == ".sql" and any(REGION_LINE.fullmatch(line) for line in lines):
        raise Failure(f"{marker['file']} has parts, and the block does not say which")
    if region:
        names = [line.strip() for line in lines]
        try:
            lines = lines[names.index(f"// [{region}]") + 1 : names.index(f"// [/{region}]")]
        except ValueError:
            raise Failure(f"{marker['file']} has no part // [{region}] ... // [/{region}]") from None
    return [line for line in lines if not REGION_LINE.fullmatch(line)]


def is_part(part, whole):
    count = len(part)
    return any(dedent(whole[start : start + count]) == part for start in range(len(whole) - count + 1))


def fitting(root, block, lines):
    """The lines that the block should have; its own where they are right."""
    whole = source_lines(root, block.marker)
    own = lines[block.first : block.last]
    if (not block.marker["region"] or block.marker["file"].endswith(".sql")) and is_part(own, whole):
        return own
    return dedent(whole)


def is_only_cut(page):
    return page.name == "README.md" or page.parent.name == "guide"


def check_page(root, page, update):
    lines = page.read_text(encoding="utf-8").splitlines()
    problems = []
    # From the end, so that a block which changes its length leaves the numbers of those before it right.
    for block in reversed(list(blocks(lines))):
        where = f"{page.relative_to(root)}:{block.first}"
        if not block.marker:
            if is_only_cut(page) and block.language == "cpp":
                problems.append(f"{where}: the block says not where it is from: <!-- from examples/... -->")
            continue
        try:
            right = fitting(root, block, lines)
        except Failure as failure:
            problems.append(f"{where}: {failure}")
            continue
        if lines[block.first : block.last] != right:
            if update:
                lines[block.first : block.last] = right
            else:
                problems.append(f"{where}: not as in {block.marker['file']}. Run: tools/snippets.py --update")
    if update:
        page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return problems[::-1]


def main():
    root = Path(__file__).resolve().parents[1]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=root, help="of the repository")
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()

    pages = [arguments.root / "README.md", *sorted((arguments.root / "docs").rglob("*.md"))]
    problems = [
        problem for page in pages if page.exists() for problem in check_page(arguments.root, page, arguments.update)
    ]
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
