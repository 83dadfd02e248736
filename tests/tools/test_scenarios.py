import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import scenarios  # noqa: E402

SOURCE = '''
TEMPLATE_TEST_CASE("Suite: part", "[scenarios]", REFRACT_TEST_DATABASES) {
    s.rows("a \\"quoted\\" situation "
           "in two parts", from<T>(), "SELECT 1");
    s.template refuses<not_found>("nothing", [&] {});
    s.missing("a thing", "no such | clause");
}
TEST_CASE("Suite: arrays, PostgreSQL only", "[scenarios]") {
    s.is("one", 1, "SELECT 1");
}
'''
TEXT = '''suite: Other: pairs
only: PostgreSQL

=== one becomes another
--- before
CREATE TABLE x (n int)

=== what cannot be had
--- not yet
nobody
needs it
--- before of SQLite
'''


class Scenarios(unittest.TestCase):
    def test_finds_each_call(self):
        found = list(scenarios.scenarios_of(SOURCE, "x.cpp"))
        self.assertEqual([(each.suite, each.situation, each.verdict()) for each in found],
                         [("Suite: part", 'a "quoted" situation in two parts', "holds"),
                          ("Suite: part", "nothing", "holds"),
                          ("Suite: part", "a thing", "not yet: no such | clause"),
                          ("Suite: arrays", "one", "on PostgreSQL")])

    def test_wants_a_suite_and_a_reason(self):
        with self.assertRaises(scenarios.Failure):
            list(scenarios.scenarios_of('TEST_CASE("arrays", "[x]") {}', "x.cpp"))
        with self.assertRaises(scenarios.Failure):
            list(scenarios.scenarios_of('TEST_CASE("a: b", "[x]") { s.missing("thing"); }', "x.cpp"))

    def test_the_page_counts(self):
        text = scenarios.page(list(scenarios.scenarios_of(SOURCE, "x.cpp")),
                              list(scenarios.scenarios_of_text(TEXT, "x.scenario")))
        self.assertIn("4 situations; 3 hold, 1 cannot be said yet.", text)
        self.assertIn("| a thing | not yet: no such \\| clause |", text)
        self.assertIn("| Other: pairs | 1 | 1 | 1 |", text)

    def test_reads_texts(self):
        found = list(scenarios.scenarios_of_text(TEXT, "x.scenario"))
        self.assertEqual([(each.suite, each.situation, each.verdict()) for each in found],
                         [("Other: pairs", "one becomes another", "on PostgreSQL"),
                          ("Other: pairs", "what cannot be had", "not yet: nobody needs it")])
        with self.assertRaises(scenarios.Failure):
            list(scenarios.scenarios_of_text("=== no suite\n", "x.scenario"))


if __name__ == "__main__":
    unittest.main()
