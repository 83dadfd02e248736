#!/usr/bin/env python3
"""Says which test files can be compiled together.

    tools/test_batches.py SIZE FILE...

Prints a line for each batch: up to SIZE files, separated by semicolons. What tests use of refract is instantiated and
compiled once for each file that a compiler reads, so that a batch of six takes about 0.6 of what its files take alone.

In a batch no file mentions a name that another one declares outside of functions and classes, and whoever uses a
namespace stands behind those who do not. This is judged by the text alone: names that only look alike cost a place in
the batch and nothing else.
"""

import re
import sys
from pathlib import Path

NO_NAMES = set("if for while return template using namespace struct class enum union requires operator static_assert".split())
RAW_TEXTS = re.compile(r'R"(\w*)\(.*?\)\1"', re.DOTALL)
TEXTS_AND_COMMENTS = re.compile(r'"(?:\\.|[^"\\])*"|//.*')
# What stands behind a dot, an arrow or two colons is found elsewhere.
MENTIONED = re.compile(r"(?<![\w.>:])\w+")
TYPE = re.compile(r"\b(?:struct|class|enum|union|concept|using) (?!class |namespace |std::)(\w+)")
# "std::string label{};", "const Ware& ware)", "[label = 1]"
OWN = re.compile(r"(\w+|[>&*])\s*\b(?<=[\s>&*])(\w+) *[;={(,)\[:]")
NO_TYPES = set("return else throw case new delete co_return co_await co_yield using namespace goto".split())
INCLUDE = re.compile(r'^#include [<"]([^>"]+)[>"]', re.MULTILINE)
BASES = re.compile(r"\b((?:struct|class) \w+(?: final)?) :.*")
USING = re.compile(r"^using ((?:\w+::)+(\w+));", re.MULTILINE)
# "const int answer = 42;", "void fill(Database& db) {", "std::vector<int> numbers{"
OBJECT_OR_FUNCTION = re.compile(r".*?(?<![\w:])(\w+)(?: *[({=;\[]|$)")


def without_arguments(line):
    """`template <class T> std::vector<T> made() {` without what stands in angle brackets."""
    before = None
    while before != line:
        before, line = line, re.sub(r"<[^<>]*>", " ", line)
    return line


def declared_names(text):
    """The names that stand at the start of lines: our format indents what is inside of something."""
    names = set()
    for line in RAW_TEXTS.sub('""', text).splitlines():
        if macro := re.match(r"#\s*define (\w+)", line):
            names.add(macro[1])
        elif alias := re.match(r"namespace (\w+) = ", line):
            names.add(alias[1])
        elif re.match(r"\w", line) and not re.match(r"TEST_CASE|TEMPLATE_|namespace|using (namespace |[\w:]+;)", line):
            line = BASES.sub(r"\1 {", without_arguments(line))
            names.update(TYPE.findall(line))
            if other := OBJECT_OR_FUNCTION.match(line):
                names.add(other[1])
    return {name for name in names if name not in NO_NAMES and not name.startswith("refract")}


def directives(text):
    """The namespaces that a file uses, whose names stand in the whole batch then."""
    return set(re.findall(r"^using namespace ((?:refract|std)(?:::\w+)*);", text, re.MULTILINE))


def used_names(text):
    """{("Tag", "blog::Tag")} of `using blog::Tag;`, which is the same wherever it stands."""
    return {(name, whole) for whole, name in USING.findall(text) if not whole.startswith("std::")}


def mentioned_names(text):
    """But those of members and local objects, which hide what another file declares."""
    text = TEXTS_AND_COMMENTS.sub(" ", RAW_TEXTS.sub('""', text))
    own = {name for before, name in OWN.findall(without_arguments(text)) if before not in NO_TYPES}
    return set(MENTIONED.findall(text)) - own


def with_headers(file, tests):
    """The file and those of our own headers that it includes, however deep."""
    found, waiting = set(), [file.resolve()]
    while waiting:
        path = waiting.pop()
        if path in found or not path.is_file():
            continue
        found.add(path)
        for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            waiting += [(path.parent / name).resolve(), (tests / name).resolve()]
    return found


class Batch:
    """Files that are compiled together, with their headers."""

    def __init__(self, file):
        self.files, self.sources = [file], set()  # the files, and what they use by `using`
        self.declared, self.mentioned = set(), set()  # (name, source), names
        self.directives = [directives(Path(file).read_text(encoding="utf-8"))]  # of each file

    @classmethod
    def of_file(cls, file, tests):
        batch = cls(file)
        precompiled = with_headers(tests / "support/databases.hpp", tests)
        used = set()
        for source in with_headers(Path(file), tests) - precompiled:
            text = source.read_text(encoding="utf-8")
            batch.sources.add(source)
            batch.declared |= {(name, source) for name in declared_names(text)}
            batch.mentioned |= mentioned_names(text)
            used |= used_names(text)
        ours = {name for name, _ in batch.declared}
        batch.declared |= {(name, whole) for name, whole in used if name not in ours}
        batch.sources |= {whole for _, whole in used}
        return batch

    def hides(self, other):
        names = other.mentioned | {name for name, _ in other.declared}
        return any(name in names for name, source in self.declared if source not in other.sources)

    def takes(self, other):
        ordered = sorted(self.directives + other.directives, key=len)
        can_be_ordered = all(one <= two for one, two in zip(ordered, ordered[1:]))
        return can_be_ordered and not (self.hides(other) or other.hides(self))

    def add(self, other):
        both = sorted(zip(self.directives + other.directives, self.files + other.files), key=lambda each: len(each[0]))
        self.directives, self.files = [each for each, _ in both], [each for _, each in both]
        self.sources |= other.sources
        self.declared |= other.declared
        self.mentioned |= other.mentioned


def batches_of(size, files, tests):
    """Each file goes into the first batch that takes it; tests: the folder where included headers are looked for."""
    batches = []
    for file in sorted(files):
        alone = Batch.of_file(file, tests)
        free = (batch for batch in batches if len(batch.files) < size and batch.takes(alone))
        if batch := next(free, None):
            batch.add(alone)
        else:
            batches.append(alone)
    return [batch.files for batch in batches]


def main(size, *files):
    for batch in batches_of(int(size), files, Path(__file__).resolve().parents[1] / "tests"):
        print(";".join(batch))


if __name__ == "__main__":
    main(*sys.argv[1:])
