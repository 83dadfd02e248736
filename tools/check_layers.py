#!/usr/bin/env python3
"""Checks the order of the headers in include/refract.

A folder includes only itself and the folders above it in tools/layers.txt, and some parts see less (NEVER); no headers
include each other in a ring; no header has 500 lines or more, no function more than 40, no line more columns than
.clang-format allows; every header has a test of the same name; SQL is spelled in a few folders only, and databases are
named in their own files only; the core does without dear headers of the standard library; kinds of nodes, clauses and the like are all named where they are printed, and an array
that an enumerator indexes has as many elements; public names have a comment, and folders a page in docs/reference.
With --compiler, every header compiles alone.
"""

import argparse
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

import cpp_source

LINE_LIMIT = 500
FUNCTION_LIMIT = 40
# Whose headers never see which others, directly or not; query/rules is a floor of its own.
NEVER = [
    ("driver/", ("expr/", "query/")),
    ("dialect/", ("expr/", "query/")),
    ("codec/", ("tree/",)),
    ("sql/print_", ("expr/", "query/")),
    ("query/rules/", ("expr/", "query/")),
]
# Literals that are SQL, not speech about it.
SQL = re.compile(
    r'^" ?(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|SAVEPOINT|RELEASE|ROLLBACK|COMMIT|BEGIN|RETURNING|FROM|WHERE|'
    r"(LEFT |CROSS )?JOIN|GROUP BY|HAVING|ORDER BY|LIMIT|OFFSET|VALUES|ON CONFLICT|CAST|COPY|EXPLAIN|PRAGMA)[ \";(]"
)
# The rows of standard SQL stand beside the operations; the recorder tells an insert from an upsert.
SPELLS_SQL = ("sql/", "dialect/", "driver/", "migrate/", "tree/operation.hpp", "recorder.hpp")
DATABASE = re.compile(r"(?i)sqlite|postgres|mysql|mariadb|sqlserver")
# In dialect/sqlite.hpp it is SQLite, and so on; the recorder plays SQLite unless it is told otherwise.
NAMES_DATABASES = ("dialect/", "driver/")
MAY_NAME = ("driver/recorder.hpp", "cli/databases.hpp")
# What programs include, and what costs each of them more than all else of the standard library: with ranges and
# parallel forms behind it, <algorithm> is a twentieth of the whole.
CORE = ("refract.hpp", "sqlite.hpp", "postgres.hpp", "recorder.hpp")
DEAR = ("algorithm", "functional", "iomanip", "iostream", "istream", "ostream", "ranges", "regex", "sstream")
# The command line is a user of the rest.
USERS = ("cli",)
# Enumerations of which a new member must not be forgotten, and where each is named again.
NAMED_AGAIN = {
    "node_kind": ("sql/",),
    "clause_kind": ("sql/", "tree/", "query/rules/"),
    "operation": ("tree/operation.hpp",),
    "type_kind": ("dialect/",),
}
ENUMERATION = re.compile(r"\benum class (\w+)[^;{]*\{([^}]*)\}")
# What X11, Windows and toolkits define as macros, and what might look like a name of ours.
MACRO_OF_OTHERS = re.compile(
    r"\b(None|Bool|Status|Always|Unsorted|Expose|interface|emit|slots|signals|foreach|forever|ERROR|DELETE|IN|OUT|STRICT)\b"
)
INDEX = re.compile(r"\b(\w+)(?:\(\))?\[static_cast<std::size_t>\(([^()]*)\)\]")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
# The client libraries: where one is not installed, the headers that need it are not compiled.
CLIENT_HEADERS = [("sqlite3.h",), ("libpq-fe.h", "postgresql/libpq-fe.h")]


class Header:
    def __init__(self, folder, path):
        self.path = path
        self.name = PurePosixPath(path.relative_to(folder))
        self.text = path.read_text(encoding="utf-8")
        self.ours = []
        self.system = []
        for bracket, target in INCLUDE.findall(self.text):
            if target.startswith("refract/"):
                self.ours.append(PurePosixPath(target.removeprefix("refract/")))
            elif bracket == '"':
                beside = (path.parent / target).resolve()
                self.ours.append(PurePosixPath(beside.relative_to(folder.resolve())))
            else:
                self.system.append(target)

    @property
    def layer(self):
        """The stage that the header belongs to; None for refract.hpp, sqlite.hpp and their like."""
        return self.name.parts[0] if len(self.name.parts) > 1 else None

    @property
    def is_detail(self):
        return "detail" in self.name.parts


def read_headers(folder):
    return {header.name: header for header in (Header(folder, path) for path in sorted(folder.rglob("*.hpp")))}


def read_layers(path):
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


def layer_problems(headers, layers):
    for header in headers.values():
        if header.layer is None:
            continue
        if header.layer not in layers:
            yield f"{header.name}: the folder {header.layer} is not in tools/layers.txt"
            continue
        allowed = layers[: layers.index(header.layer) + 1]
        for target in header.ours:
            if target not in headers:
                yield f"{header.name} includes {target}, which does not exist"
            elif headers[target].layer is None and header.layer in USERS:
                continue
            elif headers[target].layer is None:
                yield f"{header.name} includes {target}, which is for users only"
            elif headers[target].layer not in allowed:
                yield f"{header.name} includes {target}: {header.layer} may include {', '.join(allowed)}"


def cycle_problems(headers):
    finished = set()

    def visit(name, way):
        if name in way:
            ring = [*way[way.index(name) :], name]
            yield f"headers include each other: {' -> '.join(map(str, ring))}"
        elif name in headers and name not in finished:
            for target in headers[name].ours:
                yield from visit(target, [*way, name])
            finished.add(name)

    for name in headers:
        yield from visit(name, [])


def length_problems(headers):
    for header in headers.values():
        lines = header.text.count("\n")
        if lines >= LINE_LIMIT:
            yield f"{header.name} has {lines} lines, {LINE_LIMIT} are too many"


def starts_with(header, folders):
    return str(header.name).startswith(folders)


def sight_problems(headers):
    for header in headers.values():
        for part, hidden in NEVER:
            if starts_with(header, part):
                for seen in everything_included(headers, header.name):
                    if starts_with(seen, hidden) and not starts_with(seen, "query/rules/"):
                        yield f"{header.name} sees {seen.name}, directly or not: {part}* never does"


def spelling_problems(headers):
    for header in headers.values():
        if not starts_with(header, SPELLS_SQL):
            for line, literal in cpp_source.literals_of(header.text):
                if SQL.match(literal):
                    yield f"{header.name}:{line} spells SQL: {literal}"
        if header.layer and str(header.name) not in MAY_NAME:
            own = header.name.name if starts_with(header, NAMES_DATABASES) else ""
            for line, code in enumerate(cpp_source.code_of(header.text).split("\n"), 1):
                for found in DATABASE.findall(code):
                    if not own.startswith(found.lower()):
                        yield f"{header.name}:{line} names a database: {found}"


def core_problems(headers):
    of_core = {each.name: each for name in CORE for each in everything_included(headers, PurePosixPath(name))}
    for header in of_core.values():
        for target in header.system:
            if target in DEAR:
                yield f"{header.name} includes <{target}>, which is too dear for the core"


def macro_problems(headers):
    """A program may include others' headers before ours."""
    for header in headers.values():
        for line, code in enumerate(cpp_source.code_of(header.text).split("\n"), 1):
            for found in MACRO_OF_OTHERS.findall(code):
                yield f"{header.name}:{line} has a name that is a macro elsewhere: {found}"


def size_problems(headers, columns):
    for header in headers.values():
        for line, text in enumerate(header.text.split("\n"), 1):
            # A text stays in one piece, so that it can be searched.
            if len(text) > columns and '"' not in text:
                yield f"{header.name}:{line} has {len(text)} columns, {columns} are allowed"
        for kind, first, last, *_ in cpp_source.blocks_of(header.text):
            if kind == "function" and last - first >= FUNCTION_LIMIT:
                yield f"{header.name}:{first} is a function of {last - first + 1} lines, {FUNCTION_LIMIT} are allowed"


def enumerations_of(headers):
    """The enumerators of each, by its name; names that several have are not told apart."""
    found = {}
    for header in headers.values():
        for name, inside in ENUMERATION.findall(cpp_source.code_of(header.text)):
            found.setdefault(name, []).extend(each.split("=")[0].strip() for each in inside.split(",") if each.strip())
    return found


def naming_problems(headers):
    """A kind that its printer or its table does not name would print nothing, and nobody would notice."""
    for name, enumerators in enumerations_of(headers).items():
        places = NAMED_AGAIN.get(name, ())
        code = "".join(cpp_source.code_of(header.text) for header in headers.values() if places and starts_with(header, places))
        short = re.findall(rf"\b(\w+) = {name};", code)  # using k = type_kind
        for each in enumerators:
            said = "|".join([name, *short])
            if places and each != "none" and not re.search(rf"\b(?:{said})::{each}\b", code):
                yield f"{name}::{each} is named nowhere in {', '.join(places)}"


def index_problems(headers):
    """An enumerator in the middle of an enumeration would shift what an array says of those behind it."""
    enumerations = enumerations_of(headers)
    code_of = {name: cpp_source.code_of(header.text) for name, header in headers.items()}
    variables = {}
    for name in enumerations:
        for code in code_of.values():
            for variable in re.findall(rf"\b{name} (\w+)\b(?! *\()", code):
                variables.setdefault(variable, []).append(name)
    for header in headers.values():
        code = code_of[header.name]
        for found in INDEX.finditer(code):
            possible = dict.fromkeys(variables.get(re.split(r"\W+", found[2])[-1], []))
            if possible and not any(f"{each}_count" in code for each in possible):
                line = code.count("\n", 0, found.start()) + 1
                counts = " or ".join(f"{each}_count" for each in possible)
                yield f"{header.name}:{line} indexes {found[1]} with an enumerator, and its size is not {counts}"
    for name, enumerators in enumerations.items():
        for header in headers.values():
            counted = re.search(rf"\b{name}_count = static_cast<[\w:]+>\({name}::(\w+)\) \+ 1;", code_of[header.name])
            if counted and counted[1] != enumerators[-1]:
                yield f"{header.name}: {name}_count counts to {counted[1]}, the last one is {enumerators[-1]}"


def is_commented(lines, line):
    """Whether a comment stands somewhere in the lines right above, without an empty one between."""
    while line > 1 and lines[line - 2].strip():
        line -= 1
        if lines[line - 1].lstrip().startswith("///"):
            return True
    return False


def comment_problems(headers):
    for header in headers.values():
        lines = header.text.split("\n")
        said = set()  # of overloads the first says it
        for kind, first, _, declaration, path in sorted(cpp_source.blocks_of(header.text), key=lambda block: block[1]):
            if path != ("refract", "v0") or kind not in ("type", "function"):
                continue
            name = cpp_source.name_of(declaration)
            if is_commented(lines, first):
                said.add(name)
            elif name not in said and "<" not in name:
                yield f"{header.name}:{first} has no /// for {name}"


def columns_of(path):
    return int(re.search(r"^ColumnLimit: (\d+)", path.read_text(encoding="utf-8"), re.MULTILINE)[1])


def test_problems(headers, tests):
    for header in headers.values():
        if header.layer and not header.is_detail:
            test = tests / header.name.with_suffix(".cpp")
            if not test.exists():
                yield f"{header.name} has no test tests/unit/{header.name.with_suffix('.cpp')}"


def page_problems(headers, pages):
    for layer in dict.fromkeys(header.layer for header in headers.values() if header.layer):
        if not any((pages / layer).glob("*.md")):
            yield f"{layer} has no page in docs/reference/{layer}"


def everything_included(headers, name):
    """The header and all of ours that it includes, directly or not."""
    found, waiting = set(), [name]
    while waiting:
        name = waiting.pop()
        if name in headers and name not in found:
            found.add(name)
            waiting += headers[name].ours
    return [headers[name] for name in found]


def chains_of(headers, known):
    """The headers as few lists, in which each is included by the next one, directly or not: what stands in front of a
    header there is what it includes itself, so that a list which compiles has shown that each of its headers does."""
    included = {
        header.name: {each.name for each in everything_included(headers, header.name) if each is not header}
        for header in known
    }
    inside = {  # the one that includes most comes first, and the same one each time
        name: sorted(parts & included.keys(), key=lambda part: (-len(included[part]), part))
        for name, parts in included.items()
    }
    next_of, before = {}, {}  # a matching of each header with one that is inside of it

    def place(name, tried):
        for part in inside[name]:
            if part not in tried:
                tried.add(part)
                if part not in next_of or place(next_of[part], tried):
                    next_of[part], before[name] = name, part
                    return True
        return False

    for name in inside:
        place(name, set())
    chains = []
    for name in (each for each in inside if each not in next_of):
        chain = [name]
        while chain[0] in before:
            chain.insert(0, before[chain[0]])
        chains.append([headers[each] for each in chain])
    return chains


class Compiler:
    def __init__(self, command, folder, flags):
        self.command = [command, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror"]
        self.command += [f"-I{folder.parent}", *flags, "-xc++", "-"]

    def compile(self, text):
        """What the compiler says against the text; empty when nothing."""
        done = subprocess.run(
            self.command, input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
        )
        return done.stdout if done.returncode else ""

    def finds(self, target):
        return not self.compile(f"#include <{target}>\n")


def stand_alone_problems(headers, compiler):
    missing = [names for names in CLIENT_HEADERS if not any(map(compiler.finds, names))]

    def can_compile(header):
        system = {target for included in everything_included(headers, header.name) for target in included.system}
        if any(system.intersection(names) for names in missing):
            print(f"skipped: {header.name}, its client library was not found")
            return False
        return True

    known = [header for header in headers.values() if can_compile(header)]

    def check(chain):
        """The output of the compiler names the header of the chain that it does not like."""
        output = compiler.compile("".join(f"#include <refract/{header.name}>\n" for header in chain))
        return f"{' or '.join(str(each.name) for each in chain)} does not compile alone:\n{output}" if output else None

    with ThreadPoolExecutor(max_workers=2) as processes:
        yield from filter(None, processes.map(check, chains_of(headers, known)))


def main():
    root = Path(__file__).resolve().parents[1]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=root, help="of the repository")
    parser.add_argument("--compiler", help="only compile every header alone, with this one")
    parser.add_argument("flags", nargs="*", help="for the compiler, after --")
    arguments = parser.parse_args()

    folder = arguments.root / "include" / "refract"
    headers = read_headers(folder)
    if arguments.compiler:
        problems = list(stand_alone_problems(headers, Compiler(arguments.compiler, folder, arguments.flags)))
    else:
        problems = [
            *layer_problems(headers, read_layers(arguments.root / "tools" / "layers.txt")),
            *cycle_problems(headers),
            *sight_problems(headers),
            *length_problems(headers),
            *size_problems(headers, columns_of(arguments.root / ".clang-format")),
            *spelling_problems(headers),
            *core_problems(headers),
            *macro_problems(headers),
            *comment_problems(headers),
            *test_problems(headers, arguments.root / "tests" / "unit"),
            *naming_problems(headers),
            *index_problems(headers),
            *page_problems(headers, arguments.root / "docs" / "reference"),
        ]
    print("\n".join(problems) if problems else f"{len(headers)} headers are in order")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
