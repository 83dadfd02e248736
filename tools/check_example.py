#!/usr/bin/env python3
"""Runs an example and compares what it prints with its recorded output; --update records it anew.

Where there is an example.sql beside example.expected, what the example writes to its error stream is compared with it.
"""

import argparse
import difflib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77  # what the tests report as skipped


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=Path)
    parser.add_argument("expected", type=Path)
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()

    if "postgres" in arguments.program.stem and not os.environ.get("REFRACT_POSTGRES_URL"):
        print("skipped: no PostgreSQL server, REFRACT_POSTGRES_URL is not set")
        return 1 if os.environ.get("REFRACT_REQUIRE_POSTGRES") else SKIPPED

    # An empty folder: an example may write files, and must not find those of its last run.
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([arguments.program.resolve()], cwd=folder, capture_output=True, text=True, timeout=50)
    if done.returncode != 0:
        print(f"{arguments.program.name} ended with {done.returncode}\n{done.stdout}{done.stderr}")
        return 1
    statements = arguments.expected.with_suffix(".sql")
    outputs = [(arguments.expected, done.stdout)] + ([(statements, done.stderr)] if statements.exists() else [])
    if arguments.update:
        for path, text in outputs:
            path.write_text(text, encoding="utf-8")
        return 0
    differences = [difference for path, text in outputs for difference in compare(path, text)]
    print("\n".join(differences))
    return 1 if differences else 0


def compare(path, text):
    recorded = path.read_text(encoding="utf-8").splitlines()
    return difflib.unified_diff(recorded, text.splitlines(), path.name, "what it printed", lineterm="")


if __name__ == "__main__":
    sys.exit(main())
