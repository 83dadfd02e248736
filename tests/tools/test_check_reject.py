import argparse
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import check_reject

SENTENCE = "refract: this is wrong. Write that. [E001]"


class CheckReject(unittest.TestCase):
    def problem(self, rejected, control="", first_line=f"// expect: {SENTENCE}", line_budget=120, **options):
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder) / "program.cpp"
            program.write_text(
                f"{first_line}\n#ifdef REFRACT_REJECT\n{rejected}\n#else\n{control}\n#endif\n", encoding="utf-8"
            )
            return check_reject.problem("c++", program, [], line_budget, **options)

    def test_the_sentence_is_printed(self):
        self.assertIsNone(self.problem(f'static_assert(false, "{SENTENCE}");'))

    def test_an_assertion_in_a_function_template_that_is_called(self):
        self.assertIsNone(
            self.problem(
                f'template <class T> void check() {{ static_assert(sizeof(T) == 0, "{SENTENCE}"); }}\n'
                "int main() { check<int>(); }"
            )
        )

    def test_it_must_not_compile(self):
        self.assertIn("compiles, but must fail", self.problem("int main() {}"))

    def test_another_error(self):
        self.assertIn("fails without the sentence", self.problem("int main() { return x; }"))

    def test_the_control_must_compile_without_a_warning(self):
        unused = "int main() { int x = 1; }"
        self.assertIn("the control", self.problem(f'static_assert(false, "{SENTENCE}");', control=unused))

    def test_a_program_without_a_sentence(self):
        self.assertIn("the first line", self.problem("", first_line="// a comment"))

    def test_the_sentence_is_the_first_error(self):
        found = self.problem(f'int x = y;\nstatic_assert(false, "{SENTENCE}");')
        self.assertIn("not the first error", found)

    def test_the_sentence_stands_near_the_top(self):
        deep = (
            f'template <class T> void check(T) {{ static_assert(sizeof(T) == 0, "{SENTENCE}"); }}\n'
            "template <class T> void outer(T t) { check(t); }\n"
            "int main() { outer(1); }"
        )
        self.assertIn("the limit is 2", self.problem(deep, sentence_limit=2))

    def test_one_mistake_has_one_sentence(self):
        another = "refract: that is wrong, too. Write this. [E002]"
        twice = f'static_assert(false, "{SENTENCE}");\nstatic_assert(false, "{another}");'
        self.assertIn("several sentences: E001, E002", self.problem(twice))
        self.assertIsNone(self.problem(f'static_assert(false, "{SENTENCE}");\n' * 2))

    def test_what_follows_the_first_error_is_left_to_others(self):
        another = 'static_assert(false, "refract: that is wrong, too. Write this. [E002]");'
        told = f'static_assert(false, "{SENTENCE}");'
        self.assertIsNone(self.problem(f"{told}\n{another}", first_error=True))
        self.assertIn("without the sentence", self.problem(f"{another}\n{told}", first_error=True))
        # Whoever says how often a sentence is told has all of it looked at.
        twice = f"// expect: {SENTENCE}\n// times: 2"
        self.assertIn("2 times", self.problem(told, first_line=twice, first_error=True))

    def test_a_list_of_programs_is_checked_one_by_one(self):
        with tempfile.TemporaryDirectory() as folder:

            def program(name, text):
                path = Path(folder) / name
                path.write_text(f"// expect: {SENTENCE}\n{text}\n", encoding="utf-8")
                return str(path)

            right = program("right.cpp", f'#ifdef REFRACT_REJECT\nstatic_assert(false, "{SENTENCE}");\n#endif')
            wrong = program("wrong.cpp", "int main() {}")
            listed = Path(folder) / "some.txt"
            listed.write_text(f"{right}\n{wrong}\n", encoding="utf-8")
            arguments = argparse.Namespace(
                program=listed, compiler="c++", flags=[], header=None, controls=False, told="", first_error=False,
                line_budget=120,
            )  # fmt: skip
            found = check_reject.problems(arguments)
        self.assertEqual([path.name for path, told in found.items() if told], ["wrong.cpp"])

    def test_a_precompiled_header_changes_nothing_but_the_time(self):
        with tempfile.TemporaryDirectory() as folder:
            header, target = Path(folder) / "models.hpp", Path(folder) / "made" / "precompiled.hpp"
            header.write_text("#pragma once\nstruct User {};\n", encoding="utf-8")
            self.assertIsNone(check_reject.precompile("c++", header, [], target))
            program = Path(folder) / "program.cpp"
            program.write_text(
                f'// expect: {SENTENCE}\n#include "models.hpp"\nUser user;\n'
                f'#ifdef REFRACT_REJECT\nstatic_assert(false, "{SENTENCE}");\n#endif\n',
                encoding="utf-8",
            )
            flags = check_reject.precompiled_flags(target)
            self.assertEqual(len(flags), 3)
            self.assertIsNone(check_reject.problem("c++", program, flags, 120))

    def test_controls_in_one_file(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "models.hpp").write_text("#pragma once\nstruct User {};\n", encoding="utf-8")

            def program(name, text):
                path = Path(folder) / name
                path.write_text(f'// expect: {SENTENCE}\n#include "models.hpp"\n{text}\n', encoding="utf-8")
                return path

            right, again = program("right.cpp", "inline User run();"), program("again.cpp", "inline int run();")
            wrong = program("wrong.cpp", "inline Nobody run();")
            # Compiled by the check of its own program.
            alone = program("alone.cpp", "template <> struct Nothing<User> {};")
            self.assertIsNone(check_reject.problem_of_controls("c++", [right, again, alone], []))
            found = check_reject.problem_of_controls("c++", [right, wrong, again], [])
            self.assertIn("must compile: wrong.cpp", found)
            self.assertIn("the control", check_reject.problem("c++", alone, [], 120))

    def test_a_sentence_may_not_be_buried(self):
        errors = "".join(f"int x{number} = y;\n" for number in range(10))
        self.assertIn("the budget is 5", self.problem(f'static_assert(false, "{SENTENCE}");\n{errors}', line_budget=5))


if __name__ == "__main__":
    unittest.main()
