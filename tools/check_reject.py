#!/usr/bin/env python3
"""Checks programs that must not compile.

The first line of a program names a sentence that the compiler has to print:
    // expect: refract: <what is wrong>. <what to write instead>. [E012]
Without the macro REFRACT_REJECT the program must compile, which shows that it fails for its own reason only;
with it, it must fail, print the sentence, and not bury it.
"""

import argparse
import subprocess
import sys
from pathlib import Path

INCLUDE = Path(__file__).resolve().parents[1] / "include"
# The programs end in a constant, which makes the compiler look at the query and which nobody reads.
FLAGS = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-Wno-unused-const-variable", f"-I{INCLUDE}"]
EXPECT = "// expect: "


def compile_program(compiler, program, flags):
    command = [compiler, *FLAGS, *flags, str(program)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    return done.returncode == 0, done.stdout


def problem(compiler, program, flags, line_budget):
    """What is wrong with a program of this kind, or None."""
    first_line = program.read_text(encoding="utf-8").partition("\n")[0]
    if not first_line.startswith(EXPECT):
        return f'the first line must be "{EXPECT}<sentence>"'
    sentence = first_line.removeprefix(EXPECT).strip()

    compiles, output = compile_program(compiler, program, flags)
    if not compiles:
        return f"the control, without REFRACT_REJECT, must compile:\n{output}"
    compiles, output = compile_program(compiler, program, [*flags, "-DREFRACT_REJECT"])
    if compiles:
        return f"compiles, but must fail with\n{sentence}"
    if sentence not in output:
        return f"fails without the sentence\n{sentence}\nbut with\n{output}"
    lines = output.count("\n")
    if lines > line_budget:
        return f"the compiler prints {lines} lines, the budget is {line_budget}:\n{output}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--line-budget", type=int, default=120)
    parser.add_argument("compiler")
    parser.add_argument("program", type=Path)
    parser.add_argument("flags", nargs="*", help="for the compiler, after --")
    arguments = parser.parse_args()

    found = problem(arguments.compiler, arguments.program, arguments.flags, arguments.line_budget)
    if found:
        print(f"{arguments.program.name}: {found}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
