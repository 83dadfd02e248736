import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import snippets

PROGRAM = """\
#include <cstdio>

// [greeting]
int main() {
    // [call]
    std::puts("hello");
    // [/call]
}
// [/greeting]
"""


class Snippets(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.root = Path(temporary.name)
        self.write("hello.cpp", PROGRAM)

    def write(self, name, text):
        (self.root / name).write_text(text, encoding="utf-8")
        return self.root / name

    def check(self, text, name="README.md", update=False):
        page = self.write(name, text)
        return snippets.check_page(self.root, page, update)

    def test_a_named_part_without_its_indentation(self):
        text = '<!-- from hello.cpp [call] -->\n```cpp\nstd::puts("hello");\n```\n'
        self.assertEqual(self.check(text), [])

    def test_a_part_does_not_show_the_names_of_others(self):
        text = '<!-- from hello.cpp [greeting] -->\n```cpp\nint main() {\n    std::puts("hello");\n}\n```\n'
        self.assertEqual(self.check(text), [])

    def test_successive_lines(self):
        text = '<!-- from hello.cpp -->\n\n```cpp\nint main() {\n    std::puts("hello");\n```\n'
        self.assertEqual(self.check(text), [])

    def test_another_text(self):
        text = 'x\n<!-- from hello.cpp [call] -->\n```cpp\nstd::puts("hi");\n```\n'
        self.assertEqual(self.check(text), ["README.md:3: not as in hello.cpp. Run: tools/snippets.py --update"])

    def test_an_update_makes_it_right(self):
        text = '<!-- from hello.cpp [call] -->\n```cpp\n```\n\n<!-- from hello.cpp [call] -->\n```cpp\nold\nold\n```\nend\n'
        self.assertEqual(self.check(text, update=True), [])
        updated = (self.root / "README.md").read_text(encoding="utf-8")
        self.assertEqual(self.check(updated), [])
        self.assertNotIn("old", updated)
        self.assertTrue(updated.endswith("```\nend\n"))

    def test_no_such_file_or_part(self):
        self.assertIn("gone.cpp does not exist", self.check("<!-- from gone.cpp -->\n```cpp\n```\n")[0])
        self.assertIn("has no part // [gone]", self.check("<!-- from hello.cpp [gone] -->\n```cpp\n```\n")[0])

    def test_readme_shows_no_cpp_of_its_own(self):
        text = "```cpp\nint x;\n```\n```sh\n./run test\n```\n"
        self.assertEqual(len(self.check(text)), 1)
        self.assertEqual(self.check(text, name="page.md"), [])
        (self.root / "guide").mkdir()
        self.assertEqual(len(self.check(text, name="guide/page.md")), 1)

    def test_output_is_checked_like_code(self):
        self.write("hello.expected", "one\ntwo\nthree\n")
        self.assertEqual(self.check("<!-- from hello.expected -->\n```text\ntwo\nthree\n```\n"), [])
        self.assertEqual(len(self.check("<!-- from hello.expected -->\n```text\none\nthree\n```\n")), 1)

    def test_recorded_sql_with_parts_is_cut_by_part(self):
        self.write("hello.sql", "// [one]\nSELECT 1\nSELECT 2\n// [/one]\n// [two]\nSELECT 3\n// [/two]\n")
        self.assertEqual(self.check("<!-- from hello.sql [one] -->\n```sql\nSELECT 2\n```\n"), [])
        self.assertEqual(len(self.check("<!-- from hello.sql [two] -->\n```sql\nSELECT 2\n```\n")), 1)
        self.assertIn("has parts", self.check("<!-- from hello.sql -->\n```sql\nSELECT 2\n```\n")[0])


if __name__ == "__main__":
    unittest.main()
