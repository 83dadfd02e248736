#!/usr/bin/env python3
"""Writes the programs whose compilation is measured.

10 models of 8 fields and 50 distinct queries, once with refract and once with SQLite's C API, the include alone, and a
model of 100 fields with its four verbs. Models and queries are the same on both sides: see KINDS.
"""

import argparse
from pathlib import Path

from kinds import KINDS, MODELS, QUERIES_PER_MODEL, fields_of

REFRACT_HEAD = "#include <refract/sqlite.hpp>\n\n"
RAW_HEAD = """#include <sqlite3.h>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

"""
RAW_HELPERS = (Path(__file__).parent / "raw_helpers.inc").read_text(encoding="utf-8")


def struct(name, fields):
    lines = "".join(f"    {kind} {field}{{}};\n" for kind, field in fields)
    return f"struct {name} {{\n{lines}}};\n"


def models():
    return "".join(struct(name, fields_of(number)) for number, name in enumerate(MODELS))


def each_query():
    """Each of the queries as (number, model's number, kind)."""
    for number in range(len(MODELS) * QUERIES_PER_MODEL):
        model = number // QUERIES_PER_MODEL
        # Three kinds apart, so that each model is read, written and counted.
        yield number, model, KINDS[(model + 3 * (number % QUERIES_PER_MODEL)) % len(KINDS)]


def calls(function):
    lines = "".join(f"    sum += query_{number}(db, count);\n" for number, _, _ in each_query())
    return f"long {function} {{\n    long sum = 0;\n{lines}    return sum;\n}}\n"


def refract_queries():
    parts = [REFRACT_HEAD, "using namespace refract;\nusing database = refract::sqlite::database;\n", models()]
    parts.append("struct card {\n    std::int64_t id{};\n    std::string name{};\n};\n")
    for number, model, kind in each_query():
        parts.append(f"static long query_{number}(database& db, [[maybe_unused]] int n) {{\n{kind.refract(number, model)}}}\n")
    parts.append(calls("run_all(database& db, int count)"))
    parts.append('int main(int count, char**) {\n    database db(":memory:");\n    return run_all(db, count) > 0;\n}\n')
    return "".join(parts)


def raw_queries():
    parts = [RAW_HEAD, models(), "struct card {\n    std::int64_t id{};\n    std::string name{};\n};\n", RAW_HELPERS]
    for number, name in enumerate(MODELS):
        parts.append(raw_reader(name, fields_of(number)))
    for number, model, kind in each_query():
        parts.append(f"static long query_{number}(sqlite3* db, [[maybe_unused]] int n) {{\n{kind.raw(number, model)}}}\n")
    parts.append(calls("run_all(sqlite3* db, int count)"))
    parts.append('int main(int count, char**) {\n    sqlite3* db = nullptr;\n    sqlite3_open(":memory:", &db);\n')
    parts.append("    const long sum = run_all(db, count);\n    sqlite3_close(db);\n    return sum > 0;\n}\n")
    return "".join(parts)


RAW_READ = {
    "std::int64_t": "sqlite3_column_int64(statement, column++)",
    "int": "sqlite3_column_int(statement, column++)",
    "double": "sqlite3_column_double(statement, column++)",
    "bool": "sqlite3_column_int(statement, column++) != 0",
    "std::string": "text(statement, column++)",
    "std::optional<std::string>": "optional_text(statement, column++)",
}


def raw_reader(name, fields):
    reads = "".join(f"    out.{field} = {RAW_READ[kind]};\n" for kind, field in fields)
    return f"[[maybe_unused]] static void read(sqlite3_stmt* statement, int column, {name}& out) {{\n{reads}}}\n"


def wide_model():
    kinds = ["std::int64_t", "std::string", "int", "double", "std::optional<std::string>"]
    fields = [("std::int64_t", "id")] + [(kinds[i % 5], f"field_{i}") for i in range(1, 100)]
    body = """long verbs(refract::sqlite::database& db) {
    auto made = db.insert(wide{});
    made.field_1 = "changed";
    db.update(made);
    const auto found = db.find<wide>(made.id);
    return db.erase(made) && found ? 1 : 0;
}
int main() {
    refract::sqlite::database db(":memory:");
    return verbs(db) > 0;
}
"""
    return REFRACT_HEAD + struct("wide", fields) + body


def programs():
    nothing = "int main() {}\n"
    return {
        "include_refract": "#include <refract/refract.hpp>\n\n" + nothing,
        "include_sqlite": REFRACT_HEAD + nothing,
        "include_raw": RAW_HEAD + nothing,
        "queries_refract": refract_queries(),
        "queries_raw": raw_queries(),
        "wide_refract": wide_model(),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the programs are written")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in programs().items():
        (folder / f"{name}.cpp").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
