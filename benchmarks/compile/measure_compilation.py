"""Measures what compiling costs: seconds, the compiler's instructions, memory, and the sizes of what it makes."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import generate

INCLUDE = Path(__file__).resolve().parents[2] / "include"
COMPILERS = ["g++", "clang++-19", "clang++-16"]
LEVELS = ["-O0", "-O2"]
COUNTED = ("g++", "-O0")


def compile_once(command):
    """Wall-clock seconds, the compiler's own seconds, and its peak of memory in MB."""
    begin = time.monotonic()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"failed: {' '.join(command)}")
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def link_size(compiler, obj, program):
    """The size of the stripped program, in KB."""
    subprocess.run([compiler, obj, "-o", program, "-lsqlite3"], check=True)
    subprocess.run(["strip", program], check=True)
    return program.stat().st_size / 1024


def count_instructions(command):
    """The compiler's own instructions, in millions; its seconds differ by a tenth from run to run, these do not."""
    valgrind = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null",
                "--trace-children=yes", "--trace-children-skip=*/as"]
    done = subprocess.run(valgrind + command, capture_output=True, text=True)
    counts = [int(each.replace(",", "")) for each in re.findall(r"I\s+refs:\s+([\d,]+)", done.stderr)]
    if done.returncode != 0 or not counts:
        raise SystemExit(f"cachegrind failed: {' '.join(command)}\n{done.stderr}")
    return round(max(counts) / 1e6)  # the other is the program that calls it


def measure(compiler, level, source, repeats):
    obj, program = source.with_suffix(".o"), source.with_suffix("")
    command = [compiler, "-std=c++20", level, f"-I{INCLUDE}", "-c", str(source), "-o", str(obj)]
    runs = [compile_once(command) for _ in range(repeats)]
    is_counted = (compiler, level) == COUNTED and shutil.which("valgrind")
    return {
        "million_instructions": count_instructions(command) if is_counted else None,
        "compiler": compiler,
        "level": level,
        "program": source.stem,
        "seconds": round(min(run[0] for run in runs), 3),
        "processor_seconds": round(min(run[1] for run in runs), 3),
        "peak_mb": round(max(run[2] for run in runs), 1),
        "object_kb": round(obj.stat().st_size / 1024, 1),
        "stripped_kb": round(link_size(compiler, obj, program), 1),
    }


def run(results: Path, repeats, compilers=COMPILERS):
    rows = []
    with tempfile.TemporaryDirectory(prefix="refract-compile-") as folder:
        for name, text in generate.programs().items():
            (Path(folder) / f"{name}.cpp").write_text(text, encoding="utf-8")
        for compiler in compilers:
            if not shutil.which(compiler):
                print(f"compile: {compiler} was not found, so it is left out")
                continue
            for level in LEVELS:
                for source in sorted(Path(folder).glob("*.cpp")):
                    row = measure(compiler, level, source, repeats)
                    rows.append(row)
                    counted = f"  {row['million_instructions']:,} M instructions" if row["million_instructions"] else ""
                    print("{compiler:11} {level} {program:16} {seconds:6.2f} s  {processor_seconds:6.2f} s of processor  "
                          "{peak_mb:5.0f} MB  object {object_kb:6.0f} KB  stripped {stripped_kb:5.0f} KB".format(**row)
                          + counted, flush=True)
    (results / "compilation.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
