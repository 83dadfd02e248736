#!/usr/bin/env python3
"""Checks that README.md, CONTRIBUTING.md, docs and our comments speak only of what is there.

Links lead to files and headings that exist, and one of an index to each page; numbers of compile errors are those of docs/errors.md; files that are named
in pages or headers exist; a function or class in backticks is one of refract's, of the standard library's, or of the
page's own code; no page uses the words that only its authors know. A page may end with
    <!-- tested by tests/unit/client/rows.cpp tests/unit/driver/sqlite.cpp -->
and the files are then there as well.
"""

import argparse
import re
import sys
from pathlib import Path

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+\s+(.*)", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
CALL = re.compile(r"(?<![\w:&])(\w{3,})(?=[(<])")
ERROR_NUMBER = re.compile(r"\bE\d{3}\b")
SQL = re.compile(r"[A-Z]{2,}\b")
NAMED_FILE = re.compile(r"\b(?:docs|tests|tools|include|examples|cmake)/[\w/*.-]+\.(?:md|cpp|hpp|py|txt|cmake|expected)\b")
TESTED_BY = re.compile(r"<!-- tested by ([^>]*?) -->")
# Ours among ourselves; what a reader is told instead stands behind each.
IN_HOUSE = {
    r"\bverbs?\b": "call, function, statement",
    r"\bvouch": "trust",
    r"\bentit(?:y|ies)\b": "object",
}
# Other people's functions that pages speak of.
FOREIGN = set("fork instr json_each numeric setval sizeof target_link_libraries varchar".split())


def anchor_of(heading):
    text = re.sub(r"[^\w\s-]", "", heading.replace("`", "").strip().lower())
    return re.sub(r"\s", "-", text)


def anchors_of(page):
    return {anchor_of(heading) for heading in HEADING.findall(FENCE.sub("", page.read_text(encoding="utf-8")))}


def link_problems(root, page, text):
    for target in LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path) if path else page
        if not file.exists():
            yield f"the link {target} leads nowhere"
        elif anchor and file.suffix == ".md" and anchor not in anchors_of(file):
            yield f"the link {target} leads to no heading of {path or page.name}"


def index_problems(root):
    indexes = sorted((root / "docs").rglob("index.md"))
    linked = {
        (index.parent / target.partition("#")[0]).resolve()
        for index in indexes
        for target in LINK.findall(index.read_text(encoding="utf-8"))
    }
    for page in sorted((root / "docs").rglob("*.md")) if indexes else []:
        if page not in indexes and page.resolve() not in linked:
            yield f"{page.relative_to(root)}: no index.md leads to this page"


def number_problems(known, text):
    for number in sorted(set(ERROR_NUMBER.findall(text)) - known):
        yield f"{number} is not in docs/errors.md"


def file_problems(root, text):
    for name in sorted(set(NAMED_FILE.findall(text))):
        is_pattern = "*" in name or "NN_" in name or re.fullmatch(r"x(_\w+)?", Path(name).stem)
        if not is_pattern and not (root / name).exists():
            yield f"{name} is not there"
    for names in TESTED_BY.findall(text):
        for name in names.split():
            if not (root / name).exists():
                yield f"tested by {name}, which is not there"


def name_problems(known, text):
    code = " ".join(FENCE.findall(text))
    for span in SPAN.findall(FENCE.sub("", text)):
        if SQL.match(span):
            continue
        for name in CALL.findall(span):
            if name not in known and name not in FOREIGN and not re.search(rf"\b{name}\b", code):
                yield f"`{span}`: there is no {name}"


def word_problems(text):
    prose = SPAN.sub("", COMMENT.sub("", FENCE.sub("", text)))
    for word, plain in IN_HOUSE.items():
        for found in re.findall(word, prose, re.IGNORECASE):
            yield f'"{found}" is a word of ours; write for example: {plain}'


def problems(root):
    headers = {path: path.read_text(encoding="utf-8") for path in sorted((root / "include").rglob("*.hpp"))}
    names = set(re.findall(r"\w+", " ".join(headers.values())))
    names |= set(re.findall(r"\w+", " ".join(p.read_text(encoding="utf-8") for p in (root / "examples").rglob("*pp"))))
    errors_page = root / "docs" / "errors.md"
    numbers = set(ERROR_NUMBER.findall(errors_page.read_text(encoding="utf-8"))) if errors_page.exists() else set()
    pages = [root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").rglob("*.md"))]
    for page in (page for page in pages if page.exists()):
        text = page.read_text(encoding="utf-8")
        found = [*link_problems(root, page, text), *number_problems(numbers, text), *file_problems(root, text)]
        found += word_problems(text)
        if page != errors_page:
            found += name_problems(names, text)
        yield from (f"{page.relative_to(root)}: {problem}" for problem in found)
    yield from index_problems(root)
    for path, text in headers.items():
        yield from (f"{path.relative_to(root)}: {problem}" for problem in file_problems(root, text))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1], help="of the repository")
    found = list(problems(parser.parse_args().root))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
