import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import check_docs

FILES = {
    "include/refract/expr/date.hpp": "// See docs/reference/date.md.\nint year_of();\n",
    "docs/errors.md": "# Errors\n\n## E001\n",
    "docs/reference/date.md": "# Dates\n\n## Parts of a date\n",
}


class CheckDocs(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.root = Path(temporary.name)
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def problems(self, text):
        self.write("README.md", text)
        return list(check_docs.problems(self.root))

    def test_nothing_is_wrong(self):
        text = "[dates](docs/reference/date.md#parts-of-a-date) and [x](https://example.org/x), `year_of(x)`, E001\n"
        self.assertEqual(self.problems(text), [])

    def test_a_link_to_nothing(self):
        self.assertIn("the link docs/gone.md leads nowhere", self.problems("[x](docs/gone.md)")[0])
        self.assertIn("no heading", self.problems("[x](docs/reference/date.md#gone)")[0])

    def test_a_page_to_which_no_index_leads(self):
        self.write("docs/index.md", "[Errors](errors.md)\n")
        self.assertEqual(self.problems(""), ["docs/reference/date.md: no index.md leads to this page"])
        self.write("docs/index.md", "[Errors](errors.md), [dates](reference/date.md#parts-of-a-date)\n")
        self.assertEqual(self.problems(""), [])

    def test_an_error_that_is_not_there(self):
        self.assertEqual(self.problems("E999"), ["README.md: E999 is not in docs/errors.md"])

    def test_a_file_that_is_not_there(self):
        self.assertIn("tests/unit/gone.cpp is not there", self.problems("see tests/unit/gone.cpp")[0])
        self.assertIn("tested by gone.cpp", self.problems("<!-- tested by gone.cpp -->")[0])
        self.write("include/refract/expr/more.hpp", "// docs/reference/gone.md has more\n")
        self.assertIn("more.hpp: docs/reference/gone.md is not there", self.problems("")[0])

    def test_a_function_that_is_not_there(self):
        self.assertIn("there is no month_of", self.problems("`month_of(x)`")[0])
        self.assertEqual(self.problems("`month_of(x)`\n\n```cpp\nint month_of();\n```\n"), [])

    def test_words_that_only_the_authors_know(self):
        self.assertIn('"verbs" is a word of ours', self.problems("the verbs of a database")[0])
        self.assertEqual(self.problems("<!-- from x.cpp [verbs] -->\n```\nverbs\n```\n`verbs`\n"), [])

    def test_sentences_of_the_compiler_have_no_such_words_either(self):
        self.write("docs/errors.md", "## E001\n\n> refract: this verb runs a query.\n")
        self.assertIn('"verb" is a word of ours', self.problems("E001")[0])


if __name__ == "__main__":
    unittest.main()
