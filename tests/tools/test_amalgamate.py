import subprocess
import sys
import tempfile
import unittest
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "amalgamate.py"
sys.path.insert(0, str(TOOL.parent))
import amalgamate

HEADERS = {
    "base/version.hpp": "#pragma once\n#define REFRACT_VERSION_MAJOR 1\n#define REFRACT_VERSION_MINOR 2\n"
    "#define REFRACT_VERSION_PATCH 3\n",
    "base/text.hpp": "// SPDX-License-Identifier: MIT\n#pragma once\n\n#include <string>\n\nstruct text {};\n",
    "base/fast.hpp": "#pragma once\nstruct fast {};\n",
    "sql/writer.hpp": '#pragma once\n#include "../base/text.hpp"\n#if 1\n#include <refract/base/fast.hpp>\n#endif\n'
    "struct writer {};\n",
    "refract.hpp": "#pragma once\n#include <refract/base/text.hpp>\n#include <refract/sql/writer.hpp>\n"
    "#include <refract/base/fast.hpp>\n",
    "driver/sqlite.hpp": "#pragma once\n#include <refract/base/text.hpp>\n#include <sqlite3.h>\nstruct sqlite {};\n",
    "sqlite.hpp": "#pragma once\n#include <refract/refract.hpp>\n#ifndef REFRACT_NO_SQLITE\n"
    "#include <refract/driver/sqlite.hpp>\n#else\nstruct no_sqlite {};\n#endif\n",
    "format.hpp": "#pragma once\n#include <fmt/format.h>\n#include <refract/base/text.hpp>\nstruct formats {};\n",
    "verify.hpp": "#pragma once\n#ifndef REFRACT_NO_SQLITE\n#include <refract/driver/sqlite_inspect.hpp>\n#endif\n",
    "driver/sqlite_inspect.hpp": "#pragma once\n#include <refract/driver/sqlite.hpp>\nstruct inspector {};\n",
    "recorder.hpp": "#pragma once\n#include <refract/refract.hpp>\nstruct recorder {};\n",
}

SINGLE = amalgamate.Amalgamation(ROOT / "include" / "refract").text().replace("#pragma once", "")
USES = "void run(refract::sqlite::database& from, refract::postgres::database& to);\n"


class Amalgamate(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.root = Path(temporary.name)
        for name, text in HEADERS.items():
            path = self.root / "include" / "refract" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.text = amalgamate.Amalgamation(self.root / "include" / "refract").text()

    def run_tool(self, *arguments):
        return subprocess.run(
            [sys.executable, TOOL, "--root", self.root, *arguments], capture_output=True, text=True
        )

    def test_a_header_stands_once_and_after_what_it_includes(self):
        self.assertEqual(self.text.count("struct text"), 1)
        self.assertEqual(self.text.count("struct writer"), 1)
        self.assertLess(self.text.index("struct text"), self.text.index("struct writer"))

    def test_what_a_program_asks_for_repeats_no_driver(self):
        verify = amalgamate.Amalgamation(self.root / "include" / "refract").files()[PurePosixPath("verify.hpp")]
        self.assertIn("struct inspector", verify)
        self.assertNotIn("struct sqlite", verify)

    def test_an_include_under_a_condition_stays_under_it(self):
        condition = self.text[self.text.index("#if 1") : self.text.index("struct writer")]
        self.assertIn("struct fast", condition)
        self.assertEqual(self.text.count("struct fast"), 2)

    def test_none_of_our_includes_is_left(self):
        self.assertNotIn("#include <refract/", self.text)
        self.assertNotIn('#include "', self.text)
        self.assertIn("#include <string>", self.text)

    def test_once_and_licence_are_said_once(self):
        self.assertEqual(self.text.count("#pragma once"), 1)
        self.assertEqual(self.text.count("SPDX"), 1)

    def test_a_driver_stands_under_its_condition(self):
        driver = self.text[self.text.index("#ifndef REFRACT_NO_SQLITE") : self.text.index("struct no_sqlite")]
        self.assertIn("struct sqlite", driver)
        self.assertNotIn("struct text", driver)

    def test_the_recorder_can_be_left_out(self):
        self.assertLess(self.text.index("#ifndef REFRACT_NO_RECORDER"), self.text.index("struct recorder"))

    def test_what_an_installed_refract_has_can_be_included(self):
        self.run_tool()
        folder = self.root / "single_include" / "refract"
        names = {path.name for path in folder.iterdir()}
        self.assertEqual(names, {"refract.hpp", "sqlite.hpp", "recorder.hpp", "format.hpp", "verify.hpp"})
        self.assertIn('#include "refract.hpp"', (folder / "sqlite.hpp").read_text(encoding="utf-8"))

    def test_what_is_asked_for_stands_apart(self):
        self.assertNotIn("struct formats", self.text)
        self.run_tool()
        text = (self.root / "single_include" / "refract" / "format.hpp").read_text(encoding="utf-8")
        self.assertLess(text.index('#include "refract.hpp"'), text.index("struct formats"))
        self.assertNotIn("struct text", text)

    def test_it_names_the_version(self):
        self.assertIn("refract 1.2.3", self.text)

    def test_the_compiler_takes_two_copies(self):
        program = self.text.replace("#pragma once", "") * 2
        done = subprocess.run(
            ["c++", "-std=c++20", "-fsyntax-only", "-DREFRACT_NO_SQLITE", "-xc++", "-"], input=program, text=True
        )
        self.assertEqual(done.returncode, 0)

    def test_check_passes_until_a_header_changes(self):
        check = self.root / "build"
        self.assertEqual(self.run_tool("--check", check).returncode, 1)
        self.assertEqual(self.run_tool().returncode, 0)
        self.assertEqual(self.run_tool("--check", check).returncode, 0)
        (self.root / "include" / "refract" / "base" / "fast.hpp").write_text("#pragma once\n", encoding="utf-8")
        done = self.run_tool("--check", check)
        self.assertEqual(done.returncode, 1)
        self.assertIn("./run amalgamate", done.stdout)


class MissingParts(unittest.TestCase):
    """What the compiler says of a part that is not there: with the single header, and with the separate ones."""

    def errors(self, text, *flags):
        done = subprocess.run(
            ["c++", "-std=c++20", "-fsyntax-only", f"-I{ROOT / 'include'}", *flags, "-xc++", "-"],
            input=text + USES,
            capture_output=True,
            text=True,
        )
        return [line for line in done.stderr.splitlines() if "error:" in line]

    def assert_says(self, sentences, errors):
        self.assertIn(sentences[0], errors[0])
        self.assertIn(sentences[1], "\n".join(errors[1:]))

    def test_a_part_that_is_switched_off_is_named(self):
        sentences = "refract: SQLite is switched off", "refract: PostgreSQL is switched off"
        for text in SINGLE, "#include <refract/sqlite.hpp>\n#include <refract/postgres.hpp>\n":
            self.assert_says(sentences, self.errors(text, "-DREFRACT_NO_SQLITE", "-DREFRACT_NO_POSTGRES"))

    def test_a_library_that_is_not_found_is_named(self):
        text = SINGLE.replace("sqlite3.h>)", "not_there.h>)").replace("libpq-fe.h>)", "not_there.h>)")
        sentences = "refract: sqlite3.h was not found. Install", "refract: libpq-fe.h was not found. Install"
        self.assert_says(sentences, self.errors(text))

    def test_without_that_all_parts_are_there(self):
        self.assertEqual(self.errors(SINGLE + "using refract::recorder::database;\n"), [])


if __name__ == "__main__":
    unittest.main()
