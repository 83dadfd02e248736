import contextlib
import io
import re
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import check_layers


class CheckLayers(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.folder = Path(self.temporary.name) / "include" / "refract"

    def headers(self, **texts):
        """headers(base_text="...") writes base/text.hpp."""
        for name, text in texts.items():
            path = self.folder / f"{name.replace('_', '/', 1)}.hpp"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return check_layers.read_headers(self.folder)

    def layer_problems(self, **texts):
        return list(check_layers.layer_problems(self.headers(**texts), ["base", "sql", "client"]))

    def test_a_folder_may_include_itself_and_those_above(self):
        self.assertEqual(
            self.layer_problems(
                base_text="#include <string>\n",
                sql_names='#include "../base/text.hpp"\n',
                sql_writer="#include <refract/sql/names.hpp>\n#include <refract/base/text.hpp>\n",
            ),
            [],
        )

    def test_a_folder_may_not_include_those_below(self):
        self.assertEqual(
            self.layer_problems(client_row="", sql_writer="#include <refract/client/row.hpp>\n"),
            ["sql/writer.hpp includes client/row.hpp: sql may include base, sql"],
        )

    def test_a_path_beside_the_header_counts_like_the_full_one(self):
        self.assertEqual(
            self.layer_problems(client_row="", sql_writer='  # include "../client/row.hpp"\n'),
            ["sql/writer.hpp includes client/row.hpp: sql may include base, sql"],
        )

    def test_umbrella_headers_are_for_users(self):
        self.assertEqual(
            self.layer_problems(refract="#include <refract/sql/writer.hpp>", sql_writer="#include <refract/refract.hpp>"),
            ["sql/writer.hpp includes refract.hpp, which is for users only"],
        )

    def test_a_folder_outside_the_list(self):
        self.assertEqual(
            self.layer_problems(misc_things=""), ["misc/things.hpp: the folder misc is not in tools/layers.txt"]
        )

    def test_an_include_that_does_not_exist(self):
        self.assertEqual(
            self.layer_problems(sql_writer="#include <refract/base/gone.hpp>"),
            ["sql/writer.hpp includes base/gone.hpp, which does not exist"],
        )

    def test_a_ring_of_headers(self):
        headers = self.headers(
            sql_a="#include <refract/sql/b.hpp>",
            sql_b="#include <refract/sql/c.hpp>",
            sql_c="#include <refract/sql/b.hpp>",
        )
        self.assertEqual(
            list(check_layers.cycle_problems(headers)),
            ["headers include each other: sql/b.hpp -> sql/c.hpp -> sql/b.hpp"],
        )

    def test_two_ways_to_one_header_are_no_ring(self):
        headers = self.headers(
            sql_a="#include <refract/sql/b.hpp>\n#include <refract/sql/c.hpp>",
            sql_b="#include <refract/sql/c.hpp>",
            sql_c="",
        )
        self.assertEqual(list(check_layers.cycle_problems(headers)), [])

    def test_a_long_header(self):
        headers = self.headers(sql_long="\n" * 500, sql_short="\n" * 499)
        self.assertEqual(
            list(check_layers.length_problems(headers)), ["sql/long.hpp has 500 lines, 500 are too many"]
        )

    def test_a_header_without_a_test(self):
        tests = Path(self.temporary.name) / "tests"
        (tests / "sql").mkdir(parents=True)
        (tests / "sql" / "names.cpp").touch()
        (self.folder / "sql" / "detail").mkdir(parents=True)
        (self.folder / "sql" / "detail" / "private.hpp").touch()
        headers = self.headers(refract="", sql_names="", sql_writer="")
        self.assertEqual(
            list(check_layers.test_problems(headers, tests)),
            ["sql/writer.hpp has no test tests/unit/sql/writer.cpp"],
        )

    def test_each_folder_has_a_page(self):
        pages = Path(self.temporary.name) / "pages"
        (pages / "sql").mkdir(parents=True)
        (pages / "base").mkdir()
        (pages / "sql" / "statement.md").touch()
        headers = self.headers(refract="", base_text="", base_list="", sql_writer="", client_row="")
        self.assertEqual(
            list(check_layers.page_problems(headers, pages)),
            ["base has no page in docs/reference/base", "client has no page in docs/reference/client"],
        )

    def test_the_core_does_without_dear_headers(self):
        headers = self.headers(
            sqlite="#include <refract/sql/text.hpp>\n", sql_text="#include <algorithm>\n#include <string>\n",
            migrate_plan="#include <algorithm>\n",
        )
        self.assertEqual(
            list(check_layers.core_problems(headers)),
            ["sql/text.hpp includes <algorithm>, which is too dear for the core"],
        )

    NODES = """enum class node_kind : unsigned char {
    none,
    column, ///< one, of a table
    value,
};
enum class other { forgotten };
"""

    def test_kinds_are_named_where_they_are_printed(self):
        printer = "// node_kind::value is printed elsewhere\nbool is(node_kind k) { return k == node_kind::column; }\n"
        headers = self.headers(tree_node=self.NODES, sql_print=printer, expr_value="auto made = node_kind::value;\n")
        self.assertEqual(list(check_layers.naming_problems(headers)), ["node_kind::value is named nowhere in sql/"])

    def test_a_table_may_shorten_the_name_of_its_kind(self):
        table = "using k = node_kind;\nrow rows[] = {{k::column}, {k::value}};\n"
        self.assertEqual(
            list(check_layers.naming_problems(self.headers(tree_node=self.NODES, sql_table=table))), []
        )

    def test_what_an_enumerator_indexes_has_as_many_elements(self):
        use = "auto text(node_kind kind, int i) { return words[static_cast<std::size_t>(kind)] + all[static_cast<std::size_t>(i)]; }\n"
        headers = self.headers(tree_node=self.NODES, sql_print="const char* words[] = {};\n" + use)
        self.assertEqual(
            list(check_layers.index_problems(headers)),
            ["sql/print.hpp:2 indexes words with an enumerator, and its size is not node_kind_count"],
        )
        headers = self.headers(tree_node=self.NODES, sql_print="std::array<text, node_kind_count> words;\n" + use)
        self.assertEqual(list(check_layers.index_problems(headers)), [])

    def test_members_of_other_things_are_seen_as_indexes_too(self):
        use = "struct clause { node_kind of; };\nauto text(clause each) { return words()[static_cast<std::size_t>(each.of)]; }\n"
        self.assertEqual(
            list(check_layers.index_problems(self.headers(tree_node=self.NODES, sql_print=use))),
            ["sql/print.hpp:2 indexes words with an enumerator, and its size is not node_kind_count"],
        )

    def test_counts_go_to_the_last_enumerator(self):
        count = "inline constexpr int node_kind_count = static_cast<int>(node_kind::{}) + 1;\n"
        headers = self.headers(tree_node=self.NODES + count.format("column"))
        self.assertEqual(
            list(check_layers.index_problems(headers)),
            ["tree/node.hpp: node_kind_count counts to column, the last one is value"],
        )
        headers = self.headers(tree_node=self.NODES + count.format("value"))
        self.assertEqual(list(check_layers.index_problems(headers)), [])

    def test_everything_included(self):
        headers = self.headers(
            base_text="#include <sqlite3.h>", sql_names="#include <refract/base/text.hpp>",
            sql_writer="#include <refract/sql/names.hpp>",
        )
        found = check_layers.everything_included(headers, next(name for name in headers if name.stem == "writer"))
        self.assertEqual(sorted(str(header.name) for header in found), ["base/text.hpp", "sql/names.hpp", "sql/writer.hpp"])

    def test_headers_that_do_not_stand_alone(self):
        class NeedsString:
            def finds(self, target):
                return target != "sqlite3.h"

            def compile(self, text):
                return "no std::string here" if "writer" in text else ""

        headers = self.headers(base_text="", sql_writer="", client_sqlite="#include <sqlite3.h>")
        with contextlib.redirect_stdout(io.StringIO()) as output:
            problems = list(check_layers.stand_alone_problems(headers, NeedsString()))
        self.assertEqual(problems, ["sql/writer.hpp does not compile alone:\nno std::string here"])
        self.assertEqual(output.getvalue(), "skipped: client/sqlite.hpp, its client library was not found\n")

    def test_headers_are_compiled_behind_what_they_include(self):
        compiled = []

        class Notes:
            def finds(self, target):
                return target != "sqlite3.h"

            def compile(self, text):
                compiled.append(text.split())
                return ""

        headers = self.headers(
            base_text="",
            sql_names="#include <refract/base/text.hpp>\n",
            sql_writer="#include <string>\n#include <refract/sql/names.hpp>\n",
            base_late="",
            client_both="#include <refract/base/late.hpp>\n#include <refract/sql/writer.hpp>\n",
            client_sqlite="#include <refract/base/late.hpp>\n#include <sqlite3.h>\n",
        )
        with contextlib.redirect_stdout(io.StringIO()):
            self.assertEqual(list(check_layers.stand_alone_problems(headers, Notes())), [])
        chains = [re.findall(r"refract/([\w/]+)", " ".join(each)) for each in compiled]
        self.assertEqual(sorted(chains), [["base/late"], ["base/text", "sql/names", "sql/writer", "client/both"]])

    def test_drivers_never_see_expressions_even_through_others(self):
        headers = self.headers(
            expr_column="", sql_writer="#include <refract/expr/column.hpp>\n", driver_fake="#include <refract/sql/writer.hpp>\n"
        )
        self.assertEqual(
            list(check_layers.sight_problems(headers)),
            ["driver/fake.hpp sees expr/column.hpp, directly or not: driver/* never does"],
        )

    def test_sql_is_spelled_in_its_folders_only(self):
        sql = 'auto text = "DELETE FROM ";\n'
        headers = self.headers(sql_text=sql, driver_text=sql, client_text='// "DELETE FROM x"\n' + sql)
        self.assertEqual(
            list(check_layers.spelling_problems(headers)), ['client/text.hpp:2 spells SQL: "DELETE FROM "']
        )

    def test_a_piece_of_a_statement_is_sql_as_well(self):
        headers = self.headers(client_text='auto text = first ? " LIMIT 1" : "CAST(";\n')
        self.assertEqual(
            list(check_layers.spelling_problems(headers)),
            ['client/text.hpp:1 spells SQL: " LIMIT 1"', 'client/text.hpp:1 spells SQL: "CAST("'],
        )

    def test_messages_may_speak_of_sql(self):
        headers = self.headers(client_text='auto text = "ROLLBACK) has ended it, or the INSERT did";\n')
        self.assertEqual(list(check_layers.spelling_problems(headers)), [])

    def test_databases_are_named_in_their_own_files(self):
        code = "// as on SQLite\nauto kind = is_postgres();\n"
        headers = self.headers(client_text=code, dialect_postgres=code, driver_postgres_text=code, dialect_sqlite=code)
        self.assertEqual(
            list(check_layers.spelling_problems(headers)),
            ["client/text.hpp:2 names a database: postgres", "dialect/sqlite.hpp:2 names a database: postgres"],
        )

    def test_names_are_no_macros_of_others(self):
        headers = self.headers(base_text='// None\ntemplate <class None> void as(None, const char* = "None");\n')
        self.assertEqual(
            list(check_layers.macro_problems(headers)),
            ["base/text.hpp:2 has a name that is a macro elsewhere: None"] * 2,
        )

    def test_functions_and_lines_have_a_limit(self):
        body = "    step();\n" * 38
        fine = f"namespace n {{\nstruct s {{\nvoid run() {{\n{body}}}\n}};\n}}\n"
        self.assertEqual(list(check_layers.size_problems(self.headers(base_fine=fine), 120)), [])
        long = fine.replace("void run() {", "void run(const char* text = \"{\") {\n\n")
        self.assertEqual(
            list(check_layers.size_problems(self.headers(base_fine=long), 120)),
            ["base/fine.hpp:3 is a function of 42 lines, 40 are allowed"],
        )
        wide = "// " + "x" * 120 + "\nauto text = \"" + "x" * 120 + "\";\n"
        found = [p for p in check_layers.size_problems(self.headers(base_wide=wide), 120) if "columns" in p]
        self.assertEqual(found, ["base/wide.hpp:1 has 123 columns, 120 are allowed"])

    def test_public_names_have_a_comment(self):
        text = """namespace refract {
inline namespace v0 {
/// Says it.
template <class Type> struct said { void inner() {} };
template <> struct said<int> {};

inline int silent(int number) { return number; }

/// Says it for both.
inline int both(int number) { return number; }
inline int both(long number) { return 0; }
namespace detail {
struct hidden {};
}
}
}
"""
        self.assertEqual(
            list(check_layers.comment_problems(self.headers(base_text=text))), ["base/text.hpp:7 has no /// for silent"]
        )

if __name__ == "__main__":
    unittest.main()
