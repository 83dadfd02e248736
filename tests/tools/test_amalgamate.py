import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL = Path(__file__).resolve().parents[2] / "tools" / "amalgamate.py"
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
    "sqlite.hpp": "#pragma once\n#include <refract/refract.hpp>\n#include <refract/driver/sqlite.hpp>\n",
}


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

    def test_a_driver_depends_on_its_library_and_switch(self):
        self.assertIn("#if !defined(REFRACT_NO_SQLITE) && (__has_include(<sqlite3.h>))", self.text)
        self.assertNotIn("REFRACT_NO_POSTGRES &&", self.text)
        self.assertLess(self.text.index("REFRACT_NO_SQLITE)"), self.text.index("struct sqlite"))

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


if __name__ == "__main__":
    unittest.main()
