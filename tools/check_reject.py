#!/usr/bin/env python3
"""Checks programs that must not compile.

The first line of a program names a sentence that the compiler has to print:
    // expect: refract: <what is wrong>. <what to write instead>. [E012]
A second line "// times: 5" says that the program makes the mistake in five ways, each of which has the sentence.
Without the macro REFRACT_REJECT the program must compile, which shows that it fails for its own reason only;
with it, it must fail, and the sentence must be the first error, near the top of what the compiler prints, and the
only sentence: one mistake is one.

--precompile HEADER makes a precompiled header at the path given by --header, which checks of programs then use:
most of their time would go into the same headers.

A program that ends in .txt is a list of programs, one per line, of which each is checked.

--first-error lets the compiler stop at its first error, which is less than half of its time: what it says then is left
to another compiler's check.

--controls compiles the controls of a list of programs in one file, each in a namespace of its own; those that cannot
stand in a namespace are compiled by the check of their program.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

INCLUDE = Path(__file__).resolve().parents[1] / "include"
# The programs end in a constant, which makes the compiler look at the query and which nobody reads.
FLAGS = ["-std=c++20", "-Wall", "-Wextra", "-Werror", "-Wno-unused-const-variable", f"-I{INCLUDE}"]
EXPECT = "// expect: "
TOLD = re.compile(r"error: .*refract: .*\[(E\d{3})\]")
SENTENCE_LIMIT = 12  # of the lines that the compiler prints


def run_compiler(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    return done.returncode == 0, done.stdout


def is_clang(compiler):
    return "clang" in run_compiler([compiler, "--version"])[1]


def precompile(compiler, header, flags, target):
    """Makes `target`, a header that includes the given one, and its precompiled form beside it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f'#include "{header.resolve()}"\n', encoding="utf-8")
    suffix = ".pch" if is_clang(compiler) else ".gch"
    done, output = run_compiler([compiler, *FLAGS, *flags, "-x", "c++-header", str(target), "-o", f"{target}{suffix}"])
    return None if done else output


def precompiled_flags(target):
    if target is None:
        return []
    if Path(f"{target}.pch").exists():
        return ["-include-pch", f"{target}.pch"]
    return ["-Winvalid-pch", "-include", str(target)]


def compile_program(compiler, program, flags):
    return run_compiler([compiler, *FLAGS, "-fsyntax-only", *flags, str(program)])


def shares_a_file(program):
    """Whether a control can stand in a namespace: it specialises nothing, and all that it includes is there already."""
    text = program.read_text(encoding="utf-8")
    includes = re.findall(r"^#include (.*)$", text, re.MULTILINE)
    return not re.search(r"template <>|namespace refract\b|extern ", text) and includes == ['"models.hpp"']


def problem_of_controls(compiler, programs, flags):
    """Which controls do not compile, or None."""
    shared = [program for program in programs if shares_a_file(program)]
    if not shared:
        return None
    with tempfile.TemporaryDirectory() as folder:
        controls = Path(folder) / "controls.cpp"
        parts = [f'namespace {program.stem} {{\n#include "{program.resolve()}"\n}}\n' for program in shared]
        controls.write_text('#include "models.hpp"\n' + "".join(parts), encoding="utf-8")
        together = [*flags, f"-I{shared[0].resolve().parent}"]
        compiles, output = compile_program(compiler, controls, together)
    if compiles:
        return None
    failed = [program.name for program in shared if not compile_program(compiler, program, flags)[0]]
    if failed:
        return f"these controls, without REFRACT_REJECT, must compile: {', '.join(failed)}"
    return f"the controls compile, but not in one file:\n{output}"


def expected_times(program):
    """In how many ways a program makes its mistake, or None where it does not say."""
    found = re.match(r"[^\n]*\n// times: (\d+)\n", program.read_text(encoding="utf-8"))
    return int(found[1]) if found else None


def problem(compiler, program, flags, line_budget, told="", sentence_limit=SENTENCE_LIMIT, first_error=False):
    """What is wrong with a program of this kind, or None."""
    first_line = program.read_text(encoding="utf-8").partition("\n")[0]
    if not first_line.startswith(EXPECT):
        return f'the first line must be "{EXPECT}<sentence>"'
    sentence = first_line.removeprefix(EXPECT).strip() + (f" ({told})" if told else "")

    if told or not shares_a_file(program):
        compiles, output = compile_program(compiler, program, flags)
        if not compiles:
            return f"the control, without REFRACT_REJECT, must compile:\n{output}"
    times = expected_times(program)
    until = ["-Wfatal-errors"] if first_error and not times else []
    compiles, output = compile_program(compiler, program, [*flags, "-DREFRACT_REJECT", *until])
    if compiles:
        return f"compiles, but must fail with\n{sentence}"
    if sentence not in output:
        return f"fails without the sentence\n{sentence}\nbut with\n{output}"
    lines = output.splitlines()
    told_in = next(number for number, line in enumerate(lines, 1) if " error: " in line)
    if sentence not in lines[told_in - 1]:
        return f"the sentence is not the first error:\n{sentence}\n{output}"
    if len(told_rules := sorted(set(TOLD.findall(output)))) > 1:
        return f"one mistake has several sentences: {', '.join(told_rules)}\n{output}"
    if told_in > sentence_limit:
        return f"the sentence stands in line {told_in}, the limit is {sentence_limit}:\n{output}"
    if times:
        line_budget *= times
        errors = [line for line in lines if " error: " in line]
        if len(errors) != times or any(sentence not in line for line in errors):
            return f"the sentence has to be told {times} times, and nothing else:\n{output}"
    if len(lines) > line_budget:
        return f"the compiler prints {len(lines)} lines, the budget is {line_budget}:\n{output}"
    return None


def problems(arguments):
    """What is wrong with each of the programs that the arguments name, or None."""
    flags = [*arguments.flags, *precompiled_flags(arguments.header)]
    programs = [arguments.program]
    if arguments.program.suffix == ".txt":
        programs = [Path(line) for line in arguments.program.read_text(encoding="utf-8").split()]
    if arguments.controls:
        return {arguments.program: problem_of_controls(arguments.compiler, programs, flags)}
    options = {"told": arguments.told, "first_error": arguments.first_error}
    return {each: problem(arguments.compiler, each, flags, arguments.line_budget, **options) for each in programs}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--line-budget", type=int, default=120)
    parser.add_argument("--told", default="", help="what stands behind the sentence where compilers print it, as C++26")
    parser.add_argument("--header", type=Path, help="made by --precompile, used by programs")
    parser.add_argument("--precompile", action="store_true", help="the program is a header: make --header from it")
    parser.add_argument("--first-error", action="store_true", help="what follows it is not looked at")
    parser.add_argument("--controls", action="store_true", help="only these, of a list of programs")
    parser.add_argument("compiler")
    parser.add_argument("program", type=Path)
    parser.add_argument("flags", nargs="*", help="for the compiler, after --")
    arguments = parser.parse_args()

    if arguments.precompile:
        found = {arguments.program: precompile(arguments.compiler, arguments.program, arguments.flags, arguments.header)}
    else:
        found = problems(arguments)
    for program, told in found.items():
        if told:
            print(f"{program.name}: {told}")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
