import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import check_errors


class CheckErrors(unittest.TestCase):
    def problems(self, header, page, program):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name, text in [
                ("include/refract/base/rule.hpp", header),
                ("docs/errors.md", page),
                ("tests/reject/wrong.cpp", program),
            ]:
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return list(check_errors.problems(root))

    def test_all_in_place(self):
        self.assertEqual(self.problems('"refract: no. [E001]"', "# Errors\n\n## E001: no\n", "// expect: [E001]\n"), [])

    def test_not_explained(self):
        self.assertEqual(
            self.problems("[E001]", "See E001.\n", "// expect: [E001]\n"), ["E001 has no heading in docs/errors.md"]
        )

    def test_not_provoked(self):
        self.assertEqual(
            self.problems("[E001]", "## E001\n", "// expect: something\n// [E001]\n"),
            ["E001 has no program in tests/reject"],
        )

    def test_no_longer_said(self):
        self.assertEqual(
            self.problems("[E001]", "## E001\n## `E002`\n", "// expect: [E001]\n"),
            ["E002 is explained or expected, but no header of ours says it"],
        )


if __name__ == "__main__":
    unittest.main()
