#!/usr/bin/env python3
"""Checks that no function of refract is found for a call of the user's own function of that name.

Argument-dependent lookup looks for a function in the namespaces of its arguments' types. A program's
`template <class Database> void run(Database&)` would then be ambiguous with any `run(Statement&)` that stands beside
our databases. So for each name of a function in the headers, and some that programs like, a namespace of a user has
function templates of that name, and calls them with objects of ours; each call has to mean the user's function.

--write HEADER makes the opposite of it for tests/lookup: a namespace for models whose functions have the names of ours
and take anything. Whoever calls one of them does not compile.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CALL = re.compile(r"\b([a-z_]\w*)\(")
COMMENT_OR_TEXT = re.compile(r'//[^\n]*|"(?:\\.|[^"\\\n])*"')
NO_NAMES = set(
    "alignas alignof and auto bool catch char consteval constexpr constinit decltype defined delete double explicit "
    "float for if int long new noexcept not operator or requires return sizeof static_assert switch template throw "
    "typename unsigned void while __attribute__ __has_include __has_cpp_attribute".split()
)
# The standard library's own generic functions are found for every type that holds one of its types.
OF_THE_STANDARD = set("advance apply begin copy data distance end exchange fill forward get max min move size swap visit".split())
LIKED = set(
    "append bind call check close compare convert copy count create describe dump each escape execute fetch fill find "
    "format hash insert join load log make name open parse print process query read remove render report reset run "
    "save send show skip sort step store transform update validate write".split()
)
FORMS = {"by_reference": "{}&", "by_const": "const {}&", "by_forwarding": "{}&&"}
FORMS_OF_GREEDY = ["{}", "const {}&", "{}&&"]
ARGUMENTS = ["o", "o, v", "v, o", "o, o", "o, v, v", "o, o, o"]
HEADS = ["", "class A, ", "class A, class B, ", "auto V, ", "auto V, class A, ", "auto V, auto W, "]
OBJECTS = """
    refract::sqlite::database db{":memory:"};
    auto transaction = db.begin();
    auto query = refract::from<User>().where(refract::col<&User::id> == 3);
    auto rows = db.each(query);
    refract::predicate<User> predicate;
    refract::ordering<User> ordering;
    walk(db, transaction, query, rows, predicate, ordering, refract::col<&User::id>, refract::col<&User::id> == 1,
         refract::col<&User::id, manager>, refract::col<&User::text> == "x", refract::col<&User::id> = 2,
         refract::col<&User::id>.desc(), refract::count(), refract::param<int>, refract::uuid{}, refract::decimal<2>{},
         refract::json{}, refract::model<User>, refract::error("x"), refract::schema<User>{},
         refract::unsafe_sql("x"), refract::transaction_options{});
    walk(refract::exists(query), refract::scalar(query.select(refract::col<&User::id>)), refract::numeric{},
         refract::tuple(refract::col<&User::id>, refract::col<&User::text>), refract::sum(refract::col<&User::id>),
         refract::row_number().over(refract::order_by(refract::col<&User::id>)), refract::lower(refract::col<&User::text>),
         refract::from<User>().select(refract::col<&User::id>, refract::count()).group_by(refract::col<&User::id>),
         refract::insert_into<User>().set(refract::col<&User::id> = 2), refract::delete_from<User>().all_rows(),
         refract::update<User>().set(refract::col<&User::id> = 2).all_rows(), refract::column<&User::id>.named("x"),
         refract::unix_seconds, refract::keys_are_given, User{});
"""


def names_of_functions(include):
    """Functions that are declared outside of classes: their lines are not indented."""
    found = set(LIKED)
    for path in sorted(include.rglob("*.hpp")):
        text = COMMENT_OR_TEXT.sub('""', path.read_text(encoding="utf-8"))
        for line in text.split("\n"):
            if line[:1].isalpha():
                found.update(CALL.findall(line.partition("=")[0] if " = " in line else line))
    return sorted(found - NO_NAMES - OF_THE_STANDARD)


def program(names):
    lines = ["#include <refract/recorder.hpp>", "#include <refract/sqlite.hpp>", "namespace app {", "struct mine {};"]
    lines += ["struct User { std::int64_t id{}; std::string text; std::int64_t boss{}; };"]
    lines += ['using manager = refract::alias<User, "manager">;']
    for form, parameter in FORMS.items():
        lines.append(f"namespace {form} {{")
        for name in names:
            for types in ("T", "TU", "TUV"):
                heads = ", ".join(f"class {each}" for each in types)
                lines.append(f"template <{heads}> mine {name}({', '.join(parameter.format(each) for each in types)});")
        lines.append("template <class O, class V> void call_all(O& o, V& v) {")
        for name in names:
            for arguments in ARGUMENTS:
                call = f"{name}({arguments})"
                lines.append(f"if constexpr (requires {{ {call}; }})")
                lines.append(f'static_assert(std::is_same_v<decltype({call}), mine>, "{call} means ours");')
                lines.append(f'else static_assert(sizeof(O) == 0, "{call} is ambiguous");')
        lines.append("}\n}")
    calls = " ".join(f"({form}::call_all(o, number), ...);" for form in FORMS)
    lines += [f"template <class... O> void walk(O&&... o) {{ int number = 1; {calls} }}"]
    lines += [f"void walk_all() {{{OBJECTS}}}", "}"]
    return "\n".join(lines)


def greedy_functions(names, namespace):
    """Function templates that take anything, also behind template arguments that a call names."""
    lines = ["#pragma once", f"namespace {namespace} {{"]
    for name in names:
        for head in HEADS:
            for form in FORMS_OF_GREEDY:
                for count in range(1, 4 if head else 5):
                    types = [f"T{number}" for number in range(count)]
                    heads = head + ", ".join(f"class {each}" for each in types)
                    lines.append(
                        f"template <{heads}> constexpr auto {name}({', '.join(form.format(each) for each in types)}) "
                        f'{{ static_assert(sizeof(T0) == 0, "{name} of the program is called"); }}'
                    )
    return "\n".join([*lines, "}", ""])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--include", type=Path, default=ROOT / "include")
    parser.add_argument("--write", type=Path, metavar="HEADER")
    parser.add_argument("compiler", nargs="?")
    parser.add_argument("flags", nargs="*", help="for the compiler, after --")
    arguments = parser.parse_args()
    names = names_of_functions(arguments.include)
    if arguments.write:
        arguments.write.parent.mkdir(parents=True, exist_ok=True)
        arguments.write.write_text(greedy_functions(names, "shop"), encoding="utf-8")
        return 0
    if not arguments.compiler:
        parser.error("name a compiler")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lookup.cpp"
        path.write_text(program(names), encoding="utf-8")
        command = [arguments.compiler, "-std=c++20", "-fsyntax-only", "-w", f"-I{arguments.include}", *arguments.flags]
        done = subprocess.run([*command, str(path)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode == 0:
        print(f"{len(names)} names, each means the user's")
        return 0
    wrong = sorted(set(re.findall(r"assert\w* failed[^:\n]*: \"?([^\"\n]*)", done.stdout)))
    print("\n".join(wrong) if wrong else done.stdout[:5000])
    return 1


if __name__ == "__main__":
    sys.exit(main())
