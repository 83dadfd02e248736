import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import errors

HEADER = '"refract: no. Write yes. [E001]"'
PROGRAM = """// expect: refract: no. Write yes. [E001]
#ifdef REFRACT_REJECT
    int no;
#else
    int yes;
#endif
"""
PAGE = """# Errors

## E001

> refract: no. Write yes.

Does not compile:

```
int no;
```

Compiles:

```
int yes;
```
"""


class Errors(unittest.TestCase):
    def problems(self, header, page, program):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name, text in [
                ("include/refract/base/rules/model.hpp", header),
                ("docs/errors.md", page),
                ("tests/reject/wrong.cpp", program),
            ]:
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return list(errors.problems(root))

    def test_all_in_place(self):
        self.assertEqual(self.problems(HEADER, PAGE, PROGRAM), [])

    def test_one_number_has_two_sentences(self):
        page = PAGE.replace("yes.\n", "yes.\n\n> refract: also no. Write yes.\n", 1)
        self.assertEqual(self.problems(HEADER + ' "refract: also no. Write yes. [E001]"', page, PROGRAM), [])

    def test_a_rule_has_the_number_of_its_sentence(self):
        self.assertEqual(self.problems("inline constexpr rule_number is_yes{1};\n" + HEADER, PAGE, PROGRAM), [])
        found = self.problems("inline constexpr rule_number is_yes{2};\n" + HEADER, PAGE, PROGRAM)
        self.assertEqual(found, ["model.hpp: is_yes is 2, its sentence ends in E001"])

    def test_not_explained(self):
        found = self.problems(HEADER, "# Errors\n\n", PROGRAM)
        self.assertEqual(found, ["docs/errors.md is not what the headers and programs give. Run: python3 tools/errors.py"])

    def test_not_provoked(self):
        found = self.problems(HEADER, PAGE, "// expect: nothing\n")
        self.assertIn("E001 has no program in tests/reject", found)

    def test_another_sentence(self):
        found = self.problems('"refract: no. Write perhaps. [E001]"', PAGE, PROGRAM)
        self.assertIn("wrong.cpp expects a sentence that no header has: refract: no. Write yes. [E001]", found)


if __name__ == "__main__":
    unittest.main()
