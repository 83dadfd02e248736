import re
import unittest
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
# Catch2 3 has these in Catch::Matchers, or under another name: refract_test::has_text is for both.
OLD_NAME = re.compile(r"\bCatch::(Matchers::Contains|Contains|EndsWith|StartsWith|Equals|Message|WithinAbs)\(")


class TestFiles(unittest.TestCase):
    def test_catch2_is_spelled_as_2_and_3_have_it(self):
        found = [
            f"{path.relative_to(TESTS)}: {name[0]}"
            for path in sorted(TESTS.rglob("*.[ch]pp"))
            if path != TESTS / "support" / "catch.hpp"
            for name in OLD_NAME.finditer(path.read_text(encoding="utf-8"))
        ]
        self.assertEqual(found, [])


if __name__ == "__main__":
    unittest.main()
